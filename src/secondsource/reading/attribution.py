"""Who says what: from what is cited in each sentence to ``Attribution`` nouns, their mode, carrier, hedge and chain.

Their speakers are not yet resolved; ``speakers.py`` does that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from secondsource.model import Attribution, Citation, Disclosure, Excerpt, Mode, Span
from secondsource.outlets import outlet_in
from secondsource.reading.chains import Found
from secondsource.reading.cues import HEDGES
from secondsource.reading.phrases import is_finite, subject_before
from secondsource.reading.quotations import find_quotations
from secondsource.reading.sentences import LONGEST_SENTENCE
from secondsource.reading.speakers import describe, may_speak
from secondsource.reading.tokens import SUBJECT_PRONOUN, tokenize

Paragraph = tuple[Span, ...]
_SIGNED = re.compile(
    r"(?P<dash>[—–])[ ]?(?P<name>[^\s()][^()\n]{1,50}?)[ ]\(@\w{1,30}\)[ ][A-Z][a-z]{2,8}[ ]\d{1,2},[ ]\d{4}$"
)
_LONGEST_SIGNATURE = 130  # characters
_BESIDE = 1500  # characters before and after a sentence in which its quotation may go on
Cite = Callable[[Span, Sequence[Span]], list[Found]]  # a sentence and the quotations in it -> what is cited there


def find_attributions(text: str, paragraphs: Sequence[Paragraph], cite: Cite) -> tuple[Attribution, ...]:
    """Every attribution in the sentences of ``paragraphs``, in text order.

    ``cite`` is ``Citing(text, relations)``; ``bench/rules`` has the baseline that it is measured against. What is
    attributed inside another's content comes out beside it; both are in its ``chain``. ``speaker`` is what the source
    calls itself, before names are looked up elsewhere in the report.
    """
    found: list[Attribution] = []
    last: Span | None = None
    for sentences in paragraphs:
        before = (_introduced(text, last, sentences[0]) if last is not None else None) or (found[-1] if found else None)
        found += _find_in_paragraph(text, sentences, before, cite)
        last = sentences[-1]
    return tuple(found)


def _introduced(text: str, sentence: Span, after: Span) -> Attribution | None:
    """``The Post gave some background:`` before a quotation that stands in a paragraph of its own."""
    if text[sentence.end - 1] != ":" or sentence.end - sentence.start > LONGEST_SENTENCE:
        return None
    tokens = tokenize(text, sentence)
    verb = next((k for k in range(1, len(tokens)) if is_finite(tokens, k)), 0)
    subject = subject_before(tokens, verb) if verb else None
    if subject is None:
        return None
    source = Excerpt.cut(text, Span(tokens[subject[0]].start, tokens[subject[1] - 1].end))
    speaker, disclosure = describe(source.text)
    if not (may_speak(source.text) or (speaker or "").lower() in SUBJECT_PRONOUN):
        return None
    cue = Excerpt.cut(text, Span(sentence.end - 1, sentence.end))
    chain = (_citation(text, source.span, cue.span),)
    return Attribution(Mode.DIRECT, Excerpt.cut(text, after), source, cue, speaker, disclosure, chain=chain)


def _find_in_paragraph(text: str, sentences: Paragraph, before: Attribution | None, cite: Cite) -> list[Attribution]:
    quotations = find_quotations(text, Span(sentences[0].start, sentences[-1].end))
    attributions: list[Attribution] = []
    loose: list[Span] = []
    for sentence in sentences:
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            continue
        near = Span(max(0, sentence.start - _BESIDE), sentence.end + _BESIDE)
        quoted = [q for q in quotations if q.overlaps(near)]
        here = cite(sentence, quoted)
        attributions += [_as_noun(text, each, here, quoted) for each in here if not each.carries]
        loose += _loose_quotations(text, sentence, quoted, here)
    if (posted := _posted(text, sentences)) is not None:
        return [posted]
    return _attach(text, attributions, loose, before)


def _posted(text: str, sentences: Paragraph) -> Attribution | None:
    """A post as pages embed it: what it says, a dash, who posted it, and the day."""
    signed = _SIGNED.search(text, max(sentences[0].start, sentences[-1].end - _LONGEST_SIGNATURE), sentences[-1].end)
    if signed is None:
        return None
    said = tuple(Span(s.start, min(s.end, signed.start())) for s in sentences if s.start < signed.start())
    if not said:
        return None
    source, cue = Excerpt.cut(text, Span(*signed.span("name"))), Excerpt.cut(text, Span(*signed.span("dash")))
    speaker, disclosure = describe(source.text)
    content = Excerpt.cut(text, Span(said[0].start, said[-1].end), _pieces(said))
    chain = (_citation(text, source.span, cue.span),)
    return Attribution(Mode.DIRECT, content, source, cue, speaker, disclosure, chain=chain)


def _loose_quotations(text: str, sentence: Span, quotations: Sequence[Span], here: list[Found]) -> list[Span]:
    """Quotations that make up a whole sentence and that no cue in it takes."""
    if any(not any(q.start < f.cue.start and f.cue.end < q.end for q in quotations) for f in here):
        return []
    inside = [q for q in quotations if q.overlaps(sentence)]
    covered = sum(min(q.end, sentence.end) - max(q.start, sentence.start) for q in inside)
    if covered < 0.8 * (sentence.end - sentence.start):
        return []
    start, end = max(inside[0].start, sentence.start), min(inside[-1].end, sentence.end)
    return [Span(start, end)]


def _attach(
    text: str, attributions: list[Attribution], loose: list[Span], before: Attribution | None
) -> list[Attribution]:
    """Give each loose quotation to the quoted speaker before it in the paragraph, else after it, else before that."""
    for span in loose:
        if any(p.overlaps(span) for a in attributions if not _lies_in(a, span) for p in _parts(a)):
            continue
        quoting = [n for n, a in enumerate(attributions) if _quotes(a) and not _lies_in(a, span)]
        earlier = [n for n in quoting if attributions[n].content.span.start < span.start]
        later = [n for n in quoting if attributions[n].content.span.start > span.start]
        if earlier or later:
            n = earlier[-1] if earlier else later[0]
            attributions[n] = replace(attributions[n], content=_joined(text, attributions[n].content, span))
        elif before is not None and before.source is not None and _quotes(before):
            attributions.append(replace(before, mode=Mode.DIRECT, content=Excerpt.cut(text, span), hedge=None))
    return attributions


def _lies_in(attribution: Attribution, quotation: Span) -> bool:
    """Whether it is somebody's whom the quotation itself cites."""
    return attribution.cue is not None and quotation.contains(attribution.cue.span)


