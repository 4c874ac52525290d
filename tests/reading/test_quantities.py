import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.dimensions import DIMENSIONS
from secondsource.model import Span
from secondsource.reading.quantities import find_quantities
from secondsource.reading.units import UNITS


def found(text: str) -> list[tuple[str, float, float | None, str | None]]:
    return [(q.text, q.low, q.high, q.unit) for q in find_quantities(text, (Span(0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("In all 42 Polish engineers walked off the site.", "42 Polish engineers", 42, 42, "engineer"),
        ("Two grey cargo ships docked.", "Two grey cargo ships", 2, 2, "ship"),
        ("Only one aircraft returned.", "Only one aircraft", 1, 1, "aircraft"),
        ("They hired 300 mercenaries.", "300 mercenaries", 300, 300, "mercenary"),
        ("twenty-five men left", "twenty-five men", 25, 25, "man"),
        ("one hundred and five buses", "one hundred and five buses", 105, 105, "bus"),
        ("a dozen boys", "a dozen boys", 12, 12, "boy"),
        ("half a million people", "half a million people", 5e5, 5e5, "people"),
        ("two and a quarter", "two", 2, 2, None),
        ("400,000 votes were cast", "400,000 votes", 4e5, 4e5, "vote"),
        ("1.5 billion yuan", "1.5 billion yuan", 1.5e9, 1.5e9, "CNY"),
    ],
)
def test_exact_figures(text, words, low, high, unit):
    assert found(text)[0] == (words, low, high, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("dozens of nurses", 24, 99, "nurse"),
        ("hundreds of angry farmers marched", 200, 999, "farmer"),
        ("tens of thousands of people", 20_000, 99_999, "people"),
        ("several hundred protesters", 300, 900, "protester"),
        ("a few police officers", 2, 9, "officer"),
        ("roughly 100 divers", 90, 110, "diver"),
        ("nearly 200 flats", 180, 200, "flat"),
        ("more than 40 cars", 40, None, "car"),
        ("at least two judges", 2, None, "judge"),
        ("100+ pages", 100, None, "page"),
        ("up to 300 tanks", 0, 300, "tank"),
        ("fewer than 10 boats", 0, 10, "boat"),
        ("between 3 and 5 planes", 3, 5, "plane"),
        ("3 to 5 lorries", 3, 5, "lorry"),
        ("two or three men", 2, 3, "man"),
        ("100-150 tonnes of grain", 100, 150, "t"),
        ("$3-5 billion", 3e9, 5e9, "USD"),
        ("two-thirds of members", 66.67, 66.67, "%"),
        ("one in five adults", 20, 20, "%"),
    ],
)
def test_vague_figures_are_ranges(text, low, high, unit):
    assert [q[1:] for q in found(text)] == [(low, high, unit)]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("It cost $3bn.", 3e9, "USD"),
        ("€20 million was lost", 2e7, "EUR"),
        ("US$40 million", 4e7, "USD"),
        ("40 million NOK", 4e7, "NOK"),
        ("The fine came to 500 pounds, a London court heard.", 500, "GBP"),
        ("He carried 20 pounds of sugar.", 20, "lb"),
        ("It grew 5 percent", 5, "%"),
        ("It grew 7.5%", 7.5, "%"),
        ("some 60 miles off", 54, "mi"),
        ("97km away", 97, "km"),
        ("1,200 sq km burned", 1200, "km2"),
        ("a two-day visit", 2, "day"),
        ("It lasted three weeks", 3, "week"),
        ("a 110-bed clinic", 110, "bed"),
        ("Storm Kills 12 In Northern Town", 12, None),
    ],
)
def test_money_shares_and_measures(text, low, unit):
    assert [(q[1], q[3]) for q in found(text)] == [(low, unit)]


def test_a_change_is_two_quantities():
    assert [q[1:] for q in found("Unemployment rose from 3 to 5 percent.")] == [(3, 3, "%"), (5, 5, "%")]
    assert [q[1:] for q in found("Sales fell from $3 million to $2 million.")] == [(3e6, 3e6, "USD"), (2e6, 2e6, "USD")]
    assert [q[1:] for q in found("Prices rose by 5% to 12 euros.")] == [(5, 5, "%"), (12, 12, "EUR")]


@pytest.mark.parametrize(
    "text",
    [
        "an Il-62M and an F-16",
        "a Boeing 737 and Flight 370",
        "Route 66 runs west",
        "open 24/7",
        "on March 25 and 4 April",
        "in 2018, the 2017 election",
        "at 5 p.m. or 10:30",
        "the 25th in the 1990s",
        "call 555-1234",
        "Leeds won 3-1",
        "two weeks ago",
        "Ann Example, 87, of Leeds",
        "He died at age 74.",
        "on County Road 225 at night",
        "no one knew; one of them left",
        "2019-03-25",
        "12/03/2019",
    ],
)
def test_names_dates_and_idioms_are_no_quantities(text):
    assert found(text) == []


def test_every_unit_belongs_to_a_dimension():
    assert set(UNITS.values()) <= set(DIMENSIONS)


def test_only_looks_within():
    text = "Five cats.\nSix dogs."
    assert [q.text for q in find_quantities(text, (Span(11, 20),))] == ["Six dogs"]


LISTED = """
the two twenty - to and between from rose 3 1,000 2.5 million dozens of tens thousands $ € % pounds km a
half few several in five more than soldiers 2018 March + . , one hundred
"""
WORDS = st.sampled_from(LISTED.split())


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)))
def test_any_text_gives_ordered_ranges_that_slice(text):
    quantities = find_quantities(text, (Span(0, len(text)),)) if text else ()
    ends = [0]
    for quantity in quantities:
        assert quantity.span.of(text) == quantity.text
        assert quantity.high is None or quantity.low <= quantity.high
        assert quantity.span.start >= ends[-1]
        ends.append(quantity.span.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan made as few as 700 jobs.", [("as few as 700 jobs", 700, None, "job")]),
        ("They let out 900 cubic feet per second.", [("900 cubic feet per second", 900, 900, "ft3/s")]),
        ("They dug out 12 cubic metres of sand.", [("12 cubic metres", 12, 12, "m3")]),
        ("The pier closed in the Six-Day War.", []),
        ("The port grew rich after the Seven Years' War.", []),
        ("The offer is one that’s new.", []),
        ("Storm Kills Six Men in Lima", [("Six Men", 6, 6, "man")]),
        ("Six men left.", [("Six men", 6, 6, "man")]),
    ],
)
def test_figures_by_what_stands_around_them(text, expected):
    assert found(text) == expected
