"""How often one host is asked: so many requests at once, so long between their starts, and no sooner than it wishes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Pace:
    """The turns of every host. ``sleep`` is handed the seconds to wait, and may raise to give up."""

    def __init__(
        self,
        delay: float,
        at_once: int,
        sleep: Callable[[float], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._delay, self._at_once = delay, at_once
        self._sleep, self._monotonic = sleep, monotonic
        self._lock = threading.Lock()
        self._places: dict[str, threading.Semaphore] = {}
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Waits until ``host`` may be asked, and takes up one of its places meanwhile."""
        with self._lock:
            place = self._places.setdefault(host, threading.Semaphore(self._at_once))
        with place:
            while (wait := self._reserve(host)) > 0:
                self._sleep(wait)
            yield

    def _reserve(self, host: str) -> float:
        """How long to wait; 0 where the turn is ours, and the next one's start has been put off."""
        with self._lock:
            now = self._monotonic()
            if (wait := self._next.get(host, now) - now) > 0:
                return wait
            self._next[host] = now + self._delays.get(host, self._delay)
            return 0.0

    def hold(self, host: str, seconds: float) -> None:
        """Asks nothing of ``host`` for that long."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._monotonic() + seconds)

    def slow(self, host: str, delay: float) -> None:
        """Leaves at least ``delay`` between the starts of two requests to ``host`` from now on."""
        with self._lock:
            self._delays[host] = max(self._delay, delay)
            if host in self._next:
                self._next[host] = max(self._next[host], self._monotonic() + self._delays[host])
