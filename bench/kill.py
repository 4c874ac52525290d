"""Adds reports to a library while being killed, again and again; then counts what is there.

    python bench/kill.py [--reports 1000] [--kills 20] [--seed 1]

A child process takes generated reports in and names each one that the library has acknowledged. It is killed
(SIGKILL) at random moments and started anew from the first report. What was acknowledged must be there after each
kill, and in the end every report exactly once: in the store, in the archive and in the index.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from secondsource import record
from secondsource.library import Library
from secondsource.model import Block, Report, Role, Span

REPORTS, KILLS = 1_000, 20
_WORDS = ("harbour", "council", "grain", "ferry", "minister", "bridge", "strike", "flood", "school", "tariff", "court")


@dataclass(frozen=True)
class Outcome:
    """``during`` counts the kills that fell after the first and before the last acknowledgement."""

    held: int
    searchable: int
    originals: int
    during: int
    lost: int


def measure(shared: Path) -> dict[str, float]:
    """A thousand reports under twenty kills; ``shared`` is not needed."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = survive(Path(folder), REPORTS, KILLS, seed=1)
    return {
        "held_share": outcome.held / REPORTS,
        "searchable_share": outcome.searchable / REPORTS,
        "originals_share": outcome.originals / REPORTS,
        "lost_wrong": outcome.lost,
        "surplus_wrong": max(0, outcome.held - REPORTS),
        "kills_while_adding": outcome.during,
    }


def generate(count: int) -> Iterator[Report]:
    """Reports of three paragraphs; a word of its own in each, by which the index is asked for it."""
    for number in range(count):
        draw = random.Random(number)
        paragraphs = [f"Report {_name(number)}."] + [" ".join(draw.choices(_WORDS, k=30)) + "." for _ in range(3)]
        text = "\n\n".join(paragraphs)
        starts = [text.index(paragraph) for paragraph in paragraphs]
        blocks = [Block(Span(s, s + len(p)), Role.PARAGRAPH) for s, p in zip(starts, paragraphs, strict=True)]
        yield Report(
            id=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            blocks=tuple(blocks),
            publisher=f"Gazette {number % 7}",
            published=date(2020, 1, 1) + timedelta(days=number % 400),
        )


def _name(number: int) -> str:
    return f"zq{number:06d}"


def survive(folder: Path, reports: int, kills: int, seed: int) -> Outcome:
    """Fills the library at ``folder / "library"`` against ``kills`` kills."""
    source = folder / "reports.jsonl"
    source.write_text("".join(record.dumps(report) + "\n" for report in generate(reports)), encoding="utf-8")
    library, draw = folder / "library", random.Random(seed)
    acknowledged: set[str] = set()
    during = lost = 0
    for after, seconds in _moments(reports, kills, draw):
        named = _run(source, library, after, seconds)
        during += 0 < len(named) < reports
        acknowledged |= named
        lost += len(acknowledged - _ids(library))
    _run(source, library, None, 0)
    return _take_stock(library, reports, during, lost)


def _moments(reports: int, kills: int, draw: random.Random) -> Iterator[tuple[int, float]]:
    """When to kill: after so many acknowledgements, and then so many seconds.

    A fifth falls into starting, three into adding, one into the making of the index, which comes last.
    """
    for kill in range(kills):
        if kill < kills / 5:
            yield 0, draw.uniform(0, 0.5)
        elif kill < kills * 4 / 5:
            yield draw.randint(1, reports * (kill + 1) // kills), draw.uniform(0, 0.02)
        else:
            yield reports, draw.uniform(0, 0.2)


def _run(source: Path, library: Path, after: int | None, seconds: float) -> set[str]:
    """Runs the child, until it is killed or done; returns the ids that it named as acknowledged."""
    command = [sys.executable, __file__, "--child", source, library]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        named = [line.strip() for line in islice(child.stdout, after)]
        if after is not None:
            time.sleep(seconds)
            child.kill()
            named += child.stdout.read().splitlines()
    assert after is not None or child.returncode == 0
    return {line for line in named if len(line) == 64}  # the last may be cut short


def _ids(library: Path) -> set[str]:
    if not (library / "store.sqlite").exists():
        return set()
    with Library.open(library, create=True) as held:
        return {report.id for report in held.reports()}


def _take_stock(folder: Path, reports: int, during: int, lost: int) -> Outcome:
    with Library.open(folder) as library:
        originals = sum(library.original(report) == _data(report) for report in library.reports())
        found = [library.search(_name(number), limit=5) for number in range(reports)]
        held = {report.id for report in library.reports()}
        searchable = sum(len(passages) == 1 and passages[0].report in held for passages in found)
        return Outcome(library.count(), searchable, originals, during, lost)


def _data(report: Report) -> bytes:
    return report.text.encode()


def _add(source: Path, folder: Path) -> None:
    """The child."""
    with source.open(encoding="utf-8") as lines, Library.open(folder, create=True, now=_clock) as library:
        items = (record.loads(Report, line) for line in lines)
        for added in library.add((report, _data(report)) for report in items):
            print(added.report_id, flush=True)


def _clock() -> datetime:
    return datetime(2024, 1, 1, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", nargs=2, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _add(*arguments.child)
        return
    with tempfile.TemporaryDirectory() as folder:
        outcome = survive(Path(folder), arguments.reports, arguments.kills, arguments.seed)
    print(f"after {arguments.kills} kills, {outcome.during} of them in the midst of adding: {outcome}")
    right = (outcome.held, outcome.searchable, outcome.originals, outcome.lost)
    sys.exit(right != (arguments.reports, arguments.reports, arguments.reports, 0))


if __name__ == "__main__":
    main()
