"""Counting what is right: precision, recall, F1, the area under the ROC curve; spans as sets of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

WORD = re.compile(r"\w+")  # marks do not count: neither annotators nor readers set them alike at the edges of a span


class Tally:
    """Right, found and wanted items; an item found twice is right once unless it is wanted twice."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0

    def add(self, found: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        ours, theirs = Counter(found), Counter(wanted)
        self.right += (ours & theirs).total()
        self.found += ours.total()
        self.wanted += theirs.total()

    def figures(self, name: str) -> dict[str, float]:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.wanted, 1)
        both = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": both}


def area(scores: Sequence[float], wanted: Sequence[bool]) -> float:
    """Area under the ROC curve: how often a wanted item scores above one that is not, ties halved."""
    order = sorted(scores)
    ranks = {s: (order.index(s) + len(order) - 1 - order[::-1].index(s)) / 2 for s in set(scores)}
    positive = [s for s, w in zip(scores, wanted, strict=True) if w]
    other = len(scores) - len(positive)
    return (sum(ranks[s] for s in positive) - len(positive) * (len(positive) - 1) / 2) / (len(positive) * other)


def yes_or_no(name: str, scores: Sequence[float], wanted: Sequence[bool]) -> dict[str, float]:
    tally = Tally()
    tally.add([i for i, s in enumerate(scores) if s >= 0.5], [i for i, w in enumerate(wanted) if w])
    return tally.figures(name) | {f"{name}_auc": area(scores, wanted)}


class Index:
    """The words of a text, by number."""

    def __init__(self, text: str) -> None:
        self.words = [(m.start(), m.end()) for m in WORD.finditer(text)]

    def touched(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        spans = [tuple(s) for s in spans]
        return frozenset(i for i, (a, b) in enumerate(self.words) if any(s < b and a < e for s, e in spans))
