"""Scores a word -> spans: the best tag sequence among those that are well formed (Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from secondsource.learned.pieces import Floats

# One cue's source and content. A source is in one piece and comes once; a content may be broken up. States: before
# the source 0 O, 1 B-content, 2 I-content; 3 B-source, 4 I-source; after it 5 O, 6 B-content, 7 I-content.
_EMITS = np.array([0, 3, 4, 1, 2, 0, 3, 4])
_FOLLOWS = {0: (0, 1, 3), 1: (0, 1, 2, 3), 2: (0, 1, 2, 3), 3: (4, 5, 6), 4: (4, 5, 6), 5: (5, 6), 6: (5, 6, 7),
            7: (5, 6, 7)}  # fmt: skip
_FORBIDDEN = np.array([[0.0 if b in _FOLLOWS[a] else -np.inf for b in range(8)] for a in range(8)])
_START = np.array([0.0, 0.0, -np.inf, 0.0, -np.inf, -np.inf, -np.inf, -np.inf])


def log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)))


def best_path(logs: NDArray[np.floating], allowed: NDArray[np.floating], start: NDArray[np.floating]) -> list[int]:
    """The best states for words with state scores ``logs`` (words, states); ``allowed`` and ``start`` are 0 or -inf."""
    freely = logs.argmax(1)  # nearly always a path that is allowed, and then no other is better
    if start[freely[0]] == 0.0 and not allowed[freely[:-1], freely[1:]].any():
        return [int(state) for state in freely]
    score, back = logs[0] + start, []
    for row in logs[1:]:
        steps = score[:, None] + allowed
        back.append(steps.argmax(0))
        score = steps.max(0) + row
    state = int(score.argmax())
    path = [state]
    for pointers in reversed(back):
        state = int(pointers[state])
        path.append(state)
    return path[::-1]


def runs(tags: Sequence[int], begin: int, inside: int) -> list[tuple[int, int]]:
    """Half-open word ranges of the tags ``begin`` (inside)*; an ``inside`` without its ``begin`` opens a range too."""
    found: list[tuple[int, int]] = []
    for number, tag in enumerate(tags):
        if tag == begin:
            found.append((number, number + 1))
        elif tag == inside and found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        elif tag == inside:
            found.append((number, number + 1))
    return found


def well_formed(kinds: int) -> NDArray[np.floating]:
    """Steps between O and the B and I of so many kinds: I follows only B or I of its own kind."""
    allowed = np.zeros((1 + 2 * kinds, 1 + 2 * kinds))
    for inside in range(2, 1 + 2 * kinds, 2):
        allowed[:, inside] = -np.inf
        allowed[[inside - 1, inside], inside] = 0.0
    return allowed


def bio(scores: Floats, bias: float = 0.0) -> list[tuple[int, int, int, float]]:
    """(start, stop, kind, probability) of each span; ``bias`` is added to O before the best path is sought.

    The probability is that of its least certain word being of that kind.
    """
    if not len(scores):
        return []
    logs = log_softmax(scores)
    kinds = (scores.shape[1] - 1) // 2
    allowed = well_formed(kinds)
    tags = best_path(logs + bias * (np.arange(scores.shape[1]) == 0), allowed, np.where(allowed[0] < 0, -np.inf, 0.0))
    spans = []
    for kind in range(kinds):
        share = np.exp(logs[:, 1 + 2 * kind]) + np.exp(logs[:, 2 + 2 * kind])
        for start, stop in runs(tags, 1 + 2 * kind, 2 + 2 * kind):
            spans.append((start, stop, kind, float(share[start:stop].min())))
    return sorted(spans)


def relation(scores: Floats, cue: tuple[int, int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Word ranges of the source (one or none) and the content (in pieces) of the cue at words ``cue``."""
    logs = log_softmax(scores)[:, _EMITS]
    logs[cue[0] : cue[1], ~np.isin(_EMITS, 0)] = -np.inf
    tags = _EMITS[best_path(logs, _FORBIDDEN, _START)].tolist()
    return runs(tags, 1, 2), runs(tags, 3, 4)
