"""Which passages are looked at, and in which order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from newsroom import MONDAY, plain_statement, report, stated

from secondsource import Library
from secondsource.evidence.retrieve import (
    CLEAR,
    FEW,
    LEAST_COVERED,
    PASSAGES,
    Candidate,
    around,
    distinct,
    promise,
    queries,
    retrieve,
)
from secondsource.model import Report, Span
from secondsource.reading.statements import find_statements

CLAIM = "Two ferries sank off Holyhead on Saturday, harbour master Ada Poe said."


@contextmanager
def library(folder: Path, *held: Report) -> Iterator[Library]:
    with Library.open(folder / "library", create=True) as made:
        list(made.add((each, each.text.encode()) for each in held))
        yield made


def found(folder: Path, *held: Report, as_of: date = date(2021, 6, 1)) -> tuple[Candidate, ...]:
    with library(folder, *held) as made:
        return retrieve(
            stated(CLAIM),
            MONDAY,
            made,
            made.report,
            lambda each, span: tuple(s for b in each.blocks if b.span.overlaps(span) for s in find_statements(each, b)),
            as_of=as_of,
            exclude=frozenset(),
        )


def whole(text: str, publisher: str = "Gazette", published: date | None = MONDAY) -> tuple[Report, Span]:
    return report(text, publisher, published), Span(0, len(text))


def test_the_statement_asks_by_its_words_and_by_its_names_and_measures() -> None:
    words, names = queries(stated(CLAIM))
    assert words == stated(CLAIM).text
    assert {"Holyhead", "Ada", "Poe", "Two", "Saturday"} <= set(names.split())
    assert queries(plain_statement("boats sank.")) == ("boats sank.",)


def test_what_is_told_at_the_time_of_the_event_is_looked_for_by_itself() -> None:
    assert around(stated(CLAIM), MONDAY) == (date(2021, 4, 28), date(2021, 5, 22))
    assert around(plain_statement("boats sank."), MONDAY) == (date(2021, 4, 30), date(2021, 5, 24))
    assert around(plain_statement("boats sank."), None) is None
    assert around(plain_statement("boats sank."), date.min) == (date.min, date(1, 1, 15))
    assert around(plain_statement("boats sank."), date.max) == (date(9999, 12, 21), date.max)


def test_a_report_of_the_day_is_found_among_many_of_the_same_words(tmp_path: Path) -> None:
    every_year = [
        report(
            f"Two ferries sank off Holyhead, harbour master Ada Poe said in year {n}.", f"Old {n}", date(1900 + n, 5, 1)
        )
        for n in range(120)
    ]
    of_the_day = report("The pair of boats lost off Holyhead were ferries, it emerged.", "Gazette", MONDAY)
    with library(tmp_path, *every_year, of_the_day) as made:
        asked = (queries(stated(CLAIM))[0],)
        alone, at_the_time = (
            {p.report for p in made.nearest(asked, limit=20, around=days)}
            for days in (None, around(stated(CLAIM), MONDAY))
        )
    assert of_the_day.id not in alone
    assert of_the_day.id in at_the_time


def test_the_passage_that_has_most_comes_first(tmp_path: Path) -> None:
    half = report("Two ferries collided off Holyhead.", "Half")
    most = report("On Saturday two ferries sank off Holyhead.", "Most")
    wheat = report("Wheat prices rose in Canada last year.", "Wheat")
    publishers = [candidate.report.publisher for candidate in found(tmp_path, half, most, wheat)]
    assert publishers[0] == "Most"
    assert "Wheat" not in publishers


def test_a_wire_report_in_many_papers_takes_one_place() -> None:
    text = "Two ferries sank off Holyhead on Saturday, the coastguard said, and {} people were taken off by boat."
    copies = [whole(text.format("forty"), f"Paper {n}", date(2021, 5, 30 - n)) for n in range(20)]
    own = whole("Ada Poe saw the second ferry go down off Holyhead.", "Own")
    edited = whole(text.format("some forty"), "Edited")
    (first, other) = distinct(iter([*copies, own, edited]))
    assert (first[0].publisher, first[0].published) == ("Edited", MONDAY)  # a day before the first of the others
    assert other == own


def test_another_figure_or_name_is_another_wording() -> None:
    text = "Captain {} said that {} people had been taken off two ferries that sank off Holyhead on Saturday evening."
    told = [whole(text.format(*filled)) for filled in (("Poe", 40), ("Roe", 40), ("Poe", 50))]
    assert distinct(iter(told)) == tuple(told)


def test_a_headline_within_a_paragraph_is_another_wording() -> None:
    headline = whole("Two ferries sank off Holyhead on Saturday")
    longer = whole("Two ferries sank off Holyhead on Saturday, and a third was towed in with a list of ten degrees.")
    assert distinct(iter([headline, longer])) == (headline, longer)


def test_no_more_are_looked_at_than_asked_for() -> None:
    many = [whole(" ".join(f"word{n}-{k}" for k in range(9))) for n in range(2 * PASSAGES)]
    assert len(distinct(iter(many))) == PASSAGES


def test_what_was_told_at_another_time_promises_less() -> None:
    statement, words = stated(CLAIM), "Two ferries sank off Holyhead, Ada Poe said."
    dated = [date(2021, 5, 9), date(2021, 3, 1), date(2021, 9, 1), None]
    same, before, after, undated = (promise(statement, MONDAY, *whole(words, "Gazette", day)) for day in dated)
    assert before < after < same == undated


def test_a_figure_and_a_place_promise_more() -> None:
    statement = stated("About 400 soldiers came to Holyhead.")
    with_figure, without, elsewhere = (
        promise(statement, MONDAY, *whole(text))
        for text in ("412 soldiers came to Holyhead.", "Soldiers came to Holyhead.", "Soldiers came to Rome.")
    )
    assert with_figure > without > elsewhere


def test_of_passages_that_promise_little_few_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = (
        "Alder",
        "Birch",
        "Cedar",
        "Dogwood",
        "Elder",
        "Fir",
        "Ginkgo",
        "Hazel",
        "Ivy",
        "Juniper",
        "Kapok",
        "Larch",
    )
    held = [report(f"Captain {name} said two ferries sank off Holyhead on Saturday.", name) for name in names]
    for worth, number in ((CLEAR, len(held)), (CLEAR - 0.01, FEW), (LEAST_COVERED - 0.01, 0)):
        monkeypatch.setattr("secondsource.evidence.retrieve.promise", lambda *_, worth=worth: worth)
        assert len({c.report.id for c in found(tmp_path / str(worth), *held)}) == number


@pytest.mark.parametrize(("published", "number"), [(MONDAY, 1), (date(2021, 6, 2), 0), (None, 0)])
def test_only_what_was_published_by_then_is_evidence(tmp_path: Path, published: date | None, number: int) -> None:
    assert len(found(tmp_path, report("Two ferries sank off Holyhead.", "Gazette", published))) == number
