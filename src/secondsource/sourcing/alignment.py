"""The stretches of text that two reports share, though one was cut, reordered, led anew or lightly rewritten.

Seed and extend, as in text-reuse detection (Potthast et al. 2013; Smith et al. 2014 for reprints with errors of OCR):
every three words in a row that both have is a seed; seeds on one diagonal are one run; runs that follow one another in
both texts with few words between are one stretch. Stretches may stand in another order in the other text. Words are
compared in a plain form, so that numbers (1,000, 1 000, one thousand), percentages, months, honorifics, accents and
scripts may be written in either way. Between runs a word also matches one that sounds alike or differs by a letter or
two, as in another spelling of a name or after OCR.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from secondsource.model import Span
from secondsource.sourcing.names import plain as in_latin
from secondsource.sourcing.names import sound
from secondsource.sourcing.scanned import is_scanned, lettered, read_as

SEED = 3
# Words between two runs of one stretch, in either text: a rewritten clause is shorter, another sentence is longer.
GAP = 7
# A seed that stands in more places than this is a refrain: it shows nothing, and a text made of one would take hours.
PLACES = 8
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
# From so many letters two words that sound alike are one, transcribed in two ways.
HEARD = 6
# One house writes "Mr. Poe", another "Poe".
_HONORIFICS = frozenset(("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "sir"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its plain form, where it stands, and whether it stands in quotation marks."""

    plain: str
    span: Span
    quoted: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A shared stretch: where it stands in each text, and the pairs of words (by number) that match in it."""

    ours: Span
    theirs: Span
    pairs: tuple[tuple[int, int], ...]


def align(ours: str, theirs: str) -> tuple[Stretch, ...]:
    """The stretches that two texts share, in the order of ours; no word of ours is in two of them."""
    left, right = compared(ours, theirs)
    stretches = [_stretch(chain, left, right) for chain in _chains(_runs(left, right), left, right)]
    return tuple(sorted(stretches, key=lambda stretch: stretch.ours))


# --- words --------------------------------------------------------------------------------------------------------


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


_MARK = re.compile(r"[“”\"«»]|(?<!\S)['‘](?=\w)|(?<=[\w.,!?…])['’](?![\w])|\n")
_OPENS = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'"}
# A tweet is its writer's words though it stands without quotation marks: "... — Ada Poe (@poe) May 4, 2018".
_SIGNED = re.compile(r"\s[—–-]{1,2} [^\n(]{1,60}\(@\w{1,30}\)")
_LONGEST_TWEET = 400


def quotations(text: str) -> list[Span]:
    """What stands in quotation marks, in order. A mark that is not closed holds to the end of its paragraph, as where
    a speech goes on in the next; one that closes what nothing opened, from its beginning, as where a passage was cut.
    """
    found: list[Span] = []
    opened: str | None = None
    start, line = 0, 0
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if opened in ("“", '"', "«") and at > start:
                found.append(Span(start, at))
            opened, line = None, at + 1
        elif opened is not None:
            if mark in (_OPENS[opened], '"') and not (mark == '"' and opened != '"'):
                found.append(Span(start, match.end()))
                opened = None
        elif mark in _OPENS and not _closes(text, at):
            opened, start = mark, at
        elif mark in '”"»' and at > line and not (found and found[-1].start >= line):
            found.append(Span(line, match.end()))
    if opened in ("“", '"', "«") and start < len(text):
        found.append(Span(start, len(text)))
    return _merged([*found, *(_tweet(text, match) for match in _SIGNED.finditer(text))])


def _tweet(text: str, signed: re.Match[str]) -> Span:
    line = text.rfind("\n", 0, signed.start() + 1) + 1
    return Span(max(line, signed.start() - _LONGEST_TWEET, 0), signed.end())


def _closes(text: str, at: int) -> bool:
    """Whether a straight mark can only close: it follows a letter or a stop and precedes none."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] == '"' and bool(before) and not before.isspace() and before not in "([—–-" and not after.isalnum()


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


# --- runs and chains ----------------------------------------------------------------------------------------------

# A run is (first of ours, first of theirs, length in words).
_Run = tuple[int, int, int]


def _runs(left: Sequence[Word], right: Sequence[Word]) -> list[_Run]:
    """The longest runs of equal words that hold a seed."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n in range(len(right) - SEED + 1):
        places[tuple(word.plain for word in right[n : n + SEED])].append(n)
    reached: dict[int, int] = {}  # diagonal -> where on ours its last run ends
    runs = []
    for n in range(len(left) - SEED + 1):
        found = places.get(tuple(word.plain for word in left[n : n + SEED]), ())
        for m in found if len(found) <= PLACES else ():
            if reached.get(m - n, 0) <= n:
                length = SEED
                while n + length < len(left) and m + length < len(right):
                    if left[n + length].plain != right[m + length].plain:
                        break
                    length += 1
                reached[m - n] = n + length
                runs.append((n, m, length))
    return runs


def _chains(runs: Sequence[_Run], left: Sequence[Word], right: Sequence[Word]) -> Iterator[list[tuple[int, int]]]:
    """Runs joined to stretches, longest first; a word of ours or theirs that one stretch has, no other gets."""
    ours: set[int] = set()
    theirs: set[int] = set()
    chosen = []
    for n, m, length in sorted(runs, key=lambda run: (-run[2], run)):
        free = [k for k in range(length) if n + k not in ours and m + k not in theirs]
        if len(free) >= SEED and free[-1] - free[0] == len(free) - 1:
            chosen.append((n + free[0], m + free[0], len(free)))
            ours.update(range(n + free[0], n + free[-1] + 1))
            theirs.update(range(m + free[0], m + free[-1] + 1))
    chain: list[tuple[int, int]] = []
    for n, m, length in sorted(chosen):
        if chain and not (0 <= n - chain[-1][0] - 1 <= GAP and 0 <= m - chain[-1][1] - 1 <= GAP):
            yield chain
            chain = []
        if chain:
            chain += _between(chain[-1], (n, m), left, right)
        chain += [(n + k, m + k) for k in range(length)]
    if chain:
        yield chain


def _between(
    last: tuple[int, int], following: tuple[int, int], left: Sequence[Word], right: Sequence[Word]
) -> list[tuple[int, int]]:
    """The pairs of like words in the gap between two runs, in order in both."""
    pairs = []
    m = last[1] + 1
    for n in range(last[0] + 1, following[0]):
        for other in range(m, following[1]):
            if like(left[n].plain, right[other].plain):
                pairs.append((n, other))
                m = other + 1
                break
    return pairs


def like(one: str, other: str) -> bool:
    """Whether two words are equal but for a letter (two, from eight letters on), as after OCR, or sound alike, as names
    that were transcribed in two ways."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter >= HEARD and not one[0].isdigit() and sound(one) == sound(other):
        return True
    allowed = 0 if shorter < 4 or one.isdigit() or other.isdigit() else 1 if shorter < 8 else 2
    return allowed > 0 and abs(len(one) - len(other)) <= allowed and _edits(one, other) <= allowed


def _edits(one: str, other: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        last, row[0] = row[0], n
        for m, theirs in enumerate(other, 1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (letter != theirs))
    return row[-1]


def _stretch(chain: list[tuple[int, int]], left: Sequence[Word], right: Sequence[Word]) -> Stretch:
    ours = Span(left[chain[0][0]].span.start, left[chain[-1][0]].span.end)
    theirs = Span(right[chain[0][1]].span.start, right[chain[-1][1]].span.end)
    return Stretch(ours, theirs, tuple(chain))
