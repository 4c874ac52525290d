import json

import numpy as np
import pytest

from secondsource.model import OriginKind, Stance
from training import weights
from training.weights import BY_HAND, Case, Problem, Term, _descending, _place, fit

KINDS = list(BY_HAND)


def case(so: bool, kind: OriginKind, stance: Stance, sure: float = 1.0) -> Case:
    return Case("news", so, (Term(kind, stance, sure),))


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "STEPS", 2_000)


def test_neighbours_that_rise_are_pooled() -> None:
    assert list(_descending(np.array([3.0, 1.0, 2.0, 0.0]))) == [3.0, 1.5, 1.5, 0.0]
    assert list(_descending(np.array([1.0, 2.0, 3.0]))) == [2.0, 2.0, 2.0]


@pytest.mark.parametrize("sure", [0.0, 0.1, 0.25, 0.6, 1.0])
def test_a_place_on_the_curve_is_a_mean_of_two_knots(sure: float) -> None:
    assert _place(sure) @ np.array(weights.KNOTS) == pytest.approx(sure)
    assert _place(sure).sum() == pytest.approx(1.0)


def test_without_lines_everything_stays_as_set_by_hand() -> None:
    kinds, curves = fit(Problem([Case("news", True, ()), Case("news", False, ())]))
    assert dict(zip(KINDS, kinds, strict=True)) == pytest.approx(BY_HAND)
    assert curves[0] == pytest.approx(weights.KNOTS)


def test_what_is_never_wrong_comes_to_weigh_more_and_what_tells_nothing_less() -> None:
    told = [case(so, OriginKind.NAMED, Stance.SUPPORTS if so else Stance.REFUTES) for so in (True, False)] * 20
    noise = [case(so, OriginKind.REPORTING, Stance.SUPPORTS) for so in (True, False)] * 20
    kinds, curves = fit(Problem(told + noise))
    found = dict(zip(KINDS, kinds, strict=True))
    assert found["named source"] > BY_HAND["named source"]
    assert found["reporting"] < BY_HAND["reporting"]
    assert list(kinds) == sorted(kinds, reverse=True)  # whatever the data say
    assert all(list(curve) == sorted(curve) and curve[0] == 0 for curve in curves)


def test_the_slopes_are_those_of_the_loss() -> None:
    problem = Problem(
        [case(True, OriginKind.NAMED, Stance.SUPPORTS, 0.6), case(False, OriginKind.RECORD, Stance.REFUTES)]
    )
    kinds, curves = np.array(list(BY_HAND.values())), np.array([weights.KNOTS] * 2)
    of_kinds, of_curves = problem.slopes(kinds, curves)
    step = 1e-6
    for number in range(len(kinds)):
        moved = kinds + step * np.eye(len(kinds))[number]
        assert (problem.loss(moved, curves) - problem.loss(kinds, curves)) / step == pytest.approx(
            of_kinds[number], abs=1e-4
        )
    moved = curves.copy()
    moved[0, 2] += step
    assert (problem.loss(kinds, moved) - problem.loss(kinds, curves)) / step == pytest.approx(of_curves[0, 2], abs=1e-4)


def test_the_file_of_weights_has_a_kind_for_each_set_by_hand() -> None:
    assert list(json.loads(weights.TARGET.read_text(encoding="utf-8"))["kinds"]) == KINDS
