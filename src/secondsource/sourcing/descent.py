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
from secondsource.outlets import is_outlet_name
from secondsource.sourcing.names import plain, telling_words

_OBSERVED = re.compile(
    r"\b(?:(?:a|an|the|our|its|one of (?:its|our)) )?((?:[A-Z][\w.&-]* ){0,3}"
    r"(?:witness(?:es)?|journalists?|reporters?|correspondents?|photographers?|crews?))\b[^.;]{0,60}?"
    r"\b(?:saw|sees|seen|witnessed|watched|observed|photographed|filmed|counted)\b"
)
# Flight trackers all receive the same transponders, so they are one origin.
_FLIGHT = re.compile(
    r"\b(?:flight[- ]?(?:tracking|trackers?|radar|data|records?|plans?|sites?)|flightradar(?:24)?|ads-?b\b|"
    r"plane[- ]?(?:tracking|spotters?))",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b((?:satellite|aerial|press) (?:images?|imagery|photographs?|photos?|pictures?|data)|"
    r"(?:court|public|internal|leaked|customs|shipping|official|police|bank|medical|tax|corporate|hospital) "
    r"(?:documents?|records?|filings?|papers|data|register)|"
    r"(?:surveillance|security|video|body[- ]?camera|cctv) (?:footage|video|cameras?|recordings?)|"
    r"filings?|indictment|affidavit|lawsuit)\b",
    re.IGNORECASE,
)
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
# The one origin of all that nobody answers for: nothing shows that any two of them are independent.
NO_SOURCE = "unsourced reporting"
# The end of "On 25 March Ada Poe, ", before "the mayor".
_NAME_BEFORE = re.compile(
    r"\b(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|day)?\b)"
    r"((?:[A-ZÀ-ÖØ-Þ][\w'’.-]* ){1,3}[A-ZÀ-ÖØ-Þ][\w'’-]+), $"
)
_ARTICLE = re.compile(r"^(?:an?|the|one|another)\s+", re.IGNORECASE)


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
    if (named := _NAME_BEFORE.search(before)) is None or is_outlet_name(named.group(1)):
        return origin
    kind = OriginKind.OFFICIAL if _OFFICIAL.search(origin.words) else OriginKind.NAMED
    reason = f"{outlet_of(report)} has it from {named.group(1)}: “{named.group(1)}, {seen.text}”"
    return replace(
        origin, name=named.group(1), kind=kind, link=replace(origin.link, parent=named.group(1), reason=reason)
    )


def _origin_of(evidence: Evidence, report: Report) -> Origin:
    if (seen := _OBSERVED.search(evidence.text)) is not None:
        where = _excerpt(evidence, report, seen.start(), seen.end())
        name = _observer(seen.group(1), report)
        return _origin(evidence, report, name, OriginKind.OBSERVATION, Descent.CREDITED, where)
    if evidence.attribution.mode is Mode.NARRATED or not evidence.attribution.chain:
        return _narrated(evidence, report)
    return _cited(evidence, report, evidence.attribution)


def own_reporting(report: Report) -> bool:
    """Whether a report shows that somebody of its own went to find out: it names an author or a place of filing, and
    credits no agency."""
    return not report.credits and bool(report.byline or report.dateline)


def _narrated(evidence: Evidence, report: Report) -> Origin:
    if (record := _record(evidence.text)) is not None:
        name, start, end = record
        where = _excerpt(evidence, report, start, end)
        return _origin(evidence, report, name, OriginKind.RECORD, Descent.CREDITED, where)
    outlet = outlet_of(report)
    if report.credits:
        agency = report.credits[0]
        link = Link(evidence.id, agency, Descent.SYNDICATED, None, f"{outlet} credits {agency} and cites nobody here")
        return Origin(agency, OriginKind.REPORTING, agency, agency, link)
    reason = f"{outlet} says so in its own voice and cites nobody"
    name, kind = (outlet, OriginKind.REPORTING) if own_reporting(report) else (NO_SOURCE, OriginKind.UNSOURCED)
    return Origin(name, kind, outlet, outlet, Link(evidence.id, name, Descent.CREDITED, None, reason))


def _cited(evidence: Evidence, report: Report, attribution: Attribution) -> Origin:
    citation = attribution.chain[-1]
    words = citation.source.text if citation.source else citation.speaker or ""
    speaker = citation.speaker or words
    descent = Descent.QUOTED if attribution.mode is Mode.DIRECT else Descent.CREDITED
    if (record := _record(words)) is not None:
        return _origin(evidence, report, record[0], OriginKind.RECORD, descent, citation.source, attribution.carrier)
    if _NOBODY.fullmatch(speaker.strip()) or not telling_words(speaker):
        return _origin(evidence, report, NO_SOURCE, OriginKind.UNSOURCED, descent, citation.source)
    kind = _kind(citation, words, speaker)
    if kind in (OriginKind.DESCRIBED, OriginKind.UNNAMED):
        speaker = f"{_ARTICLE.sub('', speaker.strip())} (to {attribution.carrier or _through(report)})"
    return _origin(evidence, report, speaker, kind, descent, citation.source, attribution.carrier)


def _kind(citation: Citation, words: str, speaker: str) -> OriginKind:
    if citation.disclosure is Disclosure.UNNAMED:
        return OriginKind.UNNAMED
    if citation.disclosure is Disclosure.NAMED and is_outlet_name(speaker):
        return OriginKind.REPORTING
    if citation.disclosure is Disclosure.DESCRIBED:
        return OriginKind.DESCRIBED
    return OriginKind.OFFICIAL if _OFFICIAL.search(f"{words} {speaker}") else OriginKind.NAMED


def _record(text: str) -> tuple[str, int, int] | None:
    if (match := _FLIGHT.search(text)) is not None:
        return "flight-tracking records", *match.span()
    if (match := _RECORD.search(text)) is not None:
        return match.group(1).lower(), *match.span()
    return None


def _observer(words: str, report: Report) -> str:
    """ "A Reuters witness" names the outlet; "our correspondent" is the report's own."""
    named = any(word[0].isupper() for word in _ARTICLE.sub("", words).split())
    return words if named else f"{words} of {_through(report)}"


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
    return Origin(name, kind, seen.text if seen else name, carrier or _through(report), link)


def spokesman_of(person: Origin, body: Origin) -> bool:
    """Whether the words for a person say that they speak for the body."""
    words = plain(person.words)
    return (
        "spokes" in words and set(telling_words(body.name)) <= set(telling_words(person.words)) and words != body.name
    )
