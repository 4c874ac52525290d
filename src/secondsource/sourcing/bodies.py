"""Bodies that speak: ministries, police, companies, known by the word that they bear, also where no name is given."""

from __future__ import annotations

import re

from secondsource.outlets import CARRYING, is_outlet_name

_OFFICIAL_BODY = (
    r"(?:ministry|department|government|embassy|consulate|police|army|military|navy|air force|coast ?guard|parliament|"
    r"assembly|congress|senate|commission|authorit(?:y|ies)|administration|council|court|tribunal|central bank|"
    r"foreign office|home office|cabinet|regulator|border (?:guard|service)|customs|"
    r"fire (?:service|brigade|department)|"
    r"prosecutor(?:'s|s'|s)? office|(?:health|security|intelligence|emergency|rescue|weather|meteorological|space) "
    r"(?:service|agency)|presidency|municipality|city hall)"
)
# Words by which somebody is of a public body.
OFFICIAL = re.compile(
    r"\b(?:officials?|minist(?:er|ers|ry|ries)|spokes(?:man|woman|person|people)|president|premier|chancellor|"
    r"governor|mayor|ambassador|embassy|senator|congress(?:man|woman)?|deput(?:y|ies)|lawmakers?|secretary|"
    r"department|government|kremlin|white house|pentagon|police|prosecutors?|army|military|navy|general|commander|"
    r"parliament|assembly|commission|agency|court|judge|authorit(?:y|ies)|administration|council|union|"
    r"foreign office|central bank|attorney)\b",
    re.IGNORECASE,
)
# Its last word, but for what it is of; "a source in the embassy" is no embassy.
_IS_OFFICIAL = re.compile(
    r"(?:(?!(?:of|in|at|from|to|with|close|near|inside|within|for|by)\b)[\w'’.-]+ ){0,5}"
    rf"{_OFFICIAL_BODY}(?: (?:of|in|for|on) .{{1,60}})?",
    re.IGNORECASE,
)
_COMPANY = frozenset(
    ("company", "firm", "group", "owner", "operator", "manufacturer", "maker", "corporation", "business", "retailer")
)
_NAME = r"((?:[A-Z][\w&’'-]*)(?: (?:of |and |& )?[A-Z][\w&’'-]*){0,4})"
_DESIGNATED = re.compile(
    r"\b((?:[A-Z][\w&’'-]* ){1,4}(?:Airlines|Airways|Bank|Co|Company|Corp|Corporation|Energy|Group|Holdings?|Inc|"
    r"Industries|Lines|LLC|Ltd|Maritime|Motors|Oil|Petroleum|PLC|Shipping|AG|SA|GmbH|Logistics|Technologies|Systems))\b"
)
# A company by its name alone, where something of it is told: "chief executive of Acme", "Acme's shares".
_ITS = (
    r"(?:chief executive|CEO|boss|chairman|chairwoman|president|head|owner|shares?|spokes\w+|subsidiary|founder|board)"
)
_OF_COMPANY = re.compile(
    rf"\b{_ITS}(?: officer)?(?: [A-Z][\w-]+){{0,3}} (?:of|for|in|at) ([A-Z][\w&-]+)\b(?! [a-z]*(?:city|country))|"
    rf"\b([A-Z][\w&-]+)(?:['’]s)? (?:{_ITS}|Chief Executive)\b"
)
_CAPITALISED = re.compile(_NAME)
_NEAR = 1_500  # characters before "the company" in which its name is looked for


def is_official_body(words: str) -> bool:
    """Whether the words for a source are those of a public body, and not of somebody in it."""
    return _IS_OFFICIAL.fullmatch(re.sub(r"^(?:the|a|an) ", "", words.strip(), flags=re.IGNORECASE)) is not None


def named_before(word: str, text: str, end: int) -> str | None:
    """The body that "the company", "the ministry" or "the newspaper" at ``end`` stands for, by its name just before."""
    before = text[max(0, end - _NEAR) : end]
    bare = word.lower()
    if bare in CARRYING:
        outlets = [match.group(1).removeprefix("The ") for match in _CAPITALISED.finditer(before)]
        return next((name for name in reversed(outlets) if is_outlet_name(name)), None)
    kinds = sorted(_COMPANY) if bare in _COMPANY else [bare]
    alternatives = "|".join(map(re.escape, kinds))
    found = [
        (match.start(), match.group(1))
        for form in (
            rf"\b{_NAME}, (?:an?|the|its|whose) (?:[\w'’-]+ ){{0,4}}(?i:{alternatives})\b",
            rf"\b(?i:{alternatives}),? {_NAME}",
            rf"\b((?:[A-Z][\w&’'-]* ){{1,4}}(?i:{alternatives}))\b",
        )
        for match in re.finditer(form, before)
    ]
    if bare in _COMPANY:
        found += [(match.start(), match.group(1)) for match in _DESIGNATED.finditer(before)]
        if not found:
            found = [(match.start(), match.group(1) or match.group(2)) for match in _OF_COMPANY.finditer(before)]
    told = [(start, re.sub(r"^The ", "", name)) for start, name in found]
    return max(((s, n) for s, n in told if n.lower() != bare), default=(0, None))[1]


def body_before(word: str, text: str, end: int) -> str:
    """The body that "the office" at ``end`` stands for, in the words that it has just before, named or not."""
    if (named := named_before(word, text, end)) is not None:
        return named
    told = re.findall(rf"((?:[\w'’-]+ ){{1,2}}{re.escape(word)})\b", text[max(0, end - _NEAR) : end])
    bare = [re.sub(r"^(?:the|a|an|its|their|of|for|in) ", "", words, flags=re.IGNORECASE) for words in told]
    return next((words for words in reversed(bare) if words != word and is_official_body(words)), word)
