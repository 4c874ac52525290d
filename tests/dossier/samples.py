"""Dossiers made by hand, for tests and to look at. This one is as a reader gets it; ``enemies`` has the others."""

from __future__ import annotations

from datetime import date

from secondsource.model import (
    Account,
    Accounts,
    Dossier,
    Failure,
    Reading,
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


def reading() -> Reading:
    return Reading(report(), statements(), (), VERSIONS)
