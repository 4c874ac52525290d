"""Who reported what when, and from whom: origins left, reports right with time running down, one edge per link.

The right side is a table of one row per link, which says everything in words; the drawing beside it only shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from textwrap import wrap

from secondsource.dossier.findings import Finding, Findings
from secondsource.dossier.wording import CIRCULAR, STANCES, Mark, day, sure
from secondsource.model import Descent, Evidence, Line, Link

# Pixels, which the style sheet repeats: a row of two lines in the table, each line more, the heading of a day.
ROW, MORE, DAY = 38, 18, 26
# The words of a row wrap, and the drawing has to know beforehand where. So lines are counted for the narrowest panel in
# which the style sheet shows the drawing, and for wide letters.
_NARROWEST, _LETTER, _SMALL, _LONGEST = 506, 7.4, 6.9, 9
NAMES = 196  # where the names of origins end
_FIRST_LANE = NAMES + 20
_PITCH = 11  # from one lane to the next
_APART = 42  # from one origin to the next at least: two rows of a name, one of its kind
_NAME = 28  # characters of a name that fit on a row
_NEAR = 5 * ROW  # an arc from report to report reaches so far; beyond, the lane leads there


@dataclass(frozen=True, slots=True)
class Row:
    """One link of a report at height ``y``, and how many of its passages have the same.

    ``line`` is its number, 0 for a passage of no line. ``link`` is ``None`` where a report belongs to the line without
    one: its words are the origin's own. ``opens`` is true for the first row of its report, ``perhaps`` where the link
    is a mere possibility. ``outlet`` reported it, ``source`` is from whom it has it; ``lines`` is how many lines the
    words of the row take.
    """

    y: float
    line: int
    passage: Evidence
    link: Link | None
    passages: int
    opens: bool
    perhaps: bool
    outlet: str = ""
    source: str | None = None
    lines: int = 2

    @property
    def head(self) -> str:
        """Who reported, and from whom they have it."""
        source = f" {'perhaps ' if self.perhaps else ''}from {self.source}" if self.line else ", of no line"
        return self.outlet + source + (f", {self.passages} passages" if self.passages > 1 else "")

    @property
    def how(self) -> str:
        """By which rule it belongs there."""
        link = self.link
        if link is None:
            return ""
        return link.descent.value + (f", {sure(link)}" if link.probability < 1 else "")

    @property
    def reason(self) -> str:
        """The words that show it, or why, without what the first line has said already."""
        link = self.link
        if link is None:
            return "its own words" if self.line else ""
        if link.seen and link.probability == 1 and not link.decision:
            return f"“{link.seen.text}”"
        return link.reason.removeprefix(f"{self.outlet} ").removeprefix(f"has it from {self.source}: ")


@dataclass(frozen=True, slots=True)
class Day:
    """The rows of one day; ``label`` says "no date" where it is not known, ``later`` how many days after the one
    before. ``own`` is true for the day of the report under verification, which has no row."""

    label: str
    rows: tuple[Row, ...]
    later: int = 0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """The path of an edge, the number of its line, and its look.

    ``told`` by words of the report, ``own`` words of the origin, ``perhaps``, or ``by-hand``. ``fork`` is where it
    leaves the lane of its line, if it does.
    """

    path: str
    line: int
    look: str
    fork: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a line at height ``y``, its name in one row or two, and how many reports go back to it.

    From there its lane at ``x`` runs down, from ``start`` to ``end``, past the reports.
    """

    y: float
    x: float
    start: float
    end: float
    number: int
    line: Line
    mark: Mark
    name: tuple[str, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything drawn, and how wide and high it is in pixels."""

    origins: tuple[Origin, ...]
    days: tuple[Day, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for day_ in self.days for row in day_.rows)


def graph(finding: Finding, findings: Findings, own: date | None = None) -> Graph | None:
    """``own`` is the day of the report under verification. ``None`` where there are not two reports to compare."""
    if finding.reports < 2:
        return None
    width = _FIRST_LANE + _PITCH * len(finding.lines) + 16
    days, height = _days([_worded(row, finding, findings, width) for row in _rows(finding, findings)], findings, own)
    rows = [row for day_ in days for row in day_.rows]
    origins = _origins(finding, findings, rows, height)
    edges = _edges([row for row in rows if row.line], {o.number: o.x for o in origins}, width - 8, findings)
    lowest = origins[-1].y + _APART / 2 if origins else 0.0
    return Graph(origins, days, tuple(edges), width, max(height, lowest))


# --- the reports ------------------------------------------------------------------------------------------------


def _rows(finding: Finding, findings: Findings) -> list[Row]:
    """A row for each way in which a report belongs to a line, in order of publication."""
    rows: list[Row] = []
    for number, line in enumerate(finding.lines, start=1):
        rows += _rows_of(number, line, findings)
    loose = {passage.report: passage for passage in reversed(finding.loose)}
    rows += [Row(0, 0, passage, None, 1, opens=False, perhaps=False) for passage in reversed(loose.values())]
    order = {report: n for n, report in enumerate(dict.fromkeys(row.passage.report for row in rows))}
    return sorted(rows, key=lambda row: (_moment(row, findings), order[row.passage.report], row.line, row.perhaps))


def _rows_of(number: int, line: Line, findings: Findings) -> Iterator[Row]:
    links: dict[tuple[str, str, Descent], list[Link]] = {}
    for link in line.links:
        if child := findings.evidence.get(link.child):
            parent = findings.evidence.get(link.parent)
            links.setdefault((child.report, parent.report if parent else "", link.descent), []).append(link)
    linked = set()
    for same in links.values():
        passage = findings.evidence[same[0].child]
        linked.add(passage.report)
        yield Row(0, number, passage, same[0], len({link.child for link in same}), opens=False, perhaps=False)
    for link in line.perhaps:
        if (passage_ := findings.evidence.get(link.child)) is not None:
            yield Row(0, number, passage_, link, 1, opens=False, perhaps=True)
    for passage in findings.passages(line):
        if passage.report not in linked:
            linked.add(passage.report)
            yield Row(0, number, passage, None, 1, opens=False, perhaps=False)


def _worded(row: Row, finding: Finding, findings: Findings, width: float) -> Row:
    """A row with its words, and how many lines they take beside a drawing of this width."""
    held = findings.evidence.get(row.link.parent) if row.link else None
    source = finding.lines[row.line - 1].origin if row.line else None
    if held is not None and held.report != row.passage.report:
        source = _outlet(held.report, findings)
    worded = replace(row, outlet=_outlet(row.passage.report, findings), source=source)
    stance = (CIRCULAR if row.line and finding.lines[row.line - 1].circular else STANCES[row.passage.stance]).word
    below = " · ".join(filter(None, (f"▲ {stance}", f"{worded.how}: {worded.reason}")))
    column = max(_NARROWEST - width, 120)
    lines = _lines(worded.head, column / _LETTER) + _lines(below, column / _SMALL)
    return replace(worded, lines=min(lines, _LONGEST))


def _lines(words: str, width: float) -> int:
    return len(wrap(words, int(width))) or 1


def _outlet(report: str, findings: Findings) -> str:
    reference = findings.references.get(report)
    return reference.publisher or "publisher not known" if reference else "a report no longer described"


def _moment(row: Row, findings: Findings) -> date:
    return findings.published(row.passage.report) or date.max


def _days(rows: Iterable[Row], findings: Findings, own: date | None) -> tuple[tuple[Day, ...], float]:
    groups = {moment: list(group) for moment, group in groupby(rows, key=lambda row: _moment(row, findings))}
    days, y, before = [], 0.0, date.max
    for moment in sorted({*groups, own} if own else groups):
        y += DAY
        placed: list[Row] = []
        for row in groups.get(moment, ()):
            opens = not placed or placed[-1].passage.report != row.passage.report
            placed.append(replace(row, y=y + ROW / 2, opens=opens))
            y += ROW + MORE * (row.lines - 2)
        known = None if moment == date.max else moment
        days.append(Day(day(known), tuple(placed), _later(before, known), moment == own))
        before = moment
    return tuple(days), y


def _later(before: date, moment: date | None) -> int:
    return (moment - before).days if moment and before < moment else 0


# --- the origins ------------------------------------------------------------------------------------------------


def _origins(finding: Finding, findings: Findings, rows: Sequence[Row], height: float) -> tuple[Origin, ...]:
    """Each where its first report is, as far as the others leave room; who was first has the lane nearest to the
    reports, so that lanes are crossed by as few edges as can be."""
    heights = {
        number: [row.y for row in rows if row.line == number and not row.perhaps] or [height]
        for number in range(1, len(finding.lines) + 1)
    }
    order = sorted(heights, key=lambda number: (heights[number][0], number))
    found = []
    for n, (number, y) in enumerate(zip(order, _spread([heights[k][0] for k in order], height), strict=True)):
        line, own = finding.lines[number - 1], heights[number]
        mark = CIRCULAR if line.circular else STANCES[line.stance]
        reports = len({passage.report for passage in findings.passages(line)})
        x = _FIRST_LANE + _PITCH * (len(order) - 1 - n)
        found.append(Origin(y, x, min(y, *own), max(y, *own), number, line, mark, _name(line.origin), reports))
    return tuple(found)


def _spread(wanted: Sequence[float], height: float) -> list[float]:
    """The wanted heights, in order, moved apart: first down, then up from the end where that overran."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + _APART if placed else _APART / 2))
    limit = max(height, _APART * len(placed)) - _APART / 2
    for n in reversed(range(len(placed))):
        placed[n] = min(placed[n], limit)
        limit = placed[n] - _APART
    return placed


def _name(origin: str) -> tuple[str, ...]:
    rows = wrap(origin, _NAME) or [origin]
    return tuple(rows[:2]) if len(rows) <= 2 else (rows[0], rows[1][: _NAME - 1] + "…")


# --- the edges --------------------------------------------------------------------------------------------------


def _edges(rows: Sequence[Row], lanes: dict[int, float], right: float, findings: Findings) -> Iterator[Edge]:
    """From the lane of its line to each row; from report to report where that is near; from the other line's lane
    where a link is but possible."""
    of_report = {row.passage.report: row for row in reversed(rows) if not row.perhaps}
    first = {(row.line, row.passage.report): row for row in reversed(rows) if not row.perhaps}
    for row in rows:
        held = findings.evidence.get(row.link.parent) if row.link else None
        parent = (first.get((row.line, held.report)) or of_report.get(held.report)) if held else None
        lane, look = lanes[row.line], _look(row)
        if row.perhaps and parent:
            yield Edge(f"M{lanes[parent.line]:g} {parent.y:g} V{row.y:g} H{right:g}", row.line, look)
        elif parent and parent.passage.report != row.passage.report and abs(parent.y - row.y) <= _NEAR:
            yield Edge(_arc(parent.y, row.y, right), row.line, look)
        else:
            yield Edge(f"M{lane:g} {row.y:g} H{right:g}", row.line, look, (lane, row.y))


def _look(row: Row) -> str:
    if row.link is None:
        return "own"
    return "perhaps" if row.perhaps else "by-hand" if row.link.descent is Descent.BY_HAND else "told"


def _arc(start: float, end: float, right: float) -> str:
    return f"M{right:g} {start:g} C{right - 14:g} {start:g} {right - 14:g} {end:g} {right:g} {end:g}"
