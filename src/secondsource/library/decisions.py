"""The log of decisions by hand, and the record of origins, as tables of the store.

The log is only ever added to: an undoing is an entry of its own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from secondsource import record
from secondsource.errors import InputError
from secondsource.model import (
    Action,
    Decision,
    OriginKind,
    Outcome,
    Report,
    Span,
    Stance,
    Subject,
    Verdict,
)

_LATEST = """SELECT origin, report, start, stop, confirmed, max(settled) FROM outcome
    WHERE settled <= ? GROUP BY origin, report, start, stop ORDER BY origin, report, start, stop"""
_WORDS = re.compile(r"([0-9a-f]{6,64}):(\d{1,9})-(\d{1,9})")
LONGEST_NOTE, LONGEST_NAME = 4000, 100
WHOLE_ID = 64  # digits of a SHA-256
# The value of a stance by which a passage is no evidence at all.
NO_EVIDENCE = "none"
ON_VERDICT = (Action.ACCEPT, Action.DISPUTE, Action.OVERRULE)
OF_LINES = (Action.MERGE, Action.SPLIT, Action.DESCENT, Action.RELIABILITY)
# How many subjects each action has, least and most.
_SUBJECTS = {
    Action.MERGE: (2, 2),
    Action.SPLIT: (1, 2),
    Action.DESCENT: (2, 2),
    Action.RELIABILITY: (1, 1),
    Action.ACCEPT: (1, 1),
    Action.DISPUTE: (1, 1),
    Action.OVERRULE: (1, 1),
    Action.STANCE: (2, 2),
    Action.UNDO: (0, 0),
}
_VALUES: dict[Action, Sequence[str | None]] = {
    Action.RELIABILITY: ("A", "B", "C", "D", "E", "F"),
    Action.DESCENT: (None, *OriginKind),
    Action.OVERRULE: tuple(Verdict),
    Action.STANCE: (*Stance, NO_EVIDENCE),
}
# What a person can have had before them: the machine's verdict, or its stance.
_SEEN: dict[Action, Sequence[str | None]] = {
    **dict.fromkeys(ON_VERDICT, (None, *Verdict)),
    Action.STANCE: (None, *Stance),
}


def undone(log: Iterable[Decision]) -> frozenset[int]:
    """The numbers of the entries that a later one took back; an undoing can be undone itself."""
    found: set[int] = set()
    for decision in sorted(log, key=lambda entry: entry.number, reverse=True):
        if decision.undoes is not None and decision.number not in found:
            found.add(decision.undoes)
    return frozenset(found)


def in_force(log: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that no later entry undid, the oldest first."""
    entries = sorted(log, key=lambda entry: entry.number)
    gone = undone(entries)
    return tuple(entry for entry in entries if entry.undoes is None and entry.number not in gone)


def subject(text: str, find: Callable[[str], Report]) -> Subject:
    """What somebody means: ``3f1a9c:120-188`` is words of the report that ``find`` gives, anything else an origin."""
    place = _WORDS.fullmatch(text.strip())
    if place is None:
        if not text.strip():
            raise InputError("an origin without a name; give the one that the dossier shows")
        return Subject(origin=text.strip())
    return Subject(find(place[1]).id, _span(text, place))


def words(text: str, find: Callable[[str], Report]) -> Subject:
    """Words of the report under verification, which need not be held where its id is given whole."""
    given = _WORDS.fullmatch(text.strip())
    if given is None:
        raise InputError(f"{text[:80]!r} is no place in a report; give ID:START-END, as verify --details shows it")
    if len(given[1]) < WHOLE_ID:
        return subject(text, find)
    return Subject(given[1], _span(text, given))


def _span(text: str, place: re.Match[str]) -> Span:
    start, end = int(place[2]), int(place[3])
    if start >= end:
        raise InputError(f"{text} ends where it begins, or before; give ID:START-END")
    return Span(start, end)


def chosen(what: str) -> tuple[Action, str | None]:
    """What somebody makes of a verdict, in one word: accept, dispute, or the verdict that it ought to be."""
    if what in (Action.ACCEPT, Action.DISPUTE):
        return Action(what), None
    if what in tuple(Verdict):
        return Action.OVERRULE, what
    choices = ", ".join((Action.ACCEPT, Action.DISPUTE, *Verdict))
    raise InputError(f"{what[:80]!r} is nothing to decide on a verdict; choose from: {choices}")


