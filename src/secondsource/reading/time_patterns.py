"""How expressions of time are worded, and which function resolves each.

A rule is a pattern and the function that resolves its match; `_PATTERNS` lists them, and at each word the longest
match wins.
"""

from __future__ import annotations

import re
from functools import cache

from secondsource.model import Span
from secondsource.reading import days as calendar
from secondsource.reading.counted import is_plural
from secondsource.reading.days import MONTHS, SEASONS, WEEKDAYS, Days
from secondsource.reading.elapsed import (
    ago,
    anniversary,
    earlier,
    following,
    from_now,
    in_time,
    later,
    long_ago,
    stretch,
)
from secondsource.reading.expressions import (
    NUMBERS,
    Context,
    Resolve,
    before_last,
    century,
    day_of_week,
    decade,
    fiscal_year,
    full_date,
    holiday,
    iso_date,
    month_of_relative_year,
    month_of_year,
    months_of_year,
    quarter,
    relative_day,
    relative_period,
    season,
    slashed_date,
    span_of_years,
    this_weekend,
    week_of,
    week_of_month,
    weekday,
    whole_year,
)
from secondsource.reading.lexemes import Lexeme, lexemes
from secondsource.reading.tense import clause_around
from secondsource.reading.tokens import words
from secondsource.reading.units import UNITS

_DAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)
_SHORT = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_UNIT = "day|night|weekend|week|month|year|decade"
_SPAN = "day|night|week|fortnight|month|year|decade"
_COUNT = r"\d{1,4}|" + "|".join(w for w in NUMBERS if w != "zero")
_NEAR = r"(?:about |around |roughly |nearly |almost |just |more than |over )?"
_NUMBER = rf"(?:{_NEAR}(?P<few>several|a few|a couple of|few|couple of|some)|{_NEAR}(?P<count>{_COUNT}))"
_NUMBERED = rf"(?P<month>{_MONTH}|(?:{_SHORT})\b\.?)"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b(?![,.]?\d|[-–]\d{3})"
_PART = r"(?P<part>early|late|mid|the beginning of|the start of|the end of|the middle of)"
_WAS = re.compile(r"\b(?:had|was|were)\b")
_DEMANDS = re.compile(r"\b(?:to|must|should|would|could|might)\b")


# --- with two ends ----------------------------------------------------------------------------------------------


def _bounded(read: re.Match[str], context: Context) -> Days | None:
    """ "since January" up to publication, "by Friday" from it on; the end that is open otherwise is not known."""
    days = _inside(read["inner"], context)
    if days is None or context.published is None:
        return None
    if read["bound"].lower() in ("since", "after"):
        return days[0] if read["bound"].lower() == "since" else days[1], context.published
    if days[1] >= context.published:
        return context.published, days[1]
    clause = clause_around(read.string, Span(0, len(read.string)), read)
    so_it_was = read["bound"].lower() == "by" and _WAS.search(clause) and not _DEMANDS.search(clause)
    return days if so_it_was else None  # "two had left by Sunday", not "they were told to leave by Sunday"


def _between(read: re.Match[str], context: Context) -> Days | None:
    first = _inside(read["first"], context)
    last = _inside(read["last"], context)
    if first and last and first[0] > last[1]:  # "from November to February": the first is of the year before
        first = calendar.month(first[0].year - 1, first[0].month) if first[0].day == 1 else None
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _inside(words: str, context: Context) -> Days | None:
    match = longest(words, 0, len(words)) or longest(f"in {words}", 0, len(words) + 3)
    words = match[1].string if match else words
    return match[0](match[1], context) if match and match[1].end() == len(words) else None


# --- the rules -------------------------------------------------------------------------------------------------

