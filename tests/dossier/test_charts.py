from hypothesis import given
from hypothesis import strategies as st

from secondsource.dossier.charts import waterfall
from secondsource.model import Reason

WEIGHTS = st.lists(st.floats(-9, 9), max_size=8)


def test_bars_follow_on_one_another() -> None:
    fall = waterfall((Reason("prior", 1.0), Reason("for", 2.0), Reason("against", -4.0)), -1.0)
    # From -1 to 3 are four units, 25 per cent each.
    assert fall.zero == 25
    assert [(bar.left, bar.width) for bar in fall.bars] == [(25, 25), (50, 50), (0, 100)]
    assert (fall.total.left, fall.total.width) == (0, 25)


@given(WEIGHTS)
def test_no_bar_leaves_the_drawing(weights: list[float]) -> None:
    fall = waterfall([Reason("", weight) for weight in weights], sum(weights))
    for bar in (*fall.bars, fall.total):
        assert bar.left >= 0
        assert bar.left + bar.width <= 100.02


def test_a_small_weight_looks_small() -> None:
    assert waterfall([Reason("", 0.05)], 0.05).bars[0].width == 5
