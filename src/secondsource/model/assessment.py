"""What follows for each statement, and where accounts differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secondsource.model.report import Span


class Verdict(StrEnum):
    """AVeriTeC's four outcomes. ``UNDETERMINED`` is "not enough evidence", never "could not look"."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    UNDETERMINED = "undetermined"


class Confidence(StrEnum):
    """How good the base of a judgement is (ICD 203); apart from how likely the thing is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of the sum: natural-log odds, positive for "it is so".

    ``line`` is ``None`` for the prior and for a second opinion.
    """

    label: str
    weight: float
    line: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attestation:
    """Whether the speaker said it, which is another question than whether it is so."""

    verdict: Verdict
    reason: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """``log_odds`` is the sum of the reasons' weights, the prior among them.

    ``likelihood`` is an ICD 203 phrase; ``credibility`` the Admiralty figure 1 (confirmed by other independent
    sources) to 6 (cannot be judged). ``said`` is ``None`` for what the reporter says in their own voice.
    """

    statement: str
    as_of: date
    verdict: Verdict
    log_odds: float
    likelihood: str
    confidence: Confidence
    credibility: int
    reasons: tuple[Reason, ...]
    said: Attestation | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one party says about a matter, in the words of one report. ``evidence`` is ``None`` when it stands in
    the report under verification."""

    speaker: str
    report: str
    span: Span
    text: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """Rival accounts of one matter, side by side."""

    matter: str
    given: tuple[Account, ...]
