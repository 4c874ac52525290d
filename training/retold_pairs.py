"""Pairs of sentences of two reports on one matter: what one outlet tells and another tells too, in its own words.

News pairs (`training/news_pairs.py`) are made from one sentence, and what bears a statement out in a library is never
that: it is another outlet's. So statements are looked for that a sentence of another report of these days has nearly
whole: every figure, every name, most of the other words by their rarity, and as many negations. Such a sentence
supports; with one detail of either side changed it refutes. A sentence of those days that shares names and a part of
the words, and lacks a figure of the statement without giving another, discusses: that is what a search brings up most.

Words decide; docs/model-card-stance.md says how many of those that were read are right.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from training.changes import CHANGES
from training.news_pairs import Sentence, claimable, in_words, reports
from training.pairs import DISCUSSES, REFUTES, SUPPORTS, Pair
from training.shortening import reworded, shortened

SEED = 20190325
DAYS = 2  # between the two reports
LEAST, PART = 0.8, (0.3, 0.55)  # share of the words' rarity that the other sentence has: to support, to discuss
COPIED = 0.9  # what shares more of both sentences' words teaches nothing that a made pair does not
OF_A_CLAIM = 2  # sentences that support it, and as many that discuss it
STEM = 6  # letters by which two forms are one word

_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denied|denies|\w+n['’]t)\b")


def retold_pairs(development: bool, most: int) -> Iterator[Pair]:
    """Pairs of about ``most`` claims that are told elsewhere; reports are drawn in an order that never moves."""
    found = [report for report in reports(development) if report and report[0].day]
    chance = random.Random(f"{SEED} retold {development}")
    days = _Days(found)
    claims = 0
    for report in chance.sample(found, len(found)):
        for sentence in [s for s in report if claimable(s.text)]:
            claim = shortened(sentence.text, chance) or sentence.text
            told = in_words(claim, sentence)
            near = days.near(told)
            supporting = [s for s in near if _tells(told, s, days)][:OF_A_CLAIM]
            for other in supporting:
                yield from _sides(claim, other.text, [s.text for s in report], chance)
            if supporting:
                yield from (_pair(claim, s.text, DISCUSSES, "part", chance) for s in _partly(told, near, days))
                claims += 1
                if claims >= most:
                    return


def _sides(claim: str, passage: str, beside: list[str], chance: random.Random) -> Iterator[Pair]:
    yield _pair(claim, passage, SUPPORTS, "retold", chance)
    found = [change for make in CHANGES for change in make(claim, beside, chance)]
    for change in chance.sample(found, min(1, len(found))):
        # Where the passage has the detail in the same words, either side may bear the change.
        if change(passage) != passage and chance.random() < 0.5:
            yield _pair(claim, change(passage), REFUTES, f"retold, {change.kind}", chance)
            yield _pair(change(claim), change(passage), SUPPORTS, "retold", chance)
        elif change(claim) != claim:
            yield _pair(change(claim), passage, REFUTES, f"retold, {change.kind}", chance)


def _pair(claim: str, passage: str, label: int, kind: str, chance: random.Random) -> Pair:
    return Pair(reworded(claim, chance), passage, (label,), kind=kind)


def _tells(claim: Sentence, other: Sentence, days: _Days) -> bool:
    """Whether the other sentence has the claim's figures, names, negations, and most of its words."""
    if not set(_FIGURE.findall(claim.text)) <= set(_FIGURE.findall(other.text)) or not claim.names <= other.names:
        return False
    if len(_NEGATION.findall(claim.text)) % 2 != len(_NEGATION.findall(other.text)) % 2:
        return False
    alike = len(claim.words & other.words) / max(1, len(claim.words | other.words))
    return alike < COPIED and days.share(claim, other) >= LEAST


def _partly(claim: Sentence, near: Sequence[Sentence], days: _Days) -> list[Sentence]:
    """Sentences on the same names that do not say it, for certain: a figure or a name of the claim is not there, and
    no other figure that would deny it."""
    found = []
    for other in near:
        figures = set(_FIGURE.findall(other.text))
        lacks = bool(_FIGURE.findall(claim.text)) and not figures
        lacks = lacks or (len(claim.names - other.names) >= 1 and not figures)
        if lacks and claim.names & other.names and PART[0] <= days.share(claim, other) <= PART[1]:
            found.append(other)
    return found[:OF_A_CLAIM]


class _Days:
    """Sentences by day and rare word."""

    def __init__(self, found: Sequence[Sequence[Sentence]]) -> None:
        every = [s for report in found for s in report]
        count = Counter(stem for s in every for stem in _stems(s))
        self._rarity = {stem: math.log(len(every) / n) for stem, n in count.items()}
        self._by_word: dict[tuple[date, str], list[Sentence]] = defaultdict(list)
        for sentence in every:
            assert sentence.day is not None
            for stem in _rarest(_stems(sentence), self._rarity):
                self._by_word[sentence.day, stem].append(sentence)

    def near(self, claim: Sentence) -> list[Sentence]:
        """Sentences of other reports of those days, those that share most of the claim's rarest words first."""
        assert claim.day is not None
        shared: Counter[int] = Counter()
        found: dict[int, Sentence] = {}
        for stem in _rarest(_stems(claim), self._rarity):
            for days in range(-DAYS, DAYS + 1):
                for other in self._by_word.get((claim.day + timedelta(days), stem), ()):
                    if other.report != claim.report:
                        shared[id(other)] += 1
                        found[id(other)] = other
        ranked = sorted(found.values(), key=lambda s: (-shared[id(s)], s.text))
        return ranked[:40]

    def share(self, claim: Sentence, other: Sentence) -> float:
        """Of the rarity of the claim's words, what the other sentence has."""
        ours, theirs = _stems(claim), _stems(other)
        whole = sum(self._rarity.get(stem, 8.0) for stem in ours)
        return sum(self._rarity.get(stem, 8.0) for stem in ours & theirs) / whole if whole else 0.0


def _stems(sentence: Sentence) -> set[str]:
    return {word[:STEM] for word in sentence.words}


def _rarest(stems: set[str], rarity: dict[str, float], most: int = 6) -> list[str]:
    return sorted(stems, key=lambda stem: (-rarity.get(stem, 0.0), stem))[:most]
