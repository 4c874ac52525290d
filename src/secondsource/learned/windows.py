"""Sentences -> the windows in which the encoder sees them: each with its neighbours, each answered for once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from secondsource.learned.pieces import CLS, SEP, Ints, Pieces

BUDGET = 160  # pieces a window, with [CLS] and one [SEP] a sentence. Of PolNeAR's attributions 99 % span under 75 words


@dataclass(frozen=True, slots=True)
class Window:
    """Segments ``start`` to ``stop`` are seen; ``own_start`` to ``own_stop`` are the ones it answers for."""

    start: int
    own_start: int
    own_stop: int
    stop: int


def segments(pieces: Pieces) -> list[tuple[int, int]]:
    """Ranges of pieces, one a sentence; a sentence that no window can hold is cut between words."""
    edges = np.flatnonzero(np.diff(pieces.sentence, prepend=-1, append=-1))
    first = np.append(pieces.first, True)
    ranges = []
    for start, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        while stop - start > BUDGET - 2:
            ends = np.flatnonzero(first[start + 1 : start + BUDGET - 1])
            cut = start + 1 + int(ends[-1]) if len(ends) else start + BUDGET - 2
            ranges.append((start, cut))
            start = cut
        ranges.append((start, stop))
    return ranges


def plan(lengths: Sequence[int]) -> list[Window]:
    """Windows over segments of these lengths: one neighbour before and one after wherever the budget allows."""
    windows = []
    own = 0
    while own < len(lengths):
        start = own - 1 if own and 3 + lengths[own - 1] + lengths[own] <= BUDGET else own
        stop, used = start, 1
        while stop < len(lengths) and used + lengths[stop] + 1 <= BUDGET:
            used += lengths[stop] + 1
            stop += 1
        own_stop = stop - 1 if stop < len(lengths) and stop - 1 > own else stop
        windows.append(Window(start, own, own_stop, stop))
        own = own_stop
    return windows


def lay_out(pieces: Pieces, ranges: Sequence[tuple[int, int]]) -> tuple[Ints, Ints, Ints, Ints]:
    """The encoder's input for adjacent segments: ids, case, quoted, and the piece at each place (-1: none)."""
    at = [-1]
    for start, stop in ranges:
        at += [*range(start, stop), -1]
    places = np.array(at, np.int64)
    real = places >= 0
    ids = np.where(real, pieces.ids[places], SEP)
    ids[0] = CLS
    return ids, np.where(real, pieces.case[places], 0), np.where(real, pieces.quoted[places], 0), places
