"""Figures: digits, number words and vague words, as the range of numbers they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.reading.lexemes import Lexeme
from secondsource.reading.tokens import words as listed
from secondsource.reading.units import (
    CHANGES,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    FEW,
    FRACTIONS,
    MULTIPLES,
    ONES,
    PLURALS,
    SCALES,
    SHORT_SCALES,
    TENS,
)

_LONGEST = 24  # words of one figure
_ONLY_OF = ("a score", "a trio")
_BY_SHARE = listed("to in from since over last this after within and but , . ;")  # after "by a third"
_OF_A_SHARE = listed("majority share stake cut rise increase drop fall reduction decline")
_MEASURED = listed("percentage point mile kilometre kilometer inch second hour year acre hectare pound litre")
_LARGEST = 1e18  # beyond it nothing is a figure of the news; keeps arithmetic finite whatever the text


@dataclass(frozen=True, slots=True)
class Figure:
    """A range of numbers, read up to the lexeme ``end``.

    ``scale`` is the last power word ("million"), 1 without one. ``vague`` marks words such as "dozens"; ``share`` a
    fraction of a whole, given in per cent; ``open_end`` a plus sign ("100+").
    """

    low: float
    high: float
    end: int
    scale: float = 1
    currency: str | None = None
    vague: bool = False
    share: bool = False
    open_end: bool = False


def read_figure(words: list[Lexeme], at: int) -> Figure | None:
    """The figure that begins exactly at a lexeme."""
    if at >= len(words):
        return None
    currency, start = _currency(words, at)
    if start >= len(words):
        return None
    if words[start].is_number:
        return (None if currency else _one_in(words, start)) or _digits(words, start, currency)
    if currency or not words[start].is_word:
        return None
    return (
        _part_of_one(words, start)
        or _change(words, start)
        or _share(words, start)
        or _and_a_half(words, start)
        or _vague(words, start)
        or _words(words, start)
    )


def _currency(words: list[Lexeme], at: int) -> tuple[str | None, int]:
    """The currency written before a figure ("$", "US$", "EUR"), and where the figure begins."""
    first = words[at]
    if first.word in CURRENCY_CODES:
        return first.word, at + 1
    if at + 1 < len(words) and words[at + 1].word == "$" and first.touches(words[at + 1]):
        sign = first.word.replace(".", "") + "$"
        return (CURRENCY_SIGNS[sign], at + 2) if sign in CURRENCY_SIGNS else (None, at)
    return (CURRENCY_SIGNS[first.word], at + 1) if first.word in CURRENCY_SIGNS else (None, at)


def _digits(words: list[Lexeme], at: int, currency: str | None) -> Figure | None:
    value = float(words[at].word.replace(",", ""))
    end, scale = at + 1, 1.0
    if end < len(words) and words[end].low in SHORT_SCALES and _short_scale_fits(words, end, currency):
        scale, end = SHORT_SCALES[words[end].low], end + 1
    else:
        scale, end = _scales(words, end)
    if value * scale > _LARGEST:
        return None
    sign = end < len(words) and words[end].word == "+" and words[end - 1].touches(words[end])
    word = end + 1 < len(words) and words[end].word == "-" and words[end + 1].low == "plus"
    return Figure(value * scale, value * scale, end + sign + 2 * word, scale, currency, open_end=sign or word)


def _change(words: list[Lexeme], at: int) -> Figure | None:
    """ "Doubled", "grew fivefold": by how much more, in per cent; not "doubled down"."""
    low = words[at].low
    after = words[at + 1].low if at + 1 < len(words) else ""
    times = ONES.get(low.removesuffix("fold"), 0) if low.endswith("fold") else 0
    share = CHANGES.get(low, 100.0 * (times - 1) if times > 1 else 0)
    return Figure(share, share, at + 1, share=True) if share and after not in ("down", "as", "back", "over") else None


def _one_in(words: list[Lexeme], at: int) -> Figure | None:
    """ "1 in 10,000", "4 out of 10": a share of a round number."""
    start = at + 1 + (at + 2 < len(words) and [w.low for w in words[at + 1 : at + 3]] == ["out", "of"])
    if start + 1 >= len(words) or words[start].low not in ("in", "of") or not words[start + 1].is_number:
        return None
    if words[start].low == "of" and start == at + 1:
        return None
    part, whole = (float(words[n].word.replace(",", "")) for n in (at, start + 1))
    if not 0 < part < whole or not (whole in (10, 100, 1000) or (part == 1 and not 1500 <= whole <= 2100)):
        return None
    value = round(100 * part / whole, 4)
    return Figure(value, value, start + 2, share=True)


def _and_a_half(words: list[Lexeme], at: int) -> Figure | None:
    """ "Two and a half million", "one and a half years"."""
    number = ONES.get(words[at].low, 0)
    if not number or [w.low for w in words[at + 1 : at + 4]] != ["and", "a", "half"]:
        return None
    scale, end = _scales(words, at + 4)
    return Figure((number + 0.5) * scale, (number + 0.5) * scale, end, scale)


def _short_scale_fits(words: list[Lexeme], at: int, currency: str | None) -> bool:
    """ "bn" always is a scale, "m", "k" and "b" only of money or of people written against the figure."""
    if currency or len(words[at].low) > 1:
        return bool(currency) or words[at].low not in ("mil",)
    after = words[at + 1].low if at + 1 < len(words) else ""
    return words[at].gap == "" and after in (
        "people",
        "euros",
        "dollars",
        "pounds",
        "users",
        "followers",
        "views",
        "barrels",
        "tonnes",
        "tons",
        "homes",
        "jobs",
        "workers",
        "voters",
        "doses",
        "households",
        "children",
        "shares",
        "customers",
        "refugees",
    )


def _scales(words: list[Lexeme], end: int) -> tuple[float, int]:
    """The product of the power words from ``end`` on ("hundred thousand", "-million"), and where they stop."""
    scale = 1.0
    while True:
        hyphen = end + 1 < len(words) and words[end].word == "-" and words[end + 1].low in SCALES
        if not (end + hyphen < len(words) and words[end + hyphen].low in SCALES):
            return scale, end
        scale *= SCALES[words[end + hyphen].low]
        end += hyphen + 1
        if scale > _LARGEST:
            return scale, end


def _vague(words: list[Lexeme], at: int) -> Figure | None:
    """ "dozens", "tens of thousands", "several hundred", "a few"."""
    low = words[at].low
    following = words[at + 1].low if at + 1 < len(words) else ""
    if low in MULTIPLES and following == "of" and at + 2 < len(words) and words[at + 2].low in PLURALS:
        scale = SCALES.get(words[at + 2].low.removesuffix("s"), 20)
        least, most = MULTIPLES[low]
        return Figure(least * scale, (most + 1) * scale - 1, at + 3, vague=True)
    if low in PLURALS:
        return Figure(*PLURALS[low], at + 1, vague=True)
    phrase, end = (low, at + 1) if low in FEW else (f"{low} {following}", at + 2)
    if phrase not in FEW:
        return None
    if phrase in _ONLY_OF and not (end < len(words) - 1 and words[end].low == "of" and words[end + 1].is_word):
        return None  # "a score of 3-2"
    if end < len(words) - 1 and words[end].low == "of" and phrase in ("a couple", "a pair", "a handful", *_ONLY_OF):
        end += 1
    scale, after = _scales(words, end)
    least, most = FEW[phrase]
    return Figure(least * scale, most * scale, after, scale, vague=after == end)


def _share(words: list[Lexeme], at: int) -> Figure | None:
    """ "half of", "two-thirds of", "a quarter of", "one in five": a share in per cent."""
    numerator = 1 if words[at].low in ("a", "one") else ONES.get(words[at].low, 0)
    following = words[at + 1].low if at + 1 < len(words) else ""
    by_half = at > 0 and words[at - 1].low == "by" and following not in ("a", "an")
    if words[at].low == "half" and (following in ("of", "the", "its", "their") or by_half):
        return Figure(50, 50, at + 1, share=True)
    if not numerator or at + 1 + (following == "-") >= len(words):
        return None
    end = at + 1 + (words[at + 1].word == "-")
    if words[end].low in FRACTIONS and _takes_share(words, at, end + 1):
        value = round(100 * numerator * FRACTIONS[words[end].low], 2)
        return Figure(value, value, end + 1, share=True)
    if at + 2 >= len(words):
        return None
    out = at + 3 < len(words) and [w.low for w in words[at + 1 : at + 3]] == ["out", "of"]
    if words[at + 1].low == "in" or out:
        first = at + 2 + out
        whole = _words(words, first) or (words[first].is_number and _digits(words, first, None)) or None
        if (
            whole
            and whole.end == first + 1
            and numerator < whole.low <= 1000
            and not words[first].low.startswith("one")
        ):
            value = round(100 * numerator / whole.low, 2)
            return Figure(value, value, whole.end, share=True)
    return None


def _takes_share(words: list[Lexeme], at: int, end: int) -> bool:
    """Whether a fraction up to ``end`` is one of a whole: "a third of", "by a third", "a two-thirds majority"."""
    after = words[end].low if end < len(words) else ""
    if after == "of":
        return not _of_one(words, end + 1)
    by = at > 0 and words[at - 1].low == "by" and (not after or after in _BY_SHARE)
    return by or after in _OF_A_SHARE


def _part_of_one(words: list[Lexeme], at: int) -> Figure | None:
    """ "A quarter of a million", "three quarters of a percentage point"."""
    numerator = 1 if words[at].low in ("a", "one", "half") else ONES.get(words[at].low, 0)
    end = at if words[at].low == "half" else at + 1 + (at + 1 < len(words) and words[at + 1].word == "-")
    if not numerator or end + 3 >= len(words) or words[end].low not in FRACTIONS or words[end + 1].low != "of":
        return None
    part = numerator * FRACTIONS[words[end].low]
    if words[end + 2].low not in ("a", "an"):
        return None
    scale, after = _scales(words, end + 3)
    if after == end + 3 and words[after].low not in _MEASURED:
        return None
    return Figure(round(part * scale, 4), round(part * scale, 4), after, scale)


def _of_one(words: list[Lexeme], at: int) -> bool:
    """ "a third of a mile" is a length and no share."""
    return at < len(words) and words[at].low in ("a", "an")


def _words(words: list[Lexeme], at: int) -> Figure | None:
    """Number words: "twenty-five", "one hundred and five", "a dozen", "half a million", "two and a half million"."""
    first = words[at].low
    following = words[at + 1].low if at + 1 < len(words) else ""
    if first in ("a", "an") and following in SCALES:
        return _total(words, at + 1, 1.0)
    if first == "half":
        step = at + 1
        while step < len(words) and (words[step].low in ("a", "an") or words[step].word == "-"):
            step += 1
        scale, end = _scales(words, step)
        return Figure(scale / 2, scale / 2, end, scale) if end > step > at + 1 or following in SCALES else None
    return _total(words, at, 0.0) if first in ONES or first in TENS else None


def _total(words: list[Lexeme], at: int, group: float) -> Figure | None:
    """The sum of a run of number words; ``group`` is what has been read of the present group of three digits."""
    total, scale, end = 0.0, 1.0, at
    while end < min(len(words), at + _LONGEST):
        low = words[end].low
        if low in ONES and group % 10 == 0 and (ONES[low] < 10 or group % 100 == 0):
            group += ONES[low]
        elif low in TENS and group % 100 == 0:
            group += TENS[low]
        elif low in SCALES and SCALES[low] <= 100:
            group, scale = max(group, 1) * SCALES[low], SCALES[low]
        elif low in SCALES:
            total, group, scale = total + max(group, 1) * SCALES[low], 0, SCALES[low]
        elif _joins(words, end):
            pass
        else:
            break
        end += 1
        if total + group > _LARGEST:
            return None
    return Figure(total + group, total + group, end, scale) if end > at else None


def _joins(words: list[Lexeme], at: int) -> bool:
    """Whether a hyphen or an "and" stands between two number words of one figure."""
    if at + 1 >= len(words) or at == 0:
        return False
    before, after = words[at - 1].low, words[at + 1].low
    if words[at].word == "-":
        return (before in TENS and after in ONES) or after in SCALES
    return words[at].low == "and" and before in SCALES and SCALES[before] >= 100 and (after in ONES or after in TENS)
