"""The learned judge of stance: (statement, passage) -> supports, refutes, discusses, unrelated.

Made by ``training/stance.py`` from MiniLM (Wang et al. 2020); docs/model-card-stance.md tells from what, and how well
it does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from secondsource.errors import SecondsourceError
from secondsource.learned.pairing import Row, rows
from secondsource.learned.session import session

_WORKERS = ThreadPoolExecutor(min(2, os.cpu_count() or 1), thread_name_prefix="stance")
CLASSES = ("supports", "refutes", "discusses", "unrelated")


@dataclass(frozen=True, eq=False)
class StanceModel:
    """``StanceModel.load()`` gives the one of the package; loading takes well under a second and happens once."""

    version: str
    tokenizer: Any
    session: Any

    @staticmethod
    def folder() -> Path:
        """Where the weights lie: the package's own folder, or the one that SECONDSOURCE_STANCE names."""
        named = os.environ.get("SECONDSOURCE_STANCE")
        return Path(named) if named else Path(str(files(__package__) / "stance"))

    @staticmethod
    def there() -> bool:
        """Whether there are weights to load."""
        return (StanceModel.folder() / "judge.onnx").is_file()

    @staticmethod
    def load(folder: Path | None = None) -> StanceModel:
        """The model in ``folder``: judge.onnx, tokenizer.json, labels.json.

        Raises ``SecondsourceError`` where there is none, or one whose classes are not `CLASSES`.
        """
        return _load(folder or StanceModel.folder())

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Probabilities of (statement, passage) pairs, shape (pairs, 4), in the order of `CLASSES`.

        Each pair is run by itself, so what it gets does not depend on what else is asked: int8 scales its inputs by the
        largest of a run. Two are run side by side, each on one thread: half the time of one after the other on two.
        Pairs of a length follow one another, so that memory is laid out once a length. What is asked twice, as where an
        article repeats itself, is run once.
        """
        places = {pair: n for n, pair in enumerate(dict.fromkeys(pairs))}
        return self._judge(list(places))[[places[pair] for pair in pairs]]

    def _judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        made = rows(self.tokenizer, pairs)
        logits = np.zeros((len(made), len(CLASSES)), np.float32)
        order = sorted(range(len(made)), key=lambda n: (len(made[n]), n))
        for number, found in zip(order, _WORKERS.map(self._run, (made[n] for n in order)), strict=True):
            logits[number] = found
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float32)

    def _run(self, row: Row) -> NDArray[np.float32]:
        feed = {"ids": row.ids[None], "roles": row.roles[None], "real": np.ones((1, len(row)), np.float32)}
        return np.asarray(self.session.run(None, feed)[0][0], np.float32)


@cache
def _load(home: Path) -> StanceModel:
    if not (home / "judge.onnx").is_file():
        raise SecondsourceError(f"no stance model in {home}; set SECONDSOURCE_STANCE to the folder that has judge.onnx")
    labels = json.loads((home / "labels.json").read_text(encoding="utf-8"))
    if tuple(labels["classes"]) != CLASSES:
        raise SecondsourceError(f"the stance model in {home} is of another version; take the one of this release")
    tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
    return StanceModel(labels["version"], tokenizer, session(home / "judge.onnx"))
