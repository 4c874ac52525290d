"""The learned judge of stance on sets that it was not trained on, beside what needs no learning or no evidence.

    python -m bench.stance_model                        # the weights of the package
    python -m bench.stance_model --most 400 --sets news # some pairs of some sets

Figures are the mean over the classes of their F1. *Claim*: naive Bayes over the words and word pairs of the claim,
taught by the training part of the same set where there is one, else of all: what can be guessed without evidence.
*Overlap*: the package's baseline of words, measures and negation, on at most ``OVERLAP_MOST`` pairs of a set, and the
model on the same pairs. "Neither" is discusses and unrelated together; sets of two labels are scored between those.
*Turned*: the share of pairs that support but are said to refute, or the other way round, which costs a verdict. The
made news pairs are of reports that training never saw. Text stays where it is; nothing but figures is printed.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.scores import macro_f1 as macro
from bench.stance import claim_stance
from secondsource.learned.stance import StanceModel
from training.news_pairs import news_pairs
from training.pairs import REFUTES, SUPPORTS, Pair
from training.stance_sets import DEVELOPMENT, TRAIN, development, keys_of_development, labels, train

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]

NEWS_CLAIMS = 700
MOST = 2000  # pairs of a set, drawn
OVERLAP_MOST = 400
SEED = 7


# --- figures -----------------------------------------------------------------------------------------------------


def choose(shares: Floats, pairs: list[Pair]) -> Ints:
    """The likeliest of supports, refutes, neither, between those that the set tells apart."""
    if all(pair.possible == (SUPPORTS, REFUTES) for pair in pairs):
        return np.asarray(shares[:, :2].argmax(1))
    if not any(pair.meant == (REFUTES,) for pair in pairs):  # "supports" and "not supported"
        return np.where(shares[:, 0] >= 0.5, 0, 2)
    return np.asarray(shares.argmax(1))


def macro_f1(gold: Ints, chosen: Ints) -> float:
    return macro(zip(gold.tolist(), chosen.tolist(), strict=True))


def turned(gold: Ints, chosen: Ints) -> float:
    return float((((gold == 0) & (chosen == 1)) | ((gold == 1) & (chosen == 0))).mean())


# --- judges ------------------------------------------------------------------------------------------------------


def learned(pairs: list[Pair], model: StanceModel) -> Floats:
    judged = model.judge([(pair.claim, pair.evidence) for pair in pairs])
    return np.stack([judged[:, 0], judged[:, 1], judged[:, 2] + judged[:, 3]], 1)


def overlap(pairs: list[Pair]) -> Floats:
    judged = [claim_stance(pair.claim, pair.evidence) for pair in pairs]
    return np.array([(p.supports, p.refutes, p.discusses) for p in judged])


class ClaimAlone:
    """Multinomial naive Bayes over the words and word pairs of claims."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.counts = [Counter[str]() for _ in range(3)]
        self.rows = Counter[int]()
        for pair, label in zip(pairs, labels(pairs), strict=True):
            self.counts[label].update(features(pair.claim))
            self.rows[label] += 1
        self.totals = [sum(c.values()) for c in self.counts]
        self.kinds = len({f for c in self.counts for f in c})

    def judge(self, pairs: list[Pair]) -> Floats:
        logs = np.array([[self.log(label, features(p.claim)) for label in range(3)] for p in pairs])
        shares = np.exp(logs - logs.max(1, keepdims=True))
        return np.asarray(shares / shares.sum(1, keepdims=True))

    def log(self, label: int, found: list[str]) -> float:
        below = math.log(self.totals[label] + 0.5 * self.kinds + 1)
        seen = sum(math.log(self.counts[label][f] + 0.5) - below for f in found)
        return seen + math.log((self.rows[label] or 1e-9) / self.rows.total())


def features(claim: str) -> list[str]:
    words = re.findall(r"\w+|[^\w\s]", claim.lower())
    return [*words, *map(" ".join, pairwise(words))]


# --- tables ------------------------------------------------------------------------------------------------------


def sets(names: list[str], most: int) -> dict[str, list[Pair]]:
    found = {name: list(development(name)) for name in names if name != "news"}
    if "news" in names:
        found["news"] = [pair for pair in news_pairs(development=True, most=NEWS_CLAIMS) if len(pair.meant) == 1]
    return {name: random.Random(SEED).sample(pairs, min(most, len(pairs))) for name, pairs in found.items()}


def taught(names: list[str]) -> dict[str, list[Pair]]:
    """What the claim-only judge of each set learns from."""
    unseen = keys_of_development()
    parts = {name: train(name, unseen) for name in TRAIN}
    everything = [pair for name in sorted(parts) for pair in parts[name]]
    of = parts | {"bump": parts["summaries"]}
    if "news" in names:
        of["news"] = list(news_pairs(development=False, most=3000))
    return {name: of.get(name, everything) for name in names}


def kinds(pairs: list[Pair], model: StanceModel) -> None:
    """Made news pairs: how each kind is judged."""
    judged = model.judge([(pair.claim, pair.evidence) for pair in pairs])
    found: dict[tuple[int, str], list[NDArray[np.float64]]] = defaultdict(list)
    for pair, row in zip(pairs, judged, strict=True):
        found[pair.meant[0], pair.kind].append(np.eye(4)[row.argmax()])
    print("\nmade news pairs: share called supports, refutes, discusses, unrelated")
    for (meant, kind), rows in sorted(found.items()):
        print(f"{'srdu'[meant]} {kind:24s} {len(rows):5d}  " + " ".join(f"{x:.2f}" for x in np.mean(rows, 0)))


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--folder", type=Path)
    options.add_argument("--most", type=int, default=MOST)
    options.add_argument("--sets", nargs="*", default=[*DEVELOPMENT, "news"])
    options.add_argument("--quick", action="store_true", help="the model alone")
    chosen = options.parse_args()
    model = StanceModel.load(chosen.folder)
    found = sets(chosen.sets, chosen.most)
    teachers = {} if chosen.quick else taught(chosen.sets)
    print(f"{model.version}\n{'set':15s} pairs    F1  turned  claim  overlap (model on the same)")
    seconds, count = 0.0, 0
    for name, pairs in found.items():
        gold, began = np.array(labels(pairs)), time.perf_counter()
        judged = learned(pairs, model)
        seconds, count = seconds + time.perf_counter() - began, count + len(pairs)
        picked = choose(judged, pairs)
        shown = f"{name:15s} {len(pairs):5d}  {macro_f1(gold, picked):.3f}  {turned(gold, picked):.3f}"
        if teachers:
            shown += f"  {macro_f1(gold, choose(ClaimAlone(teachers[name]).judge(pairs), pairs)):.3f}"
            few, told = pairs[:OVERLAP_MOST], gold[:OVERLAP_MOST]
            base = choose(overlap(few), few)
            shown += f"  {macro_f1(told, base):.3f}, turned {turned(told, base):.3f}"
            shown += f" ({macro_f1(told, picked[:OVERLAP_MOST]):.3f}, {turned(told, picked[:OVERLAP_MOST]):.3f})"
        print(shown, flush=True)
    print(f"{count / seconds:.0f} pairs a second")
    if "news" in found:
        kinds(found["news"], model)


if __name__ == "__main__":
    main()
