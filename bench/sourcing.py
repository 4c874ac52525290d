"""What sourcing adds to a verification: the document the project was created from, against 30,000 reports.

``found``: the lines of the evidence that its dossier has, and their count. ``crowded``: the same where every passage
that is near, up to ``CROWD`` a statement, is evidence for it, as in a story that all papers tell. ``cold`` is with
nothing remembered of any text, ``warm`` the same once more. Seconds, and reference loops as in ``bench/speed.py``. The
time to find the copies of a report is in ``bench/copies.py``.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import secondsource.sourcing
from bench.library import LARGE, NOW, Shelf
from bench.reference import timed
from secondsource import Library, read, verify
from secondsource.intake.take import take
from secondsource.model import Evidence, Probabilities, Report, Statement
from secondsource.shelf import Shelf as Hand
from secondsource.sourcing.counting import count_lines
from secondsource.sourcing.lines import trace_lines

CROWD = 20
_SURE = Probabilities(0.9, 0.02, 0.08)
Cases = Sequence[tuple[Statement, Sequence[Evidence]]]


def measure(shared: Path) -> dict[str, float]:
    """The figures above; nothing where the document is not there."""
    files = sorted((shared / "seed").glob("000_*.txt"))
    if not files:
        return {}
    report = replace(take(str(files[0]), now=NOW).report, published=NOW.date())
    with Library.open(Shelf(shared).large) as library:
        dossier = verify(report, library, now=NOW)
        held = {item.report: library.report(item.report) for item in dossier.evidence}
        found = [(s, [e for e in dossier.evidence if e.statement == s.id]) for s in dossier.statements]
        crowd, reports = _crowd(report, library)
    return _times("found", found, held, report) | _times("crowded", crowd, reports, report)


def _crowd(report: Report, library: Library) -> tuple[Cases, Mapping[str, Report]]:
    hand, cases = Hand(library), []
    for statement in read(report).statements:
        evidence = []
        for passage in library.nearest([statement.text], limit=CROWD):
            held = hand.report(passage.report)
            for told in hand.statements(held, passage.span)[:1]:
                text = told.span.of(held.text)
                made = (f"{statement.id}/{told.id}", statement.id, held.id, told.span, text, told.attribution)
                evidence.append(Evidence(*made, _SURE.stance, _SURE))
        cases.append((statement, evidence))
    return cases, hand.reports


def _times(name: str, cases: Cases, reports: Mapping[str, Report], verified: Report) -> dict[str, float]:
    figures = {f"{name}_passages": float(sum(len(evidence) for _, evidence in cases))}
    _forget()
    for kind in ("cold", "warm"):
        _, timing = timed(lambda: _sourced(cases, reports, verified))
        figures |= {f"{name}_{LARGE}_{kind}_s": timing.seconds, f"{name}_{LARGE}_{kind}_ratio": timing.loops}
    return figures


def _sourced(cases: Cases, reports: Mapping[str, Report], verified: Report) -> None:
    for statement, evidence in cases:
        lines = trace_lines(statement, evidence, reports, verified)
        count_lines(lines, {item.id: item for item in evidence}, reports)


def _forget() -> None:
    """Empties what sourcing remembers of texts."""
    for module in pkgutil.iter_modules(secondsource.sourcing.__path__, "secondsource.sourcing."):
        for thing in vars(importlib.import_module(module.name)).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1])).items():
        print(f"{name:36} {value:,.3f}")
