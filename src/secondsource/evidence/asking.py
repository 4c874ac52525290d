"""What the learned judge says of pairs of a statement and a passage, each asked once.

A library keeps what the judge has said of its passages (``library/answers.py``), so a report that is verified again, or
another one that states the same, asks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from secondsource.learned.stance import StanceModel
from secondsource.library import Library

Pair = tuple[str, str]  # statement, passage
Answer = tuple[float, ...]  # probabilities, as in `secondsource.learned.stance.CLASSES`
Judge = Callable[[Sequence[Pair]], list[Answer]]


def ask(pairs: Sequence[Pair]) -> list[Answer]:
    """What the judge says, of each pair."""
    return [tuple(row) for row in StanceModel.load().judge(pairs).tolist()] if pairs else []


def remembered(library: Library, judge: Judge = ask) -> Judge:
    """The judge, asked only what the library does not hold of this version of it; what it says is kept there."""

    def recall(pairs: Sequence[Pair]) -> list[Answer]:
        version = StanceModel.load().version
        known = library.answers(version, pairs)
        new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        fresh = dict(zip(new, judge(new), strict=True))
        library.keep_answers(version, fresh)
        return [fresh[pair] if pair in fresh else known[pair] for pair in pairs]

    return recall
