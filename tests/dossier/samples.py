"""Dossiers made by hand, for tests and to look at. This one is as a reader gets it; ``enemies`` has the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from secondsource.model import (
    Account,
    Accounts,
    Action,
    Decision,
    Dossier,
    Evidence,
    Failure,
    Probabilities,
    Reading,
    Ruling,
    Stance,
    Subject,
    Verdict,
    Versions,
)

from .found import assessments, evidence, lines, references
from .report import TEXT, at, report, statements


def accounts() -> tuple[Accounts, ...]:
    talks, contracts = (
        "the visitors would discuss training and maintenance",
        "nothing mysterious in old contracts being honoured",
    )
    theirs = evidence()[16]
    return (
        Accounts(
            "why the aircraft came",
            (
                Account("a Venezuelan official", report().id, at(TEXT, talks), talks),
                Account("a diplomatic source", report().id, at(TEXT, contracts), contracts),
                Account("a Russian source", "r6", theirs.span, theirs.text, theirs.id),
            ),
        ),
    )


VERSIONS = Versions("0.1.0", "reading-rules-1", "stance-words-1", "weights-1", "5f2c")


def dossier() -> Dossier:
    return Dossier(
        report(),
        date(2019, 4, 1),
        statements(),
        references(),
        evidence(),
        lines(),
        assessments(),
        accounts(),
        (Failure("stance", "s6", "the passage of Firstpost is in a language that is not read: take an abstract"),),
        VERSIONS,
    )


def decided(by: str = "Eva Doe", note: str = "I was there") -> Dossier:
    """The same after two persons have decided on it: a stance, a passage set aside, and two rulings that differ."""
    made, at = dossier(), datetime(2019, 4, 2, 9, tzinfo=UTC)
    first, *others = made.evidence
    taken, gone = (
        replace(item, machine=item.probabilities, by=by, decision=n) for n, item in ((1, first), (2, others[-1]))
    )
    set_by_hand = replace(taken, stance=Stance.REFUTES, probabilities=Probabilities(0.0, 1.0, 0.0))
    sup, ref = Verdict.SUPPORTED, Verdict.REFUTED
    return replace(
        made,
        evidence=(set_by_hand, *others[:-1]),
        aside=(gone,),
        accounts=(),
        decisions=(_stance(1, at, by, first, note, "refutes"), _stance(2, at, by, others[-1], note, "none")),
        rulings=(
            Ruling("s2", 3, at, "Max Roe", Action.ACCEPT, "", seen=sup, in_force=False),
            Ruling("s2", 4, at, by, Action.OVERRULE, note, ref, sup),
            Ruling("s7", 5, at, by, Action.DISPUTE, note, seen=sup),
        ),
    )


def _stance(number: int, at: datetime, by: str, item: Evidence, note: str, value: str) -> Decision:
    about = (Subject(report().id, statements()[1].span), Subject(item.report, item.span))
    return Decision(number, at, by, Action.STANCE, about, note, value, seen="supports")


def reading() -> Reading:
    return Reading(report(), statements(), (), VERSIONS)
