"""The graph of a statement's origins: origins left, reports right with time running down, one edge per descent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from secondsource.dossier.findings import Finding, Findings
from secondsource.dossier.wording import CIRCULAR, STANCES, Mark
from secondsource.model import Evidence, Line, Link

ROW = 22  # pixels from one report to the next
_BAND = 38  # pixels that an origin takes at least: two rows of small print


@dataclass(frozen=True, slots=True)
class Held:
    """A report at height ``y``, by its first passage, with the ways in which it descends."""

    y: float
    passage: Evidence
    descents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """From the origin (``among`` false) or another report (true) at ``start`` to the report at ``end``.

    ``told`` is false where the report belongs to the line without a link that says why: it is the origin's own.
    """

    start: float
    end: float
    among: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of one line at height ``y`` of the band that begins at ``top``, and what goes back to it."""

    top: float
    y: float
    line: Line
    mark: Mark
    reports: tuple[Held, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything drawn, and how high it is in pixels."""

    origins: tuple[Origin, ...]
    height: float


def graph(finding: Finding, findings: Findings) -> Graph | None:
    """``None`` where no line has two passages: then the list of lines says it all."""
    if all(len(line.evidence) < 2 for line in finding.lines):
        return None
    origins, y = [], 0.0
    for line in finding.lines:
        origin, y = _origin(line, findings, y)
        origins.append(origin)
    return Graph(tuple(origins), y)


def _origin(line: Line, findings: Findings, top: float) -> tuple[Origin, float]:
    """A line laid out from ``top`` on, and where the next begins."""
    passages: dict[str, Evidence] = {}
    for passage in findings.passages(line):
        passages.setdefault(passage.report, passage)
    band = max(_BAND, ROW * len(passages) + 10)
    first = top + (band - ROW * (len(passages) - 1)) / 2
    heights = {report: first + ROW * n for n, report in enumerate(passages)}
    links = _links_by_report(line, findings)
    reports = (Held(heights[report], passage, _descents(links.get(report, ()))) for report, passage in passages.items())
    y = top + band / 2
    edges = (edge for report in passages for edge in _edges(y, report, links.get(report, ()), heights, findings))
    mark = CIRCULAR if line.circular else STANCES[line.stance]
    return Origin(top, y, line, mark, tuple(reports), tuple(dict.fromkeys(edges))), top + band


def _links_by_report(line: Line, findings: Findings) -> dict[str, tuple[Link, ...]]:
    groups: dict[str, tuple[Link, ...]] = {}
    for link in line.links:
        if child := findings.evidence.get(link.child):
            groups[child.report] = (*groups.get(child.report, ()), link)
    return groups


def _descents(links: tuple[Link, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.descent.value for link in links))


def _edges(
    y: float, report: str, links: tuple[Link, ...], heights: dict[str, float], findings: Findings
) -> Iterator[Edge]:
    end = heights[report]
    if not links:
        yield Edge(y, end, among=False, told=False)
    for link in links:
        parent = findings.evidence.get(link.parent)
        if parent and parent.report != report and parent.report in heights:
            yield Edge(heights[parent.report], end, among=True, told=True)
        else:
            yield Edge(y, end, among=False, told=True)
