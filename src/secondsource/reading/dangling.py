"""What is left hanging at the edges of a clause when the words of another were taken out beside it."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.model import Span
from secondsource.reading.tokens import Token, tokenize, words

_DANGLING = words(
    "and but or while with as although though whereas by when after before because that so yet where who which whose"
)
_TEMPORAL = words("after before when because")
_HOW_LONG = words("shortly soon just only even immediately moments minutes hours days weeks months partly mainly a few")
_LEADING_ON = words("and but or because although though while whereas which who")
_CLAUSE = 6  # words and marks; a shorter one after the last comma goes too


def undangled(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without the marks and conjunctions that led on to what was taken out."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].text in (",", ";", ":", "—", "–", "-"):
        start += 1
    while end and (tokens[end - 1].text in (",", ";", ":", "—", "–", "-") or tokens[end - 1].low in _DANGLING):
        end -= 1
    if 0 < end < len(tokens) and tokens[end].low in _TEMPORAL and tokens[end - 1].low in _HOW_LONG:
        return tokens[start : _without_when(tokens, end)]
    return tokens[start:end]


def _without_when(tokens: Sequence[Token], end: int) -> int:
    """``Ships left, though they came shortly after (Poe said P)``: without "shortly", and without "they came"."""
    while end and tokens[end - 1].low in _HOW_LONG:
        end -= 1
    comma = max((k for k in range(end) if tokens[k].text == ","), default=0)
    return comma if end - comma < _CLAUSE else end


def not_led_on(text: str, said: Span, quotations: Sequence[Span]) -> Span:
    """Without the "but", "partly because" or "which" that led on to words of another: "it would talk but"."""
    tokens = tokenize(text, said)
    end = len(tokens)
    while end > 1 and (tokens[end - 1].low in _LEADING_ON or not tokens[end - 1].is_word):
        end -= 1
    led = any(t.low in _LEADING_ON for t in tokens[end:]) and not any(
        q.end > tokens[end].start >= q.start for q in quotations
    )
    while led and end > 1 and tokens[end - 1].low in _HOW_LONG:
        end -= 1
    return Span(said.start, tokens[end - 1].end) if led else said
