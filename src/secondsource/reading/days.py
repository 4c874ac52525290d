"""Days as ranges: the arithmetic that `times` resolves its expressions with. Weeks run from Monday (ISO 8601).

Every function is total: what lies outside the calendar (30 February, the year 10000) is ``None``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
# Meteorological seasons of the northern hemisphere, by their first month.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def day(year: int, month: int, number: int) -> Days | None:
    try:
        single = date(year, month, number)
    except ValueError:
        return None
    return single, single


def month(year: int, number: int) -> Days | None:
    """A whole month; ``number`` may run past 12 or below 1 into the years beside."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def years(first: int, last: int) -> Days | None:
    return (date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= 9999 else None


def months(year: int, first: int, count: int) -> Days | None:
    """``count`` whole months from a month on: a season, a quarter, a half."""
    begins, ends = month(year, first), month(year, first + count - 1)
    return (begins[0], ends[1]) if begins and ends else None


def shift(start: date, by: int) -> date | None:
    try:
        return start + timedelta(days=by)
    except OverflowError:
        return None


def around(start: date, by: int, slack: int = 0) -> Days | None:
    """The day that lies ``by`` days from another, and as many more on both sides as ``slack`` says."""
    first, last = shift(start, by - slack), shift(start, by + slack)
    return (first, last) if first and last else None


def week(of: date, by: int = 0) -> Days | None:
    """Monday to Sunday of the week of a day, or of one so many weeks later."""
    monday = shift(of, 7 * by - of.weekday())
    sunday = monday and shift(monday, 6)
    return (monday, sunday) if monday and sunday else None


def period(unit: str, of: date, by: int = 0) -> Days | None:
    """The calendar day, week, month, year or decade that holds a day, or one so many later."""
    if unit == "day":
        return around(of, by)
    if unit == "week":
        return week(of, by)
    if unit == "month":
        return month(of.year, of.month + by)
    if unit == "weekend":
        found = week(of, by)
        return (found[1] - timedelta(days=1), found[1]) if found else None
    decade = of.year - of.year % 10 + 10 * by
    return years(of.year + by, of.year + by) if unit == "year" else years(decade, decade + 9)


def part(days: Days, which: str) -> Days:
    """The early, middle or late third of a range; of a single day, the day."""
    length = (days[1] - days[0]).days + 1
    third = length // 3
    if not third:
        return days
    if which in ("early", "beginning", "start"):
        return days[0], days[0] + timedelta(days=third)
    if which in ("late", "end"):
        return days[1] - timedelta(days=third), days[1]
    return days[0] + timedelta(days=third), days[1] - timedelta(days=third)


# Days of the year by name: fixed, or so many weeks into a month ("the fourth Thursday of November").
_FIXED = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "new year's eve": (12, 31),
          "new year's day": (1, 1), "halloween": (10, 31), "valentine's day": (2, 14), "independence day": (7, 4),
          "fourth of july": (7, 4), "veterans day": (11, 11)}  # fmt: skip
_FROM_EASTER = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1}
# The earliest day of the month it can be, and its weekday. Election Day: the Tuesday after the first Monday.
_MOVABLE = {"thanksgiving": (11, 22, 3), "election day": (11, 2, 1), "labor day": (9, 1, 0), "memorial day": (5, 25, 0)}


def holiday(name: str, year: int) -> Days | None:
    """A holiday of a year; ``None`` for a name that is none, or a year outside the calendar."""
    if not 1 <= year <= 9999:
        return None
    if name in _FIXED:
        return day(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return around(_easter(year), _FROM_EASTER[name])
    if name not in _MOVABLE:
        return None
    month_, first, weekday = _MOVABLE[name]
    earliest = date(year, month_, first)
    return around(earliest, (weekday - earliest.weekday()) % 7)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    month_, number = divmod(h + moon - 7 * ((a + 11 * h + 22 * moon) // 451) + 114, 31)
    return date(year, month_, number + 1)
