"""The log of decisions by hand, and the record of origins, as tables of the store.

The log is only ever added to: an undoing is an entry of its own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from secondsource import record
from secondsource.errors import InputError
from secondsource.model import Action, Decision, OriginKind, Outcome, Report, Span, Subject, Verdict

_LATEST = """SELECT origin, report, start, stop, confirmed, max(settled) FROM outcome
    WHERE settled <= ? GROUP BY origin, report, start, stop ORDER BY origin, report, start, stop"""
_WORDS = re.compile(r"([0-9a-f]{6,64}):(\d{1,9})-(\d{1,9})")
# How many subjects each action has, least and most.
_SUBJECTS = {
    Action.MERGE: (2, 2),
    Action.SPLIT: (1, 2),
    Action.DESCENT: (2, 2),
    Action.RELIABILITY: (1, 1),
    Action.ACCEPT: (1, 1),
    Action.DISPUTE: (1, 1),
    Action.OVERRULE: (1, 1),
    Action.UNDO: (0, 0),
}
_VALUES: dict[Action, Sequence[str | None]] = {
    Action.RELIABILITY: ("A", "B", "C", "D", "E", "F"),
    Action.DESCENT: (None, *OriginKind),
    Action.OVERRULE: tuple(Verdict),
}


def in_force(log: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that no later entry undid, the oldest first; an undoing can be undone itself."""
    undone: set[int] = set()
    standing = []
    for decision in sorted(log, key=lambda entry: entry.number, reverse=True):
        if decision.number in undone:
            continue
        if decision.undoes is not None:
            undone.add(decision.undoes)
        else:
            standing.append(decision)
    return tuple(reversed(standing))


def subject(text: str, find: Callable[[str], Report]) -> Subject:
    """What somebody means: ``3f1a9c:120-188`` is words of the report that ``find`` gives, anything else an origin."""
    words = _WORDS.fullmatch(text.strip())
    if words is None:
        if not text.strip():
            raise InputError("an origin without a name; give the one that the dossier shows")
        return Subject(origin=text.strip())
    start, end = int(words[2]), int(words[3])
    if start >= end:
        raise InputError(f"{text} ends where it begins, or before; give ID:START-END")
    return Subject(find(words[1]).id, Span(start, end))


def require_sense(decision: Decision, log: Sequence[Decision], report: Callable[[str], Report | None]) -> None:
    """``InputError`` where a decision cannot be meant: the wrong number of subjects, words that are not held."""
    least, most = _SUBJECTS[decision.action]
    if not least <= len(decision.about) <= most:
        raise InputError(f"{decision.action} takes {least if least == most else f'{least} or {most}'} subjects")
    if len(set(decision.about)) < len(decision.about):
        raise InputError(f"{decision.about[0]} was given twice; name two that differ")
    allowed = _VALUES.get(decision.action, (None,))
    if decision.value not in allowed:
        choices = ", ".join(str(value) for value in allowed if value)
        raise InputError(f"{decision.action} does not take {decision.value!r}; choose from: {choices or 'nothing'}")
    if not decision.note.strip() or not decision.by.strip():
        raise InputError("a decision needs who takes it and why; give --by and --note")
    if (decision.undoes is not None) != (decision.action is Action.UNDO):
        raise InputError("only an undoing names the decision that it undoes")
    if decision.undoes is not None and decision.undoes not in {entry.number for entry in log}:
        raise InputError(f"there is no decision {decision.undoes}; decide list shows them")
    alone = decision.action is Action.DESCENT or (decision.action is Action.SPLIT and len(decision.about) == 1)
    if alone and decision.about[0].report is None:
        raise InputError(f"{decision.about[0]} is no passage; give words of a report as ID:START-END")
    for subject in decision.about:
        _require_place(subject, decision.action, report)


def _require_place(subject: Subject, action: Action, report: Callable[[str], Report | None]) -> None:
    if subject.report is None or subject.span is None:
        if action in (Action.ACCEPT, Action.DISPUTE, Action.OVERRULE):
            raise InputError(f"{action} is about words of a report, not about an origin; give REPORT:START-END")
        return
    if action is Action.RELIABILITY:
        raise InputError("reliability is that of an origin; give its name")
    if (held := report(subject.report)) is not None:
        if subject.span.end > len(held.text):
            raise InputError(f"the report {subject.report[:12]} has only {len(held.text)} characters")
    elif action in (Action.MERGE, Action.SPLIT, Action.DESCENT):
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
