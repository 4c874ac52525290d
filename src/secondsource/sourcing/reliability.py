"""The Admiralty letter of an origin, from its record in this library.

An origin's record is how often other independent lines later bore out what it had said, or contradicted it: in this
dossier, and in those of other reports that were verified against the same library. It is never taken from a list of
good and bad outlets, and never given to a text (STANAG 2511 keeps the reliability of a source apart from the
information). A person may set another letter, and the decision is shown as theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from secondsource.model import (
    Action,
    Decision,
    Evidence,
    Line,
    OriginKind,
    Outcome,
    Record,
    Report,
    Stance,
    Subject,
)
from secondsource.sourcing.names import telling_words

# The standard puts the letters in words; these are the shares of confirmed statements we read them as.
LETTERS = (("A", 0.95), ("B", 0.80), ("C", 0.60), ("D", 0.40), ("E", 0.0))
# Fewer statements than this that others confirm or contradict are no record: the letter is F.
LEAST_RECORD = 3
# "Completely reliable" takes a longer one.
LEAST_RECORD_FOR_A = 10
_DISCLOSED = (OriginKind.OFFICIAL, OriginKind.NAMED, OriginKind.RECORD)


def letter(record: Record) -> str:
    """The letter for a record; F, "cannot be judged", for a short one."""
    judged = record.confirmed + record.contradicted
    if judged < LEAST_RECORD:
        return "F"
    share = record.confirmed / judged
    found = next(letter for letter, least in LETTERS if share >= least)
    return "B" if found == "A" and judged < LEAST_RECORD_FOR_A else found


def outcomes(
    lines: Sequence[Line], evidence: Mapping[str, Evidence], reports: Mapping[str, Report]
) -> tuple[Outcome, ...]:
    """What became of the statements of the disclosed origins of these lines.

    Only lines that begin no earlier than the origin's own can bear it out or contradict it: who tells what others
    have told before has not been borne out by them.
    """
    by_statement: dict[str, list[Line]] = {}
    for line in lines:
        by_statement.setdefault(line.statement, []).append(line)
    begun = {line.id: _begun(line, evidence, reports) for line in lines}
    found = {}
    for line in lines:
        if line.kind not in _DISCLOSED or line.stance is Stance.DISCUSSES or line.circular:
            continue
        others = [o for o in by_statement[line.statement] if _judges(o) and o.id != line.id]
        later = [o for o in others if begun[o.id] >= begun[line.id]]
        agreeing = sum(o.stance is line.stance for o in later)
        if 2 * agreeing != len(later):
            outcome = Outcome(
                _key(line.origin),
                _first(line, evidence, reports),
                2 * agreeing > len(later),
                max(begun[o.id] for o in later),
            )
            found[outcome.origin, outcome.passage] = outcome
    return tuple(sorted(found.values(), key=_order))


def together(own: Iterable[Outcome], kept: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The outcomes of this dossier and those kept from others, one for each statement of an origin."""
    by_statement = {(outcome.origin, outcome.passage): outcome for outcome in (*kept, *own)}
    return tuple(sorted(by_statement.values(), key=_order))


def rate(
    lines: Iterable[Line],
    known: Sequence[Outcome],
    evidence: Mapping[str, Evidence],
    decisions: Sequence[Decision] = (),
) -> tuple[Line, ...]:
    """The lines with the record of each origin over its other statements, and the letter for it.

    A line is never judged by the statement it stands for, or the verdict would feed itself; and only who is disclosed
    has a record. A letter that somebody set goes before it.
    """
    by_origin: dict[str, list[Outcome]] = {}
    for outcome in known:
        by_origin.setdefault(outcome.origin, []).append(outcome)
    return tuple(_rated(line, by_origin.get(_key(line.origin), ()), evidence, decisions) for line in lines)


def records(known: Iterable[Outcome]) -> dict[str, Record]:
    """The whole record of each origin."""
    found: dict[str, Record] = {}
    for outcome in known:
        found[outcome.origin] = _added(found.get(outcome.origin, Record()), outcome)
    return found


def digest(known: Iterable[Outcome]) -> str:
    """SHA-256 over outcomes: which record the letters of a dossier rest on."""
    total = sha256()
    for outcome in known:
        total.update(f"{_order(outcome)} {outcome.confirmed} {outcome.settled}\n".encode())
    return total.hexdigest()


def _rated(
    line: Line, known: Sequence[Outcome], evidence: Mapping[str, Evidence], decisions: Sequence[Decision]
) -> Line:
    record = Record()
    for outcome in known if line.kind in _DISCLOSED else ():
        if not any(_stands_in(outcome.passage, evidence[id_]) for id_ in line.evidence if id_ in evidence):
            record = _added(record, outcome)
    set_by_hand = [
        d for d in decisions if d.action is Action.RELIABILITY and _key(d.about[0].origin) == _key(line.origin)
    ]
    if not set_by_hand:
        return replace(line, record=record, reliability=letter(record))
    numbers = tuple(sorted({*line.decisions, set_by_hand[-1].number}))
    return replace(line, record=record, reliability=set_by_hand[-1].value or "F", decisions=numbers)


def _added(record: Record, outcome: Outcome) -> Record:
    return Record(record.confirmed + outcome.confirmed, record.contradicted + (not outcome.confirmed))


def _judges(line: Line) -> bool:
    """What may itself be a part of the line to be judged, likelier than not, bears nothing out."""
    return line.stance is not Stance.DISCUSSES and not line.circular and line.independence >= 0.5


def _key(origin: str | None) -> str:
    return " ".join(telling_words(origin or "")) or (origin or "")


def _begun(line: Line, evidence: Mapping[str, Evidence], reports: Mapping[str, Report]) -> date:
    return min(reports[evidence[id_].report].published or date.max for id_ in line.evidence)


def _first(line: Line, evidence: Mapping[str, Evidence], reports: Mapping[str, Report]) -> Subject:
    """Where the origin's statement stands first."""
    held = [evidence[id_] for id_ in line.evidence]
    first = min(held, key=lambda item: (reports[item.report].published or date.max, item.report, item.span))
    return Subject(first.report, first.span)


def _stands_in(passage: Subject, item: Evidence) -> bool:
    return passage.report == item.report and passage.span is not None and passage.span.overlaps(item.span)


def _order(outcome: Outcome) -> tuple[str, str, int, int]:
    span = outcome.passage.span
    return outcome.origin, outcome.passage.report or "", span.start if span else 0, span.end if span else 0
