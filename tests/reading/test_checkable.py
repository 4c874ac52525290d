"""What can be checked, told by form alone: predictions, calls, opinions and feelings cannot."""

import pytest

from secondsource.model import Attribution, Excerpt, Mode, Span
from secondsource.reading.checkable import is_checkable


def checkable(text: str, verbatim: str = "", mode: Mode = Mode.NARRATED) -> bool:
    verbatim = verbatim or text
    whole = Excerpt.cut(verbatim, Span(0, len(verbatim)))
    return is_checkable(text, verbatim, Attribution(mode, whole))


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board needs to close the pier.",
        "Clerks have to leave the shed.",
        "A law that helps clerks may do the port harm.",
        "Clerks who work at night will get a ferry that runs until dawn.",
        "If the ships come, they would block the port.",
        "If two ships came, the pier wouldn't hold them.",
        "Clerks and carters, trades that depend on the port, would all be hit.",
        "The board, which owns the pier, could not sell it.",
        "The promise that drew the clerks is not likely to come true.",
    ],
)
def test_what_is_not_yet_cannot_be_checked_whatever_stands_before_it(text: str) -> None:
    assert not checkable(text)


@pytest.mark.parametrize(
    "text",
    [
        "In films from Lima, clerks can be heard singing.",
        "The crowd could be seen on the pier.",
        "The grant is paid each May, meaning clerks can get a cheque.",
        "The law that the port must close was struck down.",
        "The loss has to do with the age of the ferry.",
        "The clerk who will run the port was born in Lima.",
        "The board asked whether the ferry would sail.",
    ],
)
def test_a_fact_is_one_though_a_clause_under_it_tells_of_what_may_be(text: str) -> None:
    assert checkable(text)


@pytest.mark.parametrize("modal", ["should", "must", "might"])
def test_what_should_be_seen_is_no_fact(modal: str) -> None:
    assert not checkable(f"The ferry {modal} be seen as a warning.")


def test_what_is_quoted_in_passing_tells_nothing_of_the_statement() -> None:
    assert checkable("Clerks sang We will stay at the pier.", "Clerks sang “We will stay” at the pier.")
    assert not checkable("Clerks will stay at the pier.", "Clerks “will stay” at the pier.", Mode.MIXED)
    assert not checkable("Clerks will stay at the pier.", "“Clerks will stay at the pier.”")


@pytest.mark.parametrize("rest", ["let the clerks use the pier.", "never reached the pier.", "stopped the ferry."])
def test_a_clause_with_the_subject_of_another_is_no_call(rest: str) -> None:
    assert checkable(f"The harbour board {rest}", rest)
    assert not checkable("Let the clerks use the pier.")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Poe: “I am disappointed that the ferry was sold.”",
        "We are deeply saddened by the loss of the ferry.",
        "I'm just shocked by the loss of the ferry.",
        "It's particularly disappointing that the ferry was sold.",
        "The sale of the ferry was ill-conceived.",
        "The question of the ferry was laughably easy.",
        "The visit to the pier was another despicable stunt.",
        "The offer of the board was tantamount to theft.",
    ],
)
def test_feelings_and_judgements_cannot_be_checked(text: str) -> None:
    assert not checkable(text)


@pytest.mark.parametrize(
    "text",
    [
        "The clerks were saddened by the loss of the ferry.",
        "I'm proud to say the port hired clerks from Lima.",
        "The rally was led by far-right figure Ada Poe.",
    ],
)
def test_what_only_looks_like_a_judgement_can(text: str) -> None:
    assert checkable(text)
