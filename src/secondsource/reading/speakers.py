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

from secondsource.model import Attribution, Citation, Disclosure, Span
from secondsource.outlets import CARRYING, is_outlet, is_outlet_name
from secondsource.reading.cast import Cast
from secondsource.reading.cues import DOCUMENTS, Kind, kind_of
from secondsource.reading.metonyms import body_of
from secondsource.reading.names import (
    BODIES,
    ROLES,
    TITLES,
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
    "pollsters executives investors traders survivors victims passengers members governments companies countries "
    "nations states outlets media"
)
_INDEFINITE = words("some many others several few most someone somebody everyone")
_SMALL = words("the a an of in for at from on to with by one unnamed anonymous")
_NEAR = 20  # attributions; a pronoun does not reach back further
_DOCUMENT_NEAR = 300  # characters
_LEADING = re.compile(r"^(?:(?:the|a|an|one|another|both|also|even)\s+)+", re.IGNORECASE)
_TITLED_OF = re.compile(  # "Secretary of State Ada Poe"
    r"(?:[\w.-]+ ){0,5}(?:Secretary|Minister|Director|Chief|Attorney|Chairman|Leader|Commissioner) (?:of|for) "
    r"(?:[A-Z]\w+ ){1,3}?([A-Z][\w'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+)\Z"
)
_OFFICE = re.compile(r"(?:[A-Z][\w.-]*,? |of |and |the |for ){1,10}\Z")  # "Director Department of Water Works "
_BESIDE_NAME = re.compile(r" ?\((?:[Rr]et\.?|[Rr]etired)\)| ?https?://\S+")
_OF_BODY = re.compile(r" (?:of|for) (?:the )?[A-Z]\w*(?: (?:and |of )?[A-Z]\w*){0,4}")
_A_DOCUMENT = re.compile(r"\b(?:an?|the|his|her|their) (?:[\w-]+ ){0,2}?(" + "|".join(sorted(DOCUMENTS)) + r")\b")
_TRAILING = re.compile(  # "who" in lower case only: WHO is a body
    r"\s*(?:,|\(|—|–|\b(?:who|which|that|speaking|writing|spoke|told|familiar with|briefed|with (?:direct )?knowledge|"
    r"(?:quoted|cited|interviewed|obtained|seen|reviewed) (?:as saying )?(?:by|in)|"
    r"on (?:the )?condition|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b).*\Z",
    re.DOTALL,
)


def describe(source: str | None) -> tuple[str | None, Disclosure | None]:
    """What a source calls itself, without article and appositions, and how far that discloses it."""
    if source is None:
        return None, None
    source = _BESIDE_NAME.sub("", source[:300])
    core = _TRAILING.sub("", source).strip(" ,") or source.strip(" ,")
    plain = _LEADING.sub("", core) or core
    if plain.lower() in _PRONOUNS:
        return plain, Disclosure.UNNAMED
    name = _name_in(core) or _name_beside(source[len(core) :])
    if name is not None:
        return name, Disclosure.NAMED
    return plain, _disclosure(plain)


def _name_beside(rest: str) -> str | None:
    """``the ambassador in Lima, Ada Poe,``: the person named right after the comma."""
    beside = re.match(r"\s*,\s*", rest)
    found = find_names(rest, (Span(beside.end(), len(rest)),)) if beside and beside.end() < len(rest) else ()
    if not found or not beside or found[0].span.start != beside.end() or " " not in found[0].words:
        return None
    after = rest[found[0].span.end :].lstrip()
    ends = not after or after.startswith((",", "of ", "from ", "at ", "with "))
    return found[0].words if found[0].person and ends else None


def may_speak(phrase: str) -> bool:
    """Whether a noun phrase can be a source: somebody, a body, an outlet or a document, not a matter."""
    who, disclosure = describe(phrase)
    head = _head((who or "").lower().split())
    one = head.removesuffix("s")
    return disclosure is Disclosure.NAMED or bool({head, one} & (ROLES | DOCUMENTS | _VEILED | _COMMON | CARRYING))


