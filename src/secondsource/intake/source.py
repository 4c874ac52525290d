"""What callers give as a report: one that they have already, a path or an address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from secondsource.intake.take import take
from secondsource.model import Report

Source = Report | str | Path


def taken_in(source: Source, published: date | None, now: datetime) -> tuple[Report, bytes | None]:
    """The report that a source gives, and the bytes it came as; ``None`` for a report that the caller had already."""
    if isinstance(source, Report):
        return (replace(source, published=published) if published else source), None
    taken = take(str(source), published=published, now=now)
    return taken.report, taken.data
