"""Reasons -> verdict, likelihood, confidence, credibility.

The log odds are the prior plus the weights of the lines. Likelihood and confidence are kept apart, as ICD 203 asks:
how probable a thing is, and how good the base of that judgement. Two questions are answered about what a source is
cited for: was it said, and is it so.

What was published before a thing can have happened does not refute it, nor does what bears no date: a true report of
something new is undetermined.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from secondsource.assessment.weigh import Weights, label, weigh
from secondsource.model import (
    Assessment,
    Attestation,
    Confidence,
    Evidence,
    Line,
    Mode,
    OriginKind,
    Reason,
    Report,
    Stance,
    Statement,
    Verdict,
)

# Odds of four to one, "very likely" in ICD 203, decide; anything less is not enough evidence.
DECIDED = math.log(4)
# Both sides count as substantial from this weight, and as a conflict where neither is over three times the other.
SUBSTANTIAL = 0.4
OUTWEIGHED = 3.0
# What a report tells without a date happened in the week before it, or is taken to have: news is new.
NEWS = timedelta(days=7)
# Clocks differ round the world, and so does the day that a report bears.
CLOCKS = timedelta(days=1)
# ICD 203, section D.6.e.(2).(a): upper bounds of the seven ranges.
LIKELIHOOD = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
_DIRECT = (OriginKind.OBSERVATION, OriginKind.RECORD, OriginKind.OFFICIAL)


def assess_all(
    statements: Sequence[Statement],
    lines: Sequence[Line],
    evidence: Mapping[str, Evidence],
    reports: Mapping[str, Report],
    verified: Report,
    *,
    as_of: date,
    unsought: frozenset[str],
) -> tuple[Assessment, ...]:
    """The assessment of each statement by its own lines; the rest is as for ``assess``.

    Those of ``unsought`` that come out undetermined are left out: we could not look, which is no verdict.
    """
    behind = {s.id: [line for line in lines if line.statement == s.id] for s in statements}
    made = (assess(s, behind[s.id], evidence, reports, verified, as_of=as_of) for s in statements)
    return tuple(a for a in made if a.verdict is not Verdict.UNDETERMINED or a.statement not in unsought)


def assess(
    statement: Statement,
    lines: Sequence[Line],
    evidence: Mapping[str, Evidence],
    reports: Mapping[str, Report],
    verified: Report,
    *,
    as_of: date,
) -> Assessment:
    """What the lines say about one statement, as of a day.

    ``reports`` holds the reports of the evidence by id; ``verified`` is the report under verification.
    """
    since = _since(statement, verified)
    weighed = [reason for line in lines if (reason := _reason(line, evidence, reports, since)) is not None]
    weighed.sort(key=lambda reason: (-abs(reason.weight), reason.label))
    reasons = (Reason("prior: before any other report is read", Weights.load().prior), *weighed)
    log_odds = round(sum(reason.weight for reason in reasons), 3)
    weighed = [reason for reason in weighed if reason.weight]
    verdict = _verdict(log_odds, weighed, {line.id: line for line in lines})
    return Assessment(
        statement=statement.id,
        as_of=as_of,
        verdict=verdict,
        log_odds=log_odds,
        likelihood=likelihood(log_odds),
        confidence=_confidence(verdict, weighed, lines),
        credibility=_credibility(verdict, log_odds, weighed),
        reasons=reasons,
        said=_said(statement, lines, evidence),
    )


def _since(statement: Statement, verified: Report) -> date | None:
    """The first day on which what the statement tells can have happened, as far as it shows."""
    earliest = [time.earliest for time in statement.times if time.earliest is not None]
    if earliest:
        return min(earliest) - CLOCKS
    return verified.published - NEWS if verified.published else None


def _reason(
    line: Line, evidence: Mapping[str, Evidence], reports: Mapping[str, Report], since: date | None
) -> Reason | None:
    """A line that refutes does so by the passages that can; where none can, its reason weighs nothing, and says so."""
    if line.stance is not Stance.REFUTES or line.circular:
        return weigh(line, evidence)
    able = tuple(e for e in line.evidence if _can_refute(reports[evidence[e].report], since))
    if not any(evidence[e].stance is Stance.REFUTES for e in able):
        return Reason(f"{label(line)}: but was published before it can have happened", 0.0, line.id, line.evidence)
    return weigh(replace(line, evidence=able), evidence)


def _can_refute(report: Report, since: date | None) -> bool:
    return report.published is not None and (since is None or report.published >= since)


def likelihood(log_odds: float) -> str:
    """The ICD 203 phrase for a probability given as natural-log odds."""
    probability = 1 / (1 + math.exp(-log_odds))
    return next(phrase for bound, phrase in LIKELIHOOD if probability <= bound)


def _verdict(log_odds: float, reasons: Sequence[Reason], lines: Mapping[str, Line]) -> Verdict:
    pro = [reason for reason in reasons if reason.weight > 0]
    contra = [reason for reason in reasons if reason.weight < 0]
    for_it, against_it = sum(r.weight for r in pro), -sum(r.weight for r in contra)
    if min(for_it, against_it) >= SUBSTANTIAL and max(for_it, against_it) <= OUTWEIGHED * min(for_it, against_it):
        return Verdict.CONFLICTING
    if log_odds >= DECIDED and _suffices(pro, lines):
        return Verdict.SUPPORTED
    return Verdict.REFUTED if log_odds <= -DECIDED and _suffices(contra, lines) else Verdict.UNDETERMINED


def _suffices(reasons: Sequence[Reason], lines: Mapping[str, Line]) -> bool:
    """Two independent lines, as newsrooms ask, or one that is direct: an eyewitness, a record, who answers for it.

    What nobody answers for is no second line, since it may have repeated the first.
    """
    kinds = [lines[reason.line].kind for reason in reasons if reason.line]
    return sum(kind is not OriginKind.UNSOURCED for kind in kinds) > 1 or any(kind in _DIRECT for kind in kinds)


def _confidence(verdict: Verdict, reasons: Sequence[Reason], lines: Sequence[Line]) -> Confidence:
    """High: three lines that agree, one of them direct. Moderate: two that agree, or one direct. Else low."""
    kinds = {line.id: line.kind for line in lines}
    direct = sum(kinds[r.line] in _DIRECT for r in reasons if r.line)
    agree = len({r.weight > 0 for r in reasons}) == 1
    if agree and len(reasons) >= 3 and direct:
        return Confidence.HIGH
    if (len(reasons) >= 2 and (agree or verdict is Verdict.CONFLICTING)) or (agree and direct):
        return Confidence.MODERATE
    return Confidence.LOW


def _credibility(verdict: Verdict, log_odds: float, reasons: Sequence[Reason]) -> int:
    """STANAG 2511: 1 confirmed by other independent sources, 2 probably true, 3 possibly true, 4 doubtful,
    5 improbable, 6 cannot be judged."""
    if not reasons:
        return 6
    if verdict is Verdict.SUPPORTED:
        return 1 if sum(r.weight > 0 for r in reasons) >= 2 and all(r.weight > 0 for r in reasons) else 2
    if log_odds <= -DECIDED:
        return 5
    return 3 if log_odds >= 0 else 4


def _said(statement: Statement, lines: Sequence[Line], evidence: Mapping[str, Evidence]) -> Attestation | None:
    """Whether another report, too, has the speaker say it. No report of a saying is no sign that it was not said."""
    attribution = statement.attribution
    if attribution.mode is Mode.NARRATED or attribution.speaker is None:
        return None
    heard = [e for line in lines for e in line.evidence if _same_speaker(statement, evidence[e])]
    if not heard:
        return Attestation(Verdict.UNDETERMINED, f"no other report has {attribution.speaker} say this")
    quoted = any(evidence[e].attribution.mode in (Mode.DIRECT, Mode.MIXED) for e in heard)
    manner = "in their own words" if quoted else "in paraphrase"
    count = "another report has" if len(heard) == 1 else f"{len(heard)} other reports have"
    return Attestation(Verdict.SUPPORTED, f"{count} {attribution.speaker} say this, {manner}", tuple(heard))


def _same_speaker(statement: Statement, evidence: Evidence) -> bool:
    ours, theirs = statement.attribution.speaker, evidence.attribution.speaker
    if ours is None or theirs is None or evidence.stance is Stance.REFUTES:
        return False
    shorter, longer = sorted((ours.casefold(), theirs.casefold()), key=len)
    return longer == shorter or longer.endswith(" " + shorter)
