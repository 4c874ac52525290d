"""Lines against origins on invented stories, told in the forms of credit that newsrooms use.

``bench/stories`` has short reports, written for this, and for each of a story's statements the passages that bear
it out, each with the origin that a careful reader gives it (docs/labelling-lines.md). Reading, descent and lines are as
they ship; which passages bear on a statement is given, and that they support it, so that this measures from whom a
passage has it, and nothing else. ``how`` is as in the demonstration's gold file: credited, relayed (it credits somebody
who has it from there) or uncredited; ``all`` scores those too, where a reader can tell the origin.

B-cubed is averaged over passages, then over statements. ``merged_error`` is the share of pairs of two origins that are
on one line (a confirmation hidden), ``split_error`` that of pairs of one origin on two lines (a false corroboration).
``unread_wrong`` counts passages in which the reader finds no statement.
The sets are the stories in the order in which they were opened. The rules were written with ``seen``, ``second`` and
``third`` in view; ``unopened`` has never been looked at, its figures alone say how the rules do on what is new.

    python -m bench.credited            the figures
    python -m bench.credited quake      also each passage of the stories named, with the line it was put on
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from bench.rows import Row
from bench.scores import Score, b_cubed, mean
from secondsource.intake.credits import is_credit
from secondsource.intake.plain import Particulars, compose
from secondsource.model import Attribution, Block, Evidence, Excerpt, Mode, Probabilities, Report, Role, Span
from secondsource.model import Statement as Stated
from secondsource.reading.statements import find_statements
from secondsource.sourcing.lines import trace_lines

STORIES = Path(__file__).parent / "stories"
_SURE = Probabilities(0.95, 0.01, 0.04)


@dataclass(frozen=True)
class Told:
    """One statement of a story: the origin and the line of each passage, those that credit somebody, and how many were
    not read."""

    story: str
    set: str
    statement: str
    passages: dict[str, str]
    right: dict[str, str]
    found: dict[str, str]
    credited: frozenset[str]
    unread: int


def measure(shared: Path) -> dict[str, float]:
    """The figures above; ``shared`` is not needed."""
    told = list(traced())
    figures: dict[str, float] = {}
    for kind in sorted({each.set for each in told}):
        of_set = [each for each in told if each.set == kind]
        scores = [_score(each, each.credited) for each in of_set]
        merged, split = _wrong(of_set)
        figures |= {
            f"{kind}_b3_precision": mean([score.precision for score in scores]),
            f"{kind}_b3_recall": mean([score.recall for score in scores]),
            f"{kind}_b3_f1": mean([score.f1 for score in scores]),
            f"{kind}_all_b3_f1": mean([_score(each, frozenset(each.found)).f1 for each in of_set]),
            f"{kind}_merged_error": merged,
            f"{kind}_split_error": split,
            f"{kind}_unread_wrong": sum(each.unread for each in of_set),
        }
    return figures


def _score(each: Told, counted: frozenset[str]) -> Score:
    return b_cubed({n: each.found[n] for n in counted}, {n: each.right[n] for n in counted})


def _wrong(told: list[Told]) -> tuple[float, float]:
    merged, apart, split, together = 0, 0, 0, 0
    for each in told:
        for one, other in combinations(sorted(each.credited), 2):
            same, joined = each.right[one] == each.right[other], each.found[one] == each.found[other]
            together += same
            apart += not same
            split += same and not joined
            merged += joined and not same
    return merged / max(1, apart), split / max(1, together)


def traced() -> Iterator[Told]:
    """Each statement of each story with its lines."""
    for path in sorted(STORIES.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        reports = {row["id"]: _report(row) for row in story["reports"]}
        for gold in story["statements"]:
            yield _told(story, gold, reports)


def _told(story: Row, gold: Row, reports: dict[str, Report]) -> Told:
    cells = dict(enumerate(gold["evidence"]))
    items = {n: item for n in cells if (item := _evidence(n, cells[n], reports[cells[n]["report"]])) is not None}
    held = {report.id: report for report in reports.values()}
    lines = trace_lines(_statement(gold["statement"]), tuple(items.values()), held, _verified(gold))
    line_of = {item: line.origin + f" [{line.kind}]" for line in lines for item in line.evidence}
    counted = {n: cells[n] for n in items if cells[n]["origin"] != "unknown"}
    return Told(
        story["id"],
        story["set"],
        gold["statement"],
        {str(n): f"{cell['report']}: {cell['passage']}" for n, cell in counted.items()},
        {str(n): cell["origin"] for n, cell in counted.items()},
        {str(n): line_of[items[n].id] for n in counted},
        frozenset(str(n) for n, cell in counted.items() if cell["how"] != "uncredited"),
        len(cells) - len(items),
    )


def _report(row: Row) -> Report:
    known = Particulars(
        publisher=row["outlet"], published=date.fromisoformat(row["published"]), byline=row.get("byline"), language="en"
    )
    spans, start = [], 0
    for line in row["text"].split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    blocks = tuple(Block(span, _role(span.of(row["text"]))) for span in spans)
    return compose(row["text"], known, blocks)


def _role(words: str) -> Role:
    return Role.CREDIT if is_credit(words) else Role.PARAGRAPH


def _evidence(number: int, cell: Row, report: Report) -> Evidence | None:
    """What the report states where the passage stands; of several statements, the one that has most of it. ``None``
    where the reader finds that it states nothing there."""
    start = report.text.index(cell["passage"])
    place = Span(start, start + len(cell["passage"]))
    near = [stated for stated in find_statements(report) if stated.span.overlaps(place)]
    if not near:
        return None
    best = max(near, key=lambda s: (min(s.span.end, place.end) - max(s.span.start, place.start), -s.span.end))
    words = best.span.of(report.text)
    return Evidence(f"s/{number}", "s", report.id, best.span, words, best.attribution, _SURE.stance, _SURE)


def _statement(text: str) -> Stated:
    span = Span(0, len(text))
    return Stated("s", span, text, Role.PARAGRAPH, Attribution(Mode.NARRATED, Excerpt(span, text)))


def _verified(gold: Row) -> Report:
    return compose(gold["statement"], Particulars(publisher="The report under verification", language="en"))


def main() -> None:
    for each in (each for each in traced() if each.story in sys.argv[1:]):
        print(f"\n{each.story}: {each.statement}")
        for n, passage in sorted(each.passages.items(), key=lambda one: (each.right[one[0]], one[0])):
            print(f"  {each.right[n]:24} {each.found[n]:50} {passage[:80]}")
    for name, value in measure(Path()).items():
        print(f"{name:24} {value:.3f}")


if __name__ == "__main__":
    main()