_ON = r"(?:on |late on |early on |earlier on |later on )?"
_TIME_OF_DAY = r"(?: (?:night|morning|afternoon|evening|overnight))?"
_OF_DAYS = rf"(?:{_ON}(?:{_DAY}),? )?(?:on )?"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
_FOUR = r"(?:1[5-9]|20)\d\d"
_NOT_BEFORE_NOUN = (
    r"(?! the| a | an | his| her| its| their| he | she | they | it | we | i | this| that| (?-i:[A-Z])| [a-z]+ing\b)"
)
_HOLIDAY = (
    r"(?P<holiday>christmas(?: eve| day)?|new year['’]s (?:eve|day)|halloween|valentine['’]s day"
    r"|thanksgiving(?: day)?|election day|labou?r day|memorial day|independence day|the fourth of july|veterans day"
    r"|easter(?: sunday| monday)?|good friday)"
)
# What "since", "by", "between" and "from" may stand before.
_POINT = (
    rf"(?:(?:last |early |late |mid-)?(?:{_MONTH})(?: \d{{1,2}}\b(?:, {_FOUR})?| {_FOUR})?"
    rf"|\d{{1,2}} (?:{_MONTH})(?: {_FOUR})?|(?:last )?(?:{_DAY}){_TIME_OF_DAY}"
    rf"|(?:last|this) (?:week|month|year)|yesterday|(?:early |late |mid-)?{_FOUR})\b"
)

