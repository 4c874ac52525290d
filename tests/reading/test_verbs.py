"""Verbs that no list holds, and those whose last consonant is written twice: a clause is told from a noun by them."""

import pytest

from secondsource.model import Span
from secondsource.reading.phrases import is_finite
from secondsource.reading.statements import find_statements
from secondsource.reading.tokens import tokenize

from .reports import report


def finite(text: str) -> list[str]:
    tokens = tokenize(text, Span(0, len(text)))
    return [token.text for k, token in enumerate(tokens) if is_finite(tokens, k)]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("the storm impeded the rescue", ["impeded"]),
        ("a fire preceded the grounding", ["preceded"]),
        ("the council scuttled its own plan", ["scuttled"]),
        ("the crew dropped the anchor", ["dropped"]),
        ("the port banned old ferries", ["banned"]),
        ("a fault occurred in March", ["occurred"]),
        ("the pilot retired in March", ["retired"]),
        ("the old pilot retired.", ["retired"]),
    ],
)
def test_a_past_that_governs_something_is_a_verb(text: str, verbs: list[str]) -> None:
    assert finite(text) == verbs


@pytest.mark.parametrize(
    "text",
    [
        "the many unemployed",
        "two helmeted divers",
        "a hundred the other day",
        "need the boat",
        "the mayor and retired surgeon Ada Poe",
    ],
)
def test_what_only_ends_so_is_none(text: str) -> None:
    assert finite(text) == []


def test_what_is_said_with_such_a_verb_is_told_of_who_says_it() -> None:
    [found] = find_statements(report("A power cut preceded the fire, according to a sailor who spoke to the Tribune."))
    assert (found.text, found.attribution.speaker) == ("A power cut preceded the fire.", "sailor")
