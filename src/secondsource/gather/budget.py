"""The time and bytes of one gathering, and the word to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from secondsource.settings import Limits

TOO_LATE = "the time was over"
TOO_MUCH = "the bytes were used up"
CANCELLED = "it was cancelled"


class SpentError(Exception):
    """No more requests in this gathering; the message says why."""


class Budget:
    """Counts what was spent. Every method may be called from any thread."""

    def __init__(
        self,
        limits: Limits,
        stop: threading.Event | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._deadline = monotonic() + limits.seconds
        self._left = round(limits.megabytes * 1_000_000)
        self._stop = stop or threading.Event()
        self._lock = threading.Lock()
        self.requests = 0
        self.size = 0

    def cancel(self) -> None:
        """Lets every wait end and no request begin."""
        self._stop.set()

    @property
    def spent(self) -> str | None:
        """Why no more may be asked; ``None`` while it may."""
        if self._stop.is_set():
            return CANCELLED
        if self.seconds <= 0:
            return TOO_LATE
        return TOO_MUCH if self._left <= 0 else None

    def require(self) -> None:
        """Raises ``SpentError`` if no more may be asked."""
        if self.spent:
            raise SpentError(self.spent)

    @property
    def seconds(self) -> float:
        """How many are left."""
        return self._deadline - self._monotonic()

    @property
    def bytes(self) -> int:
        """How many are left."""
        return max(0, self._left)

    def spend(self, size: int) -> None:
        """Counts one request and the bytes that came."""
        with self._lock:
            self.requests += 1
            self.size += size
            self._left -= size

    def sleep(self, seconds: float) -> None:
        """Waits, but not beyond the end of the time, and not after the word to stop: then raises ``SpentError``."""
        self.require()
        if self._stop.wait(min(max(0.0, seconds), max(0.0, self.seconds))) or self.seconds <= 0:
            self.require()
