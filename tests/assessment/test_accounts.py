import dataclasses

from newsroom import passage, report

from secondsource.assessment.accounts import rival_accounts
from secondsource.model import Agreement, Comparison, Evidence
from secondsource.reading.statements import find_statements

REPORT = report(
    "The delegation had come for talks about fishing, a Danish official said.\n"
    "A diplomat from Oslo said that the delegation came to inspect a harbour.\n"
    "About 40 divers reached Bergen, Ada Poe said."
)
STATEMENTS = find_statements(REPORT)


def bearing_on(number: int, text: str, words: str) -> Evidence:
    return dataclasses.replace(passage(report(text, "Gazette"), words), statement=STATEMENTS[number].id)


def test_why_they_came_as_each_tells_it() -> None:
    other = bearing_on(0, "The visit was about a loan, the minister Max Roe said.", "loan")
    (accounts,) = rival_accounts(REPORT, STATEMENTS, [other])
    assert accounts.matter == "why they came"
    assert len(accounts.given) == 3
    ours, theirs = accounts.given[0], accounts.given[-1]
    assert ours.span.of(REPORT.text) == ours.text
    assert (ours.evidence, theirs.evidence) == (None, other.id)
    assert "Roe" in theirs.speaker


def test_one_account_is_no_rivalry() -> None:
    lonely = report("The delegation had come for talks about fishing, a Danish official said.")
    assert rival_accounts(lonely, find_statements(lonely), []) == ()


def test_the_reporters_own_voice_gives_no_account() -> None:
    narrated = report("The delegation had come for talks about fishing.\nThe delegation came to inspect a harbour.")
    assert rival_accounts(narrated, find_statements(narrated), []) == ()


def test_figures_that_clash_stand_side_by_side() -> None:
    other = bearing_on(2, "Some 300 divers reached Bergen, Max Roe said.", "divers")
    figure = STATEMENTS[2].quantities[0].text
    clash = dataclasses.replace(other, agreement=(Comparison("quantity", figure, "300", Agreement.CLASHES),))
    matters = [accounts.matter for accounts in rival_accounts(REPORT, STATEMENTS, [clash])]
    assert "how many: diver" in matters
