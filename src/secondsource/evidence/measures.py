"""Do quantities, times and places agree?

Every measure is a range, so agreement is overlap. Three outcomes: the passage's range overlaps ours; it overlaps but
is so wide that it says little; or the two are apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from secondsource.dimensions import DIMENSIONS
from secondsource.learned.words import WordVectors
from secondsource.model import Agreement, Comparison, Place, Quantity, Statement, When

Measure = TypeVar("Measure", Quantity, When, Place)

# A range this many times as wide as the statement's says little about it: "dozens" of 99.
WIDER = 4.0
# Figures of twenty and more are rounded: "99" and "100 soldiers" are one, 99 and 120 are not.
ROUNDING = 0.03
ROUNDED_FROM = 20.0
# Counted things are the same kind when their words are this alike: soldier and serviceman .49, jet and plane .54,
# soldier and general .30.
SAME_THING = 0.45
# A figure this large that two passages share is the same figure, whatever they call what is counted.
TELLING = 13.0
# Who says "people" may mean soldiers; a clash needs two names for the same thing, not one for anybody.
_ANYBODY = frozenset(("people", "person", "man", "woman", "member", "human"))
EARTH_KM = 6371.0
# Two gazetteer entries for one spot (a town and its airport) lie within this of each other.
NEARBY_KM = 25.0

_BEST_FIRST = (Agreement.AGREES, Agreement.VAGUER, Agreement.CLASHES)


def compare(ours: Statement, theirs: Statement) -> tuple[Comparison, ...]:
    """Each measure of ours for which the other statement has one of the same kind, set against the nearest."""
    return (
        *_closest("quantity", ours.quantities, theirs.quantities, compare_quantities),
        *_closest("time", ours.times, theirs.times, compare_times),
        *_closest("place", ours.places, theirs.places, compare_places),
    )


def _closest(
    kind: str,
    ours: Sequence[Measure],
    theirs: Sequence[Measure],
    judge: Callable[[Measure, Measure], Agreement | None],
) -> Iterable[Comparison]:
    for measure in ours:
        found = [(agreement, other) for other in theirs if (agreement := judge(measure, other)) is not None]
        if found:
            agreement, other = min(found, key=lambda pair: _BEST_FIRST.index(pair[0]))
            yield Comparison(kind, measure.text, other.text, agreement)


def compare_quantities(ours: Quantity, theirs: Quantity) -> Agreement | None:
    """``None`` where the two do not count the same thing, and where "more than 20" meets "more than 30": the one leaves
    open whether it was that many."""
    low, high = _bounds(ours)
    other_low, other_high = _bounds(theirs)
    if high == other_high == math.inf and other_low * (1 + ROUNDING) < low:
        return None
    apart = high < other_low or other_high < low
    if not same_thing(ours.unit, theirs.unit):
        both_count = _counts(ours) and _counts(theirs)
        if apart or not both_count or min(ours.low, theirs.low) < TELLING:
            return None
    elif apart:
        return Agreement.CLASHES
    wider = (other_high - other_low) > WIDER * max(high - low, ROUNDING * max(low, 1.0))
    return Agreement.VAGUER if wider else Agreement.AGREES


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """The range in the base unit of its dimension, widened by what rounding allows."""
    factor = DIMENSIONS[quantity.unit][1] if quantity.unit in DIMENSIONS else 1.0
    slack = ROUNDING if quantity.low >= ROUNDED_FROM else 0.0  # nobody rounds two to three
    high = math.inf if quantity.high is None else quantity.high
    return quantity.low * factor * (1 - slack), high * factor * (1 + slack)


def _counts(quantity: Quantity) -> bool:
    """Whether it counts things, rather than measuring or pricing them."""
    unit = quantity.unit
    return unit is None or (unit not in DIMENSIONS and not unit.isupper())


def same_thing(ours: str | None, theirs: str | None) -> bool:
    """Whether two units can be compared: equal, of one dimension, or words for the same kind of thing."""
    if ours is None or theirs is None:
        return False
    if ours == theirs:
        return True
    if ours in DIMENSIONS or theirs in DIMENSIONS:
        return ours in DIMENSIONS and theirs in DIMENSIONS and DIMENSIONS[ours][0] == DIMENSIONS[theirs][0]
    if ours.isupper() or theirs.isupper() or {ours, theirs} & _ANYBODY:
        return False
    # Counted things are compared by the word that heads them, in the singular and the plural.
    left, right = ours.split()[-1], theirs.split()[-1]
    return bool(WordVectors.load().similarities((left, left + "s"), (right, right + "s")).max() >= SAME_THING)


def compare_times(ours: When, theirs: When) -> Agreement | None:
    """``None`` where either was not resolved."""
    if ours.earliest is None or ours.latest is None or theirs.earliest is None or theirs.latest is None:
        return None
    if ours.latest < theirs.earliest or theirs.latest < ours.earliest:
        return Agreement.CLASHES
    return (
        Agreement.VAGUER
        if _days(theirs.earliest, theirs.latest) > WIDER * _days(ours.earliest, ours.latest)
        else (Agreement.AGREES)
    )


def _days(earliest: date, latest: date) -> int:
    return (latest - earliest).days + 1


def compare_places(ours: Place, theirs: Place) -> Agreement:
    apart = distance_km(ours, theirs)
    abroad = ours.country and theirs.country and ours.country != theirs.country
    if abroad and apart > NEARBY_KM:  # the circles of two neighbouring countries overlap, the countries do not
        return Agreement.CLASHES
    if apart > ours.radius_km + theirs.radius_km + NEARBY_KM:
        return Agreement.CLASHES
    return Agreement.VAGUER if theirs.radius_km > WIDER * max(ours.radius_km, NEARBY_KM) else Agreement.AGREES


def distance_km(ours: Place, theirs: Place) -> float:
    """Great-circle distance by the haversine formula."""
    a, b = math.radians(ours.latitude), math.radians(theirs.latitude)
    half = math.radians(theirs.longitude - ours.longitude) / 2
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))
