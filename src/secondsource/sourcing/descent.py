"""Who has it from whom: the origin of one passage, and where that shows.

A passage goes back to the innermost source that it cites; one that cites nobody goes back to the agency that its
report credits, and without one to its own outlet.
"""

from __future__ import annotations

import re
from dataclasses import replace

from secondsource.model import (
    Attribution,
    Citation,
    Descent,
    Disclosure,
    Evidence,
    Excerpt,
    Link,
    Mode,
    OriginKind,
    Report,
    Span,
)
from secondsource.outlets import is_outlet, is_outlet_name, outlet_in
from secondsource.sourcing.bodies import OFFICIAL, body_before, is_official_body, named_before
from secondsource.sourcing.certainty import INTRODUCED
from secondsource.sourcing.firsthand import FILING, filed, is_observer, named_record, observed, record
from secondsource.sourcing.names import telling_words, without_article
from secondsource.sourcing.origin import NO_SOURCE, Origin, outlet_of, own_reporting
from secondsource.sourcing.overlooked import Overlooked, confirmed_after, learned_from, overlooked, spoke, told_to
from secondsource.sourcing.roles import named_for, role_of

# Words that cite without naming: nobody can be asked how they know.
_NOBODY = re.compile(
    r"(?:(?:the|some|several|many|various|local|other|multiple|media|news|press|initial|early|earlier|online|social|"
    r"foreign|western|international|state|unconfirmed|such|these|those) )*"
    r"(?:reports?|media|press|outlets?|newspapers?|articles?|accounts?|agencies|it|story|stories|posts?|users?)",
    re.IGNORECASE,
)
# "Norwegian state media"; a listed outlet, such as Press TV, is somebody.
_ANY_MEDIA = re.compile(r"(?:[\w'’-]+ ){1,4}(?:media|press|outlets|newspapers|agencies|websites|channels|broadcasters)")
# Swallowed by a reader that takes it for a part of the name: "the Herald first reported".
_ADVERB = re.compile(
    r" (?:(?:first|also|later|earlier|exclusively|previously|initially|separately|today|yesterday|tonight|"
    r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))+$"
)
# A name whole, in which no word is one that only describes; and what a reader cuts off the front of one.
_PROPER = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.&-]*|al-[A-Z]\w+)(?: (?:[A-ZÀ-ÖØ-Þ][\w'’.&-]*|al-[A-Z]\w+|of|and|for|al|el|de|von|van))*"
)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,} $")
# "USGS data": whose they are.
_ITS_DATA = re.compile(
    r"((?:[A-Z][\w.&-]*)(?: [A-Z][\w.&-]*){0,4})(?:'s|’s)? (?:data|figures|statistics|readings|measurements)"
)
# The end of "On 25 March Ada Poe, ", before "the mayor".
_NAME_BEFORE = re.compile(
    r"\b(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|day)?\b)"
    r"((?:[A-ZÀ-ÖØ-Þ][\w'’.-]* ){1,3}[A-ZÀ-ÖØ-Þ][\w'’-]+), $"
)
# What follows on "the spokesman of the president": ", Ada Poe, said".
_NAME_AFTER = re.compile(r", ((?:[A-ZÀ-ÖØ-Þ][\w'’.-]* ){1,3}[A-ZÀ-ÖØ-Þ][\w'’-]+),")
# "A spokesman for the office": of which, stands before.
_OF_THE = re.compile(r"\bspokes\w+ (?:for|of) the (office|company|ministry|agency|department|firm|group|court)$")
# After a source that only passes on: "QNA reported".
_REPORTED = re.compile(r",? (?:has |had )?(?:first |also )?(?:report(?:s|ed)|wrote|writes|said|says)\b")
_HOUSE = re.compile(r"(?:one of )?(?:our|its) (?=\w)", re.IGNORECASE)


def origin_of(evidence: Evidence, report: Report) -> Origin:
    """The origin of a passage of ``report``."""
    return _introduced(_by_name(_origin_of(evidence, report), report), report)


def _introduced(origin: Origin, report: Report) -> Origin:
    """An origin as its report introduces it: by the role of who is named, by the name of who is only described."""
    if origin.kind in (OriginKind.OFFICIAL, OriginKind.NAMED):
        return replace(origin, role=role_of(origin.name, report.text))
    seen = origin.link.seen
    if origin.kind is not OriginKind.DESCRIBED or seen is None or origin.link.descent is Descent.SYNDICATED:
        return origin
    if (name := named_for(origin.words, seen.text, report.text, seen.span.start)) is None:
        return origin
    role = role_of(name, report.text)
    kind = OriginKind.OFFICIAL if OFFICIAL.search(f"{origin.words} {role}") else OriginKind.NAMED
    reason = f"{outlet_of(report)} has it from {name}, whom it names elsewhere: “{seen.text}”"
    link = replace(origin.link, parent=name, reason=reason, probability=INTRODUCED)
    return replace(origin, name=name, kind=kind, role=role, described=origin, link=link)


def _by_name(origin: Origin, report: Report) -> Origin:
    """A described source in apposition to a name is whom the name names: "Ada Poe, the mayor of Oslo, said"."""
    seen = origin.link.seen
    if origin.kind is not OriginKind.DESCRIBED or seen is None:
        return origin
    before = report.text[max(0, seen.span.start - 80) : seen.span.start]
    after = seen.text + report.text[seen.span.end : seen.span.end + 80]
    named = _NAME_BEFORE.search(before) or _NAME_AFTER.match(after, after.find(origin.words) + len(origin.words))
    if named is None or is_outlet_name(named.group(1)):
        return origin
    kind = OriginKind.OFFICIAL if OFFICIAL.search(origin.words) else OriginKind.NAMED
    reason = f"{outlet_of(report)} has it from {named.group(1)}: “{named.group(1)}, {seen.text}”"
    return replace(
        origin, name=named.group(1), kind=kind, link=replace(origin.link, parent=named.group(1), reason=reason)
    )


def _origin_of(evidence: Evidence, report: Report) -> Origin:
    if (seen := observed(evidence.text)) is not None:
        where = _excerpt(evidence, report, *seen[1:])
        name = _observer(seen[0], report)
        return _origin(evidence, report, name, OriginKind.OBSERVATION, Descent.CREDITED, where)
    if evidence.attribution.mode is Mode.NARRATED or not evidence.attribution.chain:
        return _narrated(evidence, report)
    return _cited(evidence, report, evidence.attribution)


def _narrated(evidence: Evidence, report: Report) -> Origin:
    if (found := record(evidence.text)) is not None:
        name, start, end = found
        where = _excerpt(evidence, report, start, end)
        return _origin(evidence, report, named_record(name, None), OriginKind.RECORD, Descent.CREDITED, where)
    if (stated := _overlooked(evidence, report)) is not None:
        return stated
    outlet = outlet_of(report)
    if report.credits:
        agency = report.credits[0]
        link = Link(evidence.id, agency, Descent.SYNDICATED, None, f"{outlet} credits {agency} and cites nobody here")
        return Origin(agency, OriginKind.REPORTING, agency, agency, link)
    reason = f"{outlet} says so in its own voice and cites nobody"
    name, kind = (outlet, OriginKind.REPORTING) if own_reporting(report) else (NO_SOURCE, OriginKind.UNSOURCED)
    return Origin(name, kind, outlet, outlet, Link(evidence.id, name, Descent.CREDITED, None, reason))


def _overlooked(evidence: Evidence, report: Report) -> Origin | None:
    """The source that a passage names though it was read as the reporter's own voice."""
    found = overlooked(evidence.text, evidence.span.start) or confirmed_after(report.text, evidence.span.end)
    return None if found is None else _found(evidence, report, found)


def _found(evidence: Evidence, report: Report, found: Overlooked) -> Origin:
    where = Excerpt.cut(report.text, found.where)
    if _is_nobody(found.name):
        return _origin(evidence, report, NO_SOURCE, OriginKind.UNSOURCED, Descent.CREDITED, where)
    named = found.name[:1].isupper()
    cited = Citation(found.name, Disclosure.NAMED if named else Disclosure.DESCRIBED, where, None)
    kind = _kind(cited, found.words, found.name)
    if kind is OriginKind.DESCRIBED:
        return _undisclosed(evidence, report, Attribution(Mode.INDIRECT, where, chain=(cited,)), found.name, kind)
    return _origin(evidence, report, found.name, kind, Descent.CREDITED, where)


def _cited(evidence: Evidence, report: Report, attribution: Attribution) -> Origin:
    citation = attribution.chain[-1]
    words = citation.source.text if citation.source else citation.speaker or ""
    speaker = _whole(_ADVERB.sub("", citation.speaker or words).strip(), words)
    descent = Descent.QUOTED if attribution.mode is Mode.DIRECT else Descent.CREDITED
    if citation.source is not None and filed(report.text, citation.source.span.end):
        return _origin(evidence, report, FILING, OriginKind.RECORD, descent, citation.source)
    if (found := record(words)) is not None:
        name = named_record(found[0], attribution.carrier or _reporting(attribution))
        return _origin(evidence, report, name, OriginKind.RECORD, descent, citation.source, attribution.carrier)
    if " " not in speaker and speaker.islower():
        start = citation.source.span.start if citation.source else evidence.span.start
        speaker = named_before(speaker, report.text, start) or speaker
    if _is_nobody(speaker) or not telling_words(speaker):
        return _origin(evidence, report, NO_SOURCE, OriginKind.UNSOURCED, descent, citation.source)
    if citation.disclosure is not Disclosure.NAMED and is_observer(words):
        name = _observer(without_article(words), report)
        return _origin(evidence, report, name, OriginKind.OBSERVATION, descent, citation.source)
    if (within := _within(evidence, report, citation, len(attribution.chain))) is not None:
        return within
    kind = _kind(citation, words, speaker)
    if kind in (OriginKind.DESCRIBED, OriginKind.UNNAMED):
        return _undisclosed(evidence, report, attribution, speaker, kind)
    if kind is OriginKind.REPORTING and is_outlet(speaker):
        speaker = outlet_in(speaker) or speaker
    return _origin(evidence, report, speaker, kind, descent, citation.source, attribution.carrier)


def _whole(speaker: str, words: str) -> str:
    """A speaker's name as the words have it, with what readers cut off: "U.S. Geological Survey", "USGS data"."""
    before = words[: words.find(speaker)] if speaker in words else ""
    if (initials := _INITIALS.search(before)) is not None:
        speaker = initials.group() + speaker
    if (data := _ITS_DATA.fullmatch(speaker)) is not None:
        return data.group(1)
    return speaker


def _reporting(attribution: Attribution) -> str | None:
    """The outlet through which a chain leads, as its report names it."""
    first = attribution.chain[0]
    return first.speaker if len(attribution.chain) > 1 and first.disclosure is Disclosure.NAMED else None


def _within(evidence: Evidence, report: Report, citation: Citation, depth: int) -> Origin | None:
    """Whom a passage names within the words that it has from somebody who reports them, an outlet."""
    if citation.source is None or depth > 1 or citation.disclosure is Disclosure.UNNAMED:
        return None
    if (learned := learned_from(report.text, citation.source.span.end)) is not None:
        return _found(evidence, report, learned)
    if citation.source.span.start < evidence.span.end or not _REPORTED.match(report.text, citation.source.span.end):
        return None
    found = spoke(evidence.text, evidence.span.start)
    return None if found is None else _found(evidence, report, found)


def _undisclosed(
    evidence: Evidence, report: Report, attribution: Attribution, speaker: str, kind: OriginKind
) -> Origin:
    citation = attribution.chain[-1]
    descent = Descent.QUOTED if attribution.mode is Mode.DIRECT else Descent.CREDITED
    seen = citation.source
    told = told_to(report.text, seen.span.start, seen.span.end) if seen else None
    carrier = attribution.carrier or _reporting(attribution) or told or _through(report)
    described = without_article(speaker)
    if (of := _OF_THE.search(described)) is not None and seen is not None:
        described = described[: of.start(1)] + body_before(of.group(1), report.text, seen.span.start)
    name = f"{described} (to {outlet_in(carrier) or carrier})"
    origin = _origin(evidence, report, name, kind, descent, citation.source, carrier)
    return replace(origin, words=described)  # without what the reader took in beside: ", who asked not to be named"


def _is_nobody(speaker: str) -> bool:
    if _NOBODY.fullmatch(speaker) is not None:
        return True
    return _ANY_MEDIA.fullmatch(speaker) is not None and outlet_in(speaker) is None


def _kind(citation: Citation, words: str, speaker: str) -> OriginKind:
    if citation.disclosure is Disclosure.UNNAMED:
        return OriginKind.UNNAMED
    if is_outlet_name(speaker) and (citation.disclosure is Disclosure.NAMED or speaker != citation.speaker):
        return OriginKind.REPORTING
    if is_official_body(speaker):
        return OriginKind.OFFICIAL
    if citation.disclosure is Disclosure.DESCRIBED and not _PROPER.fullmatch(speaker):
        return OriginKind.DESCRIBED
    return OriginKind.OFFICIAL if OFFICIAL.search(f"{words} {speaker}") else OriginKind.NAMED


def _observer(words: str, report: Report) -> str:
    """ "A Reuters witness" names the outlet; "our correspondent in Oslo" is the report's own."""
    bare = without_article(words)
    if (own := _HOUSE.match(bare)) is not None:
        return f"{bare[own.end() :]} of {_through(report)}"
    return words if any(word[0].isupper() for word in bare.split()) else f"{words} of {_through(report)}"


def _through(report: Report) -> str:
    return report.credits[0] if report.credits else outlet_of(report)


def _excerpt(evidence: Evidence, report: Report, start: int, end: int) -> Excerpt:
    return Excerpt.cut(report.text, Span(evidence.span.start + start, evidence.span.start + end))


def _origin(
    evidence: Evidence,
    report: Report,
    name: str,
    kind: OriginKind,
    descent: Descent,
    seen: Excerpt | None,
    carrier: str | None = None,
) -> Origin:
    where = f"“{seen.text}”" if seen else "the words around it"
    verb = "quotes" if descent is Descent.QUOTED else "has it from"
    link = Link(evidence.id, name, descent, seen, f"{outlet_of(report)} {verb} {name}: {where}")
    through = carrier or _through(report)
    return Origin(name, kind, seen.text if seen else name, outlet_in(through) or through, link)
