"""Figures, times and places: each measure is a range, because news is vague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secondsource.model.report import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measure as a range, because news is vague. ``None`` as ``high`` is an open end ("more than 40").

    ``unit`` is an ISO 4217 code, ``%``, a unit of measure, or the thing counted (singular, lower case: ``soldier``).
    """

    span: Span
    text: str
    low: float
    high: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class When:
    """A time as a range of days, both ends included; both ``None`` where it could not be resolved."""

    span: Span
    text: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym and its gazetteer entry; degrees (WGS 84), and a radius within which the place lies."""

    span: Span
    text: str
    name: str
    latitude: float
    longitude: float
    radius_km: float
    country: str | None
    gazetteer_id: str
