"""The stretches of text that two reports share, though one was cut, reordered, led anew or lightly rewritten.

Seed and extend, as in text-reuse detection (Potthast et al. 2013; Smith et al. 2014 for reprints with errors of OCR):
every three words in a row that both have is a seed; seeds on one diagonal are one run; runs that follow one another in
both texts with few words between are one stretch. Stretches may stand in another order in the other text. Words are
compared in a plain form (``words.py``). Between runs a word also matches one that sounds alike or differs by a letter
or two, as in another spelling of a name or after OCR.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.model import Span
from secondsource.sourcing.names import sound
from secondsource.sourcing.words import Word, compared

SEED = 3
# Words between two runs of one stretch, in either text: a rewritten clause is shorter, another sentence is longer.
GAP = 7
# A seed that stands in more places than this is a refrain: it shows nothing, and a text made of one would take hours.
PLACES = 8
# From so many letters two words that sound alike are one, transcribed in two ways.
HEARD = 6


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
