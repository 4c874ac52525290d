"""Reports, statements and evidence for the tests of what follows reading."""

from __future__ import annotations

from datetime import date
from typing import Any

from secondsource.intake.plain import Particulars, compose
from secondsource.model import Attribution, Block, Evidence, Excerpt, Mode, Probabilities, Report, Role, Span, Statement
from secondsource.reading.statements import find_statements

MONDAY = date(2021, 5, 10)


def report(text: str, publisher: str | None = None, published: date | None = MONDAY, **known: Any) -> Report:
    """A report in English of one paragraph a line."""
    spans = []
    for line in text.split("\n"):
        start = text.index(line, spans[-1].end if spans else 0)
        if line:
            spans.append(Span(start, start + len(line)))
    blocks = tuple(Block(span, Role.PARAGRAPH) for span in spans)
    return compose(text, Particulars(publisher=publisher, published=published, language="en", **known), blocks)


def stated(text: str, published: date | None = MONDAY) -> Statement:
    """The first statement of a report of these words."""
    return find_statements(report(text, published=published))[0]


def passage(held: Report, words: str, *, supports: float = 0.9, refutes: float = 0.02) -> Evidence:
    """The statement of a report that holds these words, as evidence on the statement ``s``."""
    other = next(s for s in find_statements(held) if words in s.span.of(held.text))
    likely = Probabilities(supports, refutes, round(1 - supports - refutes, 4))
    return Evidence(
        id=f"s/{other.id}",
        statement="s",
        report=held.id,
        span=other.span,
        text=other.span.of(held.text),
        attribution=other.attribution,
        stance=likely.stance,
        probabilities=likely,
    )


def plain_statement(text: str = "Nine boats sank.") -> Statement:
    """A statement in the reporter's own voice, without measures."""
    span = Span(0, len(text))
    return Statement("s", span, text, Role.PARAGRAPH, Attribution(Mode.NARRATED, Excerpt(span, text)))
