from datetime import date

import pytest
from newsroom import MONDAY, report, stated

from secondsource.evidence.retrieve import Candidate
from secondsource.evidence.signs import denied_by_cue, denies, signs
from secondsource.reading.statements import find_statements


def found(statement: str, passage: str, published: date = MONDAY, headline: str | None = None) -> dict[str, float]:
    held = report(passage, "Gazette", published, headline=headline)
    return signs(stated(statement), MONDAY, Candidate(held, find_statements(held)[0], None))[0]


def test_the_share_falls_with_what_is_missing() -> None:
    whole = found("Two ferries sank off Holyhead.", "Off Holyhead two ferries sank.")["share"]
    part = found("Two ferries sank off Holyhead.", "Two ferries left Holyhead.")["share"]
    none = found("Two ferries sank off Holyhead.", "Wheat prices rose in Canada.")["share"]
    assert whole > 0.9 > part > none


def test_a_passage_that_says_but_a_part_has_nearly_all_of_what_it_says() -> None:
    long = "Two ferries sank off Holyhead after a collision with a tanker, carrying coal and timber."
    assert found(long, "Two ferries sank off Holyhead.")["share"] > 0.8


@pytest.mark.parametrize(
    ("name", "statement", "passage"),
    [
        ("quantity clashes", "About 40 divers reached Bergen.", "Some 300 divers reached Bergen."),
        ("quantity agrees", "99 divers reached Bergen.", "Exactly 99 divers reached Bergen."),
        ("telling figure agrees", "99 divers reached Bergen.", "Some 100 divers reached Bergen."),
        ("figure left open", "About 40 divers reached Bergen.", "Divers reached Bergen."),
        ("time clashes", "A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa on 3 March."),
        ("another time", "A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa on 3 March."),
        ("place clashes", "A bridge fell in Genoa.", "A bridge fell in Lisbon."),
        ("denied", "Two ferries sank.", "The minister denied that two ferries sank."),
        ("negated", "Two ferries sank.", "Two ferries did not sink."),
        ("turned round", "Poe dismissed Marsh on Monday.", "Marsh dismissed Poe."),
        ("told late", "A bridge fell in Genoa on 5 May.", "A bridge fell in Genoa."),
        ("somebody", "He was under investigation.", "He was under investigation."),
    ],
)
def test_signs(name: str, statement: str, passage: str) -> None:
    assert found(statement, passage)[name] == 1.0
    assert found("The ferry sank off Holyhead.", "Off Holyhead the ferry sank.")[name] == 0.0


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("99 divers reached Bergen.", "Dozens of divers reached Bergen."),  # vaguer
        ("99 divers reached Bergen.", "About 100 divers reached Bergen."),
        ("400 divers reached Bergen.", "Small groups of divers reached Bergen."),
        ("A bridge fell on Saturday 8 May.", "A bridge fell at the weekend."),
        ("The jet landed at Simon Bolivar International Airport, near Caracas.", "The jet landed at Maiquetia."),
        ("Russia sent a jet to Venezuela.", "A jet has come to Venezuela."),  # leaves the other place open
        ("The jet landed at Maiquetia.", "The jet landed at Caracas."),
    ],
)
def test_what_does_not_clash(statement: str, passage: str) -> None:
    told = found(statement, passage)
    assert not [name for name in told if name.endswith("clashes") and told[name]]


def test_what_only_the_headline_says_is_above() -> None:
    under = found("Two ferries sank off Holyhead.", "The weather was bad.", headline="Two ferries sink off Holyhead")
    itself = found("Two ferries sank off Holyhead.", "Two ferries sank off Holyhead.", headline="Two ferries sink")
    assert under["above"] > 0.5
    assert itself["above"] == 0.0


def test_what_was_published_before_an_event_is_of_another_time() -> None:
    assert found("A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa.", date(2021, 4, 1))["another time"]
    assert found("A bridge fell in Genoa.", "A bridge fell in Genoa.", date(2020, 5, 1))["long apart"]


def test_little_said_is_thin() -> None:
    assert found("He was under investigation.", "He was under investigation.")["thin"] > 0.5
    assert found("Two ferries collided with a tanker off Holyhead and sank.", "Rain fell in Wales.")["thin"] == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sank, the harbour said.", False),
        ("The harbour denied that the ferry sank.", True),
        ("The ferry did not sink.", True),
        ("The harbour denied that the ferry did not sink.", False),
        ("The harbour did not say whether the ferry sank.", False),
        ("No ferry sank in the harbour of Oslo.", True),
    ],
)
def test_denying(text: str, expected: bool) -> None:
    assert denies(stated(text)) is expected


def test_a_cue_that_denies_is_told_from_a_statement_that_tells_of_a_denial() -> None:
    told = stated("The harbour denied that the ferry sank.")
    assert denied_by_cue(told) is ("denied" not in told.text)
