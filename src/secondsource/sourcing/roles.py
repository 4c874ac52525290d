"""Whom a report introduces, and as what: "Ada Poe, who heads the coastguard", "coastguard chief Ada Poe".

A wire names its source once and describes them elsewhere: "the head of the coastguard said" in the lead, the name two
paragraphs on. So a description is looked up among those whom its own report introduces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from secondsource.outlets import is_outlet_name
from secondsource.sourcing.bodies import OFFICIAL
from secondsource.sourcing.names import plain, telling_words

_PART = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]+|al-[A-Z][\w'’-]+)"
NAME = rf"{_PART}(?: (?:(?:al|el|bin|ibn|de|del|von|van|der|da|dos) )?{_PART}){{1,3}}"
# Who heads a body, in the forms of a noun and of a verb; all are one word to `fits`.
_HEADS = (
    "head", "heads", "headed", "chief", "leader", "leads", "leading", "led", "director", "boss", "chair", "chairs",
    "chairman", "chairwoman", "chairperson", "runs", "commander", "commands", "president", "ceo", "executive",
    "chancellor", "captain", "principal", "rector", "secretary-general", "governor", "mayor",
)  # fmt: skip
_SPEAKERS = ("spokesman", "spokeswoman", "spokesperson")
_OTHERS = (
    "minister", "prosecutor", "judge", "ambassador", "secretary", "general", "colonel", "major", "officer", "official",
    "engineer", "professor", "analyst", "researcher", "lawyer", "attorney", "doctor", "surgeon", "toxicologist",
    "lawmaker", "deputy", "senator", "journalist", "activist", "employee", "resident", "witness", "pilot", "owner",
    "founder", "co-founder", "member", "manager", "clerk", "elder", "inspector", "superintendent", "sheriff",
)  # fmt: skip
_NOUN = rf"(?:{'|'.join((*_HEADS, *_SPEAKERS, *_OTHERS))})"
_AFTER = re.compile(
    rf"\b({NAME}), ((?:(?:the|an?|its|his|her|their|then) )?(?:[\w'’-]+ ){{0,5}}?{_NOUN}\b[^,.;\n]{{0,60}}"
    rf"|who (?:heads|leads|runs|chairs|commands)\b[^,.;\n]{{1,60}})"
)
_BEFORE = re.compile(rf"\b((?:[\w'’-]+ ){{0,3}}(?i:{_NOUN})) ({NAME})\b")
_BETWEEN = re.compile(rf"\b[Tt]he ((?:[\w'’-]+ ){{0,5}}?{_NOUN}\b[^,.;\n]{{0,60}}), ({NAME})\b")
_SAID = r"(?:said|says|told|added|adds|wrote|writes|explained|announced|warned|confirmed)"
_BARE = re.compile(rf"(?:^|[.”\"\n,] )({NAME}) {_SAID}\b|\b{_SAID} ({NAME})\b", re.MULTILINE)
_FOLLOWS = 400  # characters after a description in which a bare name is that of whom it describes
_ANYBODY = frozenset(("official", "officials", "authority", "authorities"))
_NOT_THE_HEAD = frozenset(("deputy", "former", "ex", "vice", "adviser", "aide", "acting", "late"))
_OFFICES = ("minister", "prosecutor", "judge", "ambassador")
_IDLE = frozenset((*_HEADS, *_SPEAKERS, "team", "main", "country", "national", "local", "who"))


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody whom a report introduces: their name, as what, and where that stands."""

    name: str
    role: str
    start: int


@lru_cache(maxsize=512)
def introduced(text: str) -> tuple[Introduced, ...]:
    """Everybody whom a report introduces by name and role, in the order of the text."""
    found = [Introduced(m.group(1), m.group(2), m.start()) for m in _AFTER.finditer(text)]
    found += [Introduced(_without_title(m.group(2)), m.group(1), m.start()) for m in _BEFORE.finditer(text)]
    found += [Introduced(m.group(2), m.group(1), m.start()) for m in _BETWEEN.finditer(text)]
    kept = [one for one in found if not is_outlet_name(one.name)]
    return tuple(sorted(kept, key=lambda one: (one.start, one.name)))


def _without_title(name: str) -> str:
    return re.sub(r"^(?:Colonel|Col\.|General|Gen\.|Major|Maj\.|Captain|Dr\.?|Judge|Professor|Prof\.) ", "", name)


def role_of(name: str, text: str) -> str:
    """All that a report introduces a name as, in one line; empty where it does not."""
    words = telling_words(name)
    roles = [one.role for one in introduced(text) if words and telling_words(one.name)[-len(words) :] == words]
    return "; ".join(dict.fromkeys(roles))


