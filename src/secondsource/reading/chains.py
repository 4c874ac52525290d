"""Which of several citing clauses a content belongs to, and who has it from whom: "A, citing B, said P"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondsource.model import Span
from secondsource.reading.speakers import may_speak
from secondsource.reading.tokens import RELATIVE, words

_CITING = words("cite cites cited citing quote quotes quoted quoting")
_JOINS = re.compile(r",? (?:and|but) (?:also |then |later )?\Z")
EDGES = " \t\n,;:—–-"


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as it stands in the text.

    ``carrier`` is the outlet that it was said through. ``carries``: its content only names the next source in a chain.
    ``origin`` is whom the source itself cites for it, and the words that do so: "A, citing B, said P".
    """

    cue: Span
    content: tuple[Span, ...]
    source: Span | None
    carrier: Span | None = None
    carries: bool = False
    origin: tuple[Span, Span] | None = None


def trimmed(text: str, span: Span) -> Span | None:
    """``span`` without white space and marks at its ends; none where nothing else is in it."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return Span(start, end) if start < end else None


def apart(text: str, found: Sequence[Found]) -> list[Found]:
    """``A denied P: Q, B said``: Q alone is B's, P alone is A's. ``A denied P, B said``: all of it is B's."""
    kept: list[Found] = []
    for each in found:
        for n, earlier in enumerate(kept):
            earlier = kept[n] = _without_words_of(text, earlier, each)
            if earlier.source == each.source is not None and (own := _until(text, earlier, each.cue)) is not None:
                kept[n] = own
            elif (parted := _at_colon(text, earlier, each)) is not None:
                kept[n], each = parted
            elif any(p.contains(each.cue) for p in earlier.content):
                kept[n] = _before(text, earlier, each.content[0].start)
            elif (shared := _between(earlier, each)) is not None:
                kept[n], each = _divided(text, earlier, each, shared)
        kept.append(each)
    return kept


def _without_words_of(text: str, earlier: Found, each: Found) -> Found:
    """``P, according to Poe, who said Q``: without "who said Q" or a piece of Q, whose cue is another."""

    def is_others(piece: Span) -> bool:
        if piece.contains(each.cue):
            return text[piece.start : each.cue.start].strip() in RELATIVE
        return piece.start > each.cue.end and any(said.contains(piece) for said in each.content)

    own = tuple(piece for piece in earlier.content if not is_others(piece))
    return replace(earlier, content=own) if own else earlier


def _until(text: str, earlier: Found, cue: Span) -> Found | None:
    """``Poe noted P but said Q``: P alone is noted."""
    *before, last = earlier.content
    if not last.contains(cue) or (joins := _JOINS.search(text[last.start : cue.start])) is None:
        return None
    own = trimmed(text, Span(last.start, last.start + joins.start())) if joins.start() else None
    return replace(earlier, content=(*before, own)) if own is not None else None


def _at_colon(text: str, earlier: Found, each: Found) -> tuple[Found, Found] | None:
    """``A denied P: Q, B said``, where both are read as saying all of it: P is A's, Q is B's."""
    last, whole = earlier.content[-1], next((p for p in each.content if p.end <= each.cue.start), None)
    if whole is None or not last.contains(each.cue):
        return None
    at = max(text.rfind(mark, max(whole.start, last.start), whole.end) for mark in (": ", "; "))
    own, rest = (trimmed(text, Span(last.start, at)), trimmed(text, Span(at, whole.end))) if at > 0 else (None, None)
    if own is None or rest is None:
        return None
    own_pieces, rests = (*earlier.content[:-1], own), tuple(rest if piece == whole else piece for piece in each.content)
    return replace(earlier, content=own_pieces), replace(each, content=rests)


def _between(earlier: Found, each: Found) -> Span | None:
    """The content that both claim and that stands between their cues."""
    shared = next((p for p in each.content if any(p.overlaps(q) for q in earlier.content)), None)
    return shared if shared and earlier.cue.end <= shared.start and shared.end <= each.cue.start else None


def _before(text: str, outer: Found, start: int) -> Found:
    """``outer`` without what begins at ``start`` after a colon."""
    last = outer.content[-1]
    if not last.start < start or text[last.start : start].rstrip()[-1:] not in (":", ";"):
        return outer
    own = trimmed(text, Span(last.start, start))
    return replace(outer, content=(*outer.content[:-1], own)) if own is not None else outer


def _divided(text: str, earlier: Found, each: Found, shared: Span) -> tuple[Found, Found]:
    at = max(text.rfind(mark, shared.start, shared.end) for mark in (":", ";"))
    rest = trimmed(text, Span(at, shared.end)) if at > shared.start else None
    if rest is not None:
        earlier = _before(text, earlier, rest.start)
    else:
        start = min(earlier.cue.start, earlier.source.start if earlier.source else earlier.cue.start)
        rest = Span(start, shared.end)
    return earlier, replace(each, content=tuple(rest if piece == shared else piece for piece in each.content))


def chained(text: str, found: Sequence[Found]) -> list[Found]:
    """``A, citing B, said P`` and ``A cited B, who said P``: B is the source, through A."""
    citing = [f for f in found if _names_source(text, f, found)]
    made = []
    for each in found:
        if each in citing:
            made.append(replace(each, carries=True))
            continue
        origin = next((c for c in citing if c.source is not None and c.source == each.source), None)
        if origin is not None and not any(p.contains(each.cue) for p in origin.content):
            each = replace(each, origin=(origin.content[0], origin.cue))
        made.append(each)
    return made


def _names_source(text: str, each: Found, found: Sequence[Found]) -> bool:
    if _CITING.isdisjoint(each.cue.of(text).lower().split()):
        return False
    inside = [f for f in found if f is not each and any(p.contains(f.cue) for p in each.content)]
    if any(f.source is not None and any(p.overlaps(f.source) for p in each.content) for f in inside):
        return True
    return may_speak(each.content[0].of(text)) and len(each.content) == 1
