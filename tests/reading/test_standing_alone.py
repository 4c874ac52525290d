"""Statements read without their report: no stranded "that", no half sentences, no pronoun given to the wrong one."""

from datetime import date

import pytest

from secondsource.reading.statements import find_statements

from .reports import report

PUBLISHED = date(2019, 3, 25)


def texts(*paragraphs: str) -> list[str]:
    return [statement.text for statement in find_statements(report(*paragraphs))]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Ada Poe wrote that forty lorries had come and that they were led by a general.",
            ["Forty lorries had come.", "The lorries were led by a general."],
        ),
        ("CNN reported that they came to mend a bridge.", ["They came to mend a bridge."]),
        ("Ada Poe wrote that they are forty drivers.", ["They are forty drivers."]),
        ("They had come to mend the bridge, an official said.", ["They had come to mend the bridge."]),
        ("Two officials said they had come to mend the bridge.", ["Two officials had come to mend the bridge."]),
        ("The Trade Ministry said it has sent forty lorries.", ["The Trade Ministry has sent forty lorries."]),
        ("The Trade Ministry said it was late for talks.", ["It was late for talks."]),
        (
            "The ministry did not say whether the lorries were empty.",
            ["The ministry did not say whether the lorries were empty."],
        ),
        ("Ada Poe did not say how she knew.", ["Ada Poe did not say how she knew."]),
        ("No minister had spoken about the matter by Monday.", ["No minister had spoken about the matter by Monday."]),
        (
            "Poe objected to the toll and said that it breaks the law.",
            ["Poe objected to the toll.", "It breaks the law."],
        ),
        ("The envoy dismissed the story in Lima on Monday.", ["The envoy dismissed the story in Lima on Monday."]),
        ("Other sources told Reuters of small groups.", ["Other sources told Reuters of small groups."]),
        (
            "Washington and dozens of other capitals regard Ada Poe as mayor.",
            ["Washington and dozens of other capitals regard Ada Poe as mayor."],
        ),
        (
            "Ada Poe spoke on Monday, which was short for the matter.",
            ["Ada Poe spoke on Monday, which was short for the matter."],
        ),
        ("The rebels took Lima, which marked the end.", ["The rebels took Lima, which marked the end."]),
        ("LIMA (Reuters) - Forty lorries crossed the bridge.", ["Forty lorries crossed the bridge."]),
    ],
)
def test_text(paragraph: str, expected: list[str]) -> None:
    assert texts(paragraph) == expected


def test_a_denial_stays_a_denial() -> None:
    [statement] = find_statements(report("The Trade Ministry denied that forty lorries had crossed."))
    assert statement.text == "The Trade Ministry denied that forty lorries had crossed."


def test_what_is_left_of_a_sentence_states_nothing_by_itself() -> None:
    found = texts(
        "In a break with the mayor, Ada Poe said on Monday that the bridge was shut, drawing a rebuke from him."
    )
    assert not any(text.startswith(("In a break", "Drawing")) for text in found)


def test_a_fragment_says_whose_it_is() -> None:
    found = find_statements(report("“No, not at all,” the mayor said."))
    assert [s.text for s in found] == ["The mayor: “No, not at all.”"]


def test_what_others_believe_of_it_is_told_as_their_belief() -> None:
    assert texts("Peru and Chile worry that the port may shut, CNN wrote.") == [
        "Peru and Chile worry that the port may shut."
    ]


def test_a_fragment_in_nobodys_words_states_nothing() -> None:
    assert texts("Ada Poe denied that forty lorries crossed: no, not one, she said.") == [
        "Ada Poe denied that forty lorries crossed."
    ]


