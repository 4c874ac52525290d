"""The demonstration case, verified and set beside its gold file: what ``lines`` and ``verdicts`` both start from."""

from __future__ import annotations

import hashlib
import json
import runpy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from secondsource import Library, verify
from secondsource.model import Block, Dossier, Evidence, Report, Role, Span, Statement

CASE = Path(__file__).parent.parent / "examples" / "caracas-2019"
Gold = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One statement of the gold file and the dossier's statements that make it.

    ``reports`` gives the text of each file of the library and the id of its report.
    """

    gold: Gold
    dossier: Dossier
    statements: tuple[Statement, ...]
    reports: dict[str, tuple[str, str]]

    def overlapping(self, statement: Statement, cell: Gold) -> Evidence | None:
        """The evidence on the statement that overlaps a passage of the gold file; if several do, the most."""
        report, text = self.reports[cell["report"]]
        start = text.index(cell["passage"])
        passage = Span(start, start + len(cell["passage"]))
        found = [
            item
            for item in self.dossier.evidence
            if item.statement == statement.id and item.report == report and item.span.overlaps(passage)
        ]
        return max(found, key=lambda item: _shared(item.span, passage), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


@cache
def cases() -> tuple[Case, ...]:
    """Every statement of the gold file. One that the report does not make is verified as a report of its own."""
    demo = runpy.run_path(str(CASE / "demo.py"))
    golds = json.loads((CASE / "gold.json").read_text(encoding="utf-8"))["statements"]
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "library"
        dossier = demo["make_dossier"](folder)
        with Library.open(folder) as library:
            held = {report.text: report.id for report in library.reports()}
            texts = {path.name: _text(path) for path in sorted(CASE.glob("library/*.json"))}
            reports = {name: (held[text], text) for name, text in texts.items()}
            found = []
            for gold in golds:
                alone = None if gold["anchors"] else verify(_report(gold, demo), library, now=demo["NOW"])
                here = alone or dossier
                found.append(Case(gold, here, here.statements if alone else _made(dossier, gold), reports))
    return tuple(found)


def _text(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["text"])


def _report(gold: Gold, demo: dict[str, Any]) -> Report:
    text = gold["statement"]
    block = Block(Span(0, len(text)), Role.PARAGRAPH)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(digest, text, (block,), published=demo["PUBLISHED"], language="en")


def _made(dossier: Dossier, gold: Gold) -> tuple[Statement, ...]:
    """The statements of the report that the anchors stand for: of those that overlap one, the one that has most of it.

    A sentence may make two assertions, and the anchor names one of them.
    """
    text = dossier.report.text
    made: dict[str, Statement] = {}
    for anchor in gold["anchors"]:
        start = text.index(anchor)
        place = Span(start, start + len(anchor))
        near = [s for s in dossier.statements if s.checkable and s.span.overlaps(place)]
        if near:
            best = max(near, key=lambda s: (_shared(s.span, place), -(s.span.end - s.span.start)))
            made[best.id] = best
    return tuple(made.values())
