"""Outlets that share a newsroom or an owner: a small, dated table with sources, which a user's own file adds to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from secondsource.errors import InputError
from secondsource.outlets import known_as
from secondsource.sourcing.names import plain

TABLE = Path(__file__).parent / "houses.toml"
SHARES = {"a newsroom": True, "an owner": False}
_KEYS = {"name": str, "shares": str, "outlets": list, "from": date, "to": date, "source": str}
_NEEDED = ("name", "shares", "outlets", "source")


@dataclass(frozen=True, slots=True)
class House:
    """What ties its outlets together from ``since`` to ``until``, both included; ``None`` is an open end.

    ``newsroom``: one desk supplies them. Otherwise they have only an owner in common.
    """

    name: str
    newsroom: bool
    outlets: frozenset[str]
    source: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """On a day; where it is not known, only what still holds does."""
        if day is None:
            return self.until is None
        return (self.since or date.min) <= day <= (self.until or date.max)


@dataclass(frozen=True, slots=True)
class Houses:
    """The table. ``version`` is the SHA-256 of the user's file, ``None`` without one."""

    held: tuple[House, ...]
    version: str | None = None

    @classmethod
    def load(cls, own: Path | None = None) -> Houses:
        """The package's table, and a file of the user's. Raises ``InputError`` where that cannot be used."""
        return _of_package() if own is None else cls.of_bytes(bytes_of(own), str(own))

    @classmethod
    def of_bytes(cls, data: bytes, name: str) -> Houses:
        """The same from what such a file holds; ``name`` is what a message calls it."""
        return cls((*_of_package().held, *_read(data, name)), sha256(data).hexdigest())

    def of(self, one: str, other: str, day: date | None) -> House | None:
        """The house of two outlets on a day, a newsroom before an owner; ``None`` where they have none in common."""
        pair = {_key(one), _key(other)}
        common = [house for house in self.held if len(pair) == 2 and pair <= house.outlets and house.holds(day)]
        return max(common, key=lambda house: house.newsroom, default=None)


def bytes_of(own: Path) -> bytes:
    """What a file of the user's holds. Raises ``InputError`` where it cannot be read."""
    try:
        return own.read_bytes()
    except OSError as error:
        raise InputError(f"the table of houses {own} cannot be read: {error.strerror}") from None


@cache
def _of_package() -> Houses:
    return Houses(tuple(_read(TABLE.read_bytes(), TABLE.name)))


def _read(data: bytes, file: str) -> Iterable[House]:
    try:
        entries = tomllib.loads(data.decode()).get("house", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file} is no TOML: {str(error).splitlines()[0][:200]}") from None
    if not isinstance(entries, list):
        raise InputError(f"{file}: a house is a table [[house]]; docs/method.md shows one")
    return [_house(entry, f"{file}, house {number}") for number, entry in enumerate(entries, 1)]


def _house(entry: Mapping[str, Any], where: str) -> House:
    for key in (*_NEEDED, *entry):
        if key not in _KEYS:
            raise InputError(f"{where}: {key} is no key of a house; those are {', '.join(_KEYS)}")
        if not isinstance(entry.get(key), _KEYS[key]):
            raise InputError(f"{where}: {key} is missing, or is no {_KEYS[key].__name__}")
    if entry["shares"] not in SHARES:
        raise InputError(f'{where}: shares must be "a newsroom" or "an owner"')
    outlets = frozenset(_key(name) for name in entry["outlets"] if isinstance(name, str))
    if len(outlets) < 2 or not entry["source"].strip():
        raise InputError(f"{where}: a house has two outlets at least, and a source")
    newsroom = SHARES[entry["shares"]]
    return House(entry["name"], newsroom, outlets, entry["source"], entry.get("from"), entry.get("to"))


def _key(outlet: str) -> str:
    return plain(known_as(outlet)).removeprefix("the ")
