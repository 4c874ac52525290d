"""Pairs as a search brings them up, labelled by reading: the part of `bench.judged` that the judge learns from.

What is made or collected elsewhere has no such passages: of the same words and names, and about something else. In a
search they are nine of ten. Where a passage supports, it also supports a shortening of the statement, and does not
support the statement with one detail changed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bench.judged import Judged, Part, judged
from secondsource.evidence.signs import denied_by_cue, signs
from secondsource.evidence.stance import shown
from secondsource.model import Stance
from training.changes import CHANGES
from training.pairs import DISCUSSES, REFUTES, SUPPORTS, UNRELATED, Pair
from training.shortening import shortened

SEED = 20190325
MEANT = {Stance.SUPPORTS: (SUPPORTS,), Stance.REFUTES: (REFUTES,), Stance.DISCUSSES: (DISCUSSES, UNRELATED)}
UNSUPPORTED = (REFUTES, DISCUSSES, UNRELATED)
CHANGED = 2  # of a statement that is supported


def searched_pairs(shared: Path) -> Iterator[Pair]:
    """As the judge is shown them. Where one side says what somebody denied, the label is not of the words alone: such
    pairs are left out."""
    chance = random.Random(f"{SEED} searched")
    for each in judged(shared, Part.TAUGHT):
        if denied_by_cue(each.statement) == denied_by_cue(each.candidate.statement):
            _, agreement = signs(each.statement, each.report.published, each.candidate)
            passage = shown(each.candidate, agreement)
            yield Pair(each.statement.text, passage, MEANT[each.stance], kind="searched")
            if each.stance is Stance.SUPPORTS:
                yield from _made(each, passage, chance)


def _made(each: Judged, passage: str, chance: random.Random) -> Iterator[Pair]:
    claim = each.statement.text
    if shorter := shortened(claim, chance):
        yield Pair(shorter, passage, (SUPPORTS,), kind="searched, shorter")
    found = [change for make in CHANGES for change in make(claim, [each.report.text], chance)]
    for change in chance.sample(found, min(CHANGED, len(found))):
        if change(claim) != claim:
            yield Pair(change(claim), passage, UNSUPPORTED, kind=f"searched, {change.kind}")
