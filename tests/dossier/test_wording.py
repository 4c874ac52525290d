from dataclasses import replace
from datetime import date

import pytest

from secondsource.dossier import wording
from secondsource.model import Agreement, Disclosure, Stance, Verdict

from . import found, report


def test_every_judgement_has_its_own_shape_and_word() -> None:
    assert set(wording.VERDICTS) == set(Verdict)
    assert set(wording.STANCES) == set(Stance)
    assert set(wording.AGREEMENTS) == set(Agreement)
    for marks in (wording.MARKS, (*wording.STANCES.values(), wording.CIRCULAR)):
        assert len({mark.shape for mark in marks}) == len({mark.word for mark in marks}) == len(marks)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (wording.day(date(2019, 3, 5)), "5 Mar 2019"),
        (wording.day(None), "no date"),
        (wording.days(date(2019, 1, 1), date(2019, 1, 31)), "1 Jan 2019 to 31 Jan 2019"),
        (wording.days(date(2019, 3, 23), date(2019, 3, 23)), "23 Mar 2019"),
        (wording.days(date(2019, 1, 1), None), "1 Jan 2019 or later"),
        (wording.days(None, date(2019, 1, 31)), "31 Jan 2019 or earlier"),
        (wording.days(None, None), "not resolved"),
        (wording.measure(99, 99), "99"),
        (wording.measure(360, 440), "360 to 440"),
        (wording.measure(40, None), "40 or more"),
        (wording.measure(1.5e9, 1.5e9), "1,500,000,000"),
        (wording.measure(0.25, 0.25), "0.25"),
        (wording.weight(1.204), "+1.20"),
        (wording.weight(-0.9), "−0.90"),
        (wording.weight(-0.001), "+0.00"),
        (wording.count(1, "report"), "1 report"),
        (wording.count(1200, "report"), "1,200 reports"),
        (wording.language("sr"), "Serbian"),
        (wording.language("qu"), "qu"),
        (wording.language(None), "an unknown language"),
    ],
)
def test_figures_days_and_languages(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize(
    ("language", "abstract", "kind"),
    [
        ("es", "en", "abstract of a report in Spanish"),
        ("en", "en", "abstract"),
        ("es", "de", "abstract in German of a report in Spanish"),
        ("es", None, "in Spanish"),
        ("en", None, None),
        (None, "en", "abstract of a report in an unknown language"),
    ],
)
def test_an_abstract_says_so(language: str | None, abstract: str | None, kind: str | None) -> None:
    reference = found.references()[0]
    assert wording.text_kind(type(reference)("r", None, None, None, None, language, abstract)) == kind


def test_who_says_so_keeps_the_carrier_and_the_disclosure() -> None:
    said = {statement.id: wording.who_says(statement.attribution) for statement in report.statements()}
    assert said["s1"] == "the report itself"
    assert said["s3"] == "Javier Mayorca"
    assert said["s5"] == "a Venezuelan official (not named), through Reuters"
    nobody = replace(report.statements()[4].attribution, speaker=None, disclosure=Disclosure.UNNAMED, carrier=None)
    assert wording.who_says(nobody) == "somebody not named"


def test_a_failure_names_a_report_by_the_beginning_of_its_id() -> None:
    assert wording.subject("3f1a9c2b7d10" + "0" * 52) == "report 3f1a9c2b7d10"
    assert wording.subject("library") == "library"
    assert wording.subject("decision 4") == "decision 4"
