"""The seam between gathering and the services that know where reports are: a query in, dated candidate addresses out.

A connector is a class with a ``name``, the ``aims`` that it serves and one method. It is registered under the entry
point group ``secondsource.connectors``, the built-in ones too; see ``registry``. It opens no connection of its own: it
is handed ``ask``, which keeps to the guard, to every limit and to each host's wishes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from secondsource.errors import FetchError
from secondsource.intake.fetch import Answer
from secondsource.intake.take import Taken
from secondsource.model import Aim, ClaimReview


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a name of several words, and the other spellings of it that mean the same."""

    words: str
    spellings: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (self.words, *self.spellings)


@dataclass(frozen=True, slots=True)
class Query:
    """What is sought: reports with all of ``terms`` and one of ``either``, published from ``since`` to ``until``.

    ``statements`` are the ids of the statements that it serves, ``language`` is an ISO 639-1 code. ``address`` is the
    page that a capture is sought of; only queries with the aim ``CAPTURE`` have one.
    """

    aim: Aim
    terms: tuple[Term, ...]
    statements: tuple[str, ...] = ()
    language: str | None = None
    either: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    address: str | None = None

    @property
    def words(self) -> str:
        """As a person would type it."""
        return self.address or " ".join((*(term.words for term in self.terms), *self.either[:1]))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address where a report may be.

    ``published`` is the day as the publisher states it (a feed, a news sitemap), not the day on which somebody saw it.
    ``of`` is the page's own address where ``url`` is an archive's capture of it.
    """

    url: str
    published: date | None = None
    headline: str | None = None
    publisher: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """A page of a reference work: kept to be read, never evidence. ``original`` is the digest of the answer with it."""

    url: str
    title: str
    original: str


Found = Candidate | Taken | Background | ClaimReview


class Ask(Protocol):
    """One polite request. ``parameters`` go into the address, ``secret`` into headers that no other host is sent.

    ``robots`` is for addresses that are no service for programs: it is then asked of robots.txt first. ``every`` is
    the least number of seconds between two requests that the service asks for. Raises ``FetchError`` for anything but
    a body.
    """

    def __call__(
        self,
        address: str,
        parameters: Mapping[str, str] | None = None,
        *,
        secret: Mapping[str, str] | None = None,
        robots: bool = False,
        every: float = 0.0,
    ) -> Answer: ...


class Connector(Protocol):
    """One service. ``search`` yields what it finds as it comes, so that what came before a failure is not lost.

    Raises ``FetchError`` where the service cannot be asked or does not answer in its own format.
    """

    name: str
    aims: frozenset[Aim]

    def search(self, query: Query, ask: Ask) -> Iterator[Found]: ...


class NotSetUpError(Exception):
    """Raised by a connector's factory: it needs something that the settings lack. The message says what to do."""


def json_of(answer: Answer) -> Any:
    """The JSON value of an answer. Raises ``FetchError`` where it is none, quoting its first words."""
    try:
        return json.loads(answer.data)
    except (ValueError, RecursionError):
        said = " ".join(answer.data[:400].decode("utf-8", "replace").split())[:120]
        raise FetchError(f"it answered no JSON but {said!r}") from None


def entries(value: Any, key: str) -> Iterator[Mapping[str, Any]]:
    """The objects in the list ``value[key]``; raises ``FetchError`` where ``value`` is no object with such a list."""
    listed = value.get(key, []) if isinstance(value, Mapping) else None
    if not isinstance(listed, list):
        raise FetchError(f"its answer has no list {key!r}: the service may have changed")
    return (each for each in listed if isinstance(each, Mapping))


def text_of(value: Any) -> str | None:
    """A string of a foreign answer on one line; ``None`` for anything else, and for nothing."""
    return " ".join(value.split()) or None if isinstance(value, str) else None
