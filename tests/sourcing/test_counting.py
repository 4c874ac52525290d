from collections.abc import Sequence
from datetime import date
from itertools import product
from math import isclose, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import passage, plain_statement, report

from secondsource.model import LineCount, Report, Stance
from secondsource.sourcing.counting import count_lines, poisson_binomial
from secondsource.sourcing.lines import trace_lines

FIRST, SECOND = date(2021, 5, 8), date(2021, 5, 9)


def counts(*told: tuple[Report, str]) -> tuple[LineCount, ...]:
    reports = {held.id: held for held, _ in told}
    evidence = [passage(held, words) for held, words in told]
    lines = trace_lines(plain_statement(), evidence, reports, report("Something else.", "Verified"))
    return count_lines(lines, {item.id: item for item in evidence}, reports)


def enumerated(chances: Sequence[float]) -> list[float]:
    """Every combination of outcomes, one by one."""
    shares = [0.0] * (len(chances) + 1)
    for outcome in product((0, 1), repeat=len(chances)):
        shares[sum(outcome)] += prod(c if hit else 1 - c for hit, c in zip(outcome, chances, strict=True))
    return shares


@given(st.lists(st.floats(0, 1), max_size=8))
def test_the_distribution_is_that_of_enumeration(chances: list[float]) -> None:
    found = poisson_binomial(chances)
    assert all(isclose(a, b, abs_tol=1e-9) for a, b in zip(found, enumerated(chances), strict=True))


def test_certain_lines_are_counted_hard() -> None:
    (count,) = counts(
        (report("Ada Poe, the mayor of Oslo, said that the plane landed.", "Gazette"), "landed"),
        (report("A Reuters witness saw the plane on the runway.", "Courier"), "runway"),
        (report("According to Ada Poe, the plane landed.", "Herald"), "landed"),
    )
    assert count == LineCount("s", Stance.SUPPORTS, 2.0, 2, 2)


def test_one_line_is_one_even_if_nobody_answers_for_it() -> None:
    (count,) = counts((report("A plane landed in Oslo.", "Gazette"), "plane"))
    assert (count.expected, count.low, count.high) == (1.0, 1, 1)


def test_an_uncertain_merge_may_hide_a_line() -> None:
    """Max Roe's plane is Ada Poe's with .75; else it is the Courier's own, which .3 may still hang on hers."""
    (count,) = counts(
        (report("Ada Poe, a pilot, wrote that 87 crates came.", "Gazette", FIRST), "crates"),
        (report("The plane brought 87 crates.", "Courier", SECOND, byline="By Max Roe"), "crates"),
    )
    assert (count.low, count.high) == (1, 2)
    assert count.expected == pytest.approx(1 + 0.25 * 0.7, abs=0.01)


def test_what_names_no_source_after_others_is_hardly_a_second_line() -> None:
    (count,) = counts(
        (report("Ada Poe, the mayor of Oslo, said that the plane landed.", "Gazette", FIRST), "landed"),
        (report("A plane landed in Oslo.", "Courier", SECOND), "plane"),
    )
    assert (count.expected, count.low, count.high) == (1.3, 1, 2)


def test_before_others_it_may_well_be_one() -> None:
    (count,) = counts(
        (report("A plane landed in Oslo.", "Courier", FIRST), "plane"),
        (report("Ada Poe, the mayor of Oslo, said that the plane landed.", "Gazette", SECOND), "landed"),
    )
    assert count.expected == 2.0


def test_two_spellings_share_one_fate() -> None:
    """Three reports say Mallorca: that is one doubt, not three."""
    spelled = [report(f"Javier Mallorca said that {n} planes landed.", f"Outlet {n}", SECOND) for n in ("no", "four")]
    (count,) = counts(
        (report("Javier Mayorca, a pilot, said that the plane landed.", "Gazette", FIRST), "landed"),
        *((held, "landed") for held in spelled),
    )
    assert count.expected == 1.05


def test_sides_are_counted_apart_and_rings_not_at_all() -> None:
    found = counts(
        (report("The bridge will be sold, Reuters reported.", "Xinhua", FIRST), "sold"),
        (report("A buyer for the bridge was found, Xinhua reported.", "Reuters", FIRST), "buyer"),
    )
    assert found == (LineCount("s", Stance.SUPPORTS, 0.0, 0, 0),)
