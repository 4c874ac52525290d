"""Train the judge of stance: does a passage support a statement, refute it, discuss it, or tell of something else.

    python -m training.stance                  # trains, or goes on from its checkpoint, then exports
    python -m training.stance --steps 60       # a short pass through everything
    python -m training.stance --start FOLDER   # a further round, from the judge in FOLDER (judge.onnx)

Reads from top to bottom: settings, network, examples, loss, steps, export. What it makes goes to
``.checkpoints/stance`` (weights) and ``src/secondsource/learned/stance`` (ONNX). Needs the extra "train". A GPU is used
where there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from secondsource.learned.pairing import ROLES, Row, rows, stack
from training.batching import batches
from training.corpora import DATA
from training.export import write
from training.network import HEADS, INNER, LAYERS, WIDTH, Encoder, Layer
from training.news_pairs import news_pairs
from training.pairs import ALL, Pair
from training.reader import pieces_of, pretrained
from training.retold_pairs import retold_pairs
from training.searched_pairs import searched_pairs
from training.shipped import take_up
from training.stance_sets import TRAIN, crossed, keys_of_development, train
from training.steps import optimizer, walk

# --- settings ----------------------------------------------------------------------------------------------------

SEED = 20190325
STEPS = 2200
PIECES_A_STEP = 2560  # some 45 pairs
RATE, RATE_NEW = 1e-4, 5e-4  # encoder; parts that start from nothing
WARM_UP = 100
DECAY = 0.25  # the last quarter of the steps goes to zero, so that a longer run can set out from before it
NEWS_CLAIMS = 14_000
# Sets that only tell supports from refutes are scored between the two up to here, and then between all four: with
# "crossed" neutrals of their subjects beside them, the first alone taught that such subjects are neutral (at step 600
# HealthVer .23, nothing but neutral).
SECOND = 700
# Shares of the pieces. The sets of images captions are held small; news is what the work is about.
SHARES = {"news": 0.34, "lingnli": 0.15, "mnli": 0.07, "cad": 0.05, "snli": 0.015, "infotabs": 0.06,
          "sufficient": 0.06, "ambient": 0.015, "control": 0.01, "emergent": 0.025, "negation": 0.02, "dnc": 0.015,
          "fever": 0.06, "covid": 0.02, "crossed": 0.05, "mrpc": 0.03, "summaries": 0.03, "fnc1": 0.04,
          "small": 0.02}  # fmt: skip
# A further round sets out from a judge that was exported: its new parts are new no more. It has more sets, sentences of
# two outlets on one matter, which no set has, and pairs as a search brings them up.
STEPS_AGAIN = 1400
RATE_AGAIN = 8e-5
RETOLD_CLAIMS = 2_500
SHARES_AGAIN = {"searched": 0.35, "news": 0.09, "retold": 0.06, "lingnli": 0.08, "mnli": 0.04, "cad": 0.03,
                "snli": 0.01, "infotabs": 0.03, "sufficient": 0.04, "ambient": 0.01, "control": 0.01,
                "emergent": 0.02, "negation": 0.01, "dnc": 0.01, "fever": 0.03, "covid": 0.01, "crossed": 0.02,
                "mrpc": 0.015, "summaries": 0.02, "fnc1": 0.04, "small": 0.01, "healthver": 0.03,
                "fool me twice": 0.02, "perspectrum": 0.01, "premises": 0.01, "quantifiers": 0.005,
                "passages": 0.01}  # fmt: skip
CLASSES = ("supports", "refutes", "discusses", "unrelated")
ROOT = Path(__file__).parents[1]
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


# --- network -----------------------------------------------------------------------------------------------------


class Judge(nn.Module):
    """MiniLM over statement and passage, told of each word whether the other side has it -> four logits."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.roles = nn.Embedding(ROLES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.blend, self.classes = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, len(CLASSES))
        nn.init.zeros_(self.roles.weight)  # silent at first: the encoder starts from what it knows

    def forward(self, ids: Tensor, roles: Tensor, real: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.roles(roles)))
        mask = ((1.0 - real) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        ours, theirs = self.mean(x, (roles > 0) & (roles < 7)), self.mean(x, roles > 6)
        return self.classes(self.dropout(torch.tanh(self.blend(torch.cat([x[:, 0], ours, theirs], 1)))))

    def mean(self, x: Tensor, where: Tensor) -> Tensor:
        weight = where.to(x.dtype)[:, :, None]
        return (x * weight).sum(1) / weight.sum(1).clamp(min=1.0)

    def start_from(self, weights: Path) -> None:
        encoder = Encoder()
        encoder.start_from(weights)
        own = self.state_dict()
        self.load_state_dict(own | {k: v for k, v in encoder.state_dict().items() if k in own})


# --- examples ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Example:
    """A row with its label as two masks over the classes: what it may mean, and between what the set chose."""

    row: Row
    meant: np.ndarray
    possible: np.ndarray

    def __len__(self) -> int:
        return len(self.row)


def load(again: bool) -> dict[str, list[Pair]]:
    unseen = keys_of_development()
    sets = {name: train(name, unseen) for name in TRAIN}
    sided = ("fever", "covid", "fool me twice") if again else ("fever", "covid")
    sets["crossed"] = [pair for name in sided for pair in crossed(sets[name])]
    if again:
        sets["retold"] = list(retold_pairs(development=False, most=RETOLD_CLAIMS))
        sets["searched"] = list(searched_pairs(DATA.parent))
    sets["news"] = list(news_pairs(development=False, most=NEWS_CLAIMS))
    print(" ".join(f"{name} {len(pairs)}" for name, pairs in sets.items()), flush=True)
    return sets


def examples(pairs: list[Pair], tokenizer: Tokenizer, chance: random.Random) -> Iterator[Example]:
    """Without end, in a new order each time round."""
    while True:
        order = chance.sample(pairs, len(pairs))
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            made = rows(tokenizer, [(pair.claim, pair.evidence) for pair in part])
            for pair, row in zip(part, made, strict=True):
                yield Example(row, mask(pair.meant), mask(pair.possible))


def mask(classes: tuple[int, ...]) -> np.ndarray:
    return np.isin(ALL, classes)


def schedule(sets: dict[str, list[Pair]], tokenizer: Tokenizer, again: bool) -> Iterator[list[Example]]:
    """Batches without end, by the shares; in a further round in another order."""
    shares, seed = (SHARES_AGAIN, SEED + 1) if again else (SHARES, SEED)
    streams = {name: examples(sets[name], tokenizer, random.Random(f"{seed} {name}")) for name in shares}
    return batches(streams, shares, pieces=PIECES_A_STEP, seed=seed, at_once=32)


# --- loss --------------------------------------------------------------------------------------------------------


def loss(judge: Judge, batch: list[Example], narrow: bool) -> Tensor:
    """What the label leaves open is summed over; if ``narrow``, what the set could not say is left out beneath."""
    inputs = [torch.from_numpy(x).to(DEVICE) for x in stack([item.row for item in batch])]
    meant = torch.from_numpy(np.stack([item.meant for item in batch])).to(DEVICE)
    possible = torch.from_numpy(np.stack([item.possible for item in batch])).to(DEVICE)
    logits = judge(*inputs).float()
    among = torch.logsumexp(logits.masked_fill(~possible, -1e4) if narrow else logits, 1)
    return (among - torch.logsumexp(logits.masked_fill(~meant, -1e4), 1)).mean()


# --- steps -------------------------------------------------------------------------------------------------------


def rate(step: int, steps: int) -> float:
    """Up, level, and in the last quarter down to zero."""
    return min((step + 1) / WARM_UP, 1.0, (steps - step) / (steps * DECAY))


def fit(steps: int, checkpoints: Path, start: Path | None) -> Judge:
    """All steps, from the last checkpoint if there is one, else from ``start`` or the encoder. The data order is a
    function of the seed alone.

    ``level.pt`` stays as it was before the rate went down: put it in the place of ``last.pt`` to go on with more steps.
    """
    torch.manual_seed(SEED)
    folder = pretrained()
    judge, again = Judge(), start is not None
    if start is None:
        judge.start_from(folder / "model.safetensors")
    else:
        take_up(judge, start / "judge.onnx")
    judge.to(DEVICE).train()
    new = {id(p) for part in (judge.roles, judge.blend, judge.classes) for p in part.parameters()}

    def judged(step: int, batch: list[Example]) -> tuple[Tensor, dict[str, float]]:
        total = loss(judge, batch, narrow=not again and step < SECOND)
        return total, {"loss": float(total.detach())}

    walk(
        judge,
        optimizer(judge, new, *((RATE_AGAIN, RATE_AGAIN) if again else (RATE, RATE_NEW))),
        lambda: schedule(load(again), pieces_of(folder), again),
        judged,
        steps=steps,
        rate=lambda step: rate(step, steps),
        saved=checkpoints / "last.pt",
        seed=SEED,
        copies={round(steps * (1 - DECAY)): checkpoints / "level.pt"},
    )
    return judge.eval()


# --- export ------------------------------------------------------------------------------------------------------


def export(judge: Judge, tokenizer: Tokenizer, folder: Path, *, steps: int) -> None:
    """Write ``judge.onnx`` (int8 per channel), ``tokenizer.json`` and ``labels.json`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.full((2, 9), 1037)
    inputs = {"ids": ids, "roles": ids * 0 + torch.arange(9), "real": torch.ones(2, 9)}
    write(judge.cpu().eval(), inputs, ["logits"], folder / "judge.onnx", int8=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    digest = hashlib.sha256()
    for name in ("judge.onnx", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    labels = {"version": f"stance-1-{digest.hexdigest()[:12]}", "classes": CLASSES, "seed": SEED, "steps": steps}
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--steps", type=int)
    options.add_argument("--start", type=Path, help="folder of an exported judge, for a further round")
    options.add_argument("--checkpoints", type=Path, default=ROOT / ".checkpoints" / "stance")
    options.add_argument("--out", type=Path, default=ROOT / "src" / "secondsource" / "learned" / "stance")
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    chosen.checkpoints.mkdir(parents=True, exist_ok=True)
    steps = chosen.steps if chosen.steps is not None else STEPS_AGAIN if chosen.start else STEPS
    judge = fit(steps, chosen.checkpoints, chosen.start)
    export(judge, pieces_of(pretrained()), chosen.out, steps=steps)


if __name__ == "__main__":
    main()
