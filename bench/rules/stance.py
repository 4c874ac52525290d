"""The baseline of stance that learns nothing: words, measures and negation. It was the first version's judge.

Which share of the statement does the passage have? A logistic of that is the chance that it makes the same assertion.
Given that, it speaks against ours where one of the two is negated and the other is not, or where their figures clash.
"""

from __future__ import annotations

import math
from datetime import date

from secondsource.evidence.retrieve import Candidate
from secondsource.evidence.signs import signs
from secondsource.model import Probabilities, Statement

MIDDLE, SLOPE = 0.5, 6.0
AGAINST = {"denied": 0.9, "quantity": 0.8, "none": 0.04}
ANOTHER_TIME, LONG_APART, WITHOUT_FIGURE = 0.25, 0.5, 0.4


def overlap(statement: Statement, published: date | None, candidate: Candidate) -> Probabilities:
    found, _ = signs(statement, published, candidate)
    same = 1 / (1 + math.exp(-SLOPE * (found["share"] - MIDDLE)))
    same *= ANOTHER_TIME if found["another time"] else LONG_APART if found["long apart"] else 1.0
    same *= WITHOUT_FIGURE if found["figure left open"] else 1.0
    against = AGAINST["none"]
    if found["denied"] or found["negated"]:
        against = AGAINST["denied"]
        same *= same if found["negated"] else 1.0  # a "not" may stand in another assertion
    elif found["quantity clashes"]:
        same, against = same * same, AGAINST["quantity"]
    refutes, supports = round(same * against, 4), round(same * (1 - against), 4)
    return Probabilities(supports, refutes, round(1 - supports - refutes, 4))
