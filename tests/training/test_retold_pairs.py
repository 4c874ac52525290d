"""Which sentences of two outlets are taken to tell one thing."""

import random
from datetime import date

import pytest

from training.news_pairs import Sentence, in_words
from training.pairs import REFUTES, SUPPORTS
from training.retold_pairs import _Days, _partly, _sides, _tells

DAY = date(2024, 5, 3)
CLAIM = "The bridge near Tarrow carried 340 lorries on Monday."


def of(text: str, report: int) -> Sentence:
    return in_words(text, Sentence(text, report, DAY, frozenset(), frozenset()))


@pytest.mark.parametrize(
    ("other", "tells"),
    [
        ("On Monday the bridge near Tarrow carried 340 lorries, the most in a year.", True),
        ("On Monday the bridge near Tarrow carried 350 lorries, the most in a year.", False),
        ("The bridge near Tarrow never carried 340 lorries on Monday, the operator found.", False),
        ("The bridge near Tarrow is closed to lorries.", False),
    ],
)
def test_it_tells_the_same_with_every_figure_name_and_most_words(other: str, tells: bool) -> None:
    claim, sentence = of(CLAIM, 1), of(other, 2)
    days = _Days([[claim], [sentence], [of(f"Sentence {n} is of something else.", 3 + n) for n in range(30)]])
    assert _tells(claim, sentence, days) is tells


def test_what_lacks_the_figure_and_gives_no_other_takes_no_side() -> None:
    claim = of(CLAIM, 1)
    silent = of("The old bridge near Tarrow was painted on Monday for the first time since the flood.", 2)
    other = of("The old bridge near Tarrow was painted on Monday by 12 men for the first time.", 3)
    days = _Days([[claim], [silent], [other], [of(f"Sentence {n} is of something else.", 4 + n) for n in range(30)]])
    assert _partly(claim, [silent, other], days) == [silent]


def test_a_changed_detail_refutes_and_the_same_change_on_both_sides_does_not() -> None:
    passage = "On Monday the bridge near Tarrow carried 340 lorries, the most in a year."
    for seed in range(20):
        pairs = list(_sides(CLAIM, passage, [CLAIM], random.Random(seed)))
        assert pairs[0].meant == (SUPPORTS,)
        for pair in pairs[1:]:
            assert (pair.meant == (REFUTES,)) == (pair.kind != "retold")
