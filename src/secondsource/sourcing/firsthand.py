"""Words by which a passage shows how its matter was seen: by a witness of an outlet, by trackers, or in a record.

All of these begin a line of their own. Told by form, in English; ``descent`` decides when they count.
"""

from __future__ import annotations

import re

from secondsource.outlets import outlet_in
from secondsource.sourcing.names import same_name, telling_words

_OBSERVER = r"(?:witness(?:es)?|journalists?|reporters?|correspondents?|photographers?|(?:camera |news |video )?crews?)"
_WHOSE = r"(?:a|an|the|our|its|one of (?:its|our))"
_NAMES = r"(?:[A-Z][\w.&-]* ){0,3}"
_SAW = r"(?:saw|sees|seen|witnessed|watched|observed|photographed|filmed|counted)"
_OBSERVED = re.compile(rf"\b(?:{_WHOSE} )?({_NAMES}{_OBSERVER})\b[^.;]{{0,60}}?\b{_SAW}\b")
_SEEN_BY = re.compile(
    r"\b(?:seen|spotted|witnessed|watched|observed|photographed|filmed|counted)\b[^.;,]{0,40}? by "
    rf"(?:{_WHOSE} )?({_NAMES}{_OBSERVER})\b"
)
_OURS_TELLS = re.compile(
    rf"\b((?:[Oo]ur|[Oo]ne of our) (?:[\w-]+ )?{_OBSERVER}(?: (?:in|at|on|near) [^,.;]{{1,40}}?)?) "
    r"(?:reports|reported|says|said|writes)\b"
)
# As a source: "a Reuters witness said", "our correspondent in Oslo reports". Not "a local journalist".
_OWN = re.compile(rf"(?:our|its|one of (?:our|its)) (?:[\w-]+ )?{_OBSERVER}\b", re.IGNORECASE)
_OUTLETS = re.compile(rf"(?:(?:a|an|the|two|three|several) )?((?:[A-Z][\w.&-]* ){{1,3}}{_OBSERVER})\b")

# Trackers of one kind all receive the same transponders, so they are one origin.
_TRACKERS = (
    (
        "flight-tracking records",
        re.compile(
            r"\b(?:flight[- ]?(?:tracking|trackers?|radar|data|records?|plans?|sites?|monitoring)|flightradar(?:24)?|"
            r"flightaware|radarbox|ads-?b\b|(?:plane|aircraft|aviation)[- ]?(?:tracking|trackers?|spotters?))",
            re.IGNORECASE,
        ),
    ),
    (
        "ship-tracking records",
        re.compile(
            r"\b(?:(?:ship|vessel|tanker|marine|maritime)[- ]?(?:tracking|trackers?|monitoring|traffic data)|"
            r"marinetraffic|vesselfinder|tankertrackers|ais (?:data|signals?|tracking|transponders?)|"
            r"automatic identification system)",
            re.IGNORECASE,
        ),
    ),
)
# "VesselFinder", so called: "the tracking service VesselFinder".
_TRACKING = re.compile(r"\btracking (?:sites?|services?|websites?|data|firms?|platforms?)\b", re.IGNORECASE)
_AT_SEA = re.compile(
    r"\b(?:ships?|vessels?|tankers?|boats?|ferry|ferries|freighters?|yachts?|trawlers?)", re.IGNORECASE
)

_PAPERS = (
    r"(?:documents?|records?|manifests?|files?|e-?mails?|memos?|letters?|papers|footage|videos?|images?|photographs?|"
    r"photos|pictures|recordings?|contracts?|transcripts?|invoices?|messages|logs?|statements?|reports?|audits?|data)"
)
_SEEN_PAPER = re.compile(
    rf"\b((?i:(?:[a-z-]+ ){{0,2}}{_PAPERS}))(?: that (?:was|were|have been|had been)| which (?:was|were))? "
    r"(?:seen|obtained|reviewed|verified|examined|analy[sz]ed|viewed|inspected|accessed) by (?:the )?"
    r"([A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})",
)
_RECORD = re.compile(
    r"\b((?:satellite|aerial|press) (?:images?|imagery|photographs?|photos?|pictures?|data)|"
    r"(?:court|public|internal|leaked|customs|shipping|official|police|bank|medical|tax|corporate|hospital|cargo|port|"
    r"land|property|company) (?:documents?|records?|filings?|papers|data|registe?r?y?|manifests?|logs?)|"
    r"(?:surveillance|security|body[- ]?camera|cctv) (?:footage|video|cameras?|recordings?)|"
    r"video (?:footage|recordings?)|"
    r"filings?|indictment|affidavit|lawsuit|(?:a|the|its|ship's|cargo) manifest)\b",
    re.IGNORECASE,
)

