"""Speakers by their full names, and papers that no list has, on invented sentences that failed first."""

import pytest

from secondsource.reading.speakers import describe
from secondsource.reading.statements import find_statements

from .reports import report


def told(*paragraphs: str) -> list[tuple[str, str | None]]:
    return [(s.text, s.attribution.speaker) for s in find_statements(report(*paragraphs))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("One analyst, Ada Poe of the Harbour Institute, described the ships as old.", "Ada Poe"),
        ("The Assemblies of Grace said the port would close.", "Assemblies of Grace"),
        ("The boats are old, according to U.S. Army (Ret.) Lt. Col. Hugo Roe.", "Hugo Roe"),
        ("Acting Director Department of Water Works Bill Crane said the gate would hold.", "Bill Crane"),
        ("Rep. Steve King of Iowa, an outspoken farmer, said the bridge was closed.", "Steve King"),
    ],
)
def test_a_speaker_goes_by_name(text: str, speaker: str) -> None:
    assert told(text)[0][1] == speaker


def test_an_address_of_the_web_is_no_part_of_a_name() -> None:
    assert describe("The yearly report https://example.org")[0] == "yearly report"


def test_a_surname_is_joined_to_a_name_with_a_long_office() -> None:
    found = told(
        "Acting Director Department of Water Works Bill Crane said the gate would hold.",
        "The clerks left. Crane said the water was low.",
    )
    assert found[-1] == ("The water was low.", "Bill Crane")


def test_a_local_paper_is_the_carrier() -> None:
    for text in (
        "The gate can hold 900 tons, Hugo Roe told the Yuba Valley Bee.",
        "Hugo Roe told the Lima Sentinel that the gate can hold 900 tons.",
    ):
        [found] = find_statements(report(text))
        assert (found.attribution.carrier or "").split()[-1:] in (["Bee"], ["Sentinel"])
    [found] = find_statements(report("Hugo Roe told the Harbour Board that the gate can hold 900 tons."))
    assert found.attribution.carrier is None
