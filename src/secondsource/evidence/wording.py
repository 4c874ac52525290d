"""Whether two names have changed places between two assertions: who did it, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

# Between who does something and to whom it is done stand few words where it is said in short.
NEAR, WITHIN = 4, 8

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\b.*\bby\b", re.DOTALL)
# Words between two names that show no deed of the one to the other.
_JOINING = frozenset(("and", "or", "with", "of", "in", "for", "to", "on", "off", "at", "from", "near"))


def turned_round(one: str, other: str) -> bool:
    """Whether a text has two names the other way round that another has at either side of a deed ("Poe dismissed
    Marsh"), and not because one of the two is in the passive."""
    sides = list(_sides(one))  # most statements have none, and a passage need not be looked at
    if not sides or bool(_PASSIVE.search(one)) != bool(_PASSIVE.search(other)):
        return False
    there = [_plain(word) if word[0].isupper() else "" for word in _WORD.findall(other)]
    return any(_close(there, b, a) and not _close(there, a, b) for a, b in sides)


def _sides(text: str) -> Iterator[tuple[str, str]]:
    """The last words of two names with a few words between them, none of which joins them."""
    words = _WORD.findall(text)
    names = [n for n, word in enumerate(words) if word[0].isupper()]
    for first, second in pairwise(names):
        between = [word for word in words[first + 1 : second] if word[0].islower()]
        if 0 < len(between) <= NEAR and not _JOINING.intersection(between):
            last = second
            while last + 1 < len(words) and words[last + 1][0].isupper():
                last += 1
            yield _plain(words[first]), _plain(words[last])


def _plain(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


def _close(words: list[str], one: str, other: str) -> bool:
    """Whether one name comes shortly before another."""
    places = [n for n, word in enumerate(words) if word == one]
    return any(other in words[n + 1 : n + 2 + WITHIN] for n in places)
