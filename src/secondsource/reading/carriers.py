"""The outlet through which somebody spoke: "told Reuters", "in an interview with the BBC"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Span
from secondsource.outlets import is_outlet_name

_NAME = r"(?P<name>(?:[A-Z0-9][\w&/.'’-]*)(?:[ ](?:of[ ]|the[ ])?[A-Z0-9][\w&/.'’-]*){0,4})"
_LEAD = r"(?:(?:the|an?|state|news|agency|newspaper|broadcaster|channel|television|Russian|Spanish)[ ]){0,4}"
# Each quantifier is bounded, so a match costs a few steps wherever it begins.
_SPOKEN_TO = re.compile(
    rf"\b(?:tell|tells|told|telling|inform|informed|informing|spoke[ ](?:to|with)|speaking[ ](?:to|with)|"
    rf"(?:interview|interviews|statement|remarks|comments)[ ](?:with|to|on|by|for)|(?:said|saying|says)[ ]to)[ ]"
    rf"{_LEAD}{_NAME}"
)
_FAR = 150  # characters after the cue


def find_carrier(text: str, sentence: Span, cue: Span, content: Sequence[Span], source: Span | None) -> Span | None:
    """The name of the outlet, looked for in the source and from the cue to the content that follows."""
    following = [p.start for p in content if p.start >= cue.end]
    zones = [Span(cue.start, min(following, default=min(sentence.end, cue.end + _FAR)))]
    zones += [Span(source.start, min(source.end, source.start + 2 * _FAR))] if source is not None else []
    for zone in zones:
        for match in _SPOKEN_TO.finditer(text, zone.start, zone.end):
            name = match.group("name")
            if is_outlet_name(name.rstrip(".,")):
                return Span(match.start("name"), match.start("name") + len(name.rstrip(".,")))
    return None
