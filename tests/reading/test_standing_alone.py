"""Statements read without their report: no stranded "that", no half sentences, no pronoun given to the wrong one."""

import pytest

from secondsource.reading.statements import find_statements

from .reports import report


def texts(*paragraphs: str) -> list[str]:
    return [statement.text for statement in find_statements(report(*paragraphs))]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Ada Poe wrote that forty lorries had come and that they were led by a general.",
            ["Forty lorries had come.", "They were led by a general."],
        ),
        ("CNN reported that they came to mend a bridge.", ["They came to mend a bridge."]),
        ("Ada Poe wrote that they are forty drivers.", ["They are forty drivers."]),
        ("They had come to mend the bridge, an official said.", ["They had come to mend the bridge."]),
        ("Two officials said they had come to mend the bridge.", ["Two officials had come to mend the bridge."]),
        ("The Trade Ministry said it has sent forty lorries.", ["The Trade Ministry has sent forty lorries."]),
        ("The Trade Ministry said it was late for talks.", ["It was late for talks."]),
        (
            "The ministry did not say whether the lorries were empty.",
            ["The ministry did not say whether the lorries were empty."],
        ),
        ("Ada Poe did not say how she knew.", ["Ada Poe did not say how she knew."]),
        ("No minister had spoken about the matter by Monday.", ["No minister had spoken about the matter by Monday."]),
        (
            "Poe objected to the toll and said that it breaks the law.",
            ["Poe objected to the toll.", "It breaks the law."],
        ),
        ("The envoy dismissed the story in Lima on Monday.", ["The envoy dismissed the story in Lima on Monday."]),
        ("Other sources told Reuters of small groups.", ["Other sources told Reuters of small groups."]),
        (
            "Washington and dozens of other capitals regard Ada Poe as mayor.",
            ["Washington and dozens of other capitals regard Ada Poe as mayor."],
        ),
        (
            "Ada Poe spoke on Monday, which was short for the matter.",
            ["Ada Poe spoke on Monday, which was short for the matter."],
        ),
        ("The rebels took Lima, which marked the end.", ["The rebels took Lima, which marked the end."]),
        ("LIMA (Reuters) - Forty lorries crossed the bridge.", ["Forty lorries crossed the bridge."]),
    ],
)
def test_text(paragraph: str, expected: list[str]) -> None:
    assert texts(paragraph) == expected


def test_a_denial_stays_a_denial() -> None:
    [statement] = find_statements(report("The Trade Ministry denied that forty lorries had crossed."))
    assert statement.text == "The Trade Ministry denied that forty lorries had crossed."


def test_what_is_left_of_a_sentence_states_nothing_by_itself() -> None:
    found = texts(
        "In a break with the mayor, Ada Poe said on Monday that the bridge was shut, drawing a rebuke from him."
    )
    assert not any(text.startswith(("In a break", "Drawing")) for text in found)


def test_a_fragment_says_whose_it_is() -> None:
    found = find_statements(report("“No, not at all,” the mayor said."))
    assert [s.text for s in found] == ["The mayor: “No, not at all.”"]


def test_what_others_believe_of_it_is_told_as_their_belief() -> None:
    assert texts("Peru and Chile worry that the port may shut, CNN wrote.") == [
        "Peru and Chile worry that the port may shut."
    ]


def test_a_fragment_in_nobodys_words_states_nothing() -> None:
    assert texts("Ada Poe denied that forty lorries crossed: no, not one, she said.") == [
        "Ada Poe denied that forty lorries crossed."
    ]
