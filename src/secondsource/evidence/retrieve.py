"""Candidate passages for a statement: what other reports state in the passages that match its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from secondsource.evidence.measures import TELLING
from secondsource.evidence.overlap import PLACE_WEIGHT, content_words, covered, named, words_of
from secondsource.library import Library
from secondsource.model import Report, Statement

# Passages asked for per statement.
PASSAGES = 60
# A passage that has words for less than this share of the statement's is not read: reading a report costs tens of
# milliseconds, this a tenth of one.
LEAST_COVERED = 0.25

_FIGURE = re.compile(r"\d\d")

Fetch = Callable[[str], Report]
Read = Callable[[Report], tuple[Statement, ...]]


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

    ``fetch`` gives a held report by its id, ``read`` its statements. ``exclude`` holds the ids of reports that cannot
    be evidence: the one under verification and its copies. Reports without a date are no evidence, since nobody can say
    that they were there by ``as_of``.
    """
    candidates: dict[str, Candidate] = {}
    for passage in library.search(statement.text, as_of=as_of, limit=PASSAGES, exclude=exclude):
        report = fetch(passage.report)
        if not _may_bear(statement, f"{report.headline or ''}\n{passage.span.of(report.text)}"):
            continue
        stated = read(report)
        for number, other in enumerate(stated):
            if other.span.overlaps(passage.span):
                before = stated[number - 1] if number else None
                candidates.setdefault(other.id, Candidate(report, other, before))
    return tuple(candidates.values())


def _may_bear(statement: Statement, text: str) -> bool:
    """A first, cheap look: does the text name a part of what the statement names, or give any figure where it does?"""
    if any(quantity.low >= TELLING for quantity in statement.quantities) and _FIGURE.search(text):
        return True
    ours, theirs = content_words(statement), words_of(text)
    places = sum(named(place.text, theirs) for place in statement.places)
    weight = ours.weight + PLACE_WEIGHT * len(statement.places)
    return covered(ours, theirs) + PLACE_WEIGHT * places >= LEAST_COVERED * weight
