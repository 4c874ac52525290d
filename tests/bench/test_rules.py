"""The baseline by rules reads plain sentences; what it is measured against reads more."""

import pytest

from bench.rules.citing import Rules
from secondsource.model import Span
from secondsource.reading.quotations import find_quotations


def found(text: str) -> list[tuple[str | None, str, str]]:
    whole = Span(0, len(text))
    cited = Rules(text)(whole, find_quotations(text, whole))
    return [(f.source and f.source.of(text), f.cue.of(text), f.content[0].of(text)) for f in cited]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said the bridge had closed.", ("The mayor", "said", "the bridge had closed")),
        ("The bridge had closed, the mayor said.", ("the mayor", "said", "The bridge had closed")),
        ("“The bridge has closed,” said Ada Poe.", ("Ada Poe", "said", "“The bridge has closed,”")),
        ("According to the mayor, the bridge had closed.", ("the mayor", "According to", "the bridge had closed")),
        ("Bridge closes in Albany: report", ("report", ":", "Bridge closes in Albany")),
    ],
)
def test_plain_sentences(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize("text", ["The bridge closed on Monday.", "The claims office opened on Monday."])
def test_what_cites_nobody(text: str) -> None:
    assert found(text) == []