def require_sense(decision: Decision, log: Sequence[Decision], report: Callable[[str], Report | None]) -> None:
    """``InputError`` where a decision cannot be meant: the wrong number of subjects, words that are not held."""
    _require_words(decision)
    least, most = _SUBJECTS[decision.action]
    if not least <= len(decision.about) <= most:
        raise InputError(f"{decision.action} takes {least if least == most else f'{least} or {most}'} subjects")
    if len(set(decision.about)) < len(decision.about):
        raise InputError(f"{decision.about[0]} was given twice; name two that differ")
    _require_choice(decision.action, decision.value, _VALUES)
    _require_choice(decision.action, decision.seen, _SEEN)
    if (decision.undoes is not None) != (decision.action is Action.UNDO):
        raise InputError("only an undoing names the decision that it undoes")
    if decision.undoes is not None and decision.undoes not in {entry.number for entry in log}:
        raise InputError(f"there is no decision {decision.undoes}; decide list shows them")
    if decision.undoes in undone(log):
        raise InputError(f"decision {decision.undoes} is taken back already; decide list shows by which entry")
    alone = decision.action is Action.DESCENT or (decision.action is Action.SPLIT and len(decision.about) == 1)
    if alone and decision.about[0].report is None:
        raise InputError(f"{decision.about[0]} is no passage; give words of a report as ID:START-END")
    for number, subject in enumerate(decision.about):
        _require_place(subject, decision.action, report, verified=_of_verified(decision.action, number))


def _require_words(decision: Decision) -> None:
    """Who, and why; whoever accepts a verdict need not say why."""
    if not decision.by.strip() or not (decision.note.strip() or decision.action is Action.ACCEPT):
        raise InputError("a decision needs who takes it and why; give --by and --note")
    if len(decision.by) > LONGEST_NAME:
        raise InputError(f"a name of {len(decision.by):,} characters; give one of {LONGEST_NAME} at most")
    if len(decision.note) > LONGEST_NOTE:
        raise InputError(f"a note of {len(decision.note):,} characters; give one of {LONGEST_NOTE:,} at most")
    try:
        (decision.by + decision.note + "".join(str(subject.origin) for subject in decision.about)).encode()
    except UnicodeEncodeError:
        raise InputError("a name or a note holds half a character (a lone surrogate); type it again") from None


def _require_choice(action: Action, value: str | None, choices: Mapping[Action, Sequence[str | None]]) -> None:
    allowed = choices.get(action, (None,))
    if value not in allowed:
        named = ", ".join(str(choice) for choice in allowed if choice)
        raise InputError(f"{action} does not take {value!r}; choose from: {named or 'nothing'}")


def _of_verified(action: Action, number: int) -> bool:
    """Whether a subject is words of the report under verification, which need not be held."""
    return action in ON_VERDICT or (action is Action.STANCE and number == 0)


def _require_place(subject: Subject, action: Action, report: Callable[[str], Report | None], *, verified: bool) -> None:
    if subject.report is None or subject.span is None:
        if action in (*ON_VERDICT, Action.STANCE):
            raise InputError(f"{action} is about words of a report, not about an origin; give REPORT:START-END")
        return
    if action is Action.RELIABILITY:
        raise InputError("reliability is that of an origin; give its name")
    if (held := report(subject.report)) is not None:
        if subject.span.end > len(held.text):
            raise InputError(f"the report {subject.report[:12]} has only {len(held.text)} characters")
    elif not verified:
        raise InputError(f"the report {subject.report[:12]} is not held; library list shows those that are")


# --- the tables -------------------------------------------------------------------------------------------------


def append(store: sqlite3.Connection, decision: Decision) -> Decision:
    """Adds an entry; returns it with its number."""
    (last,) = store.execute("SELECT coalesce(max(number), 0) FROM decision").fetchone()
    entry = replace(decision, number=last + 1)
    store.execute("INSERT INTO decision VALUES (?, ?)", (entry.number, record.dumps(entry)))
    return entry


def log(store: sqlite3.Connection) -> tuple[Decision, ...]:
    rows = store.execute("SELECT entry FROM decision ORDER BY number")
    return tuple(record.loads(Decision, entry) for (entry,) in rows)


def keep_outcomes(store: sqlite3.Connection, found: Iterable[Outcome]) -> None:
    store.executemany(
        "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?, ?)",
        [
            (o.origin, o.passage.report, o.passage.span.start, o.passage.span.end, o.settled.isoformat(), o.confirmed)
            for o in found
            if o.passage.span is not None
        ],
    )


def outcomes(store: sqlite3.Connection, as_of: date | None) -> tuple[Outcome, ...]:
    """The latest outcome of each statement of each origin that was settled by then."""
    rows = store.execute(_LATEST, ((as_of or date.max).isoformat(),))
    return tuple(
        Outcome(origin, Subject(report, Span(start, stop)), bool(confirmed), date.fromisoformat(settled))
        for origin, report, start, stop, confirmed, settled in rows
    )
