"""A block read by itself: what of the report is looked at for it, and that it gives what the whole gives."""

import pytest

from secondsource.model import Report, Role
from secondsource.reading.statements import find_statements
from secondsource.reading.surroundings import surroundings

from .reports import report

HARBOUR = report(
    "Harbour closed after ferry sinks",
    "The harbour of Lima was closed on Monday, officials said.",
    "Harbour master Lena Aaltonen told reporters that a ferry had sunk.",
    "Trade unions called for an inquiry.",
    "Rain fell for most of the day.",
    "Schools stayed open.",
    "A second ferry was towed in at noon.",
    "Aaltonen said that 40 people were taken to hospital.",
    "She said that nobody was missing.",
    roles=(Role.HEADLINE,),
)


def around(held: Report, number: int) -> list[int]:
    return [held.blocks.index(block) for block in surroundings(held, held.blocks[number])]


def test_the_opening_the_neighbours_and_where_a_name_was_first_given() -> None:
    assert around(HARBOUR, 7) == [0, 1, 2, 5, 6, 7, 8]
    assert around(HARBOUR, 4) == [0, 1, 2, 3, 4, 5]


def test_a_role_is_looked_up_where_somebody_bears_it() -> None:
    held = report(
        "The minister, Ada Poe, came on Monday.", "It rained.", "It was cold.", "Nobody came.", "It snowed.",
        "The minister said that the bridge was closed.",
    )  # fmt: skip
    assert around(held, 5) == [0, 3, 4, 5]
    given = report("It rained.", *(block.span.of(held.text) for block in held.blocks))
    assert around(given, 6) == [0, 1, 4, 5, 6]


def test_what_is_no_block_of_the_report_or_states_nothing_has_none() -> None:
    credit = report("It rained.", "Reporting by Ada Poe", roles=(Role.PARAGRAPH, Role.CREDIT))
    assert surroundings(credit, credit.blocks[1]) == ()
    assert find_statements(credit, credit.blocks[1]) == ()
    assert find_statements(credit, HARBOUR.blocks[3]) == ()


@pytest.mark.parametrize("number", range(1, len(HARBOUR.blocks)))
def test_a_block_by_itself_gives_what_the_whole_report_gives(number: int) -> None:
    block = HARBOUR.blocks[number]
    whole = [s for s in find_statements(HARBOUR) if block.span.contains(s.span)]
    alone = find_statements(HARBOUR, block)
    assert [(s.id, s.text, s.attribution.speaker, s.quantities) for s in alone] == [
        (s.id, s.text, s.attribution.speaker, s.quantities) for s in whole
    ]
    assert whole


def test_names_and_pronouns_are_resolved_from_paragraphs_far_before() -> None:
    (injured,) = find_statements(HARBOUR, HARBOUR.blocks[7])
    (missing,) = find_statements(HARBOUR, HARBOUR.blocks[8])
    assert injured.attribution.speaker == missing.attribution.speaker == "Lena Aaltonen"


def test_a_block_beyond_what_is_read_of_a_report_states_nothing() -> None:
    endless = report("The bridge in Lima closed. " * 5_000, "The bridge in Lima closed on Monday.")
    assert find_statements(endless, endless.blocks[1]) == ()
