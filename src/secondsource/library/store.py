"""The store: texts, publications, readings and the log of custody, in one SQLite file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import zstandard

from secondsource import record
from secondsource.canonical import place
from secondsource.errors import LibraryError
from secondsource.library import decisions, versions
from secondsource.library.catalogue import Catalogue
from secondsource.library.guard import transaction
from secondsource.library.schema import APPLICATION, migrate
from secondsource.model import Block, Decision, Gathering, Outcome, Report, Role, Span, Statement

PATIENCE = 5.0  # seconds to wait for another writer; our own transactions take a tenth of one

_ROLES = {str(role): role for role in Role}  # a look-up takes a tenth of the time of Role(...)
_EARLIEST = """SELECT key FROM publication WHERE report = ?
    ORDER BY published IS NULL, published, key LIMIT 1"""
_REPORT = """SELECT report.text, blocks, particulars FROM entry
    JOIN report ON report.id = entry.report JOIN publication ON publication.key = entry.earliest"""


@dataclass(frozen=True, slots=True)
class Added:
    """A report that the library has acknowledged. ``new`` is false when this text was held already."""

    report_id: str
    new: bool


@dataclass(frozen=True, slots=True)
class Custody:
    """One line of the log: what was done with the bytes ``original`` of a report, and when.

    ``event`` is "added", "published again" (the same text at another address) or "removed".
    """

    at: datetime
    event: str
    report: str
    original: str
    address: str | None
    retrieved: datetime | None


@dataclass(frozen=True, slots=True)
class Capture:
    """What an address held when it was last asked for.

    ``landed`` is where its redirects led, ``original`` the digest of the bytes in the archive, ``etag`` and
    ``modified`` what the server gave to ask again with.
    """

    address: str
    landed: str
    at: datetime
    media_type: str
    charset: str | None
    etag: str | None
    modified: str | None
    original: str


class Store:
    """The SQLite file of a library. What a method has written is on the disk when it returns."""

    def __init__(self, file: Path, *, create: bool, now: Callable[[], datetime]) -> None:
        self._now = now
        mode = "rwc" if create else "rw"
        self._db = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None
        )
        try:
            self._check(file, create)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA foreign_keys = ON")
            migrate(self._db, file.parent)
            self.catalogue = Catalogue(self._db, file.parent)
        except BaseException:
            self._db.close()
            raise

    def _check(self, file: Path, create: bool) -> None:
        application = self._db.execute("PRAGMA application_id").fetchone()[0]
        empty = not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application != APPLICATION and not (create and empty):
            raise LibraryError(f"{file} is not a store of secondsource; name another folder as the library")

    def close(self) -> None:
        self._db.close()

    # --- writing -----------------------------------------------------------------------------------------------

    def add(self, batch: Sequence[tuple[Report, str]]) -> list[Added]:
        """Takes in reports, each with the digest of its original, all of them or none."""
        with transaction(self._db):
            return [self._add(report, original) for report, original in batch]

    def _add(self, report: Report, original: str) -> Added:
        new = self._db.execute("INSERT OR IGNORE INTO report VALUES (?, ?)", (report.id, report.text)).rowcount > 0
        row = _publication(report, original)
        if self._db.execute("INSERT OR IGNORE INTO publication VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row).rowcount:
            self._log("added" if new else "published again", report.id, original, report.url, report.retrieved)
            self._enter(report.id)
        return Added(report.id, new)

    def _enter(self, report_id: str) -> None:
        """Puts the report in line for the index, anew where its earliest publication has become another."""
        (earliest,) = self._db.execute(_EARLIEST, (report_id,)).fetchone()
        held = self._db.execute("SELECT earliest FROM entry WHERE report = ?", (report_id,)).fetchone()
        if held != (earliest,):
            self._db.execute("DELETE FROM entry WHERE report = ?", (report_id,))
            self._db.execute(
                "DELETE FROM reading WHERE report = ?", (report_id,)
            )  # read by another day and other blocks
            self._db.execute("INSERT INTO entry (report, earliest) VALUES (?, ?)", (report_id, earliest))

    def remove(self, report_id: str) -> tuple[str, ...]:
        """Forgets a report; returns the digests of the originals that no other report came in."""
        with transaction(self._db):
            held = self._db.execute(
                "SELECT DISTINCT original FROM publication WHERE report = ? ORDER BY original", (report_id,)
            ).fetchall()
            self._db.execute("DELETE FROM report WHERE id = ?", (report_id,))
            for (original,) in held:
                self._log("removed", report_id, original, None, None)
                self._db.execute("DELETE FROM capture WHERE original = ?", (original,))
            needed = "SELECT 1 FROM publication WHERE original = ?"
            return tuple(original for (original,) in held if not self._db.execute(needed, (original,)).fetchone())

    def keep_readings(self, version: str, readings: Mapping[tuple[str, Span], tuple[Statement, ...]]) -> None:
        compressor = zstandard.ZstdCompressor()
        rows = (
            (report_id, version, span.start, span.end, compressor.compress(record.dumps(statements).encode()))
            for (report_id, span), statements in readings.items()
        )
        with transaction(self._db):
            # A report that has been removed meanwhile has no readings.
            held = "SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM report WHERE id = ?1)"
            self._db.executemany(f"INSERT OR REPLACE INTO reading {held}", rows)

    def keep_captures(self, captures: Sequence[Capture]) -> None:
        """In place of what was noted for the same addresses."""
        with transaction(self._db):
            self._db.executemany(
                "INSERT OR REPLACE INTO capture VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [tuple(record.to_json(capture).values()) for capture in captures],
            )

    def keep_gathering(self, gathering: Gathering) -> None:
        text = record.dumps(gathering)
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO gathering (report, digest, record) VALUES (?, ?, ?)",
                (gathering.report, _digest(text), zstandard.compress(text.encode())),
            )

    def _log(self, event: str, report: str, original: str, address: str | None, retrieved: datetime | None) -> None:
        taken = retrieved and retrieved.isoformat()
        row = (self._now().isoformat(), event, report, original, address, taken)
        self._db.execute("INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?)", row)

    # --- looking up --------------------------------------------------------------------------------------------

    def report(self, report_id: str) -> Report | None:
        row = self._db.execute(f"{_REPORT} WHERE entry.report = ?", (report_id,)).fetchone()
        return row and _report(*row)

    def reports(self) -> Iterator[Report]:
        query = f"{_REPORT} ORDER BY publication.published IS NULL, publication.published, entry.report"
        return (_report(*row) for row in self._db.execute(query))

    def arrived(self, after: int) -> tuple[tuple[int, str], ...]:
        rows = self._db.execute("SELECT number, report FROM entry WHERE number > ? ORDER BY number", (after,))
        return tuple(rows)

    def publications(self, report_id: str) -> tuple[Report, ...]:
        rows = self._db.execute(
            """SELECT report.text, blocks, particulars FROM publication JOIN report ON report.id = publication.report
            WHERE report.id = ? ORDER BY published IS NULL, published, key""",
            (report_id,),
        )
        return tuple(_report(*row) for row in rows)

    def at(self, address: str) -> tuple[Report, ...]:
        rows = self._db.execute(
            """SELECT report.text, blocks, particulars FROM publication JOIN report ON report.id = publication.report
            WHERE place = ?""",
            (place(address),),
        )
        return versions.in_order(_report(*row) for row in rows)

    def superseded(self, as_of: date) -> dict[str, str]:
        return versions.superseded(self._db, as_of)

    def find(self, prefix: str) -> tuple[str, ...]:
        """At most two ids that begin with ``prefix``: none, the one, or that there are more."""
        rows = self._db.execute(
            "SELECT id FROM report WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", (prefix, prefix + "\U0010ffff")
        )
        return tuple(report_id for (report_id,) in rows)

    def reading(self, report_id: str, block: Span, version: str) -> tuple[Statement, ...] | None:
        query = "SELECT statements FROM reading WHERE report = ? AND version = ? AND start = ? AND stop = ?"
        row = self._db.execute(query, (report_id, version, block.start, block.end)).fetchone()
        return row and record.loads(tuple[Statement, ...], zstandard.decompress(row[0]))

    def custody(self, report_id: str) -> tuple[Custody, ...]:
        rows = self._db.execute("SELECT * FROM custody WHERE report = ? ORDER BY rowid", (report_id,))
        return tuple(
            Custody(datetime.fromisoformat(at), event, report, original, address, _moment(retrieved))
            for at, event, report, original, address, retrieved in rows
        )

    def captures(self) -> tuple[Capture, ...]:
        rows = self._db.execute("SELECT * FROM capture ORDER BY address")
        return tuple(Capture(address, landed, datetime.fromisoformat(at), *rest) for address, landed, at, *rest in rows)

    def gatherings(self, report_id: str) -> tuple[Gathering, ...]:
        rows = self._db.execute("SELECT record FROM gathering WHERE report = ? ORDER BY number", (report_id,))
        return tuple(record.loads(Gathering, zstandard.decompress(data)) for (data,) in rows)

    def count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM entry").fetchone()[0])

    def digest(self) -> str:
        total = hashlib.sha256()
        for table in ("publication", "gathering"):
            for (digest,) in self._db.execute(f"SELECT digest FROM {table} ORDER BY digest"):  # noqa: S608 (two names)
                total.update(digest.encode())
        for (entry,) in self._db.execute("SELECT entry FROM decision ORDER BY number"):
            total.update(entry.encode())
        return total.hexdigest()

    # --- what was decided, and what became of it ----------------------------------------------------------------

    def decide(self, decision: Decision) -> Decision:
        with transaction(self._db):
            return decisions.append(self._db, replace(decision, at=self._now()))

    def decisions(self) -> tuple[Decision, ...]:
        return decisions.log(self._db)

    def keep_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        with transaction(self._db):
            decisions.keep_outcomes(self._db, outcomes)

    def outcomes(self, as_of: date | None) -> tuple[Outcome, ...]:
        return decisions.outcomes(self._db, as_of)

    # --- for the index -----------------------------------------------------------------------------------------

    def entries(self, after: int) -> Iterator[tuple[int, Report]]:
        """The entries with a number above ``after``, in order."""
        query = _REPORT.replace("SELECT", "SELECT entry.number,", 1) + " WHERE number > ? ORDER BY number"
        return ((number, _report(*row)) for number, *row in self._db.execute(query, (after,)))

    def reports_of(self, numbers: Sequence[int]) -> dict[int, tuple[str, date | None]]:
        """Report and day of publication of those entries that still stand."""
        marks = ",".join("?" * len(numbers))
        rows = self._db.execute(
            f"""SELECT number, entry.report, published FROM entry JOIN publication ON key = earliest
            WHERE number IN ({marks})""",  # noqa: S608 (question marks only)
            tuple(numbers),
        )
        return {number: (report, published and date.fromisoformat(published)) for number, report, published in rows}

    def last_entry(self) -> int:
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()[0])

    def last_number(self) -> int:
        """The highest number ever given to an entry."""
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entry'").fetchone()
        return int(row[0]) if row else 0

    def waiting(self, after: int) -> int:
        return int(self._db.execute("SELECT count(*) FROM entry WHERE number > ?", (after,)).fetchone()[0])

    def stale(self) -> tuple[int, ...]:
        return tuple(number for (number,) in self._db.execute("SELECT number FROM stale ORDER BY number"))

    def forget_stale(self, numbers: Sequence[int]) -> None:
        if numbers:
            with transaction(self._db):
                self._db.executemany("DELETE FROM stale WHERE number = ?", [(number,) for number in numbers])


def _publication(report: Report, original: str) -> tuple[str, str, str | None, str, str, str, str, str | None]:
    """A row of the table ``publication``.

    When we came by it and in what bytes does not make it another publication; nor does the division into blocks,
    which is ours and may change with the version.
    """
    data: dict[str, Any] = record.to_json(replace(report, text="", blocks=(), archived=original))
    blocks = _dumps([[block.span.start, block.span.end, block.role] for block in report.blocks])
    particulars = _dumps(data)
    del data["retrieved"], data["archived"]
    key = _digest(_dumps(data))
    return key, report.id, data["published"], _digest(key + blocks), original, blocks, particulars, place(report.url)


def _report(text: str, blocks: str, particulars: str) -> Report:
    # Read apart from the rest, since a report has fifty: 0.1 ms instead of 0.4, and a search reads many reports.
    parts = tuple(Block(Span(start, end), _ROLES[role]) for start, end, role in json.loads(blocks))
    return replace(record.loads(Report, particulars), text=text, blocks=parts)


def _dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
