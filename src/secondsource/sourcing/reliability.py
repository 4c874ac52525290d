"""The Admiralty letter of an origin, from its record among the lines at hand.

An origin's record is how often other independent lines bore it out. It is never taken from a list of good and bad
outlets, and never given to a text (STANAG 2511 keeps the reliability of a source apart from the information).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.model import Line, OriginKind, Stance
from secondsource.sourcing.names import telling_words

# The standard puts the letters in words; these are the shares of confirmed statements we read them as.
LETTERS = (("A", 0.95), ("B", 0.80), ("C", 0.60), ("D", 0.40), ("E", 0.0))
# Fewer statements than this that others confirm or contradict are no record: the letter is F.
LEAST_RECORD = 3
# "Completely reliable" takes a longer one.
LEAST_RECORD_FOR_A = 10
_DISCLOSED = (OriginKind.OFFICIAL, OriginKind.NAMED, OriginKind.RECORD)


@dataclass(frozen=True, slots=True)
class Record:
    """How many of an origin's statements other lines confirmed, and how many they contradicted."""

    confirmed: int = 0
    contradicted: int = 0

    @property
    def letter(self) -> str:
        judged = self.confirmed + self.contradicted
        if judged < LEAST_RECORD:
            return "F"
        share = self.confirmed / judged
        letter = next(letter for letter, least in LETTERS if share >= least)
        return "B" if letter == "A" and judged < LEAST_RECORD_FOR_A else letter


def rate(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with the letter of each origin's record over the other statements that it bears on.

    A line is never judged by the statement it stands under, or the verdict would feed itself; and only who is disclosed
    has a record.
    """
    lines = tuple(lines)
    by_statement: dict[str, list[Line]] = {}
    for line in lines:
        by_statement.setdefault(line.statement, []).append(line)
    outcomes: dict[tuple[str, ...], dict[str, bool]] = {}
    for line in lines:
        if line.kind in _DISCLOSED and (outcome := _outcome(line, by_statement[line.statement])) is not None:
            outcomes.setdefault(telling_words(line.origin), {})[line.statement] = outcome
    return tuple(
        replace(line, reliability=_letter(line, outcomes.get(telling_words(line.origin), {}))) for line in lines
    )


def _letter(line: Line, outcomes: Mapping[str, bool]) -> str:
    elsewhere = [confirmed for statement, confirmed in outcomes.items() if statement != line.statement]
    confirmed = sum(elsewhere)
    return Record(confirmed, len(elsewhere) - confirmed).letter if line.kind in _DISCLOSED else Record().letter


def _outcome(line: Line, all_lines: Sequence[Line]) -> bool | None:
    """Whether the other lines that take sides mostly agree; ``None`` where they are silent or level."""
    if line.stance is Stance.DISCUSSES:
        return None
    others = [o.stance for o in all_lines if o.id != line.id and o.stance is not Stance.DISCUSSES and not o.circular]
    agreeing = sum(stance is line.stance for stance in others)
    if 2 * agreeing == len(others):
        return None
    return 2 * agreeing > len(others)
