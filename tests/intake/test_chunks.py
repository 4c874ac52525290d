"""Paragraphs on one row and wrapped over several."""

import textwrap

import pytest

from secondsource.intake.chunks import cut

LONG = (
    "The bridge over the river was closed on Monday after a flood damaged two of its piers, the mayor said in a "
    "statement that was read to reporters in front of the town hall, where dozens of people had come together."
)
SHORT = "It is to be opened again within a week, according to the engineers who saw it."


def pieces(text: str) -> list[str]:
    return [span.of(text) for span in cut(text)]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_wrapped_paragraph_is_one(width: int, gap: str):
    wrapped = [textwrap.fill(each, width) for each in (LONG, SHORT)]
    text = gap.join(wrapped)
    assert pieces(text) == wrapped


def test_one_row_for_each_paragraph():
    rows = [LONG, "What now?", SHORT, "He refused to say more", LONG]
    assert pieces("\n".join(rows)) == rows
    assert pieces("\r\n\r\n".join(rows)) == rows


def test_short_rows_that_touch_are_not_one_paragraph():
    rows = ["Menu", "World", "Bridge closed after flood", "Repairs may take a week", LONG]
    assert pieces("\n".join(rows)) == rows


def test_an_indented_row_begins_a_paragraph():
    first, second = textwrap.fill(LONG, 60), textwrap.fill(SHORT, 60, initial_indent="    ")
    assert pieces(first + "\n" + second) == [first, second.strip()]


def test_windows_line_ends():
    text = textwrap.fill(LONG, 60).replace("\n", "\r\n")
    assert pieces(text) == [text]
