"""Whether words make an assertion: a main clause, or what may be one.

Told by form, and told only of what shows by its form that it is none: "Though the bridge is shut", "Asked if he knew",
"The bill approved by the council", "It would talk but". There is no list of all verbs, so a word that may be a verb
counts as one, and what is in doubt counts as an assertion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Span
from secondsource.reading.cues import VERBS
from secondsource.reading.likely import BREAKS, CLOSED, is_verb, may_be_verb
from secondsource.reading.phrases import is_abbreviation_stop, opens_clause
from secondsource.reading.tokens import (
    AUXILIARY,
    DETERMINER,
    FINITE_AUXILIARY,
    MODAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTES,
    RELATIVE,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    Token,
    is_adverb,
    tokenize,
    words,
)
from secondsource.reading.verbs import BASE_AND_NOUN, BASES, FINITE, PARTICIPLES

_BINDING = words(
    "though although because if when while whereas as since after before until unless whenever whether who which "
    "whose whom where how why"
)
_OPENS_SUBORDINATE = words("though although because if when while whereas as unless once")
_WITH_COMMA = words("as after before since until than")  # as often prepositions
_NOT_ENDING = words(
    "and but or nor because although while whereas if unless who which whose where the an than include includes its "
    "their my our your he she they"
)
_LEADING = words("even just only finally shortly soon ever right immediately")
_HOW_LONG = words("hours minutes moments days weeks months years")
_QUANTIFIERS = words("all both each most many some few several")
_DAYS_THAT_ARE = words("yesterday today tomorrow tonight now")
_FAR = 80  # words and marks; a main clause has begun by then, and each is looked at with all behind it
_PARTED = frozenset((".", "!", "?", ";", ":", "…", "..."))
_BRACKETED = re.compile(r" ?\[\d[^\[\]]{0,40}\]")  # days that the reader adds
_OBJECTIVE = words("them him us me himself herself themselves")
_NOT_GERUNDS = words("nothing everything something anything during")
# Joined once, since they are asked for at every word, and those of verbs are long.
_BEFORE_A_NOUN = DETERMINER | POSSESSIVE
_OPENS_OTHER = _BEFORE_A_NOUN | PREPOSITION | SUBORDINATOR | PRONOUN
_NEW_SUBJECT = _BEFORE_A_NOUN | PRONOUN
_CONJUGATED = FINITE | PARTICIPLES
_TO_DO = BASES | FINITE | words("be have do vote")
_NOT_MAIN = _BINDING | words("and or")
_FRESH_VERBS = words("is are was were has")
_TELLING = frozenset(form for form in VERBS if form.endswith("ing")) | words("meaning ensuring proving")
_ASKING = RELATIVE | words("what how why whether")
_RELATING = words("who which that")


def is_whole(text: str, *, headline: bool = False) -> bool:
    """Whether a text in words is an assertion, as far as its form tells; a headline does without "is" and "are"."""
    plain = _BRACKETED.sub("", own_words(text))
    tokens = [t for t in tokenize(plain, Span(0, len(plain))) if t.text not in QUOTES] if plain else []
    return any(_is_clause(part, headline=headline) for part in _parts(tokens))


def own_words(text: str) -> str:
    """Without the speaker before their very words: ``Ada Poe: “We will go”``."""
    return text.split(": “", maxsplit=1)[1] if ": “" in text and text.endswith("”") else text


def has_main_clause(tokens: Sequence[Token]) -> bool:
    """The same of a run of words within a report."""
    return _is_clause([t for t in tokens if t.text not in QUOTES], headline=False)


def _parts(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The sentences of a text, and what colons set apart, with the whole."""
    parts, start = [], 0
    for i, token in enumerate(tokens):
        if token.text in _PARTED and not is_abbreviation_stop(tokens, i):
            parts.append(tokens[start:i])
            start = i + 1
    parts += [tokens[start:], tokens]
    return [part for part in parts if part]


def _is_clause(tokens: Sequence[Token], *, headline: bool) -> bool:
    tokens = _trimmed(tokens)
    if len(tokens) < 2 or tokens[-1].low in _NOT_ENDING:
        return False
    tokens = tokens[:_FAR]
    return _opened(tokens, _opening(tokens), headline=headline)


def _opened(tokens: Sequence[Token], first: int, *, headline: bool) -> bool:
    """By the word that it opens with."""
    opener = tokens[first]
    if opener.low == "no" and tokens[first + 1].low == "matter":
        return _resumes(tokens, first)
    if (opener.low in _OBJECTIVE and opener.text != "US") or (opener.low in PRONOUN and _misses_verb(tokens, first)):
        return False
    if opener.low in _OPENS_SUBORDINATE | words("like unlike"):
        conditional = opener.low in ("if", "when", "once", "unless") and bool(main_verbs(tokens, first))
        return conditional or _resumes(tokens, first)
    if opener.low in PREPOSITION or opener.low in SUBORDINATOR - words("that so"):
        bound = _binds(tokens, first, first)
        return bool(main_verbs(tokens, first, strict=True)) or _resumes(tokens, first) or (
            not bound and opener.low not in words("including of") and _may_state(tokens, first + 2, strict=True)
        )  # fmt: skip
    if opener.low.endswith("ing") and len(opener.low) > 5 and opener.low not in _NOT_GERUNDS:
        return headline or bool(main_verbs(tokens, first)) or _resumes(tokens, first) or _may_state(tokens, first + 2)
    if _opens_with_verb(tokens, first) or _is_to_do(tokens, first):
        return headline or _resumes(tokens, first)
    return headline or bool(main_verbs(tokens, first)) or _may_state(tokens, first + 1)


