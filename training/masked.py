"""A round of masked words on the news, before the reader is trained: the encoder learns what it is to read for.

    python -m training.masked    # goes on from its checkpoint; then training.reader sets out from what it made

The encoder that we start from was last trained to tell whole sentences apart, not to say what a word does in one, and
never saw the case channel. Here words of AllSides reports are hidden and guessed again (Devlin et al. 2019; whole
words, 15 %), with case and quotation shown. Needs the extra "train".
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training import corpora
from training.batching import batches
from training.network import WIDTH, Encoder
from training.reader import MASKED, ROOT, Example, pieces_of, pretrained, stack, windows
from training.steps import optimizer, walk

SEED = 20190326
STEPS = 1600
PIECES_A_STEP = 2560
RATE, WARM_UP = 4e-4, 100
HIDDEN = 0.15  # of the words; of these .8 are masked, .1 replaced by any piece, .1 left
MASK, FIRST_WORD, PIECES = 103, 1996, 30522  # [MASK], the first piece that is no sign, and how many there are
REPORTS, CHARACTERS = 9000, 4000  # more than the steps come through; the beginning of each


class Guesser(nn.Module):
    """The encoder with the head that guesses words, tied to its own table of pieces."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.turn, self.norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(PIECES))

    def forward(self, inputs: Tensor, real: Tensor, hidden: Tensor) -> Tensor:
        """Scores of all pieces at the places that ``hidden`` marks."""
        seen = self.encoder.states(*inputs, real)[hidden]
        return self.norm(functional.gelu(self.turn(seen))) @ self.encoder.words.weight.T + self.bias


def texts() -> Iterator[str]:
    """Beginnings of reports, in an order that the seed alone decides; those kept for development are left out."""
    taught = (row for row in corpora.rows("allsides/reports") if not corpora.held_out(row["id"], 20))
    yield from random.Random(SEED).sample([row["text"][:CHARACTERS] for row in taught], REPORTS)


def worded(tokenizer: Tokenizer, text: str) -> corpora.Labelled:
    """The text with its words marked: that of cues is the label that stands on every first piece."""
    return corpora.label(tokenizer, text, corpora.sentences(text), attributions=())


def hide(batch: list[Example], chance: np.random.Generator) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Inputs with words hidden, which places are real, which are to be guessed, and the pieces that stood there."""
    inputs, labels, real = stack(batch, max(map(len, batch)))
    ids = inputs[0].numpy()
    words = np.cumsum(labels[:, 0].numpy() != corpora.UNKNOWN, axis=1)  # labels stand on a word's first piece
    drawn = chance.random(words.shape) < HIDDEN
    hidden = np.take_along_axis(drawn, words.clip(0, words.shape[1] - 1), axis=1) & (ids > MASK) & (real.numpy() > 0)
    pieces = torch.from_numpy(ids[hidden].copy())
    kind = chance.random(ids.shape)
    ids[hidden & (kind < 0.8)] = MASK
    other = hidden & (kind >= 0.8) & (kind < 0.9)
    ids[other] = chance.integers(FIRST_WORD, PIECES, int(other.sum()))
    return inputs, real, torch.from_numpy(hidden), pieces


def train(steps: int, checkpoints: Path) -> Encoder:
    """All steps, from the last checkpoint if there is one."""
    torch.manual_seed(SEED)
    folder = pretrained()
    encoder = Encoder()
    encoder.start_from(folder / "model.safetensors")
    guesser, tokenizer = Guesser(encoder), pieces_of(folder)

    def schedule() -> Iterator[list[Example]]:
        chance = random.Random(SEED)
        news = (window for text in texts() for window in windows(worded(tokenizer, text), chance))
        return batches({"news": news}, {"news": 1.0}, pieces=PIECES_A_STEP, seed=SEED)

    def guessed(step: int, batch: list[Example]) -> tuple[Tensor, dict[str, float]]:
        inputs, real, hidden, pieces = hide(batch, np.random.default_rng(SEED + step))
        total = functional.cross_entropy(guesser(inputs, real, hidden).float(), pieces)
        return total, {"loss": float(total.detach())}

    walk(
        guesser,
        optimizer(guesser, set(), RATE, RATE),
        schedule,
        guessed,
        steps=steps,
        rate=lambda step: min((step + 1) / WARM_UP, (steps - step) / steps),
        saved=checkpoints / "masked.pt",
        seed=SEED,
    )
    return encoder


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--steps", type=int, default=STEPS)
    options.add_argument("--checkpoints", type=Path, default=ROOT / ".checkpoints" / "reader")
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    chosen.checkpoints.mkdir(parents=True, exist_ok=True)
    encoder = train(chosen.steps, chosen.checkpoints)
    save_file({name: value.contiguous() for name, value in encoder.state_dict().items()}, chosen.checkpoints / MASKED)


if __name__ == "__main__":
    main()
