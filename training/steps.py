"""The steps of a training run: from the last checkpoint on, with the rate of each step, a log, and checkpoints."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from training.network import autocast

B = TypeVar("B")
LOG, SAVE = 20, 100  # steps


def optimizer(network: nn.Module, new: set[int], rate: float, rate_new: float) -> torch.optim.AdamW:
    """AdamW at one rate, and at another for the parameters that start from nothing, given by their ``id``."""
    parts = [p for p in network.parameters() if id(p) not in new], [p for p in network.parameters() if id(p) in new]
    groups = [{"params": p, "lr": r, "rate": r} for p, r in zip(parts, (rate, rate_new), strict=True) if p]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def walk(
    network: nn.Module,
    optimize: torch.optim.Optimizer,
    batches: Callable[[], Iterator[B]],
    loss: Callable[[int, B], tuple[Tensor, Mapping[str, float]]],
    *,
    steps: int,
    rate: Callable[[int], float],
    saved: Path,
    seed: int,
    copies: Mapping[int, Path] | None = None,
) -> None:
    """Take all steps, or those left after the checkpoint ``saved``.

    ``batches`` are those from the first step on, asked for only if there is a step to take; ``loss`` gives what is
    made less, and what goes into the log; ``rate`` is the share of the full rate at a step. ``copies`` says after
    which steps the checkpoint is kept under another name too. Which units drop out is a function of seed and step, so
    a run that was broken off goes on as it would have.
    """
    done = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True, map_location=next(network.parameters()).device)
        network.load_state_dict(state["network"])
        optimize.load_state_dict(state["optimizer"])
        done = state["step"]
    if done >= steps:
        return
    means: dict[str, float] = {}
    began = time.monotonic()
    for step, batch in enumerate(islice(batches(), done, steps), done):
        if step == done:
            began = time.monotonic()  # the examples are there
        torch.manual_seed(seed + step)
        for group in optimize.param_groups:
            group["lr"] = group["rate"] * rate(step)
        with autocast():
            total, parts = loss(step, batch)
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimize.step()
        optimize.zero_grad()
        means = {name: 0.98 * means.get(name, value) + 0.02 * value for name, value in parts.items()}
        after = step + 1
        if after % LOG == 0:
            shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(means.items()))
            print(f"{after}/{steps} {(time.monotonic() - began) / (after - done):.2f} s/step {shown}", flush=True)
        kept = [copies[after]] if copies and after in copies else []
        if after % SAVE == 0 or after == steps or kept:
            state = {"network": network.state_dict(), "optimizer": optimize.state_dict(), "step": after}
            for path in (saved, *kept):
                torch.save(state, path.with_suffix(".part"))
                path.with_suffix(".part").replace(path)
