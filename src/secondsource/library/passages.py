"""A report -> the passages that are looked up: about a paragraph each, because one paragraph makes one point."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.model import Report, Role, Span

LONG = 120  # words; more blurs what the passage is about, and BM25 punishes length
TINY = 12  # words; fewer ("He declined to comment.") cannot be understood without the neighbour

_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


def passages(report: Report) -> tuple[Span, ...]:
    """Headline, standfirst and paragraphs, in order: the long ones split at sentence ends, the tiny ones joined."""
    found: list[Span] = []
    joinable = False
    for block in report.blocks:
        if not block.states:
            joinable = False
            continue
        if joinable and block.role is Role.PARAGRAPH and _is_tiny(report.text, found[-1]):
            found[-1:] = _split(report.text, Span(found[-1].start, block.span.end))
        else:
            found += _split(report.text, block.span)
        joinable = bool(found) and block.role is Role.PARAGRAPH
    return tuple(found)


def _is_tiny(text: str, span: Span) -> bool:
    # A word and its space take two characters at least, so a long passage need not be counted.
    return span.end - span.start < 400 and len(span.of(text).split()) < TINY


def _split(text: str, span: Span) -> Iterator[Span]:
    """Parts of ``LONG`` words at most; cut after the last sentence end in the second half, else where it is full."""
    start, end, cut, count = None, span.start, None, 0
    for word in _WORD.finditer(text, span.start, span.end):
        if start is None:
            start = word.start()
        if count == LONG:
            at, after = cut or (end, word.start())
            yield Span(start, at)
            start, cut = after, None
            count = len(text[start : word.start()].split())
        count, end = count + 1, word.end()
        if count >= LONG // 2 and _SENTENCE_END.search(word.group()[-8:]):
            cut = None if word.end() == span.end else (word.end(), _next_word(text, word.end(), span.end))
    if start is not None:
        yield Span(start, end)


def _next_word(text: str, position: int, end: int) -> int:
    following = _WORD.search(text, position, end)
    return following.start() if following else end
