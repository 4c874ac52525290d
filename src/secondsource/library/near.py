"""Which held reports share runs of words with a text: candidates for copies, found by winnowing.

Of every ``WINDOW`` runs of ``RUN`` words in a row one is kept as a mark, the one whose number is least (Schleimer,
Wilkerson and Aiken 2003), so two texts that share ``RUN + WINDOW - 1`` words in a row share a mark, wherever the run
stands. What stands in quotation marks has none: who quotes the same speech has copied nobody. Marks of all reports lie
in a file of their own beside the store, hold no words, and can be thrown away at any time.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from math import log
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from secondsource.library.store import PATIENCE, Store
from secondsource.model import Report

FORM = 1  # of the marks: one higher with every change to what they are, so that old ones are made anew

RUN = 4
WINDOW = 10
# A mark that more reports than this have is a newsletter's invitation or a copyright notice, not a copy.
COMMON = 200
# Reports that share fewer marks are no candidates. Of 200 reports against 30,000, all 7 copies share 5 and more; two
# marks give 1,840 candidates to align, four 319.
LEAST_SHARED = 4
# Nor are those that share a smaller part of the marks of the shorter: a quarter of the text leaves as large a part of
# them, and half of that when it was rewritten; a paragraph that a site prints under everything leaves less.
LEAST_SHARE = 0.12
LONGEST = 100_000  # characters of a text that are looked at, as in reading

_BATCH = 2_000  # entries to a transaction
_BITS = np.uint64(48)  # of a mark; six bytes are what SQLite keeps it in
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"]{1,2000}\"|«[^»]{1,2000}»")
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_TABLE = "CREATE TABLE IF NOT EXISTS mark (mark INTEGER, entry INTEGER, PRIMARY KEY (mark, entry)) WITHOUT ROWID"
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)


def marks(text: str) -> NDArray[np.uint64]:
    """The marks of a text, each once, in order; none where it is shorter than a run."""
    numbers = np.fromiter((crc32(word.encode()) for word in _prose(text)), np.uint64)
    if len(numbers) < RUN:
        return np.empty(0, np.uint64)
    runs = np.lib.stride_tricks.sliding_window_view(numbers, RUN)
    mixed = (runs * _FACTORS).sum(axis=1, dtype=np.uint64)
    mixed ^= mixed >> np.uint64(29)
    mixed = (mixed * np.uint64(0xBF58476D1CE4E5B9)) >> (np.uint64(64) - _BITS)
    if len(mixed) <= WINDOW:
        return np.unique(mixed.min(keepdims=True))
    return np.unique(np.lib.stride_tricks.sliding_window_view(mixed, WINDOW).min(axis=1))


def _prose(text: str) -> Iterator[str]:
    return (word.group() for word in _WORD.finditer(_QUOTED.sub(" ", text[:LONGEST]).casefold()))


class Near:
    """The file of marks of a library. It follows the store: what it lacks is put in before it is asked."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"near-{FORM}.sqlite"

    def candidates(self, store: Store, text: str) -> list[int]:
        """The entries that share marks with a text, the most telling first: a mark tells more, the fewer have it."""
        try:
            self.follow(store)
            return self._like(text)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in _DAMAGED:
                raise
            self.clear()
            self.follow(store)
            return self._like(text)

    def follow(self, store: Store) -> None:
        """Puts in the entries of the store that came since; where another program is at it, it is left to that one."""
        for old in self._file.parent.glob("near-*"):
            if not old.name.startswith(self._file.name):
                old.unlink(missing_ok=True)
        with closing(_opened(self._file)) as db:
            if _last(db) > store.last_number():  # it belongs to a later state of the store
                db.executescript("DELETE FROM mark; DELETE FROM held")
            try:
                while _put(db, islice(store.entries(_last(db)), _BATCH)):
                    pass
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise

    def forget(self, entries: Iterable[int]) -> None:
        """Takes out the marks of entries that were given up."""
        numbers = [(entry,) for entry in entries]
        with closing(_opened(self._file)) as db, db:
            for table in ("mark", "held"):
                db.executemany(f"DELETE FROM {table} WHERE entry = ?", numbers)  # noqa: S608 (our own names)

    def clear(self) -> None:
        """Throws all marks away."""
        for part in self._file.parent.glob("near-*"):
            part.unlink(missing_ok=True)

    def _like(self, text: str) -> list[int]:
        wanted = [int(mark) for mark in marks(text)]
        query = "SELECT entry FROM mark WHERE mark = ? LIMIT ?"
        with closing(_opened(self._file)) as db:
            holders = [[entry for (entry,) in db.execute(query, (mark, COMMON + 1))] for mark in wanted]
            shared: Counter[int] = Counter()
            told: dict[int, float] = defaultdict(float)
            for entries in holders:
                for entry in entries if len(entries) <= COMMON else ():
                    shared[entry] += 1
                    told[entry] += log((1 + COMMON) / len(entries))
            sizes = {entry: _size(db, entry) for entry in shared if shared[entry] > 1}
        found = (entry for entry, size in sizes.items() if shared[entry] >= _least(min(len(wanted), size)))
        return sorted(found, key=lambda e: (-round(told[e], 6), e))


def _opened(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=PATIENCE)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # what a crash takes is put in again
        db.execute("PRAGMA cache_size = -65536")
        db.execute(_TABLE)
        db.execute("CREATE TABLE IF NOT EXISTS held (entry INTEGER PRIMARY KEY, marks INTEGER)")
    except BaseException:
        db.close()
        raise
    return db


def _least(marks_of_shorter: int) -> float:
    """How many marks two texts must share."""
    return max(min(LEAST_SHARED, marks_of_shorter), LEAST_SHARE * marks_of_shorter)


def _size(db: sqlite3.Connection, entry: int) -> int:
    """How many marks an entry has."""
    return int(db.execute("SELECT marks FROM held WHERE entry = ?", (entry,)).fetchone()[0])


def _last(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(entry), 0) FROM held").fetchone()[0])


def _put(db: sqlite3.Connection, entries: Iterable[tuple[int, Report]]) -> bool:
    """Puts in some entries, all or none; whether there were any."""
    rows: list[tuple[int, int]] = []
    held: list[tuple[int, int]] = []
    for entry, report in entries:
        found = marks(report.text)
        rows += [(int(mark), entry) for mark in found]
        held.append((entry, len(found)))
    if not held:
        return False
    with db:
        # Sorted, so that neighbouring pages of the tree are written one after the other.
        db.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?)", sorted(rows))
        db.executemany("INSERT OR IGNORE INTO held VALUES (?, ?)", held)
    return True
