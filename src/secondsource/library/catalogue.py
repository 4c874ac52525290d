"""The catalogue: which reports are held, by outlet, day, language, by who speaks in them and what places they tell of.

Outlet, day and language are those of the publications. Speakers and places are known of the reports that were read
whole; ``read`` says how many those are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from secondsource.library.guard import guarded, transaction
from secondsource.model import Span

_HELD = "FROM entry JOIN publication ON publication.key = entry.earliest"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reports are wanted. What is empty or ``None`` lets everything pass.

    ``outlet``, ``place`` and ``speaker`` are a part of the name, in whichever case; ``since`` and ``until`` are days of
    publication, both included; ``language`` is the code of the one it was published in.
    """

    outlet: str = ""
    since: date | None = None
    until: date | None = None
    language: str = ""
    place: str = ""
    speaker: str = ""

    @property
    def empty(self) -> bool:
        return not any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a report with its named source: as it is called there, and the name it is joined under."""

    speaker: str
    person: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report that was read whole states, as far as it can be found by it. ``version`` is the reader's."""

    report: str
    version: str
    said: tuple[Said, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in held reports, under the name used most, with how often and when last."""

    name: str
    reports: int
    statements: int
    latest: date | None


class Catalogue:
    """The catalogue of one store; it shares the store's connection."""

    def __init__(self, store: sqlite3.Connection, folder: Path) -> None:
        self._db, self._folder = store, folder
        store.create_function("folded", 1, lambda text: text and text.casefold(), deterministic=True)

    # --- reports -----------------------------------------------------------------------------------------------

    def reports(self, wanted: Filter, limit: int, offset: int = 0) -> tuple[str, ...]:
        """The ids of reports, the one published last first, those without a date at the end."""
        where, values = _where(wanted)
        query = f"SELECT entry.report {_HELD} {where} ORDER BY published DESC, publication.report LIMIT ? OFFSET ?"
        return tuple(report for (report,) in self._rows(query, *values, limit, offset))

    def count(self, wanted: Filter) -> int:
        where, values = _where(wanted)
        return int(self._rows(f"SELECT count(*) {_HELD if where else 'FROM entry'} {where}", *values)[0][0])

    def entries(self, wanted: Filter) -> tuple[int, ...]:
        """The numbers of all entries that pass, for the index."""
        where, values = _where(wanted)
        return tuple(number for (number,) in self._rows(f"SELECT entry.number {_HELD} {where}", *values))

    def recent(self, limit: int, offset: int = 0) -> tuple[tuple[str, datetime], ...]:
        """The ids of the reports that came in last, with the moment at which they were taken in, the newest first."""
        query = """SELECT report, (SELECT max(at) FROM custody WHERE custody.report = entry.report)
            FROM entry ORDER BY number DESC LIMIT ? OFFSET ?"""
        return tuple((report, datetime.fromisoformat(at)) for report, at in self._rows(query, limit, offset))

    def outlets(self) -> tuple[str, ...]:
        query = "SELECT DISTINCT outlet FROM publication WHERE outlet IS NOT NULL ORDER BY outlet"
        return tuple(outlet for (outlet,) in self._rows(query))

    def languages(self) -> tuple[str, ...]:
        query = "SELECT DISTINCT language FROM publication WHERE language IS NOT NULL ORDER BY language"
        return tuple(language for (language,) in self._rows(query))

    # --- who speaks --------------------------------------------------------------------------------------------

    def speakers(self, name: str, limit: int, offset: int = 0) -> tuple[Speaker, ...]:
        """Those who speak in most reports first; ``name`` is a part of their name, or empty."""
        where, values = _named(name)
        found = self._rows(
            f"""SELECT person, count(*) AS reports, sum(statements), max(day) FROM speaking {where}
            GROUP BY person ORDER BY reports DESC, person LIMIT ? OFFSET ?""",  # noqa: S608 (our own words)
            *values,
            limit,
            offset,
        )
        return tuple(
            Speaker(self._name(person), reports, statements, date.fromisoformat(day) if day else None)
            for person, reports, statements, day in found
        )

    def count_speakers(self, name: str) -> int:
        where, values = _named(name)
        query = f"SELECT count(DISTINCT person) FROM speaking {where}"  # noqa: S608 (our own words)
        return int(self._rows(query, *values)[0][0])

    def speaker(self, person: str) -> Speaker | None:
        """Somebody by the name they are joined under; ``None`` if no report that was read has them speak."""
        query = "SELECT count(*), sum(statements), max(day) FROM speaking WHERE person = ?"
        reports, statements, day = self._rows(query, person)[0]
        if not reports:
            return None
        return Speaker(self._name(person), reports, statements, date.fromisoformat(day) if day else None)

    def spellings(self, person: str) -> tuple[str, ...]:
        """The names that reports give somebody, the one used most first."""
        query = "SELECT name FROM speaking WHERE person = ? GROUP BY name ORDER BY count(*) DESC, name"
        return tuple(name for (name,) in self._rows(query, person))

    def said(self, person: str, limit: int, offset: int = 0) -> tuple[tuple[str, tuple[Said, ...]], ...]:
        """What somebody says, by report, the one published last first; ``limit`` and ``offset`` count reports."""
        query = "SELECT report, name FROM speaking WHERE person = ? ORDER BY day DESC, report LIMIT ? OFFSET ?"
        each = "SELECT start, stop, text FROM said WHERE report = ? AND person = ? ORDER BY start, stop"
        return tuple(
            (report, tuple(Said(name, person, Span(start, stop), text) for start, stop, text in rows))
            for report, name in self._rows(query, person, limit, offset)
            for rows in (self._rows(each, report, person),)
        )

    def _name(self, person: str) -> str:
        return self.spellings(person)[0]

    # --- what was read -----------------------------------------------------------------------------------------

    def read(self) -> int:
        """Of how many held reports it is known who speaks in them and what places they tell of."""
        return int(self._rows("SELECT count(*) FROM contents")[0][0])

    def is_read(self, report: str, version: str) -> bool:
        return bool(self._rows("SELECT 1 FROM contents WHERE report = ? AND version = ?", report, version))

    def unread(self, version: str, limit: int) -> tuple[str, ...]:
        """Reports that this version of the reader has not read whole, the last to come in first."""
        query = """SELECT entry.report FROM entry LEFT JOIN contents ON contents.report = entry.report
            WHERE contents.version IS NOT ? ORDER BY entry.number DESC LIMIT ?"""
        return tuple(report for (report,) in self._rows(query, version, limit))

    def keep(self, found: Iterable[Contents]) -> None:
        """Keeps the contents of reports, in place of what an earlier reader found in them."""
        with guarded(self._folder), transaction(self._db):
            for contents in found:
                self._keep(contents)

    def _keep(self, contents: Contents) -> None:
        held = self._db.execute(f"SELECT published {_HELD} WHERE entry.report = ?", (contents.report,)).fetchone()
        if held is None:  # it was removed meanwhile
            return
        for table in ("speaking", "said", "told_of"):
            self._db.execute(f"DELETE FROM {table} WHERE report = ?", (contents.report,))  # noqa: S608 (our own names)
        self._db.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (contents.report, contents.version))
        names = {said.speaker: said.person for said in contents.said}
        self._db.executemany(
            "INSERT OR REPLACE INTO speaker VALUES (?, ?, ?)",
            [(name, name.casefold(), person) for name, person in names.items()],
        )
        self._db.executemany("INSERT OR IGNORE INTO said VALUES (?, ?, ?, ?, ?)", _rows_of(contents))
        self._db.executemany("INSERT INTO speaking VALUES (?, ?, ?, ?, ?)", _speaking(contents, held[0]))
        places = sorted(set(contents.places))
        self._db.executemany("INSERT OR IGNORE INTO place VALUES (?, ?)", [(name, name.casefold()) for name in places])
        self._db.executemany("INSERT INTO told_of VALUES (?, ?)", [(name, contents.report) for name in places])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with guarded(self._folder):
            return self._db.execute(query, values).fetchall()


def _rows_of(contents: Contents) -> list[tuple[str, int, int, str, str]]:
    return [(contents.report, each.span.start, each.span.end, each.person, each.text) for each in contents.said]


def _speaking(contents: Contents, day: str | None) -> list[tuple[str, str, str | None, str, int]]:
    """One row for everybody who speaks in a report, under the first of their names there that is the longest."""
    rows = []
    for person in sorted({each.person for each in contents.said}):
        theirs = [each for each in contents.said if each.person == person]
        name = max((each.speaker for each in theirs), key=len)
        rows.append((person, contents.report, day, name, len(theirs)))
    return rows


def _where(wanted: Filter) -> tuple[str, tuple[str, ...]]:
    """The condition on ``_HELD`` and its values; nothing where everything passes."""
    conditions = (
        ("published >= ?", wanted.since and wanted.since.isoformat()),
        ("published <= ?", wanted.until and wanted.until.isoformat()),
        ("publication.language = ?", wanted.language.strip()),
        (
            """entry.report IN (SELECT report FROM publication WHERE outlet IN (SELECT outlet FROM
            (SELECT DISTINCT outlet FROM publication WHERE outlet IS NOT NULL) WHERE instr(folded(outlet), ?)))""",
            _folded(wanted.outlet),
        ),
        (
            """entry.report IN (SELECT report FROM told_of WHERE place IN
            (SELECT name FROM place WHERE instr(folded, ?)))""",
            _folded(wanted.place),
        ),
        (
            """entry.report IN (SELECT report FROM speaking WHERE person IN
            (SELECT person FROM speaker WHERE instr(folded, ?)))""",
            _folded(wanted.speaker),
        ),
    )
    used = [(condition, value) for condition, value in conditions if value]
    where = "WHERE " + " AND ".join(condition for condition, _ in used) if used else ""
    return where, tuple(value for _, value in used)


def _named(name: str) -> tuple[str, tuple[str, ...]]:
    if not (folded := _folded(name)):
        return "", ()
    return "WHERE person IN (SELECT person FROM speaker WHERE instr(folded, ?))", (folded,)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
