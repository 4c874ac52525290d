from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from secondsource.library import Library, Passage
from secondsource.model import Report

from .samples import BRIDGE, FERRY, GRAIN, gazette, item, make


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as library:
        list(library.add(item(report) for report in (gazette(FERRY, 1), gazette(BRIDGE, 3), make(GRAIN))))
        yield library


def words(library: Library, passages: tuple[Passage, ...]) -> list[str]:
    return [passage.span.of(library.report(passage.report).text) for passage in passages]


def fill(library: Library, *reports: Report) -> None:
    list(library.add(item(report) for report in reports))


def test_a_passage_is_the_very_words(library: Library) -> None:
    (passage,) = library.search("repairs in crowns")
    assert words(library, (passage,)) == ["Repairs will cost 40 million crowns, it said."]
    assert passage.score > 0


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("exporting", GRAIN),
        ("CONSTANȚA", GRAIN),
        ("212 PASSENGER", FERRY),
        ("ferries; and (nothing) else:", FERRY),
    ],
)
def test_words_match_in_every_form(library: Library, query: str, text: str) -> None:
    assert [passage.report for passage in library.search(query)] == [gazette(text).id]


@pytest.mark.parametrize(("held", "asked"), [("U.S.", "US"), ("U.N.", "UN"), ("1,500", "1500"), ("US", "U.S.")])
def test_spellings_of_one_thing_meet(library: Library, held: str, asked: str) -> None:
    fill(library, gazette(f"The {held} was in it."))
    assert len(library.search(asked)) == 1


@pytest.mark.parametrize(
    "query",
    ["", "   ", "the of and", "words:", '"', "a AND (", "NOT *", "[1 TO", "\\", "-ferry^2~", "\x00\u202e", "nowhere"],
)
def test_a_query_is_words_and_never_a_syntax(library: Library, query: str) -> None:
    assert all("ferry" in text for text in words(library, library.search(query)))


def test_a_huge_query_is_answered(library: Library) -> None:
    assert library.search("ferry " * 1_000_000 + "x" * 20_000_000)


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        (None, {FERRY, BRIDGE, GRAIN}),
        (date(2019, 5, 3), {FERRY, BRIDGE}),
        (date(2019, 5, 2), {FERRY}),
        (date(2019, 4, 30), set()),
        (date.min, set()),
        (date.max, {FERRY, BRIDGE}),
    ],
)
def test_as_of_leaves_what_was_published_by_then(library: Library, as_of: date | None, found: set[str]) -> None:
    passages = library.search("ferry council grain exports", as_of=as_of)
    assert {library.report(passage.report).text for passage in passages} == found


def test_as_of_changes_no_score(library: Library) -> None:
    assert library.search("ferry", as_of=date(2020, 1, 1)) == library.search("ferry")


def test_what_is_excluded_makes_room(library: Library) -> None:
    copies = [gazette(f"A ferry ran aground off Holyhead. Copy {number}.") for number in range(60)]
    fill(library, *copies)
    excluded = frozenset(copy.id for copy in copies)
    (passage,) = library.search("ferry Holyhead", limit=1, exclude=excluded)
    assert passage.report == gazette(FERRY).id


def test_of_equal_passages_the_first_published_come_first(library: Library) -> None:
    snow = "Snow closed the high pass near Andermatt for the third time in this month."
    snow = "Snow closed the high pass near Andermatt for the third time in this month."
    copies = [gazette(f"{snow}\n\nDay {number} of it. {'word ' * 20}", 1 + number % 28) for number in range(120)]
    fill(library, *copies)
    days = [library.report(passage.report).published for passage in library.search("Andermatt snow", limit=9)]
    assert days == [date(2019, 5, 1)] * 5 + [date(2019, 5, 2)] * 4


def test_the_limit_holds(library: Library) -> None:
    assert len(library.search("ferry council grain coastguard repairs", limit=2)) == 2


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty", create=True) as library:
        assert library.search("ferry") == ()
        assert library.behind() == 0
