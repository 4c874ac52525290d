"""Text, also text copied from a web page -> a report, its furniture told from its words.

Nothing is known of such a text but its rows: how long they are, how they end, where they stand. Five steps:

1. cut the text into chunks: a row each, or a paragraph that was wrapped over several rows;
2. name the chunks that show by their own words what they are: furniture, byline, credit, caption;
3. tell prose from rows that are no sentences;
4. before the first prose stand headline and standfirst, after the last prose nothing of the report;
5. a row between prose that is no sentence is a heading.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from secondsource.errors import InputError
from secondsource.intake import credits, furniture
from secondsource.intake.chunks import cut
from secondsource.intake.days import find_day
from secondsource.intake.language import detect
from secondsource.model import Block, Report, Role

# The longest of 35,675 collected reports has 1,017 rows; ten megabytes of short rows would take 13 s.
MOST_PARAGRAPHS = 20_000
TOO_MANY = f"the input has more than {MOST_PARAGRAPHS:,} paragraphs, which no report has: give one report"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a report beside its text. What is ``None`` (or empty) is looked for in the text itself."""

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


def read_plain(
    text: str,
    *,
    published: date | None = None,
    url: str | None = None,
    retrieved: datetime | None = None,
    archived: str | None = None,
) -> Report:
    """A report from text alone. ``text`` is kept to the character; ``published`` wins over a date it states.

    Raises ``InputError`` where there is no text, or what there is holds no words.
    """
    return compose(text, Particulars(published=published, url=url, retrieved=retrieved, archived=archived))


def compose(text: str, known: Particulars, blocks: tuple[Block, ...] | None = None) -> Report:
    """A report of ``text``, its particulars completed from what its blocks say. ``blocks`` default to ``outline``.

    Raises ``InputError`` as ``read_plain`` does.
    """
    if not any(map(str.isalpha, text)):
        raise InputError("the report is empty: give a text of at least one sentence")
    try:
        identity = hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        raise InputError("the text holds half a character (a lone surrogate): save it again as UTF-8") from None
    blocks = outline(text, headline=known.headline) if blocks is None else blocks
    dateline, agencies = _dateline(text, blocks)
    return Report(
        id=identity,
        text=text,
        blocks=blocks,
        headline=known.headline or _first(text, blocks, Role.HEADLINE),
        publisher=known.publisher,
        byline=known.byline or _byline(text, blocks),
        dateline=known.dateline or dateline,
        credits=known.credits or credits.merged(agencies, _credits(text, blocks)),
        published=known.published or _published(text, blocks),
        retrieved=known.retrieved,
        url=known.url,
        language=known.language or (None if known.abstract else _language(text, blocks)),
        abstract=known.abstract,
        archived=known.archived,
    )


