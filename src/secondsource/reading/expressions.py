"""What an expression of time means: one function for each kind, from its match to a range of days.

Each takes the match and the context it stands in, and gives ``None`` where the days cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from secondsource.reading import days as calendar
from secondsource.reading.days import MONTHS, SEASONS, WEEKDAYS, Days
from secondsource.reading.units import ONES, TENS


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against: publication, the time named last, the clause's tense, the year that
    the paragraph gave last in figures, and whether it was planned ("was to sail"), which may lie ahead or behind."""

    published: date | None
    named: Days | None
    future: bool
    past: bool = False
    year: Days | None = None
    planned: bool = False


Resolve = Callable[[re.Match[str], Context], Days | None]

NUMBERS = {**ONES, **TENS, "a": 1, "an": 1}
_FUZZY = {"several": (3, 9), "a few": (2, 5), "a couple of": (2, 3), "few": (2, 5), "couple of": (2, 3), "some": (2, 9)}


def _month_number(name: str) -> int:
    return next(n for n, full in enumerate(MONTHS, 1) if full.startswith(name.rstrip(".").lower()[:3]))


def weekday(read: re.Match[str], context: Context) -> Days | None:
    """The last one on or before publication; "last" strictly before it, "next" and the future after it."""
    if context.published is None:
        return None
    number = WEEKDAYS.index(read["day"].lower())
    lead = (read.groupdict().get("lead") or "").lower()
    back = (context.published.weekday() - number) % 7
    if lead in ("next", "this coming") or (lead != "last" and lead != "past" and (context.future or lead == "this")):
        ahead = (number - context.published.weekday()) % 7
        return calendar.around(context.published, ahead or (7 if lead == "next" else 0))
    return calendar.around(context.published, -(back or (7 if lead in ("last", "past") else 0)))


def relative_day(read: re.Match[str], context: Context) -> Days | None:
    """Yesterday, today, tonight, last night, overnight, tomorrow."""
    if context.published is None:
        return None
    word = read.group().lower()
    if word in ("last night", "overnight"):
        eve = calendar.shift(context.published, -1)
        return (eve, context.published) if eve else None
    by = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "the day after tomorrow": 2}
    return calendar.around(context.published, next((n for w, n in by.items() if word.startswith(w)), 0))


def relative_period(read: re.Match[str], context: Context) -> Days | None:
    """ "last week", "this month", "next year", "earlier this week"."""
    if context.published is None:
        return None
    lead, unit = read["lead"].lower(), read["unit"].lower()
    by = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(lead, 0)
    if unit == "weekend":
        return _weekend(context.published, by, context.future)
    days = calendar.period(unit, context.published, by)
    part = (read.groupdict().get("part") or "").lower().removeprefix("at ").removeprefix("the ").removesuffix(" of")
    if days and part == "earlier":
        return days[0], min(context.published, days[1])
    if days and part == "later":
        return max(context.published, days[0]), days[1]
    return calendar.part(days, part) if days and part else days


def _weekend(published: date, by: int, future: bool) -> Days | None:
    """The weekend begun last on or before publication; on a weekend day "last" is the one before, "next" the coming."""
    begun = calendar.week(published, 0 if published.weekday() >= 5 else -1)
    if begun is None:
        return None
    ahead = by > 0 or (by == 0 and future and published.weekday() < 5)
    step = 1 if ahead else (-1 if by < 0 and published.weekday() >= 5 else 0)
    return calendar.period("weekend", begun[0], step)


def this_weekend(read: re.Match[str], context: Context) -> Days | None:
    return _weekend(context.published, 0, context.future) if context.published else None


def full_date(read: re.Match[str], context: Context) -> Days | None:
    """A day of a month, with or without its year; "3-5 March" is a range."""
    number, last = int(read["number"]), int(read.groupdict().get("last") or read["number"])
    month = _month_number(read["month"])
    if read.groupdict().get("year"):
        return join(calendar.day(int(read["year"]), month, number), calendar.day(int(read["year"]), month, last))
    if context.published is None:
        return None
    return join(_nearest(month, number, context), _nearest(month, last, context))


def _nearest(month: int, number: int, context: Context) -> Days | None:
    """The last such day on or before publication; the next one if the clause says so, or if it is a month off at
    most while the last is ten months gone."""
    published = context.published
    if published is None:
        return None
    years = [year for year in range(published.year - 4, published.year + 5) if 1 <= year <= 9999]
    return _closest([calendar.day(year, month, number) for year in years], context)


