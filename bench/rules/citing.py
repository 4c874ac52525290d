"""The baseline that the learned reader is measured against: the patterns of citing inside one sentence, by rules.

`Rules` stands where the package puts `secondsource.reading.citing.Citing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.rules.contents import clause_end, content_after, content_before, inverted_content, starts_quoted
from bench.rules.cue_verbs import find_cue_verbs
from bench.rules.formulas import find_formulas
from bench.rules.marked import Hit, Marked
from bench.rules.sources import find_source, inverted_source
from secondsource.model import Span
from secondsource.reading.chains import Found
from secondsource.reading.cues import Kind
from secondsource.reading.headlines import find_colon
from secondsource.reading.phrases import (
    subject_before,
)
from secondsource.reading.tokens import tokenize

_LONGEST = 400  # words and marks; what is longer is a list or worse, and no rule of syntax holds in it


@dataclass(frozen=True, slots=True)
class Rules:
    """Finds attributions in the sentences of ``text``."""

    text: str

    def __call__(self, span: Span, quotations: Sequence[Span]) -> list[Found]:
        """Attributions of one sentence in the order of their cues."""
        tokens = tokenize(self.text, span)
        if not 1 < len(tokens) <= _LONGEST:
            return []
        sentence = Marked(self.text, tokens, quotations)
        hits = find_cue_verbs(sentence)
        found = [each for each in (_resolve(sentence, hits, n) for n in range(len(hits))) if each is not None]
        found += find_formulas(sentence)
        if not found and (colon := find_colon(tokens, quotations)) is not None:
            found = [Found(colon[1], (colon[2],), colon[0])]
        return _tidy(sorted(found, key=lambda f: f.cue.start))


def _resolve(sentence: Marked, hits: list[Hit], n: int) -> Found | None:
    hit = hits[n]
    if hit.cue.kind is Kind.SEEMING:
        return _seeming(sentence, hit)
    inverted = inverted_source(sentence, hit)
    if inverted is not None:
        source_span = sentence.span(*inverted)
        pieces = inverted_content(sentence, hit, inverted)
        return _found(sentence, hit, source_span, pieces) if pieces and source_span else None
    source = find_source(sentence, hits, n)
    if source is None and hit.cue.form not in ("d", "g") and not hit.passive:
        return None
    before = content_before(sentence, hits, n, source)
    after = content_after(sentence, hits, n)
    content = before + ([span for span in after if starts_quoted(sentence, span)] if before else after)
    pieces = tuple(sorted(span for span in content if span is not None))
    if not pieces or (source is None and not hit.passive):
        return None
    source_span = None if hit.passive else (sentence.span(*source) if source else None)
    return _found(sentence, hit, source_span, pieces)


def _found(sentence: Marked, hit: Hit, source: Span | None, pieces: tuple[Span, ...]) -> Found:
    cue = Span(sentence.tokens[hit.group[0]].start, sentence.tokens[max(hit.group[1], hit.cue_end) - 1].end)
    carrier = sentence.span(*hit.carrier) if hit.carrier else None
    carries = hit.cue.lemma in ("cite", "quote") and hit.frame in "DCN"
    return Found(cue, pieces, source, carrier, carries)


def _seeming(sentence: Marked, hit: Hit) -> Found | None:
    subject = subject_before(sentence.tokens, hit.group[0])
    body = sentence.span(hit.after, clause_end(sentence, hit.after, ()))
    pieces = tuple(p for p in (sentence.span(*subject) if subject else None, body) if p is not None)
    return _found(sentence, hit, None, pieces) if body is not None and len(pieces) == 2 else None


def _tidy(found: list[Found]) -> list[Found]:
    """Leave out contents that are all of an earlier attribution's, and sources that say nothing."""
    kept: list[Found] = []
    for each in found:
        if any(other.content == each.content and other.source == each.source for other in kept):
            continue
        if each.source is not None and any(piece.overlaps(each.source) for piece in each.content):
            pieces = tuple(p for p in each.content if not p.overlaps(each.source))
            if not pieces:
                continue
            each = replace(each, content=pieces)
        if any(piece.overlaps(each.cue) for piece in each.content):
            each = replace(each, content=tuple(p for p in each.content if not p.overlaps(each.cue)))
        if each.content:
            kept.append(each)
    return kept
