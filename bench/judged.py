"""Pairs of news statement and passage as a search brings them up, labelled by reading (docs/labelling-stance.md).

``judged_pairs.json`` has no text: ids of AllSides reports and offsets. Seven draws, each in strata by what the rule of
its day gave them, so that ``stands_for`` says how many pairs each was drawn for; of a statement with more than four
pairs each counts for less. ``first``: of 18,523 pairs that share at least .3 of the statement, of 2,000 statements of
278 reports. ``second``: of what 30,000 reports hold on 536 statements, a third of which other outlets tell too.
``third``: on 660 statements of 330 further reports. ``fourth`` and ``fifth``: on 779 statements of 413 further ones,
``sixth`` and ``seventh``: on 1,826 of 887, drawn by ``bench/drawing.py``. The judge learns from the part ``taught`` and
from no statement of a report whose pairs are ``kept``: the rule is fitted on those, and they are measured. The two
blocks are read again each time; a pair is left out whose statement or passage is no longer found, or no longer an
assertion.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from bench.rows import rows
from secondsource.evidence.retrieve import Candidate
from secondsource.intake.form import read_form
from secondsource.model import Block, Report, Span, Stance, Statement
from secondsource.reading.statements import find_statements

FILE = Path(__file__).parent / "judged_pairs.json"


class Part(StrEnum):
    """What a pair is for: to teach the judge of stance, or kept from it."""

    TAUGHT = "taught"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its stance; ``stands_for`` is how many pairs of the search it was drawn for. ``torn``: the reader was
    not sure."""

    statement: Statement
    report: Report
    candidate: Candidate
    stance: Stance
    stands_for: float
    drawn: str
    torn: bool


def judged(shared: Path, part: Part = Part.KEPT) -> Iterator[Judged]:
    """The pairs of a part; a minute, since some thousand blocks are read."""
    given = [row for row in json.loads(FILE.read_text(encoding="utf-8")) if row["part"] == part]
    wanted = {row[side][0] for row in given for side in ("statement", "passage")}
    found = {row["id"]: row for row in rows(shared / "data/allsides/reports.jsonl.zst") if row["id"] in wanted}
    now = datetime(2021, 1, 1, tzinfo=UTC)
    reports = {each: read_form(row, retrieved=now) for each, row in found.items()}
    read = cache(find_statements)
    for row in given:
        (subject, statement, _), (other, passage, before) = (
            _read(reports[row[side][0]], Span(*row[side][1:]), read) for side in ("statement", "passage")
        )
        if statement is not None and statement.checkable and passage is not None:
            candidate = Candidate(other, passage, before)
            stance = Stance(row["stance"])
            yield Judged(statement, subject, candidate, stance, row["stands_for"], row["drawn"], row["torn"])


def weights(pairs: Sequence[Judged]) -> list[float]:
    """Each draw counts by how many of its pairs are given, and each of them by how many it was drawn for."""
    number = Counter(each.drawn for each in pairs)
    total: Counter[str] = Counter()
    for each in pairs:
        total[each.drawn] += each.stands_for
    return [each.stands_for / total[each.drawn] * number[each.drawn] for each in pairs]


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
