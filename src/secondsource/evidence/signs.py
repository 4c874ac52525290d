"""What shows whether a passage makes the assertion of a statement, and whether it speaks against it.

Each sign is a number with a name, and says one thing that a reader can check: which share of the statement's words,
figures and places the passage has, whether measures clash, whether one of the two denies. The rule in ``rule.py`` joins
them with what the learned judge says.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

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
from secondsource.evidence.wording import order
from secondsource.model import Agreement, Comparison, Place, Quantity, Statement

TIME_WEIGHT = 3.0
# A passage that says but a part of the statement counts for nearly as much, if it is an assertion of some weight.
PART, LEAST_PART = 0.85, 8.0
# Who says something else about the same people and places has less than this share of the words that are no names.
LEAST_SAID = 0.3
HELD = {Agreement.AGREES: 1.0, Agreement.VAGUER: 0.6, Agreement.CLASHES: 0.0}
# What is told this far apart, and bears no common date, is mostly not told of one event.
APART = timedelta(days=30)
# Of labelled passages that share most of a statement, those published within a day support it in 38 of 100 cases, those
# of the days after in 15, later ones in 9.
AT_ONCE = timedelta(days=1)
# What weighs less than this says little: three or four words that are not common weigh so much.
THIN = 24.0

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
_SOMEBODY = re.compile(
    r"\W*(?:he|she|they|it|this|that|these|those|his|her|their|its|who|which|there|i|we|you|my|our|your)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what is looked at again and again: its content words, all its words, its places."""

    statement: Statement
    content: Words
    words: Words
    places: tuple[Place, ...]


@lru_cache(maxsize=20_000)
def told(statement: Statement) -> Told:
    return Told(statement, content_words(statement), words_of(statement.text), tuple(_apart(statement.places)))


def signs(
    statement: Statement, published: date | None, candidate: Candidate
) -> tuple[dict[str, float], tuple[Comparison, ...]]:
    """The signs by their names, and how the measures compare. ``published`` is when the statement's report was."""
    ours, theirs = told(statement), told(candidate.statement)
    agreement = compare(statement, candidate.statement)
    topic = words_of(candidate.report.headline or "")
    before = words_of(candidate.before.text) if candidate.before else NOTHING
    found = {(c.kind, c.agreement) for c in agreement}
    dated_apart = ("time", Agreement.CLASHES) in found
    another_time = dated_apart or _published_before(statement, candidate)
    dated = any(c.kind == "time" for c in agreement)
    mismatch = denies(statement) != denies(candidate.statement)
    denial = mismatch and _DENIAL.search(f"{candidate.statement.text} {_cue(candidate.statement)}") is not None
    return {
        "share": share(ours, theirs, agreement, topic, before),
        "above": _above(ours, theirs, topic, before),
        "told late": float(not dated and _told_late(statement, candidate)),
        "turned round": float(order_of(statement, candidate) < 0),
        "asks": float(candidate.statement.text.rstrip(" ”\"'").endswith("?")),
        "thin": max(0.0, 1.0 - _weight(ours) / THIN),
        "somebody": float(_SOMEBODY.match(statement.text) is not None),
        "denied": float(denial),
        "negated": float(mismatch and not denial),
        "quantity clashes": float(("quantity", Agreement.CLASHES) in found),
        "quantity agrees": float(("quantity", Agreement.AGREES) in found),
        "telling figure agrees": float(_has_figure(statement, agreement)),
        "figure left open": float(_leaves_open(statement, agreement)),
        "place clashes": float({a for kind, a in found if kind == "place"} == {Agreement.CLASHES}),
        "time clashes": float(dated_apart),
        "another time": float(another_time),
        "same day": float(_same_day(statement, published, candidate)),
        "long apart": float(not another_time and not dated and _long_apart(statement, published, candidate)),
    }, agreement


def order_of(statement: Statement, candidate: Candidate) -> int:
    """Who did it to whom, as for `secondsource.evidence.wording.order`."""
    return order(statement.text, candidate.statement.text, candidate.report.headline or "")


# --- words, figures, places --------------------------------------------------------------------------------------


def share(ours: Told, theirs: Told, agreement: tuple[Comparison, ...], topic: Words, before: Words) -> float:
    """How much of what the statement says the passage says, 0 to 1.

    A passage that says only a part of it, and nothing else, bears it out nearly as well. One that speaks of the same
    people and places and says something else about them does not.
    """
    whole, _ = _held(ours, theirs, agreement, topic, before)
    part, weight = _held(theirs, ours, compare(theirs.statement, ours.statement), NOTHING, NOTHING)
    said = _said(ours, theirs, topic)
    return min(1.0, said / LEAST_SAID) * (max(whole, PART * part) if weight >= LEAST_PART else whole)


