"""Where the time of a verification goes, by the stages that it tells its progress of.

A stage lasts from the first line that names it to the first line that names another. Seconds and loops are as in
``bench/reference.py``; the stages together are the whole verification.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from typing import TypeVar

from bench.reference import Timing, loop_seconds

T = TypeVar("T")

FIRST = "copies"  # what is done before a line is told
# The stages by how the line begins that is told when they begin, in the order of the method.
STAGES = {
    "reading the report": "report",
    "looking up": "look_up",
    "reading what was found": "blocks",
    "setting what was found against": "stance",
    "weighing": "lines",
}


def staged(work: Callable[[Callable[[str], None]], T]) -> tuple[T, dict[str, Timing]]:
    """What ``work`` returns, which is given whom to tell of its progress, and how long each stage took."""
    before = loop_seconds()
    marks = [(FIRST, *_now())]
    result = work(lambda line: marks.append((stage(line, marks[-1][0]), *_now())))
    marks.append(("", *_now()))
    loop = (before + loop_seconds()) / 2
    taken = dict.fromkeys((FIRST, *STAGES.values()), Timing(0.0, 0.0))
    for (name, seconds, busy), (_, seconds_after, busy_after) in pairwise(marks):
        so_far = taken[name]
        taken[name] = Timing(so_far.seconds + seconds_after - seconds, so_far.loops + (busy_after - busy) / loop)
    return result, taken


def stage(line: str, current: str) -> str:
    """The stage that a line of progress begins; the current one goes on where it begins none."""
    return next((name for beginning, name in STAGES.items() if line.startswith(beginning)), current)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()
