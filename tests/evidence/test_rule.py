import json
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.evidence.rule import EXPLAINING, SUREST, Rule, explained, terms
from secondsource.model import Stance

PLAIN = {
    "share": 0.9, "above": 0.0, "told late": 0.0, "turned round": 0.0, "asks": 0.0,
    "same day": 0.0, "thin": 0.0, "somebody": 0.0, "denied": 0.0,
    "negated": 0.0, "quantity clashes": 0.0,
    "quantity agrees": 0.0, "telling figure agrees": 0.0,
    "figure left open": 0.0, "place clashes": 0.0, "time clashes": 0.0, "another time": 0.0,
    "long apart": 0.0,
}  # fmt: skip
SUPPORTS, REFUTES, DISCUSSES = (0.95, 0.02, 0.02, 0.01), (0.02, 0.95, 0.02, 0.01), (0.02, 0.02, 0.95, 0.01)


def stance(judged: tuple[float, ...], swap: bool = False, **signs: float) -> Stance:
    told = PLAIN | {name.replace("_", " "): value for name, value in signs.items()}
    return Rule.load().probabilities(terms(told, judged, swap=swap)).stance


def test_the_numbers_can_be_read() -> None:
    read = json.loads((files("secondsource.evidence") / "rule.json").read_text(encoding="utf-8"))
    known = terms(PLAIN, SUPPORTS, swap=False)
    assert set(read["side"]) | set(read["against"]) <= set(known)
    assert read["version"].startswith("rule-")


@pytest.mark.parametrize(("judged", "expected"), [(SUPPORTS, Stance.SUPPORTS), (DISCUSSES, Stance.DISCUSSES)])
def test_the_judge_is_heard(judged: tuple[float, ...], expected: Stance) -> None:
    assert stance(judged) is expected


def test_a_refutation_that_nothing_shows_takes_no_side() -> None:
    assert stance(REFUTES) is Stance.DISCUSSES
    assert stance(REFUTES, denied=1.0) is Stance.REFUTES


def test_what_was_denied_turns_round() -> None:
    assert stance(SUPPORTS, swap=True, denied=1.0) is Stance.REFUTES


def test_a_clash_of_figures_is_not_outvoted_by_the_judge() -> None:
    assert stance(SUPPORTS, quantity_clashes=1.0) is not Stance.SUPPORTS
    assert terms(PLAIN | {"quantity clashes": 1.0}, SUPPORTS, swap=False)["judge: against"] == 0.0


@pytest.mark.parametrize("name", ["another time", "long apart", "thin", "turned round"])
def test_what_speaks_of_something_else_supports_less(name: str) -> None:
    rule = Rule.load()
    without = rule.probabilities(terms(PLAIN, SUPPORTS, swap=False)).supports
    assert rule.probabilities(terms(PLAIN | {name: 1.0}, SUPPORTS, swap=False)).supports < without


def test_terms_stay_within_bounds() -> None:
    found = terms(PLAIN | {"denied": 1.0}, (1.0, 0.0, 0.0, 0.0), swap=False)
    assert found["judge: a side"] == SUREST
    assert found["judge: against"] == -SUREST
    assert not explained(PLAIN)
    assert all(explained(PLAIN | {name: 1.0}) for name in EXPLAINING)


@pytest.mark.parametrize("judged", [SUPPORTS, REFUTES, DISCUSSES, (0.25, 0.25, 0.25, 0.25)])
def test_probabilities_sum_to_one(judged: tuple[float, ...]) -> None:
    found = Rule.load().probabilities(terms(PLAIN, judged, swap=False))
    assert found.supports + found.refutes + found.discusses == pytest.approx(1, abs=2e-4)
    assert min(found.supports, found.refutes, found.discusses) >= 0


SHARES = st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda four: sum(four) > 0.1)
SIGNS = st.fixed_dictionaries(
    {name: st.floats(0, 1) if name in ("share", "thin") else st.sampled_from([0.0, 1.0]) for name in PLAIN}
)


@given(signs=SIGNS, said=SHARES, swap=st.booleans(), turned=st.booleans())
def test_no_answer_of_the_judge_takes_a_side_more_surely_than_the_signs_allow(
    signs: dict[str, float], said: list[float], swap: bool, turned: bool
) -> None:
    rule, judged = Rule.load(), [share / sum(said) for share in said]
    if turned:  # a rule that heard the judge the other way round would have to be bounded as well
        rule = replace(rule, side={**rule.side, "judge: a side": -rule.side["judge: a side"]})
    assert 1 - rule.probabilities(terms(signs, judged, swap=swap)).discusses <= rule.most(signs)


def test_the_bound_is_reached_where_the_judge_is_as_sure_as_can_be() -> None:
    found = Rule.load().probabilities(terms(PLAIN, (1.0, 0.0, 0.0, 0.0), swap=False))
    assert 1 - found.discusses == pytest.approx(Rule.load().most(PLAIN), abs=5e-4)
