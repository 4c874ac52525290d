import dataclasses
import math
from datetime import date, timedelta

import pytest
from newsroom import MONDAY, passage, report, stated

from secondsource.assessment.assess import assess, likelihood
from secondsource.model import Assessment, Confidence, Evidence, Line, OriginKind, Report, Verdict

KINDS = {
    "n": OriginKind.NAMED,
    "o": OriginKind.OBSERVATION,
    "u": OriginKind.UNNAMED,
    "r": OriginKind.REPORTING,
    "x": OriginKind.UNSOURCED,
}


def told(
    lines: str, text: str = "The plane landed in Oslo.", published: date | None = MONDAY, ours: date | None = MONDAY
) -> Assessment:
    """``n+ o-``: a named source for it, an observer against it; when theirs and ours were published."""
    evidence: dict[str, Evidence] = {}
    reports: dict[str, Report] = {}
    made = []
    for number, sign in enumerate(lines.split()):
        held = report(f"{number} The plane landed in Oslo.", f"Outlet {number}", published)
        reports[held.id] = held
        side = {"supports": 0.9} if sign[1] == "+" else {"supports": 0.03, "refutes": 0.9}
        item = passage(held, "landed", **side)
        evidence[item.id] = item
        made.append(Line(f"s:{number}", "s", f"Origin {number}", KINDS[sign[0]], item.stance, "F", (item.id,)))
    return assess(stated(text, ours), made, evidence, reports, report(text, published=ours), as_of=MONDAY)


@pytest.mark.parametrize(
    ("lines", "verdict", "confidence", "credibility"),
    [
        ("", Verdict.UNDETERMINED, Confidence.LOW, 6),
        ("n+", Verdict.UNDETERMINED, Confidence.LOW, 3),
        ("u+ u+", Verdict.UNDETERMINED, Confidence.MODERATE, 3),
        ("n+ n+", Verdict.SUPPORTED, Confidence.MODERATE, 1),
        ("n+ x+ x+", Verdict.UNDETERMINED, Confidence.MODERATE, 3),  # what nobody answers for is no second line
        ("r+ r+ r+", Verdict.SUPPORTED, Confidence.MODERATE, 1),
        ("o+", Verdict.SUPPORTED, Confidence.MODERATE, 2),
        ("n+ n+ o+", Verdict.SUPPORTED, Confidence.HIGH, 1),
        ("n- n-", Verdict.REFUTED, Confidence.MODERATE, 5),
        ("n-", Verdict.UNDETERMINED, Confidence.LOW, 4),
        ("n+ n-", Verdict.CONFLICTING, Confidence.MODERATE, 3),
        ("o+ n- n-", Verdict.CONFLICTING, Confidence.MODERATE, 4),
        ("o+ o+ o+ u-", Verdict.SUPPORTED, Confidence.LOW, 2),
    ],
)
def test_verdicts(lines: str, verdict: Verdict, confidence: Confidence, credibility: int) -> None:
    found = told(lines)
    assert (found.verdict, found.confidence, found.credibility) == (verdict, confidence, credibility)


@pytest.mark.parametrize("lines", ["", "n+", "n+ o- u+", "r+ r- n-"])
def test_the_reasons_add_up(lines: str) -> None:
    found = told(lines)
    assert found.log_odds == pytest.approx(sum(reason.weight for reason in found.reasons), abs=0.001)
    assert found.reasons[0].line is None
    assert len(found.reasons) == 1 + len(lines.split())


@pytest.mark.parametrize(
    ("probability", "phrase"),
    [
        (0.03, "almost no chance"),
        (0.1, "very unlikely"),
        (0.3, "unlikely"),
        (0.5, "roughly even chance"),
        (0.7, "likely"),
        (0.9, "very likely"),
        (0.97, "almost certain"),
    ],
)
def test_phrases_of_icd_203(probability: float, phrase: str) -> None:
    assert likelihood(math.log(probability / (1 - probability))) == phrase


def said(text: str, held: str) -> Assessment:
    statement = stated(text)
    theirs = report(held, "Gazette")
    item = dataclasses.replace(passage(theirs, "landed"), statement=statement.id)
    line = Line("s:1", statement.id, "Ada Poe", OriginKind.NAMED, item.stance, "F", (item.id,))
    return assess(statement, [line], {item.id: item}, {theirs.id: theirs}, report(text), as_of=MONDAY)


def test_was_it_said_is_another_question() -> None:
    found = said("Ada Poe said that the plane landed in Oslo.", "The plane landed, Poe wrote.")
    assert (found.verdict, found.said and found.said.verdict) == (Verdict.UNDETERMINED, Verdict.SUPPORTED)
    assert found.said is not None
    assert found.said.reason == "another report has Ada Poe say this, in paraphrase"


def test_that_nobody_else_reports_a_saying_does_not_refute_it() -> None:
    found = said("Ada Poe said that the plane landed in Oslo.", "The plane landed, Max Roe wrote.")
    assert found.said is not None
    assert found.said.verdict is Verdict.UNDETERMINED


def test_the_reporters_own_voice_was_not_said() -> None:
    assert told("n+").said is None


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("The plane landed in Oslo.", MONDAY, Verdict.REFUTED),
        ("The plane landed in Oslo.", MONDAY - 7 * DAY, Verdict.REFUTED),  # told without a date: in the week before
        ("The plane landed in Oslo.", MONDAY - 8 * DAY, Verdict.UNDETERMINED),
        ("The plane landed in Oslo.", None, Verdict.UNDETERMINED),
        ("The plane landed in Oslo on Sunday.", MONDAY - 3 * DAY, Verdict.UNDETERMINED),
        ("The plane landed in Oslo on Sunday.", MONDAY - DAY, Verdict.REFUTED),
        ("The plane landed in Oslo in March 2021.", date(2021, 3, 9), Verdict.REFUTED),  # old news, refuted by old news
        ("The plane landed in Oslo in March 2021.", date(2021, 2, 9), Verdict.UNDETERMINED),
    ],
)
def test_what_came_before_the_event_does_not_refute_it(text: str, published: date | None, verdict: Verdict) -> None:
    assert told("o- n-", text, published).verdict is verdict


def test_a_line_that_came_before_is_a_reason_that_weighs_nothing() -> None:
    found = told("o- n+", published=MONDAY - 30 * DAY)
    too_early = found.reasons[-1]
    assert (too_early.weight, too_early.line) == (0.0, "s:0")
    assert too_early.label.endswith("but was published before it can have happened")
    assert found.log_odds > 0
    assert found.confidence is told("n+").confidence


def test_without_a_day_of_its_own_a_report_can_be_refuted_by_any_dated_one() -> None:
    assert told("o- n-", published=MONDAY - 300 * DAY, ours=None).verdict is Verdict.REFUTED
    assert told("o- n-", published=None, ours=None).verdict is Verdict.UNDETERMINED
