"""Days as people write them: given by the user, stated in an export, or printed beside a byline."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from secondsource.errors import InputError

_MONTHS = tuple(month.lower() for month in month_name[1:])
# A month by name, in lower case, whole or short; "may" is both.
MONTH = "(?:sept|" + "|".join(f"{month}|{month[:3]}" for month in _MONTHS) + r")\.?"
_FORMS = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?(?P<m>{MONTH}),? (?P<y>\d{{4}})\b"),
    re.compile(rf"\b(?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b"),
)


def parse_day(text: str) -> date:
    """The day a user gave as ``2019-03-25``. Raises ``InputError`` for anything else."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise InputError(f"not a date: {text[:40]!r}; write it as 2019-03-25")


def parse_stamp(text: str) -> date:
    """The day of a date or moment as exports write it: ISO 8601, RFC 2822, or in English words.

    The day is that of the place the stamp was made in. Raises ``InputError`` where it is none of these.
    """
    stamp = text.strip()
    try:
        return datetime.fromisoformat(stamp).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(stamp).date()
    except ValueError:
        pass
    day = find_day(stamp) if len(stamp) <= 60 else None
    if day is None:
        raise InputError(f"not a date: {text[:40]!r}; write it as 2019-03-25")
    return day


def find_day(text: str) -> date | None:
    """The first day that is plainly written in ``text``, month in words or ISO 8601; ``None`` where there is none.

    ``03/04/2019`` is the third of April in London and the fourth of March in New York, so it is no plain day.
    """
    lowered = text.lower()
    for form in _FORMS:
        if found := form.search(lowered):
            month = found["m"]
            number = int(month) if month.isdigit() else _month_number(month)
            try:
                return date(int(found["y"]), number, int(found["d"]))
            except ValueError:
                continue
    return None


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))
