"""Decisions by hand in the workbench: which concern a dossier, which it has not heard of yet, and taking new ones.

A ruling on a verdict shows at once, since it changes nothing in the dossier. What changes stances or lines is heard
when the dossier is assessed anew; until then the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import attrgetter

from secondsource.errors import InputError
from secondsource.library.decisions import OF_LINES, ON_VERDICT, chosen, in_force, subject
from secondsource.model import Action, Decision, Dossier, Evidence, Span, Statement, Subject
from secondsource.rulings import by_statement, rulings
from secondsource.workbench.desk import Desk
from secondsource.workbench.limits import Busy

SHAPING = (*OF_LINES, Action.STANCE)
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
_CHANGED = "the machine's {} has become “{}” since you opened the page; look at it again"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form on the page of a dossier sends. ``statement`` is ``START-END``; what a kind needs not is empty."""

    kind: str
    by: str
    note: str
    statement: str = ""
    one: str = ""
    other: str = ""
    what: str = ""
    seen: str = ""
    number: int = 0


def with_rulings(dossier: Dossier, log: Sequence[Decision]) -> Dossier:
    """The dossier with what persons make of its verdicts by now; all else is of the time when it was made."""
    standing = in_force(log)
    ruled = rulings(standing, dossier.report.id, dossier.statements)
    numbers = {ruling.decision for ruling in ruled}
    others = [decision for decision in dossier.decisions if decision.action not in ON_VERDICT]
    shown = sorted((*others, *(d for d in standing if d.number in numbers)), key=lambda decision: decision.number)
    return replace(dossier, rulings=ruled, decisions=tuple(shown))


def concerning(dossier: Dossier, log: Sequence[Decision]) -> tuple[Decision, ...]:
    """The entries that are about this dossier: its statements, its passages, its origins, or an entry that is."""
    known = {decision.number for decision in dossier.decisions}
    origins = {_plain(line.origin) for line in dossier.lines}
    found: set[int] = set()
    for decision in sorted(log, key=lambda entry: entry.number):
        of_it = decision.number in known or any(_is_here(each, dossier, origins) for each in decision.about)
        if of_it or decision.undoes in found:
            found.add(decision.number)
    return tuple(decision for decision in log if decision.number in found)


def unheard(dossier: Dossier, log: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions on stances and lines that hold now and did not when the dossier was made, or the other way."""
    of_it = concerning(dossier, log)
    known = dossier.versions.decisions or 0
    then = {decision.number for decision in in_force(entry for entry in of_it if entry.number <= known)}
    now = {decision.number for decision in in_force(of_it)}
    return tuple(d for d in of_it if d.number in then ^ now and d.action in SHAPING)


def on_passages(dossier: Dossier, log: Sequence[Decision]) -> dict[str, tuple[Decision, ...]]:
    """What persons make of the passages by now, by the id of the evidence; of each the latest, the latest last."""
    by_id = by_statement(in_force(log), (Action.STANCE,), dossier.report.id, dossier.statements)
    found = {item.id: _on_passage(item, by_id.get(item.statement, ())) for item in (*dossier.evidence, *dossier.aside)}
    return {item: decisions for item, decisions in found.items() if decisions}


def _on_passage(item: Evidence, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    latest = {each.by: each for each in decisions if each.about[1].meets(item.report, item.span)}
    return tuple(sorted(latest.values(), key=attrgetter("number")))


def decide(desk: Desk, submission: str, asked: Asked) -> str:
    """Enters a decision on a dossier, and has it assessed anew where that changes it; the place on its page to return
    to. Raises ``InputError`` where it makes no sense, ``KeyError`` where there is no such dossier."""
    with desk.submissions() as submissions:
        dossier = submissions.dossier(submission)
    if dossier is None:
        raise KeyError(submission)
    number, statement = _statement(dossier, asked) if asked.kind != "undo" else (0, None)
    action, about, value, seen = _meant(dossier, asked, statement, desk)
    undoes = asked.number if action is Action.UNDO else None
    with desk.library() as library:
        if undoes is not None and undoes not in {each.number for each in concerning(dossier, library.decisions())}:
            raise InputError(f"decision {undoes} is none on this dossier; look under Decisions")
        library.decide(action, about, by=asked.by, note=asked.note, value=value, undoes=undoes, seen=seen)
        stale = unheard(dossier, library.decisions())
    if stale:
        with suppress(Busy):  # the page then says that it was not heard yet, and offers to try again
            desk.assess_anew(submission)
    return f"s{number}" if number else "decisions"


def _statement(dossier: Dossier, asked: Asked) -> tuple[int, Statement]:
    place = _PLACE.fullmatch(asked.statement)
    for number, statement in enumerate(dossier.statements, 1):
        if place and statement.proposed is None and (statement.span.start, statement.span.end) == _ends(place):
            return number, statement
    raise InputError("there is no such statement in this dossier any more; load the page again")


def _ends(place: re.Match[str]) -> tuple[int, int]:
    return int(place[1]), int(place[2])


def _meant(
    dossier: Dossier, asked: Asked, statement: Statement | None, desk: Desk
) -> tuple[Action, tuple[Subject, ...], str | None, str | None]:
    """The action, its subjects, its value, and what the machine had said."""
    if asked.kind == "undo" or statement is None:
        return Action.UNDO, (), None, None
    words = Subject(dossier.report.id, statement.span)
    if asked.kind == "verdict":
        action, value = chosen(asked.what)
        return action, (words,), value, _verdict(dossier, statement, asked)
    one = _passage(dossier, statement, asked.one)
    passage = Subject(one.report, one.span)
    if asked.kind == "stance":
        return Action.STANCE, (words, passage), asked.what, _stance(one, asked)
    if asked.kind == "split":
        return Action.SPLIT, (passage,), None, None
    if asked.kind == "merge":
        other = _passage(dossier, statement, asked.other)
        return Action.MERGE, (passage, Subject(other.report, other.span)), None, None
    if asked.kind == "descent":
        with desk.library() as library:
            parent = subject(asked.other, library.find)
        return Action.DESCENT, (passage, parent), asked.what or None, None
    raise InputError("nothing was chosen to decide; load the page again")


def _verdict(dossier: Dossier, statement: Statement, asked: Asked) -> str | None:
    """The machine's verdict, which must be the one that the person had before them."""
    found = next((a.verdict.value for a in dossier.assessments if a.statement == statement.id), None)
    if (asked.seen or None) != found:
        raise InputError(_CHANGED.format("verdict", found or "not assessed"))
    return found


def _stance(item: Evidence, asked: Asked) -> str:
    found = (item.machine or item.probabilities).stance.value
    if asked.seen != found:
        raise InputError(_CHANGED.format("stance", found))
    return found


def _passage(dossier: Dossier, statement: Statement, given: str) -> Evidence:
    for item in (*dossier.evidence, *dossier.aside):
        if item.statement == statement.id and given == f"{item.report}:{item.span.start}-{item.span.end}":
            return item
    raise InputError("there is no such passage on this statement any more; load the page again")


def _is_here(about: Subject, dossier: Dossier, origins: Iterable[str]) -> bool:
    if about.origin is not None:
        return _plain(about.origin) in origins
    if about.report == dossier.report.id:
        return any(about.meets(dossier.report.id, span) for span in _spans(dossier))
    return any(about.meets(item.report, item.span) for item in (*dossier.evidence, *dossier.aside))


def _spans(dossier: Dossier) -> Iterator[Span]:
    return (statement.span for statement in dossier.statements)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
