"""Taking turns: two threads verify, what is submitted and what is followed, and neither waits for more than one of the
other's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """One at a time, in the order in which they came. A plain lock may be given to whoever had it last."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._given, self._now = 0, 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Waits for a turn, and gives it back at the end."""
        with self._changed:
            mine, self._given = self._given, self._given + 1
            self._changed.wait_for(lambda: self._now == mine)
        try:
            yield
        finally:
            with self._changed:
                self._now += 1
                self._changed.notify_all()
