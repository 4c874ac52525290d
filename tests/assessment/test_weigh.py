import pytest
from newsroom import passage, report

from secondsource.assessment.weigh import KNOTS, Term, Weights, weigh
from secondsource.model import Agreement, Comparison, Evidence, Line, OriginKind, Stance

HELD = report("The plane landed.", "Gazette")
SEEN = passage(HELD, "landed")


def line(*evidence: Evidence, kind: OriginKind = OriginKind.NAMED, reliability: str = "F", **more: object) -> Line:
    return Line("s:1", "s", "Ada Poe", kind, evidence[0].stance, reliability, tuple(e.id for e in evidence), **more)  # type: ignore[arg-type]


def weight(given: Line, *evidence: Evidence) -> float:
    reason = weigh(given, {e.id: e for e in evidence})
    assert reason is not None
    return reason.weight


def test_a_more_direct_way_of_knowing_never_weighs_less() -> None:
    kinds = Weights.load().kinds
    assert set(kinds) == set(OriginKind)
    assert list(kinds.values()) == sorted(kinds.values(), reverse=True)
    assert kinds[OriginKind.UNSOURCED] > 0


@pytest.mark.parametrize("stance", [Stance.SUPPORTS, Stance.REFUTES])
def test_a_surer_stance_never_weighs_less(stance: Stance) -> None:
    weights = [abs(Weights.load().of(Term(OriginKind.NAMED, stance, n / 40))) for n in range(41)]
    assert weights[0] == 0
    assert weights == sorted(weights)


def test_between_two_knots_the_curve_is_a_line() -> None:
    weights, middle = Weights.load(), (KNOTS[1] + KNOTS[2]) / 2
    mean = (weights.share(Stance.SUPPORTS, KNOTS[1]) + weights.share(Stance.SUPPORTS, KNOTS[2])) / 2
    assert weights.share(Stance.SUPPORTS, middle) == pytest.approx(mean)
    assert weights.share(Stance.REFUTES, 1.0) == weights.curves[Stance.REFUTES][-1]


def test_support_and_refutation_have_opposite_signs() -> None:
    against = passage(HELD, "landed", supports=0.02, refutes=0.9)
    assert weight(line(against), against) < 0 < weight(line(SEEN), SEEN)


def test_repetition_adds_nothing() -> None:
    others = [passage(report(f"{n} The plane landed.", f"Outlet {n}"), "landed") for n in range(9)]
    assert weight(line(SEEN, *others), SEEN, *others) == weight(line(SEEN), SEEN)


def test_a_vaguer_figure_weighs_less() -> None:
    import dataclasses

    vague = dataclasses.replace(SEEN, agreement=(Comparison("quantity", "99", "dozens", Agreement.VAGUER),))
    assert weight(line(vague), vague) == pytest.approx(Weights.load().vaguer * weight(line(SEEN), SEEN), abs=0.001)


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
