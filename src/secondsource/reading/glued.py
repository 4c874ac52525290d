"""Links that a page has set into its sentences: "Ada Poe Ada Ann PoeTown shuts bridge Roe wins vote MORE said no".

A site that puts a list of headlines behind a name leaves, once the markup is gone, the name, the full name glued to the
first headline, the others, and "MORE". What stands from the one to the other is no sentence, and no name in it is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.model import Span

_SURNAME = re.compile(r"\b(?=([A-Z][\w'’-]{1,20})[ ,])\1[ ,].{0,60}?\b\1(?=[A-Z0-9])|\b(?=([A-Z][a-z]{2,20}))\2\2\b")
_MORE = re.compile(r"\bMORE\b")
_LONGEST = 1500  # characters from a name to the "MORE" of its list; the longest of some hundred had 700


def find_glued(text: str, within: Span) -> tuple[Span, ...]:
    """From each name that is glued to a headline to the end of its list, in order."""
    return tuple(_found(text, within))


def _found(text: str, within: Span) -> Iterator[Span]:
    if _MORE.search(text, within.start, within.end) is None:
        return
    at = within.start
    while (name := _SURNAME.search(text, at, within.end)) is not None:
        more = _MORE.search(text, name.end(), min(within.end, name.end() + _LONGEST))
        at = more.end() if more is not None else name.end()
        if more is not None:
            yield Span(name.start(), more.end())
