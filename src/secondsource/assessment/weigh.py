"""One line -> one weighted reason.

Weights are natural-log odds. The numbers stand in ``weights.json``, which says which were fitted
(``training/weights.py``) and which set by hand, in the order in which newsrooms and the Admiralty code rank ways of
knowing; ``docs/decisions.md`` says why. Repetition inside a line adds nothing: a line weighs what its clearest passage
weighs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from secondsource.model import Agreement, Evidence, Line, OriginKind, Reason, Stance

# How far a stance is from a coin toss (0 to 1) at each knot of its curve; between them it is linear.
KNOTS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Term:
    """What the weight of a line depends on; ``sure`` is how far its stance is from a coin toss, 0 to 1."""

    kind: OriginKind
    stance: Stance
    sure: float
    reliability: str = "F"
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """``kinds`` is the most that a line of a kind weighs; ``curves`` gives, for each stance, the share of it that a
    line has at each of `KNOTS`."""

    version: str
    prior: float
    kinds: Mapping[OriginKind, float]
    curves: Mapping[Stance, tuple[float, ...]]
    reliability: Mapping[str, float]
    vaguer: float

    @staticmethod
    @cache
    def load() -> Weights:
        """Those of the package."""
        read = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
        return Weights(
            version=read["version"],
            prior=read["prior"],
            kinds={OriginKind(kind): weight for kind, weight in read["kinds"].items()},
            curves={stance: tuple(read[stance.value]) for stance in (Stance.SUPPORTS, Stance.REFUTES)},
            reliability=read["reliability"],
            vaguer=read["vaguer"],
        )

    def of(self, term: Term) -> float:
        """Log odds, positive where the line supports."""
        weight = self.kinds[term.kind] * self.share(term.stance, term.sure) * self.reliability[term.reliability]
        return (1 if term.stance is Stance.SUPPORTS else -1) * weight * (self.vaguer if term.vague else 1.0)

    def share(self, stance: Stance, sure: float) -> float:
        """On the curve of a stance."""
        curve = self.curves[stance]
        below = min(int(sure / KNOTS[1]), len(KNOTS) - 2)
        part = (sure - KNOTS[below]) / KNOTS[1]
        return curve[below] * (1 - part) + curve[below + 1] * part


def weigh(line: Line, evidence: Mapping[str, Evidence]) -> Reason | None:
    """The reason a line gives, positive where it supports; ``None`` where it takes no side or runs in a circle."""
    term = term_of(line, evidence)
    if term is None:
        return None
    by = _clearest(line, evidence).by
    told = f"{label(line)}, by hand: {by} says so" if by else label(line)
    return Reason(told, round(Weights.load().of(term), 3), line.id, line.evidence)


def term_of(line: Line, evidence: Mapping[str, Evidence]) -> Term | None:
    """What a line is weighed by; ``None`` where it takes no side or runs in a circle."""
    if line.stance is Stance.DISCUSSES or line.circular:
        return None
    clearest = _clearest(line, evidence)
    return Term(line.kind, line.stance, _sureness(clearest, line.stance), line.reliability, _vague(clearest))


def _clearest(line: Line, evidence: Mapping[str, Evidence]) -> Evidence:
    """The passage on which the weight of a line rests."""
    sided = (evidence[e] for e in line.evidence if evidence[e].stance is line.stance)
    return max(sided, key=lambda e: (1 - e.probabilities.discusses, e.id))


def _sureness(evidence: Evidence, stance: Stance) -> float:
    """How far the stance is from a coin toss, 0 to 1."""
    p = evidence.probabilities
    for_it, against_it = (p.supports, p.refutes) if stance is Stance.SUPPORTS else (p.refutes, p.supports)
    return max(0.0, for_it - against_it)


def _vague(evidence: Evidence) -> bool:
    """Whether all its figures say much less than ours: "dozens" supports "99" less than "99" does."""
    kinds = [c.agreement for c in evidence.agreement if c.kind == "quantity"]
    return bool(kinds) and all(kind is Agreement.VAGUER for kind in kinds)


def label(line: Line) -> str:
    """Who says what of it, how they know, and in how many reports."""
    reports = len({e.split("/")[1].split("-")[0] for e in line.evidence})
    word = "supports" if line.stance is Stance.SUPPORTS else "refutes"
    count = "1 report" if reports == 1 else f"{reports} reports"
    return f"{line.origin} {word} it ({line.kind.value}, {count})"
