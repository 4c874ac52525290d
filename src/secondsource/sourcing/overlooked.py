"""Sources that a passage names though it was read as the reporter's own voice, or as some outlet's.

Told by form, in English: "citing its owner, Acme", "Acme blamed the storm in a statement", "the Geological Survey put
its strength at 6.4".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondsource.model import Span
from secondsource.outlets import is_outlet_name
from secondsource.sourcing.bodies import OFFICIAL, is_official_body
from secondsource.sourcing.names import without_article
from secondsource.sourcing.roles import NAME

_NEAR = 200  # characters beside a passage or a name that are looked at

# What a reader did not take for an attribution: "Acme blamed the weather in a statement", "citing its owner, Acme".
_STATED = re.compile(
    r"(?:The )?((?:[A-Z][\w&’'.-]*)(?: (?:of |and |& )?[A-Z][\w&’'.-]*){0,4})(?:, [^,]{3,80},)? (?:has |have |had )?"
    r"[a-z]+(?:ed|es|s|id|ew|ote)\b.{0,300}?"
    r"\b(?:in|through|via|on) (?:an?|its|his|her|their) (?:[\w-]+ ){0,2}"
    r"(?:statement|letter|interview|post|message|tweet|speech|briefing|website|channel|account)\b"
)
_CITING = re.compile(
    r"\b(?:citing|quoting|(?:which|who) (?:cited|quoted)) (?:(?:its|the|an?|their) )?((?:[a-z'’-]+ ){0,3}?)"
    r"((?:[A-Z][\w&’'-]*)(?: (?:of |and |& )?[A-Z][\w&’'-]*){0,4})"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to ([^,.;:\n]{3,80})")
# Who measures: "The seismological institute put its strength at 6.4", "European observers put turnout at 71 percent".
_MEASURED = re.compile(
    r"^(?:The )?((?:[\w'’&.-]+ ){1,7}?)(?:has |have |had )?"
    r"(?:put|puts|estimated|estimates|measured|recorded|registered) "
)
_MEASURING = re.compile(
    r"\b(?:institute|observatory|survey|observers|inspectors|monitors|service|centre|center)$", re.I
)
# "The minister of water, Ada Poe, acknowledged in a speech that": said, before the outlet that says so.
_TOLD = (
    r"(?:acknowledged|admitted|announced|asserted|claimed|conceded|confirmed|declared|denied|disclosed|explained|"
    r"insisted|maintained|revealed|said|stated|stressed|told|warned|wrote)"
)
_SPOKE = re.compile(rf"^(?:[Tt]he )?(?:[^,.;]{{1,60}}, )?(?:[\w'’-]+ ){{0,4}}?({NAME}),? (?:has |had )?{_TOLD}\b")
# "Prosecutors opened an inquiry. A spokesman for the office confirmed this": the sentence after tells who says so.
_CONFIRMED = re.compile(
    r"^\s*(?:The |An? )?([^.;,\n]{3,80}?)(?:, [^,.\n]{3,60},)? (?:has |have |had )?(?:confirmed|said|announced) "
    r"(?:this|that|so|it|as much)(?=[.,;]| (?:to|on|in|at|by|when|during|after)\b)"
)
# "has learned from two engineers": an outlet names whom it has asked.
_LEARNED = re.compile(
    r"^,? (?:has |have |had )?(?:understands|understood|learned|learnt|heard|gathers|was told) (?:from|by) "
    r"([^,.;:\n]{3,60}?)(?= who| that|[,.;:\n]|$)"
)
# "a former employee told The Ledger", "people cited by The Ledger".
_TOLD_TO = re.compile(
    r"\b(?:told|tells|informed|spoke to|speaking to|spoken to|cited by|quoted by|interview with) "
    r"((?:[Tt]he )?[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3})"
)


@dataclass(frozen=True, slots=True)
class Overlooked:
    """A source by its name, the words for it, and where its name stands in the report."""

    name: str
    words: str
    where: Span


def overlooked(text: str, start: int) -> Overlooked | None:
    """The source that a passage, which starts at ``start`` of its report, names in one of these forms."""
    if (citing := _CITING.search(text)) is not None:
        name, at, words = citing.group(2), citing.span(2), citing.group(1) + citing.group(2)
    elif (stated := _STATED.match(text)) is not None:
        name, at, words = stated.group(1), stated.span(1), stated.group(1)
    elif (according := _ACCORDING.search(text)) is not None:
        name, at = _bare(according.group(1), according.start(1))
        words = according.group(1)
    elif (measured := _MEASURED.match(text)) is not None and _measures(measured.group(1).strip()):
        name = words = measured.group(1).strip()
        at = measured.start(1), measured.start(1) + len(name)
    else:
        return None
    return Overlooked(name, words, Span(start + at[0], start + at[1]))


def _bare(words: str, start: int) -> tuple[str, tuple[int, int]]:
    """Words without their article, and where they stand."""
    bare = without_article(words.strip())
    start += words.index(bare)
    return bare, (start, start + len(bare))


def _measures(words: str) -> bool:
    return _MEASURING.search(words) is not None or is_official_body(words)


def spoke(text: str, start: int) -> Overlooked | None:
    """Who says it within a passage that is attributed to an outlet: the subject of its first clause, by full name."""
    if (found := _SPOKE.match(text)) is None:
        return None
    words = text[: found.end(1)]
    return Overlooked(found.group(1), words, Span(start + found.start(1), start + found.end(1)))


def confirmed_after(text: str, end: int) -> Overlooked | None:
    """Who confirms a passage that ends at ``end`` in the sentence after it."""
    rest = text[end : end + _NEAR]
    skipped = len(rest) - len(rest.lstrip(' .”"\n'))
    if (found := _CONFIRMED.match(rest[skipped:])) is None:
        return None
    where = Span(end + skipped + found.start(1), end + skipped + found.end(1))
    return Overlooked(found.group(1), found.group(1), where)


def learned_from(text: str, end: int) -> Overlooked | None:
    """Whom an outlet that is named up to ``end`` says to have it from: "has learned from two engineers"."""
    if (found := _LEARNED.match(text[end : end + _NEAR])) is None:
        return None
    return Overlooked(found.group(1), found.group(1), Span(end + found.start(1), end + found.end(1)))


def told_to(text: str, start: int, end: int) -> str | None:
    """The outlet that an undisclosed source, who is named from ``start`` to ``end``, told: also one that is on no
    list, where an article or its own words show it."""
    sentence = re.split(r"(?<=[a-z]{2})[.?!](?:\s|$)|\n", text[end : end + _NEAR])[0]
    if (found := _TOLD_TO.search(text[start:end] + sentence)) is None:
        return None
    name = found.group(1)
    if is_outlet_name(name):
        return name
    official = OFFICIAL.search(name) is not None or is_official_body(name)
    return name if name[:4] in ("The ", "the ") and not official else None
