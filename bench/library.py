"""Libraries of real reports to measure speed on: 1,000 and 30,000 of ``data/allsides``.

The order is that of the digests of the set's ids: the first make the libraries, the last are held back as the reports
to be read and verified. The large library takes two minutes to make and is kept under ``build/``, for as long as
package version, form of the store and form of the index stay the same; delete the folder to have it made anew.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from bench.rows import Row, rows, shuffled
from secondsource import Library, record
from secondsource.errors import InputError
from secondsource.intake.form import read_form
from secondsource.library.answers import Answers
from secondsource.library.schema import STEPS
from secondsource.library.terms import FORM
from secondsource.model import Report

BUILD = Path(__file__).parent.parent / "build" / "bench"
SMALL, LARGE = 1_000, 30_000
HELD_BACK = 200
WORDS = range(300, 1_201)  # of a report that is held back; the middle four fifths of the set
NOW = datetime(2021, 1, 1, tzinfo=UTC)  # after the newest report, so that each may be evidence


class Shelf:
    """The large library, and reports from the same set: ``first`` are in both libraries, ``others`` in none."""

    def __init__(self, shared: Path) -> None:
        folder = BUILD / f"allsides-{version('secondsource')}-{len(STEPS)}-{FORM}"
        if not (folder / "others.jsonl").exists():
            _make(folder, shared / "data" / "allsides" / "reports.jsonl.zst")
        self.large = folder / "library"
        self.first = _loaded(folder / "first.jsonl")
        self.others = _loaded(folder / "others.jsonl")


def _make(folder: Path, source: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    every = shuffled(rows(source))
    fill(folder / "library", _reports(every[:LARGE]))
    _keep(folder / "first.jsonl", _reports(every[:SMALL]))
    texts = {row["text"] for row in every[:LARGE]}
    held_back = (row for row in reversed(every[LARGE:]) if _suits(row) and row["text"] not in texts)
    _keep(folder / "others.jsonl", islice(_reports(held_back), HELD_BACK))


def _suits(row: Row) -> bool:
    return row["date"] is not None and len(row["text"].split()) in WORDS


def _reports(found: Iterable[Row]) -> Iterator[Report]:
    """Without those whose addresses are taken for front pages: one of 31,599."""
    for row in found:
        with suppress(InputError):
            yield read_form(row, retrieved=NOW)


def _keep(file: Path, reports: Iterable[Report]) -> None:
    file.write_text("".join(record.dumps(report) + "\n" for report in reports), encoding="utf-8")


def _loaded(file: Path) -> tuple[Report, ...]:
    return tuple(record.loads(Report, line) for line in file.read_text(encoding="utf-8").split("\n") if line)


def fill(folder: Path, reports: Iterable[Report]) -> None:
    """Makes a library of reports; their JSON stands for the bytes they came as."""
    with Library.open(folder, create=True, now=lambda: NOW) as library:
        for _ in library.add(_with_bytes(reports)):
            pass


def _with_bytes(reports: Iterable[Report]) -> Iterator[tuple[Report, bytes]]:
    for report in reports:
        yield report, json.dumps({"text": report.text, "url": report.url}).encode()


def forget_readings(folder: Path) -> None:
    """Takes out what was kept of reading and judging the held reports, so that the next verification is a first one."""
    store = sqlite3.connect(folder / "store.sqlite")
    with store:
        store.execute("DELETE FROM reading")
    store.close()
    Answers(folder).clear()


def megabytes(folder: Path) -> float:
    """Of all files in a folder and below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
