"""A statement's own text: what the report says, so put that it reads without the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from secondsource.model import Span, When
from secondsource.reading.cues import PAST_OF
from secondsource.reading.loaded import PLAIN_WORD
from secondsource.reading.names import ROLES
from secondsource.reading.tokens import DETERMINER, POSSESSIVE, PREPOSITION, PRONOUN, words
from secondsource.reading.verbs import PARTICIPLES

_SPACE = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r" +([,.;:!?])")
_LEAD = re.compile(
    r"^(?:(?:and|but|so|yet|or)(?=[\s,])[\s,]*|(?:then|also|meanwhile|however|moreover|still),\s*)", re.IGNORECASE
)
_DATELINE = re.compile(r"^[A-Z][A-Z.,]+(?: [A-Z][\w.,]+){0,3}(?: \([A-Z]\w+\))? ?[—–-]+ (?=[A-Z])")
_AGENCY = re.compile(r"^\(?[A-Z][\w.& ]{1,24}\) ?[—–-]+ (?=[A-Z])")  # "(AFP) – Two ships came"
_THE = re.compile(r"\b[Tt]he \Z")
_QUOTE_MARKS = re.compile(r"[“”„«»\"]|''|``")
_OBJECT_PRONOUN = re.compile(r"\b(he|she|they|it|his|her|their|its|him)\b", re.IGNORECASE)
_OWN = re.compile(r"['’]s\b")
_ABSOLUTE = re.compile(r"\d{4}|\d0s|century")
_SHORT_VERB = re.compile(r"(['’](?:s|re|ve|ll|d))\b ?([a-z]*)", re.IGNORECASE)
_NAMED_NOUN = re.compile(r" ([a-z-]+) [A-Z]")
_PREDICATES = words(
    "free able unable ready safe alone alive dead ill responsible powerless vulnerable unconscious open unhappy happy "
    "angry liable guilty likely unlikely unfit fit eligible wrong right"
)
_CLOSED = words(
    "and or but to of in on at by for with from as is are was were that who which than if when while because"
)


Change = tuple[int, int, str]  # start, end, and the words instead


def word(text: str, span: Span, changes: Sequence[Change]) -> str:
    """The words of ``span`` as a sentence, with ``changes`` made."""
    return as_sentence(worded(text, span, changes))


def worded(text: str, span: Span, changes: Sequence[Change]) -> str:
    """The words of ``span`` with ``changes`` made; of two that overlap, the first."""
    pieces: list[str] = []
    at = span.start
    for start, end, new in sorted(changes):
        if start < at:
            continue
        pieces += [text[at:start], new]
        at = end
    pieces.append(text[at : span.end])
    return "".join(pieces)


def dated(text: str, time: When) -> Change | None:
    """ "On Saturday [2019-03-23]": the days behind a time that is told from another, in the figures of ISO 8601.

    No words: what the statement says is matched with others by its words, its times as ranges.
    """
    if time.earliest is None or time.latest is None or _ABSOLUTE.search(time.text):
        return None
    own = _OWN.match(text, time.span.end)  # "last year's [2018] vote"
    end = own.end() if own is not None else time.span.end
    return end, end, f" [{_days(time.earliest, time.latest)}]"


def _days(earliest: date, latest: date) -> str:
    """A day, a month, a year, or from one day to another."""
    if earliest == latest:
        return earliest.isoformat()
    if earliest.day == 1 and (latest + timedelta(days=1)).day == 1:
        if (earliest.month, latest.month) == (1, 12):
            return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year} to {latest.year}"
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return f"{earliest:%Y-%m}"
    return f"{earliest.isoformat()} to {latest.isoformat()}"


def without_loaded(text: str, span: Span, listed: Sequence[Span]) -> list[Change]:
    """Listed words left out, or put plainly; the article goes with "the dictator" before a name."""
    changes: list[Change] = []
    for each in listed:
        plain = _plain(text, each)
        changes.append((each.start, each.end, plain))
        article = _THE.search(text[max(span.start, each.start - 4) : each.start])
        if not plain and article is not None and each.of(text).lower() in PLAIN_WORD:
            changes.append((each.start - 4, each.start, ""))
    return changes


def without_pronouns(text: str, span: Span, stands_for: Callable[[str, int], str | None]) -> list[Change]:
    """The first pronoun for each person whom ``stands_for`` (the pronoun, and where it is) gives."""
    changes: list[Change] = []
    replaced: set[str] = set()
    for match in _OBJECT_PRONOUN.finditer(text, span.start, span.end):
        low = match.group().lower()
        name = stands_for(low, match.start())
        if name is None or name in replaced or name.split()[-1] in text[span.start : match.start()]:
            continue
        replaced.add(name)
        owned = low in POSSESSIVE and not (low == "her" and not _before_noun(text, match.end()))
        short = _SHORT_VERB.match(text, match.end(), span.end)
        verb = f" {_full_verb(*short.groups())}" if short is not None else ""
        changes.append(
            (match.start(), short.end(1) if short else match.end(), name + (_possessive(name) if owned else verb))
        )
    return changes


def _possessive(name: str) -> str:
    return "'" if name.endswith("s") and name.startswith("the ") else "'s"


def _full_verb(short: str, following: str) -> str:
    """ "He's left" becomes "Ada Poe has left", for "Ada Poe's left" would own something."""
    if short[1:].lower() != "s":
        return {"re": "are", "ve": "have", "ll": "will", "d": "had" if following in PARTICIPLES else "would"}[
            short[1:].lower()
        ]
    return "has" if following in PARTICIPLES or following in ("been", "got") else "is"


def _before_noun(text: str, end: int) -> bool:
    following = re.match(r" ([a-z]+)(?: ([a-z]+))?", text[end : end + 40])
    if following is None or following[1] in DETERMINER | words("to in on for from as and"):
        return False
    # "it left her free to go", not "her free hand"
    return not (following[1] in _PREDICATES and (following[2] or "to") in PREPOSITION | _CLOSED)


def _plain(text: str, span: Span) -> str:
    """What stands in for a loaded word: nothing before a name or a noun, else the plain word for it."""
    loaded = span.of(text).replace("’", "'")
    bare = loaded.removesuffix("'s")
    plain = PLAIN_WORD.get(bare.lower())
    followed = re.match(r"\s+([A-Za-z]+)", text[span.end : span.end + 30])
    if plain is None and _says_what_kind(text, span):
        return loaded
    if followed and not loaded.endswith("'s") and (plain is None or followed.group(1)[0].isupper()):
        return "" if followed.group(1).lower() not in _CLOSED | PRONOUN | DETERMINER | POSSESSIVE else plain or loaded
    if plain is None:
        return loaded  # a noun that nothing stands in for would leave a hole
    return (plain.capitalize() if bare[0].isupper() else plain) + ("'s" if loaded.endswith("'s") else "")


def _says_what_kind(text: str, span: Span) -> bool:
    """``By far-right figure Ada Poe``: without it the noun before the name would need an article."""
    noun = _NAMED_NOUN.match(text, span.end)
    before = next(reversed(text[max(0, span.start - 30) : span.start].lower().split()), "")
    return noun is not None and noun[1] not in ROLES and before not in DETERMINER | POSSESSIVE


def as_sentence(phrase: str) -> str:
    """Sentence case, one full stop, no quotation marks, no opening conjunction."""
    phrase = _DATELINE.sub("", _SPACE.sub(" ", _QUOTE_MARKS.sub("", phrase)).strip(" ,;:—–-"))
    phrase = _LEAD.sub("", _AGENCY.sub("", phrase))
    phrase = _BEFORE_MARK.sub(r"\1", phrase).strip(" ,;:—–")
    if not phrase:
        return ""
    phrase = phrase[0].upper() + phrase[1:]
    return phrase if phrase.endswith((".", "!", "?", "…")) else phrase + "."


def clause_of(speaker: str, cue: str, content: str) -> str:
    """A whole citing clause: ``Ada Poe confirmed the arrival of troops.``"""
    verb, *rest = cue.split()
    return as_sentence(" ".join((speaker, PAST_OF.get(verb.lower(), verb), *rest, content)))
