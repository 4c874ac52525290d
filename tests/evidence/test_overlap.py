import pytest
from newsroom import stated

from secondsource.evidence.overlap import NOTHING, content_words, covered, named, words_of


def share(ours: str, theirs: str, topic: str = "", before: str = "") -> float:
    words = words_of(ours)
    return covered(words, words_of(theirs), words_of(topic), words_of(before)) / words.weight


def test_measures_are_no_words() -> None:
    words = content_words(stated("About 40 divers left Bergen on Saturday."))
    assert words.forms == ("divers", "left")


def test_the_same_words_cover_all() -> None:
    assert share("The ferry sank off Holyhead", "Off Holyhead the ferry sank") == pytest.approx(1)
    assert share("The ferry sank", "") == 0
    assert covered(NOTHING, words_of("The ferry sank")) == 0


def test_words_alike_cover_in_part() -> None:
    assert 0.4 < share("soldiers arrived", "troops came") < 0.95
    assert share("soldiers arrived", "prices rose") == 0


def test_a_name_is_covered_by_its_letters_alone() -> None:
    assert share("Bolton", "Trump") == 0
    assert share("Venezuela", "Venezuelan") == share("Norway’s", "Norway") == 1


def test_what_stands_around_covers_less() -> None:
    assert share("Mercenaries", "fighters", topic="No mercenaries guard the palace") == 0.75
    assert share("Norway", "it", before="Norway closed the port") == 0.75
    assert share("closed", "it", before="Norway closed the port") == 0  # the sentence before tells of something else


def test_rare_words_weigh_more() -> None:
    assert share("government mercenaries", "mercenaries") > share("government mercenaries", "government")


def test_naming() -> None:
    assert named("Simon Bolivar", words_of("at Simon Bolivar airport")) == pytest.approx(1)
    assert named("Simon Bolivar", words_of("at the airport")) == 0
    assert named("the", words_of("the")) == 0
