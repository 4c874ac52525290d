"""The sets that the judge of stance learns from, each label said as what it may mean and between what its set chose.

Text stays in the folder of the sets (`SECONDSOURCE_SHARED`/data); origins, licences, splits and digests are in each
set's README there, and in docs/model-card-stance.md for those used. Development rows never share a group, a claim or an
evidence text with training rows, across sets too.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from training.corpora import held_out, rows
from training.pairs import DISCUSSES, REFUTES, SUPPORTS, UNRELATED, Pair

Row = dict[str, Any]

THREE = {"supports": (SUPPORTS,), "refutes": (REFUTES,), "neutral": (DISCUSSES, UNRELATED)}
TWO = {"supports": (SUPPORTS,), "not_supported": (REFUTES, DISCUSSES, UNRELATED)}
SIDES = {label: THREE[label] for label in ("supports", "refutes")}  # the evidence is known to bear on the claim

_BRACKETS = {"-LSB-": "[", "-RSB-": "]", "-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}
_BRACKET = re.compile("|".join(map(re.escape, _BRACKETS)))
_GAP_BEFORE = re.compile(r" (?=[,.;:!?%)\]]|n't\b|'s\b|'(?:re|ve|ll|d|m)\b)")
_GAP_AFTER = re.compile(r"(?<=[(\[$]) ")
_FIGURE = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Without Penn brackets and with punctuation where people put it."""
    text = _BRACKET.sub(lambda m: _BRACKETS[m.group()], text)
    return _GAP_AFTER.sub("", _GAP_BEFORE.sub("", " ".join(text.split())))


def _three(row: Row) -> Pair:
    return Pair(plain(row["claim"]), plain(row["evidence"]), THREE[row["label"]])


def _sides(row: Row) -> Pair:
    return Pair(plain(row["claim"]), plain(row["evidence"]), SIDES[row["label"]], (SUPPORTS, REFUTES))


def _either(row: Row) -> Pair | None:
    """A set that holds two-way and three-way rows."""
    meant = (THREE | TWO).get(row["label"])
    return None if meant is None else Pair(plain(row["claim"]), plain(row["evidence"]), meant)


def _paraphrase(row: Row) -> Pair | None:
    """Equivalent sentences support each other unless a figure differs; whether others do is not known."""
    claim, evidence = plain(row["claim"]), plain(row["evidence"])
    if row["label"] != "supports":
        return Pair(claim, evidence, (SUPPORTS, REFUTES, DISCUSSES))
    missing = set(_FIGURE.findall(claim)) - set(_FIGURE.findall(evidence))
    return None if missing else Pair(claim, evidence, (SUPPORTS,))


def _summary(row: Row) -> Pair | None:
    """A summary against the passage of its article that has most of its words. What the whole article does not support
    no part of it does; what it does support is kept only where the passage has nearly all of it."""
    claim, evidence = plain(row["claim"]), plain(row["evidence"])
    if row["label"] not in TWO or len(claim) > 300:
        return None
    passage, covered = _closest(claim, evidence)
    if row["label"] == "supports" and covered < 0.75:
        return None
    return Pair(claim, passage, TWO[row["label"]])


def _passage(row: Row) -> Pair | None:
    """A text of several sentences stands as the passage that has most of the claim's words; what it bears out in part
    only, it discusses."""
    pair = _summary(row | {"label": {"partially_supports": "supports"}.get(row["label"], row["label"])})
    part = pair is not None and row["label"] == "partially_supports"
    return Pair(pair.claim, pair.evidence, (DISCUSSES,)) if pair is not None and part else pair


_HEADLINE = {"agree": SUPPORTS, "disagree": REFUTES, "discuss": DISCUSSES, "unrelated": UNRELATED}


