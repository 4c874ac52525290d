"""One query -> ranked passages: by words, or by words and meaning together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from secondsource.library.catalogue import Filter
from secondsource.library.store import Store
from secondsource.library.terms import Hit, Terms
from secondsource.library.vectors import Vectors
from secondsource.model import Span

# Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): each ranking adds its weight / (RANK + rank). Words alone
# find most; what they miss, meaning finds. bench/retrieval.py has the figures. What was published at the time counts
# once more, since a library of years holds a hundred passages of the same words for any statement.
RANK, MEANING, FURTHER, AT_THE_TIME = 10, 0.5, 0.5, 1.0

_MOST = 4096  # hits that are looked through; only a text held in more copies than this could need more


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a held report. ``score`` is BM25's, or that of the fusion: higher is nearer, and only comparable
    within one search."""

    report: str
    span: Span
    score: float


def search(
    store: Store,
    terms: Terms,
    query: str,
    as_of: date | None,
    limit: int,
    exclude: frozenset[str],
    among: Filter | None = None,
    since: date | None = None,
) -> tuple[Passage, ...]:
    """The ``limit`` best passages by words; of equally good ones, those published first."""
    entries = None if among is None or among.empty else store.catalogue.entries(among)
    return _best(store, lambda fetch: terms.hits(query, as_of, fetch, entries, since), limit, exclude)


def nearest(
    store: Store,
    terms: Terms,
    vectors: Vectors,
    queries: Sequence[str],
    as_of: date | None,
    limit: int,
    exclude: frozenset[str],
    around: tuple[date, date] | None = None,
) -> tuple[Passage, ...]:
    """The best passages by the words and the meaning of the first query, and by the words of further ones, fused; and
    by the words of the first once more, among what was published on the days ``around``."""
    first, *further = queries
    rankings = [
        (1.0, search(store, terms, first, as_of, limit, exclude)),
        (MEANING, _best(store, lambda fetch: vectors.hits(first, as_of, fetch), limit, exclude)),
        *((FURTHER, search(store, terms, query, as_of, limit, exclude)) for query in further),
    ]
    if around is not None:
        since, until = around[0], min(around[1], as_of or around[1])
        rankings.append((AT_THE_TIME, search(store, terms, first, until, limit, exclude, since=since)))
    return fused(rankings)[:limit]


def expect(vectors: Vectors, queries: Sequence[str], as_of: date | None, limit: int) -> None:
    """Compares the meanings of many first queries in one pass, before ``nearest`` is asked for each."""
    vectors.expect(queries, as_of, _first_fetch(limit))


def fused(rankings: Sequence[tuple[float, Sequence[Passage]]]) -> tuple[Passage, ...]:
    """Rankings with their weights as one; of equally good passages the one that stands first in an earlier ranking."""
    scores: dict[tuple[str, Span], float] = {}
    for weight, ranking in rankings:
        for rank, passage in enumerate(ranking, 1):
            key = passage.report, passage.span
            scores[key] = scores.get(key, 0.0) + weight / (RANK + rank)
    ordered = sorted(scores, key=lambda key: -scores[key])  # stable
    return tuple(Passage(report, span, round(scores[report, span], 6)) for report, span in ordered)


def _best(store: Store, ask: Callable[[int], list[Hit]], limit: int, exclude: frozenset[str]) -> tuple[Passage, ...]:
    """The ``limit`` best of what ``ask`` gives for a number of hits.

    Copies of one text score exactly the same, and which of them the index lists first depends on the order they
    came in. So hits are fetched until those at the limit are better than the last one fetched.
    """
    fetch = _first_fetch(limit)
    while True:
        hits = ask(fetch)
        ranked = _ranked(store, hits, exclude)
        exhausted = len(hits) < fetch or fetch >= _MOST
        if exhausted or (len(ranked) >= limit and ranked[limit - 1].score > _rounded(hits[-1])):
            return tuple(ranked[:limit])
        fetch = min(4 * fetch, _MOST)


def _first_fetch(limit: int) -> int:
    return 2 * limit + 16


def _ranked(store: Store, hits: list[Hit], exclude: frozenset[str]) -> list[Passage]:
    standing = store.reports_of(sorted({hit.entry for hit in hits}))
    ranked = []
    for hit in hits:
        report, published = standing.get(hit.entry, (None, None))
        if report is not None and report not in exclude:
            passage = Passage(report, hit.span, _rounded(hit))
            ranked.append(((-passage.score, published or date.max, report, hit.span), passage))
    return [passage for _, passage in sorted(ranked, key=lambda pair: pair[0])]


def _rounded(hit: Hit) -> float:
    # The sum of 32-bit floats depends in its last digits on the order of summing, which is the index's own.
    return round(hit.score, 3)
