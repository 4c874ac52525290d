"""A claim and a piece of evidence as they stand, as a statement and a candidate: measures found, nothing else read."""

from __future__ import annotations

import hashlib
from datetime import date

from secondsource.evidence.retrieve import Candidate
from secondsource.model import Attribution, Block, Excerpt, Mode, Report, Role, Span, Statement
from secondsource.reading.places import find_places
from secondsource.reading.quantities import find_quantities
from secondsource.reading.times import find_times


def whole(text: str, published: date | None = None) -> tuple[Report, Statement]:
    """A text as a report that makes one statement, all of it, in its own voice."""
    text = text.strip() or "."
    span = Span(0, len(text))
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(digest, text, (Block(span, Role.PARAGRAPH),), published=published, language="en")
    measures = (find_quantities(text, (span,)), find_times(text, (span,), published), find_places(text, (span,)))
    told = Attribution(Mode.NARRATED, Excerpt(span, text))
    return report, Statement(digest, span, text, Role.PARAGRAPH, told, *measures)


def pair(claim: str, evidence: str, published: date | None = None) -> tuple[Statement, Candidate]:
    """The claim as a statement, the evidence as a candidate for it."""
    return whole(claim, published)[1], Candidate(*whole(evidence, published), None)
