"""Copies against shared statements: pairs of passages that were read and labelled, and the time to find a copy.

``bench/copies.jsonl`` has the pairs: ids and offsets in ``data/allsides``, a digest of the two texts, and a label by
somebody who read both: copy, statement (what they share, both have from one speaker or document) or independent. The
guidelines, and how the pairs were drawn, are in docs/labelling-copies.md. Half of the pairs, by digest, are for
tuning (weights of ``sourcing/copies.py``, threshold of the 3-gram baseline); every figure is over the other half.

``same_origin`` is copy or statement against independent, ``copy`` and ``statement`` each against the rest, beside the
Jaccard likeness of headlines from .55 on, that of the passages' 3-grams from the best threshold of the tuning half on,
and MinHash (128 permutations) from .5 on. ``kappa_share`` is Cohen's kappa of the two passes of labelling. A row whose
text is not the one that was labelled counts in ``missing_wrong``.

``find`` is the time from a report that is not held to its copies among 30,000: candidates, and each confirmed;
``busy`` is the processor's, which other programs on the machine disturb less. ``add`` is one report added to the
30,000, alone; ``add_find`` is what finding its copies takes right after, in the same library.

    python -m bench.copies --fit    fit the weights anew on the tuning half and print them
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from bench.library import BUILD, NOW, Shelf
from bench.reference import timed
from bench.rows import Row, rows
from bench.scores import Score, mean, percentile
from secondsource import Library
from secondsource.model import Report
from secondsource.sourcing.copies import COPY_WEIGHTS, FEATURES, STATEMENT_WEIGHTS, is_copy, measured, relate

PAIRS = Path(__file__).parent / "copies.jsonl"
LABELS = ("independent", "statement", "copy")
HEADLINES, MINHASH = 0.55, 0.5
PERMUTATIONS = 128
FOUND = 100  # reports to find the copies of
ADDED = 10  # reports to add, each by itself

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pair:
    """Two passages with the headlines of their reports. ``second`` is the label of the second pass, if there was."""

    id: str
    ours: str
    theirs: str
    headlines: tuple[str, str]
    label: str
    second: str | None

    @property
    def tuning(self) -> bool:
        return int(self.id, 16) % 2 == 0

    @property
    def same_origin(self) -> bool:
        return self.label != "independent"


def measure(shared: Path) -> dict[str, float]:
    """The figures above."""
    pairs, missing = labelled(shared / "data")
    return (
        scored(pairs) | {"missing_wrong": missing, "pairs": len(pairs)} | finding(Shelf(shared)) | adding(Shelf(shared))
    )


def labelled(data: Path) -> tuple[list[Pair], int]:
    """The labelled pairs, and how many rows could not be had."""
    wanted = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    ids = {row[side] for row in wanted for side in "ab"}
    reports = {row["id"]: row for row in rows(data / "allsides" / "reports.jsonl.zst") if row["id"] in ids}
    pairs = [_pair(row, reports) for row in wanted]
    return [pair for pair in pairs if pair], pairs.count(None)


def _pair(row: Row, reports: dict[str, Row]) -> Pair | None:
    try:
        one, other = reports[row["a"]], reports[row["b"]]
    except KeyError:
        return None
    ours, theirs = one["text"][slice(*row["a_span"])], other["text"][slice(*row["b_span"])]
    if hashlib.sha256(f"{ours}\0{theirs}".encode()).hexdigest()[:16] != row["digest"]:
        return None
    return Pair(row["id"], ours, theirs, (one["title"], other["title"]), row["label"], row.get("second"))


# --- scores ------------------------------------------------------------------------------------------------------


def scored(pairs: Sequence[Pair]) -> dict[str, float]:
    """Every score, over the reporting half; agreement over the pairs that were labelled twice."""
    reporting = [pair for pair in pairs if not pair.tuning]
    found = [ours(pair) for pair in reporting]
    figures = {
        **_named("same_origin", _score((p.same_origin for p in reporting), (f != "independent" for f in found))),
        **_named("copy", _score((p.label == "copy" for p in reporting), (f == "copy" for f in found))),
        **_named("statement", _score((p.label == "statement" for p in reporting), (f == "statement" for f in found))),
        "three_way_accuracy": mean([p.label == f for p, f in zip(reporting, found, strict=True)]),
    }
    for name, says in baselines([pair for pair in pairs if pair.tuning]).items():
        beside = _named("same_origin", _score((p.same_origin for p in reporting), map(says, reporting)))
        figures |= {f"{figure}_vs_{name}": value for figure, value in beside.items()}
    twice = [(pair.label, pair.second) for pair in pairs if pair.second]
    return figures | {
        "twice": len(twice),
        "agreed_share": mean([one == other for one, other in twice]),
        "kappa_share": kappa(twice),
    }


def ours(pair: Pair) -> str:
    """One origin where that is likelier than not, and then the likelier of the two."""
    relation = relate(pair.ours, pair.theirs)
    if relation.same_origin < 0.5:
        return "independent"
    return "copy" if relation.copied > relation.stated else "statement"


def _named(name: str, score: Score) -> dict[str, float]:
    return {f"{name}_f1": score.f1, f"{name}_precision": score.precision, f"{name}_recall": score.recall}


def _score(right: Iterable[bool], found: Iterable[bool]) -> Score:
    both = list(zip(right, found, strict=True))
    hits = sum(r and f for r, f in both)
    return Score(hits / max(1, sum(f for _, f in both)), hits / max(1, sum(r for r, _ in both)))


def kappa(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Agreement beyond chance (Cohen 1960)."""
    agreed = mean([one == other for one, other in pairs])
    chance = sum(mean([one == x for one, _ in pairs]) * mean([other == x for _, other in pairs]) for x in LABELS)
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


