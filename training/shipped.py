"""The weights of a shipped graph, back as a network's: where a second round of training sets out from.

int8 per channel is near enough: what is lost (cosine .992) is learned again within some tens of steps, where a first
round takes an hour and a half.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn


def take_up(network: nn.Module, path: Path) -> None:
    """Gives ``network`` the weights that ``training.export.write`` made into the graph at ``path``.

    Raises ``ValueError`` where one is missing, or is of another shape.
    """
    found, own = weights(path), network.state_dict()
    wrong = sorted(name for name, value in own.items() if name not in found or found[name].shape != value.shape)
    if wrong:
        raise ValueError(f"{path} is of another network: {', '.join(wrong[:5])}")
    network.load_state_dict({name: found[name] for name in own})


def weights(path: Path) -> dict[str, Tensor]:
    """By the network's names. Tables and biases have them in the graph; a matrix has that of the bias added to it, or,
    without one, of the matrix product itself."""
    graph = onnx.load(path).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    readers = {name: node for node in reversed(graph.node) for name in node.input}
    found = {name: value for name, value in held.items() if "." in name and not name.startswith("onnx::")}
    found |= {name.removesuffix("_quantized"): _plain(held, name) for name in found if name.endswith("_quantized")}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in held:
            found[_stem(node, readers, held) + ".weight"] = _plain(held, node.input[1]).T
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}


def _plain(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    stem = name.removesuffix("_quantized")
    zero = held[f"{stem}_zero_point"].astype(np.float32)
    return (held[name].astype(np.float32) - zero) * held[f"{stem}_scale"]


def _stem(node: onnx.NodeProto, readers: dict[str, onnx.NodeProto], held: dict[str, np.ndarray]) -> str:
    """The name of the module whose product this is: ``/layers.0/query/MatMul_quant`` is of ``layers.0.query``."""
    after = node
    while after.op_type in ("MatMulInteger", "Cast", "Mul"):
        after = readers[after.output[0]]
    bias = next((name for name in after.input if name in held), None) if after.op_type == "Add" else None
    return bias.removesuffix(".bias") if bias else node.name.split("/MatMul")[0].strip("/").replace("/", ".")
