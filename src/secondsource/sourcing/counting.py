"""How many independent lines there are, as an expectation with a range.

Each line is one of its own with its ``independence``. Each passage whose link into a line is uncertain may instead go
back to the origin that its own report gives, and that origin is then one more line. These are independent events with
two outcomes, so the number of lines has a Poisson binomial distribution, which is computed exactly, by convolution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from secondsource.model import Descent, Evidence, Line, LineCount, Link, OriginKind, Report, Stance
from secondsource.sourcing.certainty import NOBODY, ONE_OWNER, UNDISCLOSED, UNSAID
from secondsource.sourcing.descent import origin_of
from secondsource.sourcing.houses import Houses
from secondsource.sourcing.names import plain
from secondsource.sourcing.origin import Origin, outlet_of

# The range leaves out no more than this at either end.
TAIL = 0.05
_DOUBTS = {
    OriginKind.UNSOURCED: (NOBODY, "names no source, and {other} had reported it by then"),
    OriginKind.REPORTING: (UNSAID, "does not say how it knows, and {other} had reported it by then"),
    OriginKind.DESCRIBED: (UNDISCLOSED, "is not named, and may be the one whom {other} speaks of"),
    OriginKind.UNNAMED: (UNDISCLOSED, "is not named, and may be the one whom {other} speaks of"),
}
_NOT_NAMED = (OriginKind.DESCRIBED, OriginKind.UNNAMED)


def doubted(
    lines: Sequence[Line],
    evidence: Mapping[str, Evidence],
    reports: Mapping[str, Report],
    kept_apart: Callable[[Line, Line], bool],
    houses: Houses,
) -> tuple[Line, ...]:
    """The lines, each with the one link by which it may after all be a part of a line that was there before it.

    At most one link leads away from a line, and always to an earlier one; so these links make a forest, and the
    chances that lines are lines of their own are independent.
    """

    def first(line: Line) -> tuple[date, int, str]:
        days = [reports[evidence[id_].report].published or date.max for id_ in line.evidence]
        return min(days), list(OriginKind).index(line.kind), line.id

    counting = sorted((line for line in lines if not line.circular and line.stance is not Stance.DISCUSSES), key=first)
    doubts: dict[str, Link] = {}
    for number, line in enumerate(counting):
        earlier = [o for o in counting[:number] if o.stance is line.stance and not kept_apart(line, o)]
        if (link := _doubt(line, earlier, evidence, reports, houses)) is not None:
            doubts[line.id] = link
    return tuple(
        replace(line, perhaps=(link,), independence=round(1 - link.probability, 4))
        if (link := doubts.get(line.id)) is not None
        else line
        for line in lines
    )


def _doubt(
    line: Line,
    earlier: Sequence[Line],
    evidence: Mapping[str, Evidence],
    reports: Mapping[str, Report],
    houses: Houses,
) -> Link | None:
    hidden_in = [o for o in earlier if line.kind not in _NOT_NAMED or o.kind in _NOT_NAMED]
    if line.kind not in _DOUBTS or not hidden_in:
        return None
    child = evidence[line.evidence[0]]
    for other in hidden_in if line.kind is OriginKind.REPORTING else ():
        house = houses.of(line.origin, other.origin, reports[child.report].published)
        if other.kind is OriginKind.REPORTING and house is not None:
            reason = f"{line.origin} and {other.origin} have one owner, {house.name} ({house.source})"
            return Link(child.id, other.evidence[0], Descent.SAME_OWNER, None, reason, ONE_OWNER)
    probability, why = _DOUBTS[line.kind]
    parent = evidence[hidden_in[0].evidence[0]]
    reason = f"{line.origin} {why.format(other=outlet_of(reports[parent.report]))}"
    return Link(child.id, parent.id, Descent.NOT_SHOWN, None, reason, probability)


def count_lines(
    lines: Sequence[Line], evidence: Mapping[str, Evidence], reports: Mapping[str, Report]
) -> tuple[LineCount, ...]:
    """The number of independent lines on each side of each statement that has lines which take a side."""
    sides = dict.fromkeys((line.statement, line.stance) for line in lines if line.stance is not Stance.DISCUSSES)
    return tuple(
        count([line for line in lines if (line.statement, line.stance) == side], evidence, reports) for side in sides
    )


def count(lines: Sequence[Line], evidence: Mapping[str, Evidence], reports: Mapping[str, Report]) -> LineCount:
    """The number of independent lines among those of one side of one statement, of which there is at least one."""
    counting = [line for line in lines if not line.circular]
    chances = [line.independence for line in counting] + hidden(counting, evidence, reports)
    distribution = poisson_binomial(chances)
    return LineCount(
        lines[0].statement, lines[0].stance, round(sum(chances), 2), _quantile(distribution, TAIL),
        _quantile(distribution, 1 - TAIL),
    )  # fmt: skip


def poisson_binomial(chances: Iterable[float]) -> list[float]:
    """The probabilities of 0, 1, 2 ... successes in independent trials with these chances."""
    distribution = [1.0]
    for chance in chances:
        failed = [share * (1 - chance) for share in (*distribution, 0.0)]
        succeeded = [share * chance for share in (0.0, *distribution)]
        distribution = [one + other for one, other in zip(failed, succeeded, strict=True)]
    return distribution


def hidden(lines: Sequence[Line], evidence: Mapping[str, Evidence], reports: Mapping[str, Report]) -> list[float]:
    """For each origin that no line is named for, the chance that it is one of its own after all."""
    shown = {_founder(line, evidence, reports) for line in lines}
    chances: dict[str, float] = {}
    for line in lines:
        for name, chance in _lost(line, evidence, reports).items():
            if name not in shown:
                chances[name] = 1 - (1 - chances.get(name, 0.0)) * (1 - chance)
    return [chances[name] for name in sorted(chances)]


def _founder(line: Line, evidence: Mapping[str, Evidence], reports: Mapping[str, Report]) -> str:
    first = evidence[line.evidence[0]]
    return plain(origin_of(first, reports[first.report]).name)


def _lost(line: Line, evidence: Mapping[str, Evidence], reports: Mapping[str, Report]) -> dict[str, float]:
    """The origins that the passages of a line give themselves, with the chance that one of them does not belong here.

    Passages that name an origin belong or do not belong together; of those that name none, each report by itself.
    """
    sure: dict[tuple[str, str], float] = {}
    decided: set[tuple[str, str]] = set()
    origins: dict[str, Origin] = {}
    for link in line.links:
        if link.child not in evidence:
            continue
        item = evidence[link.child]
        origin = origin_of(item, reports[item.report])
        key = (plain(origin.name), "" if origin.knows else item.report)
        origins[key[0]] = origin
        sure[key] = min(sure.get(key, 1.0), link.probability)
        if link.decision:
            decided.add(key)
    lost: dict[str, float] = {}
    for (name, report), probability in sure.items():
        if (name, report) in decided:
            continue
        alone = (1 - probability) * _alone(origins[name].kind)
        lost[name] = 1 - (1 - lost.get(name, 0.0)) * (1 - alone)
    return lost


def _alone(kind: OriginKind) -> float:
    """The chance that an origin which does not go back to this line goes back to none of the others either."""
    return {OriginKind.UNSOURCED: 1 - NOBODY, OriginKind.REPORTING: 1 - UNSAID}.get(kind, 1.0)


def _quantile(distribution: Sequence[float], share: float) -> int:
    """The least number up to which this share of the distribution lies."""
    below = 0.0
    for number, probability in enumerate(distribution):
        below += probability
        if below >= share - 1e-9:
            return number
    return len(distribution) - 1
