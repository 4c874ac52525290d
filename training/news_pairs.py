"""Pairs made from news reports: what a sentence supports, refutes, or merely talks about, known by how it was made.

A sentence and a faithful shortening of it: supports. The same with one detail changed: refutes. Which of the two sides
bears the change is drawn, so neither side alone tells the label. The shortening against the full sentence, another
report on the same names, another sentence of the same report: discusses. Another matter: unrelated.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from training.changes import CHANGES, vaguer
from training.corpora import held_out, rows, sentences
from training.pairs import DISCUSSES, REFUTES, SUPPORTS, UNRELATED, Pair
from training.shortening import reworded, shortened

SEED = 20190325
FIRST_CHARACTERS = 3500  # of a report: leads hold the news
CLAIMS_A_REPORT = 2
OFTEN = ("negation", "direction", "name")  # kinds that nearly every sentence allows
APART = 20  # days between reports that share names but tell of different events

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_COMMON = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he",
    "her", "his", "in", "into", "is", "it", "its", "more", "not", "of", "on", "or", "over", "said", "she", "that",
    "the", "their", "them", "they", "this", "to", "was", "were", "which", "who", "will", "with", "would", "after",
    "about", "also", "than", "when", "up", "out", "new", "u.s", "one", "two", "mr", "mrs", "ms", "president", "i",
    "we", "you"
))  # fmt: skip
_SPOKEN = re.compile(r"[\"“”«»‘]|\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE)
_NOISE = re.compile(
    r"https?:|www\.|@|©|\||\b(?:Image|Getty|Advertisement|Reuters/|Photo|caption|newsletter|READ|VIDEO)\b"
)
_OPENS_ON_SOMETHING = re.compile(
    r"(?:But|And|Or|So|Yet|He|She|It|They|This|That|These|Those|His|Her|Its|Their|There|Here|If|Also|However|Then|Which|Such|Who|What|How|Why|When|More|Not)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, with its content words and its names in lower case."""

    text: str
    report: int
    day: date | None
    words: frozenset[str]
    names: frozenset[str]


def news_pairs(development: bool, most: int) -> Iterator[Pair]:
    """Pairs of about ``most`` claims, reports in a drawn order; development reports are those of `held_out`."""
    found = list(reports(development))
    chance = random.Random(f"{SEED} {development}")
    by_name: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in (s for report in found for s in report):
        for name in sentence.names:
            by_name[name].append(sentence)
    everything = [s for report in found for s in report]
    claims = 0
    for report in chance.sample(found, len(found)):
        usable = [s for s in report if claimable(s.text)]
        for sentence in chance.sample(usable, min(CLAIMS_A_REPORT, len(usable))):
            yield from _pairs(sentence, report, by_name, everything, chance)
            claims += 1
            if claims >= most:
                return


def reports(development: bool) -> Iterator[list[Sentence]]:
    """Sentences that could stand in a pair, of each report."""
    for number, row in enumerate(rows("allsides/reports")):
        if held_out(row["id"], 20) is development:
            text = row["text"][:FIRST_CHARACTERS]
            day = date.fromisoformat(row["date"]) if row["date"] else None
            kept = [text[a:b] for a, b in sentences(text)[:-1] if 40 <= b - a <= 260]
            yield [_sentence(" ".join(s.split()), number, day) for s in kept if s[-1] == "." and not _NOISE.search(s)]


def in_words(claim: str, of: Sentence) -> Sentence:
    """A claim that was made from a sentence, with its own words and names."""
    return _sentence(claim, of.report, of.day)


def _sentence(text: str, report: int, day: date | None) -> Sentence:
    tokens = _WORD.findall(text)
    names = {t.lower() for t in tokens[1:] if t[0].isupper() and t.lower() not in _COMMON}
    return Sentence(text, report, day, frozenset(t.lower() for t in tokens) - _COMMON, frozenset(names))


def claimable(text: str) -> bool:
    return not _SPOKEN.search(text) and not _OPENS_ON_SOMETHING.match(text) and text[0].isupper()


# --- one claim's pairs -------------------------------------------------------------------------------------------


def _pairs(
    sentence: Sentence,
    report: list[Sentence],
    by_name: dict[str, list[Sentence]],
    everything: list[Sentence],
    chance: random.Random,
) -> Iterator[Pair]:
    short = shortened(sentence.text, chance)
    if short is None and chance.random() < 0.5:
        return
    claim = short or sentence.text
    yield from _faithful_and_changed(sentence, claim, report, chance)
    if short is not None and chance.random() < 0.6:  # the claim tells more than the passage
        yield Pair(sentence.text, short, (DISCUSSES,), kind="more than the passage")
    if chance.random() < 0.5:
        yield from _told(claim, sentence.text, chance)
    yield from _others(sentence, claim, report, by_name, everything, chance)


def _faithful_and_changed(
    sentence: Sentence, claim: str, report: list[Sentence], chance: random.Random
) -> Iterator[Pair]:
    """One pair that agrees and one that clashes for each of up to two details."""
    names = [s.text for s in report]
    found = [c for make in CHANGES for c in make(claim, names, chance)]
    drawn = sorted(chance.sample(found, len(found)), key=lambda c: c.kind in OFTEN and chance.random() < 0.6)[:2]
    for change in drawn:
        claims, passages = (claim, change(claim)), (sentence.text, change(sentence.text))
        if claims[0] == claims[1] or passages[0] == passages[1]:
            continue
        side, other = chance.randint(0, 1), chance.randint(0, 1)
        yield _pair(claims[side], passages[side], SUPPORTS, "same", sentence, report, chance)
        yield _pair(claims[other], passages[1 - other], REFUTES, change.kind, sentence, report, chance)
    if not drawn:
        yield _pair(claim, sentence.text, SUPPORTS, "same", sentence, report, chance)
    for changed, label in vaguer(claim, chance):
        yield _pair(changed, sentence.text, label, "vaguer", sentence, report, chance)


