"""A shipped graph gives its weights back: what a second round of training sets out from."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs PyTorch: pip install -e '.[train]'")
pytest.importorskip("onnx", reason="needs onnx: pip install -e '.[train]'")

from secondsource.learned.pairing import rows, stack
from secondsource.learned.stance import StanceModel

PAIRS = [
    ("Ninety men crossed the river.", "About 90 men crossed the river on Monday."),
    ("The dam broke.", "The mayor said that the dam had not broken."),
]


def test_the_judge_taken_up_again_says_what_the_shipped_one_says() -> None:
    import torch

    from training.shipped import take_up
    from training.stance import Judge

    shipped = StanceModel.load()
    judge = Judge().eval()
    take_up(judge, StanceModel.folder() / "judge.onnx")
    with torch.no_grad():
        inputs = [torch.from_numpy(each) for each in stack(rows(shipped.tokenizer, PAIRS))]
        again = torch.softmax(judge(*inputs), 1).numpy()
    assert np.abs(again - shipped.judge(PAIRS)).max() < 0.1  # int8 rounds what runs through it; here nothing does


def test_another_network_is_refused() -> None:
    from training.network import Relations
    from training.shipped import take_up

    with pytest.raises(ValueError, match="of another network"):
        take_up(Relations(), Path(StanceModel.folder()) / "judge.onnx")
