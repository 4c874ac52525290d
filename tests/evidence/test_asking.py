"""The learned judge is asked once about a pair, and not at all where the library knows what it says."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from secondsource import Library
from secondsource.evidence.asking import Answer, Pair, ask, remembered
from secondsource.learned.stance import StanceModel

PAIRS = [("Two ferries sank.", "A ferry sank."), ("Two ferries sank.", "Wheat prices rose.")]


class Counted:
    """A judge that says how long the passage is, and was asked about ``asked``."""

    def __init__(self) -> None:
        self.asked: list[Pair] = []

    def __call__(self, pairs: Sequence[Pair]) -> list[Answer]:
        self.asked += pairs
        return [(float(len(passage)), 0.5, 0.25, 0.125) for _, passage in pairs]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", create=True)


def test_what_is_known_is_not_asked_again(library: Library) -> None:
    judge = Counted()
    first = remembered(library, judge)([PAIRS[0], PAIRS[0]])
    assert judge.asked == [PAIRS[0]]
    assert remembered(library, judge)(PAIRS) == [first[0], *Counted()(PAIRS[1:])]
    assert judge.asked == PAIRS


def test_another_judge_is_asked_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Counted()
    remembered(library, judge)(PAIRS)

    class Other:
        version = "stance-of-another-day"

    monkeypatch.setattr(StanceModel, "load", lambda folder=None: Other)
    remembered(library, judge)(PAIRS)
    assert judge.asked == PAIRS * 2


def test_what_is_recalled_is_what_the_judge_said_to_the_last_digit(library: Library) -> None:
    said = ask(PAIRS)
    assert remembered(library)(PAIRS) == said
    assert remembered(library, Counted())(PAIRS) == said


def test_nothing_is_asked_about_nothing(library: Library) -> None:
    assert ask([]) == []
    assert remembered(library)([]) == []