# All match in either case; months and weekdays must be capitalised all the same (see `_is_time`).
_PATTERNS: tuple[tuple[str, Resolve], ...] = (
    # days of the week and of the month
    (rf"{_ON}(?:(?P<lead>last|next|this coming|this|past) )?(?P<day>{_DAY}){_TIME_OF_DAY}", weekday),
    (rf"(?:early|late|earlier) (?P<day>{_DAY}){_TIME_OF_DAY}", weekday),
    (
        rf"{_OF_DAYS}{_NUMBERED} (?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b(?: ?[-–] ?(?P<last>\d{{1,2}})\b)?"
        rf"(?:,? {_YEAR})?",
        full_date,
    ),
    (
        rf"{_OF_DAYS}(?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?: ?[-–] ?(?P<last>\d{{1,2}}))? (?:of )?"
        rf"{_NUMBERED}\b(?:,? {_YEAR})?",
        full_date,
    ),
    (rf"(?:on )?(?P<year>{_FOUR})-(?P<month>\d\d)-(?P<number>\d\d)\b", iso_date),
    (rf"(?:on )?(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<year>{_FOUR})\b", slashed_date),
    (rf"(?:on |at |since |before |after )?{_HOLIDAY}(?:,? {_YEAR})?", holiday),
    # months
    (rf"(?:in |during |the )?(?:{_PART}[- ])?{_NUMBERED},? (?:of )?{_YEAR}", month_of_year),
    (
        rf"(?:in|during|of|through|throughout|over|for|this|the|each) (?:{_PART}[- ])?(?P<month>{_MONTH})"
        r"(?! \d{1,2}\b)",
        month_of_year,
    ),
    (rf"(?P<lead>last|next|this|this past) (?P<month>{_MONTH})", month_of_year),
    (rf"(?:in |at |by )?{_PART}[- ](?P<month>{_MONTH})", month_of_year),
    (rf"(?P<part>early|late) in (?P<month>{_MONTH})", month_of_year),
    (
        rf"(?:in |during )?the (?P<which>first|second|third|fourth|last|final) week of (?P<month>{_MONTH})"
        rf"(?:,? (?:of )?{_YEAR})?",
        week_of_month,
    ),
    # years and what they are divided into
    (rf"(?P<part>early|late) in {_YEAR}", whole_year),
    (rf"(?:(?:in|for|during) )?(?:the )?(?:fiscal|financial)(?: year)? {_YEAR}", fiscal_year),
    (rf"(?:(?:in|for|during) )?(?:the )?{_YEAR} (?:fiscal|financial) year", fiscal_year),
    (rf"(?:in|during|of|through|throughout|from|for|the) (?:{_PART}[- ])?{_YEAR}", whole_year),
    (rf"{_PART}[- ]{_YEAR}", whole_year),
    (rf"an? {_YEAR}(?= (?-i:[a-z]))", whole_year),
    (rf"(?:(?:from|between|in) )?(?P<year>{_FOUR})(?:[-–]| to | and )(?P<until>{_FOUR}|\d\d)\b(?!-)", span_of_years),
    (r"(?:in |during |since )?the (?:(?P<part>early|late|mid)[- ])?['’]?(?P<decade>(?:1[5-9]\d|20\d|\d)0)s\b", decade),
    (r"(?:in )?(?:the )?(?P<number>\d{1,2})(?:st|nd|rd|th)[- ]century", century),
    (rf"(?:in |during )?(?:the )?{_SEASON}(?: of)? {_YEAR}(?P<lead>)", season),
    (rf"(?:in )?(?P<lead>last|this|next) {_SEASON}", season),
    (
        rf"(?:in |during )?the (?P<which>first|second|third|fourth) (?P<what>quarter|half) of "
        rf"(?:{_YEAR}|the year|this year|(?P<lead>last|next) year)",
        quarter,
    ),
    (
        rf"(?:in |during |over )?the (?P<which>first|last|final) (?P<count>{_COUNT}) months of "
        rf"(?:{_YEAR}|the year|this year|(?P<lead>last|next) year)",
        months_of_year,
    ),
    (rf"(?:in )?(?P<what>q)(?P<which>[1-4])(?: of)? {_YEAR}", quarter),
    # from the day of publication
    (
        r"the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|last night|overnight"
        r"|this (?:morning|afternoon|evening)",
        relative_day,
    ),
    (
        r"(?:(?:in|during|over) )?(?:(?P<part>earlier|later|early|late|(?:at )?the end of) )?(?P<lead>last|this|next) "
        r"(?P<unit>week|month|year|decade|weekend)",
        relative_period,
    ),
    (
        r"(?:(?:by|at|before|until|in|toward|towards) )?(?P<part>the (?:end|beginning|start|middle) of) "
        r"(?P<lead>the|this|last|next) (?P<unit>week|month|year|decade)",
        relative_period,
    ),
    (r"(?:over|on|at|during|in) the weekend", this_weekend),
    (r"(?:(?:in|during|over) )?(?P<lead>the) (?P<unit>week|month|year|weekend|decade) before last", before_last),
    (r"(?P<lead>all) (?P<unit>week|month|year)", relative_period),
    (rf"(?:on )?(?P<day>{_DAY})(?: of)? (?P<lead>last|this|next) (?P<unit>week)", day_of_week),
    (rf"(?:in )?{_NUMBERED} (?:of )?(?P<lead>last|this|next) (?P<unit>year)", month_of_relative_year),
    (rf"{_NUMBER} (?P<unit>year)s? ago this (?P<what>week|month)", anniversary),
    (rf"{_NUMBER} (?P<unit>{_SPAN})s? from now", from_now),
    (rf"(?:in |during )?the week of {_NUMBERED} (?P<number>\d{{1,2}})\b(?:, {_YEAR})?", week_of),
    (rf"{_NUMBER} (?P<unit>minute|hour|{_SPAN})s? ago", ago),
    (r"(?:many )?(?P<plain>weeks|months|years|decades|centuries) ago", long_ago),
    (rf"(?:in|within) {_NUMBER} (?P<unit>day|week|month|year)s?", in_time),
    (
        rf"(?:in|over|during|within|for) the (?P<lead>past|last|next|coming|following) (?:{_NUMBER} )?"
        rf"(?P<unit>hour|{_SPAN})s?",
        stretch,
    ),
    (
        rf"(?:the|these) (?P<lead>past|last|next|coming|following) {_NUMBER} (?P<unit>hour|{_SPAN})s?",
        stretch,
    ),
    (r"the (?P<lead>past|coming) (?P<unit>fortnight)(?P<few>)(?P<count>)", stretch),
    (r"in (?:the )?(?P<lead>recent|coming) (?P<unit>day|week|month|year)s", stretch),
    # from the time named before
    (rf"{_NUMBER} (?P<unit>{_SPAN})s? (?:earlier|before{_NOT_BEFORE_NOUN})", earlier),
    (
        rf"{_NUMBER} (?P<unit>{_SPAN})s? (?:later|afterwards?|after{_NOT_BEFORE_NOUN})",
        later,
    ),
    (
        r"(?:(?:on|in|during|over) )?the (?:next|following|previous|preceding|same|very next) "
        rf"(?P<unit>{_UNIT}|morning|evening|afternoon)",
        following,
    ),
    (rf"the (?P<unit>{_UNIT}) (?:before|after|earlier){_NOT_BEFORE_NOUN}", following),
    (
        r"(?:later |earlier |on |in |during )?that (?:same )?"
        r"(?P<unit>day|night|week|weekend|month|year|morning|evening|afternoon)",
        following,
    ),
    # two ends
    (rf"(?P<bound>since|after|until|till|by|before) (?P<inner>{_POINT})", _bounded),
    (rf"(?:between|from) (?P<first>{_POINT}) (?:and|to|until|through) (?P<last>{_POINT})", _between),
)

