"""Places that stand for a body, told by what they do; the words stay, and a place stays a place."""

import pytest

from secondsource.model import Span
from secondsource.reading.metonyms import body_of, find_metonyms
from secondsource.reading.statements import find_statements

from .reports import report


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("the Kremlin", "Russian government"),
        ("The White House", "U.S. presidency"),
        ("Caracas", "Venezuelan government"),
        ("Washington", "U.S. government"),
        ("Élysée Palace", "French presidency"),
        ("Maracaibo", None),
        ("Ada Poe", None),
    ],
)
def test_body(name: str, body: str | None) -> None:
    assert body_of(name) == body


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("In May the Kremlin sent forty lorries to Cuba.", ["Kremlin"]),
        ("Both Caracas and Moscow have been voicing doubts.", ["Caracas", "Moscow"]),
        ("The White House declined to comment.", ["White House"]),
        ("Lima expelled the envoy.", ["Lima"]),
        ("Drivers in Caracas said the bridge was shut.", []),
        ("A fire broke out near the Kremlin.", []),
        ("Caracas has three airports.", []),
        ("London police said the bridge was shut.", []),
        ("Forty lorries reached Moscow.", []),
    ],
)
def test_only_what_acts_stands_for_a_body(clause: str, names: list[str]) -> None:
    assert [span.of(clause) for span, _ in find_metonyms(clause, Span(0, len(clause)))] == names


def test_the_words_and_the_place_stay() -> None:
    [statement] = find_statements(report("Moscow sent forty lorries to Cuba."))
    assert statement.text == "Moscow [Russian government] sent forty lorries to Cuba."
    assert [place.text for place in statement.places] == ["Moscow", "Cuba"]


def test_a_speaker_is_the_body_and_the_source_its_name() -> None:
    [statement] = find_statements(report("The Kremlin said that forty lorries had crossed."))
    assert statement.attribution.speaker == "Russian government"
    assert statement.attribution.source is not None
    assert statement.attribution.source.text == "The Kremlin"


def test_somebody_of_a_capital_s_name_is_no_government() -> None:
    found = find_statements(report("Mayor Sofia Roe left. Sofia said that the bridge was shut."))
    assert [s.attribution.speaker for s in found] == [None, "Sofia Roe"]


def test_a_capital_that_unveils_a_plan_is_a_government() -> None:
    text = "Washington unveiled a new plan for the port."
    assert [body for _, body in find_metonyms(text, Span(0, len(text)))] == ["U.S. government"]
