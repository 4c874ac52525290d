import pytest
from newsroom import passage, report

from secondsource.model import OriginKind
from secondsource.sourcing.descent import origin_of
from secondsource.sourcing.origin import NO_SOURCE
from secondsource.sourcing.overlooked import confirmed_after, learned_from, overlooked, spoke, told_to


def test_who_measured_is_the_source() -> None:
    found = overlooked("The seismological institute put its strength at 6.4.", 100)
    assert found is not None
    assert (found.name, found.where.start) == ("seismological institute", 104)
    assert overlooked("The driver put the boxes on the floor.", 0) is None


@pytest.mark.parametrize(
    ("after", "name"),
    [
        (" A spokesman for the office confirmed this on request.", "spokesman for the office"),
        (" The mayor, Ada Poe, said so on Monday.", "mayor"),
        (" On 24 March Ada Poe said that the ships had left.", None),
        (" Ada Poe said this week would be dry.", None),
    ],
)
def test_who_confirms_it_in_the_next_sentence_is_the_source(after: str, name: str | None) -> None:
    told = "Prosecutors opened an inquiry."
    found = confirmed_after(told + after, len(told))
    assert (found.name if found else None) == name


def test_an_outlet_names_whom_it_asked() -> None:
    text = "The wall has a crack, the Journal has learned from two engineers who saw it."
    found = learned_from(text, text.index(" has learned"))
    assert found is not None
    assert found.name == "two engineers"
    assert learned_from("The wall has a crack, the Journal said.", 33) is None


def test_who_speaks_within_the_words_of_an_outlet() -> None:
    found = spoke("The minister of water, Ada Poe, acknowledged in a speech that the wall leaks", 10)
    assert found is not None
    assert found.name == "Ada Poe"
    assert spoke("The wall of the Ada Poe dam leaks", 0) is None


def test_the_outlet_that_somebody_undisclosed_told() -> None:
    text = "The pans went back, a former employee told The Ledger."
    start = text.index("former")
    assert told_to(text, start, start + 15) == "The Ledger"
    assert told_to(text.replace("The Ledger", "the Senate"), start, start + 15) is None
    assert told_to(text.replace("The Ledger", "Ada Poe"), start, start + 15) is None


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        (
            "The pans went back, a former employee told The Ledger.",
            "pans",
            "former employee (to The Ledger)",
            OriginKind.DESCRIBED,
        ),
        ("The hill shook, USGS data showed.", "shook", "USGS", OriginKind.NAMED),
        (
            "The hill shook in Oslo, the U.S. Geological Survey said.",
            "shook",
            "U.S. Geological Survey",
            OriginKind.NAMED,
        ),
        ("Acme today announced that the ship had sunk.", "sunk", "Acme", OriginKind.NAMED),
        ("Ada Poe left as chief executive of Acme, the company announced.", "left", "Acme", OriginKind.NAMED),
        ("Acme disclosed in a regulatory filing that the ship had sunk.", "sunk", "company filing", OriginKind.RECORD),
        ("The ship has sunk, a stock exchange filing showed.", "sunk", "company filing", OriginKind.RECORD),
        (
            "Satellite images taken by Maxar on Monday show a hole in the bridge.",
            "hole",
            "satellite images of Maxar",
            OriginKind.RECORD,
        ),
        (
            "Acme knew of the leak, the Oslo Herald reported, citing internal documents.",
            "knew",
            "internal documents seen by Oslo Herald",
            OriginKind.RECORD,
        ),
        ("The jet landed in Oslo, a media report said.", "landed", NO_SOURCE, OriginKind.UNSOURCED),
    ],
)
def test_origins_in_forms_that_readers_cut_short(text: str, words: str, name: str, kind: OriginKind) -> None:
    held = report(text, "Gazette")
    origin = origin_of(passage(held, words), held)
    assert (origin.name, origin.kind) == (name, kind)
