"""Loaded words in the reporter's own voice, and nowhere else."""

import pytest

from secondsource.model import Span
from secondsource.reading.loaded import find_loaded
from secondsource.reading.quotations import find_quotations
from secondsource.reading.statements import find_statements

from .reports import report


def loaded(text: str) -> list[str]:
    whole = Span(0, len(text))
    return [span.of(text) for span in find_loaded(text, whole, find_quotations(text, whole))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The socialist dictator fled.", ["socialist", "dictator"]),
        ("His crippling policies failed.", ["crippling"]),
        ("The regime’s troops left.", ["regime’s"]),
        ("The party is socialist.", []),
        ("The government’s troops left on Monday.", []),
        ("She called him a “brutal dictator” on Monday.", []),
    ],
)
def test_words_that_judge(text: str, expected: list[str]) -> None:
    assert loaded(text) == expected


@pytest.mark.parametrize(
    ("paragraph", "text", "marked"),
    [
        ("Ada Poe said the rule had crippling effects on the port.", "The rule had crippling effects on the port.", ""),
        ("The crippling rule shut the port in 2018.", "The rule shut the port in 2018.", "crippling"),
        (
            "The rally of 2018 was led by far-right figure Ada Poe.",
            "The rally of 2018 was led by far-right figure Ada Poe.",
            "far-right",
        ),
        (
            "The rally of 2018 was led by brutal dictator Hugo Roe.",
            "The rally of 2018 was led by Hugo Roe.",
            "dictator",
        ),
    ],
)
def test_words_are_left_out_where_the_reporter_judges_and_can_do_without(
    paragraph: str, text: str, marked: str
) -> None:
    [statement] = find_statements(report(paragraph))
    assert statement.text == text
    assert marked in " ".join(word.text for word in statement.loaded)


def test_a_subject_that_somebody_judges_keeps_the_word_where_it_is_given_back() -> None:
    found = find_statements(report("Ada Poe said the crippling rule closed two piers but did not save jobs."))
    assert [s.text for s in found] == ["The crippling rule closed two piers.", "The crippling rule did not save jobs."]


def test_a_description_that_opens_a_report_keeps_its_word() -> None:
    [found] = find_statements(report("Far-right figure Ada Poe led the rally of 2018."))
    assert found.text == "Far-right figure Ada Poe led the rally of 2018."
