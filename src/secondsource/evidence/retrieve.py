"""Candidate passages for a statement: what other reports state in the passages that match its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from secondsource.evidence.measures import TELLING
from secondsource.evidence.overlap import FIGURE_WEIGHT, PLACE_WEIGHT, content_words, covered, named, words_of
from secondsource.library import Library
from secondsource.model import Quantity, Report, Span, Statement

# Passages asked for per statement, and how many of them are read: those that promise most.
PASSAGES, READ = 60, 16
# A passage of which no sentence has words for this share of the statement's is not read.
LEAST_COVERED = 0.35

_NUMBER = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+")

Fetch = Callable[[str], Report]
Read = Callable[[Report, Span], tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of a held report that may bear on ours, and what its report states besides."""

    report: Report
    statement: Statement
    before: Statement | None


def retrieve(
    statement: Statement, library: Library, fetch: Fetch, read: Read, *, as_of: date, exclude: frozenset[str]
) -> tuple[Candidate, ...]:
    """Statements of held reports published up to ``as_of``, in the order of their passages' rank.

    ``fetch`` gives a held report by its id, ``read`` what the blocks state in which a passage of it
    stands. ``exclude`` holds the ids of reports that cannot
    be evidence: the one under verification and its copies. Reports without a date are no evidence, since nobody can say
    that they were there by ``as_of``.
    """
    promising = []
    for passage in library.search(statement.text, as_of=as_of, limit=PASSAGES, exclude=exclude):
        report = fetch(passage.report)
        share = _promise(statement, report.headline or "", passage.span.of(report.text))
        if share >= LEAST_COVERED:
            promising.append((share, report, passage.span))
    promising.sort(key=lambda found: -found[0])  # stable, so that rank decides between equals
    candidates: dict[str, Candidate] = {}
    for _, report, span in promising[:READ]:
        stated = read(report, span)
        for number, other in enumerate(stated):
            if other.span.overlaps(span):
                before = stated[number - 1] if number else None
                candidates.setdefault(other.id, Candidate(report, other, before))
    return tuple(candidates.values())


def _promise(statement: Statement, headline: str, passage: str) -> float:
    """A first, cheap look, since reading a report costs a hundred times as much: the share of the statement's words,
    telling figures and places that the best sentence of a passage has."""
    ours, topic = content_words(statement), words_of(headline)
    figures = [quantity for quantity in statement.quantities if quantity.low >= TELLING]
    total = ours.weight + PLACE_WEIGHT * len(statement.places) + FIGURE_WEIGHT * len(figures)
    best = 0.0
    for sentence in _SENTENCE_END.split(passage):
        theirs = words_of(sentence)
        has = covered(ours, theirs, topic)
        has += PLACE_WEIGHT * sum(named(place.text, theirs, topic) for place in statement.places)
        has += FIGURE_WEIGHT * sum(_gives(figure, sentence) for figure in figures)
        best = max(best, has)
    return best / total if total else 0.0


def _gives(figure: Quantity, sentence: str) -> bool:
    numbers = (float(match.replace(",", "")) for match in _NUMBER.findall(sentence))
    return any(figure.low <= number and (figure.high is None or number <= figure.high) for number in numbers)
