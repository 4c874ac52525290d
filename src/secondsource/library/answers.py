"""What the judge of stance said of pairs of a statement and a passage, so that it need not be asked twice.

The answers lie in a file of their own beside the store. It holds no words, only digests; it is part of no digest of the
library, and can be thrown away at any time. `MOST` answers are kept, those that came last. Each has a check sum, since
a wrong one would change a verdict where a missing one costs five milliseconds.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from secondsource.library.guard import transaction
from secondsource.library.store import PATIENCE

FORM = 1  # of the file: one higher with every change to what it holds, so that an old one is made anew

# A dossier of thirty statements asks for some 500. A row takes 90 bytes, so the file stays below 50 MB.
MOST = 500_000

Pair = tuple[str, str]
Answer = tuple[float, ...]
T = TypeVar("T")

_TABLE = "CREATE TABLE IF NOT EXISTS answer (number INTEGER PRIMARY KEY, pair BLOB UNIQUE, shares BLOB)"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_SUM = struct.Struct("<I")


class Answers:
    """The file of answers of a library."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"answers-{FORM}.sqlite"

    def of(self, version: str, pairs: Sequence[Pair]) -> dict[Pair, Answer]:
        """The answers to those pairs that this version of the judge has seen."""

        def look_up(db: sqlite3.Connection) -> dict[Pair, Answer]:
            query = "SELECT CAST(shares AS BLOB) FROM answer WHERE pair = ?"
            named = {pair: _name(version, pair) for pair in pairs}
            rows = ((pair, name, db.execute(query, (name,)).fetchone()) for pair, name in named.items())
            read = ((pair, _read(name, row[0])) for pair, name, row in rows if row)
            return {pair: answer for pair, answer in read if answer is not None}

        return self._within(look_up)

    def keep(self, version: str, answers: Mapping[Pair, Answer]) -> None:
        """Adds answers; where another program is writing for too long, they are given up."""
        named = {_name(version, pair): answer for pair, answer in answers.items()}
        rows = [(name, _written(name, answer)) for name, answer in named.items()]

        def put(db: sqlite3.Connection) -> None:
            with transaction(db):
                db.executemany("INSERT OR REPLACE INTO answer (pair, shares) VALUES (?, ?)", rows)
                db.execute("DELETE FROM answer WHERE number <= (SELECT max(number) FROM answer) - ?", (MOST,))

        try:
            self._within(put)
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY:
                raise

    def clear(self) -> None:
        """Throws all answers away."""
        for part in self._file.parent.glob("answers-*"):
            part.unlink(missing_ok=True)

    def _clear_earlier(self) -> None:
        """Files of earlier forms go; not ours, which another program may be making at this moment."""
        for part in self._file.parent.glob("answers-*"):
            if not part.name.startswith(self._file.name):
                part.unlink(missing_ok=True)

    def _within(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What ``work`` gives; a damaged file is thrown away before."""
        try:
            with closing(self._opened()) as db:
                return work(db)
        except sqlite3.DatabaseError as error:
            if _code(error) not in _DAMAGED:
                raise
        self.clear()
        with closing(self._opened()) as db:
            return work(db)

    def _opened(self) -> sqlite3.Connection:
        self._clear_earlier()
        db = sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")  # what a crash takes is asked again
            db.execute(_TABLE)
        except BaseException:
            db.close()
            raise
        return db


def _name(version: str, pair: Pair) -> bytes:
    """What a pair goes by: the same words cut otherwise are another pair."""
    digest = hashlib.sha256()
    for text in (version, *pair):
        part = text.encode("utf-8", "surrogatepass")
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.digest()[:16]


def _written(name: bytes, answer: Answer) -> bytes:
    shares = struct.pack(f"<{len(answer)}d", *answer)
    return shares + _SUM.pack(crc32(name + shares))


def _read(name: bytes, row: bytes) -> Answer | None:
    shares, check = row[: -_SUM.size], row[-_SUM.size :]
    if len(shares) % 8 or check != _SUM.pack(crc32(name + shares)):
        return None
    return struct.unpack(f"<{len(shares) // 8}d", shares)


def _code(error: sqlite3.DatabaseError) -> int:
    """The primary result code; what Python itself cannot make of a row has none."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF
