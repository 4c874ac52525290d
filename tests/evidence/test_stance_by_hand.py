"""A stance that a person set goes before the judge's, which is kept beside it."""

from datetime import UTC, datetime

from newsroom import passage, plain_statement, report

from secondsource.evidence.byhand import decided
from secondsource.model import Action, Decision, Evidence, Failure, Span, Stance, Subject

HELD = report("Ada Poe, a pilot, wrote that 87 crates came.", "Gazette")
OTHER = report("Max Roe, a baker, said that the crates were on board.", "Herald")
FOUND = (passage(HELD, "crates"), passage(OTHER, "crates", supports=0.6))
STATED = Subject("0" * 64, Span(0, 9))
AT = datetime(2021, 5, 11, 9, tzinfo=UTC)


def stance(number: int, value: str, item: Evidence, by: str = "Eva Doe") -> Decision:
    about = (STATED, Subject(item.report, Span(item.span.start + 2, item.span.end)))
    return Decision(number, AT, by, Action.STANCE, about, "she told me so", value)


def apply(*decisions: Decision) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...], tuple[Failure, ...]]:
    return decided(plain_statement(), None, FOUND, decisions, lambda subject: ())


def test_without_decisions_all_stays() -> None:
    assert apply() == (FOUND, (), ())


def test_the_judges_stance_is_kept_beside_and_the_clearest_comes_first() -> None:
    (first, second), aside, failures = apply(stance(3, "refutes", FOUND[1]))
    assert (first.id, first.stance, first.by, first.decision) == (FOUND[1].id, Stance.REFUTES, "Eva Doe", 3)
    assert first.machine == FOUND[1].probabilities
    assert (second, aside, failures) == (FOUND[0], (), ())


def test_of_two_decisions_on_one_passage_the_later_holds() -> None:
    kept, aside, _ = apply(stance(1, "none", FOUND[0]), stance(2, "discusses", FOUND[0], "Max Roe"))
    assert aside == ()
    (moved,) = [item for item in kept if item.by]
    assert (moved.stance, moved.by) == (Stance.DISCUSSES, "Max Roe")
    assert apply(stance(1, "discusses", FOUND[0]), stance(2, "none", FOUND[0]))[1][0].id == FOUND[0].id


def test_a_passage_that_cannot_be_evidence_is_said() -> None:
    elsewhere = Decision(4, AT, "Eva Doe", Action.STANCE, (STATED, Subject("1" * 64, Span(0, 9))), "so", "supports")
    kept, _, (failure,) = apply(elsewhere)
    assert kept == FOUND
    assert (failure.stage, failure.subject) == ("evidence", "decision 4")
    assert failure.message.endswith("take it back with: decide undo 4")
