"""Who cites whom: outlets that pass a matter on to each other in a ring.

A passage that cites another outlet has it from that outlet's own report, where one is held; so descent leads from
outlet to outlet, back in time. Where it comes round, nobody in the ring knows more than who was first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from secondsource.model import Evidence, Mode, OriginKind, Report, Statement
from secondsource.outlets import known_as
from secondsource.sourcing.names import plain, same_name
from secondsource.sourcing.origin import Origin, outlet_of


@dataclass(frozen=True, slots=True)
class Ring:
    """Outlets that cite each other: ``first`` published before the others, ``path`` leads from there round to there.

    ``members`` are the passages that cite within the ring, ``start`` the earliest passage of the first publisher.
    ``verified`` is true where the report under verification is one of them.
    """

    path: tuple[str, ...]
    start: Evidence | None
    members: frozenset[str]
    verified: bool


def cited_outlet(origin: Origin, report: Report) -> str | None:
    """The outlet from which a passage says to have the matter, unless that is its own."""
    if origin.kind is not OriginKind.REPORTING or same_outlet(origin.name, outlet_of(report)):
        return None
    return origin.name


def same_outlet(one: str, other: str) -> bool:
    one, other = known_as(one), known_as(other)
    return plain(one) == plain(other) or same_name(one, other) is not None


def rings(
    items: Sequence[Evidence],
    origins: Mapping[str, Origin],
    reports: Mapping[str, Report],
    statement: Statement,
    verified: Report,
) -> tuple[Ring, ...]:
    """The rings among passages, which are in order of publication; the report under verification is a node as well."""
    outlets = _Outlets()
    cites = {
        item.id: (outlets.named(outlet_of(reports[item.report])), outlets.named(cited))
        for item in items
        if (cited := cited_outlet(origins[item.id], reports[item.report])) is not None
    }
    edges = set(cites.values())
    own = outlets.named(verified.publisher) if verified.publisher else None
    if own and (speaker := _outlet_cited(statement)) is not None:
        edges.add((own, outlets.named(speaker)))
    found = []
    for ring in _rings(edges):
        inside = [item for item in items if outlets.named(outlet_of(reports[item.report])) in ring]
        members = frozenset(item.id for item in inside if item.id in cites and set(cites[item.id]) <= ring)
        start = inside[0] if inside else None
        if own in ring and (start is None or _before(verified, reports[start.report])):
            start = None
        first = outlets.named(outlet_of(reports[start.report])) if start else (own or min(ring))
        found.append(Ring(_path(first, ring, edges), start, members, own in ring))
    return tuple(found)


class _Outlets:
    """Outlets by the name under which each was met first."""

    def __init__(self) -> None:
        self._met: list[str] = []

    def named(self, name: str) -> str:
        known = next((other for other in self._met if same_outlet(other, name)), None)
        if known is None:
            self._met.append(name)
        return known or name


def _outlet_cited(statement: Statement) -> str | None:
    """Whom the report under verification cites for the statement, if it cites anybody."""
    attribution = statement.attribution
    return None if attribution.mode is Mode.NARRATED or not attribution.chain else attribution.chain[-1].speaker


def _before(first: Report, second: Report) -> bool:
    return (first.published or date.max) <= (second.published or date.min)


def _rings(edges: set[tuple[str, str]]) -> list[frozenset[str]]:
    """The sets of outlets each of which can be reached from every other, in the order of their names."""
    reached = {start: _reach(start, edges) for start, _ in edges}
    together = {frozenset(other for other in reached[one] if one in reached.get(other, ())) for one in reached}
    return sorted((ring for ring in together if len(ring) > 1), key=sorted)


def _reach(start: str, edges: set[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        new = {end for begin, end in edges if begin == here} - found
        found |= new
        waiting += new
    return found


def _path(first: str, ring: frozenset[str], edges: set[tuple[str, str]]) -> tuple[str, ...]:
    """The shortest way round from ``first``, who was cited, to who cited: in the order in which the matter went."""
    ways: list[tuple[str, ...]] = [(first,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for citing in sorted(begin for begin, end in edges if end == way[-1] and begin in ring):
            if citing == first and len(way) > 1:
                return (*way, first)
            if citing not in seen:
                seen.add(citing)
                ways.append((*way, citing))
    return (first,)
