"""The words of a passage that are marked: shared with the statement, compared with it, naming a source."""

from dataclasses import replace

import pytest

from secondsource.dossier.bearing import Piece, pieces
from secondsource.model import Agreement, Comparison, Descent, Evidence, Excerpt, Link, Span, Stance

from .found import passage

WORDS = "The journalist Javier Mayorca wrote that about 120 soldiers landed in Bogota on Sunday."
STATEMENT = "99 soldiers landed in Caracas, a journalist says."


def against(text: str, *agreement: tuple[str, str, str, Agreement], source: str | None = None) -> Evidence:
    made = passage(1, "s", "r", text, Stance.REFUTES, source)
    return replace(made, agreement=tuple(Comparison(*each) for each in agreement))


def marked(evidence: Evidence, statement: str = STATEMENT, *links: Link) -> dict[str, str]:
    """The style of each piece that has one."""
    return {piece.text: piece.style for piece in pieces(evidence, links, statement) if piece.style}


def test_the_passage_stays_word_for_word() -> None:
    made = pieces(against(WORDS, ("quantity", "99", "120", Agreement.CLASHES)), (), STATEMENT)
    assert "".join(piece.text for piece in made) == WORDS


def test_what_is_shared_agrees_and_clashes() -> None:
    evidence = against(
        WORDS,
        ("quantity", "99 soldiers", "about 120 soldiers", Agreement.CLASHES),
        ("place", "Caracas", "Bogota", Agreement.CLASHES),
        ("time", "on Sunday", "on Sunday", Agreement.AGREES),
    )
    assert marked(evidence) == {
        "journalist": "same",
        "about 120 soldiers": "clashes",
        "landed": "same",
        "Bogota": "clashes",
        "on Sunday": "agrees",
    }


@pytest.mark.parametrize("word", ["soldier", "Soldiers", "soldier's", "landing", "LANDED"])
def test_a_word_is_known_by_another_ending(word: str) -> None:
    assert marked(against(f"It was {word} again.")) == {word: "same"}


def test_words_that_say_nothing_are_not_marked() -> None:
    statement = "They would have said that there were these others, which is where it is."
    assert marked(against("They say that there are some which would be where these are."), statement) == {}


def test_a_source_is_told_also_where_its_words_are_shared() -> None:
    source = "The journalist Javier Mayorca"
    styles = [(piece.text, piece.style) for piece in pieces(against(WORDS, source=source), (), STATEMENT)][:3]
    assert styles == [("The ", "told"), ("journalist", "told same"), (" Javier Mayorca", "told")]


def test_a_figure_that_is_cut_is_signed_once() -> None:
    evidence = against("He saw 99 Russian soldiers.", ("quantity", "99", "99 Russian soldiers", Agreement.AGREES))
    link = Link("p1", "x", Descent.REPEATED, Excerpt.cut(evidence.text, Span(7, 9)), "it gives 99")
    assert marked(evidence, "Nothing.", link) == {"99": "told agrees", " Russian soldiers": "agrees goes-on"}


def test_what_shows_a_link_is_told() -> None:
    seen = Excerpt.cut(WORDS, Span(4, 29))
    link = Link("p1", "x", Descent.COPIED, seen, "it shares words")
    assert "".join(piece.text for piece in pieces(against(WORDS), (link,), "Nothing.") if piece.told) == seen.text


def test_of_two_measures_on_one_spot_the_longer_is_marked() -> None:
    text = "It was on Sunday 3 March 2019."
    evidence = against(
        text,
        ("quantity", "4", "3", Agreement.CLASHES),
        ("time", "in March", "on Sunday 3 March 2019", Agreement.AGREES),
    )
    assert marked(evidence, "Nothing.") == {"on Sunday 3 March 2019": "agrees"}


def test_a_measure_that_stands_elsewhere_and_an_empty_one_mark_nothing() -> None:
    evidence = against(
        "It was cold.", ("place", "Caracas", "Maiquetia", Agreement.AGREES), ("place", "Caracas", "", Agreement.AGREES)
    )
    assert list(pieces(evidence, (), "Nothing.")) == [Piece("It was cold.", "", False)]


def test_a_huge_passage_is_cut_in_time() -> None:
    text = "soldiers landed " * 20_000
    assert sum(len(piece.text) for piece in pieces(against(text), (), STATEMENT)) == len(text)
