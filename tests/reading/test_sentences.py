"""Where sentences begin and end, with exact offsets."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.reading.sentences import split_sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Ada Poe left.", "She did not come back."],
        ["Lt. Col. Ray Poe led the column.", "It was late."],
        ["Sens. Poe and Roe met Rep. Doe.", "Nothing came of it."],
        ["Dr. J. P. Poe was there.", "George W. Roe was not."],
        ["The U.S. Senate met on Monday.", "It rose at 3 a.m. on Tuesday."],
        ["They live in the U.S.", "The house is small."],
        ["St. Albans lies north.", "Mt. Poe does not."],
        ["Well ... we shall see.", "Perhaps."],
        ["Prices rose 3.5 percent.", "Wages did not."],
        ["“It is over. We go,” she said.", "Then they went."],
        ['"It is over. We go," she said.', "Then they went."],
        ['"Is it over?" he asked.', "Nobody knew."],
        ["He said: “It is. We go.”", "Then he left."],
        ["He said “no.”", "She said “yes.”"],
    ],
)
def test_sentences_of_news(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_quotation_left_open_does_not_swallow_the_paragraph() -> None:
    assert split("“It is over. We go. The rest comes tomorrow") == ["“It is over.", "We go.", "The rest comes tomorrow"]


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Heading\n\nOne came. Two left.\n\nEnd"
    assert [s.of(text) for s in split_sentences(text, Span(9, 28))] == ["One came.", "Two left."]


@given(st.text(alphabet=st.sampled_from("aB. \n“”\"'?!,\u200b\u0627é"), min_size=1, max_size=80))
def test_any_text_splits_into_parts_that_cover_its_words(text: str) -> None:
    spans = split_sentences(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
