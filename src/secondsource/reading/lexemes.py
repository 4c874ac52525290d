"""Words, figures and signs with their offsets: what the measures are read from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondsource.model import Span

# One alternative per kind of first character, none of which can start inside another: linear in the text.
_LEXEME = re.compile(
    r"(?P<number>\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    r"|(?P<word>(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, a figure or a sign. ``gap`` is the white space before it."""

    start: int
    end: int
    word: str
    low: str
    gap: str
    is_word: bool
    is_number: bool

    def touches(self, following: Lexeme) -> bool:
        """Whether nothing stands between this and the next one."""
        return self.end == following.start


def lexemes(text: str, within: Span) -> list[Lexeme]:
    """The lexemes of a stretch of text, in order, with offsets into the whole."""
    found = []
    before = within.start
    for match in _LEXEME.finditer(text, within.start, within.end):
        start, end = match.span()
        word, kind = match.group(), match.lastgroup
        word_like = kind == "word"
        found.append(
            Lexeme(
                start, end, word, word.lower() if word_like else word, text[before:start], word_like, kind == "number"
            )
        )
        before = end
    return found
