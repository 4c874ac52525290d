"""Everyone named in a report: the fullest form of each name, the roles it is given, and who was named near."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.model import Span
from secondsource.outlets import is_outlet, is_outlet_name
from secondsource.reading.names import BODIES, ROLES, TITLES, Name, find_names
from secondsource.reading.quotations import find_quotations
from secondsource.reading.tokens import words
from secondsource.reading.verbs import BASES

# "the president" by itself; not "the president of Peru", nor "the president Ada Poe"
_THE_ROLE = re.compile(r"\b[Tt]he ([a-z]{4,20})(?:['’]s\b|(?= (?:has|had|is|was|will|would|said|also)\b))")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")
_SOLE = words("president king queen pope chancellor")  # whoever holds it is called so at the first mention, too
_KIN = re.compile(
    r"\b(?:[Ff]irst [Ll]ady|wife|husband|widow|widower|son|daughter|brother|sister|mother|father|cousin),? $"
)
_PLACED = words("fort port mount lake new north south east west san santa saint st los las el la cape camp the")
_NEAR = 3000  # characters; a pronoun does not reach back further
_MALE = frozenset(("he", "him", "his"))


@dataclass(frozen=True, slots=True)
class Cast:
    """``names`` in the order of mention; ``longer`` maps each short name to the one long name that it stands for."""

    names: tuple[Name, ...]
    paragraphs: tuple[int, ...]
    longer: Mapping[str, str]
    people: frozenset[str]
    genders: Mapping[str, frozenset[str]]
    roles: Mapping[str, tuple[tuple[int, str], ...]]
    quoted: frozenset[int]  # where names stand in quotation marks
    surnames: frozenset[str]  # single words that the learned reader takes for a person's name, of whom no more is said

    def fullest(self, name: str) -> str:
        return self.longer.get(name, name)

    def is_person(self, name: str) -> bool:
        return name in self.people

    def known(self, name: Name) -> Name:
        """The name as that of a person, if it is short for one's."""
        return replace(name, person=True) if self.fullest(name.words) in self.people else name

    def paragraph(self, at: int) -> int:
        return bisect_right(self.paragraphs, at)

    def paragraph_start(self, at: int) -> int:
        return max(self.paragraphs[self.paragraph(at) - 1], at - _NEAR) if self.paragraph(at) else at

    def named_in(self, start: int, end: int) -> tuple[Name, ...]:
        first = bisect_left(self.names, start, key=lambda name: name.span.start)
        return self.names[first : bisect_left(self.names, end, key=lambda name: name.span.start)]

    def in_role(self, role: str, before: int) -> str | None:
        """The one person whom the report gives this role up to ``before``."""
        given = self.roles.get(role, ())
        people = {person for _, person in given[: bisect_left(given, (before, ""))]}
        return people.pop() if len(people) == 1 else None

    def person_before(self, pronoun: str, at: int) -> str | None:
        """The one person named in this paragraph before ``at`` whom the pronoun fits; else in the paragraph before."""
        here = self.paragraph(at)
        for n in (here, here - 1):
            if n < 1:
                return None
            end = at if n == here else self.paragraphs[here - 1]
            near = self.named_in(max(self.paragraphs[n - 1], end - _NEAR), end)
            named = [name for name in near if self._may_be(name, pronoun)]
            fitting = {self.fullest(name.words) for name in named}
            if fitting:
                told = any(name.span.start not in self.quoted for name in named)
                return fitting.pop() if told and len(fitting) == 1 else None
        return None

    def outlet_before(self, at: int) -> Name | None:
        """The outlet last named before ``at`` in its paragraph."""
        near = self.named_in(self.paragraph_start(at), at)
        return next((name for name in reversed(near) if is_outlet(name.words)), None)

    def fits(self, pronoun: str, name: str) -> bool:
        """Whether nothing in the report speaks against ``he`` or ``she`` for this name."""
        known = self.genders.get(self.fullest(name), frozenset())
        return not known or known == {"m" if pronoun in _MALE else "f"}

    def full_names(self, text: str, within: Span) -> list[tuple[int, int, str]]:
        """Where ``within`` names somebody by a short name or only by role, and the full name instead."""
        changes = []
        for name in self.named_in(within.start, within.end):
            full = self.fullest(name.words)
            if full != name.words and full.split()[0] != name.words and within.contains(name.span):
                honorific = _HONORIFIC.search(text, max(within.start, name.span.start - 6), name.span.start)
                start = honorific.start() if honorific else name.span.start
                changes.append((start, name.span.end, full + _possession(name.span.of(text))))
        for match in _THE_ROLE.finditer(text, within.start, within.end):
            person = self.in_role(match.group(1), match.start())
            if person is not None:
                changes.append((match.start(), match.end(), person + _possession(match.group())))
        return changes

    def _may_be(self, name: Name, pronoun: str) -> bool:
        person = name.person or name.words in self.longer or name.words in self.surnames
        return person and self.fits(pronoun, name.words)


def _possession(phrase: str) -> str:
    return "'s" if phrase.endswith(("'s", "’s")) else ""