def named_for(description: str, words: str, text: str, start: int) -> str | None:
    """The name of whom a description means, where its report gives one, and only one that fits.

    ``words`` are the description with its article, which stand at ``start`` of the report.
    """
    people = introduced(text)
    if _ANYBODY.issuperset(telling_words(description)):
        later = [one for one in people if one.start > start and OFFICIAL.search(one.role) and _cited(one.name, text)]
        fitting = {plain(one.name): one.name for one in later}
    else:
        fitting = {plain(one.name): one.name for one in people if fits(description, one.role)}
        definite = words[:4].lower() == "the " and _ranked(description)[0] is not None
        if not fitting and definite and (bare := _bare_name(text, start + len(words))) is not None:
            fitting = {plain(bare): bare}
    surnames = {name.split()[-1] for name in fitting}
    return max(fitting.values(), key=len) if len(surnames) == 1 else None


def fits(description: str, role: str) -> bool:
    """Whether two ways to say as what somebody is in the news mean one office: "the leader of a rescue team", "who
    leads the Oslo Rescue team". They have a word in common besides those of rank, and no other rank."""
    one, other = _ranked(description), _ranked(role)
    if one[0] is None or one[0] != other[0]:
        return False
    shorter, longer = sorted((one[1], other[1]), key=len)
    return bool(shorter) and len(shorter & longer) * 2 >= len(shorter) and _below(description) == _below(role)


def heads(role: str, body: str) -> bool:
    """Whether a role is that of who heads a body or speaks for it: "minister of defence" and the defence ministry."""
    rank, words = _ranked(role)
    if rank is None or _below(role):
        return False
    bare = re.sub(r" in [A-ZÀ-Þ][\w'’ -]+$", "", body)
    named = set(telling_words(bare)) - {"country", "national"}
    offices = {"ministry": "minister", "office": "prosecutor", "prosecutors": "prosecutor", "government": "government"}
    told = words | {rank}
    needed = {offices.get(word, word) for word in named} - {"public", "state"}
    return bool(needed) and needed <= told and rank in ("head", "spokes", "minister", "prosecutor", "ambassador")


def one_body(description: str, role: str) -> bool:
    """Whether two head or speak for one body: "a spokesman for the prosecutor's office" and "chief prosecutor"."""
    one, other = _body(description), _body(role)
    return bool(one) and one == other


def _body(role: str) -> frozenset[str]:
    rank, _ = _ranked(role)
    if _below(role) or rank not in ("head", "spokes", "minister", "prosecutor"):
        return frozenset()
    offices = {"ministry": "minister", "prosecutors": "prosecutor"}
    named = {offices.get(word, word) for word in telling_words(re.sub(r" in [A-ZÀ-Þ][\w'’ -]+$", "", role))}
    named = {word for word in named if word not in _IDLE} | ({rank} if rank in ("minister", "prosecutor") else set())
    return frozenset(named - {"public", "state", "office"})


def _below(words: str) -> bool:
    return not _NOT_THE_HEAD.isdisjoint(telling_words(words))


def _ranked(words: str) -> tuple[str | None, frozenset[str]]:
    """The rank that words name, and what it is of."""
    told = telling_words(words)
    raw = re.findall(r"[\w-]+", plain(words))
    ranks = [rank for word in raw if (rank := _rank(word)) is not None]
    rank = next((rank for rank in ranks if rank in _OFFICES), ranks[0] if ranks else None)  # "chief prosecutor"
    return rank, frozenset(word for word in told if _rank(word) is None and word not in _IDLE)


def _rank(word: str) -> str | None:
    bare = word.removesuffix("s") if word.endswith("s") and word[:-1] in _OTHERS else word
    if bare in _OTHERS:
        return bare
    return "head" if word in _HEADS else "spokes" if word in _SPEAKERS else None


def _cited(name: str, text: str) -> bool:
    surname = re.escape(name.split()[-1])
    return (
        re.search(rf"\b{surname}\b[^.\n]{{0,120}}\b{_SAID}\b|\b{_SAID}\b[^.\n]{{0,60}}\b{surname}\b", text) is not None
    )


def _bare_name(text: str, end: int) -> str | None:
    """A full name that just speaks, soon after a description and without a role of its own: who was described."""
    after = text[end : end + _FOLLOWS]
    for match in _BARE.finditer(after):
        name = match.group(1) or match.group(2)
        if is_outlet_name(name) or name in text[:end] or role_of(name, text):
            continue
        return name
    return None
