"""Who wrote a report, where it was filed, and which agency it credits.

The forms are those of the agencies' own style books: ``By Jane Doe``, ``CARACAS (Reuters) -``,
``MOSCOW, March 25 (TASS) —``, ``The Associated Press contributed to this report``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from secondsource.intake.days import MONTH

# Spelling in a report -> the one name by which it is known here. Matched as whole words in the given case.
AGENCIES = {
    "Reuters": "Reuters",
    "REUTERS": "Reuters",
    "Thomson Reuters": "Reuters",
    "AP": "Associated Press",
    "A.P.": "Associated Press",
    "Associated Press": "Associated Press",
    "ASSOCIATED PRESS": "Associated Press",
    "AFP": "AFP",
    "Agence France-Presse": "AFP",
    "Agence France Presse": "AFP",
    "UPI": "UPI",
    "United Press International": "UPI",
    "Bloomberg": "Bloomberg",
    "Press Association": "PA Media",
    "PA Media": "PA Media",
    "EFE": "EFE",
    "DPA": "dpa",
    "dpa": "dpa",
    "Deutsche Presse-Agentur": "dpa",
    "ANSA": "ANSA",
    "TASS": "TASS",
    "Tass": "TASS",
    "ITAR-TASS": "TASS",
    "ТАСС": "TASS",
    "Sputnik": "Sputnik",
    "RIA Novosti": "RIA Novosti",
    "РИА Новости": "RIA Novosti",
    "Interfax": "Interfax",
    "Интерфакс": "Interfax",
    "Xinhua": "Xinhua",
    "XINHUA": "Xinhua",
    "Kyodo": "Kyodo",
    "Kyodo News": "Kyodo",
    "Yonhap": "Yonhap",
    "Anadolu Agency": "Anadolu",
    "Anadolu": "Anadolu",
    "IANS": "IANS",
    "PTI": "PTI",
    "ANI": "ANI",
    "Prensa Latina": "Prensa Latina",
    "IRNA": "IRNA",
    "SANA": "SANA",
    "WAM": "WAM",
    "KUNA": "KUNA",
    "Ukrinform": "Ukrinform",
    "CNN": "CNN",
    "CNN Wire": "CNN",
    "Canadian Press": "Canadian Press",
    "CNA": "CNA",
    "BNO News": "BNO News",
    "Tribune News Service": "Tribune News Service",
    "Inter Press Service": "Inter Press Service",
}
_NAMES = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
_AGENCY = re.compile(rf"(?<![\w@#])(?:{_NAMES})(?!\w)")

_LONGEST = 400  # characters of a row that only credits; "Reporting by ..., editing by ..." reaches 300
_CREDIT = re.compile(
    r"(?i:[(\[*—–-]*\s*(?:(?:additional |with )?(?:reporting|writing|editing|research|graphics?|production)"
    r"(?:,? (?:and|&)? ?(?:additional )?(?:writing|editing|reporting|research))* by (?-i:[^\W\d_a-z])"
    # "Research by the university shows that ..." is a sentence.
    r"(?!.*\b(?:shows?|showed|shown|finds?|found|states?|stated|suggest\w*|reveal\w*|indicate\w*|said|says|was|were)\b)"
    r"|compiled (?:by|from)\b|contributing: |contributors: "
    r"|with (?:additional )?(?:reporting|files?|contributions?|information|material|inputs?) (?:by|from)\b"
    r"|(?:agencies|wire (?:services|reports)|staff and agencies)\W*$"
    r"|this (?:article|story|report|piece|column|post|item|essay|op-ed)\b.{0,60}"
    r"\b(?:originally|first|previously) (?:published|appeared|ran)\b|(?:originally|first) published (?:by|in|on|at)\b"
    r"|this (?:article|story|report) (?:was|is|has been) "
    r"(?:republished|adapted|contributed|produced in (?:partnership|collaboration)|from the archives?)\b"
    r"|this (?:article|story|report) includes (?:reporting|wire|material|information)\b"
    r"|republished (?:with permission )?from\b))"
    r"|.{1,200}\b(?i:contributed (?:reporting |information )?to this (?:report|article|story|piece|coverage))\b"
    r"|.{1,120}\b(?i:contributed (?:reporting|writing|research)\b)"
    r"|(?:[^\W\d_a-z][\w.’'-]*,?(?: and)? ){2,16}contributed\.?$"
)
_AGENCY_ALONE = re.compile(
    rf"[\s(\[—–-]*(?:(?i:source|sources|via|credit|with|from|©|\(c\)|copyright|by)[\s:]*)?(?:\d{{4}} )?(?i:the )?"
    rf"(?:{_NAMES})(?:(?:[\s,/;&]|and|with)+(?i:the )?(?:{_NAMES}|(?i:agencies|staff)))*"
    rf"(?i:[\s']*(?:contributions?|contributed|news agency|news|staff|reports?|agency))*"
    rf"(?i:[.,\s]*all rights reserved)?[\s)\].,]*"
)
_WORD = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'&-]*(?:\.\w+)*)"
_FIRST_PUBLISHER = re.compile(
    r"(?i:published|appeared|ran|republished)(?: [a-z]+){0,3} (?:by|in|on|at|from) (?:[Tt]he )?"
    rf"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    rf"({_WORD}(?: (?:(?:of|the|and|for) )?{_WORD})*)"
)


def agencies(text: str) -> tuple[str, ...]:
    """The news agencies named in ``text``, each once, in order of first mention."""
    return tuple(dict.fromkeys(AGENCIES[found] for found in _AGENCY.findall(text)))


def is_credit(row: str) -> bool:
    """Whether a row does nothing but say who else had a part in the report."""
    if len(row) > _LONGEST:
        return False
    return _CREDIT.match(row) is not None or _AGENCY_ALONE.fullmatch(row) is not None


def credited(row: str) -> tuple[str, ...]:
    """Whom a row of credit names: agencies, and the outlet a report first appeared in. Persons are no origin."""
    first = _FIRST_PUBLISHER.search(row[:_LONGEST])
    outlet = (re.sub(r"['’]s$", "", first[1]),) if first else ()
    return tuple(dict.fromkeys((*agencies(row), *(AGENCIES.get(name, name) for name in outlet))))


# --- byline ----------------------------------------------------------------------------------------------------

_BY = re.compile(r"(?:[Bb]y|BY|(?:[Ww]ritten|[Rr]eported|[Pp]osted) by|Por|Par)\s*:?\s+(?=\S)")
_NAME = r"[^\W\d_a-z][\w.’'-]*"
_PERSON = rf"{_NAME}(?: (?:de|da|del|van|von|der|den|la|le|bin|ibn|al|el|al-\w+|{_NAME})\b){{0,4}}"
_PEOPLE = re.compile(rf"{_PERSON}(?:(?:, | and | & |, and ){_PERSON}){{0,6}}")
_DATED = re.compile(
    r"(?i:(?:first |originally |last )?(?:published|updated|posted|modified|created|date|on)?(?: on| at)?[:\s]*"
    r"(?:(?:mon|tues?|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\.?,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}))(?:\b|(?=T\d))"
)
# What may follow the day: a time, a name, a second day; not the words of a chronicle ("May 3, 2016: The dam broke").
_AFTER_DAY = re.compile(
    r"[\s,|·•/–—-]*(?:$|T?\d|(?i:at|by|updated|published|last|first|modified)\b|(?<=[|·•/] )[^\W\d_a-z])"
)
_UPDATED = re.compile(r"(?i:(?:last )?(?:updated|modified))\b")
_HEAD_ROW = 160  # characters of the longest row of byline and date that was seen, 110


def is_byline(row: str) -> bool:
    """Whether a row only says who wrote the report, or when it was put out."""
    if len(row) > _HEAD_ROW or row.rstrip().endswith((":", "?", "!")):
        return False
    if byline_of(row) is not None:
        return True
    day = _DATED.match(row)
    return day is not None and len(row.split()) <= 14 and _AFTER_DAY.match(row, day.end()) is not None


def byline_of(row: str) -> str | None:
    """The names in a row such as ``By Jane Doe and John Roe, Associated Press``; ``None`` where it has none."""
    opening = _BY.match(row[:_HEAD_ROW])
    if not opening:
        return None
    people = _PEOPLE.match(row, opening.end())
    if not people or (row.rstrip().endswith(".") and len(row.split()) > 6):
        return None
    rest = row[people.end() :].strip()
    if rest and rest[0].isalpha() and not rest.startswith(("for ", "in ", "at ")) and not _DATED.match(rest):
        return None  # "By Tuesday the water had gone": a sentence
    names = [name for name in re.split(r", and |, | and | & ", people[0]) if name not in AGENCIES]
    names = [name for name in names if name.removeprefix("The ") not in AGENCIES and not _DATED.match(name)]
    return re.match(rf".*{re.escape(names[-1])}", people[0])[0] if names else None  # type: ignore[index]


def is_publication_date(row: str) -> bool:
    """Whether a row of byline and date says when the report was put out, and not only when it was changed."""
    return not _UPDATED.match(row)


# --- dateline --------------------------------------------------------------------------------------------------

_CAPITALS = r"[^\W\d_a-z][^\W\d_a-z.’'-]+"
_PLACE = rf"{_CAPITALS}(?:[ /-]{_CAPITALS}){{0,4}}(?:, [^\W\d_][\w.]*(?: [^\W\d_a-z][\w.]*){{0,2}})?"
_MIXED = rf"{_NAME}(?: {_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME})?)?"
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)"
_BRACKET = r" ?[(\[](?P<agency>[^()\[\]\n]{2,40})[)\]]"
_DASH = r" ?(?:[-–—―]{1,3}|--)(?= |[^\W\d_])"
_DATELINES = tuple(
    re.compile(form)
    for form in (
        rf"(?P<place>{_PLACE}{_DAY}?){_BRACKET}(?:{_DASH}|[.:,]?) ",
        rf"(?P<place>{_MIXED}{_DAY}){_BRACKET}(?:{_DASH}|[.:,]?) ",
        rf"(?P<place>{_MIXED}){_BRACKET}{_DASH} ",
        rf"(?P<place>{_PLACE}{_DAY}?)\. /(?P<agency>[^/\n]{{2,30}})/\.? ",
        rf"(?P<place>(?:{_PLACE}|{_MIXED}){_DAY}) ?(?:[-–—]+) ",
        # Without day and agency only before a capital: "IBM - the maker of computers - fell".
        rf"(?P<place>{_PLACE}) (?:[-–—]+) (?P<agency>)(?=[^\W\d_a-z]|[\"“])",
        rf"(?P<place>){_BRACKET}{_DASH} ",
    )
)


_NO_PLACES = frozenset(
    (
        "FILE",
        "ANALYSIS",
        "BREAKING",
        "EXCLUSIVE",
        "UPDATE",
        "UPDATED",
        "OPINION",
        "WATCH",
        "VIDEO",
        "LIVE",
        "COMMENTARY",
    )
)


def dateline_of(paragraph: str) -> tuple[str | None, tuple[str, ...]]:
    """Where (and when) a report was filed, as its first words say it, and the agency named there.

    >>> dateline_of("CARACAS, March 25 (Reuters) - The airport reopened.")
    ('CARACAS, March 25', ('Reuters',))
    """
    start = paragraph[:120].lstrip("\u200b\ufeff\u200e\u200f ")
    for form in _DATELINES:
        if (found := form.match(start)) is not None:
            agency = (found.groupdict().get("agency") or "").strip()
            place = found["place"].strip()
            if place in _NO_PLACES:
                return None, ()
            # An agency that is not in the table is believed beside a place: "(D-N.Y.) -" opens sentences too.
            unlisted = (agency,) if place and re.fullmatch(r"[A-Z]\w[\w. ]{1,30}", agency) else ()
            return place or None, agencies(agency) or unlisted
    return None, ()


_LAST_WORDS = re.compile(
    rf"(?:[(\[]\s*(?P<bracket>[^()\[\]]{{2,60}})\s*[)\]]|[—–-]+\s*(?:[Ww]ith )?(?P<dash>(?:{_NAMES})"
    rf"(?:[\s,/&]|and|{_NAMES})*))\s*\.?\s*$"
)


def closing_credits(paragraph: str) -> tuple[str, ...]:
    """The agencies that the last words of a report credit: ``... on Monday. (AFP, Reuters)``."""
    found = _LAST_WORDS.search(paragraph[-80:])
    if not found:
        return ()
    words = found["bracket"] or found["dash"]
    leftover = re.sub(
        r"(?i)\b(?:with|and|from|by|reporting|inputs?|files|agencies|news|the)\b|\W", "", _AGENCY.sub("", words)
    )
    return () if leftover else agencies(words)


# --- captions --------------------------------------------------------------------------------------------------

_CAPTION = re.compile(
    r"(?i:(?:image|media|video) (?:copyright|caption|source)\b|(?:file )?(?:photo|photograph|picture|image)s?"
    r"(?: (?:credit|by|courtesy|from|via)\b| ?:)|file (?:photo|picture|image)\b|(?:caption|pictured|photo credit)\s*:"
    r"|in this (?:\w+ ){0,5}(?:file |handout )?(?:photo|image|picture|frame)\b(?!-))"
    r"|FILE ?[-–—]"
)
_PICTURE_CREDIT = re.compile(
    r"(?:[(\[/|—–-]\s*(?i:(?:file |handout )?(?:photos?|photograph|pictures?|images?|credits?)\b)[^()\[\]]{0,80}[)\]]?"
    r"|[(\[][^()\[\]]{0,60}"
    r"(?:Getty Images?|AP Photo|Photo|Shutterstock|iStock|EPA|(?:[/] ?|via )(?:AFP|AP|Reuters|REUTERS))"
    r"[^()\[\]]{0,60}[)\]]"
    r"|(?:REUTERS|AP Photo|AFP|Getty Images?|AP|EPA|Reuters)/(?:[^\W\d_a-z][\w.’'-]*[ /]){1,4}[^\W\d_a-z][\w.’'-]*"
    r"|[\w.’'-]+(?: [\w.’'-]+){0,3}/(?:Getty|AP|Reuters|REUTERS|AFP|EPA|Bloomberg|Shutterstock|Pool|Handout)"
    r"(?:[ /](?:via|[^\W\d_a-z][\w.]*)){0,4}"
    r"|Getty Images?|Shutterstock|iStock(?:photo)?)\.?\s*$"
)
_PICTURE_MARKS = re.compile("hoto|mage|icture|redit|Getty|tock|AP|AFP|EPA|euters|REUTERS|Bloomberg")
_LONGEST_CAPTION = 600  # characters


def is_caption(row: str) -> bool:
    """Whether a row describes a picture: it opens as captions do, or ends with the credit of a photographer."""
    if len(row) > _LONGEST_CAPTION:
        return False
    if _CAPTION.match(row) is not None:
        return True
    end = row[-160:]
    # The cheap look first: the search alone took half of the time of intake.
    return _PICTURE_MARKS.search(end) is not None and _PICTURE_CREDIT.search(end) is not None


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """Credits of several places, each once, in order."""
    return tuple(dict.fromkeys(credit for group in groups for credit in group))
