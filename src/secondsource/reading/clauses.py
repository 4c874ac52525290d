"""One assertion each: where a sentence asserts two things, the two clauses, each with its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondsource.model import Span
from secondsource.reading.phrases import Range, is_finite, is_plural_noun, opens_clause, subject_before
from secondsource.reading.tokens import AUXILIARY, DAYS, MONTHS, Token, is_adverb, words
from secondsource.reading.verbs import BASES, PARTICIPLES
from secondsource.reading.whole import has_main_clause

# Conjunctions whose clause is asserted by itself; "if", "because", "when", "until" bind theirs to the main clause.
_ASSERTING = words("and but while whereas as although though after yet so")
NEEDS_COMMA = words("as while whereas although though after so")
_LONGEST = 400  # words and marks; what is longer is a list or worse
_BETWEEN = 5  # words from "between" to its "and"
_PLAIN_FORMS = (BASES | words("learn say tell know show think explain discuss describe")) - AUXILIARY
_BEFORE_NOUN = words(
    "to of in on at by for with from next near between under over into is are was were including such like as"
)
_OF_CLAUSES = words("means meant")  # "fees rose, which meant that ships stayed away": the rise did, and no noun
_DASHES = frozenset(("—", "–", "--", ";"))


# Where the clause before ends, where the next begins, and the subject that the next borrows.
Cut = tuple[int, int, Range | None]


@dataclass(frozen=True, slots=True)
class Clause:
    """``span`` is verbatim; ``subject`` is the one it shares with a clause before, or its antecedent.

    ``aside`` marks one that follows ", as" or ", while": the circumstances, as the reporter adds them."""

    span: Span
    subject: Span | None = None
    aside: bool = False


def split_clauses(tokens: Sequence[Token], quotations: Sequence[Span]) -> tuple[Clause, ...]:
    """The asserting clauses of a run of tokens, in order; a run without a verb comes back whole."""
    if not tokens:
        return ()
    if len(tokens) > _LONGEST:
        return (Clause(Span(tokens[0].start, tokens[-1].end)),)
    bracketed = _bracketed(tokens)
    cuts: list[Cut] = [(0, 0, None)]
    cuts += [
        cut
        for i in range(1, len(tokens) - 1)
        if not bracketed[i]
        and not any(q.start <= tokens[i].start < q.end for q in quotations)
        and (cut := _cut(tokens, i)) is not None
    ]
    clauses = []
    for n, (before, start, subject) in enumerate(cuts):
        end = cuts[n + 1][0] if n + 1 < len(cuts) else len(tokens)
        span = _span(tokens, start, end)
        if span is not None:
            joined_by = tokens[before + (tokens[before].text == ",")]
            aside = n > 0 and joined_by.low in NEEDS_COMMA
            clauses.append(Clause(span, _span(tokens, *subject) if subject else None, aside))
    return _rejoined(tokens, clauses)


def _rejoined(tokens: Sequence[Token], clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Without the cuts that leave no assertion on one side: "After the storm, Poe | and her crew left the bridge"."""
    joined: list[Clause] = []
    for clause in clauses:
        whole = clause.subject is not None or _is_whole(tokens, clause.span)
        if joined and not (whole and _is_whole(tokens, joined[-1].span, joined[-1].subject)):
            joined[-1] = replace(joined[-1], span=Span(joined[-1].span.start, clause.span.end))
        else:
            joined.append(clause)
    return tuple(joined)


def _is_whole(tokens: Sequence[Token], span: Span, subject: Span | None = None) -> bool:
    return subject is not None or has_main_clause([t for t in tokens if span.start <= t.start < span.end])


def _bracketed(tokens: Sequence[Token]) -> list[bool]:
    depth, inside = 0, []
    for token in tokens:
        depth = max(0, depth + (token.text == "(") - (token.text == ")"))
        inside.append(depth > 0)
    return inside


def _cut(tokens: Sequence[Token], i: int) -> Cut | None:
    token = tokens[i]
    comma = tokens[i - 1].text == ","
    end = i - 1 if comma else i
    if not any(is_finite(tokens, k) for k in range(end)):
        return None
    if token.text in _DASHES:
        if token.text == "–" and tokens[i - 1].end == token.start and token.end == tokens[i + 1].start:
            return None  # "the U.S.–China trade war"
        return (i, i + 1, None) if opens_clause(tokens, i + 1, len(tokens)) else None
    if token.low in ("which", "who") and comma:
        return _relative(tokens, i)
    if token.low == "and" and any(t.low == "between" for t in tokens[max(0, i - _BETWEEN) : i]):
        return None  # "the gap between old and new houses is wide"
    if token.low in ("and", "but") and not comma and (_joins_nouns(tokens, i) or _joined_before(tokens, i)):
        return None
    if token.low not in _ASSERTING or (token.low in NEEDS_COMMA and not comma):
        return None
    if token.low == "yet" and not comma:  # "has not yet left", "has yet to leave"
        return None
    again = token.low in ("and", "but") and tokens[i + 1].low == "that"  # "that P and that Q"
    if again and opens_clause(tokens, i + 2, len(tokens)) and tokens[i + 2].low not in words("is was are were"):
        return end, i + 2, None
    start = _past_so(tokens, i + 1) if token.low == "and" else i + 1
    if opens_clause(tokens, start, len(tokens)) and (comma or not _in_subordinate(tokens, i)):
        return end, start, None
    if token.low in ("and", "but", "yet"):
        return _shared(tokens, i, end)
    return None


