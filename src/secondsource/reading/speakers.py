"""Who a source is: named, described or unnamed; and the fullest name that the report gives them.

Disclosure follows the agencies' rules. ``NAMED`` is on the record: a person or a body by name, a ministry among
them. ``DESCRIBED`` is on background: a position without a name, also "speaking on condition of anonymity".
``UNNAMED`` is not for attribution: "a source", "people familiar with the matter", "reports"; and a *source* that the
outlet itself calls unnamed or anonymous, because "diplomatic source" then says where, not who.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from secondsource.model import Attribution, Citation, Disclosure, Excerpt, Span
from secondsource.outlets import is_outlet
from secondsource.reading.cast import Cast
from secondsource.reading.names import (
    BODIES,
    METONYMS,
    ROLES,
    TITLES,
    Name,
    find_names,
    is_demonym,
)
from secondsource.reading.tokens import words

_PRONOUNS = words("he she they it i we you who which that him her them one")
_VEILED = words(
    "source sources insider insiders person people report reports rumor rumors rumour rumours account accounts"
)
_SAYS_UNNAMED = re.compile(r"\b(?:unnamed|anonymous|unidentified|undisclosed|unspecified)\b", re.IGNORECASE)
_COMMON = words(
    "officials critics experts researchers residents supporters opponents witnesses protesters activists analysts "
    "lawmakers investigators prosecutors police doctors scientists economists diplomats journalists reporters "
    "voters republicans democrats conservatives liberals leaders troops soldiers rebels militants neighbors "
    "authorities aides advisers advisors allies lawyers attorneys scholars historians observers firefighters "
    "workers parents students teachers farmers friends relatives family families women men americans russians "
    "organizers campaigners demonstrators organisers studies polls data documents records figures prices "
    "sanctions senators representatives governors mayors ministers presidents commentators pundits strategists "
    "pollsters executives investors traders survivors victims passengers members"
)
_INDEFINITE = words("some many others several few most someone somebody everyone")
_NEAR = 20  # attributions; a pronoun does not reach back further
_LEADING = re.compile(r"^(?:(?:the|a|an|one|another|both|also|even)\s+)+", re.IGNORECASE)
_TRAILING = re.compile(  # "who" in lower case only: WHO is a body
    r"\s*(?:,|\(|—|–|\b(?:who|which|that|speaking|writing|spoke|told|familiar with|briefed|with (?:direct )?knowledge|"
    r"on (?:the )?condition)\b).*\Z",
    re.DOTALL,
)


def describe(source: str | None) -> tuple[str | None, Disclosure | None]:
    """What a source calls itself, without article and appositions, and how far that discloses it."""
    if source is None:
        return None, None
    core = _TRAILING.sub("", source[:300]).strip(" ,") or source.strip(" ,")
    plain = _LEADING.sub("", core) or core
    if plain.lower() in _PRONOUNS:
        return plain, Disclosure.UNNAMED
    name = _name_in(core)
    if name is not None:
        return name.words, Disclosure.NAMED
    return plain, _disclosure(plain)


def _name_in(core: str) -> Name | None:
    """The name that a noun phrase is headed by; not one that only places it ("officials from Venezuela")."""
    head = re.split(r"\s(?:of|from|in|at|for|with|on|by|to|close)\s", core, maxsplit=1)[0]
    found = find_names(head, (Span(0, len(head)),)) if head else ()
    if not found or head.lower() in _COMMON | _VEILED | _INDEFINITE | BODIES:
        return None
    last = found[-1]
    tail = head[last.span.end :].strip(" '’s.")
    return last if not tail and not is_demonym(last.words.lower()) else None


def _disclosure(plain: str) -> Disclosure:
    low = plain.lower().split()
    head = _head(low)
    if head in BODIES or head in METONYMS or is_outlet(plain):
        return Disclosure.NAMED
    if head in _VEILED:
        if re.search(r"\b(?:by|from|in|of)\s+(?:the\s+)?[A-Z]", plain) and head in ("report", "reports", "account"):
            return Disclosure.NAMED
        bare = len(low) == 1 or low[0] in _INDEFINITE or head in ("report", "reports", "people", "person")
        return Disclosure.UNNAMED if bare or _SAYS_UNNAMED.search(plain) else Disclosure.DESCRIBED
    return Disclosure.UNNAMED if head in _INDEFINITE else Disclosure.DESCRIBED


def _head(low: Sequence[str]) -> str:
    """The last word before the first preposition."""
    for n, word in enumerate(low):
        if n and word in ("of", "from", "in", "at", "for", "with", "on", "by", "to", "close", "near"):
            return low[n - 1]
    return low[-1] if low else ""


# --- across the report -----------------------------------------------------------------------------------------


def resolve(attributions: Sequence[Attribution], cast: Cast) -> tuple[Attribution, ...]:
    """Each attribution with its speaker under the fullest name that the report gives; unclear ones keep their words."""
    resolved: list[Attribution] = []
    for attribution in attributions:
        chain = tuple(_resolve_citation(c, cast, resolved) for c in attribution.chain)
        last = chain[-1] if chain else None
        resolved.append(
            replace(
                attribution,
                chain=chain,
                speaker=last.speaker if last else attribution.speaker,
                disclosure=last.disclosure if last else attribution.disclosure,
            )
        )
    return tuple(resolved)


def _resolve_citation(citation: Citation, cast: Cast, earlier: Sequence[Attribution]) -> Citation:
    if citation.source is None or citation.speaker is None:
        return citation
    who, disclosure = resolve_words(citation.source, citation.speaker, citation.disclosure, cast, earlier)
    return replace(citation, speaker=who, disclosure=disclosure)


def resolve_words(
    source: Excerpt, speaker: str, disclosure: Disclosure, cast: Cast, earlier: Sequence[Attribution]
) -> tuple[str, Disclosure]:
    low = speaker.lower()
    at = source.span.start
    if low in _PRONOUNS:
        return _pronoun(low, at, cast, earlier) or (speaker, disclosure)
    if disclosure is Disclosure.NAMED:
        return cast.fullest(speaker), disclosure
    if source.text.lower().startswith(("the ", "that ", "this ")) and low in ROLES | TITLES:
        name = cast.in_role(low, at)
        if name is not None:
            return name, Disclosure.NAMED
    return speaker, disclosure


def _pronoun(low: str, at: int, cast: Cast, earlier: Sequence[Attribution]) -> tuple[str, Disclosure] | None:
    """The speaker before, in this paragraph or the last, if he, she, they or it can mean them."""
    here = cast.paragraph(at)
    for attribution in reversed(earlier[-_NEAR:]):
        if attribution.source is None or attribution.speaker is None or attribution.disclosure is None:
            continue
        if cast.paragraph(attribution.source.span.start) < here - 1:
            break
        if _agrees(low, attribution.speaker, attribution.disclosure, cast):
            return attribution.speaker, attribution.disclosure
    if low in ("he", "she", "him", "her"):
        name = cast.person_before(low, at)
        return (name, Disclosure.NAMED) if name else None
    return None


def _agrees(low: str, speaker: str, disclosure: Disclosure, cast: Cast) -> bool:
    person = cast.is_person(speaker)
    plural = _head(speaker.lower().split()).endswith("s") and not person
    if low in ("they", "them", "we"):
        return plural
    if low in ("it", "which"):
        return not person and not plural and (disclosure is Disclosure.NAMED)
    if low in ("he", "she", "him", "her"):
        single = person or (
            disclosure is not Disclosure.NAMED and not plural and _head(speaker.lower().split()) in ROLES
        )
        return single and cast.fits(low, speaker)
    return False