def _name_in(core: str) -> str | None:
    """The name that a noun phrase is headed by; not one that only places it ("officials from Venezuela")."""
    titled = _TITLED_OF.match(core)
    if titled is not None:
        return titled.group(1)
    if (holder := _in_office(core)) is not None:
        return holder
    head = re.split(r"\s(?:of|from|in|at|for|with|on|by|to|close)\s", core, maxsplit=1)[0]
    found = find_names(head, (Span(0, len(head)),)) if head else ()
    if not found or head.lower() in _COMMON | _VEILED | _INDEFINITE | BODIES:
        return None
    if len(found) > 1 and re.search(r"\band\b", head):
        return _LEADING.sub("", head)
    last = found[-1]
    tail = head[last.span.end :].strip(" '’s.")
    if tail or is_demonym(last.words.lower()):
        return None
    plural = head.lower().startswith("the ") and last.words.endswith("s") and not last.person  # "the Sons of Norway"
    of = _OF_BODY.match(core, len(head)) if last.last.lower() in BODIES or plural else None
    return last.words + (of.group() if of else "")


def _in_office(core: str) -> str | None:
    """``Acting Director Department of Water Works Bill Crane``: who holds the office."""
    named = find_names(core, (Span(0, len(core)),))
    if not named or named[-1].span.end != len(core) or named[-1].gender is None or " " not in named[-1].words:
        return None
    office = core[: named[-1].span.start]
    held = not (ROLES | TITLES).isdisjoint(office.partition(" of ")[0].lower().split())
    return named[-1].words if held and " of " in office and _OFFICE.fullmatch(office) else None


def _disclosure(plain: str) -> Disclosure:
    low = plain.lower().split()
    head = _head(low)
    if plain.lower() in _COMMON or (head in ("authorities", "forces", "services") and plain.islower()):
        return Disclosure.DESCRIBED
    if head in BODIES or is_outlet(plain) or (plain[:1].isupper() and body_of(plain) is not None):
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


def resolve(text: str, attributions: Sequence[Attribution], cast: Cast) -> tuple[Attribution, ...]:
    """Each attribution with its speaker under the fullest name that the report gives; unclear ones keep their words."""
    resolved: list[Attribution] = []
    for attribution in attributions:
        chain = _once(tuple(_resolve_citation(text, c, cast, resolved) for c in attribution.chain))
        last = chain[-1] if chain else None
        through = (c.speaker for c in chain[:-1] if c.speaker is not None and is_outlet_name(c.speaker))
        resolved.append(
            replace(
                attribution,
                chain=chain,
                carrier=attribution.carrier or next(through, None),
                speaker=last.speaker if last else attribution.speaker,
                disclosure=last.disclosure if last else attribution.disclosure,
            )
        )
    return tuple(resolved)


