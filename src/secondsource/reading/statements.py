"""Which assertions of a report can be checked, each readable on its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from secondsource.model import (
    Attribution,
    Block,
    Excerpt,
    Failure,
    Mode,
    Place,
    Quantity,
    Report,
    Role,
    Span,
    Statement,
    When,
)
from secondsource.reading.antecedents import Antecedents
from secondsource.reading.assertions import Assertion, find_assertions, narrated
from secondsource.reading.attribution import find_attributions, find_hedge
from secondsource.reading.bearing import speaks
from secondsource.reading.cast import Cast, assemble
from secondsource.reading.checkable import is_checkable
from secondsource.reading.citing import Citing
from secondsource.reading.glued import find_glued
from secondsource.reading.loaded import find_listed, find_loaded
from secondsource.reading.marking import LONGEST_REPORT, Marking, mark
from secondsource.reading.places import find_places
from secondsource.reading.quantities import find_quantities
from secondsource.reading.quotations import find_quotations
from secondsource.reading.readable import Teller, told_in
from secondsource.reading.sentences import LONGEST_SENTENCE, split_sentences
from secondsource.reading.speakers import resolve
from secondsource.reading.surroundings import namesakes, surroundings
from secondsource.reading.times import find_times
from secondsource.reading.tokens import POSSESSIVE, PRONOUN, words

READING_VERSION = "minilm-7"
Measure = TypeVar("Measure", Quantity, When, Place)
_COMMON = words("the a an of to in and is was that for on with as at by from it are were has had he said be not")
_FEWEST_WORDS = 3
_LONGEST_PARAGRAPH = 100  # sentences


def reads(language: str | None, text: str = "") -> bool:
    """Whether this reader reads a language; where none is given, whether the text looks like English."""
    if language is not None:
        return language.lower().split("-")[0] == "en"
    sample = re.findall(r"[^\W\d_]+", text[:5000].lower())
    return len(sample) > 5 and sum(w in _COMMON for w in sample) / len(sample) > 0.15


def read_report(report: Report) -> tuple[tuple[Statement, ...], tuple[Failure, ...]]:
    """What a whole report states; what of it is not read, for its language or its length, is a failure."""
    if not reads(report.text_language, report.text):
        language = report.text_language or "a language that could not be told"
        message = f"it is in {language!r}, and only English is read; give a translation"
        return (), (Failure("reading", report.id, message),)
    if len(report.text) > LONGEST_REPORT:
        message = f"only its first {LONGEST_REPORT:,} characters were read; give the rest as a report of its own"
        return find_statements(report), (Failure("reading", report.id, message),)
    return find_statements(report), ()


def find_statements(report: Report, only: Block | None = None) -> tuple[Statement, ...]:
    """What the headline, standfirst and paragraphs of an English report state, in text order.

    A statement's attribution says whose it is; what the reporter says in their own voice is ``NARRATED``. ``only`` is
    the one block whose statements are wanted. It is read in its surroundings, not in the whole report, so what it gives
    depends on the report alone and may differ a little from what the whole gives: docs/method.md says how often.
    """
    text = report.text
    blocks = tuple(b for b in report.blocks if b.states) if only is None else surroundings(report, only)
    paragraphs = tuple(_paragraphs(text, blocks))
    spans = tuple(_whole(split) for _, split in paragraphs)
    splits = [split for _, split in paragraphs] if only is None else _beside(paragraphs, only)
    marking = mark(text, splits)
    cast = assemble(text, spans, marking.people if only is None else namesakes(text, spans, marking.people))
    cited = resolve(text, find_attributions(text, splits, Citing(text, marking.relations)), cast)
    attributions = sorted(cited, key=_content_start)
    counted = find_quantities(text, spans if only is None else (only.span,))
    measures = (counted, find_times(text, spans, report.published), find_places(text, spans))
    background = _Background(report, marking, *measures)
    sources = {
        a.source.span.start: a.speaker
        for a in cited
        if a.source and a.speaker and " " not in a.source.text and a.speaker.lower() not in PRONOUN | POSSESSIVE
    }
    found: dict[str, Statement] = {}
    for block, split in paragraphs:
        if only is not None and block != only:
            continue
        teller = _teller(background, cast, split, cited, sources)
        for sentence, assertions in _assertions(teller, split, attributions):
            stated = {s.id: s for each in assertions for s in _state(background, block, each, teller)}
            if not stated:  # what was taken for words of another was no sentence: then all of it is the reporter's
                whole = narrated(text, sentence, attributions, teller.quotations)
                stated = {s.id: s for each in whole for s in _state(background, block, each, teller)}
            found |= stated
    return tuple(sorted(found.values(), key=lambda statement: statement.span))


def _paragraphs(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, tuple[Span, ...]]]:
    """The sentences of each block, up to what is read of a report; a paragraph without end comes in parts."""
    left = LONGEST_REPORT
    for block in blocks:
        links = find_glued(text, block.span)
        for part in _parts(split_sentences(text, block.span)):
            left -= sum(s.end - s.start for s in part if s.end - s.start <= LONGEST_SENTENCE)
            if left < 0:
                return
            if (whole := tuple(s for s in part if not any(map(s.overlaps, links)))) != ():
                yield block, whole


def _beside(paragraphs: Sequence[tuple[Block, tuple[Span, ...]]], only: Block) -> list[tuple[Span, ...]]:
    """The sentences of one block, with one before and one after."""
    at = [n for n, (block, _) in enumerate(paragraphs) if block == only]
    if not at:
        return []
    before, after = paragraphs[: at[0]][-1:], paragraphs[at[-1] + 1 :][:1]
    own = [split for _, split in paragraphs[at[0] : at[-1] + 1]]
    return [*(split[-1:] for _, split in before), *own, *(split[:1] for _, split in after)]


def _parts(sentences: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """A paragraph whole; one without end in parts, because some rules look at every pair of its attributions."""
    for n in range(0, len(sentences), _LONGEST_PARAGRAPH):
        yield sentences[n : n + _LONGEST_PARAGRAPH]


def _whole(sentences: Sequence[Span]) -> Span:
    return Span(sentences[0].start, sentences[-1].end)


def _assertions(
    teller: Teller, sentences: Sequence[Span], attributions: Sequence[Attribution]
) -> Iterator[tuple[Span, list[Assertion]]]:
    """Those of each sentence of a paragraph, in which the content of every attribution that begins there also ends."""
    whole = _whole(sentences)
    first = bisect_left(attributions, whole.start, key=_content_start)
    cited = attributions[first : bisect_left(attributions, whole.end, key=_content_start)]
    for sentence in sentences:
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            continue
        yield sentence, find_assertions(teller.text, sentence, cited, teller.quotations)


def _content_start(attribution: Attribution) -> int:
    return attribution.content.span.start


@dataclass(frozen=True, slots=True)
class _Background:
    """The report and all that was found in it at once."""

    report: Report
    marking: Marking
    quantities: tuple[Quantity, ...]
    times: tuple[When, ...]
    places: tuple[Place, ...]


def _teller(
    background: _Background,
    cast: Cast,
    sentences: tuple[Span, ...],
    cited: Sequence[Attribution],
    sources: Mapping[int, str],
) -> Teller:
    """What one paragraph is told with."""
    text, whole = background.report.text, _whole(sentences)
    places, times = _within(whole, background.places), _within(whole, background.times)
    named = tuple(a.source.span for a in cited if a.source is not None and whole.contains(a.source.span) and speaks(a))
    antecedents = Antecedents(text, cast, sentences, places, named)
    return Teller(text, cast, find_quotations(text, whole), sources, times, antecedents)


def _state(background: _Background, block: Block, assertion: Assertion, teller: Teller) -> Iterator[Statement]:
    report, span = background.report, assertion.clause.span
    quoted = any(q.contains(span) for q in teller.quotations)
    others = (*teller.quotations, *told_in(assertion))  # the words of others
    marks = background.marking.sentence(span.start)
    marked = [each.span for each in marks.loaded] if marks is not None else []
    loaded = () if quoted else find_loaded(report.text, span, others, marked)
    listed = () if quoted else find_listed(report.text, span, others)
    told = teller.tell(assertion, listed)
    if len(told.text.split()) < _FEWEST_WORDS or len(span.of(report.text).split()) < 2:
        return
    attribution = assertion.attribution or _narration(report.text, span, teller.quotations)
    probability = marks.checkable if marks is not None else 1.0
    yield Statement(
        id=f"{report.id[:8]}-{span.start}-{span.end}",
        span=span,
        text=told.text,
        role=block.role,
        attribution=attribution,
        quantities=_within(span, background.quantities),
        times=_within(span, background.times),
        places=_within(span, background.places),
        checkable=is_checkable(
            told.text, span.of(report.text), attribution, probability, listed, headline=block.role is Role.HEADLINE
        ),
        loaded=tuple(Excerpt.cut(report.text, each) for each in loaded),
        unresolved=tuple(Excerpt.cut(report.text, each) for each in told.unresolved),
    )


def _narration(text: str, span: Span, quotations: Sequence[Span]) -> Attribution:
    return Attribution(Mode.NARRATED, Excerpt.cut(text, span), hedge=find_hedge(text, span, quotations))


def _within(span: Span, found: Sequence[Measure]) -> tuple[Measure, ...]:
    first = bisect_left(found, span.start, key=lambda each: each.span.start)
    last = bisect_left(found, span.end, key=lambda each: each.span.start)
    return tuple(each for each in found[first:last] if span.contains(each.span))
