"""Rare forms that two reports share against the rest: a name misspelt, an office or figure as nobody else has it.

Who copies from a report copies its mistakes, as in the criticism of texts (Lachmann) and in the detection of copied
claims (Dong et al. 2009). Nobody here knows what is right; a form is taken for a mistake where two reports or more have
it and more others have another, none of them both. What all transcriptions differ in is no mistake.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from secondsource.model import Evidence, Excerpt, Report, Span
from secondsource.sourcing.names import plain, sound

# So many reports must have the usual form, and more than have the rare one.
LEAST_USUAL = 3
LONGEST = 100_000
# Letters of a surname from which one that differs by up to three is a misspelling, and not another name.
LEAST_LETTERS = 7
# Figures that differ by less are rounded.
ROUNDING = 0.05

_WORD = r"[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*"
# Every two in a row, or "Yesterday Ada" would hide "Ada Poe".
_FULL_NAME = re.compile(rf"\b(?=({_WORD}) (?:[A-Z]\. )?({_WORD})\b)")
_OFFICES = (
    r"(?:minister|general|president|secretary|ambassador|mayor|governor|colonel|admiral|commander|director|chairman|"
    r"chairwoman|captain|judge|senator|professor|chief|premier|chancellor|speaker|prosecutor|envoy)"
)
_FIELDS = r"(?:prime|defen[cs]e|foreign|interior|finance|justice|health|energy|transport|oil|trade|education|economy)"
_OFFICE = rf"(?:({_FIELDS}) )?({_OFFICES})"
_BEFORE = re.compile(rf"\b{_OFFICE},? $", re.IGNORECASE)
_AFTER = re.compile(rf",? (?:the|an?|its|their|his) (?:[\w'’-]+ ){{0,3}}?{_OFFICE}\b", re.IGNORECASE)
_COUNTED = re.compile(r"(?<![\w.,$€£-])(\d{1,3}(?:,\d{3})+|\d+) (?:[A-Za-z]+ )?([a-z]{4,}s)\b")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of giving a thing, and where it stands: ``of`` is what it is a form of, to which others may differ."""

    of: str
    given: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mistake:
    """A rare form that two passages share, where the child has it, and the form that others have."""

    seen: Excerpt
    usual: str
    others: int


class Mistakes:
    """The forms in the reports of the evidence on one statement, counted by report."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = tuple(reports)

    def shared(self, child: Evidence, parent: Evidence, reports: Mapping[str, Report]) -> Mistake | None:
        """The rare form that two passages share; ``None`` where they share none."""
        theirs = {(form.of, form.given) for form in forms(parent.text)}
        for form in forms(child.text) if theirs else ():
            if (form.of, form.given) in theirs and (usual := self._usual(form)) is not None:
                start, end = child.span.start + form.span.start, child.span.start + form.span.end
                return Mistake(Excerpt.cut(reports[child.report].text, Span(start, end)), *usual)
        return None

    def _usual(self, rare: Form) -> tuple[str, int] | None:
        """The form that more reports have, and how many; none where a report has both."""
        having: Counter[str] = Counter()
        for found in (forms(report.text) for report in self._reports):
            given = {form.given for form in found if form.of == rare.of and _rivals(rare, form)}
            has_rare = any(form.of == rare.of and form.given == rare.given for form in found)
            if has_rare and given:
                return None
            having.update(given or ({rare.given} if has_rare else ()))
        if not (rivals := [form for form in having if form != rare.given]):
            return None
        usual = max(sorted(rivals), key=lambda form: having[form])
        if having[rare.given] < 2 or having[usual] < max(LEAST_USUAL, having[rare.given] + 1):
            return None
        return usual, having[usual]


@lru_cache(maxsize=2048)
def forms(text: str) -> tuple[Form, ...]:
    """The names, offices and figures of a text that might be mistaken."""
    text = text[:LONGEST]
    return (*_names(text), *_figures(text))


def _names(text: str) -> Iterator[Form]:
    for match in _FULL_NAME.finditer(text):
        given, family = plain(match.group(1)), plain(match.group(2))
        if len(family) >= LEAST_LETTERS - 1:
            yield Form(f"name {sound(given)} {family[:3]}", family, Span(match.start(1), match.end(2)))
        before = _BEFORE.search(text, max(0, match.start() - 40), match.start())
        after = _AFTER.match(text, match.end(2))
        for office in (before, after):
            if office is not None:
                title = " ".join(word.lower().replace("defense", "defence") for word in office.groups() if word)
                yield Form(f"office {family}", title, Span(office.start(1 if office.group(1) else 2), office.end(2)))


def _figures(text: str) -> Iterator[Form]:
    for match in _COUNTED.finditer(text):
        yield Form(f"figure {match.group(2)}", match.group(1).replace(",", ""), Span(*match.span(1)))


def _rivals(rare: Form, other: Form) -> bool:
    """Whether two forms of one thing cannot both be right, and are no two ways of writing it."""
    if rare.given == other.given:
        return False
    kind = rare.of.split(" ", 1)[0]
    if kind == "name":
        return _misspelt(rare.given, other.given)
    if kind == "office":
        return rare.given.split()[-1] != other.given.split()[-1]
    return _clash(int(rare.given), int(other.given))


@lru_cache(maxsize=4096)
def _misspelt(one: str, other: str) -> bool:
    """Whether two surnames under one given name are one, of which one is misspelt: not only transcribed otherwise."""
    if min(len(one), len(other)) < LEAST_LETTERS - 1 or max(len(one), len(other)) < LEAST_LETTERS:
        return False
    ours, theirs = sound(one), sound(other)
    return ours != theirs and ours + "a" != theirs and theirs + "a" != ours and _apart(ours, theirs) <= 3


def _apart(one: str, other: str) -> int:
    """Levenshtein distance, four at most."""
    if abs(len(one) - len(other)) > 3:
        return 4
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        last, row[0] = row[0], n
        for m, theirs in enumerate(other, 1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (letter != theirs))
    return min(row[-1], 4)


def _clash(rare: int, usual: int) -> bool:
    """Whether a figure is another and no rounding: telling by itself, or the same with a nought too many."""
    if not rare or not usual:
        return False
    slip = max(rare, usual) / min(rare, usual) in (10, 100, 1000)
    telling = rare >= 13 and rare % 10 != 0 and usual % 10 != 0
    return slip or (telling and abs(rare - usual) / max(rare, usual) > ROUNDING)
