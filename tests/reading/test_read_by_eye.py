"""Mistakes that a sceptical editor found in whole reports, on invented sentences: each was a failing test first."""

from datetime import date

import pytest

from secondsource.model import Mode
from secondsource.reading.statements import find_statements

from .reports import attributions, report


def texts(*paragraphs: str) -> list[str]:
    return [statement.text for statement in find_statements(report(*paragraphs))]


@pytest.mark.parametrize("cue", ["has said", "have said", "has also said", "has repeatedly said"])
def test_what_somebody_has_said_is_theirs(cue: str) -> None:
    [found] = find_statements(report(f"The harbour board {cue} that the bridge closed in May."))
    assert (found.text, found.attribution.speaker) == ("The bridge closed in May.", "harbour board")


def test_what_is_said_by_nobody_is_the_reporters() -> None:
    [found] = find_statements(report("The bridge is said to be unsafe."))
    assert found.attribution.mode is Mode.NARRATED


@pytest.mark.parametrize(
    ("text", "speaker", "carrier"),
    [
        ("A Peruvian official confirmed to Reuters that two ships had come.", "Peruvian official", "Reuters"),
        ("A clerk explained to the BBC that two ships had come.", "clerk", "BBC"),
        ("“Two ships came,” a clerk was quoted as saying by Reuters news agency.", "clerk", "Reuters"),
        ("Ada Poe said on CNN’s “Early Hour” that two ships had come.", "Ada Poe", "CNN"),
        ("According to clerks quoted by the Washington Post, two ships had come.", "clerks", "Washington Post"),
    ],
)
def test_the_outlet_is_the_carrier(text: str, speaker: str, carrier: str) -> None:
    [found] = attributions(text)
    assert (found.speaker, found.carrier) == (speaker, carrier)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (  # what hung on the citing clause says nothing without it
            "The drills were planned, although they came shortly after the ministry said the protests were growing.",
            ["The drills were planned.", "The protests were growing."],
        ),
        (
            "The board is believed to have already sent guards to the pier, and may also have placed cameras there.",
            [
                "The board is believed to have already sent guards to the pier.",
                "The board may also have placed cameras there.",
            ],
        ),
        (
            "The pictures show what appear to be lorries and other vehicles parked in a shed in Lima.",
            ["The pictures show what appear to be lorries and other vehicles parked in a shed in Lima."],
        ),
        (
            "The mayor tweeted that those who deface or destroy monuments and statues should pay a fine.",
            ["Those who deface or destroy monuments and statues should pay a fine."],
        ),
        (
            "In other towns, clerks took matters into their own hands and defaced or toppled the statues themselves.",
            ["In other towns, clerks took matters into their own hands and defaced or toppled the statues themselves."],
        ),
        (
            "The Harbour Trust has released pictures that it says “show damage of great extent” in Lima.",
            ["The Harbour Trust has released pictures.", "Pictures show damage of great extent."],
        ),
        (
            "The new pictures, the harbour group says, show the first counts were wrong.",
            ["The new pictures show the first counts were wrong."],
        ),
        (
            "The harbour is seen as mindful of the damage that a strike would do.",
            ["The harbour is seen as mindful of the damage that a strike would do."],
        ),
        (
            "With a growing number of clerks feeling confident enough to leave, many ports are holding on to staff.",
            ["With a growing number of clerks feeling confident enough to leave, many ports are holding on to staff."],
        ),
        (
            "Analysts expect the port will grow by 2 percent in May, after shrinking in March.",
            ["The port will grow by 2 percent in May [2019-05], after shrinking in March [2019-03]."],
        ),
        ("Roe said Poe deserved a prize for ending the strike.", ["Poe deserved a prize for ending the strike."]),
        ("“The bridge has closed,” Poe wrote. She said in a tweet on Sunday.", ["The bridge has closed."]),
        ("(AFP) – Two ships reached Lima on May 5, 2018.", ["Two ships reached Lima on May 5, 2018."]),
    ],
)
def test_statements_are_cut_where_they_end(paragraph: str, expected: list[str]) -> None:
    found = find_statements(report(paragraph, published=date(2019, 3, 27)))
    assert [statement.text for statement in found] == expected


def test_those_who_were_told_are_no_part_of_what_they_were_told() -> None:
    found = attributions("A port clerk told harbour investigators there was no sign that the mayor was involved.")
    assert [a.content.text for a in found] == ["there was no sign that the mayor was involved"]


def test_what_is_cited_inside_a_quotation_ends_with_its_sentence() -> None:
    assert texts(
        "The Morning Post gave some background:",
        "“In August, port director Ada Poe announced the founding of a guard. But one shed held out.”",
    )[1:] == [
        "In August, port director Ada Poe announced the founding of a guard.",
        "Ada Poe announced the founding of a guard.",
        "One shed held out.",
    ]


def test_a_colon_gives_the_quotation_below_it_to_its_subject() -> None:
    found = find_statements(report("The Morning Post gave some background:", "“One shed held out until Friday.”"))
    assert found[-1].attribution.speaker == "Morning Post"