def assemble(text: str, paragraphs: Sequence[Span], persons: Sequence[Span] = ()) -> Cast:
    """Everyone named in the given paragraphs of ``text``; ``persons`` are marked as names of such."""
    found = tuple(_as_person(name, persons) for name in find_names(text, paragraphs))
    alone = {n.words for n in found if " " not in n.words and not n.person and _is_marked(n, persons)}
    first = _surnamed(found, alone)
    names = tuple(replace(name, person=True) if name.words in first else name for name in found)
    longer = _longer({n.words for n in names}, {n.words for n in names if n.person} - _orders(names))
    others = _kin(text, names) | _in_office(names)
    longer = {short: full for short, full in longer.items() if (short, full) not in others}
    genders: dict[str, frozenset[str]] = {}
    roles: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        full = longer.get(name.words, name.words)
        if name.gender is not None:
            genders[full] = genders.get(full, frozenset()) | {name.gender}
        if name.person:
            for role in name.roles & ROLES:
                roles.setdefault(role, []).append((name.span.start, full))
    people = frozenset(n.words for n in names if n.person)
    starts = tuple(sorted(p.start for p in paragraphs))
    return Cast(names, starts, longer, people, genders, {role: tuple(given) for role, given in roles.items()},
                _quoted(text, paragraphs, names), frozenset(alone - longer.keys()))  # fmt: skip


def _orders(names: Sequence[Name]) -> set[str]:
    """``Punish Ada Poe``, where the report has "Ada Poe" too: a call, and no longer name."""
    known = {n.words for n in names}
    return {
        each
        for each in known
        if " " in (rest := each.partition(" ")[2]) and rest in known and each.partition(" ")[0].lower() in BASES
    }


def _kin(text: str, names: Sequence[Name]) -> set[tuple[str, str]]:
    """Surnames that stood in the report before somebody's husband or daughter of that name did: theirs is another."""
    first: dict[str, int] = {}
    for name in names:
        first.setdefault(name.words, name.span.start)
    return {
        (name.last, name.words)
        for name in names
        if " " in name.words
        and first[name.words] == name.span.start
        and first.get(name.last, name.span.start) < name.span.start
        and _KIN.search(text, max(0, name.span.start - 14), name.span.start)
    }


def _in_office(names: Sequence[Name]) -> set[tuple[str, str]]:
    """``President Poe`` or ``Mr. Poe`` beside ``Ada Poe``, who is nowhere a president, and no man: somebody else."""
    said: dict[str, tuple[set[str], set[str | None]]] = {}
    for name in names:
        roles, genders = said.setdefault(name.words, (set(), set()))
        roles.update(name.roles)
        genders.add(name.gender)
    fulls: dict[str, list[str]] = {}
    for each in said:
        if " " in each:
            fulls.setdefault(each.split()[-1], []).append(each)
    return {
        (short, full)
        for short, (roles, genders) in said.items()
        for full in fulls.get(short, ())
        if (roles - said[full][0]) & _SOLE or {"m", "f"} <= genders | said[full][1]
    }


def _quoted(text: str, paragraphs: Sequence[Span], names: Sequence[Name]) -> frozenset[int]:
    quotations = [q for paragraph in paragraphs for q in find_quotations(text, paragraph)]
    starts = [q.start for q in quotations]
    inside = set()
    for name in names:
        n = bisect_right(starts, name.span.start) - 1
        if n >= 0 and quotations[n].contains(name.span):
            inside.add(name.span.start)
    return frozenset(inside)


def _as_person(name: Name, persons: Sequence[Span]) -> Name:
    """Of a name in several words that is no body's; a single word may as well be a town."""
    if name.person or " " not in name.words or is_outlet_name(name.words) or name.last.lower() in BODIES:
        return name
    return replace(name, person=True) if _is_marked(name, persons) else name


def _surnamed(names: Sequence[Name], surnames: set[str]) -> set[str]:
    """``Tern Polk``, where the report calls somebody "Polk" and has no other of that name."""
    known = {name.last for name in names if name.person and " " in name.words}
    fitting: dict[str, set[str]] = {}
    for name in names:
        if len(name.words.split()) == 2 and name.last in surnames - known:
            fitting.setdefault(name.last, set()).add(name.words)
    return {one for (one, *others) in fitting.values() if not others and _is_given(one.split()[0])}


def _is_given(first: str) -> bool:
    """Whether a word before a surname can be a given name; not "Fort", "President-elect"."""
    low = first.lower()
    return low not in _PLACED and not is_outlet_name(first) and TITLES.isdisjoint(low.split("-")) and low not in BASES


def _is_marked(name: Name, persons: Sequence[Span]) -> bool:
    n = bisect_right(persons, name.span.start, key=lambda span: span.start) - 1
    return n >= 0 and persons[n].overlaps(name.span)


def _longer(names: set[str], people: set[str]) -> dict[str, str]:
    """Short names that are the end or the beginning of one person's long name, and of no other's."""
    fitting: dict[str, set[str]] = {}
    for person in people:
        parts = person.split()
        for size in range(1, len(parts)):
            fitting.setdefault(" ".join(parts[-size:]), set()).add(person)
            fitting.setdefault(" ".join(parts[:size]), set()).add(person)
    return {
        short: max(full, key=lambda name: (len(name), name))
        for short, full in fitting.items()
        if short in names and _are_one(full)
    }


def _are_one(full: set[str]) -> bool:
    """Whether "John Kerry" and "John F. Kerry" are all there is."""
    return len({(name.split()[0], name.split()[-1]) for name in full}) == 1
