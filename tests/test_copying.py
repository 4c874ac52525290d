"""What a held report shares with others, both ways."""

from dataclasses import replace

import pytest
from library.samples import GRAIN, gazette, item

from secondsource.copying import copies_of
from secondsource.library import Library

OPENING = (
    "The night ferry to Lundvik left the harbour an hour late on Friday because a fishing boat had lost its nets in "
    "the channel and divers were needed to cut the cables away before anybody could pass the lighthouse safely.\n\n"
)
REST = (
    "Passengers waited in the hall with blankets and soup from the kitchen of the terminal while the crew checked "
    "both engines twice and the captain walked along the quay to look at the rudder by the light of a torch.\n\n"
)
OWN = "A council meeting about the dredging of the channel was set for the second week of the month."
ORIGINAL = gazette(OPENING + REST + "Nobody was hurt.", 3)
LATER = gazette(REST + OPENING + OWN, 5, publisher="Courier")
EARLIER = gazette("On the quay\n\n" + OPENING + REST, 1, publisher="Agency")
OTHER = gazette(GRAIN, 4)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", create=True) as library:
        list(library.add(map(item, (LATER, ORIGINAL, OTHER, EARLIER))))
        yield library


def test_copies_are_given_by_the_day_of_publication(library):
    found = copies_of(ORIGINAL, library)
    assert [(copy.report.publisher, copy.earlier) for copy in found] == [("Agency", True), ("Courier", False)]
    assert copies_of(OTHER, library) == ()


def test_shared_passages_stand_in_both_and_their_share_is_of_either_text(library):
    later = copies_of(ORIGINAL, library)[1]
    ours = [passage.ours.of(ORIGINAL.text) for passage in later.passages]
    theirs = [passage.theirs.of(LATER.text) for passage in later.passages]
    assert sorted(ours) == sorted(theirs)
    assert {OPENING.strip().rstrip("."), REST.strip().rstrip(".")} == set(ours)
    assert later.of_ours == pytest.approx(sum(map(len, ours)) / len(ORIGINAL.text), abs=0.001)
    assert later.of_theirs < later.of_ours < 1
    (back,) = [copy for copy in copies_of(LATER, library) if copy.report.report == ORIGINAL.id]
    assert (back.of_ours, back.of_theirs, back.share) == (later.of_theirs, later.of_ours, later.share)


def test_which_was_first_is_left_open_on_one_day(library):
    list(library.add([item(replace(EARLIER, published=None))]))
    same_day = gazette(OPENING + REST, 3, publisher="Herald")
    list(library.add([item(same_day)]))
    assert {c.report.publisher: c.earlier for c in copies_of(same_day, library)}["Gazette"] is None
