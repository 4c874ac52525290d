"""A statement and a passage as one row of word pieces, with what each word is to the other side.

Training and inference call the same functions, so what the weights learned is what they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

CLS, SEP = 101, 102  # of the uncased BERT vocabulary
MOST_PIECES = 128  # of a row; the statement gets at most half of it, the passage the rest
ROLES = 13  # classes of `Row.roles`; 0 is for [CLS], [SEP] and padding

_STATEMENT, _PASSAGE = 0, 6
_NOT_SHARED, _SHARED = 0, 3
_PLAIN, _CAPITAL, _FIGURE = 1, 2, 3

_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Row:
    """One pair: ``ids`` of the pieces, and ``roles``: whose word it is, whether the other side has it, its form."""

    ids: Ints
    roles: Ints

    def __len__(self) -> int:
        return len(self.ids)


def rows(tokenizer: Any, pairs: Sequence[tuple[str, str]]) -> list[Row]:
    """The rows of (statement, passage) pairs: [CLS] statement [SEP] passage [SEP].

    ``tokenizer`` is a ``tokenizers.Tokenizer`` of the uncased BERT vocabulary, without padding and truncation.
    """
    texts = [_bounded(text) for pair in pairs for text in pair]
    encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
    sides = [_Side.of(text, encoding) for text, encoding in zip(texts, encodings, strict=True)]
    return [_row(ours, theirs) for ours, theirs in zip(sides[::2], sides[1::2], strict=True)]


def stack(batch: Sequence[Row]) -> tuple[Ints, Ints, NDArray[np.float32]]:
    """``ids`` and ``roles`` padded to one length, and 1 where a piece is."""
    shape = (len(batch), max(map(len, batch)))
    ids, roles, real = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.float32)
    for number, row in enumerate(batch):
        ids[number, : len(row)], roles[number, : len(row)], real[number, : len(row)] = row.ids, row.roles, 1
    return ids, roles, real


def _bounded(text: str) -> str:
    """No piece is wanted beyond MOST_PIECES, and a megabyte without a space must not cost its length."""
    return text[: 16 * MOST_PIECES]


@dataclass(frozen=True, slots=True)
class _Side:
    """Pieces of one text; ``words`` says for each piece which word it belongs to (the word's pieces), ``forms`` how
    that word is written."""

    ids: list[int]
    words: list[tuple[int, ...]]
    forms: list[int]

    @staticmethod
    def of(text: str, encoding: Any) -> _Side:
        numbers, offsets = encoding.word_ids, encoding.offsets
        pieces: dict[int, list[int]] = {}
        first: dict[int, str] = {}
        for number, piece, (start, end) in zip(numbers, encoding.ids, offsets, strict=True):
            pieces.setdefault(number, []).append(piece)
            first.setdefault(number, text[start:end])
        words = {number: tuple(ids) for number, ids in pieces.items()}
        forms = {number: _form(shown) for number, shown in first.items()}
        return _Side(list(encoding.ids), [words[n] for n in numbers], [forms[n] for n in numbers])


def _form(shown: str) -> int:
    if _HAS_DIGIT.search(shown):
        return _FIGURE
    return _CAPITAL if shown[:1].isupper() else _PLAIN


def _row(ours: _Side, theirs: _Side) -> Row:
    room = MOST_PIECES - 3
    kept = min(len(ours.ids), max(room // 2, room - len(theirs.ids)))
    ids = [CLS, *ours.ids[:kept], SEP, *theirs.ids[: room - kept], SEP]
    roles = [0, *_roles(ours, theirs, _STATEMENT)[:kept], 0, *_roles(theirs, ours, _PASSAGE)[: room - kept], 0]
    return Row(np.array(ids, np.int64), np.array(roles, np.int64))


def _roles(side: _Side, other: _Side, whose: int) -> list[int]:
    there = set(other.words)
    return [
        whose + (_SHARED if word in there else _NOT_SHARED) + form
        for word, form in zip(side.words, side.forms, strict=True)
    ]
