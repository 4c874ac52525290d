"""What persons make of verdicts: which statement they mean, who is in force, and what no longer applies."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from newsroom import report

from secondsource.model import Action, Decision, Span, Subject, Verdict
from secondsource.reading.statements import find_statements
from secondsource.rulings import astray, by_statement, meant, rulings

READ = report("Two ferries sank off Holyhead on Saturday.\nThe coastguard rescued 84 passengers, Ada Poe said.")
FIRST, SECOND = find_statements(READ)


def ruled(number: int, action: Action, by: str, subject: Subject | None = None, value: str | None = None) -> Decision:
    about = (subject or Subject(READ.id, FIRST.span),)
    return Decision(number, datetime(2021, 5, 11, 9, number, tzinfo=UTC), by, action, about, "so", value)


def test_the_very_words_are_meant() -> None:
    assert meant(Subject(READ.id, SECOND.span), READ.id, (FIRST, SECOND)) == SECOND
    assert meant(Subject("0" * 64, SECOND.span), READ.id, (FIRST, SECOND)) is None


def test_a_statement_whose_bounds_have_shifted_is_still_meant() -> None:
    shifted = Span(SECOND.span.start + 4, SECOND.span.end + 9)
    assert meant(Subject(READ.id, shifted), READ.id, (FIRST, SECOND)) == SECOND


@pytest.mark.parametrize("words", [Span(0, 9), Span(0, SECOND.span.start + 5)])
def test_a_few_of_its_words_or_mostly_others_are_not(words: Span) -> None:
    assert meant(Subject(READ.id, words), READ.id, (SECOND,)) is None
    assert meant(Subject(READ.id, Span(0, 9)), READ.id, (FIRST,)) is None


def test_of_one_person_the_latest_holds_and_of_several_all_are_shown() -> None:
    log = (
        ruled(1, Action.OVERRULE, "Eva Doe", value="refuted"),
        ruled(2, Action.ACCEPT, "Max Roe"),
        ruled(3, Action.DISPUTE, "Eva Doe"),
    )
    found = rulings(log, READ.id, (FIRST, SECOND))
    assert [(each.by, each.action, each.in_force) for each in found] == [
        ("Max Roe", Action.ACCEPT, False),
        ("Eva Doe", Action.DISPUTE, True),
    ]
    assert {each.statement for each in found} == {FIRST.id}
    (alone,) = rulings(log[:1], READ.id, (FIRST, SECOND))
    assert (alone.verdict, alone.in_force) == (Verdict.REFUTED, True)


def test_each_statement_has_its_own() -> None:
    log = (ruled(1, Action.ACCEPT, "Eva Doe"), ruled(2, Action.DISPUTE, "Eva Doe", Subject(READ.id, SECOND.span)))
    assert [each.in_force for each in rulings(log, READ.id, (FIRST, SECOND))] == [True, True]
    assert set(by_statement(log, (Action.DISPUTE,), READ.id, (FIRST, SECOND))) == {SECOND.id}


def test_what_was_meant_for_this_report_and_fits_nothing_is_said() -> None:
    gone = ruled(1, Action.ACCEPT, "Eva Doe", Subject(READ.id, Span(0, 3)))
    earlier = ruled(2, Action.ACCEPT, "Eva Doe", Subject("1" * 64, FIRST.span))
    other = ruled(3, Action.ACCEPT, "Eva Doe", Subject("2" * 64, FIRST.span))
    first, second = astray((gone, earlier, other), READ.id, {"1" * 64, READ.id}, (FIRST, SECOND))
    assert (first.stage, first.subject, second.subject) == ("assessment", "decision 1", "decision 2")
    assert first.message.startswith("decided by Eva Doe on 2021-05-11, it is not applied: no statement stands at ")
    assert first.message.endswith("; decide anew, or take it back with: decide undo 1")
    assert "is in another version of this report" in second.message


def test_a_stance_on_what_is_not_checked_is_said() -> None:
    about = (Subject(READ.id, FIRST.span), Subject("1" * 64, FIRST.span))
    stance = Decision(1, datetime(2021, 5, 11, tzinfo=UTC), "Eva Doe", Action.STANCE, about, "so", "supports")
    assert astray((stance,), READ.id, (), (FIRST, SECOND)) == ()
    (failure,) = astray((stance,), READ.id, (), (replace(FIRST, checkable=False), SECOND))
    assert "is not checkable" in failure.message
