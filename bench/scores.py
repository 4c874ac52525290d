"""The measures that several benchmarks share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Pairs = Iterable[tuple[Hashable, Hashable]]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of one."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision else 0.0


def per_class(pairs: Pairs) -> dict[Hashable, Score]:
    """The score of each label that occurs, from pairs of (right, found)."""
    counts = Counter(pairs)
    labels = sorted({label for pair in counts for label in pair}, key=str)
    return {label: _one_class(label, counts) for label in labels}


def _one_class(label: Hashable, counts: Counter[tuple[Hashable, Hashable]]) -> Score:
    right = counts[label, label]
    found = sum(number for (_, ours), number in counts.items() if ours == label)
    gold = sum(number for (theirs, _), number in counts.items() if theirs == label)
    return Score(right / found if found else 0.0, right / gold if gold else 0.0)


def macro_f1(pairs: Pairs) -> float:
    """Mean F1 of the labels that occur as the right one; a label that is only found lowers it through the others."""
    pairs = list(pairs)
    scores = per_class(pairs)
    right = {gold for gold, _ in pairs}
    return sum(scores[label].f1 for label in right) / len(right) if right else 0.0


def b_cubed(found: Mapping[Hashable, Hashable], right: Mapping[Hashable, Hashable]) -> Score:
    """B-cubed precision and recall (Bagga and Baldwin 1998), averaged over the items of ``found``.

    Both map an item to its group. For each item, precision is the share of those in its found group that belong to
    its right group, recall the share of its right group that is in its found group.
    """
    precision = recall = 0.0
    for item in found:
        ours = {other for other in found if found[other] == found[item]}
        theirs = {other for other in found if right[other] == right[item]}
        precision += len(ours & theirs) / len(ours)
        recall += len(ours & theirs) / len(theirs)
    return Score(precision / len(found), recall / len(found)) if found else Score(0.0, 0.0)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """With linear interpolation; of ten values, the 95th lies half-way between the greatest two."""
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])
