"""Stance of a passage to a statement: a baseline of words, measures, names and negation.

Three questions, each from something a reader can check. Does the passage make the same assertion: what share of the
statement's words, figures and places does it have? Does one of the two deny it? Do their measures clash? Two
probabilities follow, "same assertion" and "against", and from them the three stances. It is a baseline, and its name
says so: learned models must beat it, and ``bench/stance.py`` says by how much.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, timedelta

from secondsource.evidence.measures import TELLING, compare, compare_places
from secondsource.evidence.overlap import (
    FIGURE_WEIGHT,
    NOTHING,
    PLACE_WEIGHT,
    Words,
    content_words,
    covered,
    named,
    words_of,
)
from secondsource.evidence.retrieve import Candidate
from secondsource.model import Agreement, Comparison, Evidence, Place, Probabilities, Stance, Statement

STANCE_VERSION = "overlap-baseline-1"

# The chance that the passage makes the same assertion is a logistic of the share it has: even at MIDDLE.
MIDDLE, SLOPE = 0.5, 6.0
TIME_WEIGHT = 3.0
# A passage that says but a part of the statement counts for nearly as much, if it is an assertion of some weight.
PART, LEAST_PART = 0.85, 8.0
# Who says something else about the same people and places has less than this share of the words that are no names.
LEAST_SAID = 0.3
HELD = {Agreement.AGREES: 1.0, Agreement.VAGUER: 0.6, Agreement.CLASHES: 0.0}
# The chance that a passage which makes the same assertion speaks against the statement.
AGAINST = {"denied": 0.9, "quantity": 0.8, "none": 0.04}
# What is dated otherwise, or was published before the event, is mostly another event.
ANOTHER_TIME = 0.25
# So, half the time, is what is told a month apart and bears no common date.
LONG_APART, APART = 0.5, timedelta(days=30)
# "Soldiers came" leaves open whether 99 came.
WITHOUT_FIGURE = 0.4
# Below this chance of being the same assertion a passage is not evidence at all.
RELATED = 0.15
# Passages of one report that take no side are kept for context only, and few of them.
CONTEXT = 3

_DENYING = (
    r"false(?:ly)?|untrue|fake|hoax|den(?:y|ies|ied|ying|ial)|refut\w+|reject(?:s|ed|ing)?|dismiss\w*|debunk\w*|"
    r"disput(?:es|ed|ing)|contradict\w*|rul(?:e|es|ed|ing) out"
)
_DENIAL = re.compile(rf"\b(?:{_DENYING})\b", re.IGNORECASE)
_NEGATION = re.compile(
    rf"\b(?:{_DENYING}|not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|fail(?:s|ed) to|"
    r"refus(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)

# "Did not say whether" leaves it open; it denies nothing.
_SILENCE = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|would|could) ?n[o'’]t|never|declin\w+ to|refus\w+ to|fail\w* to)\s+"
    r"(?:say|said|know|known|comment\w*|explain\w*|specif\w+|disclos\w+|confirm\w*|giv\w+|name\w*|tell|answer\w*|respond\w*)",
    re.IGNORECASE,
)


def judge(statement: Statement, published: date | None, candidates: Iterable[Candidate]) -> tuple[Evidence, ...]:
    """The candidates that bear on a statement of a report published then, the clearest first; of passages that overlap,
    the clearest."""
    judged = [evidence for c in candidates if (evidence := _judge(statement, published, c)) is not None]
    judged.sort(key=lambda e: (e.probabilities.discusses, e.id))
    kept: list[Evidence] = []
    context = 0
    for evidence in judged:
        if any(k.report == evidence.report and k.span.overlaps(evidence.span) for k in kept):
            continue
        if evidence.stance is Stance.DISCUSSES:
            context += 1
            if context > CONTEXT or any(k.report == evidence.report for k in kept):
                continue
        kept.append(evidence)
    return tuple(kept)


def _judge(statement: Statement, published: date | None, candidate: Candidate) -> Evidence | None:
    probabilities, agreement = weigh(statement, published, candidate)
    if 1 - probabilities.discusses < RELATED:
        return None
    other = candidate.statement
    return Evidence(
        id=f"{statement.id}/{other.id}",
        statement=statement.id,
        report=candidate.report.id,
        span=other.span,
        text=other.span.of(candidate.report.text),
        attribution=other.attribution,
        stance=probabilities.stance,
        probabilities=probabilities,
        agreement=agreement,
    )


def weigh(
    statement: Statement, published: date | None, candidate: Candidate
) -> tuple[Probabilities, tuple[Comparison, ...]]:
    """Probabilities of the three stances, rounded to four places, and how the measures compare."""
    other = candidate.statement
    agreement = compare(statement, other)
    same = same_assertion(share(statement, candidate, agreement))
    clashes = {c.kind for c in agreement if c.agreement is Agreement.CLASHES}
    if "time" in clashes or _published_before(statement, candidate):
        same *= ANOTHER_TIME
    elif "time" not in {c.kind for c in agreement} and _long_apart(statement, published, candidate):
        same *= LONG_APART
    if _leaves_open(statement, agreement):
        same *= WITHOUT_FIGURE
    against = AGAINST["none"]
    if denies(statement) != denies(other):
        against = AGAINST["denied"]
        if not _DENIAL.search(f"{other.text} {_cue(other)}"):
            same *= same  # a "not" may stand in another assertion; who denies, denies what was said
    elif "quantity" in clashes:
        same, against = same * same, AGAINST["quantity"]
    refutes, supports = round(same * against, 4), round(same * (1 - against), 4)
    return Probabilities(supports, refutes, round(1 - supports - refutes, 4)), agreement


def same_assertion(shared: float) -> float:
    """The chance that a passage which has this share of a statement makes the same assertion."""
    return 1 / (1 + math.exp(-SLOPE * (shared - MIDDLE)))


def share(statement: Statement, candidate: Candidate, agreement: tuple[Comparison, ...]) -> float:
    """How much of what the statement says the passage says, 0 to 1.

    A passage that says only a part of it, and nothing else, bears it out nearly as well. One that speaks of the same
    people and places and says something else about them does not.
    """
    other = candidate.statement
    topic = words_of(candidate.report.headline or "")
    before = words_of(candidate.before.text if candidate.before else "")
    whole, _ = _held(statement, other, agreement, topic, before)
    part, weight = _held(other, statement, compare(other, statement), NOTHING, NOTHING)
    said = _said(statement, other, topic)
    return min(1.0, said / LEAST_SAID) * (max(whole, PART * part) if weight >= LEAST_PART else whole)


def _said(statement: Statement, other: Statement, topic: Words) -> float:
    """The share of the words that are no names, either way."""
    shares = []
    for ours, theirs, around in ((statement, other, topic), (other, statement, NOTHING)):
        words = content_words(ours).common
        if words.forms:
            shares.append(covered(words, words_of(theirs.text), around) / words.weight)
    return max(shares, default=1.0)


def _held(
    ours: Statement, theirs: Statement, agreement: tuple[Comparison, ...], topic: Words, before: Words
) -> tuple[float, float]:
    """The share of one statement's words, figures, places and times that another has; and what they all weigh."""
    held = {(c.kind, c.ours): HELD[c.agreement] for c in agreement}
    words, other = content_words(ours), words_of(theirs.text)
    parts = [(words.weight, covered(words, other, topic, before))]
    for quantity in ours.quantities:
        weight = min(FIGURE_WEIGHT, 1.0 + math.log(max(quantity.low, 1.0)))  # two is a common figure, 400 is not
        parts.append((weight, weight * held.get(("quantity", quantity.text), 0.0)))
    for place in _apart(ours.places):
        best = max(held.get(("place", place.text), 0.0), named(place.text, other, topic, before))
        parts.append((PLACE_WEIGHT, PLACE_WEIGHT * best))
    for time in ours.times:
        if ("time", time.text) in held:  # few passages repeat the date that their report bears
            parts.append((TIME_WEIGHT, TIME_WEIGHT * held["time", time.text]))
    total = sum(weight for weight, _ in parts)
    return (sum(has for _, has in parts) / total if total else 0.0), total


