"""Where the bars of a dossier lie: percentages of a width, so that a drawing fits any screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from secondsource.model import Reason


@dataclass(frozen=True, slots=True)
class Bar:
    """One term of the sum: from ``left``, ``width`` wide."""

    reason: Reason
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The reasons laid end to end from nought to the sum; ``zero`` is where nought lies, ``total`` the sum's bar."""

    bars: tuple[Bar, ...]
    zero: float
    total: Bar


def waterfall(reasons: Sequence[Reason], log_odds: float) -> Waterfall:
    sums = [0.0, *accumulate(reason.weight for reason in reasons)]
    # At least one unit wide: a lone weight of 0.05 must not look like proof.
    low, high = min(*sums, log_odds, -0.5), max(*sums, log_odds, 0.5)

    def place(value: float) -> float:
        return round(100 * (value - low) / (high - low), 2)

    def bar(reason: Reason, start: float, end: float) -> Bar:
        return Bar(reason, place(min(start, end)), round(abs(place(end) - place(start)), 2))

    bars = tuple(bar(reason, sums[n], sums[n + 1]) for n, reason in enumerate(reasons))
    return Waterfall(bars, place(0.0), bar(Reason("sum", log_odds), 0.0, log_odds))
