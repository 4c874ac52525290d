"""Textbook answers to "which of the values that sources give is the true one?".

Each takes claims, ``{item: {source: value}}``, one value per source and item, and gives for each item the belief in
each value that some source gives. Majority vote; TruthFinder (Yin, Han, Yu: Truth discovery with multiple conflicting
information providers on the web, IEEE TKDE 20(6), 2008); ACCU with detection of copying (Dong, Berti-Equille,
Srivastava: Integrating conflicting data: the role of source dependence, PVLDB 2(1), 2009).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

Claims = Mapping[str, Mapping[str, str]]
Beliefs = dict[str, dict[str, float]]


def vote(claims: Claims) -> Beliefs:
    """The share of the sources that give a value."""
    found: Beliefs = {}
    for item, given in claims.items():
        counts = Counter(given.values())
        found[item] = {value: number / len(given) for value, number in sorted(counts.items())}
    return found


# --- TruthFinder ---------------------------------------------------------------------------------------------------

INITIAL_TRUST = 0.9  # the paper's section 4.4
DAMPENING = 0.3  # gamma
INFLUENCE = 0.5  # rho
BASE_SIMILARITY = 0.5  # imp(f1 -> f2) = sim(f1, f2) - base_sim; two different values have similarity 0
SETTLED = 1e-5  # one less the cosine of the trust of one round and that of the next
ROUNDS = 50


def truthfinder(claims: Claims) -> Beliefs:
    """The confidence of each value, equations 3 to 9 and Algorithm 1.

    ``t(w)``: mean confidence of what a source says; ``tau = -ln(1 - t)``; ``sigma(f)``: sum of tau over those who say
    it; ``sigma*``: with what the rival values imply, weighted ``rho``; ``s(f) = 1 / (1 + exp(-gamma sigma*))``.
    """
    sources = sorted({source for given in claims.values() for source in given})
    trust = dict.fromkeys(sources, INITIAL_TRUST)
    beliefs: Beliefs = {}
    for _ in range(ROUNDS):
        beliefs = {item: _confidences(given, trust) for item, given in claims.items()}
        renewed = {source: _mean_belief(source, claims, beliefs) for source in sources}
        change = 1 - _cosine(list(trust.values()), list(renewed.values()))
        trust = renewed
        if change < SETTLED:
            break
    return beliefs


def _confidences(given: Mapping[str, str], trust: Mapping[str, float]) -> dict[str, float]:
    score = {
        value: sum(-math.log(1 - min(trust[s], 1 - 1e-9)) for s, v in given.items() if v == value)
        for value in sorted(set(given.values()))
    }
    adjusted = {
        value: score[value] + INFLUENCE * sum(-BASE_SIMILARITY * score[other] for other in score if other != value)
        for value in score
    }
    return {value: 1 / (1 + math.exp(-DAMPENING * each)) for value, each in adjusted.items()}


def _mean_belief(source: str, claims: Claims, beliefs: Beliefs) -> float:
    said = [beliefs[item][given[source]] for item, given in claims.items() if source in given]
    return sum(said) / len(said)


def _cosine(one: list[float], other: list[float]) -> float:
    lengths = math.sqrt(sum(a * a for a in one)) * math.sqrt(sum(b * b for b in other))
    return sum(a * b for a, b in zip(one, other, strict=True)) / lengths if lengths else 1.0


# --- ACCU with detection of copying ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Priors:
    """The paper's parameters: ``alpha`` a pair is dependent, ``copied`` a value of a copier is copied (c), ``error``
    the first guess of a source's error rate (epsilon), ``wrong`` false values there are for an item (n)."""

    alpha: float = 0.2
    copied: float = 0.8
    error: float = 0.2
    wrong: int = 10