_COMPANY = r"([A-Z][\w-]+(?: (?:Technologies|Labs|Space|Defence|Defense|PBC))*)"
# "Satellite images taken by Maxar", "Maxar satellite images".
_WHOSE_IMAGES = re.compile(
    r"\b[Ss]atellite (?:images?|imagery|photographs?|photos?|pictures?|data)(?: (?:taken|captured|provided|released|"
    rf"published|supplied|shot|made))*(?: on \w+)? (?:by|from) (?:the )?{_COMPANY}|"
    rf"{_COMPANY} satellite (?:image|photo|pict)"
)
_BY_SATELLITE = re.compile(
    rf"\b(?:image|photo|photograph|picture)s?\b[^.;]{{0,40}}? (?:taken|captured|made|shot) by an? {_COMPANY} satellite"
)
_IMAGES = re.compile(r"satellite (?:images?|imagery|photographs?|photos?|pictures?|data)")
_PAPER = re.compile(
    r"(?:(?:internal|leaked|confidential|secret|company|the) )*(?:documents?|papers|files|memos?|e-?mails?|letters?)"
)

# What a company owes the public, by law: one, whether it is said to say so or its filing to show it.
FILING = "company filing"
_FILED = r"(?:stock[- ]exchange|regulatory|securities|SEC|exchange|bourse) (?:filings?|disclosures?|notices?)\b"
_DISCLOSURE = re.compile(rf"\b{_FILED}", re.IGNORECASE)
_IN_FILING = re.compile(rf"\s*(?:has |had )?\w+ in an? {_FILED}", re.IGNORECASE)

Found = tuple[str, int, int]  # the name, and where its words stand


def observed(text: str) -> Found | None:
    """The observer whom a passage has see its matter: "an AFP journalist saw", "was seen by our reporter"."""
    for form in (_OBSERVED, _SEEN_BY, _OURS_TELLS):
        if (found := form.search(text)) is not None:
            return found.group(1), found.start(), found.end()
    return None


def is_observer(source: str) -> bool:
    """Whether a source is somebody whom an outlet has there: "a Reuters witness", "our correspondent in Oslo"."""
    if _OWN.match(source):
        return True
    found = _OUTLETS.match(source)
    return found is not None and outlet_in(found.group(1)) is not None


def record(text: str) -> Found | None:
    """The record that a passage or a source names, by the name under which all who used it are one."""
    for name, tracker in _TRACKERS:
        if (match := tracker.search(text)) is not None:
            return name, *match.span()
    if (match := _TRACKING.search(text)) is not None:
        return ("ship" if _AT_SEA.search(text) else "flight") + "-tracking records", *match.span()
    if (match := _DISCLOSURE.search(text)) is not None:
        return FILING, *match.span()
    if (match := _SEEN_PAPER.search(text)) is not None:
        return f"{_bare(match.group(1))} seen by {outlet_in(match.group(2)) or match.group(2)}", *match.span()
    if (match := _RECORD.search(text)) is not None:
        whose = _WHOSE_IMAGES.search(text) if "satellite" in match.group(1).lower() else None
        operator = f" of {whose.group(1) or whose.group(2)}" if whose else ""
        return _bare(match.group(1)) + operator, *match.span()
    if (match := _BY_SATELLITE.search(text)) is not None:
        return f"satellite images of {match.group(1)}", *match.span()
    return None


def filed(text: str, end: int) -> bool:
    """Whether somebody who is named up to ``end`` says it in a filing: "Acme disclosed in a regulatory filing"."""
    return _IN_FILING.match(text, end) is not None


def named_record(name: str, outlet: str | None) -> str:
    """A record under the name of the outlet that has it, where papers are cited by way of one."""
    if outlet is None or " seen by " in name or _PAPER.fullmatch(name) is None:
        return name
    return f"{name} seen by {outlet_in(outlet) or outlet}"


def same_record(one: str, other: str) -> bool:
    """Whether two names of records mean one: of one kind, and nobody tells them apart by who took or holds them."""
    if telling_words(one) == telling_words(other):
        return True
    (ours, whose), (theirs, others) = _kind_and_holder(one), _kind_and_holder(other)
    if ours is None or ours != theirs:
        return False
    return not whose or not others or same_name(whose, others) is not None


def _kind_and_holder(name: str) -> tuple[str | None, str]:
    kind, _, holder = name.partition(" seen by ")
    if not holder:
        kind, _, holder = name.partition(" of ")
    if _IMAGES.fullmatch(kind):
        return "images", holder
    return ("papers" if _PAPER.fullmatch(kind) else None), holder


def _bare(words: str) -> str:
    return re.sub(r"^(?:a|an|the|its|of|from|to|in|on|by|and) ", "", words.lower())
