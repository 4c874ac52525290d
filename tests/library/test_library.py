import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from secondsource.errors import InputError
from secondsource.library import Added, Library
from secondsource.model import Attribution, Excerpt, Mode, Report, Role, Span, Statement

from .samples import BRIDGE, FERRY, GRAIN, NOON, gazette, item, make


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True, now=lambda: NOON) as library:
        yield library


def add(library: Library, *reports: Report) -> list[Added]:
    return list(library.add(item(report) for report in reports))


def test_a_report_comes_out_as_it_went_in(library: Library) -> None:
    report = gazette(
        FERRY, url="https://gazette.example/ferry", byline="A. Reporter", credits=("AP", "PA"), retrieved=NOON
    )
    assert add(library, report) == [Added(report.id, True)]
    original = hashlib.sha256(item(report)[1]).hexdigest()
    assert library.report(report.id) == replace(report, archived=original)


def test_the_bytes_are_kept_as_they_came(library: Library) -> None:
    report = gazette(FERRY)
    data = b"\xff\xfe<html>\x00" * 1000
    list(library.add([(report, data)]))
    assert library.original(library.report(report.id)) == data


def test_adding_twice_changes_nothing(library: Library) -> None:
    report = gazette(FERRY)
    add(library, report)
    before = library.digest()
    assert add(library, report, replace(report, retrieved=NOON)) == [Added(report.id, False)] * 2
    assert (library.count(), library.digest(), len(library.publications(report.id))) == (1, before, 1)
    assert len(library.custody(report.id)) == 1
    assert len(library.search("ferry aground")) == 1


def test_the_same_text_elsewhere_is_another_publication(library: Library) -> None:
    second, first, undated = (
        gazette(FERRY, 3, publisher="Courier"),
        gazette(FERRY, 2, publisher="Herald", credits=("PA",)),
        make(FERRY, publisher="Aggregator"),
    )
    assert [added.new for added in add(library, undated, second, first)] == [True, False, False]
    assert [each.publisher for each in library.publications(first.id)] == ["Herald", "Courier", "Aggregator"]
    assert library.report(first.id).publisher == "Herald"
    assert library.count() == 1
    assert [line.event for line in library.custody(first.id)] == ["added", "published again", "published again"]


def test_an_earlier_publication_moves_the_day_in_the_index(library: Library) -> None:
    add(library, gazette(FERRY, 9, publisher="Courier"))
    assert library.search("ferry", as_of=date(2019, 5, 5)) == ()
    add(library, gazette(FERRY, 4, publisher="Herald"))
    assert len(library.search("ferry", as_of=date(2019, 5, 5))) == 1
    assert len(library.search("ferry")) == 1


def test_reports_come_in_the_order_of_publication(library: Library) -> None:
    add(library, make(GRAIN), gazette(FERRY, 9), gazette(BRIDGE, 2))
    assert [report.text for report in library.reports()] == [BRIDGE, FERRY, GRAIN]


def test_a_report_is_found_by_the_beginning_of_its_id(library: Library) -> None:
    add(library, *(gazette(f"Report number {number}.") for number in range(40)))
    report = next(library.reports())
    assert library.find(report.id[:10].upper()) == report
    with pytest.raises(InputError, match=r"more than one report .* ''; give more of it"):
        library.find("")
    with pytest.raises(InputError, match="no report has an id that begins with 'nonsense'; library list shows the ids"):
        library.find("nonsense")
    twice = next(digit for digit in "0123456789abcdef" if sum(r.id[0] == digit for r in library.reports()) > 1)
    with pytest.raises(InputError, match="more than one report"):
        library.find(twice)


def test_an_unknown_id_is_a_key_error(library: Library) -> None:
    for look in (library.report, library.remove):
        with pytest.raises(KeyError):
            look("0" * 64)


def test_a_removed_report_is_gone_but_for_the_log(library: Library, tmp_path: Path) -> None:
    ferry, bridge = gazette(FERRY), gazette(BRIDGE)
    add(library, ferry)
    only_ferry = library.digest()
    add(library, bridge)
    library.keep_readings("1", {(bridge.id, BLOCK): ()})
    library.remove(bridge.id)
    assert (library.count(), library.digest()) == (1, only_ferry)
    assert library.search("council bridge Trondheim") == ()
    assert library.reading(bridge.id, BLOCK, "1") is None
    library.keep_readings("1", {(bridge.id, BLOCK): ()})  # by a run that had it in hand
    assert library.reading(bridge.id, BLOCK, "1") is None
    assert [line.event for line in library.custody(bridge.id)] == ["added", "removed"]
    assert len(list((tmp_path / "library" / "archive").rglob("*.zst"))) == 1


