"""What was submitted to be verified, how far it has come, and the dossiers that came of it: one SQLite file.

What is found on the statements of one that is being verified is kept here too (``interims.py``). The file lies in the
folder of the library, beside the store, so that a submission can be left and found again, also after the program has
ended: what was running then is waiting when it starts again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from pathlib import Path

import zstandard

from secondsource import record
from secondsource.errors import LibraryError
from secondsource.library.guard import transaction
from secondsource.model import Dossier, Interim, Report, Statement
from secondsource.workbench.interims import TABLE, Shown, forget, keep_found, keep_listed, shown_by, shown_since
from secondsource.workbench.limits import WAITING, Busy

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
CREATE TABLE IF NOT EXISTS progress (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    message TEXT
);
CREATE INDEX IF NOT EXISTS progress_of_submission ON progress (submission, number);
"""
_OVER = """SELECT DISTINCT submission.id FROM interim JOIN submission ON submission.id = interim.submission
    WHERE state IN ('done', 'failed')"""
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


@dataclass(frozen=True, slots=True)
class Progress:
    """One entry of the log of a submission: its state from then on, and the line that was told, if one was.

    Numbers grow and are never given twice, also over restarts: whoever knows one knows what came before it.
    """

    number: int
    state: State
    message: str | None

    @property
    def over(self) -> bool:
        return self.state in (State.DONE, State.FAILED)


def steps_after(told: tuple[str, ...], entry: Progress) -> tuple[str, ...]:
    """The lines of progress after one more entry of the log: those told since the submission last began to wait; of
    lines in a row that differ only in their figures, the last."""
    if entry.state is State.WAITING:
        return ()
    if entry.message is None:
        return told
    if told and _FIGURES.sub("", told[-1]) == _FIGURES.sub("", entry.message):
        return (*told[:-1], entry.message)
    return (*told, entry.message)