def test_a_pronoun_after_another_name_is_not_the_speaker() -> None:
    [found] = attributions("Senator Hugo Roe praised Ada Poe, saying she built the bridge in a year.")[-1:]
    assert found.speaker == "Hugo Roe"
    told = texts("Senator Hugo Roe gave a speech in honor of Ada Poe, saying she was the one who built the bridge.")
    assert told[-1] == "Ada Poe was the one who built the bridge."


def test_a_body_is_told_by_name_where_it_says_what_it_will_do() -> None:
    assert texts("The harbour ministry said it will raise the fees.") == ["The harbour ministry will raise the fees."]


def test_a_thing_with_words_on_it_cites_nobody() -> None:
    assert texts("Clerks wore signs that said “No more ships”.") == ["Clerks wore signs that said No more ships."]


def test_a_source_told_through_another_keeps_both() -> None:
    [found] = [
        a
        for a in attributions("He told police, according to the report, that the clerk had left the pier.")
        if a.cue is not None and a.cue.text == "told"
    ]
    assert [step.speaker for step in found.chain] == ["report", "He"]


def test_an_embedded_post_is_the_words_of_whoever_posted_it() -> None:
    post = "Two ships came to Lima today. Nobody met the crew. — Ada Poe (@adapoe) June 5, 2018"
    found = find_statements(report("The port was full.", post))
    assert [(s.text, s.attribution.speaker) for s in found[1:]] == [
        ("Two ships came to Lima today.", "Ada Poe"),
        ("Nobody met the crew.", "Ada Poe"),
    ]


def test_a_sentence_into_which_a_page_has_glued_links_states_nothing() -> None:
    broken = "Mayor Poe Ada PoePoe to open new port Roe says the port is full MORE said two ships had come."
    assert texts(f"{broken} The port was full on Monday.") == ["The port was full on Monday."]


def test_a_quotation_cited_twice_is_stated_once() -> None:
    quoted = "“It has been hard to count the ships,” said Ada Poe, a port researcher said in a statement."
    found = texts(f"{quoted} “Clerks have not been able to return. Through these pictures the loss is becoming clear.”")
    assert found[:2] == ["It has been hard to count the ships.", "Clerks have not been able to return."]


def test_claims_by_somebody_are_theirs() -> None:
    found = attributions("This refutes claims by some voters that the bridge was closed on purpose.")
    assert "some voters" in [a.source.text for a in found if a.source is not None]


@pytest.mark.parametrize(
    "said",
    [
        "the sale followed the “breach of the pier treaty” by the US and Chile.",
        "the US offer was in “breach of the pier treaty” signed in Lima.",
    ],
)
def test_the_us_is_not_us(said: str) -> None:
    [text] = texts(f"Ada Poe said {said}")
    assert "“" not in text
    assert texts("“They told us in Lima that the US had left,” Ada Poe said.")[0].startswith("Ada Poe: “")


def test_a_pronoun_that_nothing_explains_stays_as_it_is() -> None:
    [found] = find_statements(report("His announcement of the court's decision to close the pier drew crowds."))
    assert found.text.startswith("His announcement")
    assert [word.text for word in found.unresolved][:1] == ["His"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ada Poe won, and it left her free to sail.", "It left Ada Poe free to sail."),
        ("Ada Poe won, and it cost her free time.", "It cost Ada Poe's free time."),
    ],
)
def test_her_before_what_she_is_left_as_is_no_possessive(sentence: str, expected: str) -> None:
    assert expected in texts(sentence)


def test_what_a_body_rejects_may_be_it() -> None:
    paragraph = "The Harbour Ministry rejected the plan, saying in a statement it failed to meet the rules of the port."
    assert texts(paragraph)[-1] == "It failed to meet the rules of the port."
    assert texts("The Harbour Ministry said it sent two boats.") == ["The Harbour Ministry sent two boats."]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was resumed later that year.", ["It"]),
        ("It was resumed when two ships came.", ["It"]),
        ("It was responsible for 300 jobs.", ["It"]),
        ("It was reported that two ships came.", []),
        ("It was decided to close the pier.", []),
        ("It was hard for clerks to leave.", []),
        ("It was clear that two ships came.", []),
    ],
)
def test_it_is_listed_where_it_means_something(sentence: str, expected: list[str]) -> None:
    [found] = find_statements(report("The search began in May.", sentence))[1:]
    assert [word.text for word in found.unresolved if word.text == "It"] == expected


def test_a_country_told_by_its_continent_is_listed_and_not_guessed() -> None:
    found = find_statements(report("Russia sent two ships on Monday.", "The ships reached the South American country."))
    assert found[-1].text == "The ships reached the South American country."
    assert "the South American country" in [word.text for word in found[-1].unresolved]
    paragraph = "Peru lost two ships. Clerks left the country in May."
    assert "the country [Peru]" in find_statements(report(paragraph))[-1].text