_SEASON_AHEAD = 92  # days to a date without its year, in a clause that tells of nothing past: ten months ago is farther


def _closest(candidates: list[Days | None], context: Context) -> Days | None:
    """Of one day of several years."""
    published = context.published
    if published is None:
        return None
    days = [d for d in candidates if d is not None]
    if context.planned and days:
        return _nearest_to(published, days)
    past = [d for d in days if d[0] <= published][-1:]
    coming = [d for d in days if d[0] >= published][:1]
    soon = coming and (coming[0][0] - published).days <= 31 and (not past or (published - past[0][0]).days > 300)
    soon = soon or bool(coming and not context.past and (coming[0][0] - published).days <= _SEASON_AHEAD)
    chosen = (coming or past) if context.future or soon else (past or coming)
    return chosen[0] if chosen else None


def _nearest_to(published: date, candidates: list[Days]) -> Days:
    return min(candidates, key=lambda days: abs((days[0] - published).days))


def iso_date(read: re.Match[str], context: Context) -> Days | None:
    return calendar.day(int(read["year"]), int(read["month"]), int(read["number"]))


def slashed_date(read: re.Match[str], context: Context) -> Days | None:
    """25/03/2019 or 03/25/2019; where both readings are dates, the range from one to the other."""
    first, second, year = int(read["first"]), int(read["second"]), int(read["year"])
    readings = sorted(d for d in (calendar.day(year, first, second), calendar.day(year, second, first)) if d)
    return (readings[0][0], readings[-1][1]) if readings else None


def month_of_year(read: re.Match[str], context: Context) -> Days | None:
    """A month with its year, or the last one begun by publication; "next December" and the future the coming one."""
    number = _month_number(read["month"])
    part = (read.groupdict().get("part") or "").lower()
    year = read.groupdict().get("year")
    days = calendar.month(int(year), number) if year else _bare_month(number, read, context)
    return calendar.part(days, part.removeprefix("the ").removesuffix(" of")) if days and part else days


def _bare_month(number: int, read: re.Match[str], context: Context) -> Days | None:
    published = context.published
    if published is None:
        return None
    lead = (read.groupdict().get("lead") or "").lower()
    if context.planned and not lead:
        months = [month for n in (-1, 0, 1) if (month := calendar.month(published.year + n, number))]
        return _nearest_to(published, months) if months else None
    year = published.year - (number > published.month)
    if lead == "last" and number == published.month:
        year -= 1
    if lead == "next" or (context.future and lead != "last"):
        year = published.year + (number < published.month or (lead == "next" and number == published.month))
    return calendar.month(year, number)


def whole_year(read: re.Match[str], context: Context) -> Days | None:
    days = calendar.years(int(read["year"]), int(read["year"]))
    part = (read.groupdict().get("part") or "").lower()
    return calendar.part(days, part.removeprefix("the ").removesuffix(" of")) if days and part else days


def span_of_years(read: re.Match[str], context: Context) -> Days | None:
    """ "2017-2019", "2017–19", "between 2017 and 2019"."""
    first, last = int(read["year"]), read["until"]
    return calendar.years(first, int(str(first)[: 4 - len(last)] + last))


def decade(read: re.Match[str], context: Context) -> Days | None:
    first = int(read["decade"]) if len(read["decade"]) == 4 else 1900 + int(read["decade"])
    days = calendar.years(first, first + 9)
    part = (read["part"] or "").lower()
    return calendar.part(days, part) if days and part else days


def century(read: re.Match[str], context: Context) -> Days | None:
    number = int(read["number"])
    return calendar.years(number * 100 - 99, number * 100) if 1 <= number <= 99 else None


def season(read: re.Match[str], context: Context) -> Days | None:
    first = SEASONS[read["season"].lower()]
    if read.groupdict().get("year"):
        return calendar.months(int(read["year"]), first, 3)
    if context.published is None:
        return None
    lead, published = (read["lead"] or "").lower(), context.published
    spans = [s for y in (-2, -1, 0, 1, 2) if (s := calendar.months(published.year + y, first, 3))]
    past, ahead = [s for s in spans if s[1] < published], [s for s in spans if s[0] > published]
    now = [s for s in spans if s[0] <= published <= s[1]]
    if lead == "last" or (not lead and not now and not context.future):
        return past[-1] if past else None
    return next(iter(ahead if lead == "next" else now + ahead), None)


