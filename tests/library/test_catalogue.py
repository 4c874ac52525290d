from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from secondsource.library import Library
from secondsource.library.catalogue import Contents, Filter, Said
from secondsource.model import Report, Span

from .samples import BRIDGE, FERRY, GRAIN, gazette, item, make

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
FIRST = gazette(FERRY, 1, language="en")
SECOND = gazette(BRIDGE, 2, publisher="Dagblad Ærlig", language="nl")
UNDATED = make(GRAIN, publisher="Gazette")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    moments = (NOON + timedelta(minutes=n) for n in range(100))
    with Library.open(tmp_path / "library", create=True, now=lambda: next(moments)) as library:
        list(library.add(map(item, (SECOND, FIRST, UNDATED))))
        yield library


def contents(report: Report, *speakers: str, places: tuple[str, ...] = (), version: str = "1") -> Contents:
    said = tuple(Said(name, name.split()[-1].casefold(), Span(n, n + 5), f"{n}") for n, name in enumerate(speakers))
    return Contents(report.id, version, said, places)


def found(library: Library, **wanted: object) -> list[Report]:
    chosen = Filter(**wanted)  # type: ignore[arg-type]
    ids = library.catalogue.reports(chosen, 10)
    assert library.catalogue.count(chosen) == len(ids) == len(library.catalogue.entries(chosen))
    return [library.report(each) for each in ids]


def ids(reports: list[Report]) -> list[str]:
    return [report.id for report in reports]


def test_the_one_published_last_comes_first_and_what_has_no_date_at_the_end(library):
    assert ids(found(library)) == [SECOND.id, FIRST.id, UNDATED.id]
    assert library.catalogue.reports(Filter(), 1, 1) == (FIRST.id,)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"outlet": "gaz"}, [FIRST, UNDATED]),
        ({"outlet": " DAGBLAD  æRLIG"}, [SECOND]),
        ({"outlet": "%"}, []),
        ({"since": date(2019, 5, 2)}, [SECOND]),
        ({"until": date(2019, 5, 1)}, [FIRST]),
        ({"since": date(2019, 5, 1), "until": date(2019, 5, 2), "outlet": "Gazette"}, [FIRST]),
        ({"language": "nl"}, [SECOND]),
        ({"language": "n"}, []),
        ({"speaker": "ada"}, []),
    ],
)
def test_filters_are_of_the_whole_library(library, wanted, expected):
    assert ids(found(library, **wanted)) == ids(expected)


def test_an_outlet_that_published_it_again_is_found_too(library):
    list(library.add([item(replace(FIRST, publisher="Courier", published=date(2019, 5, 9)))]))
    assert ids(found(library, outlet="courier")) == [FIRST.id]


def test_speakers_and_places_are_found_once_a_report_was_read(library):
    assert library.catalogue.read() == 0
    library.catalogue.keep([contents(FIRST, "Ada Holm", "Ada HOLM", places=("Holyhead",)), contents(SECOND, "Bo Ek")])
    assert library.catalogue.read() == 2
    assert ids(found(library, speaker="holm")) == [FIRST.id]
    assert ids(found(library, place="holy", outlet="Gazette")) == [FIRST.id]
    assert found(library, place="holy", speaker="ek") == []
    assert library.catalogue.unread("1", 10) == (UNDATED.id,)


def test_a_search_by_words_keeps_to_the_filter(library):
    words = "ferry bridge grain"
    everything = {passage.report for passage in library.search(words)}
    assert everything == {FIRST.id, SECOND.id, UNDATED.id}
    assert {p.report for p in library.search(words, among=Filter())} == everything
    assert {p.report for p in library.search(words, among=Filter(outlet="gazette"))} == {FIRST.id, UNDATED.id}
    assert library.search(words, among=Filter(outlet="nobody")) == ()


def test_a_later_reader_takes_the_place_of_an_earlier_one(library):
    library.catalogue.keep([contents(FIRST, "Ada Holm", places=("Holyhead",))])
    assert FIRST.id in library.catalogue.unread("2", 10)
    library.catalogue.keep([contents(FIRST, "Bo Ek", version="2")])
    assert found(library, speaker="holm") == found(library, place="holyhead") == []
    assert ids(found(library, speaker="Bo Ek")) == [FIRST.id]
    assert library.catalogue.is_read(FIRST.id, "2")


def test_what_is_given_up_is_not_found_by_who_spoke_in_it(library):
    library.catalogue.keep([contents(FIRST, "Ada Holm", places=("Holyhead",))])
    library.remove(FIRST.id)
    assert library.catalogue.read() == 0
    assert library.catalogue.speaker("holm") is None
    library.catalogue.keep([contents(FIRST, "Ada Holm")])  # read while it was given up
    assert library.catalogue.speaker("holm") is None


def test_what_turns_out_to_be_older_is_to_be_read_again(library):
    library.catalogue.keep([contents(FIRST, "Ada Holm")])
    list(library.add([item(replace(FIRST, published=date(2019, 4, 1)))]))
    assert library.catalogue.read() == 0


def test_who_speaks_in_most_reports_comes_first(library):
    library.catalogue.keep(
        [contents(FIRST, "Ada Holm", "Holm", "Bo Ek"), contents(SECOND, "Bo Ek"), contents(UNDATED, "Holm", "Holm")]
    )
    speakers = library.catalogue.speakers("", 10)
    assert [(s.name, s.reports, s.statements, s.latest) for s in speakers] == [
        ("Bo Ek", 2, 2, date(2019, 5, 2)),
        ("Ada Holm", 2, 4, date(2019, 5, 1)),
    ]
    assert library.catalogue.speakers("", 1, 1) == speakers[1:]
    assert library.catalogue.speakers("holm", 10) == speakers[1:]
    assert (library.catalogue.count_speakers(""), library.catalogue.count_speakers("bo")) == (2, 1)
    assert library.catalogue.spellings("holm") == ("Ada Holm", "Holm")


def test_what_somebody_said_is_given_by_report_the_latest_first(library):
    library.catalogue.keep([contents(FIRST, "Bo Ek", "Bo Ek"), contents(SECOND, "Bo Ek"), contents(UNDATED, "Bo Ek")])
    assert [(report, len(said)) for report, said in library.catalogue.said("ek", 10)] == [
        (SECOND.id, 1),
        (FIRST.id, 2),
        (UNDATED.id, 1),
    ]
    assert [report for report, _ in library.catalogue.said("ek", 1, 1)] == [FIRST.id]


def test_what_came_in_last_comes_first(library):
    recent = library.catalogue.recent(2)
    assert [report for report, _ in recent] == [UNDATED.id, FIRST.id]
    assert recent[0][1] > recent[1][1] > NOON
    assert [report for report, _ in library.catalogue.recent(2, 2)] == [SECOND.id]


def test_outlets_and_languages_are_listed_once(library):
    assert library.catalogue.outlets() == ("Dagblad Ærlig", "Gazette")
    assert library.catalogue.languages() == ("en", "nl")