def accu(claims: Claims, priors: Priors | None = None) -> Beliefs:
    """The probability of each value: votes weighted by the accuracy of who gives them, and by the chance that they
    did not copy it (the paper's algorithm ACCUVOTE).

    Each round computes dependence from the values thought true, then the votes, then the accuracies, until no decision
    changes. Before the first round nothing is known, so all values given for an item are thought as likely.
    """
    priors = priors or Priors()
    sources = sorted({source for given in claims.values() for source in given})
    accuracy = dict.fromkeys(sources, 1 - priors.error)
    thought: Beliefs = {i: dict.fromkeys(given.values(), 1 / len(set(given.values()))) for i, given in claims.items()}
    beliefs, decided = thought, dict[str, str]()
    for _ in range(ROUNDS):
        copying = {
            pair: chance
            for one, other in combinations(sources, 2)
            for pair, chance in zip(
                ((one, other), (other, one)),
                dependence(one, other, claims, thought, accuracy, priors),
                strict=True,
            )
        }
        beliefs = {item: _probabilities(given, accuracy, copying, priors) for item, given in claims.items()}
        accuracy = {s: min(max(_mean_belief(s, claims, beliefs), 0.01), 0.99) for s in sources}
        before, decided = decided, {item: max(sorted(b), key=b.__getitem__) for item, b in beliefs.items()}
        if decided == before:
            break
        thought = {item: {value: float(value == decided[item]) for value in beliefs[item]} for item in beliefs}
    return beliefs


def dependence(
    one: str,
    other: str,
    claims: Claims,
    beliefs: Beliefs,
    accuracy: Mapping[str, float],
    priors: Priors,
) -> tuple[float, float]:
    """The probabilities that the first copies from the second, and the second from the first.

    By Bayes over three hypotheses (independent, and either copies), from the items for which both give the same true
    value, the same false value, or different ones (the paper's equations 3 to 5, with the accuracies of section 4).
    A shared value counts as true by as much as it is thought to be.
    """
    same_true = same_false = different = 0.0
    for item, given in claims.items():
        if one in given and other in given:
            if given[one] != given[other]:
                different += 1
            else:
                same_true += beliefs[item][given[one]]
                same_false += 1 - beliefs[item][given[one]]
    a, b = accuracy[one], accuracy[other]
    by_chance = (a * b, (1 - a) * (1 - b) / priors.wrong)

    def likelihood(copied_from: float | None) -> float:
        """Logarithm of the probability of what both give; by the accuracy of who is copied from, if anybody is."""
        c = 0.0 if copied_from is None else priors.copied
        source = copied_from or 0.0
        true = source * c + by_chance[0] * (1 - c)
        false = (1 - source) * c + by_chance[1] * (1 - c)
        apart = (1 - sum(by_chance)) * (1 - c)
        return same_true * math.log(true) + same_false * math.log(false) + different * math.log(apart)

    logs = (
        math.log(1 - priors.alpha) + likelihood(None),
        math.log(priors.alpha / 2) + likelihood(b),
        math.log(priors.alpha / 2) + likelihood(a),
    )
    highest = max(logs)
    weights = [math.exp(each - highest) for each in logs]
    return weights[1] / sum(weights), weights[2] / sum(weights)


def _probabilities(
    given: Mapping[str, str], accuracy: Mapping[str, float], copying: Mapping[tuple[str, str], float], priors: Priors
) -> dict[str, float]:
    counts = {}
    for value in sorted(set(given.values())):
        holders = sorted(source for source, v in given.items() if v == value)
        counts[value] = vote_count(holders, accuracy, copying, priors)
    highest = max(counts.values())
    weights = {value: math.exp(count - highest) for value, count in counts.items()}
    unseen = max(priors.wrong + 1 - len(counts), 0) * math.exp(-highest)
    total = sum(weights.values()) + unseen
    return {value: weight / total for value, weight in weights.items()}


def vote_count(
    holders: list[str], accuracy: Mapping[str, float], copying: Mapping[tuple[str, str], float], priors: Priors
) -> float:
    """The sum of accuracy scores ``ln(n A / (1 - A))``, each times the chance that the source did not copy the value
    from one counted before it. Counted first are those most likely to be copied from or to copy: the paper's greedy
    order."""
    waiting, counted, total = list(holders), list[str](), 0.0
    while waiting:
        among = counted or holders

        def tied(source: str, among: list[str] = among) -> tuple[float, float, str]:
            strongest = max((_either(source, other, copying) for other in among if other != source), default=0.0)
            return strongest, accuracy[source], source

        chosen = max(waiting, key=tied)
        waiting.remove(chosen)
        independent = math.prod(1 - priors.copied * _either(chosen, other, copying) for other in counted)
        total += math.log(priors.wrong * accuracy[chosen] / (1 - accuracy[chosen])) * independent
        counted.append(chosen)
    return total


def _either(one: str, other: str, copying: Mapping[tuple[str, str], float]) -> float:
    return copying.get((one, other), 0.0) + copying.get((other, one), 0.0)
