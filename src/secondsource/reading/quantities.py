"""Quantities as ranges: figures, number words and vague words, with what they measure or count.

``units`` holds the tables: what each vague word means, and which unit belongs to which dimension. A change from
one figure to another ("rose from 3 to 5") is two quantities; a range ("3 to 5") is one. Years, dates, times of day,
ordinals, ages of names and the figures in names ("Il-62M", "Flight 370") are not quantities.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from secondsource.model import Quantity, Span
from secondsource.reading import units
from secondsource.reading.counted import counted_noun, singular
from secondsource.reading.figures import Figure, read_figure
from secondsource.reading.lexemes import Lexeme, lexemes
from secondsource.reading.nominal import is_nominal
from secondsource.reading.tokens import words as listed

_SENTENCE = 25  # words on either side that may say which pounds are meant
_DASHES = frozenset("-–—")
_CHANGES = listed(
    """
    rise rises rose risen rising fall falls fell fallen falling drop drops dropped dropping increase increases
    increased increasing decrease decreases decreased decline declined climb climbed jump jumped grow grew grown
    surge surged sink sank sunk raise raised lower lowered cut reduce reduced up down went gone slip slipped widen
    narrow revised
    """
)
_ENDS = {"from": "to", "to": "from", "by": "to"}  # of a change
_FAR_APART = 4  # times: "fell by 26,000 to 255,000" is no range
_TEMPERATURES = ("degC", "degF")
_BRITISH = listed("£ gbp sterling britain british uk u.k. london england scotland wales pence")
_HEAVY = listed("weigh weighs weighed weighing heavy weight overweight lose lost gain gained")


@dataclass(frozen=True, slots=True)
class _Measure:
    """Low, high and unit of what stands from one lexeme up to another."""

    low: float
    high: float | None
    unit: str | None
    first: int
    end: int


def find_quantities(text: str, within: tuple[Span, ...]) -> tuple[Quantity, ...]:
    """The quantities of a report, in the order of the text; see the module for what counts as one."""
    found: list[Quantity] = []
    for span in sorted(within):
        words = lexemes(text, span)
        for measure in _measures(words):
            place = Span(words[measure.first].start, words[measure.end - 1].end)
            found.append(Quantity(place, place.of(text), measure.low, measure.high, measure.unit))
    return tuple(found)


def _measures(words: list[Lexeme]) -> list[_Measure]:
    found: list[_Measure] = []
    at = 0
    while at < len(words):
        read = _read_change(words, at) or _read_measure(words, at)
        if read:
            found += read
            at = read[-1].end
        else:
            at += 1
    return found


def _read_change(words: list[Lexeme], at: int) -> list[_Measure]:
    """ "rose from 3 to 5", "fell to 5 from 7": both figures, each with the unit that either carries."""
    if words[at].low not in _ENDS or not any(w.low in _CHANGES for w in words[max(0, at - 5) : at]):
        return []
    before = read_figure(words, at + 1)
    if before is None or is_nominal(words, at + 1, before):
        return []
    unit, end = _read_unit(words, before)
    if end >= len(words) or words[end].low != _ENDS[words[at].low]:
        return []
    after = read_figure(words, end + 1)
    if after is None:
        return []
    final_unit, final_end = _read_unit(words, after)
    low, high = (before.low, before.high)
    if words[at].low == "by" and unit is None and after.high <= _FAR_APART * high:
        return []  # "rose by 3 to 5 percent"
    if unit is None and before.scale == 1 and after.scale > 1:
        low, high = low * after.scale, high * after.scale
    return [
        _Measure(low, high, unit or final_unit, at + 1, end),
        _Measure(after.low, after.high, final_unit or unit, end + 1, final_end),
    ]


def _read_measure(words: list[Lexeme], at: int) -> list[_Measure]:
    figure = read_figure(words, at)
    if figure is None or is_nominal(words, at, figure):
        return []
    figure = _read_range(words, at, figure)
    if [w.low for w in words[figure.end : figure.end + 2]] == ["or", "so"]:
        spread = units.TOLERANCE  # "a dozen or so clerks"
        figure = replace(figure, low=figure.low * (1 - spread), high=figure.high * (1 + spread), end=figure.end + 2)
    unit, end = _read_unit(words, figure)
    if unit is None and at and words[at - 1].low == "magnitude":
        unit = "magnitude"
    low, high, first = _modify(words, at, figure)
    if end < len(words) - 1 and words[end].low == "or" and words[end + 1].low in ("more", "fewer", "less"):
        low, high = (low, None) if words[end + 1].low == "more" else (0.0, high)
        end += 2
        if unit is None and end < len(words):
            unit, end = _read_unit(words, replace(figure, end=end))
    if unit in _TEMPERATURES and first and (words[first - 1].low == "minus" or _is_minus(words, first)):
        low, high, first = -low if high is None else -high, -low, first - 1
    return [_Measure(_rounded(low), None if high is None else _rounded(high), unit, first, end)]


def _is_minus(words: list[Lexeme], at: int) -> bool:
    """ "-5°C", not "3-5°C"."""
    return words[at - 1].word in "-−–" and words[at - 1].touches(words[at]) and bool(words[at - 1].gap)


def _rounded(value: float) -> float:
    """Without the dust of binary fractions (a tenth more than 100 is 110)."""
    return float(f"{value:.12g}")


def _read_range(words: list[Lexeme], at: int, figure: Figure) -> Figure:
    """ "3 to 5", "100-150", "two or three", "between 3 and 5": one figure from the lower to the higher."""
    end = figure.end
    if end + 1 >= len(words):
        return figure
    between = at > 0 and words[at - 1].low == "between"
    changed = any(w.low in _CHANGES for w in words[max(0, at - 5) : at])
    if not (words[end].low in ("to", "or") or words[end].word in _DASHES or (between and words[end].low == "and")):
        unit, after_unit = _read_unit(words, figure)
        if (
            unit is None
            or changed
            or after_unit + 1 >= len(words)
            or not (words[after_unit].low == "to" or (between and words[after_unit].low == "and"))
        ):
            return figure
        end = after_unit
    other = read_figure(words, end + 1)
    if other is None or (other.currency and figure.currency and other.currency != figure.currency):
        return figure
    low = figure.low * (other.scale if figure.scale == 1 and figure.low * other.scale <= other.high else 1)
    if low >= other.high:
        return figure
    return Figure(low, other.high, other.end, other.scale, figure.currency or other.currency, share=other.share)


# --- the words before a figure ---------------------------------------------------------------------------------

_Range = tuple[float, float | None]
_MODIFIERS: dict[str, Callable[[float, float], _Range]] = {
    **dict.fromkeys(units.ABOUT, lambda low, high: (low * (1 - units.TOLERANCE), high * (1 + units.TOLERANCE))),
    **dict.fromkeys(units.NEARLY, lambda low, high: (low * (1 - units.TOLERANCE), high)),
    **dict.fromkeys(units.JUST_OVER, lambda low, high: (low, high * (1 + units.TOLERANCE))),
    **dict.fromkeys(units.AT_LEAST, lambda low, high: (low, None)),
    **dict.fromkeys(units.AT_MOST, lambda low, high: (0.0, high)),
    **dict.fromkeys(units.EXACT, lambda low, high: (low, high)),
    "between": lambda low, high: (low, high),
    "~": lambda low, high: (low * (1 - units.TOLERANCE), high * (1 + units.TOLERANCE)),
    ">": lambda low, high: (low, None),
    "<": lambda low, high: (0.0, high),
}
_LONGEST_MODIFIER = max(len(phrase.split()) for phrase in _MODIFIERS)


def _modify(words: list[Lexeme], at: int, figure: Figure) -> tuple[float, float | None, int]:
    """The range that the words before the figure, and a plus sign after it, make of it; and where they begin."""
    low, high, start = figure.low, None if figure.open_end else figure.high, at
    if at > 1 and words[at - 1].low in ("a", "an") and words[at - 2].low in (*units.ABOUT, *units.NEARLY):
        at -= 1  # "roughly a 2 percent pace"
    for length in range(min(_LONGEST_MODIFIER, at), 0, -1):
        phrase = " ".join(w.low for w in words[at - length : at])
        if phrase in _MODIFIERS:
            changed = _MODIFIERS[phrase](low, figure.high)
            return changed[0], None if high is None else changed[1], at - length
    return low, high, start


# --- the words after a figure ----------------------------------------------------------------------------------


def _read_unit(words: list[Lexeme], figure: Figure) -> tuple[str | None, int]:
    """The unit of a figure, and where the words for it end."""
    at = figure.end
    if figure.currency:
        return figure.currency, _after_money(words, at)
    if figure.share:
        return "%", at
    if at < len(words) and words[at].word in _DASHES and at + 1 < len(words) and words[at].touches(words[at + 1]):
        at += 1
        if words[at].low == "strong":  # "a 1,000-strong force"
            at += 1
        elif words[at].is_word and _measure_unit(words, at) is None:  # "a 110-bed clinic", "a three-storey house"
            return singular(words[at].low), at + 1
    return _measure_unit(words, at) or _money_unit(words, at, figure) or _counted(words, at, figure)


def _after_money(words: list[Lexeme], at: int) -> int:
    return at + 1 if at < len(words) and words[at].word in units.CURRENCY_CODES else at


def _measure_unit(words: list[Lexeme], at: int) -> tuple[str, int] | None:
    for length in (4, 3, 2, 1):
        phrase = "".join(
            w.low if n == 0 else (" " if w.gap else "") + w.low for n, w in enumerate(words[at : at + length])
        )
        unit = units.UNITS.get(phrase) or units.UNITS.get(phrase.removesuffix("s") if length < 3 else phrase)
        if unit and len(words) >= at + length:
            return unit, at + length
    return None


def _money_unit(words: list[Lexeme], at: int, figure: Figure) -> tuple[str, int] | None:
    if at < len(words) and words[at].word in units.CURRENCY_CODES:
        return words[at].word, at + 1
    for length in (3, 2, 1):
        phrase = " ".join(w.low.replace("u.s.", "us") for w in words[at : at + length])
        code = units.CURRENCY_WORDS.get(phrase) or units.CURRENCY_WORDS.get(phrase.removesuffix("s"))
        if code and len(words) >= at + length:
            return code, at + length
    if at < len(words) and words[at].low in ("pound", "pounds"):
        return _pounds(words, at, figure), at + 1
    return None


def _pounds(words: list[Lexeme], at: int, figure: Figure) -> str:
    """Money or mass: what is weighed, or is "pounds of" a thing, is mass; millions, and British contexts, are money."""
    near = {w.low for w in words[max(0, at - _SENTENCE) : at + _SENTENCE]}
    if any(w.low in _HEAVY for w in words[max(0, at - 6) : at + 4]) or (
        at + 1 < len(words) and words[at + 1].low == "of"
    ):
        return "lb"
    if figure.high >= 1e6 or near & _BRITISH:
        return "GBP"
    return "lb"


def _counted(words: list[Lexeme], at: int, figure: Figure) -> tuple[str | None, int]:
    if figure.vague and at < len(words) and words[at].low == "of":
        after = at + 1
        while after < len(words) and words[after].low in (
            "the",
            "these",
            "those",
            "its",
            "his",
            "their",
            "other",
            "more",
        ):
            after += 1
        unit = (
            _measure_unit(words, after) or _money_unit(words, after, figure) or counted_noun(words, after, single=False)
        )
        return unit if unit[0] else (None, figure.end)
    if at < len(words) and words[at].low in ("more", "other", "others"):
        at += 1
    noun, end = counted_noun(words, at, single=figure.low == figure.high == 1)
    if noun is None and at > figure.end and words[at - 1].low == "others":
        return "other", at
    return (noun, end) if noun else (None, figure.end)
