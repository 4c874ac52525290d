"""Mistakes of who says what, found in a second reading of whole reports, on invented sentences that failed first."""

from datetime import date
from pathlib import Path

import pytest

import secondsource
from secondsource.model import Attribution, Citation, Disclosure, Excerpt, Mode, Span, Statement
from secondsource.reading.bearing import bears
from secondsource.reading.sentences import split_sentences
from secondsource.reading.statements import find_statements

from .reports import report


def told(*paragraphs: str) -> list[tuple[str, str | None]]:
    return [(s.text, s.attribution.speaker) for s in find_statements(report(*paragraphs))]


def statements(*paragraphs: str) -> tuple[Statement, ...]:
    return find_statements(report(*paragraphs))


# --- what was taken for saying ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "About 1.7 million farmers claimed the tax rebate.",
        "The plan first proposed more than 200 changes.",
        "The first counts were announced with just 1 percent of the votes counted.",
        "The oddest part of the count was that early results were announced by the board well before the polls closed.",
        "Few doubted the changes will pass.",
        "Judge Ada Poe recast the line.",
        "Recent mayors have ignored that demand.",
        "The steep cuts Hugo Roe has called for are likely to hurt the port.",
        "It is safe to say the port lost money in 2018.",
        "The port could gain from a large deal — say, a new fee for the ferries.",
    ],
)
def test_where_nobody_says_anything_the_reporter_tells_it_whole(text: str) -> None:
    [found] = statements(text)
    assert (found.text, found.attribution.mode) == (text, Mode.NARRATED)


def test_a_noun_that_reads_as_a_cue_cites_nobody() -> None:
    [found] = statements(
        "In March, the council sent two armed boats to Lima in a highly publicized show of support for Poe's crew."
    )
    assert found.attribution.mode is Mode.NARRATED
    assert found.text.startswith("In March, the council sent two armed boats to Lima")


def test_a_noun_with_the_words_before_it_for_a_source_gives_nothing() -> None:
    text = "The council sent a boat in a highly publicized show of support for the crew."
    source, cue, content = (
        Excerpt.cut(text, Span(text.index(part), text.index(part) + len(part)))
        for part in ("highly publicized", "show of support for", "the crew")
    )
    chain = (Citation("highly publicized", Disclosure.DESCRIBED, source, cue),)
    assert not bears(text, Attribution(Mode.INDIRECT, content, source, cue, "highly publicized", chain=chain))


def test_what_goes_on_meanwhile_is_the_reporters() -> None:
    assert told(
        "Several reports say two ships reached Lima in May, as mayor Hugo Roe fights off calls for a strike."
    ) == [
        ("Two ships reached Lima in May.", "Several reports"),
        ("Mayor Hugo Roe fights off calls for a strike.", None),
    ]


def test_the_seed_report_loses_none_of_its_sentences(shared: Path) -> None:
    read = secondsource.read(next((shared / "seed").glob("000_*.txt")), published=date(2019, 3, 25)).report
    seed = read.text
    split = [s for block in read.blocks if block.states for s in split_sentences(seed, block.span)]
    sentences = [s for s in split if len(s.of(seed).split()) > 5]
    found = find_statements(read)
    assert [s for s in sentences if not any(s.overlaps(each.span) for each in found)] == []
    assert any(each.text.startswith("In December") and each.times and each.quantities for each in found)


def test_a_vow_in_somebodys_very_words_is_theirs() -> None:
    [(text, speaker)] = told("The clerks' union also vowed “not to serve the new board”.")
    assert (text, speaker) == ("The clerks' union also vowed not to serve the new board.", "clerks' union")


def test_a_thing_with_words_on_it_cites_nobody_whether_a_source_was_found_or_not() -> None:
    assert told("Clerks wore signs that said “No more ships”.") == [
        ("Clerks wore signs that said No more ships.", None)
    ]


# --- what is said ----------------------------------------------------------------------------------------------


def test_a_condition_before_the_cue_is_said() -> None:
    assert told("If the boats reach the coast, they would sink in an hour, Poe said.") == [
        ("If the boats reach the coast, they would sink in an hour.", "Poe")
    ]


