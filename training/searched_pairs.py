"""Pairs as a search brings them up, labelled by reading: the half of `bench.judged` that the judge learns from.

What is made or collected elsewhere has no such passages: of the same words and names, and about something else. In a
search they are nine of ten.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.judged import Part, judged
from secondsource.evidence.signs import denied_by_cue, signs
from secondsource.evidence.stance import shown
from secondsource.model import Stance
from training.pairs import DISCUSSES, REFUTES, SUPPORTS, UNRELATED, Pair

MEANT = {Stance.SUPPORTS: (SUPPORTS,), Stance.REFUTES: (REFUTES,), Stance.DISCUSSES: (DISCUSSES, UNRELATED)}


def searched_pairs(shared: Path) -> Iterator[Pair]:
    """As the judge is shown them. Where one side says what somebody denied, the label is not of the words alone: such
    pairs are left out."""
    for each in judged(shared, Part.TAUGHT):
        if not each.torn and denied_by_cue(each.statement) == denied_by_cue(each.candidate.statement):
            _, agreement = signs(each.statement, each.report.published, each.candidate)
            yield Pair(each.statement.text, shown(each.candidate, agreement), MEANT[each.stance], kind="searched")
