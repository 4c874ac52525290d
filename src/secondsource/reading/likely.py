"""Whether a word is a verb in its place, or may be one: there is no list of all verbs, and no tagger.

`is_verb` says yes where the lists and the words around agree, `may_be_verb` where nothing speaks against it.
"""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.reading.phrases import is_finite, is_plural_noun
from secondsource.reading.tokens import (
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    Token,
    is_adverb,
    words,
)
from secondsource.reading.verbs import BASE_AND_NOUN, BASES, FINITE, PARTICIPLES, THIRD_AND_NOUN

CLOSED = AUXILIARY | DETERMINER | POSSESSIVE | PREPOSITION | PRONOUN | SUBORDINATOR | COORDINATOR
_GROUPS = words("media public staff press majority most many some few several")
_CAUSING = words("have having has had let lets make makes made making help helps helped see saw watch watched")
_NO_VERB_AFTER = (
    DETERMINER
    | POSSESSIVE
    | PREPOSITION - words("like")
    | AUXILIARY
    | SUBORDINATOR
    | words("to be been being and or very more most less so")
)
_STANDS_ALONE = DETERMINER - words("the a an every no any") | words("each more others")  # "some left", "that helped"
_GOVERNED = (
    DETERMINER | POSSESSIVE | PRONOUN | PREPOSITION - words("of") | words("to that off up out down how why what")
)
_BARE_PASTS = words(
    "put cut hit set cost hurt shut quit spread cast bet bid broadcast crept heard rang sang sat stuck sprang shrank "
    "clung dug flung knelt leapt lit shone spun split stung swung wept woke remade rebuilt overran withstood"
)
_SHORT_VERBS = words("'s 're 've 'll 'd 'm")
_BY_HOW_MUCH = words("dropped increased decreased declined slipped jumped climbed narrowed shifted responded started")
_FOLLOWS_SHORT = words("been not a an the no so very still also now just on at to")
BREAKS = frozenset((",", "—", "–", "--", ";", ":", ")", "-"))
_ASIDES = BREAKS | {"(", "."}


def is_verb(tokens: Sequence[Token], k: int) -> bool:
    token = tokens[k]
    if token.low in _SHORT_VERBS:
        return token.low != "'s" or (k > 0 and tokens[k - 1].low in PRONOUN | SUBORDINATOR | words("here let"))
    if token.low.endswith(("'s", "s'")) and k + 1 < len(tokens):
        after = tokens[k + 1].low
        return after in _FOLLOWS_SHORT or after.endswith("ing")
    if token.low.endswith("'ve") or (k > 0 and tokens[k - 1].low in RELATIVE and token.low in FINITE):
        return True
    if not is_finite(tokens, k) or _is_done_by(tokens, k):
        return False
    bare = token.low in BASES and token.low not in PARTICIPLES
    caused = any(t.low in _CAUSING for t in tokens[max(0, k - 4) : k])
    return not (bare and (caused or (k > 0 and tokens[k - 1].low.endswith("ing"))))


def _is_done_by(tokens: Sequence[Token], k: int) -> bool:
    """``The bill approved by the council``; not ``prices dropped by a third``."""
    by = k + 1 < len(tokens) and tokens[k + 1].low == "by" and tokens[k].low.endswith("ed")
    return (
        by
        and not tokens[min(k + 2, len(tokens) - 1)].low[0].isdigit()
        and tokens[k].low not in _BY_HOW_MUCH
        and tokens[k - 1].low not in AUXILIARY | PRONOUN
    )


def may_be_verb(tokens: Sequence[Token], k: int) -> bool:
    token, before = tokens[k], tokens[k - 1]
    low, after = token.low, tokens[k + 1] if k + 1 < len(tokens) else None
    if not token.text[0].islower() or low in CLOSED or (is_adverb(low) and low != "only"):
        return False
    adverb = is_adverb(before.low) and before.low not in words("not more most")
    if k > 1 and adverb:
        before = tokens[k - 2]
    alone = before.low in _STANDS_ALONE and (k == 1 or (k == 2 and adverb) or not tokens[k - 2].is_word)
    if before.low in SUBJECT_PRONOUN - words("who there") or alone:
        return not low.endswith("ing")
    past = low.endswith("ed") or low in PARTICIPLES or low in _BARE_PASTS
    if not before.is_word and before.text != "%":
        return (past or adverb) and before.text in _ASIDES and sum(t.text in _ASIDES for t in tokens[:k]) > 1
    if before.low in _NO_VERB_AFTER or before.low.endswith("'s"):
        return False
    if past:
        return after is None or after.low != "by"
    return _agrees(tokens, k, before, adverb=adverb)


def _agrees(tokens: Sequence[Token], k: int, before: Token, *, adverb: bool) -> bool:
    """Whether a form for one ("plans") follows a noun for one, or a bare form a noun for several."""
    low, after = tokens[k].low, tokens[k + 1] if k + 1 < len(tokens) else None
    governs = after is not None and (
        after.low in _GOVERNED or after.is_capital or is_adverb(after.low) or after.low[0].isdigit()
        or after.low.endswith("ing") or after.low in ("around", "out")
    )  # fmt: skip
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        several = before.low.endswith("s") and not before.is_capital and not before.low.endswith(("ss", "us"))
        named = before.is_capital and k > 1
        governs = governs and after is not None and (k > 1 or after.low not in PREPOSITION)
        return ((low in THIRD_AND_NOUN or governs or named) and not several) or (low in THIRD_AND_NOUN and governs)
    several = is_plural_noun(tokens, k - 1) or before.low in _GROUPS
    joined = any(t.low == "and" for t in tokens[max(0, k - 6) : k]) or tokens[0].low in _GROUPS
    return (low in BASE_AND_NOUN and several) or (governs and (adverb or several or joined))
