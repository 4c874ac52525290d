"""What is handed over: a reading, a dossier, and a dossier's statement before the rest is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secondsource.model.assessment import Accounts, Assessment
from secondsource.model.decision import Decision, Ruling
from secondsource.model.evidence import Evidence
from secondsource.model.failure import Failure
from secondsource.model.gathering import Gathering
from secondsource.model.line import Line, LineCount
from secondsource.model.report import Report
from secondsource.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Reference:
    """A held report that a dossier cites, without its text.

    ``earlier`` holds the ids of its earlier versions, which are held too and are no evidence any more.
    """

    report: str
    headline: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    abstract: str | None
    credits: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    @classmethod
    def to(cls, report: Report) -> Reference:
        """The reference to a report."""
        shared = (report.headline, report.publisher, report.published, report.url, report.language, report.abstract)
        return cls(report.id, *shared, report.credits)


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a result. Same input, same library, same versions: the same bytes.

    Not so where ``opinion`` names a language model that was asked: what that answers nobody can promise. ``houses`` is
    the digest of the user's own table of outlets of one newsroom or owner, ``decisions`` the number of the last entry
    of the log of decisions by hand that was known.
    """

    package: str
    reading: str
    stance: str | None = None
    weights: str | None = None
    library: str | None = None
    opinion: str | None = None
    record: str | None = None
    houses: str | None = None
    decisions: int | None = None


@dataclass(frozen=True, slots=True)
class Interim:
    """One statement with what was found on it, while others are still looked up.

    Evidence and lines are as they will be in the dossier. The letters of origins, and with them the ``assessment``,
    rest on the record as it was before this report: what its other statements add is counted when all are there.
    """

    statement: Statement
    evidence: tuple[Evidence, ...]
    reports: tuple[Reference, ...]
    lines: tuple[Line, ...]
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and what it states."""

    report: Report
    statements: tuple[Statement, ...]
    failures: tuple[Failure, ...]
    versions: Versions


@dataclass(frozen=True, slots=True)
class Dossier:
    """The report with all that was found. ``gatherings`` tell what was sought for it on the web, the earliest first.

    ``rulings`` are what persons make of the verdicts; ``aside`` are passages of which a person decided that they are no
    evidence.
    """

    report: Report
    as_of: date
    statements: tuple[Statement, ...]
    reports: tuple[Reference, ...]
    evidence: tuple[Evidence, ...]
    lines: tuple[Line, ...]
    assessments: tuple[Assessment, ...]
    accounts: tuple[Accounts, ...]
    failures: tuple[Failure, ...]
    versions: Versions
    counts: tuple[LineCount, ...] = ()
    decisions: tuple[Decision, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    aside: tuple[Evidence, ...] = ()
