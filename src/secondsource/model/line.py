"""Who has it from whom: evidence by its origins, and how what an origin said before has fared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secondsource.model.decision import Subject
from secondsource.model.evidence import Stance
from secondsource.model.report import Excerpt


class Descent(StrEnum):
    """Why one passage is held to go back to another, or to a speaker."""

    SYNDICATED = "syndicated"
    CREDITED = "credited"
    QUOTED = "quoted"
    COPIED = "copied"
    REPEATED = "repeated detail"
    SHARED_MISTAKE = "shared mistake"
    SAME_OWNER = "same owner"
    NOT_SHOWN = "independence not shown"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Link:
    """``child`` (evidence) has it from ``parent`` (evidence, or the name of an origin).

    ``seen`` is where this shows, in the text of the child's report; ``None`` where it shows in the report's
    particulars (its credits), which ``reason`` then names. ``probability`` is that it is so; 1 where it is written
    there, or was decided by a person, whose ``decision`` is then numbered.
    """

    child: str
    parent: str
    descent: Descent
    seen: Excerpt | None
    reason: str
    probability: float = 1.0
    decision: int | None = None


class OriginKind(StrEnum):
    """How the origin of a line comes to know. The order is that of directness."""

    OBSERVATION = "own observation"
    RECORD = "record"
    OFFICIAL = "official"
    NAMED = "named source"
    DESCRIBED = "described source"
    UNNAMED = "unnamed source"
    REPORTING = "reporting"
    UNSOURCED = "no stated source"


@dataclass(frozen=True, slots=True)
class Record:
    """How many of an origin's other statements independent lines later bore out, and how many they contradicted."""

    confirmed: int = 0
    contradicted: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one statement of an origin: other independent lines bore it out, or contradicted it.

    ``passage`` is where the origin's statement stands in a held report, ``settled`` the day on which the last of the
    lines that decided it was first published.
    """

    origin: str
    passage: Subject
    confirmed: bool
    settled: date


@dataclass(frozen=True, slots=True)
class Line:
    """All evidence on one statement that goes back to one origin. Lines corroborate; articles do not.

    ``reliability`` is the Admiralty letter of the origin, A to F (F: cannot be judged), by its ``record`` or by a
    person. ``circular`` marks a line that adds nothing: it leads back to the report under verification, or nobody
    began it. ``circle`` names the outlets of the line that cite each other in a ring, the first again at the end.
    ``independence`` is the probability that this is a line of its own, and not, by one of the links in ``perhaps``,
    a part of another. ``decisions`` are the numbers of those by hand that shaped it.
    """

    id: str
    statement: str
    origin: str
    kind: OriginKind
    stance: Stance
    reliability: str
    evidence: tuple[str, ...]
    links: tuple[Link, ...] = ()
    circular: bool = False
    circle: tuple[str, ...] = ()
    independence: float = 1.0
    perhaps: tuple[Link, ...] = ()
    record: Record = Record()
    decisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many independent lines take one side on a statement, as far as uncertain descent lets anyone say.

    ``expected`` is the mean of the number's distribution; it is below ``low`` once in twenty, above ``high`` once in
    twenty, or less often.
    """

    statement: str
    stance: Stance
    expected: float
    low: int
    high: int
