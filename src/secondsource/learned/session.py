"""A trained network, loaded to be run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnxruntime


def session(path: Path) -> Any:
    """One thread, since two inputs are run side by side: the same sums in the same order for any number."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