class Submissions:
    """The submissions of one library. To be used from the thread that made it, and closed there."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is the library's; it must exist."""
        file = folder / "workbench.sqlite"
        try:
            self._db = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.executescript(_TABLES + TABLE)
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
        """Puts a report, or the address of one, in line; returns the id of the submission.

        Raises ``Busy`` where the line is as long as it may be.
        """
        given = token()
        report = record.dumps(source) if isinstance(source, Report) else None
        address = source if isinstance(source, str) else None
        row = (given, now.isoformat(), _title(source), address, report, _iso(published), _iso(as_of), State.WAITING)
        with transaction(self._db):
            self._require_room()
            self._db.execute(
                f"INSERT INTO submission ({_COLUMNS.replace('address', 'address, report').removesuffix(', error')}) "  # noqa: S608 (our own names)
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self._log(given, State.WAITING)
        return given

    def _require_room(self) -> None:
        (waiting,) = self._db.execute("SELECT count(*) FROM submission WHERE state = 'waiting'").fetchone()
        if waiting >= WAITING:
            raise Busy(f"{waiting} reports wait to be verified already; come again when some are done", 60)

    def keep(self, dossier: Dossier, *, token: Callable[[], str], now: datetime) -> str:
        """Puts a dossier that was made elsewhere among the others; returns its id."""
        given, data = token(), zstandard.compress(record.dumps(dossier).encode())
        report, day = dossier.report, _iso(dossier.as_of)
        row = (given, now.isoformat(), _title(report), report.url, day, State.DONE, data)
        with transaction(self._db):
            self._db.execute(
                """INSERT INTO submission (id, submitted, title, address, as_of, state, dossier)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                row,
            )
            self._log(given, State.DONE)
        return given

    def again(self, submission: str) -> None:
        """What has a dossier waits to be assessed anew, with the text that was verified and for the same day; the
        dossier stays until then. ``KeyError`` if there is none."""
        if (dossier := self.dossier(submission)) is None:
            raise KeyError(submission)
        row = (record.dumps(dossier.report), dossier.as_of.isoformat(), submission)
        with transaction(self._db):
            self._require_room()
            done = self._db.execute(
                """UPDATE submission SET state = 'waiting', error = NULL, report = ?, as_of = ?
                WHERE id = ? AND state <> 'waiting'""",
                row,
            )
            if done.rowcount:
                self._log(submission, State.WAITING)

    def resume(self) -> None:
        """What was running when the program ended waits again."""
        with transaction(self._db):
            for (running,) in self._db.execute("SELECT id FROM submission WHERE state = 'running'").fetchall():
                self._log(running, State.WAITING)
                forget(self._db, running)
            self._db.execute("UPDATE submission SET state = 'waiting' WHERE state = 'running'")

    def take(self) -> tuple[Submission, Report | str] | None:
        """The submission that has waited longest, running from now on, with what is to be verified."""
        with transaction(self._db):
            query = "SELECT id FROM submission WHERE state = 'waiting' ORDER BY submitted, rowid LIMIT 1"
            if (row := self._db.execute(query).fetchone()) is None:
                return None
            self._db.execute("UPDATE submission SET state = 'running' WHERE id = ?", row)
            for (over,) in self._db.execute(_OVER).fetchall():  # not sooner: who looks on may still have to hear of it
                forget(self._db, over)
            self._log(row[0], State.RUNNING)
        found = self.find(row[0])
        report = self._db.execute("SELECT report FROM submission WHERE id = ?", row).fetchone()[0]
        return found, record.loads(Report, report) if report else found.address or ""

    def tell(self, submission: str, message: str) -> None:
        """Adds a line of progress."""
        self._log(submission, State.RUNNING, message)

    def read(self, submission: str, statements: tuple[Statement, ...]) -> None:
        """Keeps what the report states, before anything is found on it."""
        with transaction(self._db):
            forget(self._db, submission)
            keep_listed(self._db, submission, self._log(submission, State.RUNNING), statements)

    def found(self, submission: str, interim: Interim, place: int) -> None:
        """Keeps what was found on the statement at a place, counted from one."""
        with transaction(self._db):
            keep_found(self._db, submission, self._log(submission, State.RUNNING), interim, place)

    def finish(self, submission: str, dossier: Dossier) -> None:
        """Keeps the dossier. What was put in line again meanwhile goes on waiting."""
        data = zstandard.compress(record.dumps(dossier).encode())
        row = (_title(dossier.report), data, submission)
        with transaction(self._db):
            self._db.execute("UPDATE submission SET title = ?, dossier = ? WHERE id = ?", row)
            done = "UPDATE submission SET state = 'done' WHERE id = ? AND state = 'running'"
            if self._db.execute(done, (submission,)).rowcount:
                self._log(submission, State.DONE)

    def fail(self, submission: str, error: str) -> None:
        row = (State.FAILED, error, submission)
        with transaction(self._db):
            self._db.execute("UPDATE submission SET state = ?, error = ? WHERE id = ?", row)
            self._log(submission, State.FAILED)

    def _log(self, submission: str, state: State, message: str | None = None) -> int:
        """The number of the entry that it adds."""
        row = (submission, state, message)
        return (
            self._db.execute("INSERT INTO progress (submission, state, message) VALUES (?, ?, ?)", row).lastrowid or 0
        )

    # --- looking up --------------------------------------------------------------------------------------------

    def find(self, submission: str) -> Submission:
        """``KeyError`` if there is none of this id."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM submission WHERE id = ?", (submission,)).fetchone()  # noqa: S608
        if row is None:
            raise KeyError(submission)
        return _submission(row, reduce(steps_after, self.log(submission), ()))

    def log(self, submission: str, after: int = 0) -> list[Progress]:
        """The entries of its log after the one of this number."""
        query = "SELECT number, state, message FROM progress WHERE submission = ? AND number > ? ORDER BY number"
        rows = self._db.execute(query, (submission, after))
        return [Progress(number, State(state), message) for number, state, message in rows]

    def so_far(self, submission: str, after: int = 0) -> tuple[Submission, int, tuple[Shown, ...]]:
        """A submission, the number of the last entry of its log, and what can be shown of its statements that was
        told after the entry ``after``. ``KeyError`` if there is none of this id."""
        query = "SELECT coalesce(max(number), 0) FROM progress WHERE submission = ?"
        last: int = self._db.execute(query, (submission,)).fetchone()[0]
        # What is told meanwhile is shown at once and told again, which does no harm; the other way round it was lost.
        return self.find(submission), last, shown_since(self._db, submission, after)

    def shown_by(self, submission: str, entry: int) -> tuple[Shown, ...]:
        """What one entry told of its statements."""
        return shown_by(self._db, submission, entry)

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
