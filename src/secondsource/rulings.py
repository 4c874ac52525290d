"""Which decisions by hand speak of which statement of a report, and what persons make of its verdicts.

Only decisions in force are given here, the oldest first. A statement is known by its words, so a decision holds as long
as the report's text and where its statements begin and end stay much the same; else it is said that it does not apply.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from secondsource.library.decisions import ON_VERDICT
from secondsource.model import Action, Decision, Failure, Ruling, Span, Statement, Subject, Verdict

# A statement whose bounds have shifted is still meant if it has half of the words that both have together.
SAME_WORDS = 0.5


def meant(subject: Subject, report: str, statements: Iterable[Statement]) -> Statement | None:
    """The statement of a report that a subject speaks of: the very words, or else those that it shares most with."""
    if subject.report != report or subject.span is None:
        return None
    shared = [(_share(subject.span, s.span), -n, s) for n, s in enumerate(statements) if s.proposed is None]
    share, _, found = max(shared, default=(0.0, 0, None))
    return found if share >= SAME_WORDS else None


def by_statement(
    decisions: Iterable[Decision], actions: Collection[Action], report: str, statements: Sequence[Statement]
) -> Mapping[str, tuple[Decision, ...]]:
    """The decisions that do one of these to a statement of a report, by the id of the statement."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.action in actions and (statement := meant(decision.about[0], report, statements)) is not None:
            found[statement.id].append(decision)
    return {statement: tuple(each) for statement, each in found.items()}


def rulings(decisions: Sequence[Decision], report: str, statements: Sequence[Statement]) -> tuple[Ruling, ...]:
    """What persons make of the verdicts on the statements of a report: of each person the latest on a statement, and of
    these the latest in force."""
    found = by_statement(decisions, ON_VERDICT, report, statements)
    return tuple(ruling for s in statements if s.id in found for ruling in _of_one(s.id, found[s.id]))


def astray(
    decisions: Iterable[Decision], report: str, earlier: Collection[str], statements: Sequence[Statement]
) -> tuple[Failure, ...]:
    """A failure for each decision on a statement that this report does not make, though it is meant for it; ``earlier``
    holds the ids of other texts of the same report."""
    return tuple(
        Failure("assessment", f"decision {decision.number}", _unapplied(decision, why))
        for decision in decisions
        if decision.action in (*ON_VERDICT, Action.STANCE)
        and (why := _why_not(decision, report, earlier, statements)) is not None
    )


def _unapplied(decision: Decision, why: str) -> str:
    back = f"decide anew, or take it back with: decide undo {decision.number}"
    return f"{decision.signed}, it is not applied: {why}; {back}"


def _why_not(decision: Decision, report: str, earlier: Collection[str], statements: Sequence[Statement]) -> str | None:
    words = decision.about[0]
    if words.report != report:
        return f"{words} is in another version of this report" if words.report in earlier else None
    if (statement := meant(words, report, statements)) is None:
        return f"no statement stands at {words} any more"
    if decision.action is Action.STANCE and not statement.checkable:
        return f"the statement at {words} is not checkable, so nothing is evidence on it"
    return None


def _of_one(statement: str, decisions: Sequence[Decision]) -> tuple[Ruling, ...]:
    latest = {decision.by: decision for decision in decisions}
    ordered = sorted(latest.values(), key=lambda decision: decision.number)
    made = [replace(_ruling(statement, decision), in_force=False) for decision in ordered]
    return (*made[:-1], replace(made[-1], in_force=True))


def _ruling(statement: str, decision: Decision) -> Ruling:
    return Ruling(
        statement=statement,
        decision=decision.number,
        at=decision.at,
        by=decision.by,
        action=decision.action,
        note=decision.note,
        verdict=Verdict(decision.value) if decision.value else None,
        seen=Verdict(decision.seen) if decision.seen else None,
    )


def _share(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start)) if both > 0 else 0.0
