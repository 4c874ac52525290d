"""Names for pronouns and short names: only where the report has them together and nobody else can be meant."""

import pytest

from secondsource.reading.statements import find_statements

from .reports import report


def told(*paragraphs: str) -> list[tuple[str, list[str]]]:
    return [(s.text, [each.text for each in s.unresolved]) for s in find_statements(report(*paragraphs))]


def texts(*paragraphs: str) -> list[str]:
    return [text for text, _ in told(*paragraphs)]


def test_a_call_before_a_name_is_no_given_name() -> None:
    found = texts(
        "Bo Berg walked away from the camp in May, Ada Poe said.", "A petition reads “Punish Bo Berg now.”",
        "Berg left the camp by night.",
    )  # fmt: skip
    assert found[-1] == "Bo Berg left the camp by night."


def test_a_surname_known_before_is_not_that_of_the_wife() -> None:
    found = texts("President Poe landed in Lima on Monday.", "President Poe and his wife Ada Poe met the mayor.")
    assert found[0] == "President Poe landed in Lima on Monday."


def test_who_owns_is_the_one_and_not_what_is_owned() -> None:
    found = texts("Ada Poe runs the port.", "Her brother said on Monday that the bridge was shut.")
    assert not any("'s brother's" in text or "brother's brother" in text for text in found)


def test_whom_they_asked_for_stays_open_where_two_can_be_meant() -> None:
    found = told("Karl Roe fled to Lima. Poland asked Lima to hand him over, Ivan Poe said.")
    assert all("hand Ivan Poe over" not in text for text, _ in found)


def test_a_name_told_by_somebody_else_is_not_that_of_the_one_who_tells() -> None:
    found = told("“I got a call and it was Karl Roe,” he said.", "He left Lima with his wife in May.")
    assert found[-1][0] == "He left Lima with his wife in May."
    assert found[-1][1][:1] == ["He"]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Ada Poe ran the port and sold her boat.", ["Ada Poe ran the port.", "Ada Poe sold her boat."]),
        (
            "A ruling against the use of the dye, a colour that fades, would hurt the mills of Lima.",
            ["A ruling against the use of the dye, a colour that fades, would hurt the mills of Lima."],
        ),
        ("Mr. Poe met Ada Roe. Mrs. Roe left for Lima.", ["Mr. Poe met Ada Roe.", "Ada Roe left for Lima."]),
    ],
)
def test_no_name_where_none_is_needed(paragraph: str, expected: list[str]) -> None:
    assert texts(paragraph) == expected


def test_two_links_set_without_a_space_are_no_name() -> None:
    found = texts("Swan MuellerSpeier told Lima of the plan on Monday.", "He left for Peru.")
    assert found[-1] == "He left for Peru."
