"""Whom "he", "the general" and a bare surname stand for, across a report."""

import pytest

from secondsource.model import Disclosure
from secondsource.reading.speakers import describe

from .reports import attributions


def speakers(*paragraphs: str) -> list[str | None]:
    return [a.speaker for a in attributions(*paragraphs)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Journalist Ada Poe reported that it closed.", "Poe said it was late."], ["Ada Poe", "Ada Poe"]),
        (["Journalist Ada Poe reported that it closed.", "She said it was late."], ["Ada Poe", "Ada Poe"]),
        (["Gen. John Roe came to Lima.", "The general said it was late."], ["John Roe"]),
        (["Officials said it had closed.", "They said it was late."], ["Officials", "Officials"]),
        (
            ["The foreign ministry said it had closed.", "It said it was late."],
            ["foreign ministry", "foreign ministry"],
        ),
        (
            ["Poe said it had closed.", "Roe, a ferryman, said it was late.", "He added it was dark."],
            ["Poe", "Roe", "He"],
        ),
    ],
)
def test_the_fullest_name_in_the_report(paragraphs: list[str], expected: list[str]) -> None:
    """Nothing says that Roe, known by surname alone, is a person: "He" stays, rather than a guess."""
    assert speakers(*paragraphs) == expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Mayor John Roe met Mayor Paul Poe.", "He said it was late."],  # two men: no guess
        ["Mayor Mary Poe came to Lima.", "He said it was late."],  # the only person named is no he
        ["It was late.", "He said it was late."],
    ],
)
def test_no_guess_where_it_is_unclear(paragraphs: list[str]) -> None:
    assert speakers(*paragraphs)[-1] == "He"


def test_two_people_of_one_surname_stay_apart() -> None:
    assert speakers("Mayor John Roe met Senator Jane Roe.", "Roe said it was late.") == ["Roe"]


@pytest.mark.parametrize(
    ("source", "who", "disclosure"),
    [
        ("Independent Peruvian journalist Ada Poe", "Ada Poe", Disclosure.NAMED),
        ("Ada Poe, a spokeswoman for the mayor,", "Ada Poe", Disclosure.NAMED),
        ("House Speaker John Roe", "John Roe", Disclosure.NAMED),
        ("Russian media outlet Sputnik", "Sputnik", Disclosure.NAMED),
        ("the State Department", "State Department", Disclosure.NAMED),
        ("A Peruvian official speaking on the condition of anonymity", "Peruvian official", Disclosure.DESCRIBED),
        ("two people briefed on the talks", "two people", Disclosure.UNNAMED),
        ("several reports", "several reports", Disclosure.UNNAMED),
        (None, None, None),
    ],
)
def test_what_a_source_calls_itself(source: str | None, who: str | None, disclosure: Disclosure | None) -> None:
    assert describe(source) == (who, disclosure)
