"""The index of meanings over passages: a vector of bytes each, in one file that is added to and mapped into memory.

A passage's vector is the mean of its words' static vectors, each weighted by how much the word tells
(``learned/words.py``); nearness is the inner product. All vectors are compared, 62 MB for 30,000 reports, so that what
is found depends neither on the order in which reports came nor on a graph's luck. Many queries are compared in one pass
over the file. A part of it at a time is made floats for the matrix product: sums of products of bytes are whole numbers
far below 2**24, which floats hold exactly, whatever the order of summing.

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
_PART = 16_384  # vectors that are compared at a time: 6 MB as floats


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
        self._expected: dict[tuple[str, date | None, int], list[Hit]] = {}

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

    def expect(self, queries: Iterable[str], as_of: date | None, limit: int) -> None:
        """Compares many queries at once, for as many hits; asked for one of them, ``hits`` then knows the answer."""
        asked = tuple(dict.fromkeys(queries))
        found = self._nearest(asked, as_of, limit) if asked else ()
        self._expected = {(query, as_of, limit): hits for query, hits in zip(asked, found, strict=True)}

    def hits(self, query: str, as_of: date | None, limit: int) -> list[Hit]:
        """The passages nearest in meaning, best first, scored by 1,000 times the cosine; none for unknown words."""
        expected = self._expected.get((query, as_of, limit))
        return self._nearest((query,), as_of, limit)[0] if expected is None else expected

    def _nearest(self, queries: Sequence[str], as_of: date | None, limit: int) -> list[list[Hit]]:
        wanted = _quantised(WordVectors.load().means([query[:_LONGEST] for query in queries])).astype(np.float32)
        out = self._out(as_of)
        best = [_Best(limit) for _ in queries]
        for start in range(0, len(self._vectors), _PART):
            likeness = wanted @ np.asarray(self._vectors[start : start + _PART], np.float32).T
            likeness[:, out[start : start + _PART]] = 0.0
            for each, row in zip(best, likeness, strict=True):
                each.offer(start, row)
        return [self._hits(*each.found()) for each in best]

    def _hits(self, rows: NDArray[np.int64], likeness: NDArray[np.float32]) -> list[Hit]:
        # Whole numbers, so that equals are equal and their order is decided by what they are, not by where they lie.
        scores = np.rint(likeness.astype(np.int32) * (1000 / _SCALE**2)).tolist()
        hits = [
            Hit(entry, Span(start, end), score)
            for (entry, start, end, _), score in zip(self._passages[rows].tolist(), scores, strict=True)
            if score > 0
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.entry, hit.span))

    def _out(self, as_of: date | None) -> NDArray[np.bool_]:
        """Which passages are blanked, or not known to be published by ``as_of``."""
        out = self._passages[:, 0] <= 0
        if as_of is not None:
            day = self._passages[:, 3]
            out |= (day <= 0) | (day > as_of.toordinal())
        return np.asarray(out)

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


class _Best:
    """The rows most like one query, ``limit`` of them: of equals those that come first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._least = 0.0
        self._held = 0
        self._rows: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
        self._likeness: list[NDArray[np.float32]] = [np.empty(0, np.float32)]

    def offer(self, start: int, likeness: NDArray[np.float32]) -> None:
        """Rows from ``start`` on, which come in order."""
        above = np.flatnonzero(likeness > self._least)
        self._rows.append(above + start)
        self._likeness.append(likeness[above])
        self._held += len(above)
        if self._held >= 4 * self._limit:
            self.found()

    def found(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The best so far, best first."""
        rows, likeness = np.concatenate(self._rows), np.concatenate(self._likeness)
        order = np.lexsort((rows, -likeness))[: self._limit]
        rows, likeness = rows[order], likeness[order]
        self._rows, self._likeness, self._held = [rows], [likeness], len(rows)
        if len(rows) == self._limit:
            self._least = float(likeness[-1])
        return rows, likeness


def _day(report: Report) -> int:
    return report.published.toordinal() if report.published else 0


def _quantised(means: NDArray[np.float32]) -> NDArray[np.int8]:
    return np.asarray(np.rint(means * _SCALE), np.int8)
