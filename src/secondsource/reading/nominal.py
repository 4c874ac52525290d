"""Figures that measure nothing: years, days of the month, times of day, scores, and the numbers in names."""

from __future__ import annotations

import re

from secondsource.reading.counted import is_plural
from secondsource.reading.figures import Figure
from secondsource.reading.lexemes import Lexeme
from secondsource.reading.tokens import words as listed
from secondsource.reading.units import SHORT_SCALES, UNITS

_MONTHS = listed(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec
    """
)
_DESIGNATORS = listed(
    """
    route flight channel article section chapter act interstate highway level phase group type number no page room
    unit line platform gate psalm category grade week season game formula title class area model mark mach top
    version episode boeing airbus antonov ilyushin tupolev sukhoi mig falcon apollo iphone windows resolution
    paragraph district precinct ward pier terminal runway block lot bus train tram form rule order amendment day
    apartment suite exit figure table file case house seat lane stage part volume issue zone sector bowl age aged
    """
)
_YEAR_LEADS = listed(
    """
    in since by until till before after during from for of late early mid the between and to around circa
    """
)
_CLOCK = frozenset(["am", "pm", "a.m.", "p.m.", "o'clock", "o’clock", "gmt", "utc", "est", "edt", "cet", "hrs"])
_NOT_ONE_OF = frozenset(["no", "this", "that", "the", "which", "any", "every", "each", "another", "some", "day", "at"])
_FAR = 20  # words: a name of several words is no headline yet
_CLITIC = re.compile(r"['’](?:s|re|d|ll|ve)$")  # "one that's"
_AFTER_ONE = listed(
    """
    of another 's is was can could should would may might must has had who that which to in on day time thing and or
    by at for with as if but never always then
    """
)
_TALLYING = listed("vote votes voted voting won lost beat beaten ruled approved")
_TIME_UNITS = listed("day days week weeks month months year years hour hours minute minutes decade decades")
_RELATIVE = frozenset(["ago", "earlier", "later", "before", "after", "since"])
_OPENERS = listed("the a an in on at about some over nearly almost more than another these those all only and but")


def is_nominal(words: list[Lexeme], at: int, figure: Figure) -> bool:
    """Whether the figure from ``at`` on is a name, a date or an idiom and not a quantity."""
    if figure.vague or figure.share or figure.currency:
        return False
    if _is_tally(words, at, figure) or _counts_figures(words, figure):
        return True
    if _dates_something(words, at, figure):
        return True
    if not words[at].is_number:
        pronoun = words[at].low == "one" and figure.end == at + 1 and _is_pronoun(words, at)
        return pronoun or _opens_a_name(words, at)
    return (
        _is_glued(words, at, figure)
        or _is_clock(words, at, figure)
        or _is_year(words, at, figure)
        or _is_named(words, at, figure)
    )


def _low(words: list[Lexeme], at: int) -> str:
    return words[at].low if 0 <= at < len(words) else ""


def _dates_something(words: list[Lexeme], at: int, figure: Figure) -> bool:
    """ "March 25", "25 March", and "two weeks ago", which are times."""
    if words[at].is_number:
        before = at - 2 if at and words[at - 1].word == "." else at - 1
        if _is_month(words, before) or _is_month(words, figure.end):
            return True
    after = _low(words, figure.end)
    if [_low(words, figure.end + n) for n in range(4)] in (["-", "year", "-", "old"], ["-", "month", "-", "old"]):
        return True  # how old somebody is says who, not how much
    return after in _TIME_UNITS and _low(words, figure.end + 1) in _RELATIVE and _low(words, figure.end + 2) != "the"


def _counts_figures(words: list[Lexeme], figure: Figure) -> bool:
    """ "A six-figure sum" says how long a number is."""
    return _low(words, figure.end) == "-" and _low(words, figure.end + 1) in ("figure", "digit")


def _is_tally(words: list[Lexeme], at: int, figure: Figure) -> bool:
    """ "Voted 7 to 2", "by a margin of 7 to 2": either number."""
    if _low(words, at - 1) == "to" and at > 2 and words[at - 2].is_number and words[at].is_number:
        at -= 2
    lost = at + 2 < len(words) and words[at + 1].low == "to" and words[at + 2].is_number and words[at].is_number
    if not lost or float(words[at + 2].word.replace(",", "")) >= float(words[at].word.replace(",", "")):
        return False
    before = [_low(words, at - n) for n in (1, 2)]
    return before[0] in _TALLYING or (before[0] == "of" and before[1] in ("vote", "margin", "score", "majority"))


def _is_month(words: list[Lexeme], at: int) -> bool:
    return _low(words, at) in _MONTHS and words[at].word[0].isupper()


def _is_pronoun(words: list[Lexeme], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or not (after.is_word or after.word == "-") or _CLITIC.sub("", after.low) in _AFTER_ONE:
        return True
    return _low(words, at - 1) in _NOT_ONE_OF


def _opens_a_name(words: list[Lexeme], at: int) -> bool:
    """ "The Six-Day War": a number word with a capital inside a sentence that is not set like a headline."""
    inside = at > 0 and (words[at - 1].is_word or words[at - 1].word == ",") and "\n" not in words[at].gap
    return inside and words[at].word[0].isupper() and not _is_titled(words, at, _FAR)


def _is_glued(words: list[Lexeme], at: int, figure: Figure) -> bool:
    """Written against other characters: "Il-62M", "F-16", "24/7", "3-1", "25th", "1990s", "555-1234"."""
    before = words[at - 1] if at else None
    if before and before.touches(words[at]) and (before.is_word or before.is_number or before.word in "/:.#@_&"):
        return True
    if before and before.word in "-–" and before.touches(words[at]) and at >= 2 and words[at - 2].touches(before):
        return True
    if figure.end >= len(words) or not words[figure.end - 1].touches(words[figure.end]):
        return False
    after = words[figure.end]
    if after.is_word:
        return after.low not in UNITS and after.low not in SHORT_SCALES and figure.end == at + 1
    if after.word in "-–" and figure.end + 1 < len(words) and after.touches(words[figure.end + 1]):
        return _is_score(words, at, figure)
    if after.word in "/:":
        return figure.end + 1 < len(words) and after.touches(words[figure.end + 1])
    return after.word in ".)" and at == 0


def _is_score(words: list[Lexeme], at: int, figure: Figure) -> bool:
    """ "3-1", "6-4", "555-1234" and dates in digits, but not "100-150 tonnes" nor "747-passenger"."""
    other = words[figure.end + 1]
    if not other.is_number:
        return False
    if words[at].word.startswith("0") or other.word.startswith("0"):
        return True
    after = words[figure.end + 2] if figure.end + 2 < len(words) else None
    if (
        after
        and after.word in "-–/."
        and other.touches(after)
        and figure.end + 3 < len(words)
        and words[figure.end + 3].is_number
    ):
        return True
    if float(other.word.replace(",", "")) <= figure.low:
        return True
    counts = after is not None and (after.is_word or after.word == "%") and after.low not in _OPENERS
    return not counts and (len(other.word) != len(words[at].word) or figure.low < 20)


def _is_clock(words: list[Lexeme], at: int, figure: Figure) -> bool:
    after = _low(words, figure.end)
    return after in _CLOCK or (
        after in ("a", "p") and [w.low for w in words[figure.end + 1 : figure.end + 3]] == [".", "m"]
    )


def _is_year(words: list[Lexeme], at: int, figure: Figure) -> bool:
    """Four bare digits from 1500 to 2100, unless a unit or a plural noun says that they count something."""
    if (
        len(words[at].word) != 4
        or not words[at].word.isdigit()
        or not 1500 <= figure.low <= 2100
        or figure.end > at + 1
    ):
        return False
    after = words[figure.end] if figure.end < len(words) else None
    round_number = (
        figure.low % 100 == 0
    )  # "2000 people" are counted, "2019 elections" dated; news writes 1,984 soldiers
    counts = after is not None and after.is_word and (after.low in UNITS or (round_number and is_plural(after)))
    return not counts or _low(words, at - 1) in _YEAR_LEADS


def _is_age(words: list[Lexeme], at: int, figure: Figure) -> bool:
    """ "Ann Example, 87, of Leeds", "at age 74": what identifies a person, not what is reported of one."""
    if _low(words, at - 1) in ("age", "aged"):
        return True
    name = at >= 2 and words[at - 1].word == "," and words[at - 2].is_word and words[at - 2].word[0].isupper()
    return name and figure.low <= 120 and figure.end == at + 1 and _low(words, figure.end) in ("", ",", ";", ".", ")")


def _is_named(words: list[Lexeme], at: int, figure: Figure) -> bool:
    """The number of a thing with a name: "Boeing 737", "Route 66", "Article 5"."""
    before = words[at - 1] if at else None
    if before is None or "\n" in words[at].gap:
        return False
    if _is_age(words, at, figure):
        return True
    if before.word == "." and _low(words, at - 2) == "no":
        return True
    if not before.is_word:
        return before.word == "#"
    if before.low in _DESIGNATORS and (before.word[0].isupper() or before.low in ("route", "flight", "channel")):
        return True
    if not before.word[0].isupper() or at == 1 or before.low in _OPENERS or words[at - 2].word in '.!?"“':
        return False
    after = words[figure.end] if figure.end < len(words) else None
    counts = after is not None and after.is_word and (is_plural(after) or after.low in UNITS)
    return not counts and not _is_titled(words, at)


def _is_titled(words: list[Lexeme], at: int, reach: int = 6) -> bool:
    """Whether the words around are set like a headline ("Storm Kills 12 in Northern Town")."""
    near = [w for w in words[max(0, at - reach) : at + reach + 1] if w.is_word and len(w.word) > 3]
    return len(near) > 2 and all(w.word[0].isupper() for w in near)
