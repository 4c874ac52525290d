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
# Its last word, but for what it is of; "a source in the embassy" is no embassy.
_IS_OFFICIAL = re.compile(
    r"(?:(?!(?:of|in|at|from|to|with|close|near|inside|within|for|by)\b)[\w'’.-]+ ){0,5}"
    rf"{_OFFICIAL_BODY}(?: (?:of|in|for|on) .{{1,60}})?",
    re.IGNORECASE,
)
_COMPANY = frozenset(("company", "firm", "group", "owner", "operator", "manufacturer", "corporation", "business"))
_NAME = r"((?:[A-Z][\w&’'-]*)(?: (?:of |and |& )?[A-Z][\w&’'-]*){0,4})"
_DESIGNATED = re.compile(
    r"\b((?:[A-Z][\w&’'-]* ){1,4}(?:Airlines|Airways|Bank|Co|Company|Corp|Corporation|Energy|Group|Holdings?|Inc|"
    r"Industries|Lines|LLC|Ltd|Maritime|Motors|Oil|Petroleum|PLC|Shipping|AG|SA|GmbH|Logistics|Technologies|Systems))\b"
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
    told = [(start, re.sub(r"^The ", "", name)) for start, name in found]
    return max(((s, n) for s, n in told if n.lower() != bare), default=(0, None))[1]
