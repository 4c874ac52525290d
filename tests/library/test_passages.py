import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.library.passages import LONG, passages
from secondsource.model import Block, Report, Role, Span

from .samples import make


def texts(report: Report) -> list[str]:
    return [span.of(report.text) for span in passages(report)]


def sentences(number: int, words: int) -> str:
    return " ".join(f"{'word ' * (words - 1)}end{n}." for n in range(number))


def test_headline_and_paragraphs_are_passages() -> None:
    long = sentences(1, 20)
    assert texts(make(f"Short head\n\n{long}\n\n{long}", headline="Short head")) == ["Short head", long, long]


def test_tiny_paragraphs_join_the_next() -> None:
    long = sentences(1, 20)
    assert texts(make(f"Tiny one.\n\n{long}\n\nTiny two.\n\nTiny three.")) == [
        f"Tiny one.\n\n{long}",
        "Tiny two.\n\nTiny three.",
    ]


def test_nothing_is_joined_across_what_states_nothing() -> None:
    text = "Tiny one.\n\nAll articles\n\nTiny two."
    spans = [Span(0, 9), Span(11, 23), Span(25, 34)]
    roles = [Role.PARAGRAPH, Role.FURNITURE, Role.PARAGRAPH]
    blocks = tuple(Block(span, role) for span, role in zip(spans, roles, strict=True))
    assert texts(Report(id="", text=text, blocks=blocks)) == ["Tiny one.", "Tiny two."]


def test_long_paragraphs_are_split_where_sentences_end() -> None:
    parts = texts(make(sentences(10, 50)))
    assert all(part.endswith(".") and len(part.split()) <= LONG for part in parts)
    assert " ".join(parts) == sentences(10, 50)


@pytest.mark.parametrize("quote", ['"', "”", "’", "»", ")"])
def test_a_closing_quote_stays_with_its_sentence(quote: str) -> None:
    first, *_ = texts(make(f"{'word ' * 79}end.{quote} {'more ' * 90}"))
    assert first.endswith(f"end.{quote}")


def test_a_paragraph_without_sentences_is_split_all_the_same() -> None:
    assert [len(part.split()) for part in texts(make("word " * 300))] == [120, 120, 60]


@pytest.mark.parametrize("text", ["x" * 20_000_000, "word " * 4_000_000, "." * 20_000_000, "a. " * 6_000_000])
def test_twenty_megabytes_of_one_line_take_seconds(text: str) -> None:
    started = time.process_time()
    assert passages(make(text))
    assert time.process_time() - started < 20


@given(st.lists(st.text(alphabet="ab. \n”", max_size=40), max_size=60))
def test_passages_cover_every_word_once_and_in_order(parts: list[str]) -> None:
    report = make("\n\n".join(part * 9 for part in parts))
    spans = passages(report)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert [word for span in spans for word in span.of(report.text).split()] == report.text.split()
