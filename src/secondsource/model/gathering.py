"""What was sought on the web, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from secondsource.model.failure import Failure


class Aim(StrEnum):
    """What a query is to find."""

    EVENT = "the event"
    DENIAL = "denials and corrections"
    BACKGROUND = "background"
    CLAIM = "published fact checks"
    CAPTURE = "an earlier capture"


@dataclass(frozen=True, slots=True)
class Search:
    """One query put to one connector, and whether it was answered. ``statements`` are the ids that it serves.

    ``since`` and ``until`` bound the days of publication asked for. ``found`` counts the addresses that came back;
    ``reason`` says why there was no answer, or why it is not whole.
    """

    connector: str
    words: str
    aim: Aim
    statements: tuple[str, ...]
    answered: bool
    found: int
    since: date | None = None
    until: date | None = None
    reason: str | None = None


class VisitOutcome(StrEnum):
    """What became of an address. Only what was kept, or was held already, can be evidence."""

    KEPT = "kept"
    HELD = "held already"
    SAME = "the same article"
    APART = "kept apart"
    REFUSED = "refused"
    LEFT = "not asked for"


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of one address that a connector gave.

    ``report`` is the id of the report that it holds, ``original`` the digest of the bytes in the archive, ``reason``
    why it is no evidence. ``at`` is when it was fetched.
    """

    connector: str
    address: str
    outcome: VisitOutcome
    at: datetime | None = None
    reason: str | None = None
    report: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """A published fact check, as its publisher marked it up (schema.org ClaimReview): who rated what how.

    It is shown beside the verdicts and weighs nothing in them. ``original`` is the digest of the markup in the archive.
    """

    claim: str
    rating: str
    publisher: str | None
    url: str | None
    title: str | None = None
    claimant: str | None = None
    claimed: date | None = None
    reviewed: date | None = None
    language: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    """What was sought for a report outside the library, and what came of it. ``failures`` name their connector."""

    report: str
    began: datetime
    searches: tuple[Search, ...]
    visits: tuple[Visit, ...]
    reviews: tuple[ClaimReview, ...] = ()
    failures: tuple[Failure, ...] = ()
