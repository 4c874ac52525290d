"""Whether two names of an origin mean one: spellings, short forms, descriptions."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

# Two spellings of one surname: Tonkoshkurov and Tonkoshkourov .96, Mayorca and Mallorca .80.
SPELLING = 0.80
# Shorter surnames differ by one letter too easily: Bolton and Boston .83.
LEAST_LETTERS = 7

_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    (
        "a", "an", "the", "one", "his", "her", "their", "its", "of", "in", "on", "at", "to", "for", "by",
        "and", "or", "who", "which", "that", "with", "from", "mr", "mrs", "ms", "dr", "gen", "general", "sen",
        "senator", "rep", "president", "minister", "spokesman", "spokeswoman", "spokesperson", "journalist",
        "reporter", "independent", "unnamed", "anonymous", "unidentified", "speaking", "condition",
        "anonymity", "named", "familiar", "matter", "ground",
    )
)  # fmt: skip


def plain(name: str) -> str:
    """Lower case without accents: ``Maiquetía`` and ``MAIQUETIA`` are one."""
    split = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


def telling_words(name: str) -> tuple[str, ...]:
    """The words of a name or description that tell it from others: no articles, titles, or words of anonymity."""
    return tuple(word for word in _WORD.findall(plain(name)) if word not in _EMPTY)


def same_name(one: str, other: str) -> str | None:
    """Why two names of persons or bodies mean one, or ``None``.

    Equal words; one the end of the other ("Mayorca", "Javier Mayorca"); or the same given name with surnames that
    differ in spelling only.
    """
    ours, theirs = telling_words(one), telling_words(other)
    if not ours or not theirs:
        return None
    if ours == theirs:
        return "the same name"
    shorter, longer = sorted((ours, theirs), key=len)
    if shorter == longer[-len(shorter) :] or (len(shorter) > 1 and set(shorter) < set(longer)):
        return f"“{one}” is short for “{other}”" if shorter == ours else f"“{other}” is short for “{one}”"
    if _another_spelling(ours, theirs):
        return f"“{one}” and “{other}” are spellings of one name"
    return None


def _another_spelling(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if ours[:-1] and theirs[:-1] and ours[0] != theirs[0]:
        return False
    if min(len(ours[-1]), len(theirs[-1])) < LEAST_LETTERS:
        return False
    return SequenceMatcher(None, ours[-1], theirs[-1], autojunk=False).ratio() >= SPELLING


def same_description(one: str, other: str) -> bool:
    """Whether two descriptions of undisclosed sources use the same telling words ("a Venezuelan official")."""
    ours, theirs = set(telling_words(one)), set(telling_words(other))
    return bool(ours) and ours == theirs
