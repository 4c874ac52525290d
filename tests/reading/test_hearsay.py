"""Who says what through whom: chains, carriers, and sources that are called something else the second time."""

import pytest

from secondsource.model import Disclosure, Span
from secondsource.reading.carriers import find_carrier
from secondsource.reading.chains import trimmed
from secondsource.reading.speakers import is_plural, may_speak

from .reports import attributions


def chain(*paragraphs: str) -> list[tuple[str | None, str | None, list[str | None]]]:
    """Speaker, carrier and chain of every attribution."""
    return [(a.speaker, a.carrier, [c.speaker for c in a.chain]) for a in attributions(*paragraphs)]


@pytest.mark.parametrize(
    ("paragraph", "speaker", "carrier", "depth"),
    [
        ("The BBC, citing the historian Ada Poe, reported that forty lorries crossed.", "Ada Poe", "BBC", 2),
        ("Forty lorries crossed the border, TASS reported, citing La Prensa.", "La Prensa", "TASS", 2),
        (
            "Interfax, citing a source in the ministry, reported that the talks have begun.",
            "source in the ministry",
            "Interfax",
            2,
        ),
        (
            "CNN quoted a clerk in Lima, whom it did not name, as saying that the port was shut.",
            "clerk in Lima",
            "CNN",
            2,
        ),
        ("According to a witness who spoke to Reuters, forty lorries crossed.", "witness", "Reuters", 2),
        ("A clerk told the Guardian that the port was shut.", "clerk", "Guardian", 2),
        ("Ada Poe told a crowd that the port was shut.", "Ada Poe", None, 1),
    ],
)
def test_hearsay(paragraph: str, speaker: str, carrier: str | None, depth: int) -> None:
    found = [a for a in attributions(paragraph) if a.speaker == speaker]
    assert [(a.carrier, len(a.chain)) for a in found] == [(carrier, depth)]


def test_a_matter_that_is_cited_is_no_source() -> None:
    found = attributions("The White House, citing costs, said that the talks were off.")
    assert {a.speaker for a in found} == {"U.S. presidency"}


def test_it_is_the_outlet_named_before() -> None:
    [found] = chain(
        "Sputnik, a Russian outlet, gave another account. It quoted a clerk, as saying that it was routine."
    )
    assert found == ("clerk", "Sputnik", ["Sputnik", "clerk"])


def test_what_it_shows_is_a_picture_and_not_whoever_spoke_last() -> None:
    found = attributions("The BBC said the port was shut.", "Poe posted a photograph. It shows soldiers at the port.")
    assert [a.speaker for a in found] == ["BBC", "photograph"]


def test_a_relative_clause_belongs_to_its_source() -> None:
    [found] = attributions("According to a witness who spoke to Reuters, forty lorries crossed the bridge.")
    assert found.content.text == "forty lorries crossed the bridge"
    assert found.source is not None and found.source.text == "a witness who spoke to Reuters"


@pytest.mark.parametrize(
    ("paragraphs", "speaker", "disclosure"),
    [
        (
            ("A Peruvian official said the port was shut.", "The lorries were searched, the official said."),
            "Peruvian official",
            Disclosure.DESCRIBED,
        ),
        (
            ("A Chilean diplomatic source said the talks had begun.", "The source said they would be short."),
            "Chilean diplomatic source",
            Disclosure.DESCRIBED,
        ),
        (
            ("The Peruvian Ministry of Defence said the port was shut.", "The ministry said it was open again."),
            "Peruvian Ministry of Defence",
            Disclosure.NAMED,
        ),
        (
            ("A Peruvian official said so. A Chilean official said no such thing.", "The official said it was late."),
            "official",
            Disclosure.DESCRIBED,
        ),
    ],
)
def test_second_mentions(paragraphs: tuple[str, ...], speaker: str, disclosure: Disclosure) -> None:
    """The last case has two officials: no guess."""
    last = attributions(*paragraphs)[-1]
    assert (last.speaker, last.disclosure) == (speaker, disclosure)


@pytest.mark.parametrize(
    ("paragraph", "speaker", "source"),
    [
        (
            "Ada Poe, the spokeswoman of the ministry, said the port was shut.",
            "Ada Poe",
            "Ada Poe, the spokeswoman of the ministry",
        ),
        ("Poe, who speaks for the port, said it was shut.", "Poe", "Poe, who speaks for the port"),
        ("The envoy in Lima, Ada Poe, said the port was shut.", "Ada Poe", "The envoy in Lima, Ada Poe"),
        ("Secretary of State Ada Poe on Monday said the port was shut.", "Ada Poe", None),
        ("The toll is a blow to critics of the bridge, who say that it was dear.", "critics of the bridge", None),
        ("Peru and Chile, which are neighbours, both say that the talks go on.", "Peru and Chile", None),
    ],
)
def test_names_with_what_describes_them(paragraph: str, speaker: str, source: str | None) -> None:
    [found] = attributions(paragraph)
    assert found.speaker == speaker
    assert source is None or (found.source is not None and found.source.text == source)


@pytest.mark.parametrize(
    ("paragraph", "content"),
    [
        (
            "The envoy, Ada Poe, met the mayor, John Roe, the city council said.",
            "The envoy, Ada Poe, met the mayor, John Roe",
        ),
        ("Forty lorries crossed the bridge, satellite images show.", "Forty lorries crossed the bridge"),
        ("Two ships and a tug left the port, Ministry of Trade said.", "Two ships and a tug left the port"),
        (
            "Poe said it was for training, advice, and discussing repairs.",
            "it was for training, advice, and discussing repairs",
        ),
    ],
)
def test_contents_are_whole(paragraph: str, content: str) -> None:
    assert content in [a.content.text for a in attributions(paragraph)]


def test_a_denial_and_a_remark_after_a_colon_are_two() -> None:
    denied, said = attributions("Ada Poe denied that forty lorries crossed: no, not one, she said.")
    assert (denied.content.text, said.content.text) == ("that forty lorries crossed", "no, not one")


@pytest.mark.parametrize(
    ("paragraph", "carrier"),
    [
        ("A clerk told Reuters it was shut.", "Reuters"),
        ("A clerk said in an interview with the BBC it was shut.", "BBC"),
        ("A clerk told Ada Poe it was shut.", None),
    ],
)
def test_carriers(paragraph: str, carrier: str | None) -> None:
    whole = Span(0, len(paragraph))
    found = find_carrier(paragraph, whole, Span(8, 12), [Span(paragraph.index("it was"), len(paragraph))], None)
    assert (found and found.of(paragraph)) == carrier


@pytest.mark.parametrize(("phrase", "may"), [("the clerk", True), ("two officials", True), ("costs", False)])
def test_who_may_speak(phrase: str, may: bool) -> None:
    assert may_speak(phrase) is may


@pytest.mark.parametrize(("phrase", "plural"), [("officials", True), ("two people", True), ("official", False)])
def test_plurals(phrase: str, plural: bool) -> None:
    assert is_plural(phrase) is plural


def test_trimmed() -> None:
    assert trimmed(", it was —", Span(0, 10)) == Span(2, 8)
    assert trimmed(", —", Span(0, 3)) is None