# --- finding ---------------------------------------------------------------------------------------------------

# Each expression holds one of these, and begins with one of those or a figure: all other words are passed over,
# which makes a report of 700 words ten times as fast to read.
_CORE = re.compile(
    rf"\d|\b(?:{_DAY}|{_MONTH}|{_SHORT}|(?:{_UNIT}|hour|minute|fortnight)s?|centuries|fiscal|financial|morning|afternoon|evening|yesterday|today|tonight|tomorrow"
    rf"|overnight|{'|'.join(SEASONS)}|quarter|half|christmas|new year|halloween|valentine|thanksgiving|election day"
    r"|labou?r day|memorial day|independence day|fourth of july|veterans day|easter|good friday)",
    re.IGNORECASE,
)
_REACH = 48  # characters from the start of an expression to its core, at most
_FIRST = words(
    """
    on in at by over during of through throughout for from between since after until till before within late early
    earlier later mid last next this past the that a an about around roughly nearly almost just more several few
    couple some many weeks months years decades centuries yesterday today tonight tomorrow overnight each q christmas
    new halloween valentine spring summer
    autumn fall winter these all fiscal financial thanksgiving election labor labour memorial independence veterans
    easter good
    """
) | {*WEEKDAYS, *MONTHS, *_SHORT.split("|"), *NUMBERS}
_WORD = re.compile(r"(?<![\w’'])(?<!\d,)(?:\d|[^\W\d_]+)")
_NAMES = re.compile(rf"\b(?:{_DAY}|{_MONTH}|{_SHORT})\b", re.IGNORECASE)
_PAPER = re.compile(r"[A-Z][\w.]* $")  # "USA Today"
_DOUBTFUL = re.compile(r"(?:of|through|over|for|this|the|each) (?:march|may|april|june|august)", re.IGNORECASE)
_COUNTING = re.compile(r"(?:in|during|of|through|throughout|since|from|for|an?) \d{4}", re.IGNORECASE)


def _is_counted(noun: Lexeme) -> bool:
    return is_plural(noun) or noun.low in UNITS


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Resolve], ...]:
    return tuple((re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), resolve) for pattern, resolve in _PATTERNS)


def starts(text: str, within: Span) -> list[int]:
    """Where an expression may begin."""
    found = []
    reach = iter(match.start() for match in _CORE.finditer(text, within.start, within.end))
    core = next(reach, -1)
    for word in _WORD.finditer(text, within.start, within.end):
        while -1 < core < word.start():
            core = next(reach, -1)
        if core < 0:
            break
        if core - word.start() <= _REACH and (word.group()[0].isdigit() or word.group().lower() in _FIRST):
            found.append(word.start())
    return found


def longest(text: str, at: int, end: int) -> tuple[Resolve, re.Match[str]] | None:
    """The rule with the longest match at a place; the first of those that are level."""
    best = None
    for pattern, resolve in _rules():
        match = pattern.match(text, at, end)
        if match and (best is None or match.end() > best[1].end()) and _is_time(text, match):
            best = resolve, match
    return best


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Not "may", "march" and "sun" the words, nor May the person, nor "of 2000 people" and "a 1500 metre run"."""
    words = match.group()
    if words in ("Today", "Tonight") and text[max(0, match.start() - 2) : match.start()].strip().isalpha():
        return _PAPER.search(text[max(0, match.start() - 24) : match.start()]) is None
    if any(name.group()[0].islower() for name in _NAMES.finditer(words)) or _DOUBTFUL.fullmatch(words):
        return False
    if _COUNTING.fullmatch(words):
        following = (
            lexemes(text, Span(match.end(), min(len(text), match.end() + 24))) if match.end() < len(text) else []
        )
        return not (following and following[0].is_word and _is_counted(following[0]))
    return True
