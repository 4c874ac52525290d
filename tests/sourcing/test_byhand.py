"""What a person decided goes before the rules, and is shown as theirs."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from newsroom import passage, plain_statement, report

from secondsource.model import (
    Action,
    Decision,
    Descent,
    Evidence,
    Line,
    LineCount,
    OriginKind,
    Report,
    Span,
    Subject,
)
from secondsource.sourcing.byhand import idle
from secondsource.sourcing.counting import count_lines
from secondsource.sourcing.lines import trace_lines

FIRST, SECOND = date(2021, 5, 8), date(2021, 5, 9)
POE = report("Ada Poe, a pilot, wrote that 87 crates came.", "Gazette", FIRST)
COURIER = report("The plane brought 87 crates.", "Courier", SECOND)
ROE = report("Max Roe, a baker, said that the crates were on board.", "Herald", SECOND)
REPORTS = {held.id: held for held in (POE, COURIER, ROE)}
EVIDENCE = [passage(held, "crates") for held in REPORTS.values()]


def decide(action: Action, *about: Subject | Report | str, number: int = 1, **more: object) -> Decision:
    subjects = tuple(subject(each) for each in about)
    at = datetime(2021, 5, 11, 9, tzinfo=UTC)
    return Decision(number, at, "Eva Doe", action, subjects, "she told me so", **more)  # type: ignore[arg-type]


def subject(what: Subject | Report | str) -> Subject:
    if isinstance(what, Report):
        return Subject(what.id, Span(2, len(what.text) - 2))  # spans need not fit to the letter
    return Subject(origin=what) if isinstance(what, str) else what


def anybody(name: str) -> bool:
    return True


def lines(*decisions: Decision, evidence: list[Evidence] = EVIDENCE) -> tuple[Line, ...]:
    return trace_lines(plain_statement(), evidence, REPORTS, report("Something else.", "Verified"), decisions)


def shape(found: tuple[Line, ...]) -> dict[str, int]:
    return {line.origin: len(line.evidence) for line in found}


def counts(found: tuple[Line, ...]) -> tuple[LineCount, ...]:
    return count_lines(found, {item.id: item for item in EVIDENCE}, REPORTS)


def test_by_the_rules() -> None:
    assert shape(lines()) == {"Ada Poe": 2, "Max Roe": 1}


def test_two_origins_are_merged() -> None:
    (line,) = lines(decide(Action.MERGE, "Ada Poe", "Max Roe"))
    assert len(line.evidence) == 3
    assert line.decisions == (1,)
    link = next(link for link in line.links if link.descent is Descent.BY_HAND)
    assert (link.probability, link.decision) == (1.0, 1)
    assert link.reason.startswith("decided by Eva Doe on 2021-05-11, one line with ")
    assert link.reason.endswith(": she told me so")


def test_two_passages_are_merged() -> None:
    (line,) = lines(decide(Action.MERGE, POE, ROE))
    assert len(line.evidence) == 3


def test_a_passage_is_split_off_and_stands_for_its_outlet() -> None:
    found = lines(decide(Action.SPLIT, COURIER))
    assert shape(found) == {"Ada Poe": 1, "Max Roe": 1, "Courier": 1}
    assert next(line for line in found if line.origin == "Courier").decisions == (1,)


def test_a_passage_is_kept_out_of_a_line() -> None:
    assert shape(lines(decide(Action.SPLIT, COURIER, "Ada Poe")))["Ada Poe"] == 1


def test_one_name_is_split_into_two_people() -> None:
    other = report("Mr Poe, a baker, said that the crates were empty.", "Chronicle", SECOND)
    reports = REPORTS | {other.id: other}
    evidence = [EVIDENCE[0], passage(other, "crates")]
    verified = report("Something else.", "Verified")
    assert len(trace_lines(plain_statement(), evidence, reports, verified)) == 1
    split = decide(Action.SPLIT, POE, other)
    found = trace_lines(plain_statement(), evidence, reports, verified, (split,))
    assert len(found) == 2
    assert {number for line in found for number in line.decisions} == {1}


def test_descent_is_set_to_an_origin() -> None:
    found = lines(decide(Action.DESCENT, COURIER, "customs records", value="record"))
    line = next(line for line in found if line.origin == "customs records")
    assert (line.kind, line.links[0].descent) == (OriginKind.RECORD, Descent.BY_HAND)
    assert line.links[0].reason == "decided by Eva Doe on 2021-05-11: she told me so"


def test_descent_is_set_to_a_passage() -> None:
    assert shape(lines(decide(Action.DESCENT, COURIER, ROE))) == {"Ada Poe": 1, "Max Roe": 2}


def test_a_later_decision_on_the_same_two_holds() -> None:
    merge, split = decide(Action.MERGE, "Ada Poe", "Max Roe"), decide(Action.SPLIT, "Ada Poe", "Max Roe", number=2)
    assert len(lines(merge, split)) == 2
    assert len(lines(split, decide(Action.MERGE, "Max Roe", "Ada Poe", number=3))) == 1


def test_what_was_decided_is_certain() -> None:
    (by_rule,) = counts(lines())
    (by_hand,) = counts(lines(decide(Action.DESCENT, COURIER, "Ada Poe")))
    assert by_rule.expected > by_hand.expected == 2.0


def test_a_decision_holds_when_ids_and_other_evidence_change() -> None:
    from dataclasses import replace

    renamed = [replace(item, id=f"other/{n}") for n, item in enumerate(EVIDENCE[:2])]
    assert shape(lines(decide(Action.SPLIT, COURIER), evidence=renamed)) == {"Ada Poe": 1, "Courier": 1}


def test_a_decision_that_no_longer_applies_is_said() -> None:
    gone = decide(Action.SPLIT, Subject("0" * 64, Span(0, 5)))
    (failure,) = idle((gone,), EVIDENCE, REPORTS, anybody)
    assert (failure.stage, failure.subject) == ("sourcing", "decision 1")
    assert failure.message == (
        "decided by Eva Doe on 2021-05-11, it is not applied: the report 000000000000 is no longer held; "
        "take it back with: decide undo 1"
    )
    beyond = decide(Action.SPLIT, Subject(POE.id, Span(5, 5_000)))
    assert "lies beyond the end" in idle((beyond,), EVIDENCE, REPORTS, anybody)[0].message
    orphan = decide(Action.DESCENT, COURIER, Subject(ROE.id, Span(0, 3)))
    assert "is no evidence here" in idle((orphan,), EVIDENCE[:2], REPORTS, anybody)[0].message


@pytest.mark.parametrize(
    ("decision", "known", "why"),
    [
        (("merge", "Ada Poe", "Max Row"), True, "no origin here is called “Max Row”"),
        (("merge", "Poe", "Max Roe"), True, "but one is called “Ada Poe”, and names given by hand are taken at their"),
        (("reliability", "Adda Pow"), False, "is called “Adda Pow”, and no held report has that name"),
        (("merge", "Somebody", "Else"), True, None),
        (("merge", "Ada Poe", "Max Roe"), True, None),
        (("descent", COURIER, "customs records"), False, None),
    ],
)
def test_a_name_that_matches_nothing_is_said(decision: tuple[Any, ...], known: bool, why: str | None) -> None:
    """A name of another story is none: held reports mention it."""
    action, *about = decision
    found = idle((decide(Action(action), *about),), EVIDENCE, REPORTS, lambda name: known)
    assert [why in failure.message for failure in found if why] == ([True] if why else [])
    assert bool(found) is bool(why)