def _headline(row: Row) -> Pair:
    """FNC-1: a headline against the passage of a body that has most of its words. The label is of the whole body; where
    the passage has less than half of the headline's words, the side may be taken elsewhere."""
    pair, covered = _closest_of_body(row)
    (meant,) = pair.meant
    return pair if meant >= DISCUSSES or covered >= 0.5 else Pair(pair.claim, pair.evidence, (meant, DISCUSSES))


def _closest_of_body(row: Row) -> tuple[Pair, float]:
    """With the set's own label, and which share of the headline's words the passage has."""
    claim = plain(row["claim"])
    passage, covered = _closest(claim, plain(row["evidence"]))
    return Pair(claim, passage, (_HEADLINE[row["label"]],)), covered


def fnc1_kept_back() -> Iterator[Pair]:
    """Every headline that training kept back, with the closest passage of its body, by the set's own label."""
    for row in _headlines(every=True):
        if kept_back(row, "fnc1/train_headlines"):
            yield _closest_of_body(row)[0]


def _closest(claim: str, evidence: str, most: int = 420) -> tuple[str, float]:
    """The run of sentences, at most ``most`` characters, that has the largest share of the claim's words."""
    wanted = set(_WORD.findall(claim.lower()))
    parts = re.split(r"(?<=[.!?]) +", evidence)
    best, share = "", -1.0
    for start in range(len(parts)):
        run = parts[start][:most]
        for stop in range(start + 1, len(parts) + 1):
            has = len(wanted & set(_WORD.findall(run.lower()))) / max(1, len(wanted))
            if has > share:
                best, share = run, has
            if stop < len(parts) and len(run) + 1 + len(parts[stop]) <= most:
                run = f"{run} {parts[stop]}"
            else:
                break
    return best, share


_Reading = Callable[[Row], Pair | None]
TRAIN: dict[str, tuple[tuple[str, ...], _Reading]] = {
    "lingnli": (("lingnli/train",), _three),
    "mnli": (("mnli_parts/train",), _three),
    "cad": (("cad_nli/train",), _three),
    "snli": (("snli_dev/train",), _three),
    "infotabs": (("infotabs/train",), _three),
    "sufficient": (("sufficient_facts/train",), _three),
    "ambient": (("ambient/train",), _three),
    "control": (("control_nli/train",), _three),
    "emergent": (("emergent/train",), _three),
    "negation": (("negation_nli/train",), _either),
    "dnc": (("dnc/train_megaveridicality",), _either),
    "fever": (("fever/dev_pairs", "feverous_s/train"), _sides),
    "covid": (("covidfact/train",), _sides),
    "mrpc": (("mrpc/train",), _paraphrase),
    "fnc1": (("fnc1/train_headlines",), _headline),
    "small": (("conjnli/train", "scitail/train", "rte/train"), _either),
    "healthver": (("healthver/dev",), _three),
    "fool me twice": (("fool_me_twice/dev",), _sides),
    "perspectrum": (("perspectrum/train",), _sides),
    "premises": (("mpe/train",), _three),
    "quantifiers": (("med/train",), _either),
    "passages": (
        ("begin/train", "expertqa/train", "wice/dev_oracle", "entfa/train", "falke_correctness/train"),
        _passage,
    ),
    "summaries": (("bump/train", "summedits/train", "qags/train", "frank/train"), _summary),
}
# Measured, never trained on; the last is of a kind that training has none of.
DEVELOPMENT: dict[str, tuple[tuple[str, ...], _Reading]] = {
    "lingnli": (("lingnli/dev",), _three),
    "cad": (("cad_nli/dev",), _three),
    "infotabs": (("infotabs/dev",), _three),
    "sufficient": (("sufficient_facts/dev",), _three),
    "emergent": (("emergent/dev",), _three),
    "fnc1": (("fnc1/train_headlines",), lambda row: _closest_of_body(row)[0]),
    "fever": (("fever/dev_pairs", "feverous_s/dev"), _sides),
    "bump": (("bump/dev", "summedits/dev", "qags/dev"), _summary),
    "fool me twice": (("fool_me_twice/dev",), _sides),
    "healthver": (("healthver/dev",), _three),
    "climate-fever": (("climate_fever/pairs",), _three),
}


