import pytest
from newsroom import passage, report

from secondsource.model import Descent, OriginKind
from secondsource.sourcing.descent import NO_SOURCE, origin_of, own_reporting


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
