"""What others report, set against a statement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from secondsource.model.measure import Place
from secondsource.model.report import Span
from secondsource.model.statement import Attribution


class Stance(StrEnum):
    """What a passage does to a statement."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    DISCUSSES = "discusses"


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Of the three stances; they sum to one."""

    supports: float
    refutes: float
    discusses: float

    @property
    def stance(self) -> Stance:
        """The likeliest; where two are level, the one that takes no side."""
        side, probability = max((Stance.SUPPORTS, self.supports), (Stance.REFUTES, self.refutes), key=lambda p: p[1])
        return side if probability > self.discusses else Stance.DISCUSSES


class Agreement(StrEnum):
    """How a measure of a passage stands to the same kind of measure in the statement."""

    AGREES = "agrees"
    VAGUER = "vaguer"
    CLASHES = "clashes"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of the statement set against one of the passage. ``kind``: quantity, time or place."""

    kind: str
    ours: str
    theirs: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage of another report, set against one statement. ``places`` are those that it names.

    Where a person decided what it does to the statement, ``stance`` and ``probabilities`` are theirs, ``by`` is their
    name, ``decision`` the number of the entry, and ``machine`` keeps what the judge made of it.
    """

    id: str
    statement: str
    report: str
    span: Span
    text: str
    attribution: Attribution
    stance: Stance
    probabilities: Probabilities
    agreement: tuple[Comparison, ...] = ()
    places: tuple[Place, ...] = ()
    machine: Probabilities | None = None
    by: str | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a language model makes of one passage: advice, and no evidence.

    ``evidence`` is the passage's id. ``quotation`` stands there word for word; it may be empty where no side is taken.
    """

    evidence: str
    stance: Stance
    quotation: str