def outline(text: str, *, headline: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text, in order; together they hold all that is not blank.

    ``headline`` is the headline where it is known otherwise: the block that repeats it gets the role, and no other
    is taken for one. Raises ``InputError`` where there are more than ``MOST_PARAGRAPHS``.
    """
    spans = tuple(cut(text))
    if len(spans) > MOST_PARAGRAPHS:
        raise InputError(TOO_MANY)
    roles = _roles([_one_row(span.of(text)) for span in spans], headline)
    return tuple(Block(span, role) for span, role in zip(spans, roles, strict=True))


def _one_row(words: str) -> str:
    """A paragraph unwrapped; one that stands on a row of its own, however long, as it is."""
    return " ".join(words.split()) if "\n" in words or "\r" in words else words


# --- 2. and 3. what each chunk is by itself ----------------------------------------------------------------------

_STOPS = ".!?…。！？؟।۔:;"
_CLOSERS = "\"'”’»)]}*_› \u200b\u200e\u200f"
_INITIALS = re.compile(r"(?:\b[A-Z]\.){2,}$")
_HEAD = 20  # chunks at the top among which a known headline is looked for; a page's menu has fewer
_FEW_WORDS = 4
_LONGEST_HEADING = 12  # words
_LONGEST_HEADLINE = 30  # words
_SHORTEST_STANDFIRST = 6  # words
_CERTAIN_PROSE = 25  # words: no heading is as long
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BULLET = re.compile(r"[•·▪‣◦*–-] ?\S|\d{1,2}[.)] ")
_SPEAKER = re.compile(r"[^\W\d_a-z][^:]{1,40}: \S")


def _roles(chunks: Sequence[str], headline: str | None) -> list[Role]:
    own = [role_of(chunk) for chunk in chunks]
    opening = next((n for n, role in enumerate(own) if role is not Role.FURNITURE), None)
    if opening is not None and furniture.is_request(chunks[opening]):
        own[opening] = Role.FURNITURE
    prose = [n for n, chunk in enumerate(chunks) if own[n] is None and _is_prose(chunk)]
    first, last = (prose[0], prose[-1]) if prose else (len(chunks), len(chunks))
    roles = _head(chunks[:first], own[:first], headline)
    for n in range(first, len(chunks)):
        roles.append(own[n] or (_body(chunks[n]) if n <= last else _tail(chunks[n])))
    return _settle(chunks, roles, headline)


def role_of(chunk: str) -> Role | None:
    """What a chunk is by its own words, wherever it stands; ``None`` where only its place can tell."""
    if credits.is_credit(chunk):
        return Role.CREDIT
    if furniture.is_furniture(chunk):
        return Role.FURNITURE
    if credits.is_caption(chunk):
        return Role.CAPTION
    return Role.BYLINE if credits.is_byline(chunk) else None


def _is_prose(chunk: str) -> bool:
    """Whether a chunk is made of sentences."""
    size = _size(chunk)
    end = chunk[-40:].rstrip(_CLOSERS)[-1:]
    if size > _CERTAIN_PROSE:
        return True
    if end == "?":
        return size > _LONGEST_HEADING
    return end != "" and end in _STOPS and _INITIALS.search(chunk[-12:]) is None


def _is_stopped(chunk: str) -> bool:
    return chunk[-40:].rstrip(_CLOSERS)[-1:] in _STOPS


def _size(chunk: str) -> int:
    """Words; scripts that write without spaces count two characters a word."""
    return len(chunk.split()) + len(_CJK.findall(chunk[:200])) // 2


# --- 4. and 5. what it is by its place ---------------------------------------------------------------------------


def _head(chunks: Sequence[str], own: Sequence[Role | None], headline: str | None) -> list[Role]:
    """What stands before the first prose: headline, standfirst, and the page's own rows around them."""
    open_rows = [n for n, role in enumerate(own) if role is None]
    title = None if headline else _title(chunks, open_rows)
    roles = []
    for n, chunk in enumerate(chunks):
        if (role := own[n]) is not None:
            roles.append(role)
        elif n == title:
            roles.append(Role.HEADLINE)
        elif (title is None or n > title) and _size(chunk) >= _SHORTEST_STANDFIRST and not chunk.endswith("?"):
            roles.append(Role.STANDFIRST)
        else:
            roles.append(Role.HEADING if title is None or n > title else Role.FURNITURE)
    return roles


def _title(chunks: Sequence[str], open_rows: Sequence[int]) -> int | None:
    """Which row is the headline: the first that is long enough for one, else the last of two words or more."""
    long_enough = [n for n in open_rows if 4 <= _size(chunks[n]) <= _LONGEST_HEADLINE]
    short = [n for n in open_rows if 2 <= _size(chunks[n]) < 4]
    return long_enough[0] if long_enough else short[-1] if short else None


def _body(chunk: str) -> Role:
    if chunk.isupper() and _size(chunk) > _FEW_WORDS and not _is_stopped(chunk):
        return Role.HEADING  # a link to another story, set in capitals
    if _is_prose(chunk) or _size(chunk) > _LONGEST_HEADING:
        return Role.PARAGRAPH
    listed = _BULLET.match(chunk) or _SPEAKER.match(chunk) or chunk[0].islower() or chunk[0] in "\"“«„'‘"
    return Role.PARAGRAPH if listed else Role.HEADING


def _tail(chunk: str) -> Role:
    """After the last prose: links to other stories. A long row there is a paragraph that was cut off."""
    return Role.PARAGRAPH if _size(chunk) > 2 * _LONGEST_HEADING else Role.FURNITURE


def _settle(chunks: Sequence[str], roles: list[Role], headline: str | None) -> list[Role]:
    """What only the whole shows: a known headline, a standfirst with a full stop."""
    if headline:
        wanted = _fold(headline)
        same = next((n for n, chunk in enumerate(chunks[:_HEAD]) if _fold(chunk) == wanted), None)
        roles = [Role.HEADLINE if n == same else role for n, role in enumerate(roles)]
    for n in range(1, len(roles) - 1):
        one_sentence = chunks[n].rstrip(_CLOSERS).count(". ") == 0 and _size(chunks[n]) <= 2 * _CERTAIN_PROSE
        if roles[n - 1 : n + 2] == [Role.HEADLINE, Role.PARAGRAPH, Role.BYLINE] and one_sentence:
            roles[n] = Role.STANDFIRST
    return roles


def _fold(row: str) -> str:
    return re.sub(r"\W+", " ", row[:1000]).strip().casefold()


# --- particulars -------------------------------------------------------------------------------------------------


def _of_role(text: str, blocks: Sequence[Block], *roles: Role) -> Iterator[str]:
    return (_one_row(block.span.of(text)) for block in blocks if block.role in roles)


def _first(text: str, blocks: Sequence[Block], role: Role) -> str | None:
    return next(_of_role(text, blocks, role), None)


def _byline(text: str, blocks: Sequence[Block]) -> str | None:
    names = (credits.byline_of(row) for row in _of_role(text, blocks, Role.BYLINE))
    return next((name for name in names if name), None)


def _published(text: str, blocks: Sequence[Block]) -> date | None:
    rows = [row for row in _of_role(text, blocks, Role.BYLINE) if credits.is_publication_date(row)]
    return next((day for day in map(find_day, rows) if day), None)


def _dateline(text: str, blocks: Sequence[Block]) -> tuple[str | None, tuple[str, ...]]:
    opening = _first(text, blocks, Role.PARAGRAPH)
    return credits.dateline_of(opening) if opening else (None, ())


def _credits(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    rows = _of_role(text, blocks, Role.CREDIT)
    bylines = (credits.agencies(row) for row in _of_role(text, blocks, Role.BYLINE))
    paragraphs = list(_of_role(text, blocks, Role.PARAGRAPH))
    closing = credits.closing_credits(paragraphs[-1]) if paragraphs else ()
    return credits.merged(*bylines, *map(credits.credited, rows), closing)


def _language(text: str, blocks: Sequence[Block]) -> str | None:
    paragraphs = list(_of_role(text, blocks, Role.PARAGRAPH))[:4]
    return detect("\n".join(paragraphs) or text)
