"""What a person decided that passages do to a statement, applied to the evidence on it.

Only decisions in force are given here, the oldest first; where two speak of one passage, the later holds. What the
judge made of the passage is kept beside (``Evidence.machine``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from secondsource.evidence.asking import Judge, ask
from secondsource.evidence.retrieve import Candidate, Read, stated_in
from secondsource.evidence.stance import as_evidence, weigh
from secondsource.library.decisions import NO_EVIDENCE
from secondsource.model import Decision, Evidence, Failure, Probabilities, Report, Stance, Statement, Subject

# A person who read both says so; nothing is left to chance.
CERTAIN = {
    Stance.SUPPORTS: Probabilities(1.0, 0.0, 0.0),
    Stance.REFUTES: Probabilities(0.0, 1.0, 0.0),
    Stance.DISCUSSES: Probabilities(0.0, 0.0, 1.0),
}

Look = Callable[[Subject], tuple[Candidate, ...]]


def decided(
    statement: Statement,
    published: date | None,
    found: Sequence[Evidence],
    decisions: Sequence[Decision],
    look: Look,
    asked: Judge = ask,
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...], tuple[Failure, ...]]:
    """The evidence on a statement with the stances that persons gave; the passages that they took out; and a failure
    for each decision on what cannot be evidence.

    ``published`` is the day of the statement's report. ``look`` gives what a held report states in a passage that the
    search did not bring up; nothing where that cannot be evidence. ``asked`` is the learned judge.
    """
    held, failures = list(found), []
    for decision in decisions:
        if not any(decision.about[1].meets(item.report, item.span) for item in held):
            brought = _brought(statement, published, look(decision.about[1]), asked)
            held += brought
            failures += [] if brought else [_unapplied(decision)]
    stances = [_set(item, decisions) for item in held]
    kept = (item for item, out in stances if not out)
    aside = tuple(item for item, out in stances if out)
    return tuple(sorted(kept, key=lambda e: (e.probabilities.discusses, e.id))), aside, tuple(failures)


def stated_at(
    passage: Subject, held: Callable[[str], Report | None], read: Read, *, as_of: date, exclude: frozenset[str]
) -> tuple[Candidate, ...]:
    """What a held report states in a passage that somebody names; nothing where that cannot be evidence.

    ``held`` gives a report that is held; ``read``, ``as_of`` and ``exclude`` are as for ``retrieve``.
    """
    named = held(passage.report) if passage.report and passage.report not in exclude else None
    if named is None or passage.span is None or named.published is None or named.published > as_of:
        return ()
    return stated_in([(named, passage.span)], read)


def _brought(
    statement: Statement, published: date | None, candidates: Sequence[Candidate], asked: Judge
) -> list[Evidence]:
    weighed = weigh(statement, published, candidates, asked)
    return [as_evidence(statement, c, found) for c, found in zip(candidates, weighed, strict=True)]


def _set(item: Evidence, decisions: Iterable[Decision]) -> tuple[Evidence, bool]:
    """A passage as the last decision on it has it, and whether that takes it out."""
    own = [decision for decision in decisions if decision.about[1].meets(item.report, item.span)]
    if not own:
        return item, False
    decision = own[-1]
    signed = replace(item, machine=item.probabilities, by=decision.by, decision=decision.number)
    if decision.value == NO_EVIDENCE:
        return signed, True
    stance = Stance(decision.value or "")
    return replace(signed, stance=stance, probabilities=CERTAIN[stance]), False


def _unapplied(decision: Decision) -> Failure:
    why = f"{decision.about[1]} can be no evidence here: it is not held, not published by then, or a copy of the report"
    back = f"take it back with: decide undo {decision.number}"
    return Failure("evidence", f"decision {decision.number}", f"{decision.signed}, it is not applied: {why}; {back}")
