"""What is watched and what changed: one SQLite file beside the store of the library.

Several programs may write to it: the workbench, ``secondsource watch`` in a terminal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import zstandard

from secondsource import record
from secondsource.errors import InputError
from secondsource.library.guard import guarded, transaction
from secondsource.model import Dossier, Report
from secondsource.watch.changes import Change, Delivery, Feed, Follow

PATIENCE = 5.0  # seconds to wait for another writer

_TABLES = """
CREATE TABLE IF NOT EXISTS feed (address TEXT PRIMARY KEY, noun TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS item (
    feed TEXT NOT NULL REFERENCES feed (address) ON DELETE CASCADE,
    url TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    done INTEGER NOT NULL,
    PRIMARY KEY (feed, url)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS follow (id INTEGER PRIMARY KEY AUTOINCREMENT, noun TEXT NOT NULL, dossier BLOB);
CREATE TABLE IF NOT EXISTS change (number INTEGER PRIMARY KEY AUTOINCREMENT, noun TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS delivery (channel TEXT PRIMARY KEY, noun TEXT NOT NULL);
"""


def require_address(address: str) -> None:
    """Raises ``InputError`` for what is no address of the web, or has a password in it, which readers would see."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        usable = False
    if not usable or len(address) > 2000 or not address.isprintable() or " " in address:
        raise InputError(
            f"not the address of a feed: {address[:80]!r}; give one that begins with https://, without a password"
        )


@contextmanager
def open_watched(folder: Path) -> Iterator[Watched]:
    """What is watched for the library in a folder, closed at the end."""
    held = Watched(folder)
    try:
        yield held
    finally:
        held.close()


class Watched:
    """The feeds, follows and changes of one library. To be used from the thread that made it, and closed there."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is the library's; it must exist. Raises ``LibraryError`` where it cannot be used."""
        self._folder = folder
        with guarded(folder):
            self._db = sqlite3.connect(folder / "watch.sqlite", timeout=PATIENCE, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.executescript(_TABLES)

    def close(self) -> None:
        self._db.close()

    # --- feeds -------------------------------------------------------------------------------------------------

    def add_feed(self, address: str, now: datetime) -> Feed:
        """Watches the feed at an http(s) address; leaves it as it is where it is watched already."""
        require_address(address)
        feed = Feed(address, added=now, next_poll=now)
        with guarded(self._folder):
            self._db.execute("INSERT OR IGNORE INTO feed VALUES (?, ?)", (address, record.dumps(feed)))
        return self.feed(address)

    def remove_feed(self, address: str) -> None:
        """Watches it no more. Raises ``KeyError`` if it is not watched."""
        self.feed(address)
        with guarded(self._folder):
            self._db.execute("DELETE FROM feed WHERE address = ?", (address,))

    def feed(self, address: str) -> Feed:
        """The feed of this address; ``KeyError`` if it is not watched."""
        with guarded(self._folder):
            row = self._db.execute("SELECT noun FROM feed WHERE address = ?", (address,)).fetchone()
        if row is None:
            raise KeyError(address)
        return record.loads(Feed, row[0])

    def feeds(self) -> tuple[Feed, ...]:
        """All feeds by address."""
        with guarded(self._folder):
            rows = self._db.execute("SELECT noun FROM feed ORDER BY address").fetchall()
        return tuple(record.loads(Feed, noun) for (noun,) in rows)

    def claim(self, feed: Feed, until: datetime) -> Feed | None:
        """The feed as it is while we poll it, which no other program does before ``until``; ``None`` where one has
        polled it meanwhile, or it was removed. Whoever dies over it leaves it to the next after that."""
        claimed = replace(feed, next_poll=until)
        with guarded(self._folder), transaction(self._db):
            row = self._db.execute("SELECT noun FROM feed WHERE address = ?", (feed.address,)).fetchone()
            if row is None or record.loads(Feed, row[0]) != feed:
                return None
            self._db.execute("UPDATE feed SET noun = ? WHERE address = ?", (record.dumps(claimed), feed.address))
        return claimed

    def polled(self, feed: Feed) -> None:
        """Keeps how a poll went; nothing where the feed was removed meanwhile."""
        with guarded(self._folder):
            self._db.execute("UPDATE feed SET noun = ? WHERE address = ?", (record.dumps(feed), feed.address))

    def done(self, feed: str, most: int) -> frozenset[str]:
        """The addresses of a feed that need not be fetched: those that came, and those tried ``most`` times."""
        with guarded(self._folder):
            rows = self._db.execute("SELECT url FROM item WHERE feed = ? AND (done OR attempts >= ?)", (feed, most))
            return frozenset(url for (url,) in rows)

    def fetched(self, feed: str, url: str, *, done: bool) -> None:
        """Keeps that an address of a feed was asked for, and whether anything is left to be done about it."""
        with guarded(self._folder):
            self._db.execute(
                """INSERT INTO item SELECT address, ?, 1, ? FROM feed WHERE address = ?
                ON CONFLICT DO UPDATE SET attempts = attempts + 1, done = excluded.done""",
                (url, done, feed),
            )

    # --- follows -----------------------------------------------------------------------------------------------

    def follow(
        self,
        now: datetime,
        *,
        report: Report | None = None,
        query: str | None = None,
        dossier: Dossier | None = None,
        seen: int = 0,
    ) -> Follow:
        """Follows a report, with its dossier if there is one already, or a query; once, however often it is asked."""
        query = " ".join((query or "").split()) or None
        if (report is None) == (query is None):
            raise InputError("nothing to follow; name a report or give the words of a query")
        title = query or (report.headline or report.text[:80] if report else "")
        with guarded(self._folder), transaction(self._db):
            for each in self._follows():
                if (each.report and each.report.id, each.query) == (report and report.id, query):
                    return each
            made = Follow(0, now, title, report, query, seen)
            number = self._db.execute("INSERT INTO follow (noun, dossier) VALUES ('', NULL)").lastrowid
            made = replace(made, id=number or 0)
            self._put(made, dossier)
        return made

    def unfollow(self, follow: int) -> None:
        """Follows it no more; its changes stay in the log. Raises ``KeyError`` if it is not followed."""
        with guarded(self._folder):
            if not self._db.execute("DELETE FROM follow WHERE id = ?", (follow,)).rowcount:
                raise KeyError(str(follow))

    def followed(self, follow: int) -> Follow:
        """What is followed under this number; ``KeyError`` if nothing is."""
        with guarded(self._folder):
            row = self._db.execute("SELECT noun FROM follow WHERE id = ?", (follow,)).fetchone()
        if row is None:
            raise KeyError(str(follow))
        return record.loads(Follow, row[0])

    def follows(self) -> tuple[Follow, ...]:
        """All that is followed, the earliest first."""
        with guarded(self._folder):
            return self._follows()

    def _follows(self) -> tuple[Follow, ...]:
        rows = self._db.execute("SELECT noun FROM follow ORDER BY id").fetchall()
        return tuple(record.loads(Follow, noun) for (noun,) in rows)

    def dossier(self, follow: int) -> Dossier | None:
        """The present dossier of what is followed; ``None`` for a query, and before the first."""
        with guarded(self._folder):
            row = self._db.execute("SELECT dossier FROM follow WHERE id = ?", (follow,)).fetchone()
        return record.loads(Dossier, zstandard.decompress(row[0])) if row and row[0] else None

    def looked(self, follow: Follow, dossier: Dossier | None, changes: Sequence[Change]) -> tuple[Change, ...]:
        """Keeps, in one transaction, how far was looked, the new dossier if there is one, and what changed.

        Returns the changes with their numbers; none where it is followed no more, or where another program has looked
        as far meanwhile.
        """
        with guarded(self._folder), transaction(self._db):
            held = next((each for each in self._follows() if each.id == follow.id), None)
            if held is None or held.seen > follow.seen or (held.seen == follow.seen and changes):
                return ()
            self._put(follow, dossier)
            return tuple(self._append(change) for change in changes)

    def _put(self, follow: Follow, dossier: Dossier | None) -> None:
        packed = zstandard.compress(record.dumps(dossier).encode()) if dossier else None
        self._db.execute(
            "UPDATE follow SET noun = ?, dossier = coalesce(?, dossier) WHERE id = ?",
            (record.dumps(follow), packed, follow.id),
        )

    # --- changes -----------------------------------------------------------------------------------------------

    def _append(self, change: Change) -> Change:
        number = self._db.execute("INSERT INTO change (noun) VALUES ('')").lastrowid
        kept = replace(change, number=number or 0)
        self._db.execute("UPDATE change SET noun = ? WHERE number = ?", (record.dumps(kept), number))
        return kept

    def changes(self, after: int = 0, limit: int = 1000) -> tuple[Change, ...]:
        """The changes with a number above ``after``, the earliest first."""
        with guarded(self._folder):
            query = "SELECT noun FROM change WHERE number > ? ORDER BY number LIMIT ?"
            rows = self._db.execute(query, (after, limit)).fetchall()
        return tuple(record.loads(Change, noun) for (noun,) in rows)

    def latest(self, limit: int, follow: int | None = None) -> tuple[Change, ...]:
        """The last changes, of one thing followed or of all, the newest first."""
        of = "" if follow is None else "WHERE json_extract(noun, '$.follow') = ?"
        values = (limit,) if follow is None else (follow, limit)
        with guarded(self._folder):
            query = f"SELECT noun FROM change {of} ORDER BY number DESC LIMIT ?"  # noqa: S608 (our own words)
            rows = self._db.execute(query, values).fetchall()
        return tuple(record.loads(Change, noun) for (noun,) in rows)

    def last(self) -> int:
        """The number of the last change; 0 where there was none."""
        with guarded(self._folder):
            return int(self._db.execute("SELECT coalesce(max(number), 0) FROM change").fetchone()[0])

    # --- notifications -----------------------------------------------------------------------------------------

    def delivery(self, channel: str) -> Delivery:
        """How far a channel has come; a new one begins with what changes from now on."""
        with guarded(self._folder), transaction(self._db):
            row = self._db.execute("SELECT noun FROM delivery WHERE channel = ?", (channel,)).fetchone()
            if row is not None:
                return record.loads(Delivery, row[0])
            (last,) = self._db.execute("SELECT coalesce(max(number), 0) FROM change").fetchone()
            made = Delivery(channel, int(last))
            self._db.execute("INSERT INTO delivery VALUES (?, ?)", (channel, record.dumps(made)))
        return made

    def deliveries(self) -> tuple[Delivery, ...]:
        """How far each channel has come."""
        with guarded(self._folder):
            rows = self._db.execute("SELECT noun FROM delivery ORDER BY channel").fetchall()
        return tuple(record.loads(Delivery, noun) for (noun,) in rows)

    def delivering(self, before: Delivery, now: Delivery) -> bool:
        """Keeps how far a channel has come, unless another program did so meanwhile: false, then."""
        with guarded(self._folder), transaction(self._db):
            row = self._db.execute("SELECT noun FROM delivery WHERE channel = ?", (before.channel,)).fetchone()
            if row is None or record.loads(Delivery, row[0]) != before:
                return False
            self._db.execute("UPDATE delivery SET noun = ? WHERE channel = ?", (record.dumps(now), now.channel))
        return True
