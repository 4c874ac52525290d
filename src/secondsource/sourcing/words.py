"""The words of a text in a plain form, by which two texts are compared: numbers (1,000, 1 000, one thousand),
percentages, months, honorifics, accents and scripts may be written in either way.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from secondsource.model import Span
from secondsource.sourcing.names import plain as in_latin
from secondsource.sourcing.quoted import quotations
from secondsource.sourcing.scanned import is_scanned, lettered, read_as

# Characters of a text that are looked at, as in reading.
LONGEST = 100_000
_WORD = re.compile(
    r"per cent|%|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*|"
    r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+|-\n[^\W\d_]+)*",
    re.IGNORECASE,
)
_NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_PLAIN = {
    **{word: str(value) for value, word in enumerate(_NUMBERS)},
    **{
        month[:3]: month
        for month in (
            "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
            "december",
        )
    },
    "sept": "september", "%": "percent", "per cent": "percent", "can't": "cannot", "won't": "willnot",
}  # fmt: skip
_TENS = {word: 10 * n for n, word in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 3)}
_PLAIN |= {word: str(value) for word, value in _TENS.items()}
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "k": 1_000, "m": 1_000_000,
    "mn": 1_000_000, "mln": 1_000_000, "bn": 1_000_000_000,
}  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?|a")
_JOINS = ("", " ", "-", "\u00a0", "\u202f")
# One house writes "Mr. Poe", another "Poe".
_HONORIFICS = frozenset(("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "sir"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its plain form, where it stands, and whether it stands in quotation marks."""

    plain: str
    span: Span
    quoted: bool


def compared(ours: str, theirs: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of two texts; those of one that was scanned as the other has them."""
    left, right = words(ours), words(theirs)
    if not (is_scanned(ours) or is_scanned(theirs)):
        return left, right
    return _read(ours, theirs)


@lru_cache(maxsize=64)
def _read(ours: str, theirs: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    left, right = words(ours), words(theirs)
    if is_scanned(ours):
        read = read_as((word.plain for word in left), (word.plain for word in right))
        left = tuple(replace(word, plain=read.get(word.plain, word.plain)) for word in left)
    if is_scanned(theirs):
        read = read_as((word.plain for word in right), (word.plain for word in left))
        right = tuple(replace(word, plain=read.get(word.plain, word.plain)) for word in right)
    return left, right


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, without honorifics."""
    text = lettered(text[:LONGEST]) if is_scanned(text) else text[:LONGEST]
    inside = quotations(text)
    starts = [span.start for span in inside]
    found: list[Word] = []
    for match in _WORD.finditer(text):
        if (plain := _plain(match.group())) not in _HONORIFICS:
            before = bisect_right(starts, match.start()) - 1
            quoted = before >= 0 and match.start() < inside[before].end
            word = Word(plain, Span(*match.span()), quoted)
            if found and (value := _together(found[-1], word, text)) is not None:
                word = Word(value, Span(found.pop().span.start, word.span.end), quoted)
            found.append(word)
    return tuple(found)


def _together(first: Word, second: Word, text: str) -> str | None:
    """The one figure that two words make: "one thousand", "2 million", "21m", "twenty-one"."""
    between = text[first.span.end : second.span.start]
    if between not in _JOINS or _FIGURE.fullmatch(first.plain) is None:
        return None
    if (scale := _SCALES.get(second.plain)) is not None and (len(second.plain) > 3 or not between):
        value = (1.0 if first.plain == "a" else float(first.plain)) * scale
        return str(int(value)) if value == int(value) else str(value)
    spelled = (
        first.plain != "a"
        and first.span.of(text).isalpha()
        and second.span.of(text).isalpha()
        and second.plain.isdigit()
    )
    if spelled and int(first.plain) in range(20, 100, 10) and int(second.plain) < 10:
        return str(int(first.plain) + int(second.plain))
    return None


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    if word[0].isdigit():
        return re.sub(r"\D", "", word) if _GROUPED.fullmatch(word) or word.count(",") > 1 else word.replace(",", ".")
    split = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    bare = "".join(c for c in split if not unicodedata.combining(c)).replace("-\n", "").replace(".", "")
    bare = bare.removesuffix("'s")
    bare = bare if bare.isascii() else in_latin(bare)
    return _PLAIN.get(bare, bare)
