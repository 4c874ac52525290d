"""A language model's second opinion -> one more reason of an assessment that the lines have made.

It is advice. The model knows nothing but the passages, and a passage may talk it into anything. So it weighs less than
a line that nobody answers for, it never takes the sum across a threshold that decides, and verdict, confidence and
credibility stay those of the lines, whatever it says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from secondsource.assessment.assess import DECIDED, likelihood
from secondsource.model import Assessment, Evidence, Line, Opinion, Reason, Stance

# The most that a second opinion weighs; a line of no stated source weighs 0.4.
OPINION = 0.3
_LONGEST = 120  # characters of a quotation that a reason shows
_SIGNS = {Stance.SUPPORTS: 1, Stance.REFUTES: -1, Stance.DISCUSSES: 0}
_WORDS = {
    Stance.SUPPORTS: ("supports it", "support it"),
    Stance.REFUTES: ("refutes it", "refute it"),
    Stance.DISCUSSES: ("takes no side", "take no side"),
}


def worth_asking(lines: Sequence[Line], evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Of each line that is weighed the clearest passage, on which its weight rests.

    ``evidence`` is all that there is on the statement, the clearest first.
    """
    weighed = [line for line in lines if line.stance is not Stance.DISCUSSES and not line.circular]
    return tuple(
        next(item for item in evidence if item.id in line.evidence and item.stance is line.stance) for line in weighed
    )


def add_opinion(assessment: Assessment, name: str, opinions: Sequence[Opinion]) -> Assessment:
    """The assessment with the opinions that the model of that name has on its statement's passages, as one reason."""
    if not opinions:
        return assessment
    balance = sum(_SIGNS[opinion.stance] for opinion in opinions) / len(opinions)
    log_odds = _on_its_side(assessment.log_odds + OPINION * balance, assessment.log_odds)
    reason = Reason(
        label=_label(name, opinions),
        weight=round(log_odds - assessment.log_odds, 3),
        evidence=tuple(opinion.evidence for opinion in opinions),
    )
    return replace(
        assessment, log_odds=log_odds, likelihood=likelihood(log_odds), reasons=(*assessment.reasons, reason)
    )


def _on_its_side(log_odds: float, of_lines: float) -> float:
    """``log_odds`` to three places, on the side of each threshold on which the lines alone have it."""
    if abs(of_lines) >= DECIDED:
        least = math.ceil(DECIDED * 1000) / 1000
        return round(math.copysign(max(least, math.copysign(1, of_lines) * log_odds), of_lines), 3)
    most = math.floor(DECIDED * 1000) / 1000
    return round(max(-most, min(most, log_odds)), 3)


def _label(name: str, opinions: Sequence[Opinion]) -> str:
    told = []
    for stance, (one, many) in _WORDS.items():
        held = [opinion for opinion in opinions if opinion.stance is stance]
        quoted = next((f" (“{_cut(opinion.quotation)}”)" for opinion in held if opinion.quotation), "")
        if held:
            told.append(f"{len(held)} {one if len(held) == 1 else many}{quoted}")
    passages = "1 passage" if len(opinions) == 1 else f"{len(opinions)} passages"
    return f"second opinion of {name}: of {passages}, {', '.join(told)}"


def _cut(quotation: str) -> str:
    return quotation if len(quotation) <= _LONGEST else f"{quotation[:_LONGEST]}…"
