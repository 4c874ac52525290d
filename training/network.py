"""The reader's network: MiniLM with a case channel, heads on it, and a narrow transformer that looks from one cue.

Two plain graphs, so that they export to ONNX as they stand: `Encoder` once a window, `Relations` once a cue.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from secondsource.learned.pieces import CASES, QUOTES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
NARROW, NARROW_LAYERS, NARROW_HEADS = 192, 2, 6
REACH = 48  # distances from the cue, in pieces, beyond which all are alike
# What the heads answer for each piece; `secondsource.learned` reads the same order from labels.json.
OUTPUTS = {"cue": 3, "entity": 9, "loaded": 2, "checkable": 1, "opinion": 1}
ROLES = 5  # O, B and I of the source, B and I of the content


def autocast() -> torch.autocast:
    """bf16 where the processor, or a GPU, computes in it; a processor that does not takes three times as long with it
    (7.3 s a step of 2,560 pieces on one thread, against 2.1 in fp32)."""
    if torch.cuda.is_available():
        return torch.autocast("cuda", torch.bfloat16)
    flags = Path("/proc/cpuinfo").read_text(encoding="ascii") if Path("/proc/cpuinfo").exists() else ""
    return torch.autocast("cpu", torch.bfloat16, enabled="avx512_bf16" in flags or "amx_bf16" in flags)


class Layer(nn.Module):
    """A post-norm transformer layer, as BERT has it."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out, self.up, self.down = nn.Linear(width, width), nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def split(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        query, key, value = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        weights = query @ key.transpose(2, 3) / math.sqrt(query.shape[3]) + mask
        seen = torch.softmax(weights, dim=-1) @ value
        x = self.norm1(x + self.dropout(self.out(seen.transpose(1, 2).reshape(x.shape))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces -> memory for `Relations` (batch, pieces, NARROW) and the heads' logits (batch, pieces, 16)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.case, self.quoted = nn.Embedding(CASES, WIDTH), nn.Embedding(QUOTES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(LAYERS))
        self.memory = nn.Linear(WIDTH, NARROW)
        self.heads = nn.Linear(WIDTH, sum(OUTPUTS.values()))
        self.dropout = nn.Dropout(0.1)
        for table in (self.case, self.quoted):  # silent at first: the encoder starts from what it knows
            nn.init.zeros_(table.weight)

    def states(self, ids: Tensor, case: Tensor, quoted: Tensor, real: Tensor) -> Tensor:
        """What each piece is taken for in its window (batch, pieces, WIDTH)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places) + self.case(case) + self.quoted(quoted)
        x, mask = self.dropout(self.norm(x)), ((1.0 - real) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, ids: Tensor, case: Tensor, quoted: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        x = self.states(ids, case, quoted, real)
        return self.memory(x), self.heads(self.dropout(x))

    def start_from(self, weights: Path) -> None:
        """Take the pretrained weights (safetensors in BERT's names)."""
        bert = load_file(weights)
        names = {"words": "embeddings.word_embeddings", "places": "embeddings.position_embeddings"}
        names["norm"] = "embeddings.LayerNorm"
        inside = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
        inside |= {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
        inside |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
        for number in range(LAYERS):
            names |= {f"layers.{number}.{ours}": f"encoder.layer.{number}.{name}" for ours, name in inside.items()}
        own = self.state_dict()
        taken = {key: bert[f"{names[stem]}.{kind}"] for key in own if (stem := key.rpartition(".")[0]) in names
                 for kind in [key.rpartition(".")[2]]}  # fmt: skip
        # Every piece is of BERT's first "token type": its constant goes into the place embeddings.
        taken["places.weight"] = taken["places.weight"] + bert["embeddings.token_type_embeddings.weight"][0]
        self.load_state_dict(own | taken)


class Relations(nn.Module):
    """Memory of a window, seen from one cue -> source and content tags (cues, pieces, ROLES).

    ``cue`` is 1 on the pieces of the cue; ``distance`` counts pieces from it, clipped to REACH, plus REACH.
    """

    def __init__(self) -> None:
        super().__init__()
        self.marker = nn.Linear(1, NARROW, bias=False)
        self.distance = nn.Embedding(2 * REACH + 1, NARROW)
        self.of_cue, self.match = nn.Linear(NARROW, NARROW), nn.Linear(NARROW, NARROW)
        self.norm = nn.LayerNorm(NARROW)
        self.layers = nn.ModuleList(Layer(NARROW, NARROW_HEADS, 2 * NARROW) for _ in range(NARROW_LAYERS))
        self.tags = nn.Linear(NARROW, ROLES)

    def forward(self, memory: Tensor, cue: Tensor, distance: Tensor, real: Tensor) -> Tensor:
        heart = (memory * cue[:, :, None]).sum(1, keepdim=True) / cue.sum(1)[:, None, None]
        x = memory + self.of_cue(heart) + self.match(memory * heart)
        x = self.norm(x + self.distance(distance) + self.marker(cue[:, :, None]))
        mask = ((1.0 - real) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return self.tags(x)


class Reader(nn.Module):
    """Both graphs, trained together."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.relations = Encoder(), Relations()