# Sets without a training part, or without one for development: one in so many of their groups is measured on. FNC-1 has
# each headline with several bodies, so that every body kept back takes training rows with it. HealthVer asks 58
# questions, whose claims share evidence.
_UNDIVIDED = {
    "fever/dev_pairs": ("group", 10),
    "fnc1/train_headlines": ("group", 40),
    "healthver/dev": ("question", 3),
    "fool_me_twice/dev": ("group", 3),
}


def development(name: str) -> Iterator[Pair]:
    files, reading = DEVELOPMENT[name]
    for file in files:
        for row in _development_rows(file):
            if (pair := reading(row)) is not None:
                yield pair


def train(name: str, unseen: set[str]) -> list[Pair]:
    """The rows of a set that share neither claim nor evidence with ``unseen`` (`keys_of_development`)."""
    files, reading = TRAIN[name]
    kept = []
    for file in files:
        for row in _rows(file):
            if not kept_back(row, file) and _key(row["claim"]) not in unseen and _key(row["evidence"]) not in unseen:
                pair = reading(row)
                if pair is not None:
                    kept.append(pair)
    return kept


def _development_rows(file: str) -> Iterator[Row]:
    return (row for row in _rows(file) if file not in _UNDIVIDED or kept_back(row, file))


def kept_back(row: Row, file: str) -> bool:
    """Whether training leaves a row of a set out that has no development part of its own."""
    if file not in _UNDIVIDED:
        return False
    by, share = _UNDIVIDED[file]
    return held_out(row[by], share)


def _rows(file: str) -> Iterator[Row]:
    """The rows of a file; FNC-1's headlines with their bodies, and of those put together by chance one in eight."""
    return _headlines(every=False) if file == "fnc1/train_headlines" else rows(file)


def _headlines(*, every: bool) -> Iterator[Row]:
    bodies = {row["id"]: row["text"] for row in rows("fnc1/train_bodies")}
    for row in rows("fnc1/train_headlines"):
        if every or row["label"] != "unrelated" or held_out(row["id"], 8):
            yield row | {"evidence": bodies[row["body_id"]]}


def crossed(pairs: list[Pair]) -> Iterator[Pair]:
    """Each claim with the evidence of another claim that is nearest in words, short of half of them: related, and takes
    no side. This is what a search brings up beside what it should."""
    bags = [frozenset(_WORD.findall(pair.evidence.lower())) for pair in pairs]
    own: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        own[pair.claim].add(pair.evidence)
    held = Counter(word for bag in bags for word in bag)
    rare = {word: math.log(len(pairs) / count) for word, count in held.items() if count < 0.02 * len(pairs)}
    where: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(bags):
        for word in sorted(bag & rare.keys()):
            where[word].append(number)
    for claim in sorted(own):
        words = set(_WORD.findall(claim.lower()))
        scores: Counter[int] = Counter()
        for word in sorted(words & rare.keys()):
            for number in where[word]:
                scores[number] += rare[word]  # type: ignore[assignment]
        for number, _ in scores.most_common(12):
            if pairs[number].evidence not in own[claim] and len(words & bags[number]) <= 0.5 * len(words):
                yield Pair(claim, pairs[number].evidence, THREE["neutral"], kind="crossed")
                break


def keys_of_development() -> set[str]:
    files = {file for files, _ in DEVELOPMENT.values() for file in files}
    found = (row for file in sorted(files) for row in _development_rows(file))
    return {_key(row[side]) for row in found for side in ("claim", "evidence")}


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def labels(pairs: Iterable[Pair]) -> list[int]:
    """Each pair's class for measuring: supports 0, refutes 1, neither (or not supported) 2."""
    known = {THREE["supports"]: 0, THREE["refutes"]: 1}
    return [known.get(pair.meant, 2) for pair in pairs]
