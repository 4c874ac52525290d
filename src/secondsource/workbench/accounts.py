"""Who may use the workbench: accounts with roles, sessions that end, tokens for programs. One SQLite file.

It lies in the folder of the library, readable by its owner alone. Passwords are kept as argon2id (RFC 9106); sessions
and tokens are random and kept as their SHA-256, so that whoever reads the file cannot sign in with what stands in it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from secondsource.errors import InputError, LibraryError
from secondsource.library.guard import transaction
from secondsource.workbench.limits import Busy

IDLE = timedelta(hours=2)  # after which a session that was not used ends
ABSOLUTE = timedelta(hours=12)  # after which any session ends: a long day at the desk
LONGEST_TOKEN = 365  # days
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 1000  # characters
PATIENCE = 5.0  # seconds to wait for another writer
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_SEEN = timedelta(minutes=1)  # a session's last use is noted no oftener than that
_HASHING = BoundedSemaphore(2)  # one hash takes 64 MiB and a core for some 50 ms; there are two cores

_TABLES = """
CREATE TABLE IF NOT EXISTS account (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    made TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS session (
    digest TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    started TEXT NOT NULL,
    seen TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS token (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    role TEXT NOT NULL,
    made TEXT NOT NULL,
    ends TEXT NOT NULL
);
"""


class Role(StrEnum):
    """What somebody may do; each may do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"

    def may(self, needed: Role) -> bool:
        roles = list(Role)
        return roles.index(self) >= roles.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """An account: who somebody is, and what they may do."""

    name: str
    role: Role
    made: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """What lets a program in, without its secret. Its role counts as far as that of its account."""

    number: int
    account: str
    purpose: str
    role: Role
    made: datetime
    ends: datetime


def accounts_file(folder: Path) -> Path:
    return folder / "accounts.sqlite"


@contextmanager
def open_accounts(folder: Path, now: Callable[[], datetime]) -> Iterator[Accounts]:
    """The accounts of the library in ``folder``, closed at the end."""
    accounts = Accounts(folder, now)
    try:
        yield accounts
    finally:
        accounts.close()


def any_account(folder: Path, now: Callable[[], datetime]) -> bool:
    """Whether there are accounts. Makes no file where there is none."""
    if not accounts_file(folder).exists():
        return False
    with open_accounts(folder, now) as accounts:
        return bool(accounts.all())


class Accounts:
    """The accounts of one library. To be used from the thread that made it, and closed there."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        """``folder`` is the library's; it must exist."""
        file, self._now = accounts_file(folder), now
        try:
            file.touch(mode=0o600)
            self._db = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.executescript(_TABLES)
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(f"{file} cannot be used ({error}); check the folder and its disk") from error

    def close(self) -> None:
        self._db.close()

    # --- accounts ----------------------------------------------------------------------------------------------

    def all(self) -> tuple[Person, ...]:
        rows = self._db.execute("SELECT name, role, made FROM account ORDER BY name")
        return tuple(Person(name, Role(role), datetime.fromisoformat(made)) for name, role, made in rows)

    def add(self, name: str, password: str, role: Role) -> Person:
        """Raises ``InputError`` where the name is taken, or is none, or the password is too short."""
        if not _NAME.fullmatch(name):
            raise InputError("a name is up to 64 of a-z, 0-9 and . _ @ -, beginning with a letter or figure")
        hashed = _hashed(password)
        with transaction(self._db):
            if self._find(name):
                raise InputError(f"there is an account of the name {name} already; choose another")
            row = (name, role, hashed, self._now().isoformat())
            self._db.execute("INSERT INTO account (name, role, password, made) VALUES (?, ?, ?, ?)", row)
        return self.person(name)

    def person(self, name: str) -> Person:
        """Raises ``InputError`` where there is none of this name."""
        if (found := self._find(name)) is None:
            raise InputError(f"there is no account of the name {name[:64]!r}; secondsource accounts list names them")
        return found

    def set_role(self, name: str, role: Role) -> None:
        with transaction(self._db):
            self._keep_an_editor(name, role)
            self._db.execute("UPDATE account SET role = ? WHERE name = ?", (role, name))

    def set_password(self, name: str, password: str) -> None:
        """Ends every session of the account, and its tokens: whoever had the old one is out."""
        self.person(name)
        hashed = _hashed(password)
        with transaction(self._db):
            self._db.execute("UPDATE account SET password = ? WHERE name = ?", (hashed, name))
            self._db.execute("DELETE FROM session WHERE account = ?", (name,))
            self._db.execute("DELETE FROM token WHERE account = ?", (name,))

    def remove(self, name: str) -> None:
        """Removes an account with its sessions and tokens. The last editor goes last of all."""
        with transaction(self._db):
            self._keep_an_editor(name, None)
            self._db.execute("DELETE FROM account WHERE name = ?", (name,))

    def _keep_an_editor(self, name: str, role: Role | None) -> None:
        self.person(name)
        others = [person for person in self.all() if person.name != name]
        alone = role is None and not others  # whoever removes the only account wants none
        if role is not Role.EDITOR and not alone and not any(other.role is Role.EDITOR for other in others):
            raise InputError(f"{name} is the only editor; make another account an editor first")

    def _find(self, name: str) -> Person | None:
        return next((person for person in self.all() if person.name == name), None)

    # --- sessions ----------------------------------------------------------------------------------------------

    def sign_in(self, name: str, password: str) -> str | None:
        """The secret of a new session; ``None`` where name and password do not belong together.

        A name that nobody has takes as long as a wrong password. Raises ``Busy`` where too many sign in at once.
        """
        row = self._db.execute("SELECT password FROM account WHERE name = ?", (name,)).fetchone()
        if not _fits(row[0] if row else _nobodys(), password) or not row:
            return None
        secret, now = secrets.token_urlsafe(32), self._now()
        with transaction(self._db):
            started, seen = (now - ABSOLUTE).isoformat(), (now - IDLE).isoformat()
            self._db.execute("DELETE FROM session WHERE started < ? OR seen < ?", (started, seen))
            row = (_digest(secret), name, now.isoformat(), now.isoformat())
            self._db.execute("INSERT INTO session VALUES (?, ?, ?, ?)", row)
        return secret

    def in_session(self, secret: str) -> Person | None:
        """Who is signed in with this secret, if it has not ended."""
        query = "SELECT account, started, seen FROM session WHERE digest = ?"
        if (row := self._db.execute(query, (_digest(secret),)).fetchone()) is None:
            return None
        started, seen, now = datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2]), self._now()
        if now - started >= ABSOLUTE or now - seen >= IDLE:
            self.sign_out(secret)
            return None
        if now - seen >= _SEEN:
            self._db.execute("UPDATE session SET seen = ? WHERE digest = ?", (now.isoformat(), _digest(secret)))
        return self._find(row[0])

    def sign_out(self, secret: str) -> None:
        self._db.execute("DELETE FROM session WHERE digest = ?", (_digest(secret),))

    # --- tokens ------------------------------------------------------------------------------------------------

    def make_token(self, name: str, purpose: str, role: Role, days: int) -> str:
        """The secret of a new token: shown once, for it is not kept. Raises ``InputError`` for what may not be."""
        if not self.person(name).role.may(role):
            raise InputError(f"{name} may not do what a token for a {role} could; choose a lesser role")
        if not 1 <= days <= LONGEST_TOKEN:
            raise InputError(f"a token is good for 1 to {LONGEST_TOKEN} days")
        secret, now = f"ss_{secrets.token_urlsafe(32)}", self._now()
        row = (_digest(secret), name, purpose.strip()[:100], role, now.isoformat(), (now + timedelta(days)).isoformat())
        columns = "digest, account, purpose, role, made, ends"
        self._db.execute(f"INSERT INTO token ({columns}) VALUES (?, ?, ?, ?, ?, ?)", row)  # noqa: S608 (our own names)
        return secret

    def tokens(self, name: str) -> tuple[Token, ...]:
        """Those of an account, the newest first, also those that have ended."""
        query = "SELECT number, account, purpose, role, made, ends FROM token WHERE account = ? ORDER BY number DESC"
        return tuple(_token(row) for row in self._db.execute(query, (name,)))

    def with_token(self, secret: str) -> Person | None:
        """Whose token this is, if it has not ended, with no more than the token's role."""
        query = "SELECT number, account, purpose, role, made, ends FROM token WHERE digest = ?"
        if (row := self._db.execute(query, (_digest(secret),)).fetchone()) is None:
            return None
        token, person = _token(row), self._find(row[1])
        if person is None or token.ends <= self._now():
            return None
        return Person(person.name, token.role if person.role.may(token.role) else person.role, person.made)

    def revoke(self, name: str, number: int) -> None:
        """Raises ``InputError`` where the account has no such token."""
        if not self._db.execute("DELETE FROM token WHERE account = ? AND number = ?", (name, number)).rowcount:
            raise InputError(f"{name} has no token of the number {number}")


def _token(row: tuple[int, str, str, str, str, str]) -> Token:
    number, account, purpose, role, made, ends = row
    return Token(number, account, purpose, Role(role), datetime.fromisoformat(made), datetime.fromisoformat(ends))


def _digest(secret: str) -> str:
    """A fast hash does: the secrets are 256 random bits, which nobody tries out."""
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InputError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; a sentence will do")
    return PasswordHasher().hash(password)


def _fits(hashed: str, password: str) -> bool:
    if len(password) > LONGEST_PASSWORD:
        return False
    if not _HASHING.acquire(timeout=2):
        raise Busy("too many sign in at this moment; try again", 5)
    try:
        return PasswordHasher().verify(hashed, password)
    except VerificationError:
        return False
    finally:
        _HASHING.release()


@cache
def _nobodys() -> str:
    """What a password is compared with where there is no account."""
    return PasswordHasher().hash(secrets.token_urlsafe(32))
