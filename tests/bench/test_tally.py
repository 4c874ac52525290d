import pytest

from bench.tally import Index, Tally, area


def test_an_item_found_twice_is_right_once() -> None:
    tally = Tally()
    tally.add(["a", "a", "b"], ["a", "c"])
    assert tally.figures("x") == pytest.approx({"x_precision": 1 / 3, "x_recall": 1 / 2, "x_f1": 2 / 5})


def test_area_counts_ties_as_half() -> None:
    assert area([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == 0.875


def test_words_touched_leave_out_marks() -> None:
    assert Index("One, two three.").touched([(0, 5), (9, 15)]) == {0, 2}
