"""Pairs of news statement and passage, labelled by one reader: what a search of 278 reports brought up for 2,000 of
their statements.

``judged_pairs.json`` has no text: ids of AllSides reports and offsets. Of the 18,523 pairs that share at least .3 of
the statement 240 were drawn in five strata (called a support or a refutation by one of two judges, or by neither), and
45 more of those in which a figure from 13 up agrees; ``stands_for`` says how many pairs each was drawn for. A fragment
that asserts nothing is neither supported nor refuted. The two blocks are read again each time, and a pair whose
statement or passage is no longer found is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bench.rows import rows
from secondsource.evidence.retrieve import Candidate
from secondsource.intake.form import read_form
from secondsource.model import Block, Report, Span, Stance, Statement
from secondsource.reading.statements import find_statements

FILE = Path(__file__).parent / "judged_pairs.json"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its stance; ``stands_for`` is how many pairs of the search it was drawn for."""

    statement: Statement
    report: Report
    candidate: Candidate
    stance: Stance
    stands_for: float


def judged(shared: Path) -> Iterator[Judged]:
    """The pairs; half a minute, since some 400 blocks are read."""
    given = json.loads(FILE.read_text(encoding="utf-8"))
    wanted = {row[side][0] for row in given for side in ("statement", "passage")}
    found = {row["id"]: row for row in rows(shared / "data/allsides/reports.jsonl.zst") if row["id"] in wanted}
    now = datetime(2021, 1, 1, tzinfo=UTC)
    reports = {each: read_form(row, retrieved=now) for each, row in found.items()}
    read = cache(find_statements)
    for row in given:
        (subject, statement, _), (other, passage, before) = (
            _read(reports[row[side][0]], Span(*row[side][1:]), read) for side in ("statement", "passage")
        )
        if statement is not None and passage is not None:
            candidate = Candidate(other, passage, before)
            yield Judged(statement, subject, candidate, Stance(row["stance"]), row["stands_for"])


def _read(
    report: Report, span: Span, read: Callable[[Report, Block], tuple[Statement, ...]]
) -> tuple[Report, Statement | None, Statement | None]:
    """The report, the statement that stands there, and the one before."""
    blocks = (block for block in report.blocks if block.states and block.span.overlaps(span))
    stated = [statement for block in blocks for statement in read(report, block)]
    at = _at(stated, span)
    if at is None:
        return report, None, None
    return report, stated[at], stated[at - 1] if at else None


def _at(statements: Sequence[Statement], span: Span) -> int | None:
    """Which statement stands there: the one that shares most with the span, if it is most of both."""
    best = max(range(len(statements)), key=lambda n: _shared(statements[n].span, span), default=None)
    return best if best is not None and _shared(statements[best].span, span) > 0.5 else None


def _shared(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))
