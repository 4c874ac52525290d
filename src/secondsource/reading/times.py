"""Times as ranges of days, both ends included, resolved against the day of publication.

News looks back: a bare weekday or month is the last one on or before publication, unless the clause speaks of the
future. "A month later", "the day before" and their like count from the time named before them in the text. What
cannot be resolved (relative without a day of publication, a day that no calendar has, "until" something past) is found
all the same, with ``None`` at both ends. Durations ("for three days") are quantities, not times.
"""

from __future__ import annotations

import re
from datetime import date

from secondsource.model import Span, When
from secondsource.reading.days import MONTHS, Days
from secondsource.reading.elapsed import ago, in_time, long_ago
from secondsource.reading.expressions import NUMBERS, Context, Resolve, weekday
from secondsource.reading.tense import PAST, PLANNED, clause_around, speaks_of_future
from secondsource.reading.time_patterns import longest, starts

_IN_FIGURES = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_EVERY = re.compile(rf" (?:in|of) (?:{'|'.join(MONTHS)}|each|every)\b", re.IGNORECASE)
_AGES = re.compile(r"\b(?:ages?|aged)\b[^.;!?]{0,30}$", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?:[\d,.-]|\b(?:{'|'.join(NUMBERS)}|half|quarters?|hundreds?|thousands?|millions?|dozens?|of|few|several|more)"
    r"[ -])\s*$",
    re.IGNORECASE,
)


def find_times(text: str, within: tuple[Span, ...], published: date | None) -> tuple[When, ...]:
    """The times of a report, in the order of the text; see the module for how they are resolved."""
    found: list[When] = []
    named: Days | None = None
    for span in sorted(within):
        at, year = span.start, None
        for start in starts(text, span):
            match = longest(text, start, span.end) if start >= at else None
            if match is None:
                continue
            rule, read = match
            future = speaks_of_future(text, span, read)
            if rule is in_time and not future:
                continue  # "they did it in two weeks" is a duration
            idle = _is_idle(rule, text, read)
            at = read.end() if not idle or rule is weekday else at
            if idle:
                continue
            clause = clause_around(text, span, read)
            past, planned = PAST.search(clause) is not None, PLANNED.search(clause) is not None
            days = _resolve(rule, read, Context(published, named, future, past, year, planned))
            named = days or named
            year = days if days and _IN_FIGURES.search(read.group()) else year
            found.append(When(Span(read.start(), at), read.group(), *(days or (None, None))))
    return tuple(found)


def _is_idle(rule: Resolve, text: str, read: re.Match[str]) -> bool:
    """Whether it only looks like a time: "18 decades ago" in "aged 14 to 18 decades ago"; "the last Monday in May"."""
    if rule is weekday:
        return read.groupdict().get("lead") is not None and _EVERY.match(text, read.end()) is not None
    before = text[max(0, read.start() - 40) : read.start()]
    if rule is long_ago:
        return _COUNTED.search(before) is not None and _AGES.search(before) is None
    many = (
        rule is ago and (read["count"] or "").isdigit() and read["unit"].lower() == "decade" and int(read["count"]) > 9
    )
    return many or (rule is ago and _AGES.search(before) is not None)


def _resolve(rule: Resolve, read: re.Match[str], context: Context) -> Days | None:
    days = rule(read, context)
    return days if days and days[0] <= days[1] else None
