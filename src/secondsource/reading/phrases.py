"""Where noun phrases and clauses begin and end, from closed classes, capitals and marks alone."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.reading.cues import VERBS
from secondsource.reading.names import is_demonym
from secondsource.reading.tokens import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DAYS,
    DETERMINER,
    FINITE_AUXILIARY,
    MONTHS,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTES,
    RELATIVE,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    Token,
    is_adverb,
    words,
)
from secondsource.reading.verbs import BASE_AND_NOUN, FINITE, PARTICIPLES, THIRD_AND_NOUN

Range = tuple[int, int]  # indices of tokens, half-open

_HARD = frozenset((";", ":", "—", "–", "--", "...", "…", "?", "!")) | QUOTES
_TIME = DAYS | MONTHS | words("today yesterday tomorrow night morning afternoon evening week month year last this next")
_NO_PLURAL = ("ss", "us", "is", "'s", "ics")
_PLURALS = words("people men women children police troops")
_CLOSED = AUXILIARY | DETERMINER | POSSESSIVE | PREPOSITION | PRONOUN | SUBORDINATOR | ADVERB
_OBJECTS = words("him them us me")
_GOVERNED = DETERMINER | POSSESSIVE | PRONOUN | PREPOSITION | words("to that")
_DESCRIBING = words("retired convicted elected alleged suspected registered licensed trained certified")  # people
_NO_PAST = words(  # end so, and tell of no deed, or hardly ever
    "need exceed proceed succeed speed hundred indeed agreed unprecedented unrelated unnamed unchanged unemployed "
    "uninsured undecided unaffected unnoticed unarmed unlimited unsolved unqualified beloved hatred bloodshed "
    "naked wicked rugged biased supposed so-called interested concerned pleased accustomed ashamed watershed"
)
_NOMINATIVE = words("he she they we i")
_HONORIFICS = words(
    "mr mrs ms dr gen lt col sgt capt maj adm sen rep gov prof st jr sr rev hon pres messrs mt cmdr sens reps no"
)


def is_plural_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word is likely a noun for several: by its ending, or by being one of those that have none."""
    token = tokens[i]
    if not token.is_word or token.low in _CLOSED or token.low.endswith(_NO_PLURAL) or is_finite(tokens, i):
        return False
    return token.low in _PLURALS or (token.low.endswith("s") and len(token.low) > 3)


def is_abbreviation_stop(tokens: Sequence[Token], i: int) -> bool:
    """Whether the full stop at ``i`` belongs to the word before it."""
    if tokens[i].text != "." or i == 0 or tokens[i - 1].end != tokens[i].start:
        return False
    before = tokens[i - 1]
    return before.low in _HONORIFICS or (len(before.text) == 1 and before.is_capital)


