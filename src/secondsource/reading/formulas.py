"""Citing without a verb: "according to X", "the claim that", "Content: report"."""

from __future__ import annotations

from secondsource.model import Span
from secondsource.reading.contents import clause_end, lead_end, resumed
from secondsource.reading.cues import CONTENT_NOUNS, DOCUMENTS, Kind
from secondsource.reading.marked import Found, Marked
from secondsource.reading.phrases import (
    Range,
    is_finite,
    opens_clause,
    phrase_after,
)
from secondsource.reading.tokens import (
    AUXILIARY,
    COORDINATOR,
    DAYS,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    words,
)

_LABELS = words(
    "opinion analysis update updates exclusive breaking video watch live factbox explainer editorial commentary photos "
    "timeline review interview check column blog podcast letters correction note list poll"
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
                found.append(Found(cue, content, source, Kind.SPEECH, "according"))
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
                found.append(Found(cue, (content,), owner, Kind.SPEECH, sentence.low(i)))
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


def find_colon(sentence: Marked) -> list[Found]:
    """Headlines: ``Content: report`` and ``Source: content``."""
    marks = [i for i in range(1, sentence.end - 1) if sentence.tokens[i].text == ":" and not sentence.quoted[i]]
    if not marks or sentence.tokens[-1].text in (".", "?") or sentence.low(marks[-1] - 1) in _LABELS:
        return []
    at = marks[-1]
    head, tail = (0, at), (at + 1, sentence.end)
    source, content = (tail, head) if tail[1] - tail[0] <= 4 and not _states(sentence, tail) else (head, tail)
    span, body, cue = (
        sentence.span(*source),
        sentence.span(*content),
        Span(sentence.tokens[at].start, sentence.tokens[at].end),
    )
    if span is None or body is None or source[1] - source[0] > 5 or _states(sentence, source):
        return []
    if not _may_speak(sentence, source) or content[1] - content[0] < 2:
        return []
    return [Found(cue, (body,), span, Kind.SPEECH, ":")]


def _states(sentence: Marked, within: Range) -> bool:
    return any(is_finite(sentence.tokens, i) for i in range(*within))


def _may_speak(sentence: Marked, within: Range) -> bool:
    low = [sentence.low(i) for i in range(*within)]
    speaking = DOCUMENTS | words(
        "official officials source sources police minister ministry government army military "
        "media agency spokesman spokeswoman spokesperson president kremlin pentagon sheriff lawyer"
    )
    return any(word in speaking for word in low) or (
        all(sentence.tokens[i].is_capital for i in range(*within)) and not any(w in DAYS for w in low)
    )
