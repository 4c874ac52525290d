"""What a person decides, and the rulings on verdicts that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.model.assessment import Verdict
from secondsource.model.report import Span


class Action(StrEnum):
    """What a decision does: the first four to lines, the next three to the verdict on a statement, then to a stance."""

    MERGE = "merge"
    SPLIT = "split"
    DESCENT = "descent"
    RELIABILITY = "reliability"
    ACCEPT = "accept"
    DISPUTE = "dispute"
    OVERRULE = "overrule"
    STANCE = "stance"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about, by what stays when versions and libraries change.

    Either words of a report (its id, which is the digest of its text, and where they stand), or an origin by name.
    """

    report: str | None = None
    span: Span | None = None
    origin: str | None = None

    def __post_init__(self) -> None:
        if (self.report is None or self.span is None) == (self.origin is None) or (not self.report and not self.origin):
            raise ValueError("a decision is about words of a report, or about an origin")

    def __str__(self) -> str:
        """``Ada Poe``, or ``3f1a9c2b7d10:120-188``, as the command line takes it."""
        return (
            f"{self.report[:12]}:{self.span.start}-{self.span.end}" if self.report and self.span else str(self.origin)
        )

    def meets(self, report: str, span: Span) -> bool:
        """Whether it is words of this passage, or words that hold it: spans may shift when reading changes."""
        return self.span is not None and self.report == report and self.span.overlaps(span)


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log of decisions: who decided what, when and why. Entries are never changed or taken out.

    ``number`` is its place in the log. ``about`` is one subject, or two of a merge, a split or a descent (the passage,
    and from whom it has it) or a stance (the statement, and the passage). ``value`` is the letter of a reliability, the
    kind of origin of a descent, the verdict of an overruling, a stance or ``none``; ``undoes`` the number of the entry
    that an undoing takes back. ``seen`` is the machine's verdict, or stance, that the person had before them.
    """

    number: int
    at: datetime
    by: str
    action: Action
    about: tuple[Subject, ...]
    note: str
    value: str | None = None
    undoes: int | None = None
    seen: str | None = None

    @property
    def signed(self) -> str:
        """``decided by Eva Doe on 2026-11-28``."""
        return f"decided by {self.by} on {self.at:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one person makes of the verdict on a statement. It stands beside the machine's, never in its place.

    ``action`` accepts, disputes or overrules it; ``verdict`` is the person's own, where they overrule it. ``seen`` is
    the machine's verdict that they had before them, as far as that is known. ``decision`` is the number of the entry in
    the log. Of several persons the latest is ``in_force``.
    """

    statement: str
    decision: int
    at: datetime
    by: str
    action: Action
    note: str
    verdict: Verdict | None = None
    seen: Verdict | None = None
    in_force: bool = True
