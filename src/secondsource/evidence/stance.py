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

from secondsource.evidence.measures import compare
from secondsource.evidence.overlap import content_words, covered, words_of
from secondsource.evidence.retrieve import Candidate
from secondsource.model import Agreement, Comparison, Evidence, Probabilities, Stance, Statement

STANCE_VERSION = "overlap-baseline-1"

# The chance that the passage makes the same assertion is a logistic of the share it has: even at MIDDLE.
MIDDLE, SLOPE = 0.55, 14.0
# What a measure weighs beside words, whose weights are inverse document frequencies of 2 to 10.
PLACE_WEIGHT, TIME_WEIGHT = 3.0, 3.0
HELD = {Agreement.AGREES: 1.0, Agreement.VAGUER: 0.6, Agreement.CLASHES: 0.0}
# The chance that a passage which makes the same assertion speaks against the statement.
AGAINST = {"denied": 0.9, "quantity": 0.8, "none": 0.04}
# What is dated otherwise, or was published before the event, is mostly another event.
ANOTHER_TIME = 0.25
# Below this chance of being the same assertion a passage is not evidence at all.
RELATED = 0.15
# Passages of one report that take no side are kept for context only, and few of them.
CONTEXT = 3

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|false(?:ly)?|untrue|fake|hoax|"
    r"den(?:y|ies|ied|ying|ial)|refut\w+|reject(?:s|ed|ing)?|dismiss\w*|debunk\w*|disput(?:es|ed|ing)|"
    r"contradict\w*|rul(?:e|es|ed|ing) out|fail(?:s|ed) to|refus(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)


def judge(statement: Statement, candidates: Iterable[Candidate]) -> tuple[Evidence, ...]:
    """The candidates that bear on the statement, the clearest first; of passages that overlap, the clearest."""
    judged = [evidence for c in candidates if (evidence := _judge(statement, c)) is not None]
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


def _judge(statement: Statement, candidate: Candidate) -> Evidence | None:
    probabilities, agreement = weigh(statement, candidate)
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


def weigh(statement: Statement, candidate: Candidate) -> tuple[Probabilities, tuple[Comparison, ...]]:
    """Probabilities of the three stances, rounded to four places, and how the measures compare."""
    other = candidate.statement
    agreement = compare(statement, other)
    same = 1 / (1 + math.exp(-SLOPE * (_share(statement, candidate, agreement) - MIDDLE)))
    clashes = {c.kind for c in agreement if c.agreement is Agreement.CLASHES}
    if "time" in clashes or _published_before(statement, candidate):
        same *= ANOTHER_TIME
    against = AGAINST["none"]
    if denies(statement) != denies(other):
        against = AGAINST["denied"]
    elif "quantity" in clashes:
        against = AGAINST["quantity"]
    refutes, supports = round(same * against, 4), round(same * (1 - against), 4)
    return Probabilities(supports, refutes, round(1 - supports - refutes, 4)), agreement


def _share(statement: Statement, candidate: Candidate, agreement: tuple[Comparison, ...]) -> float:
    """How much of what the statement says the passage says: words, figures, places and times by weight."""
    ours = content_words(statement)
    around = words_of(f"{candidate.report.headline or ''}\n{candidate.before.text if candidate.before else ''}")
    has = covered(ours, content_words(candidate.statement), around)
    total = ours.weight
    compared = {(c.kind, c.ours): c.agreement for c in agreement}
    for quantity in statement.quantities:
        weight = min(6.0, 1.0 + math.log(max(quantity.low, 1.0)))  # two is a common figure, 400 is not
        total += weight
        has += weight * _held(compared, "quantity", quantity.text)
    for place in statement.places:
        total += PLACE_WEIGHT
        has += PLACE_WEIGHT * _held(compared, "place", place.text)
    for time in statement.times:
        if ("time", time.text) in compared:  # few passages repeat the date that their report bears
            total += TIME_WEIGHT
            has += TIME_WEIGHT * _held(compared, "time", time.text)
    return has / total if total else 0.0


def _held(compared: dict[tuple[str, str], Agreement], kind: str, text: str) -> float:
    agreement = compared.get((kind, text))
    return 0.0 if agreement is None else HELD[agreement]


def _published_before(statement: Statement, candidate: Candidate) -> bool:
    """Whether the passage was published before what the statement dates can have happened."""
    earliest = [time.earliest for time in statement.times if time.earliest is not None]
    published = candidate.report.published
    return bool(earliest) and published is not None and published < min(earliest)


def denies(statement: Statement) -> bool:
    """Whether the statement negates its core: an odd number of negations and denials, the cue's among them."""
    cue = statement.attribution.cue.text if statement.attribution.cue else ""
    in_cue = 0 if cue.lower() in statement.text.lower() else len(_NEGATION.findall(cue))
    return (len(_NEGATION.findall(statement.text)) + in_cue) % 2 == 1
