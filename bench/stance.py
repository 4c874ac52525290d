"""Stance on public sets: what the passage does to the claim, three-way and two-way kept apart.

Claim and evidence are read by the package's own reader, each as a report of one paragraph, and every statement of the
claim is weighed against every statement of the evidence. Of the evidence the statement counts that bears most on the
claim's, of the claim the one that comes off worst, since a claim is as good as its weakest part.

Three-way sets are supports, refutes, neutral. In two-way sets of supports and refutes the likelier of the two is taken,
in those of supports and anything less (``not_supported``, ``not_equivalent``) whether it supports. Beside each
macro-F1 stand what always saying the commonest label would get, and a naive Bayes classifier of the claim's words that
never sees the evidence: some sets can be guessed from the claim alone, and a score below it means nothing.
"""

from __future__ import annotations

import hashlib
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.rows import Row, rows, shuffled
from bench.scores import macro_f1, per_class
from secondsource.evidence.retrieve import Candidate
from secondsource.evidence.stance import weigh
from secondsource.model import Block, Probabilities, Report, Role, Span, Stance, Statement
from secondsource.reading.statements import find_statements

SAMPLE = 150  # pairs of a set; half-width of a 95 % interval about .08
TRAIN = 8_000  # claims that the claim-only baseline learns from, where there is a part for it


@dataclass(frozen=True, slots=True)
class Pairs:
    """A set: its file, and the part that the claim-only baseline learns from (otherwise the other half of it)."""

    file: str
    train: str | None = None


THREE_WAY = {
    "lingnli": Pairs("lingnli/dev", "lingnli/train"),
    "cad_nli": Pairs("cad_nli/dev", "cad_nli/train"),
    "infotabs": Pairs("infotabs/dev", "infotabs/train"),
    "healthver": Pairs("healthver/dev"),
    "emergent": Pairs("emergent/dev", "emergent/train"),
    "climate_fever": Pairs("climate_fever/pairs"),
    "sufficient_facts": Pairs("sufficient_facts/dev", "sufficient_facts/train"),
}
TWO_WAY = {
    "fever": Pairs("fever/dev_pairs"),
    "fool_me_twice": Pairs("fool_me_twice/dev"),
    "feverous_s": Pairs("feverous_s/dev", "feverous_s/train"),
    "mrpc": Pairs("mrpc/dev", "mrpc/train"),
    "rte": Pairs("rte/dev", "rte/train"),
    "dnc_said": Pairs("dnc/dev_megaveridicality", "dnc/train_megaveridicality"),
}


def measure(shared: Path) -> dict[str, float]:
    """``<set>_macro_f1`` with its two baselines, and ``<set>_<label>_f1``; half a minute."""
    figures: dict[str, float] = {}
    for name, pairs in (THREE_WAY | TWO_WAY).items():
        figures |= {f"{name}_{key}": value for key, value in _score(shared / "data", pairs).items()}
    for kind, sets in (("three_way", THREE_WAY), ("two_way", TWO_WAY)):
        figures[f"{kind}_mean_f1"] = sum(figures[f"{name}_macro_f1"] for name in sets) / len(sets)
    return figures


def _score(data: Path, pairs: Pairs) -> dict[str, float]:
    every = shuffled(rows(data / f"{pairs.file}.jsonl.zst"))
    sample = every[:SAMPLE]
    gold = [row["label"] for row in sample]
    found = [label(claim_stance(row["claim"], row["evidence"]), set(gold)) for row in sample]
    judged = list(zip(gold, found, strict=True))
    commonest = Counter(gold).most_common(1)[0][0]
    guessed = _guess(data, pairs, every, sample)
    return {
        "macro_f1": macro_f1(judged),
        "macro_f1_vs_majority": macro_f1((right, commonest) for right in gold),
        "macro_f1_vs_claim_only": macro_f1(zip(gold, guessed, strict=True)),
        **{f"{each}_f1": score.f1 for each, score in per_class(judged).items()},
    }


# --- ours --------------------------------------------------------------------------------------------------------


def claim_stance(claim: str, evidence: str) -> Probabilities:
    """What the evidence does to the whole claim; where either could not be read, it takes no side."""
    candidates = [Candidate(*found) for found in _stated(evidence)]
    parts = [_clearest(statement, candidates) for _, statement, _ in _stated(claim)]
    neither = Probabilities(0.0, 0.0, 1.0)
    return min(parts, key=lambda part: part.supports - part.refutes) if parts and candidates else neither


def _clearest(statement: Statement, candidates: Iterable[Candidate]) -> Probabilities:
    weighed = [weigh(statement, None, candidate)[0] for candidate in candidates]
    return min(weighed, key=lambda each: each.discusses, default=Probabilities(0.0, 0.0, 1.0))


def _stated(text: str) -> Iterator[tuple[Report, Statement, Statement | None]]:
    """The statements of a text that is a report of one paragraph, each with the one before."""
    text = text.strip() or "."
    block = Block(Span(0, len(text)), Role.PARAGRAPH)
    report = Report(hashlib.sha256(text.encode()).hexdigest(), text, (block,), language="en")
    for before, statement in pairwise((None, *find_statements(report))):
        if statement is not None:
            yield report, statement, before


def label(stance: Probabilities, labels: set[str]) -> str:
    """The stance in the labels of a set."""
    if "neutral" in labels:
        return "neutral" if stance.stance is Stance.DISCUSSES else stance.stance.value
    if "refutes" in labels:
        return "supports" if stance.supports >= stance.refutes else "refutes"
    (other,) = labels - {"supports"}
    return "supports" if stance.stance is Stance.SUPPORTS else other


# --- the claim alone ---------------------------------------------------------------------------------------------


def _guess(data: Path, pairs: Pairs, every: Sequence[Row], sample: Sequence[Row]) -> list[str]:
    """Labels from the claims' words, learned on the training part, or else on the half of the groups it is not in."""
    if pairs.train:
        bayes = Bayes(shuffled(rows(data / f"{pairs.train}.jsonl.zst"))[:TRAIN])
        return [bayes.guess(row["claim"]) for row in sample]
    halves = [Bayes(row for row in every if _half(row) != half) for half in (0, 1)]
    return [halves[_half(row)].guess(row["claim"]) for row in sample]


def _half(row: Row) -> int:
    return hashlib.sha256(str(row["group"]).encode()).digest()[0] % 2


class Bayes:
    """Multinomial naive Bayes over the words and pairs of words of claims, with add-one smoothing."""

    def __init__(self, learned: Iterable[Row]) -> None:
        self._labels: Counter[str] = Counter()
        self._words: dict[str, Counter[str]] = {}
        for row in learned:
            self._labels[row["label"]] += 1
            self._words.setdefault(row["label"], Counter()).update(_features(row["claim"]))
        self._totals = {each: words.total() for each, words in self._words.items()}
        self._known = len(set().union(*self._words.values()))

    def guess(self, claim: str) -> str:
        features = _features(claim)
        return max(sorted(self._labels), key=lambda each: self._log_odds(each, features))

    def _log_odds(self, label: str, features: list[str]) -> float:
        words, total = self._words[label], self._totals[label] + self._known
        return math.log(self._labels[label]) + sum(math.log((words[f] + 1) / total) for f in features)


def _features(claim: str) -> list[str]:
    words = claim.casefold().split()
    return words + [f"{one} {other}" for one, other in pairwise(words)]


if __name__ == "__main__":
    for key, value in measure(Path(sys.argv[1])).items():
        print(f"{key:36} {value:.3f}")
