"""The trained network -> two ONNX graphs, int8 per channel, with tokenizer and labels: what the package loads."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn

from training.corpora import ENTITIES
from training.network import NARROW, OUTPUTS, REACH, Reader

OPSET = 17


def export(reader: Reader, tokenizer: Tokenizer, folder: Path, *, seed: int, steps: int, int8: bool = True) -> None:
    """Write ``encoder.onnx``, ``relations.onnx``, ``tokenizer.json`` and ``labels.json`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.eval()
    ids, ones = torch.full((2, 9), 1037), torch.ones(2, 9)
    inputs = {"ids": ids, "case": ids * 0, "quoted": ids * 0, "real": ones}
    write(reader.encoder, inputs, ["memory", "logits"], folder / "encoder.onnx", int8)
    inputs = {"memory": torch.zeros(2, 9, NARROW), "cue": ones, "distance": ids * 0, "real": ones}
    write(reader.relations, inputs, ["roles"], folder / "relations.onnx", int8)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    offsets = {"cue": 0.0, "loaded": 0.0, "opinion": 0.0}
    labels = {
        "version": version(folder, offsets),
        "heads": [f"{name} {width}" for name, width in OUTPUTS.items()],
        "entities": ENTITIES,
        "reach": REACH,
        "offsets": offsets,
        "seed": seed,
        "steps": steps,
    }
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def version(folder: Path, offsets: dict[str, float]) -> str:
    """Names everything that decides what the reader answers."""
    digest = hashlib.sha256(json.dumps(offsets, sort_keys=True).encode())
    for name in ("encoder.onnx", "relations.onnx", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    return f"reader-1-{digest.hexdigest()[:12]}"


def write(network: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], path: Path, int8: bool) -> None:
    """The plain graph, then its quantised form: fused graphs do not quantise, and per tensor loses a third of the
    neighbours (cosine .958 against .992 per channel)."""
    axes = {name: {0: "batch", 1: "pieces"} for name in [*inputs, *outputs]}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            network, tuple(inputs.values()), str(plain), input_names=list(inputs), output_names=outputs,
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        if not int8:
            onnx.save(onnx.load(plain), path)
            return
        # Weights of seven bits: with eight, processors without VNNI clip sums of products, and answer unlike others.
        quantize_dynamic(plain, path, per_channel=True, weight_type=QuantType.QInt8, reduce_range=True)
