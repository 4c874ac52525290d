"""What is told again in the same words, told once with all its places: an article may repeat itself endlessly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secondsource.model import Account, Accounts, Evidence, Link

Links = Mapping[str, tuple[Link, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its links, and those of the same report that say and mean the same: ``again``."""

    evidence: Evidence
    links: tuple[Link, ...]
    again: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The account that somebody gives, and all places where it is given, one of each report."""

    account: Account
    places: tuple[Account, ...]


def fold(held: Iterable[Evidence], links: Links) -> tuple[Passage, ...]:
    """Passages in the order of their first, those of one report with the same words, stance and origin as one."""
    groups: dict[tuple[object, ...], list[Evidence]] = {}
    for item in held:
        had = tuple((link.parent, link.descent, link.probability, link.reason) for link in links.get(item.id, ()))
        groups.setdefault((item.report, item.text, item.stance, item.agreement, had), []).append(item)
    return tuple(Passage(first, links.get(first.id, ()), tuple(again)) for first, *again in groups.values())


def told(accounts: Accounts) -> tuple[Told, ...]:
    """Accounts in the order of their first, what one speaker says in the same words as one."""
    groups: dict[tuple[str, str], dict[str, Account]] = {}
    for account in accounts.given:
        groups.setdefault((account.speaker, account.text), {}).setdefault(account.report, account)
    return tuple(Told(next(iter(places.values())), tuple(places.values())) for places in groups.values())
