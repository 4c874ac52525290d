"""Whether two names have changed places between two assertions of one deed: who did it, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from secondsource.evidence.overlap import covered, words_of

# Between who does something and to whom it is done stand few words where it is said in short.
NEAR, WITHIN = 4, 8

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\b.*\bby\b", re.DOTALL)
# Words between two names that show no deed of the one to the other.
_JOINING = frozenset(("and", "or", "with", "of", "in", "for", "to", "on", "off", "at", "from", "near"))


def order(one: str, other: str, above: str = "") -> int:
    """How a passage has two names that a statement has at either side of a deed ("Poe dismissed Marsh"): 1 in the same
    order with the same deed between them, -1 the other way round and not because one of the two is in the passive, 0
    where it does not say. The headline ``above`` is taken in where it names whom the passage leaves out."""
    deeds = list(_deeds(one))  # most statements have none, and a passage need not be looked at
    for text in (other, f"{above}. {other}") if deeds else ():
        there = [_plain(word) if word[0].isupper() else word for word in _WORD.findall(text)]
        told = [deed for deed in deeds if {deed[0], deed[1]} <= set(there)]
        if told:
            in_passive = bool(_PASSIVE.search(one)) != bool(_PASSIVE.search(text))
            return 0 if in_passive else next((way for deed in told if (way := _way(there, *deed))), 0)
    return 0


def _deeds(text: str) -> Iterator[tuple[str, str, str]]:
    """The last words of two names with a few words between them, none of which joins them, and these words."""
    words = _WORD.findall(text)
    names = [n for n, word in enumerate(words) if word[0].isupper() and words_of(word).forms]
    for first, second in pairwise(names):
        between = [word for word in words[first + 1 : second] if word[0].islower()]
        if 0 < len(between) <= NEAR and not _JOINING.intersection(between):
            last = second
            while last + 1 < len(words) and words[last + 1][0].isupper():
                last += 1
            yield _plain(words[first]), _plain(words[last]), " ".join(between)


def _way(words: list[str], one: str, other: str, deed: str) -> int:
    there, back = list(_between(words, one, other)), list(_between(words, other, one))
    if any(_alike(deed, between) for between in there):
        return 1
    return -1 if not there and any(_alike(deed, between) for between in back) else 0


def _alike(deed: str, between: list[str]) -> bool:
    return covered(words_of(deed), words_of(" ".join(between))) > 0


def _between(words: list[str], one: str, other: str) -> Iterator[list[str]]:
    """The words from one name to another that stands shortly behind it."""
    for n in (n for n, word in enumerate(words) if word == one):
        near = words[n + 1 : n + 2 + WITHIN]
        if other in near:
            yield near[: near.index(other)]


def _plain(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")
