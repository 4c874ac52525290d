"""Lines against origins on the demonstration case, and copies on real pairs of reports.

The case: for every statement of its gold file the passages that the dossier found, grouped by the dossier's lines, are
set against the origins that the gold file gives them, by B-cubed (as the case's README says: averaged over passages,
then over statements). ``credited`` leaves out the passages that credit nobody, whose origin text alone may not show.
A passage that was not found counts in ``passages_share`` alone; ``stance_accuracy`` is over the found; a lookalike is
wrong when it was given a side.

The pairs (``data/syndication``) are mined, not labelled: reports of two outlets that share three long sentences or
more. Where those make half of the shorter text and more, one is mostly a copy of the other, and
``copies_recall`` is the share that ``sourcing.copies`` finds; below that it may be a statement that both quote, so
``part_shared_found`` is neither good nor bad. Neighbours are pairs of different outlets on one topic within three
days that were not mined; what is taken for a copy there is nearly always wrong (``neighbours_found``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bench.case import Case, cases
from bench.rows import Row, rows, shuffled
from bench.scores import Score, b_cubed, mean
from secondsource.model import Evidence, Stance, Statement
from secondsource.sourcing.copies import is_copy

HALF = 0.5
NEIGHBOURS = 2_000
NEAR = timedelta(days=3)


def measure(shared: Path) -> dict[str, float]:
    """The figures above; those of the pairs only where the data is."""
    figures = lines(cases())
    return figures | copies(shared / "data") if (shared / "data" / "syndication").is_dir() else figures


# --- the case ----------------------------------------------------------------------------------------------------


def lines(held: tuple[Case, ...]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, kinds in (("all", ("credited", "relayed", "uncredited")), ("credited", ("credited", "relayed"))):
        scores = [score for case in held if (score := _grouping(case, kinds)) is not None]
        figures[f"b3_{name}_precision"] = mean([score.precision for score in scores])
        figures[f"b3_{name}_recall"] = mean([score.recall for score in scores])
        figures[f"b3_{name}_f1"] = mean([score.f1 for score in scores])
    stances = [(cell["stance"], item.stance) for case in held for cell, item in _found(case)]
    passages = sum(len(case.gold["evidence"]) for case in held)
    return figures | {
        "passages_share": sum(len({_key(cell) for cell, _ in _found(case)}) for case in held) / passages,
        "stance_accuracy": mean([gold == found for gold, found in stances]),
        "lookalikes_wrong": sum(_mistaken(case) for case in held),
        "lookalikes": sum(len(case.gold["lookalikes"]) for case in held),
    }


def _grouping(case: Case, kinds: tuple[str, ...]) -> Score | None:
    """B-cubed of the lines of each statement that makes the gold one, averaged; ``None`` where nothing was found."""
    scores = []
    for statement in case.statements:
        line_of = {item: n for n, line in enumerate(case.dossier.lines) for item in line.evidence}
        cells = [(cell, item) for cell, item in _found_for(case, statement) if cell["how"] in kinds]
        if cells:
            ours = {_key(cell): line_of.get(item.id, item.id) for cell, item in cells}
            scores.append(b_cubed(ours, {_key(cell): cell["origin"] for cell, _ in cells}))
    return Score(mean([s.precision for s in scores]), mean([s.recall for s in scores])) if scores else None


def _found(case: Case) -> Iterator[tuple[Row, Evidence]]:
    for statement in case.statements:
        yield from _found_for(case, statement)


def _found_for(case: Case, statement: Statement) -> Iterator[tuple[Row, Evidence]]:
    """The passages of the gold file that the dossier found for one statement."""
    for cell in case.gold["evidence"]:
        if (item := case.overlapping(statement, cell)) is not None:
            yield cell, item


def _key(cell: Row) -> tuple[str, str]:
    return cell["report"], cell["passage"]


def _mistaken(case: Case) -> int:
    """Lookalikes that were counted for or against."""
    cells = case.gold["lookalikes"]
    found = [[case.overlapping(statement, cell) for statement in case.statements] for cell in cells]
    return sum(any(item and item.stance is not Stance.DISCUSSES for item in items) for items in found)


# --- pairs of reports --------------------------------------------------------------------------------------------


def copies(data: Path) -> dict[str, float]:
    pairs = list(rows(data / "syndication" / "pairs.jsonl.zst"))
    reports = {row["id"]: row for row in rows(data / "allsides" / "reports.jsonl.zst")}
    shares = {(pair["a"], pair["b"]): max(pair["share_of_a"], pair["share_of_b"]) for pair in pairs}
    found = {ids: is_copy(reports[ids[0]]["text"], reports[ids[1]]["text"]) for ids in shares}
    near = [is_copy(one["text"], other["text"]) for one, other in islice(_neighbours(reports, set(shares)), NEIGHBOURS)]
    return {
        "copies_recall": mean([found[ids] for ids in found if shares[ids] >= HALF]),
        "copies": sum(share >= HALF for share in shares.values()),
        "part_shared_found": mean([found[ids] for ids in found if shares[ids] < HALF]),
        "part_shared": sum(share < HALF for share in shares.values()),
        "neighbours_wrong": sum(near),
        "neighbours": len(near),
    }


def _neighbours(reports: dict[str, Row], mined: set[tuple[str, str]]) -> Iterator[tuple[Row, Row]]:
    """Each report with the first one after it, in a fixed order, that is near it in time and topic."""
    dated = [row for row in shuffled(reports.values()) if row["date"] and row["topic"]]
    topics: dict[str, list[Row]] = {}
    for row in dated:
        topics.setdefault(row["topic"], []).append(row)
    for row in dated:
        later = topics[row["topic"]]
        later.remove(row)
        pair = next(((row, other) for other in later if _near(row, other) and not _mined(row, other, mined)), None)
        if pair:
            yield pair


def _mined(row: Row, other: Row, mined: set[tuple[str, str]]) -> bool:
    return (row["id"], other["id"]) in mined or (other["id"], row["id"]) in mined


def _near(row: Row, other: Row) -> bool:
    return (
        row["outlet"] != other["outlet"]
        and abs(date.fromisoformat(row["date"]) - date.fromisoformat(other["date"])) <= NEAR
    )


def main() -> None:
    for case in cases():
        found = {_key(cell) for cell, _ in _found(case)}
        score = _grouping(case, ("credited", "relayed", "uncredited")) or Score(0.0, 0.0)
        share = f"{len(found)} of {len(case.gold['evidence'])} passages"
        print(f"{case.gold['id']:16} {share:20} B-cubed {score.precision:.2f} {score.recall:.2f} {score.f1:.2f}")
    for name, value in lines(cases()).items():
        print(f"{name:28} {value:.3f}")


if __name__ == "__main__":
    main()
