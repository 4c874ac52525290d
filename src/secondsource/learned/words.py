"""How alike two words are, and how much a word tells: static word vectors and document frequencies.

Made by ``training/words.py``: every word through MiniLM alone, in the manner of model2vec (Tulkens and van Dongen
2024). A word it does not hold is alike only to itself, and counts as rare as the rarest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


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

    def similarities(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> NDArray[np.float32]:
        """Cosine of each of our lower-case words with each of theirs; 1 where they are the same word."""
        cosines = np.zeros((len(ours), len(theirs)), np.float32)
        known_ours = [n for n, word in enumerate(ours) if word in self.rows]
        known_theirs = [n for n, word in enumerate(theirs) if word in self.rows]
        if known_ours and known_theirs:
            left = self.vectors[[self.rows[ours[n]] for n in known_ours]]
            right = self.vectors[[self.rows[theirs[n]] for n in known_theirs]]
            cosines[np.ix_(known_ours, known_theirs)] = left @ right.T
        for n, word in enumerate(ours):
            for m, other in enumerate(theirs):
                if word == other:
                    cosines[n, m] = 1.0
        return cosines
