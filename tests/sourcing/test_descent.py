import pytest
from newsroom import passage, report

from secondsource.model import (
    Attribution,
    Citation,
    Descent,
    Disclosure,
    Evidence,
    Excerpt,
    Mode,
    OriginKind,
    Probabilities,
    Span,
)
from secondsource.sourcing.descent import origin_of
from secondsource.sourcing.origin import NO_SOURCE, own_reporting


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("A Reuters witness saw the jet land in Oslo.", "saw", "A Reuters witness", OriginKind.OBSERVATION),
        ("A reporter saw how the jet landed.", "landed", "A reporter of Gazette", OriginKind.OBSERVATION),
        ("In the hall of Oslo our reporter saw 40 coffins.", "coffins", "reporter of Gazette", OriginKind.OBSERVATION),
        ("The jet landed in Oslo, Flightradar24 data show.", "landed", "flight-tracking records", OriginKind.RECORD),
        ("Satellite images show a burnt hangar in Oslo.", "hangar", "satellite images", OriginKind.RECORD),
        ("Ada Poe, the mayor of Oslo, said that the jet landed.", "landed", "Ada Poe", OriginKind.OFFICIAL),
        ("Ada Poe, a baker, said that the jet landed in Oslo.", "landed", "Ada Poe", OriginKind.NAMED),
        (
            "A Norwegian official said that the jet landed.",
            "landed",
            "Norwegian official (to Gazette)",
            OriginKind.DESCRIBED,
        ),
        ("The jet landed in Oslo, Xinhua reported.", "landed", "Xinhua", OriginKind.REPORTING),
        (
            "The jet landed in Oslo, local media reported.",
            "landed",
            NO_SOURCE,
            OriginKind.UNSOURCED,
        ),
        ("The jet landed in Oslo.", "landed", NO_SOURCE, OriginKind.UNSOURCED),
    ],
)
def test_origins(text: str, words: str, name: str, kind: OriginKind) -> None:
    held = report(text, "Gazette")
    origin = origin_of(passage(held, words), held)
    assert (origin.name, origin.kind) == (name, kind)
    assert origin.knows is (kind not in (OriginKind.REPORTING, OriginKind.UNSOURCED))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("On 25 March Ada Poe, the mayor of Oslo, confirmed it.", "Ada Poe", OriginKind.OFFICIAL),
        ("On 25 March, the mayor of Oslo confirmed it.", "mayor of Oslo (to Gazette)", OriginKind.DESCRIBED),
        ("In the town of Oslo, the mayor confirmed it.", "mayor of Oslo (to Gazette)", OriginKind.DESCRIBED),
    ],
)
def test_who_is_described_in_apposition_to_a_name_is_named(text: str, name: str, kind: OriginKind) -> None:
    """As a reader gives it that took the apposition for the source."""
    held = report(text, "Gazette")
    start = text.index("the mayor")
    words = Excerpt.cut(text, Span(start, text.index(" confirmed", start) - text.count("Oslo, c")))
    chain = (Citation("mayor of Oslo", Disclosure.DESCRIBED, words, None),)
    content = Excerpt.cut(text, Span(len(text) - 3, len(text) - 1))
    told = Attribution(Mode.INDIRECT, content, words, None, "mayor of Oslo", Disclosure.DESCRIBED, chain=chain)
    likely = Probabilities(0.9, 0.05, 0.05)
    item = Evidence("s/e", "s", held.id, Span(0, len(text)), text, told, likely.stance, likely)
    origin = origin_of(item, held)
    assert (origin.name, origin.kind) == (name, kind)


def test_a_credited_agency_is_the_origin_of_what_cites_nobody() -> None:
    held = report("The jet landed in Oslo.", "Gazette", credits=("Reuters",))
    origin = origin_of(passage(held, "landed"), held)
    assert (origin.name, origin.link.descent) == ("Reuters", Descent.SYNDICATED)
    assert origin.link.reason == "Gazette credits Reuters and cites nobody here"


def test_the_link_shows_the_words() -> None:
    held = report("The jet landed in Oslo, Ada Poe told the Courier.", "Gazette")
    origin = origin_of(passage(held, "landed"), held)
    assert origin.link.seen is not None
    assert origin.link.seen.span.of(held.text) == origin.link.seen.text
    assert "Ada Poe" in origin.link.seen.text


def test_own_reporting_shows_by_author_or_place() -> None:
    assert own_reporting(report("Rain fell.", "Gazette", byline="By Ada Poe"))
    assert own_reporting(report("Rain fell.", "Gazette", dateline="OSLO"))
    assert not own_reporting(report("Rain fell.", "Gazette"))
    assert not own_reporting(report("Rain fell.", "Gazette", byline="By Ada Poe", credits=("AFP",)))


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("The ship lay on the rocks, a Reuters witness said.", "rocks", "Reuters witness", OriginKind.OBSERVATION),
        ("The ship was seen on the rocks by an AFP reporter.", "rocks", "AFP reporter", OriginKind.OBSERVATION),
        (
            "The ship could be seen on the rocks at dawn, our correspondent in Oslo reports.",
            "rocks",
            "correspondent in Oslo of Gazette",
            OriginKind.OBSERVATION,
        ),
        ("Data from the tracking site MarineTraffic showed the ship.", "ship", "ship-tracking records", "record"),
        ("The plane turned back, FlightAware data show.", "turned", "flight-tracking records", OriginKind.RECORD),
        ("The hull was old, according to a document seen by the BBC.", "old", "document seen by BBC", "record"),
        ("Norway's coastguard said that the ship sank.", "sank", "Norway's coastguard", OriginKind.OFFICIAL),
        ("The ship sank, Norwegian media reported.", "sank", NO_SOURCE, OriginKind.UNSOURCED),
        ("The ship sank, the Courier Herald first reported.", "sank", "Courier Herald", OriginKind.REPORTING),
        ("The ship sank, the TASS news agency reported.", "sank", "TASS", OriginKind.REPORTING),
        ("Acme Shipping blamed the storm in a statement on Monday.", "storm", "Acme Shipping", OriginKind.NAMED),
        (
            "According to the state news agency, which quoted the owner Acme Shipping, the ship sank.",
            "sank",
            "Acme Shipping",
            OriginKind.NAMED,
        ),
    ],
)
def test_forms_of_credit(text: str, words: str, name: str, kind: OriginKind) -> None:
    held = report(text, "Gazette")
    origin = origin_of(passage(held, words), held)
    assert (origin.name, origin.kind) == (name, kind)


def test_the_company_is_the_one_named_before() -> None:
    held = report("Acme Shipping lost a ship in the storm.\nThe company said that the ship was insured.", "Gazette")
    assert origin_of(passage(held, "insured"), held).name == "Acme Shipping"


def test_the_newspaper_is_the_one_named_before() -> None:
    held = report("The Oslo Herald wrote that the ship sank.\nIt was insured, the newspaper said.", "Gazette")
    assert origin_of(passage(held, "insured"), held).name == "Oslo Herald"


def test_what_follows_the_description_of_a_source_is_no_part_of_it() -> None:
    held = report(
        "An official of Norway's ministry, who asked not to be named, told Xinhua that the ship sank.", "Gazette"
    )
    assert origin_of(passage(held, "sank"), held).words == "official of Norway's ministry"


def test_a_name_behind_the_description_is_the_name() -> None:
    held = report("The spokesman of Norway's president, Ada Poe, said that the ship sank.", "Gazette")
    origin = origin_of(passage(held, "sank"), held)
    assert (origin.name, origin.kind) == ("Ada Poe", OriginKind.OFFICIAL)
