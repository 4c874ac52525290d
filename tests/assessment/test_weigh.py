import pytest
from newsroom import passage, report

from secondsource.assessment.weigh import WEIGHTS, weigh
from secondsource.model import Agreement, Comparison, Evidence, Line, OriginKind, Stance

HELD = report("The plane landed.", "Gazette")
SEEN = passage(HELD, "landed")


def line(*evidence: Evidence, kind: OriginKind = OriginKind.NAMED, reliability: str = "F", **more: object) -> Line:
    return Line("s:1", "s", "Ada Poe", kind, evidence[0].stance, reliability, tuple(e.id for e in evidence), **more)  # type: ignore[arg-type]


def weight(given: Line, *evidence: Evidence) -> float:
    reason = weigh(given, {e.id: e for e in evidence})
    assert reason is not None
    return reason.weight


def test_the_order_of_ways_of_knowing() -> None:
    assert list(WEIGHTS.values()) == sorted(WEIGHTS.values(), reverse=True)


def test_refuting_is_the_mirror_of_supporting() -> None:
    against = passage(HELD, "landed", supports=0.02, refutes=0.9)
    assert weight(line(against), against) == -weight(line(SEEN), SEEN)


def test_repetition_adds_nothing() -> None:
    others = [passage(report(f"{n} The plane landed.", f"Outlet {n}"), "landed") for n in range(9)]
    assert weight(line(SEEN, *others), SEEN, *others) == weight(line(SEEN), SEEN)


def test_a_vaguer_figure_weighs_less() -> None:
    import dataclasses

    vague = dataclasses.replace(SEEN, agreement=(Comparison("quantity", "99", "dozens", Agreement.VAGUER),))
    assert weight(line(vague), vague) == pytest.approx(0.6 * weight(line(SEEN), SEEN), abs=0.001)


def test_reliability_moves_the_weight() -> None:
    letters = [weight(line(SEEN, reliability=letter), SEEN) for letter in "ABCDE"]
    assert letters == sorted(letters, reverse=True)
    assert weight(line(SEEN, reliability="F"), SEEN) == letters[2]


def test_what_takes_no_side_or_runs_in_a_circle_is_no_reason() -> None:
    context = passage(HELD, "landed", supports=0.1)
    assert context.stance is Stance.DISCUSSES
    assert weigh(line(context), {context.id: context}) is None
    assert weigh(line(SEEN, circular=True), {SEEN.id: SEEN}) is None


def test_the_label_says_who_and_how_many() -> None:
    reason = weigh(line(SEEN), {SEEN.id: SEEN})
    assert reason is not None
    assert reason.label == "Ada Poe supports it (named source, 1 report)"
