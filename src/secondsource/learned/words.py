"""How alike two words are, and how much a word tells: static word vectors and document frequencies.

Made by ``training/words.py``: every word through MiniLM alone, in the manner of model2vec (Tulkens and van Dongen
2024). A word it does not hold is like no other, and counts as rare as the rarest.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")  # as they were counted


@dataclass(frozen=True, eq=False)
class WordVectors:
    """``vectors`` has one row of length one per word; ``idf`` is ln(reports / reports with the word)."""

    rows: dict[str, int]
    vectors: NDArray[np.float32]
    idf: NDArray[np.float32]
    rarest: float

    @staticmethod
    @cache
    def load() -> WordVectors:
        with np.load(str(files(__package__) / "words.npz")) as data:
            words = str(data["words"]).split("\n")
            vectors = data["vectors"].astype(np.float32)
            idf = data["idf"].astype(np.float32)
            rarest = math.log(int(data["reports"]))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return WordVectors({word: row for row, word in enumerate(words)}, vectors, idf, rarest)

    def weight(self, word: str) -> float:
        """Inverse document frequency of a lower-case word."""
        row = self.rows.get(word)
        return self.rarest if row is None else float(self.idf[row])

    @property
    def size(self) -> int:
        """Numbers to a vector."""
        return int(self.vectors.shape[1])

    def means(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """What each text is about: the mean of its words' vectors by their weights, of length one; nothing but zeros
        where no word is known."""
        means = np.zeros((len(texts), self.size), np.float32)
        for number, text in enumerate(texts):
            known = [row for word in _WORD.findall(text.lower()) if (row := self.rows.get(word)) is not None]
            if known:
                means[number] = self.idf[known] @ self.vectors[known]
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        return np.asarray(means / np.where(lengths, lengths, 1.0), np.float32)

    def similarities(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> NDArray[np.float32]:
        """Cosine of each of our lower-case words with each of theirs; 0 where either is not known."""
        left, right = self._matrix(ours), self._matrix(theirs)
        return left @ right.T

    def _matrix(self, words: tuple[str, ...]) -> NDArray[np.float32]:
        rows = [self.rows.get(word, -1) for word in words]
        matrix = self.vectors[rows]
        matrix[[row < 0 for row in rows]] = 0.0
        return matrix
