"""Which dossiers cite a report, and what they found on the statements of somebody: tables beside the submissions.

They follow the dossiers: what is not in them yet is put in before they are asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import zstandard

from secondsource import record
from secondsource.contents import person
from secondsource.dossier.findings import findings
from secondsource.library.guard import guarded, transaction
from secondsource.model import Attribution, Disclosure, Dossier, Stance, Verdict
from secondsource.workbench.submissions import PATIENCE, Submissions

_TABLES = """
CREATE TABLE IF NOT EXISTS followed (submission TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS cites (
    report TEXT NOT NULL, submission TEXT NOT NULL, PRIMARY KEY (report, submission)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS judged (
    person TEXT NOT NULL, submission TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, verdict TEXT NOT NULL,
    stance TEXT
);
CREATE INDEX IF NOT EXISTS judged_of_person ON judged (person);
"""
_NEW = """SELECT id, length(dossier), dossier FROM submission LEFT JOIN followed ON followed.submission = id
    WHERE dossier IS NOT NULL AND followed.size IS NOT length(dossier)"""


@dataclass(frozen=True, slots=True)
class Citing:
    """A dossier that cites a report: its submission and the title of that."""

    submission: str
    title: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of a dossier that somebody made, or that they speak to in its evidence; its verdict there.

    ``number`` is its number in the dossier. ``stance`` is what their words do to it; ``None`` where it is their own.
    """

    submission: str
    title: str
    number: int
    text: str
    verdict: Verdict
    stance: Stance | None


class Cited:
    """To be used from the thread that made it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def citing(self, report: str) -> tuple[Citing, ...]:
        """The dossiers that cite a report or are of it, the newest first."""
        rows = self._db.execute(
            """SELECT id, title FROM cites JOIN submission ON id = cites.submission WHERE cites.report = ?
            ORDER BY submitted DESC, id""",
            (report,),
        )
        return tuple(Citing(*row) for row in rows)

    def judged(self, name: str, limit: int) -> tuple[Judged, ...]:
        """What dossiers found on the statements of somebody, the newest dossiers first."""
        rows = self._db.execute(
            """SELECT id, title, number, text, verdict, stance FROM judged JOIN submission ON id = judged.submission
            WHERE person = ? ORDER BY submitted DESC, id, number, stance LIMIT ?""",
            (person(name), limit),
        )
        return tuple(
            Judged(submission, title, number, text, Verdict(verdict), Stance(stance) if stance else None)
            for submission, title, number, text, verdict, stance in rows
        )

    def follow(self) -> None:
        """Puts in the dossiers that came since."""
        for submission, size, packed in self._db.execute(_NEW).fetchall():
            dossier = record.loads(Dossier, zstandard.decompress(packed))
            with transaction(self._db):
                for table in ("followed", "cites", "judged"):
                    self._db.execute(f"DELETE FROM {table} WHERE submission = ?", (submission,))  # noqa: S608 (our own names)
                self._db.execute("INSERT INTO followed VALUES (?, ?)", (submission, size))
                reports = sorted({dossier.report.id, *(reference.report for reference in dossier.reports)})
                self._db.executemany("INSERT INTO cites VALUES (?, ?)", [(report, submission) for report in reports])
                judged = [(who, submission, *of) for who, *of in _of(dossier)]
                self._db.executemany("INSERT INTO judged VALUES (?, ?, ?, ?, ?, ?)", judged)


@contextmanager
def cited(folder: Path) -> Iterator[Cited]:
    """The tables in the folder of a library, up to date."""
    Submissions(folder).close()  # makes the tables that ours stand beside
    with guarded(folder), closing(sqlite3.connect(folder / "workbench.sqlite", timeout=PATIENCE)) as db:
        db.isolation_level = None
        db.executescript(_TABLES)
        found = Cited(db)
        found.follow()
        yield found


def _of(dossier: Dossier) -> Iterator[tuple[str, int, str, Verdict, Stance | None]]:
    """For every judged statement: who made it, and each who speaks to it in the evidence, once for each side."""
    for finding in findings(dossier).each:
        if finding.assessment is None:
            continue
        of = finding.number, finding.statement.text, finding.assessment.verdict
        if name := _named(finding.statement.attribution):
            yield person(name), *of, None
        sides = {
            (person(name), item.stance)
            for item in finding.evidence
            if item.stance is not Stance.DISCUSSES and (name := _named(item.attribution))
        }
        for who, stance in sorted(sides):
            yield who, *of, stance


def _named(attribution: Attribution) -> str | None:
    return attribution.speaker if attribution.disclosure is Disclosure.NAMED else None
