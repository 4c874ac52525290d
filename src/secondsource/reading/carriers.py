"""The outlet through which somebody spoke: "told Reuters", "confirmed to the BBC", "was quoted as saying by AFP"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Span
from secondsource.outlets import is_outlet_name
from secondsource.reading.cues import inflect
from secondsource.reading.tokens import words

_NAME = r"(?P<name>(?:[A-Z0-9][\w&/.’-]*)(?:[ ](?:of[ ]|the[ ])?[A-Z0-9][\w&/.’-]*){0,4})"
_LEAD = r"(?:(?:the|an?|state|news|agency|newspaper|broadcaster|channel|television|Russian|Spanish)[ ]){0,4}"
_SAYING = words("say confirm admit explain acknowledge insist reveal disclose speak describe suggest complain")
_SAID_TO = "|".join(sorted(form for lemma in _SAYING for form in inflect(lemma)))
# Each quantifier is bounded, so a match costs a few steps wherever it begins.
_SPOKEN_TO = re.compile(
    rf"\b(?:tell|tells|told|telling|inform|informed|informing|spoke[ ]with|speaking[ ](?:to|with)|"
    rf"(?:interview|interviews|statement|remarks|comments)[ ](?:with|to|on|by|for)|(?:{_SAID_TO})[ ]to|"
    rf"(?:quoted|cited)(?:[ ]as[ ]saying)?[ ](?:by|in)|(?:aired|broadcast)[ ](?:by|on))[ ]{_LEAD}{_NAME}"
)
_ON_AIR = re.compile(rf"[,”\"]?[ ](?:[\w.’-]+[ ]){{0,3}}?on[ ]{_LEAD}{_NAME}(?=['’]s[ ][“\"])")  # on CNN's “Early Hour”
_PAPERS = words(  # by which the papers of towns are called; elsewhere than after "told the" most mean other things
    "bee sentinel register star sun inquirer enquirer dispatch examiner advertiser ledger monitor republic citizen "
    "argus beacon record advocate bulletin eagle globe banner clarion echo patriot picayune statesman intelligencer "
    "mercury review"
)
_FAR = 150  # characters after the cue


def find_carrier(text: str, sentence: Span, cue: Span, content: Sequence[Span], source: Span | None) -> Span | None:
    """The name of the outlet, looked for in the source and from the cue to the content that follows."""
    following = [p.start for p in content if p.start >= cue.end]
    end = min(sentence.end, cue.end + _FAR)
    zones = [Span(cue.start, min(following, default=end))]
    zones += [Span(source.start, min(source.end, source.start + 2 * _FAR))] if source is not None else []
    for zone in zones:
        for pattern in (_SPOKEN_TO, _ON_AIR):
            for match in pattern.finditer(text, zone.start, zone.end):
                if (name := _outlet(match)) is not None:
                    return name
    return None


def _outlet(match: re.Match[str]) -> Span | None:
    """The name as it stands, without the stop or the apostrophe at its end."""
    name = re.sub(r"(?:['’]s)?[.,'’]*$", "", match.group("name"))
    paper = " " in name and name.split()[-1].lower() in _PAPERS and match.group().endswith(f"the {match.group('name')}")
    return Span(match.start("name"), match.start("name") + len(name)) if paper or is_outlet_name(name) else None
