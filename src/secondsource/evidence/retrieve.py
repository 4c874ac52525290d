"""Candidate passages for a statement: what other reports state in the passages nearest to it in words and meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from secondsource.evidence.measures import TELLING
from secondsource.evidence.overlap import FIGURE_WEIGHT, PLACE_WEIGHT, content_words, covered, named, words_of
from secondsource.library import Library
from secondsource.model import Quantity, Report, Span, Statement

# Passages looked at per statement, each of another wording, and how many of them are read: those that promise most.
PASSAGES, READ = 60, 20
# Of passages that promise less than this only so many are read: in a library of thousands there are always some. Of
# 1,329 passages for 14 reports that saves reading 538, of which 12 gave context and none took a side.
CLEAR, FEW = 0.55, 4
# Passages asked for, so that a wire report in twenty papers leaves room for others.
ASKED = 100
# A passage of which no sentence has words for this share of the statement's is not read.
LEAST_COVERED = 0.35
# What was published before the event that the statement dates, or long before or after it, promises less.
BEFORE, LONG_APART, APART = 0.6, 0.85, timedelta(days=30)
# Days before and after an event in which what was published on it is looked for by itself.
EVE, AFTERMATH = 10, 14
# Two passages are one wording where they have the same names and figures, and share this much of the longer one's
# runs of five words.
SAME_WORDING, RUN = 0.6, 5

_NUMBER = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
_WORD = re.compile(r"\w+")
_PARTICULAR = re.compile(r"\b[A-Z0-9]\w*")
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
    statement: Statement,
    published: date | None,
    library: Library,
    fetch: Fetch,
    read: Read,
    *,
    as_of: date,
    exclude: frozenset[str],
) -> tuple[Candidate, ...]:
    """Statements of held reports published up to ``as_of``, those of the most promising passages first.

    ``read`` gives what the blocks state in which a passage of a report stands; the rest is as for ``look_up``.
    """
    return stated_in(look_up(statement, published, library, fetch, as_of=as_of, exclude=exclude), read)


def expect(statements: Iterable[Statement], library: Library, *, as_of: date) -> None:
    """Readies the library for ``look_up`` of these statements, whose meanings it then compares all at once."""
    library.expect([queries(statement)[0] for statement in statements], as_of=as_of, limit=ASKED)


def look_up(
    statement: Statement,
    published: date | None,
    library: Library,
    fetch: Fetch,
    *,
    as_of: date,
    exclude: frozenset[str],
) -> tuple[tuple[Report, Span], ...]:
    """The passages of held reports published up to ``as_of`` that are worth reading, the most promising first.

    ``published`` is the day of the statement's report. ``fetch`` gives a held report by its id. ``exclude`` holds the
    ids of reports that cannot be evidence: the one under verification and its copies. Reports without a date are no
    evidence, since nobody can say that they were there by ``as_of``.
    """
    promising = []
    at_the_time = around(statement, published)
    found = library.nearest(queries(statement), as_of=as_of, limit=ASKED, exclude=exclude, around=at_the_time)
    for report, span in distinct((fetch(passage.report), passage.span) for passage in found):
        share = promise(statement, published, report, span)
        if share >= LEAST_COVERED:
            promising.append((share, report, span))
    promising.sort(key=lambda each: -each[0])  # stable, so that rank decides between equals
    worth = [each for n, each in enumerate(promising[:READ]) if n < FEW or each[0] >= CLEAR]
    return tuple((report, span) for _, report, span in worth)


def stated_in(passages: Iterable[tuple[Report, Span]], read: Read) -> tuple[Candidate, ...]:
    """What passages state, each statement once."""
    candidates: dict[str, Candidate] = {}
    for report, span in passages:
        stated = read(report, span)
        for number, other in enumerate(stated):
            if other.span.overlaps(span):
                before = stated[number - 1] if number else None
                candidates.setdefault(other.id, Candidate(report, other, before))
    return tuple(candidates.values())


def queries(statement: Statement) -> tuple[str, ...]:
    """What is asked of the library: the statement's own words; and whom, where and how many it speaks of, by name."""
    names = [form for form in content_words(statement).forms if form[0].isupper()]
    if statement.attribution.speaker:
        names.append(statement.attribution.speaker)
    names += [place.name for place in statement.places]
    names += [quantity.text for quantity in statement.quantities] + [time.text for time in statement.times]
    return (statement.text, " ".join(dict.fromkeys(names))) if names else (statement.text,)