def _parts(attribution: Attribution) -> tuple[Span, ...]:
    return attribution.content.pieces or (attribution.content.span,)


def _quotes(attribution: Attribution) -> bool:
    return attribution.mode in (Mode.DIRECT, Mode.MIXED)


def _joined(text: str, content: Excerpt, more: Span) -> Excerpt:
    pieces = sorted({*(content.pieces or (content.span,)), more})
    return Excerpt.cut(text, Span(pieces[0].start, max(p.end for p in pieces)), tuple(pieces))


def _as_noun(text: str, found: Found, all_found: list[Found], quotations: Sequence[Span]) -> Attribution:
    content = Excerpt.cut(text, Span(found.content[0].start, found.content[-1].end), _pieces(found.content))
    said_by = found.origin[0] if found.origin else found.source
    source = Excerpt.cut(text, said_by) if said_by else None
    cue = Excerpt.cut(text, found.cue)
    carrier = _carrier(text, found)
    chain = _chain(text, found, all_found, carrier)
    speaker, disclosure = describe(source.text if source else None)
    return Attribution(
        mode=_mode(found.content, [q for q in quotations if not (q.start < found.cue.start and found.cue.end < q.end)]),
        content=content,
        source=source,
        cue=cue,
        speaker=speaker,
        disclosure=disclosure,
        carrier=carrier,
        hedge=find_hedge(text, Span(found.cue.start, max(found.cue.end, content.span.end)), quotations),
        chain=chain,
    )


def _pieces(content: tuple[Span, ...]) -> tuple[Span, ...]:
    return content if len(content) > 1 else ()


def _mode(content: tuple[Span, ...], quotations: Sequence[Span]) -> Mode:
    total = sum(c.end - c.start for c in content)
    quoted = sum(max(0, min(q.end, c.end) - max(q.start, c.start)) for c in content for q in quotations)
    if quoted == 0:
        return Mode.INDIRECT
    return Mode.DIRECT if quoted >= 0.95 * total - 3 else Mode.MIXED


def _carrier(text: str, found: Found) -> str | None:
    if found.carrier is None:
        return None
    words = found.carrier.of(text)
    return outlet_in(words) or words


def _citation(text: str, source: Span | None, cue: Span) -> Citation:
    excerpt = Excerpt.cut(text, source) if source else None
    speaker, disclosure = describe(excerpt.text if excerpt else None)
    return Citation(speaker, disclosure or Disclosure.UNNAMED, excerpt, Excerpt.cut(text, cue))


def _chain(text: str, found: Found, all_found: list[Found], carrier: str | None) -> tuple[Citation, ...]:
    """Everyone the content passed through, nearest to the reader first."""
    outer = [other for other in all_found if other is not found and _encloses(other, found)]
    chain = [_citation(text, other.source, other.cue) for other in sorted(outer, key=_extent, reverse=True)]
    if carrier is not None and found.carrier is not None:
        through = _citation(text, found.carrier, found.cue)
        chain.append(replace(through, speaker=carrier))
    chain.append(_citation(text, found.source, found.cue))
    if found.origin is not None:
        chain.append(_citation(text, *found.origin))
    return tuple(chain)


def _encloses(other: Found, found: Found) -> bool:
    return any(piece.start <= found.cue.start and found.cue.end <= piece.end for piece in other.content) or (
        other.carries and found.source is not None and any(piece.overlaps(found.source) for piece in other.content)
    )


def _extent(found: Found) -> int:
    return found.content[-1].end - found.content[0].start


def find_hedge(text: str, span: Span, quotations: Sequence[Span]) -> str | None:
    """The first words inside ``span``, outside quotations, by which the reporter keeps a distance."""
    low = text[span.start : span.end].lower()
    best: tuple[int, int] | None = None
    for hedge in HEDGES:
        at = low.find(hedge)
        while at != -1:
            whole = Span(span.start + at, span.start + at + len(hedge))
            alone = not low[at - 1 : at].isalnum() and not low[at + len(hedge) : at + len(hedge) + 1].isalnum()
            if alone and not any(q.contains(whole) for q in quotations):
                best = min(best or (at, -len(hedge)), (at, -len(hedge)))
                break
            at = low.find(hedge, at + 1)
    if best is None:
        return None
    return text[span.start + best[0] : span.start + best[0] - best[1]]
