from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.dossier.charts import time_line, waterfall
from secondsource.dossier.findings import findings
from secondsource.model import Reason

from . import samples

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


def test_days_are_columns_and_long_silences_are_broken() -> None:
    found = findings(samples.dossier())
    drawn = time_line(found.each[6], found, date(2019, 3, 25))
    assert drawn is not None
    assert [[dot.day for dot in row.dots] for row in drawn.rows] == [
        ["27 Jan 2019", "28 Jan 2019"],
        ["26 Jan 2019"],
        [],
    ]
    assert [broken for _, _, broken in drawn.rail] == [False, False, True]
    assert drawn.rows[2].undated == 1
    assert drawn.own == 94


def test_reports_of_one_day_are_one_dot_with_a_number() -> None:
    found = findings(samples.dossier())
    drawn = time_line(found.each[2], found, None)
    assert drawn is not None
    assert [(dot.day, dot.reports) for dot in drawn.rows[0].dots] == [
        ("23 Mar 2019", 1),
        ("24 Mar 2019", 1),
        ("25 Mar 2019", 3),
    ]
    assert drawn.own is None


@pytest.mark.parametrize("statement", [0, 7])
def test_no_time_line_without_two_days(statement: int) -> None:
    found = findings(samples.dossier())
    assert time_line(found.each[statement], found, None) is None
