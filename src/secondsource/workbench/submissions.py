"""What was submitted to be verified, how far it has come, and the dossiers that came of it: one SQLite file.

It lies in the folder of the library, beside the store, so that a submission can be left and found again, also after
the program has ended: what was running then is waiting when it starts again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import zstandard

from secondsource import record
from secondsource.errors import LibraryError
from secondsource.library.guard import transaction
from secondsource.model import Dossier, Report

PATIENCE = 5.0  # seconds to wait for another writer
_FIGURES = re.compile(r"\d+")
_SHOWN = 200  # submissions on a page

_TABLES = """
CREATE TABLE IF NOT EXISTS submission (
    id TEXT PRIMARY KEY,
    submitted TEXT NOT NULL,
    title TEXT NOT NULL,
    address TEXT,
    report TEXT,
    published TEXT,
    as_of TEXT,
    state TEXT NOT NULL,
    error TEXT,
    dossier BLOB
);
CREATE TABLE IF NOT EXISTS step (
    submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    message TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS step_of_submission ON step (submission);
"""
_COLUMNS = "id, submitted, title, address, published, as_of, state, error"


class State(StrEnum):
    """How far a submission has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Submission:
    """A report that somebody gave to be verified, or the address of one.

    ``title`` is its headline, its first words or its address. ``steps`` are the lines of progress so far; ``error``
    is the one line that says why it failed.
    """

    id: str
    submitted: datetime
    title: str
    address: str | None
    published: date | None
    as_of: date | None
    state: State
    error: str | None
    steps: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        return self.state in (State.DONE, State.FAILED)


class Submissions:
    """The submissions of one library. To be used from the thread that made it, and closed there."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is the library's; it must exist."""
        file = folder / "workbench.sqlite"
        try:
            self._db = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.executescript(_TABLES)
        except sqlite3.Error as error:
            raise LibraryError(f"{file} cannot be used ({error}); check the folder and its disk") from error

    def close(self) -> None:
        self._db.close()

    # --- giving in and taking out ------------------------------------------------------------------------------

    def submit(
        self,
        source: Report | str,
        *,
        token: Callable[[], str],
        now: datetime,
        published: date | None = None,
        as_of: date | None = None,
    ) -> str:
        """Puts a report, or the address of one, in line; returns the id of the submission."""
        given = token()
        report = record.dumps(source) if isinstance(source, Report) else None
        address = source if isinstance(source, str) else None
        row = (given, now.isoformat(), _title(source), address, report, _iso(published), _iso(as_of), State.WAITING)
        self._db.execute(
            f"INSERT INTO submission ({_COLUMNS.replace('address', 'address, report').removesuffix(', error')}) "  # noqa: S608 (our own names)
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return given

    def resume(self) -> None:
        """What was running when the program ended waits again."""
        with transaction(self._db):
            self._db.execute("DELETE FROM step WHERE submission IN (SELECT id FROM submission WHERE state = 'running')")
            self._db.execute("UPDATE submission SET state = 'waiting' WHERE state = 'running'")

    def take(self) -> tuple[Submission, Report | str] | None:
        """The submission that has waited longest, running from now on, with what is to be verified."""
        with transaction(self._db):
            query = "SELECT id FROM submission WHERE state = 'waiting' ORDER BY submitted, rowid LIMIT 1"
            if (row := self._db.execute(query).fetchone()) is None:
                return None
            self._db.execute("UPDATE submission SET state = 'running' WHERE id = ?", row)
        found = self.find(row[0])
        report = self._db.execute("SELECT report FROM submission WHERE id = ?", row).fetchone()[0]
        return found, record.loads(Report, report) if report else found.address or ""

    def tell(self, submission: str, message: str) -> None:
        """Adds a line of progress; one that differs from the last only in its figures takes its place."""
        query = "SELECT rowid, message FROM step WHERE submission = ? ORDER BY rowid DESC LIMIT 1"
        last = self._db.execute(query, (submission,)).fetchone()
        if last and _FIGURES.sub("", last[1]) == _FIGURES.sub("", message):
            self._db.execute("UPDATE step SET message = ? WHERE rowid = ?", (message, last[0]))
        else:
            self._db.execute("INSERT INTO step VALUES (?, ?)", (submission, message))

    def finish(self, submission: str, dossier: Dossier) -> None:
        data = zstandard.compress(record.dumps(dossier).encode())
        title = _title(dossier.report)
        row = (State.DONE, title, data, submission)
        self._db.execute("UPDATE submission SET state = ?, title = ?, dossier = ? WHERE id = ?", row)

    def fail(self, submission: str, error: str) -> None:
        self._db.execute("UPDATE submission SET state = ?, error = ? WHERE id = ?", (State.FAILED, error, submission))

    # --- looking up --------------------------------------------------------------------------------------------

    def find(self, submission: str) -> Submission:
        """``KeyError`` if there is none of this id."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM submission WHERE id = ?", (submission,)).fetchone()  # noqa: S608
        if row is None:
            raise KeyError(submission)
        steps = self._db.execute("SELECT message FROM step WHERE submission = ? ORDER BY rowid", (submission,))
        return _submission(row, tuple(message for (message,) in steps))

    def latest(self) -> tuple[Submission, ...]:
        """The newest first, without their steps."""
        query = f"SELECT {_COLUMNS} FROM submission ORDER BY submitted DESC, rowid DESC LIMIT {_SHOWN}"  # noqa: S608
        return tuple(_submission(row, ()) for row in self._db.execute(query))

    def dossier(self, submission: str) -> Dossier | None:
        """``None`` until it is done; ``KeyError`` if there is no such submission."""
        row = self._db.execute("SELECT dossier FROM submission WHERE id = ?", (submission,)).fetchone()
        if row is None:
            raise KeyError(submission)
        return record.loads(Dossier, zstandard.decompress(row[0])) if row[0] else None


def _submission(row: tuple[str | None, ...], steps: tuple[str, ...]) -> Submission:
    given, submitted, title, address, published, as_of, state, error = row
    return Submission(
        id=str(given),
        submitted=datetime.fromisoformat(str(submitted)),
        title=str(title),
        address=address,
        published=date.fromisoformat(published) if published else None,
        as_of=date.fromisoformat(as_of) if as_of else None,
        state=State(str(state)),
        error=error,
        steps=steps,
    )


def _title(source: Report | str) -> str:
    if isinstance(source, str):
        return source[:200]
    return (source.headline or " ".join(source.text[:200].split()))[:200]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
