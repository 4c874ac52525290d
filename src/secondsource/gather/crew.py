"""Jobs in threads whose results come to one place, and that may be left behind when the time is over."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from secondsource.gather.budget import Budget

T = TypeVar("T")
_TICK = 0.1  # seconds, within which the end of the budget is noticed
_GRACE = 3.0  # seconds for jobs to end by themselves; a request that is under way could take twenty


def run_all(jobs: Sequence[Callable[[], Iterable[T]]], at_once: int, budget: Budget) -> Iterator[T]:
    """The results of all jobs as they come. A job must not raise; one that does not end is left behind."""
    waiting: queue.SimpleQueue[Callable[[], Iterable[T]]] = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    heard: queue.SimpleQueue[tuple[T] | None] = queue.SimpleQueue()

    def work() -> None:
        with suppress(queue.Empty):
            while True:
                for result in waiting.get_nowait()():
                    heard.put((result,))
        heard.put(None)

    running = min(at_once, len(jobs))
    for _ in range(running):
        threading.Thread(target=work, daemon=True, name="gather").start()
    over: float | None = None
    while running:
        try:
            result = heard.get(timeout=_TICK)
        except queue.Empty:
            over = over or (time.monotonic() if budget.spent else None)
            if over and time.monotonic() - over > _GRACE:
                return
            continue
        if result is None:
            running -= 1
        else:
            yield result[0]
