"""The index of meanings over passages: a vector of bytes each, in one file that is added to and mapped into memory.

A passage's vector is the mean of its words' static vectors, each weighted by how much the word tells
(``learned/words.py``); nearness is the inner product. All vectors are compared (usearch, exact): that is 62 MB for
30,000 reports, and what is found depends neither on the order in which reports came nor on a graph's luck.

``vectors.i8`` holds the vectors, ``passages.i32`` for each of them entry, start, end and day, and ``state.json`` how
many of both count: it is written aside and renamed after they are on the disk, so whatever a kill leaves behind them is
cut off before the next writing. Whoever writes holds the lock of the index of terms.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.learned.words import WordVectors
from secondsource.library.passages import passages
from secondsource.library.terms import Hit, IndexDamaged
from secondsource.model import Report, Span

FORM = 1  # one higher with every change to vectors or passages, so that old ones are made anew

_SCALE = 127.0
_COLUMNS = 4  # entry, start, end, day of publication as an ordinal (0: none)
_BATCH = 1_000  # reports; what is held in memory before it is written
_LONGEST = 4_000  # characters of a query or passage that are looked at


@dataclass(frozen=True, slots=True)
class _State:
    rows: int
    last_entry: int


class Vectors:
    """The open index. ``last_entry`` is the number of the last entry that can be found in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.reload()

    @property
    def last_entry(self) -> int:
        return self._state.last_entry

    def reload(self) -> None:
        """Looks at what has been written since, by whomever. ``IndexDamaged`` where it is not all there."""
        self._state = self._read_state()
        self._vectors = self._mapped("vectors.i8", np.int8, WordVectors.load().size)
        self._passages = self._mapped("passages.i32", np.int32, _COLUMNS)
        self._standing: tuple[date | None, NDArray[np.int8], NDArray[np.int64]] | None = None

    def write(self, entries: Iterable[tuple[int, Report]], stale: Sequence[int]) -> None:
        """Takes out what is stale and puts in the entries that are not there, which come in the order of their
        numbers."""
        self._forget(stale)
        batch: list[tuple[int, Report]] = []
        for entry in entries:
            batch.append(entry)
            if len(batch) == _BATCH:
                self._append(batch)
                batch = []
        self._append(batch)
        self.reload()

    def hits(self, query: str, as_of: date | None, limit: int) -> list[Hit]:
        """The passages nearest in meaning, best first, scored by 1,000 times the cosine; none for unknown words."""
        from usearch.compiled import MetricKind  # 0.1 s to import, so only once there is something to search
        from usearch.index import search

        (wanted,) = _quantised(WordVectors.load().means([query[:_LONGEST]]))
        vectors, rows = self._until(as_of)
        if not len(rows) or not wanted.any():
            return []
        found = search(vectors, wanted, min(limit, len(rows)), MetricKind.IP, exact=True, threads=1)
        at = rows[np.asarray(found.keys, np.int64)]
        likeness = np.asarray(self._vectors[at], np.int32) @ np.asarray(wanted, np.int32)
        # Whole numbers, so that equals are equal and their order is decided by what they are, not by where they lie.
        scores = np.rint(likeness * (1000 / _SCALE**2)).tolist()
        hits = [
            Hit(entry, Span(start, end), score)
            for (entry, start, end, _), score in zip(self._passages[at].tolist(), scores, strict=True)
            if score > 0
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.entry, hit.span))

    def _until(self, as_of: date | None) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
        """The vectors of the passages published up to ``as_of`` and where they lie; kept for the next query."""
        if self._standing is None or self._standing[0] != as_of:
            day = self._passages[:, 3]
            kept = self._passages[:, 0] > 0
            if as_of is not None:
                kept &= (day > 0) & (day <= as_of.toordinal())
            rows = np.flatnonzero(kept)
            vectors = self._vectors if len(rows) == len(day) else self._vectors[rows]
            self._standing = as_of, vectors, rows
        return self._standing[1], self._standing[2]

    # --- the files ---------------------------------------------------------------------------------------------

    def _read_state(self) -> _State:
        file = self._folder / "state.json"
        try:
            return _State(**json.loads(file.read_bytes())) if file.exists() else _State(0, 0)
        except (ValueError, TypeError) as error:
            raise IndexDamaged(f"{file.name} cannot be read") from error

    def _mapped(self, name: str, kind: type[Any], columns: int) -> NDArray[Any]:
        shape = self._state.rows, columns
        if not self._state.rows:
            return np.zeros(shape, kind)
        try:
            return np.memmap(self._folder / name, kind, mode="r", shape=shape)
        except (FileNotFoundError, ValueError) as error:
            raise IndexDamaged(f"{name} is not all there") from error

    def _append(self, batch: Sequence[tuple[int, Report]]) -> None:
        batch = [(number, report) for number, report in batch if number > self._state.last_entry]
        if not batch:
            return
        described = [(number, report, span) for number, report in batch for span in passages(report)]
        means = WordVectors.load().means([span.of(report.text)[:_LONGEST] for _, report, span in described])
        rows = [(number, span.start, span.end, _day(report)) for number, report, span in described]
        self._extend("vectors.i8", _quantised(means), WordVectors.load().size)
        self._extend("passages.i32", np.array(rows, np.int32).reshape(-1, _COLUMNS), 4 * _COLUMNS)
        self._commit(_State(self._state.rows + len(rows), batch[-1][0]))

    def _extend(self, name: str, values: NDArray[Any], width: int) -> None:
        """Writes rows of ``width`` bytes behind those that count."""
        with (self._folder / name).open("ab") as file:
            file.truncate(self._state.rows * width)
            file.write(values.tobytes())
            file.flush()
            os.fsync(file.fileno())

    def _commit(self, state: _State) -> None:
        aside = self._folder / "state.part"
        with aside.open("w") as file:
            json.dump({"rows": state.rows, "last_entry": state.last_entry}, file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._folder / "state.json")
        self._state = state

    def _forget(self, stale: Sequence[int]) -> None:
        """Blanks what is stale where it lies: of a report that was given up nothing may stay."""
        at = np.flatnonzero(np.isin(self._passages[:, 0], np.array(stale, np.int32))) if stale else ()
        if len(at):
            for name, kind, columns in (("vectors.i8", np.int8, self._vectors.shape[1]), ("passages.i32", np.int32, 4)):
                written = np.memmap(self._folder / name, kind, mode="r+", shape=(self._state.rows, columns))
                written[at] = 0
                written.flush()


def _day(report: Report) -> int:
    return report.published.toordinal() if report.published else 0


def _quantised(means: NDArray[np.float32]) -> NDArray[np.int8]:
    return np.asarray(np.rint(means * _SCALE), np.int8)
