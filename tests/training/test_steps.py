"""A run that was broken off goes on as it would have: same weights, be it in one go or in two."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs PyTorch: pip install -e '.[train]'")

import torch

from training.steps import optimizer, walk


class Small(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.old, self.drop, self.new = torch.nn.Linear(4, 8), torch.nn.Dropout(0.5), torch.nn.Linear(8, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.new(self.drop(torch.tanh(self.old(x))))


def batches() -> Iterator[torch.Tensor]:
    draw = torch.Generator().manual_seed(5)
    while True:
        yield torch.randn(6, 4, generator=draw)


def run(steps: int, saved: Path, copies: Mapping[int, Path] | None = None, last: int | None = None) -> Small:
    """The first ``steps`` of a run that is laid out for ``last``."""
    network = Small()

    def loss(_: int, batch: torch.Tensor) -> tuple[torch.Tensor, dict[str, float]]:
        total = (network(batch) - batch.sum(1, keepdim=True)).square().mean()
        return total, {"loss": float(total.detach())}

    walk(
        network, optimizer(network, {id(p) for p in network.new.parameters()}, 1e-2, 1e-1), batches, loss,
        steps=steps, rate=lambda step: ((last or steps) - step) / (last or steps), saved=saved, seed=7, copies=copies,
    )  # fmt: skip
    return network


def test_in_two_goes_as_in_one(tmp_path: Path) -> None:
    whole = run(9, tmp_path / "whole.pt")
    run(4, tmp_path / "parts.pt", last=9)
    parts = run(9, tmp_path / "parts.pt")
    assert all(torch.equal(a, b) for a, b in zip(whole.parameters(), parts.parameters(), strict=True))
    assert not torch.equal(whole.old.weight, Small().old.weight)


def test_a_finished_run_asks_for_no_batch(tmp_path: Path) -> None:
    done = run(3, tmp_path / "last.pt")
    again = Small()
    walk(
        again,
        optimizer(again, {id(p) for p in again.new.parameters()}, 1.0, 1.0),
        lambda: pytest.fail("asked for batches"),
        lambda *_: pytest.fail("took a step"),
        steps=3,
        rate=lambda _: 1.0,
        saved=tmp_path / "last.pt",
        seed=7,
    )
    assert torch.equal(done.old.weight, again.old.weight)


def test_a_checkpoint_is_kept_under_another_name(tmp_path: Path) -> None:
    run(6, tmp_path / "last.pt", {4: tmp_path / "level.pt"})
    assert [torch.load(tmp_path / name, weights_only=True)["step"] for name in ("level.pt", "last.pt")] == [4, 6]


def test_new_parts_have_a_rate_of_their_own() -> None:
    network = Small()
    groups = optimizer(network, {id(p) for p in network.new.parameters()}, 1e-4, 1e-3).param_groups
    assert [(group["rate"], len(group["params"])) for group in groups] == [(1e-4, 2), (1e-3, 2)]