def test_a_question_before_the_cue_is_not() -> None:
    assert told("How did the boats reach the coast, Poe asked.")[0][1] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The only plan that a clerk may not seek,” Ada Poe wrote, “is a plan of the third kind.”",
            ["The only plan that a clerk may not seek is a plan of the third kind."],
        ),
        (
            "“Even taking this board's view of the law,” Hugo Roe wrote, “I find nothing in it that bars the plan.”",
            [
                "Even taking this board's view of the law, Hugo Roe wrote, I find nothing in it that bars the plan.",
            ],
        ),
        (
            "If the board agrees, Hugo Roe said, the bridge will open in May.",
            ["If the board agrees, Hugo Roe said, the bridge will open in May."],
        ),
        (
            "If the board agrees, according to Hugo Roe, the bridge will open in May.",
            ["If the board agrees, according to Hugo Roe, the bridge will open in May."],
        ),
        (
            "“We will close the bridge,” Ada Poe said, “because it is old.”",
            ["We will close the bridge, Ada Poe said, because it is old."],
        ),
        (
            "“The bridge is old. If nobody acts,” Ada Poe said, “it will fall. Lima will pay.”",
            ["The bridge is old.", "If nobody acts, Ada Poe said, it will fall.", "Lima will pay."],
        ),
        (
            "“The bridge is old,” Ada Poe said, “and it will fall.”",  # two assertions, told before as now
            ["The bridge is old.", "It will fall."],
        ),
    ],
)
def test_a_sentence_that_its_citing_clause_interrupts_is_told_whole(text: str, expected: list[str]) -> None:
    assert [each for each, _ in told(text)] == expected


def test_what_is_noted_ends_where_the_same_source_says_more() -> None:
    assert told("Late on Sunday, clerks noted water was no longer running but said the orders remained in place.") == [
        ("Water was no longer running.", "clerks"),
        ("The orders remained in place.", "clerks"),
    ]


def test_what_who_said_is_told_once() -> None:
    assert [text for text, _ in told(
        "The boats are slow, according to Ada Poe, who said they are armed with the equivalent of “toy guns,” or less."
    )] == ["The boats are slow.", "The boats are armed with the equivalent of toy guns, or less."]  # fmt: skip


def test_what_is_told_of_a_source_is_the_reporters() -> None:
    assert told("The water is low, said Ada Poe, a clerk of the port, who has worked there since 1998.") == [
        ("The water is low.", "Ada Poe"),
        ("Ada Poe has worked there since 1998.", None),
    ]


# --- clauses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exports fell 2 percent as mills shut and use of river gas and solar power rose.",
            ["Exports fell 2 percent as mills shut.", "Use of river gas and solar power rose."],
        ),
        (
            "Fees were three times as high as those of other ports, which meant that ships stayed away.",
            ["Fees were three times as high as those of other ports, which meant that ships stayed away."],
        ),
        (
            "The council had tried to play down the vote and so, more than 200 other questions were put to the clerks.",
            ["The council had tried to play down the vote.", "More than 200 other questions were put to the clerks."],
        ),
    ],
)
def test_sentences_are_cut_between_clauses_only(text: str, expected: list[str]) -> None:
    assert [each for each, _ in told(text)] == expected


@pytest.mark.parametrize(
    "text", ["Ada Poe has not yet left the harbour.", "Ada Poe has yet to sign the bill, which the council sent her."]
)
def test_not_yet_joins_no_clauses(text: str) -> None:
    ((only, _),) = told(text)
    assert only.startswith(("Ada Poe has not yet left", "Ada Poe has yet to sign"))


def test_a_president_is_nobody_who_is_nowhere_called_so() -> None:
    opened, moved = told("Ada Poe opened the bridge. President Poe said the port would move.")
    assert (opened, moved) == (("Ada Poe opened the bridge.", None), ("The port would move.", "Poe"))


def test_a_man_is_no_woman_of_his_surname() -> None:
    *_, moved = told("Ivanka Poe opened the bridge. Mr. Poe said the port would move.")
    assert moved == ("The port would move.", "Poe")


def test_a_dash_inside_a_word_ends_no_clause() -> None:
    text = "It was the first sign since the U.S.–China trade war began in July."
    [(found, _)] = told(text)
    assert found.startswith("It was the first sign since the U.S.–China trade war began in July")


def test_half_of_a_figure_is_no_time() -> None:
    [found] = statements("The city was founded 2,000 years ago.")
    assert found.times == ()


@pytest.mark.parametrize(
    ("text", "said", "source"),
    [
        (
            "A ferry with 84 passengers ran aground near Lima in March, harbour master Ada Poe said.",
            "A ferry with 84 passengers ran aground near Lima in March.",
            "harbour master Ada Poe",
        ),
        ("The bridge in Lima was shut in March, Ada Poe said.", "The bridge in Lima was shut in March.", "Ada Poe"),
    ],
)
def test_an_office_before_a_name_is_of_the_source(text: str, said: str, source: str) -> None:
    [found] = statements(text)
    assert found.text.partition(" [")[0].rstrip(".") + "." == said
    assert (found.attribution.speaker, found.attribution.source.text) == ("Ada Poe", source)


def test_a_content_does_not_end_after_by() -> None:
    *_, (found, _) = told("It was the best day since 2001, Ada Poe said, and the flour had run out by noon.")
    assert found.startswith("The flour had run out by noon")
