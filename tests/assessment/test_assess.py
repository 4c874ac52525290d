import dataclasses
import math

import pytest
from newsroom import MONDAY, passage, report, stated

from secondsource.assessment.assess import assess, likelihood
from secondsource.model import Assessment, Confidence, Evidence, Line, OriginKind, Statement, Verdict

KINDS = {
    "n": OriginKind.NAMED,
    "o": OriginKind.OBSERVATION,
    "u": OriginKind.UNNAMED,
    "r": OriginKind.REPORTING,
    "x": OriginKind.UNSOURCED,
}


def told(lines: str, statement: Statement | None = None) -> Assessment:
    """``n+ o-``: a named source for it, an observer against it."""
    evidence: dict[str, Evidence] = {}
    made = []
    for number, sign in enumerate(lines.split()):
        held = report(f"{number} The plane landed in Oslo.", f"Outlet {number}")
        side = {"supports": 0.9} if sign[1] == "+" else {"supports": 0.03, "refutes": 0.9}
        item = passage(held, "landed", **side)
        evidence[item.id] = item
        made.append(Line(f"s:{number}", "s", f"Origin {number}", KINDS[sign[0]], item.stance, "F", (item.id,)))
    return assess(statement or stated("The plane landed in Oslo."), made, evidence, as_of=MONDAY)


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
    item = dataclasses.replace(passage(report(held, "Gazette"), "landed"), statement=statement.id)
    line = Line("s:1", statement.id, "Ada Poe", OriginKind.NAMED, item.stance, "F", (item.id,))
    return assess(statement, [line], {item.id: item}, as_of=MONDAY)


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