# --- baselines ---------------------------------------------------------------------------------------------------


def baselines(tuning: Sequence[Pair]) -> dict[str, Callable[[Pair], bool]]:
    """What other tools do, each as a function that says whether two passages have one origin."""
    likeness = {pair.id: jaccard(_grams(pair.ours), _grams(pair.theirs)) for pair in tuning}
    thresholds = sorted(set(likeness.values()))
    right = [pair.same_origin for pair in tuning]
    least = max(thresholds, key=lambda t: (_score(right, (likeness[p.id] >= t for p in tuning)).f1, t), default=1.0)
    return {
        "headlines": lambda p: jaccard(*(frozenset(_words(h or "")) for h in p.headlines)) >= HEADLINES,
        "3grams": lambda p: jaccard(_grams(p.ours), _grams(p.theirs)) >= least,
        "minhash": lambda p: minhash(_grams(p.ours), _grams(p.theirs)) >= MINHASH,
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _grams(text: str) -> frozenset[str]:
    listed = _words(text)
    return frozenset(" ".join(listed[n : n + 3]) for n in range(len(listed) - 2))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def minhash(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of permutations under which both sets have the same least element (Broder 1997)."""
    return float(np.mean(_signature(one) == _signature(other))) if one and other else 0.0


def _signature(grams: frozenset[str]) -> NDArray[np.uint64]:
    seeds = np.random.default_rng(0).integers(1, 2**61 - 1, (PERMUTATIONS, 1), dtype=np.uint64)
    digests = (hashlib.blake2b(gram.encode(), digest_size=8).digest() for gram in grams)
    numbers = np.array([int.from_bytes(digest, "big") for digest in digests], np.uint64)
    mixed = (numbers ^ seeds) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed ^ (mixed >> np.uint64(31))).min(axis=1)


# --- the time to find a copy --------------------------------------------------------------------------------------


def finding(shelf: Shelf) -> dict[str, float]:
    """For reports that the large library does not hold, of which some have copies there."""
    with Library.open(shelf.large) as library:
        library.near(shelf.others[0].text)  # puts in the marks the first time, which is not what is measured
        timings = [timed(lambda report=report: _copies(library, report)) for report in shelf.others[:FOUND]]
    figures: dict[str, float] = {}
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        figures[f"find_{name}_s"] = percentile([timing.seconds for _, timing in timings], share)
        figures[f"find_{name}_ratio"] = percentile([timing.loops for _, timing in timings], share)
        figures[f"find_busy_{name}_s"] = percentile([busy for busy, _ in timings], share)
    return figures


def adding(shelf: Shelf) -> dict[str, float]:
    """One report at a time is added to a copy of the large library, and its copies are found: processor
    seconds of both."""
    spent: list[tuple[float, float]] = []
    with TemporaryDirectory(dir=BUILD) as temporary:
        folder = Path(temporary) / "library"
        shutil.copytree(shelf.large, folder, ignore=shutil.ignore_patterns("archive"))
        with Library.open(folder, now=lambda: NOW) as library:
            library.search("harbour")  # opens the index, which is not what is measured
            for report in shelf.others[:ADDED]:
                start = time.process_time()
                list(library.add([(report, report.text.encode())]))
                spent.append((time.process_time() - start, _copies(library, report)))
    added, found = ([pair[n] for pair in spent] for n in (0, 1))
    return {f"add_busy_{name}_s": percentile(added, share) for name, share in (("p50", 0.5), ("p95", 0.95))} | {
        f"add_find_busy_{name}_s": percentile(found, share) for name, share in (("p50", 0.5), ("p95", 0.95))
    }


def _copies(library: Library, report: Report) -> float:
    """Processor seconds."""
    start = time.process_time()
    _ = [other for other in library.near(report.text) if is_copy(report.text, library.report(other).text)]
    return time.process_time() - start


# --- the weights --------------------------------------------------------------------------------------------------


def fit(pairs: Sequence[Pair], decay: float = 0.05, steps: int = 4_000) -> NDArray[np.float64]:
    """Weights of a multinomial logistic regression with ridge penalty: a row a label, the constant first, put so that
    those of "independent" are nothing. The features are brought to one scale for the penalty, and back."""
    raw = np.array([measured(pair.ours, pair.theirs)[1] for pair in pairs])
    middle, scale = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    inputs = np.hstack([np.ones((len(raw), 1)), (raw - middle) / scale])
    right = np.eye(len(LABELS))[[LABELS.index(pair.label) for pair in pairs]]
    weights = np.zeros((inputs.shape[1], len(LABELS)))
    for _ in range(steps):
        likely = np.exp(inputs @ weights)
        likely /= likely.sum(axis=1, keepdims=True)
        slope = inputs.T @ (likely - right) / len(pairs)
        slope[1:] += decay * weights[1:]
        weights -= 0.5 * slope
    weights[1:] /= scale[:, None]
    weights[0] -= middle @ weights[1:]
    return (weights - weights[:, :1]).T


def main() -> None:
    pairs, missing = labelled(Path(os.environ.get("SECONDSOURCE_SHARED", "../shared")) / "data")
    if "--fit" in sys.argv:
        fitted = fit([pair for pair in pairs if pair.tuning])
        print(FEATURES)
        for name, weights, now in zip(LABELS[1:], fitted[1:], (STATEMENT_WEIGHTS, COPY_WEIGHTS), strict=True):
            print(name, tuple(round(float(value), 2) for value in weights), "now", now)
        return
    print(f"{len(pairs)} pairs, {missing} missing")
    for name, value in scored(pairs).items():
        print(f"{name:40} {value:.3f}")


if __name__ == "__main__":
    main()