def _pair(
    claim: str, passage: str, label: int, kind: str, sentence: Sentence, report: list[Sentence], chance: random.Random
) -> Pair:
    """With other words for some, and now and then with the sentence before or after around the passage."""
    claim, passage = reworded(claim, chance), reworded(passage, chance)
    if chance.random() < 0.25:
        at = report.index(sentence)
        before, after = report[max(0, at - 1) : at], report[at + 1 : at + 2]
        around = chance.choice([before, after])
        shown = [s.text for s in around if len(s.text) < 200]
        passage = " ".join([*shown, passage] if around is before else [passage, *shown])
    return Pair(claim, passage, (label,), kind=kind)


_SAYS = ("{0} said that {1}", "According to {0}, {1}", "{1}, {0} said.", "{0} reported that {1}")
_DOUBTS = (
    "{0} claimed that {1}",
    "Unconfirmed reports said that {1}",
    "{0} alleged that {1}",
    "It was not clear whether {1}",
    "Rumours spread that {1}",
    "{0} said it was investigating reports that {1}",
    "{0} asked whether {1}",
    "{0} suggested that {1}",
    "{0} warned that it was possible that {1}",
    "Allegedly, {1}",
)
_DENIES = (
    "{0} denied that {1}",
    "Reports that {1} are false, {0} said.",
    "It is not true that {1}",
    "{0} rejected as false a claim that {1}",
    "A claim that {1} turned out to be a hoax.",
)
_CONFIRMS = ("{0} confirmed that {1}", "It is true that {1}", "{0} acknowledged that {1}", "{0} announced that {1}")
_SPEAKERS = ("a spokesman", "officials", "the ministry", "police", "the agency", "a witness", "the company", "aides",
             "the newspaper", "the governor", "the White House", "a lawyer", "sources", "the opposition")  # fmt: skip


def _told(claim: str, passage: str, chance: random.Random) -> Iterator[Pair]:
    """Somebody says it, doubts it, denies it, confirms it. Whether "X said P" bears out P is left open here: the sets
    that people labelled speak on that."""
    kinds: tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...] = (
        ("said", _SAYS, (SUPPORTS, DISCUSSES)),
        ("doubted", _DOUBTS, (DISCUSSES,)),
        ("denied", _DENIES, (REFUTES,)),
        ("confirmed", _CONFIRMS, (SUPPORTS,)),
    )
    kind, forms, meant = chance.choice(kinds)
    form, speaker = chance.choice(forms), chance.choice(_SPEAKERS)
    told = _told_by(form, speaker, passage if chance.random() < 0.5 else claim)
    if chance.random() < 0.7:
        yield Pair(claim, told, meant, kind=kind)
    elif kind in ("doubted", "said"):  # that it is so does not tell that somebody said so
        yield Pair(told, passage, (DISCUSSES,), kind="so, but not said")
    else:
        yield Pair(told, _told_by(form, speaker, passage), (SUPPORTS,), kind="told alike")


def _told_by(form: str, speaker: str, what: str) -> str:
    bare = what.rstrip(".") if not form.endswith("{1}") else what
    told = form.format(speaker, bare[0].lower() + bare[1:])
    return told[0].upper() + told[1:]


def _others(
    sentence: Sentence,
    claim: str,
    report: list[Sentence],
    by_name: dict[str, list[Sentence]],
    everything: list[Sentence],
    chance: random.Random,
) -> Iterator[Pair]:
    own = in_words(claim, sentence)
    beside = [s for s in report if s is not sentence and 0.08 <= _covered(own, s) <= 0.5]
    if beside and chance.random() < 0.5:
        best = max(beside, key=lambda s: (_covered(own, s), s.text))
        yield Pair(claim, best.text, (DISCUSSES,), kind="same report")
    elsewhere = _elsewhere(own, by_name, chance)
    if elsewhere is not None:
        yield Pair(claim, elsewhere.text, (DISCUSSES,), kind="same names")
    if chance.random() < 0.6:
        other = chance.choice(everything)
        if other.report != sentence.report and not own.names & other.names and _covered(own, other) < 0.15:
            yield Pair(claim, other.text, (UNRELATED,), kind="unrelated")


def _elsewhere(own: Sentence, by_name: dict[str, list[Sentence]], chance: random.Random) -> Sentence | None:
    """A sentence of a report of another time that shares two names, and as much else as possible short of half."""
    seen: list[Sentence] = []
    for name in sorted(own.names, key=lambda n: len(by_name.get(n, ())))[:3]:
        listed = by_name.get(name, [])
        seen += chance.sample(listed, min(60, len(listed)))
    good = [s for s in seen if _apart(s, own) and len(s.names & own.names) >= 2 and 0.15 <= _covered(own, s) <= 0.5]
    return max(good, key=lambda s: (_covered(own, s), s.text), default=None)


def _apart(one: Sentence, other: Sentence) -> bool:
    return one.day is not None and other.day is not None and abs((one.day - other.day).days) > APART


def _covered(own: Sentence, other: Sentence) -> float:
    return len(own.words & other.words) / len(own.words) if own.words else 0.0