def test_an_original_stays_while_another_report_came_in_it(library: Library) -> None:
    ferry, bridge = gazette(FERRY), gazette(BRIDGE)
    list(library.add([(ferry, b"one file of two reports"), (bridge, b"one file of two reports")]))
    library.remove(ferry.id)
    assert library.original(library.report(bridge.id)) == b"one file of two reports"


def test_a_removed_report_can_come_back(library: Library) -> None:
    add(library, gazette(FERRY))
    library.remove(gazette(FERRY).id)
    assert add(library, gazette(FERRY))[0].new
    assert len(library.search("ferry")) == 1


def test_the_digest_does_not_depend_on_the_order(tmp_path: Path) -> None:
    reports = [gazette(f"Report {number}.", 1 + number % 9, publisher=f"Paper {number % 3}") for number in range(30)]
    reports += [replace(report, publisher="Courier") for report in reports[:9]]
    digests, answers = set(), set()
    for seed in range(3):
        random.Random(seed).shuffle(reports)
        with Library.open(tmp_path / str(seed), create=True) as library:
            add(library, *reports)
            digests.add(library.digest())
            answers.add(library.search("report", limit=7))
    assert (len(digests), len(answers)) == (1, 1)


@pytest.mark.parametrize("change", [{"publisher": "Courier"}, {"credits": ("AP",)}, {"published": date(2019, 5, 2)}])
def test_the_digest_depends_on_the_particulars(tmp_path: Path, change: dict[str, object]) -> None:
    digests = set()
    for name, report in (("a", gazette(FERRY)), ("b", replace(gazette(FERRY), **change))):  # type: ignore[arg-type]
        with Library.open(tmp_path / name, create=True) as library:
            add(library, report)
            digests.add(library.digest())
    assert len(digests) == 2


BLOCK = Span(0, 63)


def test_readings_are_kept_by_block_and_version(library: Library) -> None:
    add(library, gazette(FERRY))
    content = Excerpt.cut(FERRY, Span(0, 63))
    statement = Statement("s1", content.span, content.text, Role.PARAGRAPH, Attribution(Mode.NARRATED, content))
    report_id = gazette(FERRY).id
    assert library.reading(report_id, BLOCK, "1") is None
    library.keep_readings("1", {(report_id, BLOCK): (statement,), (report_id, Span(64, 70)): ()})
    library.keep_readings("2", {(report_id, BLOCK): ()})
    assert library.reading(report_id, BLOCK, "1") == (statement,)
    assert library.reading(report_id, Span(64, 70), "1") == ()
    assert library.reading(report_id, BLOCK, "2") == ()
    assert library.reading(report_id, BLOCK, "3") is None


def test_readings_are_given_up_when_the_report_turns_out_to_be_older(library: Library) -> None:
    """What "on Monday" means in it is then another day."""
    add(library, gazette(FERRY, day=7))
    library.keep_readings("1", {(gazette(FERRY).id, BLOCK): ()})
    add(library, gazette(FERRY, day=9))
    assert library.reading(gazette(FERRY).id, BLOCK, "1") == ()
    add(library, gazette(FERRY, day=1))
    assert library.reading(gazette(FERRY).id, BLOCK, "1") is None


def test_what_came_before_an_error_is_held(library: Library) -> None:
    def items() -> Iterator[tuple[Report, bytes]]:
        yield item(gazette(FERRY))
        raise InputError("the rest cannot be read")

    added = library.add(items())
    assert next(added).new
    with pytest.raises(InputError, match="the rest"):
        next(added)
    assert library.count() == 1
    assert len(library.search("ferry")) == 1


def test_what_is_yielded_is_committed(library: Library, tmp_path: Path) -> None:
    added = library.add(item(gazette(f"Report {number}.")) for number in range(200))
    first = next(added)
    with Library.open(tmp_path / "library") as other:
        assert other.report(first.report_id).text == "Report 0."
    added.close()
    assert 0 < library.count() < 200


def test_a_report_that_is_not_its_own_digest_is_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="the id of a report is the digest of its text"):
        add(library, replace(gazette(FERRY), text=GRAIN))
    assert library.count() == 0


def test_half_a_character_costs_no_other_report(library: Library) -> None:
    reports = [gazette(FERRY), gazette(BRIDGE, publisher="\ud800"), gazette(GRAIN)]
    with pytest.raises(InputError, match="hold half a character"):
        add(library, *reports)
    assert [report.text for report in library.reports()] == [FERRY]


def test_custody_tells_when_and_from_where(library: Library) -> None:
    report = gazette(FERRY, url="https://gazette.example/ferry", retrieved=NOON)
    add(library, report)
    (line,) = library.custody(report.id)
    assert (line.at, line.event, line.address, line.retrieved) == (NOON, "added", report.url, NOON)
    assert line.original == library.report(report.id).archived
