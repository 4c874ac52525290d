"""Evidence by origin: the lines of sourcing.

Each passage has one origin (``descent``). Passages whose origins are one under several names make one line
(``joining``). A passage that cites nobody who could know begins no line of its own where it shows, one way or another,
whose facts it repeats (``tracing``). Outlets that cite each other in a ring add nothing to who of them was first
(``circles``). What is left without a source, and without a sign that its outlet went to find out, is one line together,
since nothing shows that any two of them are independent. Every join carries its reason and its probability, and what a
person decided goes before all rules (``byhand``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from secondsource.model import Decision, Descent, Evidence, Line, Link, OriginKind, Report, Stance, Statement
from secondsource.outlets import known_as
from secondsource.sourcing.byhand import Hand, in_line, merge
from secondsource.sourcing.circles import Ring, rings, same_outlet
from secondsource.sourcing.counting import doubted
from secondsource.sourcing.descent import origin_of
from secondsource.sourcing.houses import Houses
from secondsource.sourcing.joining import Group, joined, united
from secondsource.sourcing.mistakes import Mistakes
from secondsource.sourcing.names import plain, same_name
from secondsource.sourcing.origin import Origin, of_outlet, outlet_of
from secondsource.sourcing.tracing import housed, trace_back

# "Cannot be judged": the letter of an origin before its record is known (sourcing/reliability.py).
UNKNOWN_RELIABILITY = "F"


def trace_lines(
    statement: Statement,
    evidence: Sequence[Evidence],
    reports: Mapping[str, Report],
    verified: Report,
    decisions: Sequence[Decision] = (),
    houses: Houses | None = None,
) -> tuple[Line, ...]:
    """The lines of sourcing behind the evidence on one statement, most direct origin first.

    ``reports`` holds the reports of the evidence by id; ``verified`` is the report under verification, to which a
    circular line leads back. ``decisions`` are those by hand that are in force, the oldest first. ``houses`` has the
    outlets that share a newsroom or an owner; by default it is the package's table.
    """
    ordered = sorted(evidence, key=lambda e: (reports[e.report].published or date.max, e.report, e.span))
    houses = houses or Houses.load()
    tracer = _Tracer(statement, ordered, reports, verified, Hand(decisions, reports), houses)
    groups = sorted(tracer.trace(), key=_directness)
    lines = [_line(number, statement, group, reports, verified) for number, group in enumerate(groups, 1)]
    return doubted(lines, {item.id: item for item in ordered}, reports, tracer.kept_apart, houses)


class _Tracer:
    """The grouping of the evidence on one statement, step by step."""

    def __init__(
        self,
        statement: Statement,
        ordered: Sequence[Evidence],
        reports: Mapping[str, Report],
        verified: Report,
        hand: Hand,
        houses: Houses,
    ) -> None:
        publishers = [report.publisher for report in reports.values() if report.publisher]
        outlets = {plain(name).removeprefix("the "): name for name in publishers}
        found = {item.id: of_outlet(item, origin_of(item, reports[item.report]), outlets) for item in ordered}
        by_hand = {item.id: hand.origin(item, found, ordered) for item in ordered}
        self._settled = {id_ for id_, origin in by_hand.items() if origin is not None}
        self._origins = {id_: by_hand[id_] or origin for id_, origin in found.items()}
        self._ordered, self._reports, self._hand, self._houses = ordered, reports, hand, houses
        self._sided = [item for item in ordered if item.stance is not Stance.DISCUSSES]
        self._rings = rings(self._sided, self._origins, reports, statement, verified)
        self._mistakes = Mistakes(reports[id_] for id_ in dict.fromkeys(item.report for item in ordered))
        self._groups: list[Group] = []

    def trace(self) -> list[Group]:
        # A passage that takes no side begins a line too, for now: others may have from it what they take a side by.
        for item in (*self._sided, *(item for item in self._ordered if item.stance is Stance.DISCUSSES)):
            if self._origins[item.id].knows:
                _ = self._join(item) or self._begin(item)
        self._unite()
        waiting = [item for item in self._sided if not self._origins[item.id].knows]
        ringed = frozenset(id_ for ring in self._rings for id_ in ring.members) - self._settled
        # Who cites another outlet may have it from a passage that cites nobody, so those come first.
        for item in sorted(waiting, key=lambda item: self._cites(item)):
            if item.id not in ringed:
                self._place(item)
        for ring in self._rings:
            self._close(ring, [item for item in waiting if item.id in ring.members and item.id in ringed])
        self._groups = [g for g in self._groups if any(m.stance is not Stance.DISCUSSES for m in g.members)]
        for item in self._ordered:  # what takes no side is shown with the line it belongs to, and begins none
            if item.stance is Stance.DISCUSSES and not self._origins[item.id].knows:
                self._trace_back(item)
        self._merge()
        return self._groups

    def _cites(self, item: Evidence) -> bool:
        origin = self._origins[item.id]
        return origin.kind is OriginKind.REPORTING and not same_outlet(
            origin.name, outlet_of(self._reports[item.report])
        )

    def _begin(self, item: Evidence) -> Group:
        origin = self._origins[item.id]
        group = Group(_faces(origin), [item], [origin.link])
        self._groups.append(group)
        return group

    def _join(self, item: Evidence) -> bool:
        """Adds a passage to the line of its origin, if there is one and nobody keeps them apart."""
        origin = self._origins[item.id]
        one_newsroom = partial(self._one_newsroom, self._reports[item.report].published)
        for group in self._groups:
            if item.id in self._settled:
                same = any(plain(other.name) == plain(origin.name) for other in group.origins)
                link = origin.link if same else None
            else:
                link = joined(group, origin, one_newsroom)
            if link is not None and not self._apart(group, item):
                group.take(item, link)
                group.origins += _faces(origin)
                return True
        return False

    def _unite(self) -> None:
        """Makes lines one that the same words of undisclosed sources tie together."""
        kept: list[Group] = []
        for group in self._groups:
            for first in kept:
                link = united(first, group, self._reports)
                if link is not None and not any(self._apart(first, item) for item in group.members):
                    first.members += group.members
                    first.links += [*group.links, link]
                    first.origins += group.origins
                    first.decisions |= group.decisions
                    break
            else:
                kept.append(group)
        self._groups = kept

    def kept_apart(self, one: Line, other: Line) -> bool:
        """Whether somebody decided that two lines are two."""
        first, second = (next(g for g in self._groups if g.members[0].id == line.evidence[0]) for line in (one, other))
        return any(self._apart(first, item) for item in second.members)

    def _apart(self, group: Group, item: Evidence) -> bool:
        decision = self._hand.apart(group, item, self._origins[item.id])
        if decision is not None:
            group.decisions.add(decision.number)
        return decision is not None

    def _place(self, item: Evidence) -> None:
        """Traces a passage back, or gathers it with its like."""
        if item.id in self._settled or not self._trace_back(item):
            self._gather(item)

    def _trace_back(self, item: Evidence) -> bool:
        open_ = [group for group in self._groups if not self._apart(group, item)]
        if (found := trace_back(item, self._origins[item.id], open_, self._reports, self._mistakes)) is None:
            return False
        found[0].take(item, found[1])
        return True

    def _gather(self, item: Evidence) -> None:
        """A line for each agency and each outlet that went to find out; one for all that nobody answers for."""
        origin = self._origins[item.id]
        name = plain(known_as(origin.name))
        for group in self._groups:
            if plain(known_as(group.origin.name)) == name and not self._apart(group, item):
                group.take(item, origin.link)
                return
        for group in self._groups if item.id not in self._settled else ():
            link = housed(group, item, origin, self._houses, self._reports)
            if link is not None and not self._apart(group, item):
                group.take(item, link)
                return
        self._begin(item)

    def _one_newsroom(self, day: date | None, one: str, other: str) -> bool:
        house = self._houses.of(one, other, day)
        return house is not None and house.newsroom

    def _close(self, ring: Ring, members: Sequence[Evidence]) -> None:
        """Passages that cite within a ring go back to who was first in it; where nobody was, they are adrift."""
        if not members:
            return
        start = next((g for g in self._groups if ring.start and ring.start in g.members), None)
        if start is None:
            start = self._begin(members[0])
            start.adrift = True
            members = members[1:]
        for item in members:
            origin = self._origins[item.id]
            reason = f"cites {origin.name} in a ring: {' → '.join(ring.path)}; it adds nothing to who was first"
            start.take(item, Link(item.id, start.members[0].id, Descent.CREDITED, origin.link.seen, reason))
        start.circle = ring.path

    def _merge(self) -> None:
        for decision in self._hand.merges():
            found = [next((g for g in self._groups if in_line(s, g)), None) for s in decision.about]
            first, second = found
            if first is not None and second is not None and first is not second:
                merge(first, second, decision)
                self._groups.remove(second)


def _faces(origin: Origin) -> list[Origin]:
    """An origin, and as its passage describes it where the name stands elsewhere in the report: other outlets may
    carry the description alone."""
    return [origin] if origin.described is None else [origin, origin.described]


# --- the lines --------------------------------------------------------------------------------------------------


def _directness(group: Group) -> tuple[int, str]:
    return list(OriginKind).index(group.origin.kind), plain(group.origin.name)


def _line(number: int, statement: Statement, group: Group, reports: Mapping[str, Report], verified: Report) -> Line:
    origin = group.origin
    leads_back = (
        not origin.knows and verified.publisher is not None and bool(same_name(origin.name, verified.publisher))
    )
    return Line(
        id=f"{statement.id}:{number}",
        statement=statement.id,
        origin=origin.name,
        kind=origin.kind,
        stance=_side(group.members, reports),
        reliability=UNKNOWN_RELIABILITY,
        evidence=tuple(item.id for item in group.members),
        links=tuple(group.links),
        circular=leads_back or group.adrift,
        circle=group.circle,
        decisions=tuple(sorted(group.decisions | {link.decision for link in group.links if link.decision})),
    )


def _side(members: Sequence[Evidence], reports: Mapping[str, Report]) -> Stance:
    """The stance of a line is that of its clearest passage; repetition does not add up. Of passages as clear as each
    other the latest counts: who corrects what they said holds the correction."""
    latest = sorted(members, key=lambda e: (reports[e.report].published or date.min, e.id), reverse=True)
    return min(latest, key=lambda e: e.probabilities.discusses).stance
