"""Citing without a verb: "according to X", "the claim that"."""

from __future__ import annotations

from bench.rules.contents import clause_end, lead_end, resumed
from bench.rules.cues import CONTENT_NOUNS
from bench.rules.marked import Marked
from secondsource.model import Span
from secondsource.reading.chains import Found
from secondsource.reading.phrases import (
    opens_clause,
    phrase_after,
)
from secondsource.reading.tokens import (
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
)


def find_formulas(sentence: Marked) -> list[Found]:
    return _according(sentence) + _nouns(sentence)


def _according(sentence: Marked) -> list[Found]:
    found = []
    for i in range(sentence.end - 2):
        if sentence.low(i) == "according" and sentence.low(i + 1) == "to" and not sentence.quoted[i]:
            source_end = _according_end(sentence, i + 2)
            source = sentence.span(i + 2, source_end)
            content = _according_content(sentence, i, source_end)
            cue = sentence.span(i, i + 2)
            if source and cue and content:
                found.append(Found(cue, content, source))
    return found


def _according_end(sentence: Marked, start: int) -> int:
    """``according to X, a Y, …``: appositions belong to the source where it closes the sentence."""
    stop = phrase_after(sentence.tokens, start, sentence.end)
    return max(stop, start + 1)


def _according_content(sentence: Marked, cue: int, source_end: int) -> tuple[Span, ...]:
    before = sentence.span(lead_end(sentence, 0), cue)
    if before is not None and cue > 2:
        rest = resumed(sentence, source_end)
        return (before, *rest)
    start = source_end
    if sentence.low(start) == ",":
        opened = start + 1
        closing = next((i for i in range(opened, sentence.end) if sentence.tokens[i].text == ","), None)
        if (
            closing
            and not opens_clause(sentence.tokens, opened, closing)
            and opens_clause(sentence.tokens, closing + 1, sentence.end)
        ):
            start = closing
    after = sentence.span(start, clause_end(sentence, start, ()))
    return (after,) if after else ()


def _nouns(sentence: Marked) -> list[Found]:
    """``the claim that P``, ``a report by X that P``."""
    found = []
    for i in range(1, sentence.end - 2):
        if sentence.low(i) in CONTENT_NOUNS and sentence.low(i + 1) == "that" and not sentence.quoted[i]:
            content = sentence.span(i + 1, _noun_clause_end(sentence, i + 2))
            cue = sentence.span(i, i + 1)
            holder = sentence.tokens[i - 1]
            if not _is_noun(sentence, i):
                continue
            owner = Span(holder.start, holder.end - 2) if holder.low.endswith("'s") else None
            if content and cue and opens_clause(sentence.tokens, i + 2, sentence.end):
                found.append(Found(cue, (content,), owner))
    return found


def _is_noun(sentence: Marked, i: int) -> bool:
    """``the claim that``, not ``they claim that``: an article or owner stands before it, at most two words away."""
    for k in range(i - 1, max(-1, i - 4), -1):
        low = sentence.low(k)
        if low in DETERMINER | POSSESSIVE or low.endswith("'s"):
            return True
        if low in COORDINATOR | SUBORDINATOR | PRONOUN | AUXILIARY | PREPOSITION or not sentence.tokens[k].is_word:
            return low in PREPOSITION and sentence.low(i).endswith("s")
    return False


def _noun_clause_end(sentence: Marked, start: int) -> int:
    for i in range(start, sentence.end):
        if sentence.tokens[i].text in (",", ";") and not sentence.quoted[i]:
            return i
    return sentence.end
