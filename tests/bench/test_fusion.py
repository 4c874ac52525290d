"""The textbook answers against numbers worked by hand, and the example of Dong et al. (2009)."""

import math

import pytest

from bench.fusion import Priors, accu, dependence, truthfinder, vote

# The paper's table 1: where five database researchers work, as five sources have it. S1 is right in all, S4 and S5
# copy from S3, S5 with a slip.
RESEARCHERS = {
    "Stonebraker": {"S1": "MIT", "S2": "Berkeley", "S3": "MIT", "S4": "MIT", "S5": "MS"},
    "Dewitt": {"S1": "MSR", "S2": "MSR", "S3": "UWisc", "S4": "UWisc", "S5": "UWisc"},
    "Bernstein": {"S1": "MSR", "S2": "MSR", "S3": "MSR", "S4": "MSR", "S5": "MSR"},
    "Carey": {"S1": "UCI", "S2": "AT&T", "S3": "BEA", "S4": "BEA", "S5": "BEA"},
    "Halevy": {"S1": "Google", "S2": "Google", "S3": "UW", "S4": "UW", "S5": "UW"},
}
TRUE = {item: given["S1"] for item, given in RESEARCHERS.items()}


def decided(beliefs: dict[str, dict[str, float]]) -> dict[str, str]:
    return {item: max(values, key=values.__getitem__) for item, values in beliefs.items()}


def test_the_majority_is_fooled_by_copies() -> None:
    found = decided(vote(RESEARCHERS))
    assert [item for item in TRUE if found[item] != TRUE[item]] == ["Dewitt", "Carey", "Halevy"]
    assert vote(RESEARCHERS)["Dewitt"] == {"MSR": 0.4, "UWisc": 0.6}


def test_accu_sees_through_them() -> None:
    assert decided(accu(RESEARCHERS)) == TRUE


def test_without_belief_in_copying_accu_is_fooled_too() -> None:
    assert decided(accu(RESEARCHERS, Priors(alpha=1e-9)))["Dewitt"] == "UWisc"


def test_votes_of_copiers_count_by_what_they_did_not_copy() -> None:
    """Three who give one value, each two dependent with .4, a copier copying .8: 1 + .68 + .68 squared votes."""
    from bench.fusion import vote_count

    copying = {(a, b): 0.2 for a in "abc" for b in "abc" if a != b}
    one_vote = math.log(10 * 0.8 / 0.2)
    found = vote_count(["a", "b", "c"], dict.fromkeys("abc", 0.8), copying, Priors())
    assert found / one_vote == pytest.approx(1 + 0.68 + 0.68**2)


def test_dependence_worked_by_hand() -> None:
    """Two sources of accuracy .8 share one true and two false values: chance .64 and .004 of one each; copied at .8
    .64 * .2 + .8 * .8 = .768 and .004 * .2 + .2 * .8 = .1608. Prior .1 each way."""
    claims = {item: {"a": value, "b": value} for item, value in (("x", "t"), ("y", "f"), ("z", "g"))}
    truth = {"x": {"t": 1.0}, "y": {"f": 0.0}, "z": {"g": 0.0}}
    chance, copied = 0.8 * 0.64 * 0.004**2, 0.1 * 0.768 * 0.1608**2
    wanted = copied / (chance + 2 * copied)
    found = dependence("a", "b", claims, truth, {"a": 0.8, "b": 0.8}, Priors())
    assert found == pytest.approx((wanted, wanted))


def test_sharing_what_is_true_proves_little() -> None:
    claims = {item: {"a": "t", "b": "t"} for item in "uvwxyz"}
    assert (
        sum(dependence("a", "b", claims, {item: {"t": 1.0} for item in "uvwxyz"}, {"a": 0.95, "b": 0.95}, Priors()))
        < 0.4
    )


def test_differing_speaks_against_copying() -> None:
    claims = {item: {"a": "t", "b": item} for item in "uvwxyz"}
    assert (
        sum(dependence("a", "b", claims, {item: {"t": 1.0} for item in "uvwxyz"}, {"a": 0.8, "b": 0.8}, Priors()))
        < 0.01
    )


def test_accu_of_one_item_worked_by_hand() -> None:
    """Two against one, accuracy .8, ten false values: scores of ln 40; nine values that nobody gives have score 0.

    With a single item the pair that agrees shares no false value, so nobody is a copier."""
    beliefs = accu({"x": {"a": "t", "b": "t", "c": "f"}}, Priors(alpha=1e-12))
    first = math.exp(2 * math.log(40)) / (math.exp(2 * math.log(40)) + 40 + 9)
    assert beliefs["x"]["t"] >= first  # accuracies only drift apart from there


def test_truthfinder_worked_by_hand() -> None:
    """Trust .9 is tau 2.3026. Two say t, one says f: 4.6052 - .25 * 2.3026 and 2.3026 - .25 * 4.6052 (rho times
    base_sim is .25), so s = 1 / (1 + exp(-.3 * 4.0295)) = .7701 and 1 / (1 + exp(-.3 * 1.1513)) = .5855."""
    from bench import fusion

    first = fusion._confidences({"a": "t", "b": "t", "c": "f"}, dict.fromkeys("abc", 0.9))
    assert first == pytest.approx({"t": 0.7701, "f": 0.5855}, abs=1e-4)
    settled = truthfinder({"x": {"a": "t", "b": "t", "c": "f"}})["x"]
    assert settled["t"] > settled["f"]


def test_truthfinder_too_is_fooled_by_copies() -> None:
    assert decided(truthfinder(RESEARCHERS))["Dewitt"] == "UWisc"