def is_finite(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word is likely a finite verb. A participle that opens a reduced relative clause is not."""
    token = tokens[i]
    if token.low in FINITE_AUXILIARY:
        return True
    before = tokens[i - 1].low if i > 0 else ""
    if token.low in BASE_AND_NOUN:
        return i > 0 and not token.is_capital and _reads_as_verb(tokens, i)
    listed = token.low in FINITE
    if (token.is_capital and i > 0) or not (listed or _reads_as_past(tokens, i)):
        return False
    if before in DETERMINER | POSSESSIVE | PREPOSITION - words("like") or before in ("to", "be", "been", "being"):
        return False
    if token.low in _DESCRIBING and i + 1 < len(tokens) and tokens[i + 1].is_word and not _governs(tokens[i + 1]):
        return False  # "and retired surgeon Ada Poe"
    if (token.low in PARTICIPLES or not listed) and i + 1 < len(tokens):
        after = tokens[i + 1].low
        nominal = i == 0 or (before not in PRONOUN | RELATIVE and not tokens[i - 1].is_capital)
        if nominal and not listed and (after in PREPOSITION or after == "to"):
            return False  # "a tool designed to last", "a law amended since"
        if nominal and after in ("by", "in", "on", "with", "at", "to", "as", "from"):
            return not _verb_follows(tokens, i + 1)
    return True


def _reads_as_past(tokens: Sequence[Token], i: int) -> bool:
    """``the storm impeded the rescue``: a form in "-ed" that no list has, before what a verb governs: no noun."""
    low = tokens[i].low
    if i == 0 or not low.endswith("ed") or len(low) < 5 or low in _NO_PAST or not tokens[i - 1].is_word:
        return False
    if i + 1 == len(tokens):
        return False  # "the many unemployed"
    return _governs(tokens[i + 1])


def _governs(after: Token) -> bool:
    """Whether a verb may stand before it that no noun follows at once."""
    return after.low in _GOVERNED or after.is_capital or after.low[0].isdigit() or is_adverb(after.low)


def _reads_as_verb(tokens: Sequence[Token], i: int) -> bool:
    """``they need``, ``Poe fights off``: a form that is as often a noun, with a subject right before it."""
    before = tokens[i - 1]
    if before.low in SUBJECT_PRONOUN - words("there"):
        return True
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if tokens[i].low in THIRD_AND_NOUN and after in DETERMINER | POSSESSIVE and after != "that":
        return before.is_word and before.low not in PREPOSITION | DETERMINER | POSSESSIVE | COORDINATOR
    governs = after in words("off up out down on to at in over against for")
    named = before.is_word and before.is_capital and i > 1 and before.low not in DAYS | MONTHS
    return named and tokens[i].low in THIRD_AND_NOUN and not is_demonym(before.low) and governs


def _verb_follows(tokens: Sequence[Token], start: int) -> bool:
    """Whether the clause still has its verb to come, so that a participle before it only describes."""
    for token in tokens[start : start + 10]:
        if not token.is_word or token.low in SUBORDINATOR | COORDINATOR:
            return False
        if token.low in FINITE_AUXILIARY or token.low in FINITE:
            return True
    return False


def has_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(is_finite(tokens, i) for i in range(start, end))


def subject_before(tokens: Sequence[Token], verb: int, floor: int = 0) -> Range | None:
    """The noun phrase that ends right before ``verb`` (itself the first word of its verb group)."""
    end = verb
    if end > floor and tokens[end - 1].low in _NOMINATIVE:
        return (end - 1, end)
    if end > floor and tokens[end - 1].text == ",":
        return _with_apposition(tokens, end - 1, floor)
    start = _phrase_start(tokens, end, floor)
    end = _before_time(tokens, start, end)
    return (start, end) if start < end else None


def antecedent(tokens: Sequence[Token], relative: int) -> Range | None:
    """The noun phrase that the "who" at ``relative`` stands for."""
    end = relative - 1 if relative and tokens[relative - 1].text == "," else relative
    found = subject_before(tokens, end)
    if found is None:
        return None
    verbs = [k for k in range(*found) if is_finite(tokens, k) or tokens[k].low in _OBJECTS or _is_infinitive(tokens, k)]
    start = max(verbs, default=found[0] - 1) + 1
    return (start, found[1]) if start < found[1] else None


def _is_infinitive(tokens: Sequence[Token], k: int) -> bool:
    after, low = k > 0 and tokens[k - 1].low == "to", tokens[k].low
    return after and not tokens[k].is_capital and not low.endswith("s") and low not in _CLOSED


def _before_time(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end without "on Tuesday", "last week", "this morning"."""
    cut = end
    while cut - 1 > start and tokens[cut - 1].low in _TIME:
        cut -= 1
    if cut < end and cut - 1 > start and tokens[cut - 1].low == "on":
        cut -= 1
    return cut


def _with_apposition(tokens: Sequence[Token], comma: int, floor: int) -> Range | None:
    """``X, a Y of Z,`` before a verb: from X to the second comma."""
    opening = comma - 1
    while opening > floor and tokens[opening].text != "," and tokens[opening].text not in _HARD:
        opening -= 1
    if opening <= floor or tokens[opening].text != ",":
        return None
    start = _phrase_start(tokens, opening, floor)
    if start < opening and all(is_adverb(t.low) for t in tokens[opening + 1 : comma]):
        return (start, opening)  # "X, however, said"
    return (start, comma + 1) if start < opening else None


def _phrase_start(tokens: Sequence[Token], end: int, floor: int) -> int:
    """Walk left from ``end`` over one noun phrase with its prepositional and reduced relative parts."""
    i = end
    while i > floor and not _stops(tokens, i - 1, end, floor):
        i -= 1
    last_verb = max(
        (k + 1 for k in range(i, end) if is_finite(tokens, k) and not _in_relative(tokens, k, i)), default=i
    )
    return _skip_lead(tokens, last_verb, end)


def _stops(tokens: Sequence[Token], i: int, end: int, floor: int) -> bool:
    token = tokens[i]
    if token.text in _HARD or (token.text in ("(", ")", "[", "]") and not _is_aside(tokens, i)):
        return True
    if token.text == ",":
        return not _is_list_comma(tokens, i, end)
    if token.text == ".":
        return not is_abbreviation_stop(tokens, i)
    if token.low == "that" and i > floor and tokens[i - 1].low in VERBS:
        return True  # "found that half of them said"
    if token.low in SUBORDINATOR:
        return not (token.low in ("who", "which", "that") and i > floor and i + 1 < end)
    if token.low in COORDINATOR:
        return i + 1 >= end or i <= floor or not _joins_names(tokens, i, floor)
    return False


def _is_aside(tokens: Sequence[Token], i: int) -> bool:
    """``(R-Ohio)``, ``(AMLO)``: a bracket of at most four words inside a name."""
    window = tokens[max(0, i - 6) : i + 7]
    return any(t.text == "(" for t in window) and any(t.text == ")" for t in window)


def _is_list_comma(tokens: Sequence[Token], i: int, end: int) -> bool:
    """A comma between the members of ``A, B and C``."""
    joined = any(tokens[k].low in ("and", "or") for k in range(i + 1, end))
    return joined and i > 0 and tokens[i - 1].is_capital and tokens[i + 1].is_capital


def _joins_names(tokens: Sequence[Token], i: int, floor: int) -> bool:
    """Whether ``and`` at ``i`` joins two noun phrases rather than two clauses."""
    k = i
    while k > floor and tokens[k - 1].text not in _HARD and tokens[k - 1].text != ",":
        k -= 1
    return not has_verb(tokens, k, i)


def _in_relative(tokens: Sequence[Token], verb: int, start: int) -> bool:
    return any(tokens[k].low in ("who", "which", "that") for k in range(start + 1, verb))


def _skip_lead(tokens: Sequence[Token], start: int, end: int) -> int:
    """Leave out what leads in: coordinators, adverbs, ``On Monday``, ``In a statement``."""
    while start < end - 1:
        low = tokens[start].low
        if low in COORDINATOR or low in SUBORDINATOR or (is_adverb(low) and low not in ("all", "both", "only", "even")):
            start += 1
        elif low in PREPOSITION and tokens[start].low != "of":
            start = _after_lead(tokens, start, end)
        elif (low in DAYS and not tokens[start + 1].is_capital) or (
            not tokens[start].is_word and tokens[start].text not in ("$", "@", "#")
        ):
            start += 1
        else:
            break
    return start


def _after_lead(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the subject begins after a leading prepositional phrase without a comma."""
    for k in range(start + 2, end):
        before = tokens[k - 1].low
        if tokens[k].low in DETERMINER | POSSESSIVE | SUBJECT_PRONOUN and before not in PREPOSITION:
            return k
        if (before in _TIME or before.isdigit()) and tokens[k].is_word and tokens[k].low not in PREPOSITION | _TIME:
            return k
    return start + 1


def _counts(tokens: Sequence[Token], i: int) -> bool:
    """``more than 200 ships``."""
    than = tokens[i].low == "than" and tokens[i - 1].low in ("more", "fewer", "less")
    return than and i + 1 < len(tokens) and tokens[i + 1].low[0].isdigit()


def phrase_after(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a noun phrase that begins at ``start`` ends, its appositions not counted."""
    i = start
    while i < end:
        token = tokens[i]
        if token.text in _HARD or (token.text in (",", "(", ")") and not _is_aside(tokens, i)):
            break
        if token.text == "." and not is_abbreviation_stop(tokens, i):
            break
        if i > start and (
            (token.low in SUBORDINATOR | SUBJECT_PRONOUN - words("there") and not _counts(tokens, i))
            or is_finite(tokens, i)
            or token.low in AUXILIARY
        ):
            break
        i += 1
    return i


def opens_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a subject and a finite verb begin at ``start``."""
    while start < end and is_adverb(tokens[start].low):
        start += 1
    if start >= end or is_finite(tokens, start) or tokens[start].low in ("to", "who", "which", "whose", "whom"):
        return False
    stop = phrase_after(tokens, start, end)
    while stop < end and is_adverb(tokens[stop].low):
        stop += 1
    return start < stop < end and is_finite(tokens, stop) and tokens[stop - 1].low not in ("and", "or")


def name_after(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a bare name, pronoun or short noun phrase that begins at ``start`` ends: the one spoken to."""
    i = start
    if i < end and tokens[i].low in PRONOUN:
        return i + 1
    if i < end and tokens[i].low in DETERMINER | POSSESSIVE:
        i += 1
    first = i
    while i < end and tokens[i].is_word and tokens[i].low not in PREPOSITION | SUBORDINATOR | PRONOUN | AUXILIARY:
        if i > first and (tokens[i].low in DETERMINER | POSSESSIVE | ADVERB | _TIME or is_finite(tokens, i)):
            break
        if i > first and tokens[i].is_capital != tokens[i - 1].is_capital and tokens[i].is_capital:
            break
        i += 1
    return i