def _said(ours: Told, theirs: Told, topic: Words) -> float:
    """The share of the words that are no names, either way."""
    shares = []
    for one, other, around in ((ours, theirs, topic), (theirs, ours, NOTHING)):
        words = one.content.common
        if words.forms:
            shares.append(covered(words, other.words, around) / words.weight)
    return max(shares, default=1.0)


def _above(ours: Told, theirs: Told, topic: Words, before: Words) -> float:
    """The share of the statement's words that only the headline, or the sentence before, has: what the passage itself
    does not say."""
    whole = ours.content.weight
    if not whole:
        return 0.0
    return (covered(ours.content, theirs.words, topic, before) - covered(ours.content, theirs.words)) / whole


def _weight(ours: Told) -> float:
    """Of all words, names and places among them, and of the figures."""
    return ours.words.weight + sum(map(_figure_weight, ours.statement.quantities))


def _figure_weight(quantity: Quantity) -> float:
    return min(FIGURE_WEIGHT, 1.0 + math.log(max(quantity.low, 1.0)))  # two is a common figure, 400 is not


def _held(
    ours: Told, theirs: Told, agreement: tuple[Comparison, ...], topic: Words, before: Words
) -> tuple[float, float]:
    """The share of one statement's words, figures, places and times that another has; and what they all weigh."""
    held = {(c.kind, c.ours): HELD[c.agreement] for c in agreement}
    parts = [(ours.content.weight, covered(ours.content, theirs.words, topic, before))]
    for quantity in ours.statement.quantities:
        weight = _figure_weight(quantity)
        parts.append((weight, weight * held.get(("quantity", quantity.text), 0.0)))
    for place in ours.places:
        best = max(held.get(("place", place.text), 0.0), named(place.text, theirs.words, topic, before))
        parts.append((PLACE_WEIGHT, PLACE_WEIGHT * best))
    for time in ours.statement.times:
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


def _has_figure(statement: Statement, agreement: tuple[Comparison, ...]) -> bool:
    """Whether the passage has a telling figure of the statement, be it less exactly."""
    telling = {quantity.text for quantity in statement.quantities if quantity.low >= TELLING}
    held = {c.ours for c in agreement if c.kind == "quantity" and c.agreement is not Agreement.CLASHES}
    return not telling.isdisjoint(held)


def _leaves_open(statement: Statement, agreement: tuple[Comparison, ...]) -> bool:
    """Whether the statement turns on a telling figure to which the passage has nothing to say."""
    telling = any(quantity.low >= TELLING for quantity in statement.quantities)
    return telling and not any(c.kind == "quantity" for c in agreement)


# --- times -------------------------------------------------------------------------------------------------------


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


def _same_day(statement: Statement, published: date | None, candidate: Candidate) -> bool:
    """Whether the passage was published within a day of the statement's report, or of the event that it dates."""
    told_on = candidate.report.published
    days = (published, *(time.latest for time in statement.times))
    return told_on is not None and any(day is not None and abs(told_on - day) <= AT_ONCE for day in days)


def _told_late(statement: Statement, candidate: Candidate) -> bool:
    """Whether the passage was published days after the day that the statement gives: what is reported without a day is
    of that day or the one before."""
    days = [time.latest for time in statement.times if time.latest and time.latest == time.earliest]
    told_on = candidate.report.published
    return told_on is not None and any(AT_ONCE < told_on - day <= APART for day in days)


def _day(statement: Statement, published: date | None) -> date | None:
    return next((time.latest for time in statement.times if time.latest is not None), published)


# --- denial ------------------------------------------------------------------------------------------------------


def denies(statement: Statement) -> bool:
    """Whether the statement negates its core: an odd number of negations and denials, the cue's among them."""
    text = _SILENCE.sub("", statement.text)
    return (len(_NEGATION.findall(text)) + _in_cue(statement, _NEGATION)) % 2 == 1


def denied_by_cue(statement: Statement) -> bool:
    """Whether the words by which it is attributed deny it, so that its text says what was denied."""
    return _in_cue(statement, _DENIAL) % 2 == 1


def _in_cue(statement: Statement, pattern: re.Pattern[str]) -> int:
    cue = _cue(statement)
    return 0 if cue.lower() in statement.text.lower() else len(pattern.findall(_SILENCE.sub("", cue)))


def _cue(statement: Statement) -> str:
    return statement.attribution.cue.text if statement.attribution.cue else ""
