"""What can go wrong with a library's folder, said in one line with what to do about it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secondsource.errors import LibraryError

_FULL = "the disk of the library {folder} is full; free some space and run the same command again, nothing is lost"
_SEALED = "the library {folder} cannot be written; give yourself permission to write there, or copy it elsewhere"
_BUSY = "another program is writing to the library {folder}; wait until it is done and try again"
_DAMAGED = (
    "the store of the library {folder} is damaged and was left as it is; put back a copy of store.sqlite, "
    "or make a new library and add the originals under {folder}/archive again"
)
_BROKEN = "the library {folder} cannot be read or written ({detail}); check its disk"

_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _SEALED,
    sqlite3.SQLITE_CANTOPEN: _SEALED,
    sqlite3.SQLITE_PERM: _SEALED,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_ERROR: _DAMAGED,  # a table that is not there: our own statements are right, the file is not
}
_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _SEALED,
    errno.EACCES: _SEALED,
    errno.EPERM: _SEALED,
}


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Turns what SQLite and the file system raise into a ``LibraryError`` about ``folder``."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the primary result code; the rest says more than a reader can act on.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_IOERR) & 0xFF
        raise _error(_SQLITE.get(code, _BROKEN), folder, error) from error
    except OSError as error:
        raise _error(_SYSTEM.get(error.errno or 0, _BROKEN), folder, error) from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is done within it, or nothing. ``db`` must leave transactions to us (``isolation_level=None``)."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has rolled it back already
            db.execute("ROLLBACK")
        raise


def _error(message: str, folder: Path, cause: Exception) -> LibraryError:
    return LibraryError(message.format(folder=folder, detail=cause))
