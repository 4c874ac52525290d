from secondsource.reading.statements import find_statements

from .reports import report

LINKS = (
    "PoeBridge to shut for a year The Bridge: Town splits over toll | Mayor 'sure' of vote Roe wins seat in Lima MORE"
)


def texts(paragraph: str) -> list[str]:
    return [statement.text for statement in find_statements(report(paragraph))]


def test_a_sentence_with_links_set_into_it_states_nothing() -> None:
    paragraph = f"Forty lorries crossed the bridge. Mayor Ada Poe Ada (Ann) Mary {LINKS} (R-Lima) said no on Monday."
    assert texts(paragraph) == ["Forty lorries crossed the bridge."]


def test_nor_do_the_sentences_that_the_links_are_cut_into() -> None:
    links = LINKS.replace("Roe wins", "Why not? He said she 'didn't trust his bridge' on Monday. Roe wins")
    assert texts(f"Forty lorries crossed the bridge. Poe Ada Ann {links}’s office closed on Sunday.") == [
        "Forty lorries crossed the bridge."
    ]


def test_the_word_more_in_capitals_alone_breaks_no_sentence() -> None:
    assert texts("Forty lorries and MORE crossed the bridge on HealthCare.gov, Poe said.") != []
