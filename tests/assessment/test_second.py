"""A second opinion is one small reason, and no verdict ever turns on it."""

import dataclasses
import itertools

import pytest
from newsroom import MONDAY, passage, report, stated

from secondsource.assessment.assess import DECIDED, assess, likelihood
from secondsource.assessment.second import OPINION, add_opinion, worth_asking
from secondsource.assessment.weigh import Weights
from secondsource.model import Assessment, Evidence, Line, Opinion, OriginKind, Stance

KINDS = {"o": OriginKind.OBSERVATION, "n": OriginKind.NAMED, "u": OriginKind.UNNAMED, "r": OriginKind.REPORTING}
FOR, AGAINST, NEITHER = Stance.SUPPORTS, Stance.REFUTES, Stance.DISCUSSES


def told(lines: str) -> tuple[Assessment, list[Line], dict[str, Evidence]]:
    """``n+ o-``: a named source for it, an observer against it."""
    evidence, reports, made = {}, {}, []
    for number, sign in enumerate(lines.split()):
        held = report(f"{number} The plane landed in Oslo.", f"Outlet {number}")
        reports[held.id] = held
        side = {"supports": 0.9} if sign[1] == "+" else {"supports": 0.03, "refutes": 0.9}
        item = passage(held, "landed", **side)
        evidence[item.id] = item
        made.append(Line(f"s:{number}", "s", f"Origin {number}", KINDS[sign[0]], item.stance, "F", (item.id,)))
    text = "The plane landed in Oslo."
    return assess(stated(text), made, evidence, reports, report(text), as_of=MONDAY), made, evidence


def opined(*stances: Stance, quotation: str = "landed in Oslo") -> list[Opinion]:
    return [Opinion(f"e{number}", stance, quotation) for number, stance in enumerate(stances)]


def added(lines: str, *stances: Stance) -> Assessment:
    return add_opinion(told(lines)[0], "m", opined(*stances))


def test_it_is_one_reason_beside_the_others() -> None:
    alone, with_it = told("n+")[0], added("n+", FOR)
    *others, reason = with_it.reasons
    assert tuple(others) == alone.reasons
    assert (reason.line, reason.evidence, reason.weight) == (None, ("e0",), OPINION)
    assert reason.label == "second opinion of m: of 1 passage, 1 supports it (“landed in Oslo”)"
    assert with_it.log_odds == pytest.approx(alone.log_odds + OPINION)
    assert with_it.likelihood == likelihood(with_it.log_odds)


def test_repetition_adds_nothing_and_sides_are_weighed_against_each_other() -> None:
    assert added("n+", FOR, FOR, FOR).log_odds == added("n+", FOR).log_odds
    assert added("n+", FOR, AGAINST).reasons[-1].weight == 0.0
    assert added("n+", FOR, NEITHER).reasons[-1].weight == OPINION / 2
    assert added("n+", AGAINST, AGAINST, FOR).reasons[-1].weight == pytest.approx(-OPINION / 3, abs=0.001)


def test_the_label_counts_and_quotes() -> None:
    label = added("n+", FOR, FOR, AGAINST).reasons[-1].label
    assert label == (
        "second opinion of m: of 3 passages, 2 support it (“landed in Oslo”), 1 refutes it (“landed in Oslo”)"
    )
    nothing = add_opinion(told("n+")[0], "m", opined(NEITHER, quotation=""))
    assert nothing.reasons[-1].label == "second opinion of m: of 1 passage, 1 takes no side"
    long = add_opinion(told("n+")[0], "m", opined(FOR, quotation="x" * 500))
    assert long.reasons[-1].label.endswith(f"(“{'x' * 120}…”)")


def test_without_opinions_nothing_changes() -> None:
    alone = told("n+ o-")[0]
    assert add_opinion(alone, "m", []) is alone


def test_it_weighs_less_than_a_line_that_nobody_answers_for() -> None:
    assert min(Weights.load().kinds.values()) > OPINION


EVERY = [
    " ".join(sides) for n in range(4) for sides in itertools.combinations_with_replacement(("n+", "o+", "u-", "r-"), n)
]


@pytest.mark.parametrize("lines", EVERY)
@pytest.mark.parametrize("stance", list(Stance))
def test_no_verdict_turns_on_it(lines: str, stance: Stance) -> None:
    alone, with_it = told(lines)[0], added(lines, stance)
    kept = ("verdict", "confidence", "credibility", "said", "as_of", "statement")
    assert [getattr(with_it, name) for name in kept] == [getattr(alone, name) for name in kept]
    assert (with_it.log_odds >= DECIDED, with_it.log_odds <= -DECIDED) == (
        alone.log_odds >= DECIDED,
        alone.log_odds <= -DECIDED,
    )
    assert with_it.log_odds == pytest.approx(sum(reason.weight for reason in with_it.reasons), abs=0.0011)
    assert abs(with_it.reasons[-1].weight) <= OPINION


@pytest.mark.parametrize("log_odds", [-5.0, -1.387, -1.386, -1.2, -0.1, 0.0, 0.1, 1.2, 1.386, 1.387, 1.5, 5.0])
@pytest.mark.parametrize("stance", list(Stance))
def test_the_sum_stays_on_its_side_of_what_decides(log_odds: float, stance: Stance) -> None:
    with_it = add_opinion(dataclasses.replace(told("")[0], log_odds=log_odds), "m", opined(stance))
    assert (with_it.log_odds >= DECIDED, with_it.log_odds <= -DECIDED) == (log_odds >= DECIDED, log_odds <= -DECIDED)
    assert abs(with_it.log_odds - log_odds) <= OPINION + 1e-9


# --- what is asked about ----------------------------------------------------------------------------------------


def test_of_each_line_that_counts_the_clearest_passage_is_asked_about() -> None:
    _, lines, evidence = told("n+ o- u+")
    items = list(evidence.values())
    joined = dataclasses.replace(lines[0], evidence=(items[0].id, items[2].id))
    circular = dataclasses.replace(lines[2], circular=True)
    assert worth_asking([joined, lines[1], circular], [items[2], items[1], items[0]]) == (items[2], items[1])
    silent = dataclasses.replace(lines[0], stance=Stance.DISCUSSES)
    assert worth_asking([silent], items) == ()


def test_a_passage_on_the_other_side_than_its_line_is_not() -> None:
    _, lines, evidence = told("n+ n-")
    items = tuple(evidence.values())
    torn = dataclasses.replace(lines[1], evidence=(items[0].id, items[1].id))
    assert worth_asking([torn], items) == (items[1],)
