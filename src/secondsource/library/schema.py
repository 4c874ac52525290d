"""The store's tables, as the ordered steps that lead to them.

A step is never changed once released; a new one is added. Each runs in a transaction with the number it leads to.
"""

from __future__ import annotations

import sqlite3

from secondsource.canonical import place
from secondsource.errors import LibraryError
from secondsource.library.guard import transaction

APPLICATION = 0x32534F55  # "2SOU": how our stores are told from any other SQLite file

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE report (id TEXT PRIMARY KEY, text TEXT NOT NULL)",
        # One text as one publisher put it out. `key` is what makes it another publication; `digest` is of all we
        # hold of it; `original` names the bytes in the archive.
        """CREATE TABLE publication (
            key TEXT PRIMARY KEY,
            report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
            published TEXT,
            digest TEXT NOT NULL,
            original TEXT NOT NULL,
            blocks TEXT NOT NULL,
            particulars TEXT NOT NULL
        )""",
        "CREATE INDEX publication_of_report ON publication (report)",
        "CREATE INDEX publication_of_original ON publication (original)",
        "CREATE INDEX publication_digest ON publication (digest)",
        # What the index must hold, in the order of coming. Numbers are never given twice, so the highest number in
        # the index tells how far it got, and an entry that has to be indexed anew is simply entered anew.
        """CREATE TABLE entry (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            report TEXT NOT NULL UNIQUE REFERENCES report (id) ON DELETE CASCADE,
            earliest TEXT NOT NULL
        )""",
        "CREATE TABLE stale (number INTEGER PRIMARY KEY)",
        "CREATE TRIGGER entry_gone AFTER DELETE ON entry BEGIN INSERT INTO stale VALUES (old.number); END",
        """CREATE TABLE reading (
            report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
            version TEXT NOT NULL,
            statements BLOB NOT NULL,
            PRIMARY KEY (report, version)
        )""",
        # The chain of custody. It outlives what it speaks of, hence no reference.
        """CREATE TABLE custody (
            at TEXT NOT NULL,
            event TEXT NOT NULL,
            report TEXT NOT NULL,
            original TEXT NOT NULL,
            address TEXT,
            retrieved TEXT
        )""",
        "CREATE INDEX custody_of_report ON custody (report)",
    ),
    (
        # Readings are kept by block, because only the blocks that may bear on a statement are read. What was kept of
        # whole reports is given up: it can be had again at any time.
        "DROP TABLE reading",
        """CREATE TABLE reading (
            report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
            version TEXT NOT NULL,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            statements BLOB NOT NULL,
            PRIMARY KEY (report, version, start, stop)
        ) WITHOUT ROWID""",
    ),
    (
        # What people decided by hand. A log: the store itself refuses to change an entry or to take one out.
        "CREATE TABLE decision (number INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL)",
        """CREATE TRIGGER decision_unchanged BEFORE UPDATE ON decision
            BEGIN SELECT raise(ABORT, 'an entry of the log of decisions is never changed'); END""",
        """CREATE TRIGGER decision_kept BEFORE DELETE ON decision
            BEGIN SELECT raise(ABORT, 'an entry of the log of decisions is never taken out'); END""",
        # What became of the statements of origins, from every verification: their record.
        """CREATE TABLE outcome (
            origin TEXT NOT NULL,
            report TEXT NOT NULL,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            settled TEXT NOT NULL,
            confirmed INTEGER NOT NULL,
            PRIMARY KEY (origin, report, start, stop, settled)
        )""",
    ),
    (
        # What an address held when it was last asked for, so that it need not send the same bytes again.
        """CREATE TABLE capture (
            address TEXT PRIMARY KEY,
            landed TEXT NOT NULL,
            at TEXT NOT NULL,
            media_type TEXT NOT NULL,
            charset TEXT,
            etag TEXT,
            modified TEXT,
            original TEXT NOT NULL
        )""",
        "CREATE INDEX capture_of_original ON capture (original)",
        # What was sought for a report. It outlives the reports that came of it, hence no reference.
        """CREATE TABLE gathering (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            report TEXT NOT NULL,
            digest TEXT NOT NULL,
            record BLOB NOT NULL
        )""",
        "CREATE INDEX gathering_of_report ON gathering (report)",
    ),
    (
        # Which article of which site it is, whatever address it was found under: texts of one place are versions.
        "ALTER TABLE publication ADD COLUMN place TEXT",
        "UPDATE publication SET place = place_of(json_extract(particulars, '$.url'))",
        "CREATE INDEX publication_of_place ON publication (place, report)",
    ),
    (
        # The catalogue: what reports are found by, beside their words.
        """ALTER TABLE publication ADD COLUMN outlet TEXT
            GENERATED ALWAYS AS (json_extract(particulars, '$.publisher')) VIRTUAL""",
        """ALTER TABLE publication ADD COLUMN language TEXT
            GENERATED ALWAYS AS (json_extract(particulars, '$.language')) VIRTUAL""",
        "CREATE INDEX publication_of_outlet ON publication (outlet, report)",
        "CREATE INDEX publication_of_language ON publication (language, published)",
        "CREATE INDEX publication_by_day ON publication (published DESC, report, key)",
        # What is known only of reports that were read whole, and by which version of the reader. `person` is the name
        # that the spellings of one name are joined under.
        "CREATE TABLE contents (report TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE speaker (name TEXT PRIMARY KEY, folded TEXT NOT NULL, person TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE speaking (
            person TEXT NOT NULL,
            report TEXT NOT NULL,
            day TEXT,
            name TEXT NOT NULL,
            statements INTEGER NOT NULL,
            PRIMARY KEY (person, report)
        ) WITHOUT ROWID""",
        "CREATE INDEX speaking_in_report ON speaking (report)",
        """CREATE TABLE said (
            report TEXT NOT NULL,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            person TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (report, start, stop, person, text)
        ) WITHOUT ROWID""",
        "CREATE TABLE place (name TEXT PRIMARY KEY, folded TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE told_of (place TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (place, report)) WITHOUT ROWID",
        "CREATE INDEX told_of_in_report ON told_of (report)",
        # A report that is given up, or entered anew because it was first published otherwise, is to be read again.
        """CREATE TRIGGER contents_gone AFTER DELETE ON entry BEGIN
            DELETE FROM contents WHERE report = old.report;
            DELETE FROM speaking WHERE report = old.report;
            DELETE FROM said WHERE report = old.report;
            DELETE FROM told_of WHERE report = old.report;
        END""",
    ),
)


def migrate(store: sqlite3.Connection, folder: object) -> None:
    """Takes the store to the newest version, step by step; ``LibraryError`` if it is newer than this program."""
    store.create_function("place_of", 1, place, deterministic=True)
    while (version := _version(store)) < len(STEPS):
        with transaction(store):
            if _version(store) == version:  # no other program was faster
                _take(store, version)
    if version > len(STEPS):
        raise LibraryError(f"the library {folder} was written by a later version of secondsource; upgrade secondsource")


def _take(store: sqlite3.Connection, version: int) -> None:
    for statement in STEPS[version]:
        store.execute(statement)
    store.execute(f"PRAGMA application_id = {APPLICATION}")
    store.execute(f"PRAGMA user_version = {version + 1}")


def _version(store: sqlite3.Connection) -> int:
    return int(store.execute("PRAGMA user_version").fetchone()[0])