def unresolved(*paragraphs: str, published: date | None = PUBLISHED) -> list[tuple[str, list[str]]]:
    found = find_statements(report(*paragraphs, published=published))
    return [(s.text, [each.text for each in s.unresolved]) for s in found]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # resolved: a name or a noun for the pronoun, days and places in brackets
        ("The bridge was shut on Saturday.", [("The bridge was shut on Saturday [2019-03-23].", [])]),
        ("Peru sent forty lorries last month.", [("Peru sent forty lorries last month [2019-02].", [])]),
        ("The bridge was shut on 23 March 2019.", [("The bridge was shut on 23 March 2019.", [])]),
        (
            "Forty drivers reached Lima. They had no papers.",
            [("Forty drivers reached Lima.", []), ("The drivers had no papers.", [])],
        ),
        (
            "Drivers met soldiers in Lima. They had no papers.",  # a subject goes on as the subject
            [("Drivers met soldiers in Lima.", []), ("The drivers had no papers.", [])],
        ),
        (
            "Peru and Chile signed a treaty. They opened the border.",
            [("Peru and Chile signed a treaty.", []), ("Peru and Chile opened the border.", [])],
        ),
        (
            "The Trade Ministry sent forty lorries. It also sent a general.",
            [("The Trade Ministry sent forty lorries.", []), ("The Trade Ministry also sent a general.", [])],
        ),
        (
            "Prices rose in Peru. Storms have left the country in ruin.",
            [("Prices rose in Peru.", []), ("Storms have left the country [Peru] in ruin.", [])],
        ),
        (
            "Mayor Ada Poe left for Lima. She met a general there.",
            [("Mayor Ada Poe left for Lima.", []), ("Ada Poe met a general there [Lima].", [])],
        ),
        ("The envoy said he's leaving Lima.", [("The envoy is leaving Lima.", [])]),
        # its own: what it points at stands in it
        ("The army has cut its budget.", [("The army has cut its budget.", [])]),
        ("After he won the vote, Mayor John Roe left.", [("After he won the vote, Mayor John Roe left.", [])]),
        ("It was late for talks.", [("It was late for talks.", [])]),
        ("It is clear that the bridge is shut.", [("It is clear that the bridge is shut.", [])]),
        ("There were forty lorries in Lima.", [("There were forty lorries in Lima.", [])]),
        ("Those who left were tired.", [("Those who left were tired.", [])]),
        ("The decision to shut the bridge was late.", [("The decision to shut the bridge was late.", [])]),
        # not known, and not guessed
        (
            "In Lima a driver met soldiers and clerks. They had no papers.",
            [("In Lima a driver met soldiers and clerks.", []), ("They had no papers.", ["They"])],
        ),
        ("They had no papers.", [("They had no papers.", ["They"])]),
        ("The move raised fears in Lima.", [("The move raised fears in Lima.", ["The move"])]),
        ("This is a routine visit.", [("This is a routine visit.", ["This"])]),
        (
            "Peru and Chile met. The latter opened its border.",
            [("Peru and Chile met.", []), ("The latter opened its border.", ["The latter"])],
        ),
        (
            "The bridge was opened shortly thereafter.",
            [("The bridge was opened shortly thereafter.", ["shortly thereafter"])],
        ),
    ],
)  # fmt: skip
def test_what_a_statement_leaves_open(paragraph: str, expected: list[tuple[str, list[str]]]) -> None:
    assert unresolved(paragraph) == expected


def test_without_a_day_of_publication_a_weekday_stays_open() -> None:
    assert unresolved("The bridge was shut on Saturday.", published=None) == [
        ("The bridge was shut on Saturday.", ["on Saturday"])
    ]


def test_the_span_still_points_at_the_very_words() -> None:
    made = report("Forty drivers reached Lima. They had no papers.", published=PUBLISHED)
    assert [s.span.of(made.text) for s in find_statements(made)][1].rstrip(".") == "They had no papers"


def test_a_source_that_is_nobody_known_is_left_open() -> None:
    [(text, left)] = unresolved("“We shut the bridge,” he said.")
    assert text.endswith("“We shut the bridge.”")
    assert left == ["he"]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Ada Poe said the bridge was shut but would not say why it had cracks.",
            ["The bridge was shut.", "Ada Poe would not say why it had cracks."],
        ),
        (
            "“The bridge is shut,” Ada Poe said, but would not say why it has cracks.",
            ["The bridge is shut.", "Ada Poe would not say why it has cracks."],
        ),
        (
            "The army passed plans on Friday that would shut the bridge.",
            ["The army passed plans on Friday [2019-03-22] that would shut the bridge."],
        ),
        (
            "The trouble, Ada Poe said, is that forty lorries have no papers.",
            ["The trouble is that forty lorries have no papers."],
        ),
        ("Ada Poe, whose home state of Colorado has a bridge, said it was shut.", ["It was shut."]),
        ("Mayor Ada Poe said the bridge “was far too dear”.", ["The bridge was far too dear."]),
    ],
)
def test_no_half_sentence_stands_alone(paragraph: str, expected: list[str]) -> None:
    assert [s.text for s in find_statements(report(paragraph, published=PUBLISHED))] == expected