def _joins_nouns(tokens: Sequence[Token], i: int) -> bool:
    """``lorries and other vehicles``; ``those who fled and friends left``, where all verbs before are "who"'s."""
    if tokens[i + 1].low in ("other", "others"):
        return True
    before = [k for k in range(i) if is_finite(tokens, k) and not (k and tokens[k - 1].low in AUXILIARY)]
    relatives = [k for k in range(1, i) if tokens[k].low in ("who", "which") and tokens[k - 1].text != ","]
    return bool(relatives) and len(before) <= len(relatives) and before[0] > relatives[0]


def _joined_before(tokens: Sequence[Token], i: int) -> bool:
    """``plants shut and use of oil | and gas rose``: an "and" stands between this one and the verb before."""
    last = max((k for k in range(i) if is_finite(tokens, k)), default=i)
    return any(tokens[k].low == "and" and opens_clause(tokens, k + 1, len(tokens)) for k in range(last + 1, i - 1))


def _past_so(tokens: Sequence[Token], start: int) -> int:
    """``and so, the council met``: to "the council"."""
    if tokens[start].low != "so":
        return start
    return start + 2 if start + 1 < len(tokens) and tokens[start + 1].text == "," else start + 1


def _in_subordinate(tokens: Sequence[Token], i: int) -> bool:
    """Whether ``and`` joins two clauses under one "that", "because", "if"."""
    for k in range(i - 1, -1, -1):
        if tokens[k].text in (",", ";"):
            return False
        if tokens[k].low in words("that because if when who which whether until unless"):
            return True
    return False


def _shared(tokens: Sequence[Token], i: int, end: int) -> Cut | None:
    """``X did A and (still) did B``: the second verb takes X."""
    verb = i + 1
    while verb < len(tokens) and is_adverb(tokens[verb].low):
        verb += 1
    if verb >= len(tokens) or not is_finite(tokens, verb) or _in_subordinate(tokens, i):
        return None
    if tokens[verb].low in _PLAIN_FORMS:
        return None  # "to combat X and reduce Y"
    if (
        tokens[verb].low in PARTICIPLES
        and _lists(tokens, i)
        and verb + 1 < len(tokens)
        and is_plural_noun(tokens, verb + 1)
    ):
        return None  # "used bridges, parks and abandoned houses"
    subject = subject_of_last_verb(tokens, end)
    return (end, i + 1, subject) if subject else None


def _lists(tokens: Sequence[Token], i: int) -> bool:
    """Whether ``and`` ends a list of things: a comma stands shortly before, and no verb behind it."""
    commas = [k for k in range(max(0, i - 6), i - 1) if tokens[k].text == ","]
    return bool(commas) and not any(is_finite(tokens, k) for k in range(commas[-1] + 1, i))


def subject_of_last_verb(tokens: Sequence[Token], end: int) -> Range | None:
    for i in range(end - 1, 0, -1):
        if is_finite(tokens, i) and tokens[i - 1].low != "to":
            start = i
            while start > 0 and (tokens[start - 1].low in AUXILIARY or is_adverb(tokens[start - 1].low)):
                start -= 1
            if start and tokens[start - 1].low == "to":
                continue  # "is believed to have left"
            subject = subject_before(tokens, start)
            if subject is not None and tokens[start - 1].low not in words("who which that and but"):
                return subject
    return None


def _relative(tokens: Sequence[Token], i: int) -> Cut | None:
    """``…, which is used for X``: an assertion of its own about what stands before the comma."""
    verb = i + 1
    while verb < len(tokens) and is_adverb(tokens[verb].low):
        verb += 1
    if verb >= len(tokens) or not is_finite(tokens, verb) or tokens[verb].low in _OF_CLAUSES:
        return None
    antecedent = _nearest_noun(tokens, i - 1)
    closing = next((k for k in range(verb, len(tokens)) if tokens[k].text == ","), None)
    if closing is not None and closing + 1 < len(tokens) and is_finite(tokens, closing + 1):
        return None  # the relative clause stands inside the main clause
    return (i - 1, i + 1, antecedent) if antecedent else None


def _nearest_noun(tokens: Sequence[Token], end: int) -> Range | None:
    start = end
    while start > 0 and tokens[start - 1].is_word:
        low = tokens[start - 1].low
        if low in _BEFORE_NOUN:
            break
        start -= 1
        if is_finite(tokens, start):
            return None  # "took Lima, which marked the end": the taking, not Lima
        if low in words("a an the his her its their this that"):
            break
    if start == end or tokens[end - 1].low in DAYS | MONTHS | {"ago", "earlier", "later"} or tokens[start].low in BASES:
        return None  # "spoke on Monday, which was short": not Monday
    return (start, end)


def _span(tokens: Sequence[Token], start: int, end: int) -> Span | None:
    while start < end and tokens[start].text in (",", ";", ":", "—", "–", "--", "-"):
        start += 1
    while end > start and tokens[end - 1].text in (",", ";", ":", "—", "–", "--", "-"):
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end) if start < end else None
