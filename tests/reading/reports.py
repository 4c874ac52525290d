"""Reports and their attributions made from paragraphs, for the tests of reading."""

import hashlib
from datetime import date

from secondsource.model import Attribution, Block, Report, Role, Span
from secondsource.reading.attribution import find_attributions
from secondsource.reading.cast import assemble
from secondsource.reading.citing import Citing
from secondsource.reading.marking import mark
from secondsource.reading.sentences import split_sentences
from secondsource.reading.speakers import resolve


def report(*paragraphs: str, roles: tuple[Role, ...] = (), published: date | None = None) -> Report:
    text, blocks = "", []
    for n, paragraph in enumerate(paragraphs):
        role = roles[n] if n < len(roles) else Role.PARAGRAPH
        blocks.append(Block(Span(len(text), len(text) + len(paragraph)), role))
        text += paragraph + "\n\n"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(digest, text, tuple(blocks), published=published, language="en")


def unresolved(text: str, spans: list[Span]) -> tuple[Attribution, ...]:
    """The attributions of the paragraphs at ``spans``, each with its own words for the source."""
    paragraphs = [sentences for span in spans if (sentences := split_sentences(text, span))]
    return find_attributions(text, paragraphs, Citing(text, mark(text, paragraphs).relations))


def attributions(*paragraphs: str) -> tuple[Attribution, ...]:
    """Those of a report, with their speakers resolved across it."""
    made = report(*paragraphs)
    spans = [block.span for block in made.blocks]
    return resolve(made.text, unresolved(made.text, spans), assemble(made.text, spans))
