"""Held reports read whole, and who speaks in them."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from secondsource.contents import person, read_ahead, standing, stated
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.library.catalogue import Filter
from secondsource.model import Outcome, Span, Subject

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FERRY = "Ferry stuck\n\nHarbour master Sergey Holmov said that a ferry with 84 passengers ran aground near Bergen."
FLOOD = "Flood in Oslo\n\nSergei Holmov, the harbour master, said on Monday that the quay in Oslo was under water."
FOREIGN = "Die Fähre liegt fest\n\nDer Hafenmeister sagte am Montag, dass die Fähre mit den Leuten auf Grund lief."


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        for number, text in enumerate((FERRY, FLOOD, FOREIGN), start=1):
            file = tmp_path / f"{number}.txt"
            file.write_text(text, encoding="utf-8")
            taken = take(str(file), published=date(2026, 3, number), now=NOW)
            list(library.add([(taken.report, taken.data)]))
        yield library


def held(library, text):
    return library.report(hashlib.sha256(text.encode()).hexdigest())


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sergey Lavrov", "Sergei Lavrov"), ("Nicolás Maduro", "NICOLAS MADURO"), ("President Ada Holm", "Ada Holm")],
)
def test_spellings_of_one_name_are_joined(one, other):
    assert person(one) == person(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Holm", "Holm"), ("Ada Holm", "Ida Holm"), ("Iwan", "Ivan"), ("the", "of")],
)
def test_what_may_be_two_people_is_not(one, other):
    assert person(one) != person(other)


def test_reports_are_read_a_few_at_a_time_the_last_to_come_in_first(library):
    assert read_ahead(library, 2) == 2
    assert (library.catalogue.read(), library.catalogue.count_speakers("")) == (2, 1)
    assert read_ahead(library, 2) == 1
    assert read_ahead(library, 2) == 0
    assert library.catalogue.read() == 3  # what is in another language counts as read: nobody is found in it


def test_reports_are_found_by_what_was_read(library):
    read_ahead(library, 10)
    assert library.catalogue.count(Filter(speaker="holmov")) == 2
    assert library.catalogue.count(Filter(place="bergen")) == 1
    assert library.catalogue.count(Filter(place="bergen", since=date(2026, 3, 2))) == 0


def test_what_a_report_states_is_kept_once_it_was_asked_for(library, monkeypatch):
    report = held(library, FERRY)
    first = stated(library, report)
    assert [s.attribution.speaker for s in first if s.attribution.speaker] == ["Sergey Holmov"]
    monkeypatch.setattr("secondsource.shelf.find_statements", None)  # it would fail if it were asked again
    assert stated(library, report) == first
    assert library.catalogue.count(Filter(speaker="sergey")) == 1


def test_somebody_stands_under_all_spellings(library):
    read_ahead(library, 10)
    found = standing(library, "Sergei  Holmov")
    assert found == standing(library, "Sergey Holmov")
    assert (found.speaker.reports, found.speaker.latest) == (2, date(2026, 3, 2))
    assert set(found.spellings) == {"Sergey Holmov", "Sergei Holmov"}
    assert (found.reliability, found.outcomes) == ("F", ())


def test_their_record_is_of_all_spellings(library):
    read_ahead(library, 10)
    report = held(library, FERRY).id
    library.keep_outcomes(
        [
            Outcome("sergey holmov", Subject(report, Span(13, 20)), True, date(2026, 3, 4)),
            Outcome("sergei holmov", Subject(report, Span(21, 30)), True, date(2026, 3, 6)),
            Outcome("sergei holmov", Subject(report, Span(31, 40)), False, date(2026, 3, 5)),
            Outcome("ada poe", Subject(report, Span(31, 40)), False, date(2026, 3, 5)),
        ]
    )
    found = standing(library, "Sergey Holmov")
    assert (found.record.confirmed, found.record.contradicted, found.reliability) == (2, 1, "C")
    assert [outcome.settled.day for outcome in found.outcomes] == [6, 5, 4]


def test_nobody_of_that_name_is_said(library):
    read_ahead(library, 10)
    with pytest.raises(KeyError):
        standing(library, "Ada Poe")