_FRACTIONS = {"first": 0, "1": 0, "second": 1, "2": 1, "third": 2, "3": 2, "fourth": 3, "4": 3}


def quarter(read: re.Match[str], context: Context) -> Days | None:
    """The quarters and halves of a year."""
    length = 6 if (read["what"] or "").lower() == "half" else 3
    number = _FRACTIONS[read["which"].lower()]
    year = _year_of(read, context)
    if year is None or number * length >= 12:
        return None
    return calendar.months(year, number * length + 1, length)


def _year_of(read: re.Match[str], context: Context) -> int | None:
    """The year given, or that of publication, the one before or the one after."""
    if read.groupdict().get("year"):
        return int(read["year"])
    by = {"last": -1, "next": 1}.get((read.groupdict().get("lead") or "").lower(), 0)
    return context.published.year + by if context.published else None


def months_of_year(read: re.Match[str], context: Context) -> Days | None:
    """ "The first three months of the year", "the last six months of 2018"."""
    year, count = _year_of(read, context), counts(read)[0]
    if year is None or not 1 <= count <= 12:
        return None
    return calendar.months(year, 1 if read["which"].lower() == "first" else 13 - count, count)


def fiscal_year(read: re.Match[str], context: Context) -> Days | None:
    """From the July before to December: where it begins in July, October or January, whoever's it is."""
    year = int(read["year"])
    first, last = calendar.month(year - 1, 7), calendar.month(year, 12)
    return (first[0], last[1]) if first and last else None


def month_of_relative_year(read: re.Match[str], context: Context) -> Days | None:
    """ "May of last year"."""
    year = _year_of(read, context)
    return calendar.month(year, _month_number(read["month"])) if year is not None else None


def week_of_month(read: re.Match[str], context: Context) -> Days | None:
    """ "The first week of March": seven days; the last one ends with the month."""
    days = month_of_year(read, context)
    if days is None:
        return None
    number = _FRACTIONS.get(read["which"].lower())
    first = calendar.shift(days[1], -6) if number is None else calendar.shift(days[0], 7 * number)
    last = calendar.shift(first, 6) if first is not None else None
    return (first, min(last, days[1])) if first is not None and last is not None else None


def before_last(read: re.Match[str], context: Context) -> Days | None:
    """ "The week before last"."""
    if context.published is None:
        return None
    if (unit := read["unit"].lower()) != "weekend":
        return calendar.period(unit, context.published, -2)
    last = _weekend(context.published, -1, False)
    return calendar.period(unit, last[0], -1) if last else None


def day_of_week(read: re.Match[str], context: Context) -> Days | None:
    """ "Tuesday of last week"."""
    by = {"last": -1, "next": 1}.get(read["lead"].lower(), 0)
    days = calendar.week(context.published, by) if context.published else None
    return calendar.around(days[0], WEEKDAYS.index(read["day"].lower())) if days else None


def counts(read: re.Match[str]) -> tuple[int, int]:
    if read.groupdict().get("few"):
        return _FUZZY[read["few"].lower()]
    count = read["count"].lower()
    number = int(count) if count.isdigit() else NUMBERS[count]
    return number, number


def holiday(read: re.Match[str], context: Context) -> Days | None:
    """A holiday of its year, or the last one by publication; movable ones are Easter and those of the United States."""
    name = " ".join(read["holiday"].lower().replace("’", "'").replace("labour", "labor").split())
    name = name.removesuffix(" day") if name.startswith("thanksgiving") else name.removeprefix("the ")
    if read["year"]:
        return calendar.holiday(name, int(read["year"]))
    published = context.published
    return _closest([calendar.holiday(name, published.year + n) for n in (-1, 0, 1)], context) if published else None


def week_of(read: re.Match[str], context: Context) -> Days | None:
    """ "The week of March 4": Monday to Sunday."""
    days = full_date(read, context)
    return calendar.week(days[0]) if days else None


def join(first: Days | None, last: Days | None) -> Days | None:
    return (min(first[0], last[0]), max(first[1], last[1])) if first and last else None