def _once(chain: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Somebody who says what they themselves heard or know is one step of hearsay, not two."""
    return tuple(c for n, c in enumerate(chain) if n + 1 == len(chain) or c.speaker != chain[n + 1].speaker)


def _resolve_citation(text: str, citation: Citation, cast: Cast, earlier: Sequence[Attribution]) -> Citation:
    if citation.source is None or citation.speaker is None:
        return citation
    if (body := body_of(citation.source.text)) is not None and not cast.is_person(cast.fullest(citation.speaker)):
        return replace(citation, speaker=body, disclosure=Disclosure.NAMED)
    low, at = citation.speaker.lower(), citation.source.span.start
    if low in _PRONOUNS:
        shows = citation.cue is not None and kind_of(citation.cue.text) is Kind.FINDING
        found = _document(text, at) if shows and low in ("it", "they") else _pronoun(low, at, cast, earlier)
    elif citation.disclosure is Disclosure.NAMED and low.split()[-1] not in BODIES and " of " not in low:
        found = (cast.fullest(citation.speaker), Disclosure.NAMED)
    else:
        found = _second_mention(citation, cast, earlier) or _apposed(citation, cast)
    return replace(citation, speaker=found[0], disclosure=found[1]) if found is not None else citation


def _document(text: str, at: int) -> tuple[str, Disclosure] | None:
    """``It shows P``: the picture, study or post last spoken of, not whoever spoke last."""
    before = list(_A_DOCUMENT.finditer(text, max(0, at - _DOCUMENT_NEAR), at))
    return (before[-1].group(1), Disclosure.DESCRIBED) if before else None


def _second_mention(citation: Citation, cast: Cast, earlier: Sequence[Attribution]) -> tuple[str, Disclosure] | None:
    """``the official`` for the one person or description in the report that it can be short for."""
    if citation.source is None or citation.speaker is None:
        return None
    low = citation.speaker.lower()
    definite = citation.source.text.lower().startswith(("the ", "that ", "this "))
    named = citation.disclosure is Disclosure.NAMED
    if definite and low in ROLES | TITLES and (name := cast.in_role(low, citation.source.span.start)) is not None:
        return name, Disclosure.NAMED
    if not (definite or named):
        return None
    words_ = set(low.split()) - _SMALL
    steps = (c for attribution in earlier for c in attribution.chain)
    fuller = {c.speaker: c.disclosure for c in steps if c.speaker is not None and _is_short_for(words_, low, c.speaker)}
    longest = [s for s in fuller if not any(s != other and _is_short_for(_words(s), s, other) for other in fuller)]
    return (longest[0], fuller[longest[0]]) if len(longest) == 1 else None


def _apposed(citation: Citation, cast: Cast) -> tuple[str, Disclosure] | None:
    """``the mayor's rival in the vote, Ada Poe,``: the person whom the source names behind its comma."""
    source = citation.source
    comma = source.text.find(", ") if source is not None and citation.disclosure is Disclosure.DESCRIBED else -1
    if source is None or comma < 0:
        return None
    at = source.span.start + comma + 2
    named = next((n for n in cast.named_in(at, source.span.end) if n.span.start == at and " " in n.words), None)
    if named is None or not cast.is_person(named.words) or source.text[named.span.end - source.span.start :].strip(","):
        return None
    return named.words, Disclosure.NAMED


def _words(phrase: str) -> set[str]:
    return set(phrase.lower().split()) - _SMALL


def _is_short_for(words_: set[str], low: str, fuller: str) -> bool:
    """Whether ``fuller`` has the same head noun and every other word, and more."""
    head = _head(low.lower().split())
    return head == _head(fuller.lower().split()) and words_ < _words(fuller)


def is_plural(speaker: str) -> bool:
    """Whether a description is of several ("officials", "two people")."""
    head = _head(speaker.lower().split())
    return head in _COMMON or (head.endswith("s") and not head.endswith(("ss", "us"))) or head == "people"


def _pronoun(low: str, at: int, cast: Cast, earlier: Sequence[Attribution]) -> tuple[str, Disclosure] | None:
    """Whoever he, she, they or it can mean of those cited or, for "it", outlets named in this paragraph or the last."""
    here = cast.paragraph(at)
    outlet = cast.outlet_before(at) if low == "it" else None
    for attribution in reversed(earlier[-_NEAR:]):
        if attribution.source is None or attribution.speaker is None or attribution.disclosure is None:
            continue
        start = attribution.source.span.start
        if cast.paragraph(start) < here - 1 or (outlet is not None and start < outlet.span.start):
            break
        if start < at and _agrees(low, attribution.speaker, attribution.disclosure, cast):
            return attribution.speaker, attribution.disclosure
    if outlet is not None:
        return outlet.words, Disclosure.NAMED
    if low in ("he", "she", "him", "her"):
        name = cast.person_before(low, at)
        return (name, Disclosure.NAMED) if name else None
    return None


def _agrees(low: str, speaker: str, disclosure: Disclosure, cast: Cast) -> bool:
    person = cast.is_person(speaker)
    plural = is_plural(speaker) and not person and disclosure is not Disclosure.NAMED
    if low in ("they", "them", "we"):
        return plural
    if low in ("it", "which"):
        return not person and not plural and disclosure is Disclosure.NAMED
    if low in ("he", "she", "him", "her"):
        single = person or (
            disclosure is not Disclosure.NAMED and not plural and _head(speaker.lower().split()) in ROLES
        )
        return single and cast.fits(low, speaker)
    return False
