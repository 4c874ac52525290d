"""The reports that a dossier cites in order of time, and what each does to which statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secondsource.dossier.findings import Finding, Findings
from secondsource.dossier.wording import CIRCULAR, STANCES, Mark, day
from secondsource.model import Evidence, Stance

_MARKS = (*STANCES.values(), CIRCULAR)


@dataclass(frozen=True, slots=True)
class Told:
    """One report, and the numbers of the statements on which it does what the mark says."""

    report: str
    does: tuple[tuple[Mark, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The reports of one day; ``label`` says "no date" where it is not known, ``later`` how many days after the one
    before. ``own`` is true for the day of the report under verification."""

    label: str
    reports: tuple[Told, ...]
    later: int
    own: bool


def told_when(findings: Findings, own: date | None) -> tuple[Day, ...]:
    """The days on which something was reported, the earliest first, what has no date last."""
    reports: defaultdict[date, list[Told]] = defaultdict(list)
    for report, does in _by_report(findings.each).items():
        marks = tuple((mark, tuple(sorted(does[mark]))) for mark in _MARKS if does[mark])
        reports[findings.published(report) or date.max].append(Told(report, marks))
    days, before = [], None
    for moment in sorted({*reports, own} if own else reports) if reports else ():
        known = None if moment == date.max else moment
        later = (known - before).days if known and before else 0
        days.append(Day(day(known), tuple(reports.get(moment, ())), later, moment == own))
        before = known
    return tuple(days)


def _by_report(each: Iterable[Finding]) -> dict[str, defaultdict[Mark, set[int]]]:
    """For each report the numbers of the statements by the mark of its clearest passage on them."""
    found: defaultdict[str, defaultdict[Mark, set[int]]] = defaultdict(lambda: defaultdict(set))
    for finding in each:
        circular = {item for line in finding.lines if line.circular for item in line.evidence}
        for report, passage in _clearest(finding.evidence).items():
            found[report][CIRCULAR if passage.id in circular else STANCES[passage.stance]].add(finding.number)
    return dict(found)


def _clearest(evidence: Iterable[Evidence]) -> dict[str, Evidence]:
    """Of each report the passage that says most about a statement: one that takes a side before one that takes none."""
    ranked = sorted(evidence, key=lambda item: (item.stance is Stance.DISCUSSES, item.probabilities.discusses))
    return {item.report: item for item in reversed(ranked)}
