"""The fixed work that times are compared with, so that figures from unlike or busy machines can be compared.

One loop is 100,000 steps of plain Python: a number into text, a look-up in a dictionary of 1,009 entries, an addition.
It takes about 15 ms on the machine that the floors come from. Seconds are those of the clock on the wall; loops compare
processor time (of this process and the children it waited for), which other programs on the machine disturb far less.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
STEPS, ENTRIES, REPEATS = 100_000, 1_009, 3


@dataclass(frozen=True, slots=True)
class Timing:
    """How long something took: in seconds, and in reference loops run in this process just before and after."""

    seconds: float
    loops: float


def timed(work: Callable[[], T]) -> tuple[T, Timing]:
    """What ``work`` returns, and how long it took."""
    before = loop_seconds()
    start, busy = time.perf_counter(), _processor_seconds()
    result = work()
    seconds, busy = time.perf_counter() - start, _processor_seconds() - busy
    return result, Timing(seconds, busy / ((before + loop_seconds()) / 2))


def loop_seconds() -> float:
    """Processor time of one loop: the fastest of three, since other programs can only slow it down."""
    return min(_loop_seconds() for _ in range(REPEATS))


def _loop_seconds() -> float:
    start = time.process_time()
    _loop()
    return time.process_time() - start


def _processor_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _loop() -> int:
    counts: dict[str, int] = {}
    for number in range(STEPS):
        word = str(number % ENTRIES)
        counts[word] = counts.get(word, 0) + number
    return sum(counts.values())
