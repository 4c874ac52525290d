"""Sentences that their citing clause interrupts: "If P, Poe said, Q" states neither P nor Q."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.model import Attribution, Span
from secondsource.reading.sentences import split_sentences
from secondsource.reading.tokens import FINITE_AUXILIARY, OPENING, PREPOSITION, QUOTES, SUBORDINATOR, Token, tokenize
from secondsource.reading.verbs import FINITE
from secondsource.reading.whole import has_main_clause

_OPENING = "".join(OPENING | QUOTES) + " "
_FEW = 2  # words; a shorter half is no half


def is_interrupted(text: str, attribution: Attribution, first: Span, second: Span) -> bool:
    """Whether nothing but the citing clause stands between two pieces of a content."""
    source = attribution.source
    if source is None or not first.end <= source.span.start < source.span.end <= second.start:
        return False
    return text[source.span.end : second.start].rstrip(_OPENING).endswith(",")


def awaits_verb(text: str, first: Span, second: Span) -> bool:
    """``“The only plan that we had,” she wrote, “is too dear.”``: whether the first half is but the subject."""
    opening = tokenize(text, _inner(text, second))[0]
    verb = opening.low in FINITE | FINITE_AUXILIARY and opening.text.islower()
    return verb and not has_main_clause(tokenize(text, first))


def rejoined(text: str, first: Span, second: Span) -> tuple[Span, ...]:
    """The sentences of two pieces, the broken one with the words that break it; none where both are whole."""
    before, after = (split_sentences(text, _inner(text, piece)) for piece in (first, second))
    if not before or not after:
        return ()
    if not (_leads_on(tokenize(text, before[-1])) or _hangs(tokenize(text, after[0]))):
        return ()
    return (*before[:-1], Span(before[-1].start, after[0].end), *after[1:])


def _leads_on(tokens: Sequence[Token]) -> bool:
    """``If nobody acts, (he said, it will fall)``."""
    leads = tokens[0].low in PREPOSITION | SUBORDINATOR or any(t.low.endswith("ing") for t in tokens[:2])
    return leads and not has_main_clause(tokens)


def _hangs(tokens: Sequence[Token]) -> bool:
    """``(We will leave, he said,) because it is old``; not "and it will fall"."""
    hangs = tokens[0].low in SUBORDINATOR or not has_main_clause(tokens)
    return hangs and tokens[0].text.islower() and len(tokens) > _FEW


def _inner(text: str, piece: Span) -> Span:
    """A piece from its first word."""
    rest = piece.of(text).lstrip(_OPENING)
    return Span(piece.end - len(rest), piece.end) if rest else piece
