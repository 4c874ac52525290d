"""Steps 3 and 4 of the method: what others have reported about a statement, and from whom they have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from secondsource.assessment.assess import assess_all
from secondsource.assessment.unsought import unsought
from secondsource.evidence.asking import remembered
from secondsource.evidence.byhand import decided, stated_at
from secondsource.evidence.retrieve import expect, look_up, stated_in
from secondsource.evidence.stance import judge
from secondsource.library import Library
from secondsource.library.decisions import OF_LINES, in_force
from secondsource.model import (
    Action,
    Assessment,
    Decision,
    Evidence,
    Failure,
    Gathering,
    Interim,
    Line,
    Outcome,
    Report,
    Span,
    Statement,
)
from secondsource.rulings import by_statement
from secondsource.shelf import Shelf
from secondsource.sourcing.houses import Houses
from secondsource.sourcing.lines import trace_lines
from secondsource.sourcing.reliability import rate

Passages = tuple[tuple[Report, Span], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What is the same for all statements of a report under verification.

    ``shelf`` has the held reports in hand. ``superseded`` are those that have been edited since, each with its latest
    version, ``exclude`` those and the copies of the report: neither can be evidence.
    """

    report: Report
    as_of: date
    library: Library
    shelf: Shelf
    houses: Houses
    superseded: Mapping[str, str]
    exclude: frozenset[str]

    @classmethod
    def opened(cls, report: Report, library: Library, as_of: date, houses: Houses) -> Case:
        """The case of a report, with its copies among the held ones."""
        shelf, superseded = Shelf(library), library.superseded(as_of)
        return cls(report, as_of, library, shelf, houses, superseded, shelf.copies(report, as_of).union(superseded))


@dataclass(frozen=True, slots=True)
class Told:
    """What persons decided, and what was sought on the web: ``log`` is the number of the last entry known.

    ``decisions`` are in force, ``of_lines`` those of them on lines, ``stances`` those on passages, by statement.
    ``unsought`` are the statements on which no service gave an answer.
    """

    log: int | None
    decisions: tuple[Decision, ...]
    of_lines: tuple[Decision, ...]
    stances: Mapping[str, tuple[Decision, ...]]
    gatherings: tuple[Gathering, ...]
    unsought: frozenset[str]

    @classmethod
    def on(cls, case: Case, statements: Sequence[Statement], checkable: Sequence[Statement]) -> Told:
        """What was told so far on the statements of a case."""
        log = case.library.decisions()
        decisions = in_force(log)
        gatherings = case.library.gatherings(case.report.id)
        return cls(
            log=log[-1].number if log else None,
            decisions=decisions,
            of_lines=tuple(decision for decision in decisions if decision.action in OF_LINES),
            stances=by_statement(decisions, (Action.STANCE,), case.report.id, statements),
            gatherings=gatherings,
            unsought=unsought(checkable, gatherings),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What there is on one statement. ``aside`` is what a person took out, ``failures`` decisions that do not apply."""

    statement: Statement
    evidence: tuple[Evidence, ...]
    aside: tuple[Evidence, ...]
    failures: tuple[Failure, ...]
    lines: tuple[Line, ...] = ()


def looked_up(case: Case, checkable: Sequence[Statement], tell: Callable[[str], None]) -> Mapping[str, Passages]:
    """The passages of held reports that are worth reading, by statement, all of them read."""
    tell("looking up what others report")
    expect(checkable, case.library, as_of=case.as_of)
    passages: dict[str, Passages] = {}
    for number, statement in enumerate(checkable, 1):
        tell(f"looking up statement {number} of {len(checkable)}")
        passages[statement.id] = look_up(
            statement, case.report.published, case.library, case.shelf.report, as_of=case.as_of, exclude=case.exclude
        )
    tell("reading what was found")
    case.shelf.read(passage for found in passages.values() for passage in found)
    return passages


def weighed(case: Case, told: Told, statement: Statement, passages: Passages) -> Found:
    """The evidence that passages hold on a statement, and those that persons named or took out."""
    published, shelf, ask = case.report.published, case.shelf, remembered(case.library)
    evidence, aside, failures = decided(
        statement,
        published,
        judge(statement, published, stated_in(passages, shelf.statements), ask),
        told.stances.get(statement.id, ()),
        lambda passage: stated_at(passage, shelf.held, shelf.statements, as_of=case.as_of, exclude=case.exclude),
        ask,
    )
    return Found(statement, evidence, aside, failures)


def traced(case: Case, told: Told, found: Found) -> Found:
    """The same with the lines to which the evidence goes back."""
    lines = trace_lines(found.statement, found.evidence, case.shelf.reports, case.report, told.of_lines, case.houses)
    return replace(found, lines=lines)


def interim(case: Case, told: Told, found: Found, known: Sequence[Outcome]) -> Interim:
    """What can be shown of a statement before the others are there; ``known`` is the record of origins until now."""
    by_id = {item.id: item for item in found.evidence}
    lines = rate(found.lines, known, by_id, told.of_lines)
    references = case.shelf.references(found.evidence, case.superseded)
    assessed = assessments(case, told, [found.statement], lines, by_id)
    return Interim(found.statement, found.evidence, references, lines, assessed[0] if assessed else None)


def assessments(
    case: Case, told: Told, statements: Sequence[Statement], lines: Sequence[Line], evidence: Mapping[str, Evidence]
) -> tuple[Assessment, ...]:
    """What follows for each statement from its lines; nothing where we could not look."""
    return assess_all(
        statements, lines, evidence, case.shelf.reports, case.report, as_of=case.as_of, unsought=told.unsought
    )
