"""The learned reader: sentences of a report -> names, what can be checked, loaded words, and who says what.

Made by ``training/reader.py`` from MiniLM (Wang et al. 2020); docs/model-card-reader.md tells from what, and how well
it does. Each window is run by itself, so what is found in it does not depend on what else is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from secondsource.learned.decoding import bio, relation, runs
from secondsource.learned.pieces import Floats, Ints, Pieces, cut
from secondsource.learned.session import session
from secondsource.learned.windows import Window, lay_out, plan, segments
from secondsource.model import Span

Ranges = Sequence[tuple[int, int]]

_WORKERS = ThreadPoolExecutor(min(2, os.cpu_count() or 1), thread_name_prefix="windows")
NESTED_CUE = 0.5  # inside the content of another attribution a cue must be at least as probable as this


@dataclass(frozen=True, slots=True)
class Marked:
    """A span with a label. Entities: PER, ORG, LOC, MISC. Loaded words: LOADED."""

    span: Span
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class SentenceMarks:
    """What was found in one sentence. ``checkable`` and ``opinion`` are probabilities."""

    span: Span
    checkable: float
    opinion: float
    entities: tuple[Marked, ...]
    loaded: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A cue with its source (``None``: nobody is named) and its content, in pieces where other words break it up.

    ``probability`` is the cue's. ``within`` is the index, in `Marks.relations`, of the innermost attribution whose
    content holds this cue: "Y had said P" within what X told.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    probability: float
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """All that was found, sentences in the order given, relations by cue."""

    sentences: tuple[SentenceMarks, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, eq=False)
class Reader:
    """``Reader.load()`` gives the one that ships; loading takes well under a second and happens once."""

    version: str
    tokenizer: Any
    encoder: Any
    relations: Any
    columns: dict[str, tuple[int, int]]
    entities: tuple[str, ...]
    reach: int
    offsets: dict[
        str, float
    ]  # added to the scores for a cue, a loaded word, an opinion: training/calibrate.py sets them

    @staticmethod
    @cache
    def load(folder: Path | None = None) -> Reader:
        """The reader in ``folder`` (encoder.onnx, relations.onnx, tokenizer.json, labels.json)."""
        home = folder or Path(str(files(__package__) / "reader"))
        labels = json.loads((home / "labels.json").read_text(encoding="utf-8"))
        heads = [head.split() for head in labels["heads"]]
        edges = np.cumsum([0, *(int(width) for _, width in heads)]).tolist()
        columns = {name: (edges[i], edges[i + 1]) for i, (name, _) in enumerate(heads)}
        tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
        graphs = (session(home / "encoder.onnx"), session(home / "relations.onnx"))
        names, reach, offsets = tuple(labels["entities"]), labels["reach"], labels["offsets"]
        return Reader(labels["version"], tokenizer, *graphs, columns, names, reach, offsets)

    def read(self, text: str, sentences: Sequence[Span]) -> Marks:
        """Read the sentences of ``text``, given in order and without overlap. Spans found slice to the very words."""
        pieces = cut(self.tokenizer, text, [(s.start, s.end) for s in sentences])
        words = Words.of(pieces)
        ranges = segments(pieces)
        logits = np.zeros((len(pieces), max(stop for _, stop in self.columns.values())), np.float32)
        windows = plan([stop - start for start, stop in ranges])
        run = _WORKERS.map if len(windows) > 1 else map  # each window fills in rows of its own
        found = list(run(lambda window: self._window(words, ranges, window, logits), windows))
        relations = [relation for those in found for relation in those]
        marks = [self._sentence(span, words, number, logits) for number, span in enumerate(sentences)]
        return Marks(tuple(marks), _nest(relations))

    def _window(self, words: Words, ranges: Ranges, window: Window, logits: Floats) -> list[Relation]:
        """Run one window: fill in the logits of the sentences it answers for, and return their relations."""
        ids, case, quoted, places = lay_out(words.pieces, ranges[window.start : window.stop])
        real = np.ones((1, len(ids)), np.float32)
        feed = {"ids": ids[None], "case": case[None], "quoted": quoted[None], "real": real}
        memory, seen = self.encoder.run(None, feed)
        low, high = ranges[window.own_start][0], ranges[window.own_stop - 1][1]
        own = (places >= low) & (places < high)
        logits[places[own]] = seen[0][own]
        heads = np.flatnonzero((places >= 0) & words.pieces.first[places])  # places of the words of this window
        numbers = words.pieces.word[places[heads]]  # and which words they are
        cues = self._cues(seen[0][heads], own[heads])
        return self._relations(memory, cues, places, heads, numbers, words) if cues else []

    def _cues(self, seen: Floats, own: NDArray[np.bool_]) -> list[tuple[int, int, float]]:
        """Cues that begin in a sentence that the window answers for: words of the window, and probability."""
        start, stop = self.columns["cue"]
        return [(a, b, p) for a, b, _, p in bio(seen[:, start:stop], -self.offsets["cue"]) if own[a]]

    def _relations(
        self, memory: Floats, cues: list[tuple[int, int, float]], places: Ints, heads: Ints, numbers: Ints, words: Words
    ) -> list[Relation]:
        """The second pass: all cues of a window at once."""
        marked = np.zeros((len(cues), len(places)), np.float32)
        distance = np.zeros(marked.shape, np.int64)
        for row, (a, b, _) in enumerate(cues):
            marked[row, heads[a:b]] = 1
            distance[row] = np.clip(np.arange(len(places)) - heads[a], -self.reach, self.reach) + self.reach
        feed = {"memory": np.repeat(memory, len(cues), 0), "cue": marked, "distance": distance}
        (roles,) = self.relations.run(None, feed | {"real": np.ones(marked.shape, np.float32)})
        found = []
        for row, (a, b, probability) in enumerate(cues):
            source, content = relation(roles[row, heads], (a, b))
            pieces = [words.span(int(numbers[s]), int(numbers[e - 1])) for s, e in content]
            of = words.span(int(numbers[source[0][0]]), int(numbers[source[0][1] - 1])) if source else None
            cue = words.span(int(numbers[a]), int(numbers[b - 1]))
            found.append(Relation(cue, of, tuple(pieces), probability))
        return found

    def _sentence(self, span: Span, words: Words, number: int, logits: Floats) -> SentenceMarks:
        start, stop = np.searchsorted(words.pieces.sentence, [number, number + 1]).tolist()
        if start == stop:  # nothing but white space or control characters
            return SentenceMarks(span, 0.0, 0.0, (), ())
        at = np.arange(start, stop)[words.pieces.first[start:stop]]
        numbers = words.pieces.word[at]

        def mark(found: tuple[int, int, int, float], names: Sequence[str]) -> Marked:
            a, b, kind, probability = found
            return Marked(words.span(int(numbers[a]), int(numbers[b - 1])), names[kind], probability)

        entities = bio(logits[at, slice(*self.columns["entity"])])
        shares = _sigmoid(np.diff(logits[at, slice(*self.columns["loaded"])])[:, 0] + self.offsets["loaded"])
        loaded = [(a, b, 0, float(shares[a:b].max())) for a, b in runs((shares >= 0.5).astype(int).tolist(), -1, 1)]
        return SentenceMarks(
            span,
            self._share(logits[start:stop], "checkable"),
            self._share(logits[start:stop], "opinion"),
            tuple(mark(e, self.entities) for e in entities),
            tuple(mark(e, ("LOADED",)) for e in loaded),
        )

    def _share(self, logits: Floats, head: str) -> float:
        """A sentence's probability: the mean of its pieces' scores, as in training."""
        return float(_sigmoid(logits[:, self.columns[head][0]].mean() + self.offsets.get(head, 0.0)))


@dataclass(frozen=True, eq=False)
class Words:
    """The pieces of a text, and where its words stand in it."""

    pieces: Pieces
    starts: Ints
    ends: Ints

    @classmethod
    def of(cls, pieces: Pieces) -> Words:
        first = np.flatnonzero(pieces.first)
        last = np.append(first[1:], len(pieces))[: len(first)] - 1
        return cls(pieces, pieces.starts[first], pieces.ends[last])

    def span(self, first: int, last: int) -> Span:
        """From the word numbered ``first`` to the end of the word numbered ``last``."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def _nest(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """In order of the cue, each knowing the innermost one it stands in; doubtful ones inside others are dropped."""
    ordered = sorted(relations, key=lambda r: r.cue)
    kept = [r for r in ordered if r.probability >= NESTED_CUE or not _around(r, ordered)]
    nested = []
    for inner in kept:
        around = _around(inner, kept)
        within = min(around, key=lambda o: (sum(p.end - p.start for p in o.content), o.cue), default=None)
        nested.append(replace(inner, within=kept.index(within) if within else None))
    return tuple(nested)


def _around(inner: Relation, relations: Sequence[Relation]) -> list[Relation]:
    """Those whose content holds this cue; two that hold each other's are side by side, not nested."""
    return [o for o in relations if o is not inner and _holds(o, inner) and not _holds(inner, o)]


def _holds(outer: Relation, inner: Relation) -> bool:
    return any(piece.overlaps(inner.cue) for piece in outer.content)


def _sigmoid(scores: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-scores))
