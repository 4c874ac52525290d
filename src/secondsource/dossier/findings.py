"""A dossier by statement: what was found on each, with the counts that a reader sees first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from secondsource.dossier.wording import MARKS, NOT_ASSESSED, NOT_CHECKABLE, RULED, STANCES, VERDICTS, Mark, count
from secondsource.model import (
    Account,
    Accounts,
    Action,
    Assessment,
    Decision,
    Dossier,
    Evidence,
    Failure,
    Interim,
    Line,
    LineCount,
    Reference,
    Ruling,
    Stance,
    Statement,
    Verdict,
)

T = TypeVar("T")
_statement = attrgetter("statement")
_SIDES = {Stance.SUPPORTS: "in support", Stance.REFUTES: "against", Stance.DISCUSSES: "on no side"}


@dataclass(frozen=True)
class Finding:
    """One statement with all that bears on it.

    ``loose`` is the evidence that belongs to no line, ``failures`` what could not be done for this statement.
    ``rulings`` are what persons make of the verdict, ``aside`` passages that they took out of the evidence.
    """

    number: int
    statement: Statement
    assessment: Assessment | None
    lines: tuple[Line, ...]
    evidence: tuple[Evidence, ...]
    loose: tuple[Evidence, ...]
    accounts: tuple[Accounts, ...]
    failures: tuple[Failure, ...]
    counts: tuple[LineCount, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    aside: tuple[Evidence, ...] = ()

    @property
    def ruling(self) -> Ruling | None:
        """The one in force."""
        return self.rulings[-1] if self.rulings else None

    @cached_property
    def disagree(self) -> bool:
        """Whether those who ruled on the verdict do not all make the same of it."""
        return len({self._outcome(ruling) for ruling in self.rulings}) > 1

    def moved(self, ruling: Ruling) -> bool:
        """Whether the machine's verdict is another than the one that a person ruled on."""
        return bool(ruling.seen and self.assessment and self.assessment.verdict is not ruling.seen)

    def _outcome(self, ruling: Ruling) -> Verdict | None:
        if ruling.action is Action.ACCEPT:
            return ruling.seen or (self.assessment.verdict if self.assessment else None)
        return ruling.verdict

    @property
    def mark(self) -> Mark:
        if self.assessment is not None:
            return VERDICTS[self.assessment.verdict]
        return NOT_ASSESSED if self.statement.checkable else NOT_CHECKABLE

    @cached_property
    def reports(self) -> int:
        """How many reports bear on it."""
        return len({evidence.report for evidence in self.evidence})

    @cached_property
    def independent(self) -> tuple[Line, ...]:
        """The lines that count: a circular one leads back to the report itself."""
        return tuple(line for line in self.lines if not line.circular)

    @cached_property
    def tally(self) -> str:
        """``11 reports, 2 lines``."""
        if not self.evidence:
            return "nothing found"
        return f"{count(self.reports, 'report')}, {count(len(self.independent), 'line')}"

    @cached_property
    def sides(self) -> str:
        """``supports``, ``all support``, ``1 supports, 1 refutes``; empty where no line counts."""
        numbers = {stance: sum(line.stance is stance for line in self.independent) for stance in Stance}
        told = [(number, _verb(stance, number)) for stance, number in numbers.items() if number]
        if len(told) == 1:
            number, verb = told[0]
            return verb if number == 1 else f"all {verb}"
        return ", ".join(f"{number} {verb}" for number, verb in told)

    @cached_property
    def expectation(self) -> str:
        """``1.3 expected (1 to 2)`` independent lines; empty where their number is certain."""
        if all(count.low == count.high == round(count.expected, 1) for count in self.counts):
            return ""
        told = [f"{count.expected:.1f} expected ({_range(count)})" for count in self.counts]
        if len(told) == 1:
            return told[0]
        sides = zip(told, self.counts, strict=True)
        return ", ".join(f"{words} {_SIDES[count.stance]}" for words, count in sides)


