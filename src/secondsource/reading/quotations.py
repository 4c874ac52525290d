"""Stretches in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Span

_MARK = re.compile(r"[“”„«»\"]|''|``")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")


def find_quotations(text: str, within: Span) -> tuple[Span, ...]:
    """Quotations of a paragraph, marks included, in order and apart from each other.

    A quotation left open runs to the end of the paragraph: that is how one that goes on in the next is set.
    """
    found: list[Span] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, within.start, within.end):
        if opened is None:
            if _may_open(text, mark.group(), mark.start(), mark.end(), within):
                opened = mark.start()
        elif mark.group() not in _OPENING:
            found.append(Span(opened, mark.end()))
            opened = None
    if opened is not None and opened < within.end:
        found.append(Span(opened, within.end))
    return tuple(found)


def share_quoted(span: Span, quotations: Sequence[Span]) -> float:
    """How much of ``span`` stands in quotation marks, from 0 to 1."""
    inside = sum(max(0, min(q.end, span.end) - max(q.start, span.start)) for q in quotations)
    return inside / (span.end - span.start)


def _may_open(text: str, mark: str, start: int, end: int, within: Span) -> bool:
    if mark in _OPENING:
        return True
    if mark in _CLOSING or end >= within.end:
        return False
    before = text[start - 1] if start > within.start else " "
    return not text[end].isspace() and (before.isspace() or not before.isalnum())