def _apart(places: Iterable[Place]) -> Iterable[Place]:
    """One place of those that lie together: an airport and its town are one to a reader."""
    kept: list[Place] = []
    for place in places:
        if all(compare_places(other, place) is Agreement.CLASHES for other in kept):
            kept.append(place)
    return kept


def _leaves_open(statement: Statement, agreement: tuple[Comparison, ...]) -> bool:
    """Whether the statement turns on a telling figure to which the passage has nothing to say."""
    telling = any(quantity.low >= TELLING for quantity in statement.quantities)
    return telling and not any(c.kind == "quantity" for c in agreement)


def _published_before(statement: Statement, candidate: Candidate) -> bool:
    """Whether the passage was published before what the statement dates can have happened."""
    earliest = [time.earliest for time in statement.times if time.earliest is not None]
    published = candidate.report.published
    return bool(earliest) and published is not None and published < min(earliest)


def _long_apart(statement: Statement, published: date | None, candidate: Candidate) -> bool:
    """Whether the two tell of days far apart; what bears no date is taken to be as new as its report."""
    ours = _day(statement, published)
    theirs = _day(candidate.statement, None) or (_day(candidate.before, None) if candidate.before else None)
    theirs = theirs or candidate.report.published
    return ours is not None and theirs is not None and abs(ours - theirs) > APART


def _day(statement: Statement, published: date | None) -> date | None:
    return next((time.latest for time in statement.times if time.latest is not None), published)


def denies(statement: Statement) -> bool:
    """Whether the statement negates its core: an odd number of negations and denials, the cue's among them."""
    cue, text = _cue(statement), _SILENCE.sub("", statement.text)
    in_cue = 0 if cue.lower() in statement.text.lower() else len(_NEGATION.findall(_SILENCE.sub("", cue)))
    return (len(_NEGATION.findall(text)) + in_cue) % 2 == 1


def _cue(statement: Statement) -> str:
    return statement.attribution.cue.text if statement.attribution.cue else ""
