"""How much is taken on at once. What goes beyond is refused, with when to come again, and nothing falls over."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from secondsource.errors import SecondsourceError

WAITING = 100  # submissions in line; at some seconds each, the last is an hour away
STREAMS = 256  # pages that follow something at the same time: five times the fifty readers of a newsroom
STREAMS_EACH = 64  # of these, of one account, or of one address where there are no accounts
_KEYS = 10_000  # that are remembered; whoever comes from more addresses than that is not stopped by counting them


class Busy(SecondsourceError):
    """Too much is going on. ``seconds`` is after how long it is worth while to come again."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = math.ceil(seconds)


class Rate:
    """So many times within so many seconds, for each key of its own. A window that slides; kept in memory alone."""

    def __init__(self, times: int, seconds: float, *, clock: Callable[[], float] = monotonic) -> None:
        self._times, self._seconds, self._clock = times, seconds, clock
        self._seen: dict[str, deque[float]] = {}
        self._lock = Lock()

    def check(self, key: str, message: str) -> None:
        """Raises ``Busy`` where it was as often as it may be."""
        with self._lock:
            seen = self._recent(key)
            if len(seen) >= self._times:
                raise Busy(message, seen[0] + self._seconds - self._clock())

    def count(self, key: str) -> None:
        """One time more."""
        with self._lock:
            seen = self._recent(key)
            self._seen.pop(key, None)
            while len(self._seen) >= _KEYS:  # the one that has been silent longest
                del self._seen[next(iter(self._seen))]
            self._seen[key] = seen
            seen.append(self._clock())

    def forget(self, key: str) -> None:
        with self._lock:
            self._seen.pop(key, None)

    def _recent(self, key: str) -> deque[float]:
        seen = self._seen.get(key) or deque()
        while seen and seen[0] <= self._clock() - self._seconds:
            seen.popleft()
        return seen


class Streams:
    """The event streams that are open. To be used from the event loop alone."""

    def __init__(self, most: int = STREAMS, each: int = STREAMS_EACH) -> None:
        self._most, self._each = most, each
        self._open: Counter[str] = Counter()

    @property
    def open(self) -> int:
        return self._open.total()

    def check(self, whose: str) -> None:
        """Raises ``Busy`` where one more would be too many."""
        if self.open >= self._most or self._open[whose] >= self._each:
            raise Busy("too many pages are following at once; close some, or look again by hand", 10)

    @contextmanager
    def one(self, whose: str) -> Iterator[None]:
        self._open[whose] += 1
        try:
            yield
        finally:
            self._open[whose] -= 1
            if not self._open[whose]:
                del self._open[whose]
