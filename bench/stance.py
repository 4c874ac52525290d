"""Stance: what the learned judge says on public sets, and what the whole rule says of what a search brings up.

On each set the judge sees claim and evidence as they stand. Three-way sets: supports, refutes, neutral (discusses and
unrelated together). In two-way sets of supports and refutes the likelier of the two is taken, in those of supports and
anything less (``not_supported``, ``not_equivalent``) whether it supports. Beside each macro-F1 stand what the baseline
of words and measures gets (``bench/rules/stance.py``), what always saying the commonest label would get, and a naive
Bayes classifier of the claim's words that never sees the evidence: some sets can be guessed from the claim alone.

FNC-1: headlines that training kept back, each against the closest passage of its body; four labels, macro-F1 and the
challenge's own weighted accuracy (a quarter for related or not, three quarters for how). ``made_news``: pairs made from
reports that training never saw. ``judged``: pairs of news statement and passage as a search brings them up,
labelled by reading (``bench/judged.py``), of all draws and of each, scored by the whole rule, each counted for as many
as it stands for. The rule was fitted on the first three draws, which flatter it; the later ones are its measure.
"""

from __future__ import annotations

import hashlib
import math
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.judged import Judged, judged, weights
from bench.rows import Row, rows, shuffled
from bench.rules.stance import overlap
from bench.scores import macro_f1, per_class
from bench.texts import pair as as_read
from secondsource.evidence.stance import weigh
from secondsource.learned.stance import StanceModel
from secondsource.model import Probabilities, Stance
from training.news_pairs import news_pairs
from training.pairs import Pair
from training.stance_sets import fnc1_kept_back, kept_back

SAMPLE = 150  # pairs of a set; half-width of a 95 % interval about .08
TRAIN = 8_000  # claims that the claim-only baseline learns from, where there is a part for it
NEWS_CLAIMS = 100
FNC = ("agree", "disagree", "discuss", "unrelated")
RELATED, HOW = 0.25, 0.75  # the shares of FNC-1's weighted accuracy


@dataclass(frozen=True, slots=True)
class Pairs:
    """A set: its file, and the part that the claim-only baseline learns from (otherwise the other half of it).

    ``divided``: training learned from a part of it, and only what it kept back is measured.
    """

    file: str
    train: str | None = None
    divided: bool = False


THREE_WAY = {
    "lingnli": Pairs("lingnli/dev", "lingnli/train"),
    "cad_nli": Pairs("cad_nli/dev", "cad_nli/train"),
    "infotabs": Pairs("infotabs/dev", "infotabs/train"),
    "healthver": Pairs("healthver/dev", divided=True),
    "emergent": Pairs("emergent/dev", "emergent/train"),
    "climate_fever": Pairs("climate_fever/pairs"),
    "sufficient_facts": Pairs("sufficient_facts/dev", "sufficient_facts/train"),
}
TWO_WAY = {
    "fever": Pairs("fever/dev_pairs", divided=True),
    "fool_me_twice": Pairs("fool_me_twice/dev", divided=True),
    "feverous_s": Pairs("feverous_s/dev", "feverous_s/train"),
    "mrpc": Pairs("mrpc/dev", "mrpc/train"),
    "rte": Pairs("rte/dev", "rte/train"),
    "dnc_said": Pairs("dnc/dev_megaveridicality", "dnc/train_megaveridicality"),
}


def measure(shared: Path) -> dict[str, float]:
    """The figures above; some two minutes, and as long again the first time, to read the judged reports."""
    model = StanceModel.load()
    figures: dict[str, float] = {}
    for name, pairs in (THREE_WAY | TWO_WAY).items():
        figures |= {f"{name}_{key}": value for key, value in _score(model, shared / "data", pairs).items()}
    for kind, sets in (("three_way", THREE_WAY), ("two_way", TWO_WAY)):
        figures[f"{kind}_mean_f1"] = _mean(figures[f"{name}_macro_f1"] for name in sets)
        for beside in ("claim_only", "overlap"):
            figures[f"{kind}_mean_f1_vs_{beside}"] = _mean(figures[f"{name}_macro_f1_vs_{beside}"] for name in sets)
    return figures | _made_news(model) | _fnc1(model) | _judged(list(judged(shared)))


def _score(model: StanceModel, data: Path, pairs: Pairs) -> dict[str, float]:
    every = shuffled(rows(data / f"{pairs.file}.jsonl.zst"))
    unseen = [row for row in every if not pairs.divided or kept_back(row, pairs.file)]
    sample = unseen[:SAMPLE]
    gold = [row["label"] for row in sample]
    texts = [(row["claim"], row["evidence"]) for row in sample]
    return _beside(gold, texts, learned(model, texts), _guess(data, pairs, every, sample))


def _beside(
    gold: Sequence[str], texts: Sequence[tuple[str, str]], ours: Iterable[Probabilities], guessed: Sequence[str]
) -> dict[str, float]:
    """Macro-F1 with its baselines, and F1 by label."""
    labels = set(gold)
    found = list(zip(gold, (label(each, labels) for each in ours), strict=True))
    words = (label(by_words(*text), labels) for text in texts)
    commonest = Counter(gold).most_common(1)[0][0]
    return {
        "macro_f1": macro_f1(found),
        "macro_f1_vs_claim_only": macro_f1(zip(gold, guessed, strict=True)),
        "macro_f1_vs_overlap": macro_f1(zip(gold, words, strict=True)),
        "macro_f1_vs_majority": macro_f1((right, commonest) for right in gold),
        **{f"{each}_f1": score.f1 for each, score in per_class(found).items()},
    }


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


