"""The one rule by which the learned judge and the signs become probabilities.

Two questions, each answered by a sum of named terms through a logistic. Does the passage take a side on the statement
at all? Given that it does, does it speak against it? Supports, refutes and discusses follow from the two. The weights
of the terms are fitted by ``training/stance_rule.py`` and stand, to be read, in ``rule.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from secondsource.model import Probabilities

# The judge is surer than it is right; beyond this its log odds tell no more.
SUREST = 5.0
# Of 49 refutations that the judge saw in what a search brought up, two were ones, and both had such a sign.
EXPLAINING = ("denied", "negated", "quantity clashes", "time clashes", "place clashes")

# The two probabilities of a side, each rounded to four places, may together lie above the chance by half of this.
_ROUNDED = 2e-4

Terms = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """Weights of the terms, by name, of both questions; ``version`` names them."""

    version: str
    side: Terms
    against: Terms

    @staticmethod
    @cache
    def load() -> Rule:
        """The fitted rule of the package."""
        read = json.loads((files(__package__) / "rule.json").read_text(encoding="utf-8"))
        return Rule(read["version"], read["side"], read["against"])

    def probabilities(self, terms: Terms) -> Probabilities:
        """Of the stances, rounded to four places."""
        side, against = (_logistic(weights, terms) for weights in (self.side, self.against))
        refutes, supports = round(side * against, 4), round(side * (1 - against), 4)
        return Probabilities(supports, refutes, round(1 - supports - refutes, 4))

    def most(self, signs: Terms) -> float:
        """The greatest chance of taking a side that signs leave, whatever the judge says: what need not be judged."""
        open_terms = {"judge: a side": math.copysign(SUREST, self.side["judge: a side"]), "judge: refutes": 0.0}
        return _logistic(self.side, {**signs, "always": 1.0, **open_terms}) + _ROUNDED


def _logistic(weights: Terms, terms: Terms) -> float:
    total = sum(weight * terms[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-total))


def terms(signs: Terms, judged: Sequence[float], *, swap: bool) -> dict[str, float]:
    """The signs, and what the learned judge says: ``judged`` as in `secondsource.learned.stance.CLASSES`.

    A refutation that it sees is less likely to be a side at all: of what a search brings up, one in two hundred is one.

    ``swap`` says that what was judged is what somebody denied, so that to support it is to refute the statement. Where
    the judge sees a refutation and no sign shows why, that counts as taking no side.
    """
    supports, refutes, *neither = map(float, judged)
    if swap:
        supports, refutes = refutes, supports
    shown = explained(signs)
    against = _log_odds(refutes, supports) if shown else -SUREST
    return {
        **signs,
        "always": 1.0,
        "judge: a side": _log_odds(supports + shown * refutes, sum(neither) + (1 - shown) * refutes),
        "judge: against": max(0.0, against) if signs["quantity clashes"] else against,
        "judge: refutes": max(0.0, against),
    }


def explained(signs: Terms) -> bool:
    """Whether a refutation could be shown to a reader: a denial, a negation, or a measure that clashes."""
    return any(signs[name] for name in EXPLAINING)


def _log_odds(one: float, other: float) -> float:
    return max(-SUREST, min(SUREST, math.log(max(one, 1e-6) / max(other, 1e-6))))
