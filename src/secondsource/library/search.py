"""One query -> ranked passages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secondsource.library.store import Store
from secondsource.library.terms import Hit, Terms
from secondsource.model import Span

_MOST = 4096  # hits that are looked through; only a text held in more copies than this could need more


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a held report. ``score`` is BM25's: higher is nearer, and only comparable within one search."""

    report: str
    span: Span
    score: float


def search(
    store: Store, terms: Terms, query: str, as_of: date | None, limit: int, exclude: frozenset[str]
) -> tuple[Passage, ...]:
    """The ``limit`` best passages; of equally good ones, those published first.

    Copies of one text score exactly the same, and which of them the index lists first depends on the order they
    came in. So hits are fetched until those at the limit are better than the last one fetched.
    """
    fetch = 2 * limit + 16
    while True:
        hits = terms.hits(query, as_of, fetch)
        ranked = _ranked(store, hits, exclude)
        exhausted = len(hits) < fetch or fetch >= _MOST
        if exhausted or (len(ranked) >= limit and ranked[limit - 1].score > _rounded(hits[-1])):
            return tuple(ranked[:limit])
        fetch = min(4 * fetch, _MOST)


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
