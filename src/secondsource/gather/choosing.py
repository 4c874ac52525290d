"""Which addresses are fetched, and in which order: each article once, every connector and query in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from secondsource.canonical import direct, is_plain, key
from secondsource.gather.article import Kind, by_address
from secondsource.gather.connector import Candidate
from secondsource.gather.searching import Listed
from secondsource.model import Visit, VisitOutcome
from secondsource.settings import Limits


@dataclass(frozen=True, slots=True)
class Choice:
    """An address to be fetched, and the connector that gave it first."""

    connector: str
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Chosen:
    """``asked`` are to be fetched in this order, by host; ``visits`` tells of those that are not."""

    asked: tuple[Choice, ...]
    visits: tuple[Visit, ...]


def choose(found: Iterable[tuple[Listed, Candidate]], limits: Limits, own: str | None = None) -> Chosen:
    """The addresses to be fetched. ``own`` is the address of the report under verification, which is not."""
    visits: list[Visit] = []
    articles: dict[str, list[Choice]] = {} if own is None else {key(own): []}
    ordered = sorted(found, key=lambda pair: (pair[0].rank, pair[0].query))
    for listed, candidate in ordered:
        if candidate.of is None and (kind := by_address(candidate.url)) not in (None, Kind.ARTICLE):
            visits.append(Visit(listed.connector, candidate.url, VisitOutcome.APART, reason=kind))
            continue
        same = articles.setdefault(key(candidate.of or candidate.url), [])
        if not any(other.candidate.url == candidate.url for other in same):
            same.append(Choice(listed.connector, candidate))
    asked: list[Choice] = []
    hosts: Counter[str] = Counter()
    for name, same in articles.items():
        itself = own is not None and name == key(own)
        best = None if itself or not same else _best(same)
        reason = "the report itself" if itself else f"another address of {best.candidate.url}" if best else ""
        visits += [_merged(each, reason) for each in same if best is None or each.candidate.url != best.candidate.url]
        if best is None:
            continue
        host = urlsplit(best.candidate.url).hostname or ""
        if len(asked) < limits.pages and hosts[host] < limits.pages_per_host:
            asked.append(best)
            hosts[host] += 1
        else:
            beyond = f"{host} had its {limits.pages_per_host} pages" if len(asked) < limits.pages else "no pages left"
            visits.append(Visit(best.connector, best.candidate.url, VisitOutcome.LEFT, reason=beyond))
    return Chosen(tuple(asked), tuple(visits))


def _best(same: list[Choice]) -> Choice:
    """The article's own address rather than AMP's, with all that any of the addresses was said to hold."""
    first = next((each for each in same if is_plain(each.candidate.url)), same[0])
    known = [each.candidate for each in same]
    candidate = replace(
        first.candidate,
        url=direct(first.candidate.url),
        published=next((each.published for each in known if each.published), None),
        headline=next((each.headline for each in known if each.headline), None),
        publisher=next((each.publisher for each in known if each.publisher), None),
    )
    return Choice(first.connector, candidate)


def _merged(choice: Choice, reason: str) -> Visit:
    return Visit(choice.connector, choice.candidate.url, VisitOutcome.SAME, reason=reason)
