"""Who reported when: the reports of a dossier in order of time, with what each does to which statements."""

from dataclasses import replace
from datetime import date

from secondsource.dossier.findings import findings
from secondsource.dossier.timeline import Day, told_when
from secondsource.model import Stance

from . import samples
from .found import passage


def days(own: date | None = None) -> tuple[Day, ...]:
    return told_when(findings(samples.dossier()), own)


def does(days: tuple[Day, ...], report: str) -> dict[str, tuple[int, ...]]:
    (told,) = [told for day in days for told in day.reports if told.report == report]
    return {mark.name: numbers for mark, numbers in told.does}


def test_every_report_stands_once_and_in_order_of_time() -> None:
    found = findings(samples.dossier())
    told = [told.report for day in days() for told in day.reports]
    assert sorted(told) == sorted({item.report for item in found.evidence.values()})
    published = [found.published(report) or date.max for report in told]
    assert published == sorted(published)
    assert days()[-1].label == "no date"


def test_silences_are_told_in_days_and_the_report_has_its_day() -> None:
    told = days(date(2019, 4, 2))
    assert [(day.label, day.later, day.own) for day in told] == [
        ("26 Jan 2019", 0, False),
        ("27 Jan 2019", 1, False),
        ("28 Jan 2019", 1, False),
        ("23 Mar 2019", 54, False),
        ("24 Mar 2019", 1, False),
        ("25 Mar 2019", 1, False),
        ("2 Apr 2019", 8, True),
        ("no date", 0, False),
    ]
    assert told[-2].reports == ()
    assert [day.own for day in days(date(2019, 3, 25))].count(True) == 1


def test_a_report_is_marked_by_its_clearest_passage_and_what_is_circular_as_that() -> None:
    dossier = samples.dossier()
    again = passage(99, "s3", "r4", "On the other hand.", Stance.DISCUSSES)
    told = told_when(findings(replace(dossier, evidence=(*dossier.evidence, again))), None)
    assert 3 in does(told, "r4")["supports"]
    assert 3 not in does(told, "r4").get("discusses", ())
    assert does(told, "r11")["circular"] == (7,)


def test_nothing_found_is_no_time_line() -> None:
    assert told_when(findings(replace(samples.dossier(), evidence=(), lines=())), date(2019, 4, 2)) == ()
