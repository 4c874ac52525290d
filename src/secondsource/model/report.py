"""The report as it came, and places in its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of a report's verbatim text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must not be empty or negative: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """The very words."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Verbatim words and where they stand.

    ``pieces`` is empty when the words are in one piece. When other words break them up (a quotation with
    "he said" inside), ``span`` is their outer extent and ``pieces`` holds the parts in order.
    """

    span: Span
    text: str
    pieces: tuple[Span, ...] = ()

    @classmethod
    def cut(cls, text: str, span: Span, pieces: tuple[Span, ...] = ()) -> Excerpt:
        return cls(span, span.of(text), pieces)


class Role(StrEnum):
    """What a block of text is in a report."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    CREDIT = "credit"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text with one role. Only headline, standfirst and paragraphs state anything."""

    span: Span
    role: Role

    @property
    def states(self) -> bool:
        return self.role in (Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Report:
    """A news report as a publisher put it out.

    ``id`` is the SHA-256 of ``text`` in UTF-8, hexadecimal. ``text`` is never changed once taken in. ``language``
    is the language it was published in (ISO 639-1). Where ``text`` is not the report's own words but an abstract
    of it, ``abstract`` names the language of that abstract. ``archived`` is the SHA-256 of the bytes as they came.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    headline: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    credits: tuple[str, ...] = ()
    published: date | None = None
    retrieved: datetime | None = None
    url: str | None = None
    language: str | None = None
    abstract: str | None = None
    archived: str | None = None

    @property
    def text_language(self) -> str | None:
        return self.abstract or self.language
