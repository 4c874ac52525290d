"""Loaded words in the reporter's own voice, and nowhere else."""

import pytest

from secondsource.model import Span
from secondsource.reading.loaded import find_loaded
from secondsource.reading.quotations import find_quotations


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
