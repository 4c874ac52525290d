"""Where the bars, dots and edges of a dossier lie.

Horizontal positions are percentages of a width, so that a drawing fits any screen without its words shrinking;
vertical ones are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from secondsource.dossier.findings import Finding, Findings
from secondsource.dossier.wording import day, short_day
from secondsource.model import Line, Reason, Stance

_LABEL = 3.5  # per cent of the narrowest drawing, 190 px, that one character takes at 11 px
_GAP = 7  # days without a report beyond which the rail is broken
_LEFT, _RIGHT = 4.0, 94.0  # where the first and last day lie; room for "×12" behind the last


@dataclass(frozen=True, slots=True)
class Bar:
    """One term of the sum: from ``left``, ``width`` wide."""

    reason: Reason
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The reasons laid end to end from nought to the sum; ``zero`` is where nought lies, ``total`` the sum's bar."""

    bars: tuple[Bar, ...]
    zero: float
    total: Bar


@dataclass(frozen=True, slots=True)
class Dot:
    """``reports`` reports of one line on one day."""

    x: float
    stance: Stance
    reports: int
    day: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line's days, and how many of its reports have none."""

    line: Line
    dots: tuple[Dot, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the time line; ``anchor`` as in SVG keeps it inside."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Who reported when, one row per line, one column per day that has a report.

    The columns stand at equal distances: a story has busy days and empty months, and drawn to scale the busy days
    fall on one spot. ``rail`` gives the stretches between them and whether more than a week was left out. ``own`` is
    where the report under verification lies.
    """

    rows: tuple[Row, ...]
    rail: tuple[tuple[float, float, bool], ...]
    ticks: tuple[Tick, ...]
    own: float | None


def waterfall(reasons: Sequence[Reason], log_odds: float) -> Waterfall:
    sums = [0.0, *accumulate(reason.weight for reason in reasons)]
    # At least one unit wide: a lone weight of 0.05 must not look like proof.
    low, high = min(*sums, log_odds, -0.5), max(*sums, log_odds, 0.5)

    def place(value: float) -> float:
        return round(100 * (value - low) / (high - low), 2)

    def bar(reason: Reason, start: float, end: float) -> Bar:
        return Bar(reason, place(min(start, end)), round(abs(place(end) - place(start)), 2))

    bars = tuple(bar(reason, sums[n], sums[n + 1]) for n, reason in enumerate(reasons))
    return Waterfall(bars, place(0.0), bar(Reason("sum", log_odds), 0.0, log_odds))


def time_line(finding: Finding, findings: Findings, own: date | None) -> TimeLine | None:
    """``None`` where fewer than two days are known: then there is nothing to compare."""
    reports = [_reports(line, findings) for line in finding.lines]
    found = {moment for line in reports for moment, _ in line if moment}
    known = sorted(found | ({own} if own else set()))
    if not found or len(known) < 2:
        return None
    step = (_RIGHT - _LEFT) / (len(known) - 1)
    columns = {moment: round(_LEFT + step * n, 2) for n, moment in enumerate(known)}
    rows = tuple(_row(line, on, columns) for line, on in zip(finding.lines, reports, strict=True))
    rail = tuple((columns[a], columns[b], (b - a).days > _GAP) for a, b in pairwise(known))
    first = [own] if own else []
    return TimeLine(rows, rail, _ticks((*first, known[0], known[-1], *known), columns), columns[own] if own else None)


def _reports(line: Line, findings: Findings) -> list[tuple[date | None, Stance]]:
    """The day and stance of each report of a line, a report counted once."""
    stances = {passage.report: passage.stance for passage in findings.passages(line)}
    return [(findings.published(report), stance) for report, stance in stances.items()]


def _row(line: Line, reports: Sequence[tuple[date | None, Stance]], columns: dict[date, float]) -> Row:
    groups: dict[tuple[date, Stance], int] = {}
    for moment, stance in reports:
        if moment:
            groups[moment, stance] = groups.get((moment, stance), 0) + 1
    dots = (Dot(columns[moment], stance, n, day(moment)) for (moment, stance), n in sorted(groups.items()))
    return Row(line, tuple(dots), sum(moment is None for moment, _ in reports))


def _ticks(days: Iterable[date], columns: dict[date, float]) -> tuple[Tick, ...]:
    """Those that fit beside the earlier ones, which matter more."""
    kept: list[Tick] = []
    write = short_day if len({moment.year for moment in columns}) == 1 else day
    for moment in days:
        x = columns[moment]
        tick = Tick(x, write(moment), "start" if x < 20 else "end" if x > 80 else "middle")
        if all(_apart(tick, other) for other in kept):
            kept.append(tick)
    return tuple(sorted(kept, key=lambda tick: tick.x))


def _apart(tick: Tick, other: Tick) -> bool:
    first, second = sorted((_extent(tick), _extent(other)))
    return first[1] < second[0]


def _extent(tick: Tick) -> tuple[float, float]:
    width = _LABEL * len(tick.label)
    start = {"start": tick.x, "middle": tick.x - width / 2, "end": tick.x - width}[tick.anchor]
    return start, start + width
