"""What the page of a dossier needs so that whoever reads it can decide on it: only the workbench has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from secondsource.model import Action, Decision, Dossier, Evidence, OriginKind, Span, Statement, Subject, Verdict

# What a person can make of a verdict, and of a passage: the value that is sent, and its words.
OVERRULINGS = tuple((verdict.value, f"it is {verdict.value}") for verdict in Verdict)
STANCES = (
    ("supports", "supports the statement"),
    ("refutes", "refutes the statement"),
    ("discusses", "takes no side"),
    ("none", "is no evidence on it"),
)
KINDS = tuple(kind.value for kind in OriginKind)
_WORDS = {
    Action.MERGE: "one line",
    Action.SPLIT: "apart",
    Action.DESCENT: "has it from",
    Action.RELIABILITY: "reliability",
    Action.ACCEPT: "accepts the verdict",
    Action.DISPUTE: "disputes the verdict",
    Action.OVERRULE: "overrules the verdict",
    Action.STANCE: "stance of a passage",
    Action.UNDO: "takes back",
}


@dataclass(frozen=True, slots=True)
class Deciding:
    """``at`` is where the forms are sent. ``by`` is who decides, as far as that is known; it is ``settled`` where an
    account says so. ``may`` is false for those who only look.

    ``log`` holds the entries that concern this dossier, the latest first, ``undone`` the numbers of those taken back,
    ``unheard`` those by which it has not been assessed yet. ``stances`` are what persons make of its passages, by the
    id of the evidence, of each the latest and the latest last. ``anew`` is where the workbench tells when it has been
    assessed anew, as long as it is; ``error`` why that failed.
    """

    at: str
    may: bool
    by: str | None = None
    settled: bool = False
    log: tuple[Decision, ...] = ()
    stances: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    undone: frozenset[int] = frozenset()
    unheard: tuple[Decision, ...] = ()
    anew: str | None = None
    error: str | None = None


def words(span: Span) -> str:
    """``120-188``, as a form sends it."""
    return f"{span.start}-{span.end}"


def place(evidence: Evidence) -> str:
    return f"{evidence.report}:{words(evidence.span)}"


def stances(dossier: Dossier, hand: Deciding | None) -> Mapping[str, tuple[Decision, ...]]:
    """What persons make of the passages, by the id of the evidence: in the workbench what they do by now, else what was
    heard when the dossier was made."""
    made = {decision.number: decision for decision in dossier.decisions}
    heard = {item.id: (made[item.decision],) for item in (*dossier.evidence, *dossier.aside) if item.decision in made}
    return {**heard, **(hand.stances if hand else {})}


def what(decision: Decision) -> str:
    """``overrules the verdict: refuted``: what an entry does, in words."""
    told = _WORDS[decision.action]
    if decision.undoes is not None:
        return f"{told} decision {decision.undoes}"
    return f"{told}: {_value(decision)}" if decision.value else told


def _value(decision: Decision) -> str:
    if decision.action is Action.STANCE:
        return dict(STANCES).get(decision.value or "", decision.value or "")
    return decision.value or ""


def about(subject: Subject, report: str, numbers: dict[Span, int]) -> str:
    """``statement 3``, ``3f1a9c2b7d10:120-188``, ``Ada Poe``: a subject as the page of a dossier calls it."""
    if subject.report == report and subject.span in numbers:
        return f"statement {numbers[subject.span]}"
    return str(subject)


def numbers(statements: tuple[Statement, ...]) -> dict[Span, int]:
    return {statement.span: n for n, statement in enumerate(statements, 1) if statement.proposed is None}