def around(statement: Statement, published: date | None) -> tuple[date, date] | None:
    """The days on which others will have reported what a statement tells: about the event if it is dated to within
    `APART`, else about its report."""
    dated = ((when.earliest, when.latest) for when in statement.times if when.earliest and when.latest)
    event = next(((first, last) for first, last in dated if last - first <= APART), None)
    first, last = event or (published, published)
    return (_shifted(first, -EVE), _shifted(last, AFTERMATH)) if first and last else None


def _shifted(day: date, by: int) -> date:
    """A day some days later, as far as the calendar goes: a report may give the year 1 or 9999."""
    return date.fromordinal(min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal()))


def distinct(passages: Iterable[tuple[Report, Span]]) -> tuple[tuple[Report, Span], ...]:
    """``PASSAGES`` at most, in the order given: of those with one wording the one that was published first."""
    kept: list[tuple[Report, Span]] = []
    alike: dict[frozenset[str], list[int]] = {}  # by names and figures, which few share: only those are compared
    for report, span in passages:
        text = span.of(report.text)
        there = alike.setdefault(frozenset(_PARTICULAR.findall(text)), [])
        same = next((n for n in there if _one_wording(text, kept[n][1].of(kept[n][0].text))), None)
        if same is None:
            there.append(len(kept))
            kept.append((report, span))
        elif _first(report) < _first(kept[same][0]):
            kept[same] = report, span
    return tuple(kept[:PASSAGES])


def _one_wording(one: str, other: str) -> bool:
    ours, theirs = _runs(one), _runs(other)
    return len(ours & theirs) >= SAME_WORDING * max(len(ours), len(theirs))


def _runs(passage: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(passage.lower())
    return {tuple(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))}


def _first(report: Report) -> tuple[date, str]:
    return report.published or date.max, report.id


def promise(statement: Statement, published: date | None, report: Report, span: Span) -> float:
    """A first, cheap look, since reading a passage costs fifty times as much: the share of the statement's words,
    names, telling figures and places that the best sentence of a passage has, less where it was told at another time.
    """
    ours, topic = content_words(statement), words_of(report.headline or "")
    figures = [quantity for quantity in statement.quantities if quantity.low >= TELLING]
    total = ours.weight + PLACE_WEIGHT * len(statement.places) + FIGURE_WEIGHT * len(figures)
    best = 0.0
    for sentence in _SENTENCE_END.split(span.of(report.text)):
        theirs = words_of(sentence)
        has = covered(ours, theirs, topic)
        has += PLACE_WEIGHT * sum(named(place.text, theirs, topic) for place in statement.places)
        has += FIGURE_WEIGHT * sum(_gives(figure, sentence) for figure in figures)
        best = max(best, has)
    return _timely(statement, published, report) * best / total if total else 0.0


def _timely(statement: Statement, published: date | None, report: Report) -> float:
    days = [(when.earliest, when.latest) for when in statement.times if when.earliest and when.latest]
    if report.published is None or (published is None and not days):
        return 1.0
    earliest, latest = days[0] if days else (published, published)
    if days and report.published < min(day for day, _ in days):
        return BEFORE
    apart = min(abs(report.published - day) for day in (earliest, latest) if day)
    return LONG_APART if apart > APART else 1.0


def _gives(figure: Quantity, sentence: str) -> bool:
    numbers = (float(match.replace(",", "")) for match in _NUMBER.findall(sentence))
    return any(figure.low <= number and (figure.high is None or number <= figure.high) for number in numbers)
