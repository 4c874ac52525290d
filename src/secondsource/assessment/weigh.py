"""One line -> one weighted reason.

Weights are natural-log odds, set by hand from the order in which newsroom rules and the Admiralty code rank ways of
knowing; the numbers are in ``WEIGHTS``, and ``docs/decisions.md`` says how they were chosen. Repetition inside a line
adds nothing: a line weighs what its clearest passage weighs.
"""

from __future__ import annotations

from collections.abc import Mapping

from secondsource.model import Agreement, Evidence, Line, OriginKind, Reason, Stance

WEIGHTS_VERSION = "by-hand-1"

# An unknown statement of a news report is taken as even.
PRIOR = 0.0
WEIGHTS = {
    OriginKind.RECORD: 1.9,
    OriginKind.OBSERVATION: 1.8,
    OriginKind.OFFICIAL: 1.4,
    OriginKind.NAMED: 1.2,
    OriginKind.REPORTING: 0.8,
    OriginKind.DESCRIBED: 0.8,
    OriginKind.UNNAMED: 0.5,
    OriginKind.UNSOURCED: 0.4,
}
# What the record of the origin makes of it: a letter is worth at most half as much again, or half.
RELIABILITY = {"A": 1.5, "B": 1.25, "C": 1.0, "D": 0.75, "E": 0.5, "F": 1.0}
# "Dozens" supports "99" less than "99" does.
VAGUER = 0.6


def weigh(line: Line, evidence: Mapping[str, Evidence]) -> Reason | None:
    """The reason a line gives, positive where it supports; ``None`` where it takes no side or runs in a circle."""
    if line.stance is Stance.DISCUSSES or line.circular:
        return None
    clearest = max(
        (evidence[e] for e in line.evidence if evidence[e].stance is line.stance),
        key=lambda e: (1 - e.probabilities.discusses, e.id),
    )
    sure = _sureness(clearest, line.stance)
    weight = WEIGHTS[line.kind] * RELIABILITY[line.reliability] * sure * (VAGUER if _vague(clearest) else 1.0)
    sign = 1 if line.stance is Stance.SUPPORTS else -1
    return Reason(_label(line), round(sign * weight, 3), line.id, line.evidence)


def _sureness(evidence: Evidence, stance: Stance) -> float:
    """How far the stance is from a coin toss, 0 to 1."""
    p = evidence.probabilities
    for_it, against_it = (p.supports, p.refutes) if stance is Stance.SUPPORTS else (p.refutes, p.supports)
    return max(0.0, for_it - against_it)


def _vague(evidence: Evidence) -> bool:
    kinds = [c.agreement for c in evidence.agreement if c.kind == "quantity"]
    return bool(kinds) and all(kind is Agreement.VAGUER for kind in kinds)


def _label(line: Line) -> str:
    reports = len({e.split("/")[1].split("-")[0] for e in line.evidence})
    word = "supports" if line.stance is Stance.SUPPORTS else "refutes"
    count = "1 report" if reports == 1 else f"{reports} reports"
    return f"{line.origin} {word} it ({line.kind.value}, {count})"
