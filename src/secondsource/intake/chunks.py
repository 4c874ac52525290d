"""Text -> its paragraphs, whether each stands on one row or was wrapped over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from secondsource.model import Span

# Spaces, and the characters that are not seen: zero-width, direction marks, byte order mark, soft hyphen.
_BLANK = " \t\u00a0\u00ad\u061c\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff\x1c-\x1f"
_BREAK = r"\n\r\v\f\x85\u2028\u2029"
_ROW = re.compile(rf"(?:^|(?<=[{_BREAK}]))[{_BLANK}]*([^{_BLANK}{_BREAK}][^{_BREAK}]*)")
_STOPS = ".!?…。！？؟।۔:;"
_WIDEST = 120  # columns; text is wrapped at 60 to 100, and one-row paragraphs of news average 250
_NARROWEST = 30


def cut(text: str) -> Iterator[Span]:
    """The paragraphs of a text, in order, without the blanks around them; they hold all that is not blank.

    A paragraph is one row of text, or several where the text was wrapped by hand.
    """
    rows = [_trim(text, Span(*found.span(1))) for found in _ROW.finditer(text)]
    width = _wrapped_at(text, rows)
    start = None
    for row, after in zip_longest(rows, rows[1:]):
        start = row.start if start is None else start
        if width and after and _goes_on(text, row, after, width):
            continue
        yield Span(start, row.end)
        start = None


def _trim(text: str, row: Span) -> Span:
    end = row.end
    while end > row.start + 1 and (text[end - 1].isspace() or text[end - 1] in "\u200b\u200e\u200f\ufeff"):
        end -= 1
    return Span(row.start, end)


def _wrapped_at(text: str, rows: Sequence[Span]) -> int | None:
    """The column at which the text is wrapped by hand; ``None`` where every row is a paragraph of its own."""
    touching = [pair for pair in pairwise(rows) if _touch(text, *pair)]
    broken = [one for one, other in touching if _breaks_off(text, one, other)]
    if not broken or 4 * len(broken) < len(touching):
        return None
    widths = sorted(one.end - one.start for one in broken)
    width = widths[len(widths) * 9 // 10]
    return width if _NARROWEST <= width <= _WIDEST else None


def _touch(text: str, one: Span, other: Span) -> bool:
    """Whether two rows follow each other without a blank one between them."""
    return len(text[one.end : other.start].replace("\r\n", "\n").strip(" \t\u00a0\u3000\u200b\u200e\u200f\ufeff")) == 1


def _breaks_off(text: str, one: Span, other: Span) -> bool:
    """Whether a sentence runs over the row's end: no full stop before it, a small letter after it."""
    start = text[other.start]
    if text[one.end - 1] in _STOPS or one.end - one.start < _NARROWEST:
        return False
    return start.islower() or (start.isalpha() and start.lower() == start.upper() and one.end - one.start <= _WIDEST)


def _goes_on(text: str, row: Span, after: Span, width: int) -> bool:
    if not _touch(text, row, after) or _indent(text, after) > _indent(text, row):
        return False
    first_word = after.of(text)[: width + 1].split(maxsplit=1)[0]
    return row.end - row.start + 1 + len(first_word) > width or _breaks_off(text, row, after)


def _indent(text: str, row: Span) -> int:
    before = text[max(0, row.start - 40) : row.start]
    return len(before) - len(before.rstrip(" \t\u3000"))
