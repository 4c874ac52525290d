"""What an expression of time means that counts from another day: "two weeks ago", "the month before", "in recent days".

As in `expressions`, each function takes the match and its context, and gives ``None`` where the days cannot be known.
"""

from __future__ import annotations

import re

from secondsource.reading import days as calendar
from secondsource.reading.days import Days
from secondsource.reading.expressions import Context, counts, join

# Half of the unit it is said in: "two weeks ago" is not a day but somewhere in that week.
_LENGTHS = {"day": (1, 0), "night": (1, 0), "week": (7, 3), "weekend": (7, 3), "fortnight": (14, 3),
            "month": (30.44, 15), "year": (365.24, 182), "decade": (3652.4, 1826),
            "hour": (1 / 24, 0), "minute": (1 / 1440, 0)}  # fmt: skip


def anniversary(read: re.Match[str], context: Context) -> Days | None:
    """ "Twenty years ago this month"."""
    published, (least, most) = context.published, counts(read)
    if published is None or least != most or published.year <= most:
        return None
    month = calendar.month(published.year - most, published.month)
    if month is None or read["what"].lower() == "month":
        return month
    same = calendar.day(published.year - most, published.month, min(published.day, 28))
    return calendar.week(same[0]) if same else None


def from_now(read: re.Match[str], context: Context) -> Days | None:
    return _offset(read, (context.published, context.published) if context.published else None, 1)


def _offset(read: re.Match[str], start: Days | None, sign: int) -> Days | None:
    """So many units before or after a range of days, give or take half a unit."""
    if start is None:
        return None
    length, slack = _LENGTHS[read["unit"].lower()]
    least, most = (round(n * length) for n in counts(read))
    near, far = (calendar.around(start[sign > 0], sign * n, slack) for n in (least, most))
    return join(*sorted([near, far])) if near and far else None


def ago(read: re.Match[str], context: Context) -> Days | None:
    return _offset(read, (context.published, context.published) if context.published else None, -1)


_PLAIN = {"weeks": (7, 2, 7), "months": (30.44, 2, 11), "years": (365.24, 2, 19), "decades": (3652.4, 2, 9),
          "centuries": (36524, 2, 9)}  # fmt: skip


def long_ago(read: re.Match[str], context: Context) -> Days | None:
    """ "Decades ago": two at least, and fewer than would be said in the next longer unit; "years ago" up to 19."""
    if context.published is None:
        return None
    length, least, most = _PLAIN[read["plain"].lower()]
    first, last = (calendar.shift(context.published, -round(n * length)) for n in (most, least))
    return (first, last) if first and last else None


def earlier(read: re.Match[str], context: Context) -> Days | None:
    return _offset(read, context.named, -1)


def later(read: re.Match[str], context: Context) -> Days | None:
    return _offset(read, context.named, 1)


def in_time(read: re.Match[str], context: Context) -> Days | None:
    """ "in two weeks", "within three days", said of the future."""
    if context.published is None:
        return None
    days = _offset(read, (context.published, context.published), 1)
    return days and ((context.published, days[1]) if read.group().lower().startswith("within") else days)


def following(read: re.Match[str], context: Context) -> Days | None:
    """ "the next month", "the day before", "that week", counted from the time named last."""
    words, unit = read.group().lower(), read["unit"].lower().replace("night", "day")
    if unit == "year" and words.startswith("that") and context.year is not None:
        return calendar.period(unit, context.year[0])
    if context.named is None:
        return None
    if unit in ("morning", "afternoon", "evening"):
        unit = "day"
    if any(w in words for w in ("next", "following", "after")):
        return calendar.period(unit, context.named[1], 1)
    if any(w in words for w in ("previous", "before", "preceding")):
        return calendar.period(unit, context.named[0], -1)
    return calendar.period(unit, context.named[0]) if unit != "day" else context.named


def stretch(read: re.Match[str], context: Context) -> Days | None:
    """ "in the past two weeks", "over the next three months", "in recent days": up to publication, or from it on."""
    published = context.published
    if published is None:
        return None
    unit = read["unit"].lower()
    length = _LENGTHS[unit][0]
    number = counts(read)[1] if read.groupdict().get("few") or read.groupdict().get("count") else 1
    if read["lead"].lower() in ("recent", "coming"):
        number = 7 if unit == "day" else 4 if unit == "week" else 6 if unit == "month" else 5
    days = max(1, round(number * length))
    ahead = read["lead"].lower() in ("next", "coming", "following")
    other = calendar.shift(published, days if ahead else -days)
    if other is None:
        return None
    return (published, other) if ahead else (other, published)