@dataclass(frozen=True)
class Findings:
    """All findings in the order of the report, and what showing them needs: two lookups, and the report's id."""

    each: tuple[Finding, ...]
    evidence: dict[str, Evidence]
    references: dict[str, Reference]
    report: str

    def published(self, report: str) -> date | None:
        return self.references[report].published if report in self.references else None

    def passages(self, line: Line) -> tuple[Evidence, ...]:
        """A line's evidence in order of publication, what has no date last."""
        held = [self.evidence[id_] for id_ in line.evidence if id_ in self.evidence]
        return tuple(sorted(held, key=lambda passage: self.published(passage.report) or date.max))

    @cached_property
    def reports(self) -> int:
        return len({evidence.report for evidence in self.evidence.values()})

    @cached_property
    def origins(self) -> int:
        return len({line.origin for finding in self.each for line in finding.independent})

    @cached_property
    def tally(self) -> str:
        return f"{count(self.reports, 'report')} → {count(self.origins, 'origin')}"

    def first(self, mark: Mark) -> Finding:
        return next(finding for finding in self.each if finding.mark == mark)

    @cached_property
    def by_hand(self) -> str:
        """``1 accepted, 2 overruled``: how many verdicts persons ruled on, by what is in force; empty where none."""
        numbers = {
            action: sum(f.ruling is not None and f.ruling.action is action for f in self.each) for action in RULED
        }
        return ", ".join(f"{number} {RULED[action]}" for action, number in numbers.items() if number)

    def by_mark(self) -> tuple[tuple[Mark, int], ...]:
        marks = [finding.mark for finding in self.each]
        return tuple((mark, marks.count(mark)) for mark in MARKS)


def findings(dossier: Dossier) -> Findings:
    """What was found on each statement of a dossier, in the order of its report."""
    evidence = {item.id: item for item in dossier.evidence}
    by_evidence, by_line = _grouped(dossier.evidence, _statement), _grouped(dossier.lines, _statement)
    assessments = {assessment.statement: assessment for assessment in dossier.assessments}
    accounts = _accounts_by_statement(dossier, evidence)
    failures = _grouped(dossier.failures, attrgetter("subject"))
    counts = _grouped(dossier.counts, _statement)
    rulings, aside = _grouped(dossier.rulings, _statement), _grouped(dossier.aside, _statement)

    def find(number: int, statement: Statement) -> Finding:
        lines, found = by_line[statement.id], by_evidence[statement.id]
        placed = {item for line in lines for item in line.evidence}
        return Finding(
            number=number,
            statement=statement,
            assessment=assessments.get(statement.id),
            lines=_ordered(lines),
            evidence=tuple(found),
            loose=tuple(item for item in found if item.id not in placed),
            accounts=tuple(accounts[statement.id]),
            failures=tuple(failures[statement.id]),
            counts=tuple(counts[statement.id]),
            decisions=_decisions(dossier, lines),
            rulings=tuple(rulings[statement.id]),
            aside=tuple(aside[statement.id]),
        )

    each = tuple(find(number, statement) for number, statement in enumerate(dossier.statements, start=1))
    references = {reference.report: reference for reference in dossier.reports}
    return Findings(each, evidence, references, dossier.report.id)


def finding_of(interim: Interim, number: int) -> Finding:
    """What is found on one statement while others are still looked up."""
    placed = {item for line in interim.lines for item in line.evidence}
    return Finding(
        number=number,
        statement=interim.statement,
        assessment=interim.assessment,
        lines=_ordered(interim.lines),
        evidence=interim.evidence,
        loose=tuple(item for item in interim.evidence if item.id not in placed),
        accounts=(),
        failures=(),
    )


def _decisions(dossier: Dossier, lines: Iterable[Line]) -> tuple[Decision, ...]:
    """Those by hand that shaped a statement's lines."""
    numbers = {number for line in lines for number in line.decisions}
    return tuple(decision for decision in dossier.decisions if decision.number in numbers)


def _range(count: LineCount) -> str:
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"


def _verb(stance: Stance, number: int) -> str:
    word = STANCES[stance].word
    if number == 1:
        return word
    return "take no side" if stance is Stance.DISCUSSES else word.removesuffix("s")


def _ordered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Those that take a side first, and among them those with most reports; circular ones last."""
    return tuple(sorted(lines, key=lambda line: (line.circular, line.stance is Stance.DISCUSSES, -len(line.evidence))))


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> defaultdict[str, list[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def _accounts_by_statement(dossier: Dossier, evidence: dict[str, Evidence]) -> defaultdict[str, list[Accounts]]:
    groups: defaultdict[str, list[Accounts]] = defaultdict(list)
    for accounts in dossier.accounts:
        for statement in {id_ for account in accounts.given for id_ in _touched(account, dossier, evidence)}:
            groups[statement].append(accounts)
    return groups


def _touched(account: Account, dossier: Dossier, evidence: dict[str, Evidence]) -> set[str]:
    """The statements that an account bears on: through its evidence, or by standing in their words."""
    if account.evidence is not None:
        return {evidence[account.evidence].statement} if account.evidence in evidence else set()
    if account.report != dossier.report.id:
        return set()
    return {statement.id for statement in dossier.statements if statement.span.overlaps(account.span)}
