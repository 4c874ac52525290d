"""What could not be done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A stage that did not run, reported beside the verdicts and never as one."""

    stage: str
    subject: str
    message: str
