"""Who has it from whom: the origin of one passage, and where that shows.

A passage goes back to the innermost source that it cites; one that cites nobody goes back to the agency that its
report credits, and without one to its own outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

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
from secondsource.sourcing.bodies import is_official_body, named_before
from secondsource.sourcing.firsthand import is_observer, observed, record
from secondsource.sourcing.names import plain, telling_words

_OFFICIAL = re.compile(
    r"\b(?:officials?|minist(?:er|ers|ry|ries)|spokes(?:man|woman|person|people)|president|premier|chancellor|"
    r"governor|mayor|ambassador|embassy|senator|congress(?:man|woman)?|deput(?:y|ies)|lawmakers?|secretary|"
    r"department|government|kremlin|white house|pentagon|police|prosecutors?|army|military|navy|general|commander|"
    r"parliament|assembly|commission|agency|court|judge|authorit(?:y|ies)|administration|council|union|"
    r"foreign office|central bank|attorney)\b",
    re.IGNORECASE,
)
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
_ADVERB = re.compile(r" (?:first|also|later|earlier|exclusively|previously|initially|separately)$")
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
# The one origin of all that nobody answers for: nothing shows that any two of them are independent.
NO_SOURCE = "unsourced reporting"
# The end of "On 25 March Ada Poe, ", before "the mayor".
_NAME_BEFORE = re.compile(
    r"\b(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|day)?\b)"
    r"((?:[A-ZÀ-ÖØ-Þ][\w'’.-]* ){1,3}[A-ZÀ-ÖØ-Þ][\w'’-]+), $"
)
# What follows on "the spokesman of the president": ", Ada Poe, said".
_NAME_AFTER = re.compile(r", ((?:[A-ZÀ-ÖØ-Þ][\w'’.-]* ){1,3}[A-ZÀ-ÖØ-Þ][\w'’-]+),")
_ARTICLE = re.compile(r"^(?:an?|the|one|another)\s+", re.IGNORECASE)
_HOUSE = re.compile(r"(?:one of )?(?:our|its) (?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one passage has it from.

    ``words`` are the words that name or describe the origin in its report, ``carrier`` the outlet it spoke to.
    """

    name: str
    kind: OriginKind
    words: str
    carrier: str
    link: Link

    @property
    def knows(self) -> bool:
        """False for those who, as far as their words show, can only have repeated it."""
        return self.kind not in (OriginKind.REPORTING, OriginKind.UNSOURCED)


def origin_of(evidence: Evidence, report: Report) -> Origin:
    """The origin of a passage of ``report``."""
    return _by_name(_origin_of(evidence, report), report)


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
    kind = OriginKind.OFFICIAL if _OFFICIAL.search(origin.words) else OriginKind.NAMED
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


def own_reporting(report: Report) -> bool:
    """Whether a report shows that somebody of its own went to find out: it names an author or a place of filing, and
    credits no agency."""
    return not report.credits and bool(report.byline or report.dateline)


def _narrated(evidence: Evidence, report: Report) -> Origin:
    if (found := record(evidence.text)) is not None:
        name, start, end = found
        where = _excerpt(evidence, report, start, end)
        return _origin(evidence, report, name, OriginKind.RECORD, Descent.CREDITED, where)
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
    text = evidence.text
    if (citing := _CITING.search(text)) is not None:
        name, at, words = citing.group(2), citing.span(2), citing.group(1) + citing.group(2)
    elif (stated := _STATED.match(text)) is not None:
        name, at, words = stated.group(1), stated.span(1), stated.group(1)
    elif (according := _ACCORDING.search(text)) is not None:
        name, at, words = (*_bare(according.group(1), according.start(1)), according.group(1))
    else:
        return None
    where = _excerpt(evidence, report, *at)
    if _is_nobody(name):
        return _origin(evidence, report, NO_SOURCE, OriginKind.UNSOURCED, Descent.CREDITED, where)
    named = name[:1].isupper()
    kind = _kind(Citation(name, Disclosure.NAMED if named else Disclosure.DESCRIBED, where, None), words, name)
    if kind is OriginKind.DESCRIBED:
        name = f"{name} (to {_through(report)})"
    return _origin(evidence, report, name, kind, Descent.CREDITED, where)


def _bare(words: str, start: int) -> tuple[str, tuple[int, int]]:
    """Words without their article, and where they stand."""
    bare = _ARTICLE.sub("", words.strip())
    start += words.index(bare)
    return bare, (start, start + len(bare))


def _cited(evidence: Evidence, report: Report, attribution: Attribution) -> Origin:
    citation = attribution.chain[-1]
    words = citation.source.text if citation.source else citation.speaker or ""
    speaker = _ADVERB.sub("", citation.speaker or words).strip()
    descent = Descent.QUOTED if attribution.mode is Mode.DIRECT else Descent.CREDITED
    if (found := record(words)) is not None:
        return _origin(evidence, report, found[0], OriginKind.RECORD, descent, citation.source, attribution.carrier)
    if " " not in speaker and speaker.islower():
        start = citation.source.span.start if citation.source else evidence.span.start
        speaker = named_before(speaker, report.text, start) or speaker
    if _is_nobody(speaker) or not telling_words(speaker):
        return _origin(evidence, report, NO_SOURCE, OriginKind.UNSOURCED, descent, citation.source)
    if citation.disclosure is not Disclosure.NAMED and is_observer(words):
        name = _observer(_ARTICLE.sub("", words), report)
        return _origin(evidence, report, name, OriginKind.OBSERVATION, descent, citation.source)
    kind = _kind(citation, words, speaker)
    if kind in (OriginKind.DESCRIBED, OriginKind.UNNAMED):
        carrier = attribution.carrier or _through(report)
        described = _ARTICLE.sub("", speaker)
        name = f"{described} (to {outlet_in(carrier) or carrier})"
        origin = _origin(evidence, report, name, kind, descent, citation.source, attribution.carrier)
        return replace(origin, words=described)  # without what the reader took in beside: ", who asked not to be named"
    if kind is OriginKind.REPORTING and is_outlet(speaker):
        speaker = outlet_in(speaker) or speaker
    return _origin(evidence, report, speaker, kind, descent, citation.source, attribution.carrier)


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
    if citation.disclosure is Disclosure.DESCRIBED:
        return OriginKind.DESCRIBED
    return OriginKind.OFFICIAL if _OFFICIAL.search(f"{words} {speaker}") else OriginKind.NAMED


def _observer(words: str, report: Report) -> str:
    """ "A Reuters witness" names the outlet; "our correspondent in Oslo" is the report's own."""
    bare = _ARTICLE.sub("", words)
    if (own := _HOUSE.match(bare)) is not None:
        return f"{bare[own.end() :]} of {_through(report)}"
    return words if any(word[0].isupper() for word in bare.split()) else f"{words} of {_through(report)}"


def _through(report: Report) -> str:
    return report.credits[0] if report.credits else outlet_of(report)


def outlet_of(report: Report) -> str:
    """The name by which an outlet is shown."""
    return report.publisher or report.url or f"report {report.id[:8]}"


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


def spokesman_of(person: Origin, body: Origin) -> bool:
    """Whether the words for a person say that they speak for the body."""
    words = plain(person.words)
    told = set(telling_words(person.words))
    names = [set(telling_words(each)) for each in (body.name, body.words)]
    return "spokes" in words and words != body.name and any(name and name <= told for name in names)
