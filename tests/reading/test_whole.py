import time

import pytest

from secondsource.reading.statements import find_statements
from secondsource.reading.whole import is_whole

from .reports import report


def texts(*paragraphs: str) -> list[str]:
    return [statement.text for statement in find_statements(report(*paragraphs))]


@pytest.mark.parametrize(
    "text",
    [
        "Though the mayor's tone is grave.",
        "Even as the council was on the verge of getting its bridge through.",
        "Finally, no matter who wins the vote.",
        "Including improving pay for nurses in both towns, where the shortage of doctors has been even worse.",
        "Instituting a hiring freeze for most of the town.",
        "All 40 mayors and clerks in Peru if they had been called by the ministry.",
        "Asked if the envoy had been overstating the danger.",
        "Hours after the police released pictures of the two drivers.",
        "Shortly after Ada Poe was taken to hospital.",
        "The importance of having Peru investigate the old vote as well as the port.",
        "The bill approved by the council.",
        "It was willing to talk to the town but.",
        "Poe: “State of the Port.”",
        "In a Lima poll released Tuesday [2019-03-19].",
        "With a shot of an old film rental store.",
        "The worst harvest since the Great War.",
        "Ada Poe, who has known the mayor since the 1980s.",
        "Because the river was rising by more than six inches an hour.",
        "Some of the changes outlined in the letter include.",
        "Predates passage of the law by more than a decade.",
        "It to the council, which could take a week.",
        "Him that any further step would be a problem.",
        "Only because the towns divide their seats — by town and by district.",
        "Though Poe later changed her tale to say Peru had lost the port.",
        "Like large towns do – to get a better price.",
        "The Bank to announce a small rise after its council met in June.",
        "Lampooned the wait faced by drivers who use the site.",
    ],
)
def test_words_that_assert_nothing(text: str) -> None:
    assert not is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "Poe lambasted Roe over the toll.",
        "After the storm, Poe and her crew left the bridge.",
        "Restricting lorries on the bridge is against the law.",
        "Netting that deal also cost the mayor many friends.",
        "At issue is whether to shut the bridge.",
        "The judges ruled in favor of the toll.",
        "The bridge that carries lorries is shut.",
        "Some criticized the toll as too high.",
        "That helps explain the delay.",
        "The toll's been very good to the town.",
        "Born in Peru, Poe moved to Chile.",
        "Though the bridge is old, forty lorries cross it a day.",
        "In Lima demonstrators gathered.",
        "Yesterday was market day.",
        "US towns added a solid 128,000 jobs in October.",
        "Poe: “The bridge is shut.”",
        "What Poe did is known.",
        "More than half of the drivers have been heard.",
        "Poe's record as a mayor eight years ago is far from what she says.",
        "Prices rose 3 percent in the year.",
        "Like her brother, Poe left the port.",
        "When the storm came – on Monday – the bridge was shut.",
        "If Poe is right then the bridge is shut.",
        "To leave is hard for Poe, who has no boat.",
    ],
)
def test_words_that_assert_something(text: str) -> None:
    assert is_whole(text)


def test_a_headline_does_without_its_verb() -> None:
    assert is_whole("Forty lorries on the way to Lima", headline=True)
    assert not is_whole("Forty lorries on the way to Lima")


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "On Monday Ada Poe signed orders shutting the bridge, and instituting a hiring freeze for the town.",
            ["On Monday Ada Poe signed orders shutting the bridge, and instituting a hiring freeze for the town."],
        ),
        (
            "As the town learned at a cost, weakness and delay in the face of floods only invite more.",
            ["As the town learned at a cost, weakness and delay in the face of floods only invite more."],
        ),
        (
            "After the storm, Ada Poe and her crew left the bridge.",
            ["After the storm, Ada Poe and her crew left the bridge."],
        ),
        (
            "Poe said the bridge was shut, and blamed the mayor for not mending it.",
            ["The bridge was shut.", "Poe blamed the mayor for not mending it."],
        ),
        (
            "Towns have looked for other dyes, including madder, which is made from a root.",
            ["Towns have looked for other dyes, including madder.", "Madder is made from a root."],
        ),
    ],
)
def test_a_cut_leaves_an_assertion_on_both_sides(paragraph: str, expected: list[str]) -> None:
    assert texts(paragraph) == expected


def test_what_asserts_nothing_is_shown_and_not_checkable() -> None:
    found = find_statements(report("Though the bridge is old, engineers say that it carries forty lorries a day."))
    assert [(s.text, s.checkable) for s in found] == [
        ("Though the bridge is old.", False),
        ("It carries forty lorries a day.", True),
    ]


def test_is_quick_on_a_text_made_to_be_slow() -> None:
    began = time.process_time()
    is_whole("which, as " * 20_000)
    is_whole("Poe, who said that, when " * 8_000)
    assert time.process_time() - began < 5