def _opening(tokens: Sequence[Token]) -> int:
    """The word that tells what is opened: not "even", "shortly", "hours" before "after"."""
    k = 0
    while k + 2 < len(tokens) and (tokens[k].low in _LEADING or is_adverb(tokens[k].low)):
        if tokens[k].low in _QUANTIFIERS | _DAYS_THAT_ARE:
            break
        k += 1
    return k + 1 if tokens[k].low in _HOW_LONG and tokens[k + 1].low in ("after", "before") else k


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    start, end = 0, len(tokens)
    while start < end and (not tokens[start].is_word or tokens[start].low in ("and", "but", "or", "so", "yet")):
        start += 1
    while end > start and not tokens[end - 1].is_word and tokens[end - 1].text not in ("%", "$"):
        end -= 1
    return tokens[start:end]


def _misses_verb(tokens: Sequence[Token], k: int) -> bool:
    """``It to the council``, ``we not only``: a pronoun, and then what follows a verb."""
    after = tokens[k + 1].low if k + 1 < len(tokens) else ""
    return tokens[k].low in words("he she it they we i") and after in words("to not of into onto from the a an")


def _opens_with_verb(tokens: Sequence[Token], k: int) -> bool:
    """``Aired ads that``, ``Asked if he knew``, ``Predates the law``: nobody who did."""
    low, after = tokens[k].low, tokens[k + 1].low if k + 1 < len(tokens) else ""
    if low in FINITE_AUXILIARY or low in MODAL:
        return k > 0 and tokens[k - 1].low not in words("not never")
    if low.endswith("ed") and len(low) > 5 and after in _BEFORE_A_NOUN:
        return True
    if low in BASE_AND_NOUN or low in BASES or low not in _CONJUGATED:
        return False
    opens = after in _OPENS_OTHER or after.isdigit()
    return opens or (low.endswith("s") and low not in PARTICIPLES)


def _is_to_do(tokens: Sequence[Token], first: int) -> bool:
    """``The Senate to vote on``, ``Poe to leave``: what is wanted, seen or told of somebody."""
    to = next((k for k in range(first + 1, min(first + 5, len(tokens) - 1)) if tokens[k].low == "to"), None)
    if to is None or tokens[to + 1].low not in _TO_DO:
        return False
    return all(t.is_capital or t.low in DETERMINER for t in tokens[first:to])


def _resumes(tokens: Sequence[Token], first: int) -> bool:
    """Whether a main clause opens behind a comma: "After the storm, Poe left"."""
    return any(
        tokens[k].text in BREAKS
        and tokens[k + 1].low not in _NOT_MAIN
        and (main_verbs(tokens[k + 1 :]) or _may_state(tokens[k + 1 :], 1))
        for k in range(first + 1, len(tokens) - 2)
    )


def main_verbs(tokens: Sequence[Token], first: int = 0, *, strict: bool = False) -> list[int]:
    """Where the verbs begin that are left when each word that opens a clause under another has taken one."""
    found: list[int] = []
    bound, k = 0, first
    while k < len(tokens):
        if _binds(tokens, k, first):
            bound += 1
        elif is_verb(tokens, k) and not (strict and _describes(tokens, k, first)):
            found += [] if bound else [k]
            bound = max(0, bound - 1)
            while k + 1 < len(tokens) and _goes_on(tokens, k + 1):
                k += 1
        k += 1
    return found


def _goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether the words of one verb go on: "has also cut"."""
    adverb = is_adverb(tokens[k].low) or tokens[k].low == "not"
    return adverb or (is_verb(tokens, k) and tokens[k].low not in _FRESH_VERBS)


def _binds(tokens: Sequence[Token], k: int, first: int) -> bool:
    """Whether a word opens a clause that belongs to another."""
    low, before = tokens[k].low, tokens[k - 1].low if k > first else ","
    if low in _TELLING and k > first and before == ",":
        return opens_clause(tokens, k + 1, len(tokens))  # "…, meaning clerks can leave"
    if low not in SUBORDINATOR or low == "so" or (low == "that" and (k == first or before in PREPOSITION)):
        return False
    if low == "that" and before == "," and k + 1 < len(tokens) and is_verb(tokens, k + 1):
        return False
    after = k + 1
    while after < len(tokens) and is_adverb(tokens[after].low):
        after += 1
    if after >= len(tokens) or tokens[after].low == "of":
        return False
    if low in _ASKING and is_verb(tokens, after):
        return True
    if low in _RELATING and tokens[after].text.islower() and tokens[after].low not in CLOSED:
        return False  # a verb that no list has
    if low in _WITH_COMMA and before not in (",", "even", "just") and tokens[after].low not in SUBJECT_PRONOUN:
        return before in _LEADING and opens_clause(tokens, after, len(tokens))
    return opens_clause(tokens, after, len(tokens))


def _describes(tokens: Sequence[Token], k: int, first: int) -> bool:
    """``In a poll released Tuesday``: a participle right behind the noun of the phrase that opens."""
    if not (tokens[k].low in PARTICIPLES or tokens[k].low.endswith("ed")) or tokens[k].low in AUXILIARY:
        return False
    between = tokens[first + 1 : k]
    if any(not t.is_word for t in between) or not between or between[0].low not in _BEFORE_A_NOUN:
        return False
    return not any(t.low in _NEW_SUBJECT or t.is_capital for t in between[2:])


def _may_state(tokens: Sequence[Token], start: int, *, strict: bool = False) -> bool:
    """Whether a word that no list has may be its verb: "Poe lambasted Roe", "Poe plans a trip"."""
    return any(
        may_be_verb(tokens, k) and not (strict and _describes(tokens, k, start - 2))
        for k in range(max(1, start), len(tokens))
    )