# --- judges ------------------------------------------------------------------------------------------------------


def learned(model: StanceModel, texts: Sequence[tuple[str, str]]) -> list[Probabilities]:
    """Of the learned judge alone."""
    return [Probabilities(float(s), float(r), float(d + u)) for s, r, d, u in model.judge(texts)]


def by_words(claim: str, evidence: str) -> Probabilities:
    statement, candidate = as_read(claim, evidence)
    return overlap(statement, None, candidate)


def label(stance: Probabilities, labels: set[str]) -> str:
    """The stance in the labels of a set."""
    if "neutral" in labels:
        return "neutral" if stance.stance is Stance.DISCUSSES else stance.stance.value
    if "refutes" in labels:
        return "supports" if stance.supports >= stance.refutes else "refutes"
    (other,) = labels - {"supports"}
    return "supports" if stance.stance is Stance.SUPPORTS else other


# --- news --------------------------------------------------------------------------------------------------------


def _made_news(model: StanceModel) -> dict[str, float]:
    pairs = [pair for pair in news_pairs(development=True, most=NEWS_CLAIMS) if len(pair.meant) == 1]
    gold = [_three_way(pair) for pair in pairs]
    taught = [pair for pair in news_pairs(development=False, most=1500) if len(pair.meant) == 1]
    bayes = Bayes({"label": _three_way(pair), "claim": pair.claim} for pair in taught)
    texts = [(pair.claim, pair.evidence) for pair in pairs]
    found = _beside(gold, texts, learned(model, texts), [bayes.guess(claim) for claim, _ in texts])
    return {f"made_news_{key}": value for key, value in found.items()}


def _three_way(pair: Pair) -> str:
    return ("supports", "refutes", "neutral", "neutral")[pair.meant[0]]


def _fnc1(model: StanceModel) -> dict[str, float]:
    pairs = list(fnc1_kept_back())
    gold = [FNC[pair.meant[0]] for pair in pairs]
    began = time.perf_counter()
    shares = model.judge([(pair.claim, pair.evidence) for pair in pairs])
    seconds = time.perf_counter() - began
    found = list(zip(gold, (FNC[int(each.argmax())] for each in shares), strict=True))
    return {
        "fnc1_macro_f1": macro_f1(found),
        "fnc1_weighted_accuracy": weighted_accuracy(found),
        "fnc1_weighted_accuracy_vs_majority": weighted_accuracy((right, "unrelated") for right in gold),
        **{f"fnc1_{each}_f1": score.f1 for each, score in per_class(found).items()},
        "fnc1_pairs_per_s": len(pairs) / seconds,
    }


def weighted_accuracy(found: Iterable[tuple[str, str]]) -> float:
    """Of FNC-1: what is unrelated and what is not counts a quarter, how a related body stands to it the rest."""
    reached = possible = 0.0
    for right, ours in found:
        related = right != "unrelated"
        possible += RELATED + HOW * related
        reached += RELATED * (related == (ours != "unrelated")) + HOW * (related and ours == right)
    return reached / possible


def _judged(pairs: Sequence[Judged]) -> dict[str, float]:
    ours, words = [], []
    for each in pairs:
        ours.append(weigh(each.statement, each.report.published, [each.candidate])[0][0])
        words.append(overlap(each.statement, each.report.published, each.candidate))
    figures = {"judged_pairs": float(len(pairs))}
    for ending, found in (("", ours), ("_vs_overlap", words)):
        figures |= {f"judged_{key}{ending}": value for key, value in _supports(pairs, found).items()}
    for drawn in sorted({each.drawn for each in pairs}):
        some = [n for n, each in enumerate(pairs) if each.drawn == drawn]
        of_draw = _supports([pairs[n] for n in some], [ours[n] for n in some])
        figures |= {f"judged_{drawn}_{key}": value for key, value in of_draw.items()}
    return figures


def _supports(pairs: Sequence[Judged], found: Sequence[Probabilities]) -> Mapping[str, float]:
    """Precision and recall of supports by weight, and how many refutations were not."""
    right = called = there = 0.0
    for each, weight, likely in zip(pairs, weights(pairs), found, strict=True):
        is_so, ours = each.stance is Stance.SUPPORTS, likely.stance is Stance.SUPPORTS
        right, called, there = right + weight * (is_so and ours), called + weight * ours, there + weight * is_so
    false = sum(
        likely.stance is Stance.REFUTES and each.stance is not Stance.REFUTES
        for each, likely in zip(pairs, found, strict=True)
    )
    return {
        "supports_precision": right / called if called else 0.0,
        "supports_recall": right / there if there else 0.0,
        "refuted_wrong": float(false),
    }


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


def _shown(figures: Mapping[str, float]) -> Iterator[str]:
    for key, value in figures.items():
        yield f"{key:40} {value:.3f}"


if __name__ == "__main__":
    print("\n".join(_shown(measure(Path(sys.argv[1])))))
