"""Shared text: which passages go back to one report or to one statement, and which reports are copies of one another.

Shared words alone do not tell a copied report from a shared quotation. So the shared stretches (``alignment``) are
split into what both texts quote and what both say in their own voice, and a small model, fitted on pairs that were
read and labelled (docs/labelling-copies.md), says how likely each explanation is. Its weights are below, and
``python -m bench.copies --fit`` gives them again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from secondsource.learned.words import WordVectors
from secondsource.model import Span
from secondsource.sourcing.alignment import Stretch, align
from secondsource.sourcing.scanned import is_scanned
from secondsource.sourcing.words import Word, compared, words

# Share of the shorter report's own prose from which it counts as a copy.
COPY = 0.25
# Words of prose that a stretch needs to show copying: a shared phrase has fewer.
LEAST_PROSE = 8
# Words added to the shorter report's prose, so that two sentences that stand in a report do not make it a copy.
SHORT = 50
# From this likelihood a passage is held to be copied.
COPIED = 0.5
# Weight (sum of inverse document frequencies) below which a stretch is a phrase that anybody writes.
LEAST_WEIGHT = 9.0
# No word weighs more, or a misspelling would be worth a sentence; figures weigh what a word of middling rarity does.
MOST_WEIGHT, FIGURE_WEIGHT = 8.0, 3.0
LONGEST_RUN = 20
# Added to the share of three words in a row before its logarithm is taken: two in four hundred are none.
NO_THREE = 0.005

FEATURES = ("longest run of prose", "quoted in both", "quoted in one", "words in common", "both cite", "three in a row")
# Log odds against "independent": a constant, then one weight a feature.
STATEMENT_WEIGHTS = (0.35, -0.1, 0.6, 0.56, 2.57, 1.13, 0.66)
COPY_WEIGHTS = (-0.75, 1.88, 0.31, 0.31, 2.84, 0.11, 0.89)

# Words by which news says that somebody else says it.
_CITING = frozenset(
    (
        "according", "added", "announced", "argued", "asked", "called", "calling", "claimed", "denied", "described",
        "email", "explained", "insisted", "interview", "letter", "memo", "noted", "poll", "report", "reported", "said",
        "saying", "says", "spokesman", "spokeswoman", "statement", "survey", "tell", "telling", "tells", "testified",
        "told", "tweet", "tweeted", "tweets", "warned", "write", "writes", "writing", "wrote",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """How two passages stand to each other: the likelihood that one's wording was taken from the other or from a
    report behind both, that both give a statement of somebody else's, and the stretches that they share.
    """

    copied: float
    stated: float
    shared: tuple[Stretch, ...]

    @property
    def same_origin(self) -> float:
        return self.copied + self.stated


def relate(ours: str, theirs: str) -> Relation:
    """Whether two passages have what they share from one report, from one speaker or document, or from neither."""
    shared, values = measured(ours, theirs)
    stated, copied = (
        math.exp(weights[0] + sum(w * v for w, v in zip(weights[1:], values, strict=True)))
        for weights in (STATEMENT_WEIGHTS, COPY_WEIGHTS)
    )
    total = 1.0 + stated + copied
    return Relation(copied / total, stated / total, shared)


def is_copy(one: str, other: str) -> bool:
    return copied_share(one, other) >= COPY


def copied_share(one: str, other: str) -> float:
    """Share of the shorter report's own prose, quotations left out, that stands in the other in shared stretches."""
    left, right = compared(one, other)
    found = (_in_prose(stretch, left, right) for stretch in align(one, other))
    shared = sum(prose for prose in found if prose >= LEAST_PROSE)
    shorter = min(sum(not word.quoted for word in text) for text in (left, right))
    return shared / (shorter + SHORT)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of prose where it stands in two passages, and the likelihood that they have one origin."""

    ours: Span
    theirs: Span
    likelihood: float


def shared_run(ours: str, theirs: str) -> Run | None:
    """The longest stretch of prose that shows that one passage was copied from the other; ``None`` where none does.

    A quotation that two reports share ties both to its speaker, not one to the other.
    """
    one, other = _in_threes(ours, theirs)
    if one.isdisjoint(other):
        return None  # a stretch grows from three words in a row
    relation = relate(ours, theirs)
    if relation.copied < COPIED or not relation.shared:
        return None
    left, right = compared(ours, theirs)
    best = max(relation.shared, key=lambda stretch: (_in_prose(stretch, left, right), -stretch.ours.start))
    if _in_prose(best, left, right) < LEAST_PROSE:
        return None
    return Run(best.ours, best.theirs, round(relation.same_origin, 2))


# --- features -----------------------------------------------------------------------------------------------------


def measured(ours: str, theirs: str) -> tuple[tuple[Stretch, ...], tuple[float, ...]]:
    """The shared stretches of two passages and the values of ``FEATURES``."""
    left, right = compared(ours, theirs)
    stretches = align(ours, theirs)
    weighed = (_weighed(stretch, left, right) for stretch in stretches)
    telling = [(run, kinds) for run, kinds in weighed if sum(kinds) >= LEAST_WEIGHT]
    both, one = (sum(kinds[n] for _, kinds in telling) for n in (1, 2))
    values = (
        min(max((run for run, _ in telling), default=0), LONGEST_RUN) / 10,
        math.log1p(both),
        math.log1p(one),
        _common(left, right),
        float(all(any(word.plain in _CITING for word in text) for text in (left, right))),
        math.log(_threes(ours, theirs) + NO_THREE),
    )
    return stretches, values


def _weighed(stretch: Stretch, left: Sequence[Word], right: Sequence[Word]) -> tuple[int, tuple[float, float, float]]:
    """The longest run of a stretch outside quotation marks, in words, and the weight of its words that neither text,
    both, or one of them quotes."""
    kinds = [0.0, 0.0, 0.0]
    run = longest = 0
    for n, m in stretch.pairs:
        quoted = left[n].quoted + right[m].quoted
        kinds[(0, 2, 1)[quoted]] += weight(left[n].plain)
        run = 0 if quoted else run + 1
        longest = max(longest, run)
    return longest, (kinds[0], kinds[1], kinds[2])


def _in_prose(stretch: Stretch, left: Sequence[Word], right: Sequence[Word]) -> int:
    return sum(not left[n].quoted and not right[m].quoted for n, m in stretch.pairs)


def _common(left: Sequence[Word], right: Sequence[Word]) -> float:
    """Share of the words of the text that weighs less which stand in the other, by weight."""
    ours, theirs = ({word.plain for word in text} for text in (left, right))
    less = min(sum(weight(word) for word in sorted(text)) for text in (ours, theirs))
    return sum(weight(word) for word in sorted(ours & theirs)) / less if less else 0.0


def _threes(ours: str, theirs: str) -> float:
    """Jaccard likeness of the sets of three words in a row."""
    one, other = _in_threes(ours, theirs)
    return len(one & other) / len(one | other) if one | other else 0.0


def _in_threes(ours: str, theirs: str) -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    if is_scanned(ours) or is_scanned(theirs):
        left, right = compared(ours, theirs)
        return _threes_of(left), _threes_of(right)
    return _three_words(ours), _three_words(theirs)


@lru_cache(maxsize=512)
def _three_words(text: str) -> frozenset[tuple[str, ...]]:
    return _threes_of(words(text))


def _threes_of(listed: Sequence[Word]) -> frozenset[tuple[str, ...]]:
    plain = [word.plain for word in listed]
    return frozenset(zip(plain, plain[1:], plain[2:], strict=False))


@lru_cache(maxsize=65_536)
def weight(word: str) -> float:
    """How telling a word is: its inverse document frequency in the news."""
    return FIGURE_WEIGHT if word[0].isdigit() else min(WordVectors.load().weight(word), MOST_WEIGHT)
