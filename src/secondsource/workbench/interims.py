"""What is found on the statements of a report while it is verified, kept until there is a dossier.

Each row is written twice, when the report has been read and when something was found on the statement, and is never
written anew for the sake of another. The functions work within the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import zstandard

from secondsource import record
from secondsource.model import Interim, Statement

T = TypeVar("T")

# ``listed`` is the entry of the log that told of all statements, ``told`` the one that told of this one last.
TABLE = """
CREATE TABLE IF NOT EXISTS interim (
    submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    listed INTEGER NOT NULL,
    told INTEGER NOT NULL,
    statement BLOB NOT NULL,
    found BLOB,
    PRIMARY KEY (submission, place)
);
"""
_COLUMNS = "place, listed, told, statement, found"


@dataclass(frozen=True, slots=True)
class Shown:
    """What can be shown of the statement at ``place``, counted from one: itself, and what was found on it, once that
    is there. ``listed`` and ``told`` are the entries of the log that told of all statements, and of this one last."""

    place: int
    listed: int
    told: int
    statement: Statement
    interim: Interim | None


def keep_listed(db: sqlite3.Connection, submission: str, entry: int, statements: Iterable[Statement]) -> None:
    """What the report states, before anything is found on it."""
    rows = [(submission, place, entry, entry, _packed(each)) for place, each in enumerate(statements, 1)]
    db.executemany("INSERT INTO interim (submission, place, listed, told, statement) VALUES (?, ?, ?, ?, ?)", rows)


def keep_found(db: sqlite3.Connection, submission: str, entry: int, interim: Interim, place: int) -> None:
    """What was found on the statement at a place."""
    row = (entry, _packed(interim), submission, place)
    db.execute("UPDATE interim SET told = ?, found = ? WHERE submission = ? AND place = ?", row)


def forget(db: sqlite3.Connection, submission: str) -> None:
    """All of it: there is a dossier now, or it begins anew."""
    db.execute("DELETE FROM interim WHERE submission = ?", (submission,))


def shown_since(db: sqlite3.Connection, submission: str, entry: int) -> tuple[Shown, ...]:
    """The statements that were told of after an entry, in their order."""
    query = f"SELECT {_COLUMNS} FROM interim WHERE submission = ? AND told > ? ORDER BY place"  # noqa: S608 (our own names)
    return tuple(_shown(row) for row in db.execute(query, (submission, entry)))


def shown_by(db: sqlite3.Connection, submission: str, entry: int) -> tuple[Shown, ...]:
    """What one entry told of: all statements with nothing found yet, or one of them."""
    query = f"SELECT {_COLUMNS} FROM interim WHERE submission = ? AND ? IN (listed, told) ORDER BY place"  # noqa: S608
    rows = db.execute(query, (submission, entry))
    return tuple(_shown(row if row[2] == entry else (*row[:2], entry, row[3], None)) for row in rows)


def _shown(row: tuple[Any, ...]) -> Shown:
    place, listed, told, statement, found = row
    return Shown(place, listed, told, _unpacked(Statement, statement), _unpacked(Interim, found) if found else None)


def _packed(noun: Statement | Interim) -> bytes:
    return zstandard.compress(record.dumps(noun).encode())


def _unpacked(kind: type[T], data: bytes) -> T:
    return record.loads(kind, zstandard.decompress(data))
