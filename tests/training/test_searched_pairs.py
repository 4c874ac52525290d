"""What is made of a pair that was labelled by reading."""

import random
from datetime import date

from bench.judged import Judged
from bench.texts import pair, whole
from secondsource.model import Stance
from training.pairs import SUPPORTS
from training.searched_pairs import UNSUPPORTED, _made

CLAIM = "The bridge near Tarrow carried 340 lorries on Monday."
PASSAGE = "On Monday 340 lorries crossed the bridge near Tarrow."


def test_a_supported_statement_with_one_detail_changed_is_not_supported() -> None:
    statement, candidate = pair(CLAIM, PASSAGE, date(2024, 5, 3))
    each = Judged(statement, whole(CLAIM)[0], candidate, Stance.SUPPORTS, 1.0, "first", torn=False)
    made = list(_made(each, PASSAGE, random.Random(1)))
    changed = [p for p in made if p.meant == UNSUPPORTED]
    assert changed
    assert all(p.claim != CLAIM and p.evidence == PASSAGE for p in made)
    assert all(p.meant in ((SUPPORTS,), UNSUPPORTED) for p in made)
