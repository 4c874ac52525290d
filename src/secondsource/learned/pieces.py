"""Text -> word pieces with the features that the uncased encoder cannot see by itself.

Training and inference call the same functions, so what the weights learned is what they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

CLS, SEP = 101, 102  # of the uncased BERT vocabulary
CASES = 8  # classes of `case_of`; 0 is for [CLS], [SEP] and padding
QUOTES = 4  # classes of `quoted`: outside and inside double quotation marks; 2 and 3 at the word that opens a line

_OPEN, _CLOSE, _STRAIGHT = "“«„", "”»", '"'


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text, in order; all arrays have one entry a piece.

    ``starts`` and ``ends`` are characters of the text. ``word`` numbers the words (runs without white space or
    punctuation, and single punctuation marks) through the whole text, ``sentence`` the sentences given.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    word: Ints
    sentence: Ints
    case: Ints
    quoted: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def between(self, start: int, stop: int) -> Pieces:
        """Pieces ``start`` to ``stop``, half-open."""
        return Pieces(*(getattr(self, name)[start:stop] for name in self.__slots__))

    @property
    def first(self) -> NDArray[np.bool_]:
        """Where a word begins. Labels stand on the first piece of a word only."""
        return np.asarray(np.diff(self.word, prepend=-1) != 0)


def cut(tokenizer: Any, text: str, sentences: Sequence[tuple[int, int]]) -> Pieces:
    """The word pieces of the sentences, given as half-open character ranges in the order of the text.

    ``tokenizer`` is a ``tokenizers.Tokenizer`` of the uncased BERT vocabulary, without padding and truncation.
    """
    encodings = tokenizer.encode_batch([text[start:end] for start, end in sentences], add_special_tokens=False)
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    words: list[int] = []
    numbers: list[int] = []
    for number, ((start, _), encoding) in enumerate(zip(sentences, encodings, strict=True)):
        ids += encoding.ids
        offsets += [(start + a, start + b) for a, b in encoding.offsets]
        words += [(number << 32) + word for word in encoding.word_ids]
        numbers += [number] * len(encoding.ids)
    numbered = np.cumsum(np.diff(np.array(words, np.int64), prepend=-1) != 0) - 1
    starts, ends = np.array(offsets, np.int64).reshape(-1, 2).T
    case, inside = _surface(text, numbered, starts, ends)
    as_ints = (np.array(ids, np.int64), starts, ends, numbered, np.array(numbers, np.int64), case, inside)
    return Pieces(*as_ints)


def _surface(text: str, word: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Case and quotation of each piece, by the word that it belongs to."""
    first = np.flatnonzero(np.diff(word, prepend=-1) != 0)
    last = np.append(first[1:], len(word))[: len(first)]
    spans = [(int(starts[a]), int(ends[b - 1])) for a, b in zip(first, last, strict=True)]
    counts = last - first
    cases = np.array([case_of(text[a:b]) for a, b in spans], np.int64)
    inside = np.array(list(quoted(text, spans)), np.int64)
    return np.repeat(cases, counts), np.repeat(inside, counts)


def case_of(word: str) -> int:
    """1 lower, 2 Title, 3 UPPER, 4 miXed, 5 with digits, 6 quotation mark, 7 other sign."""
    if word[:1] in _OPEN + _CLOSE + _STRAIGHT:
        return 6
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 7
    if word.islower() or not word.upper().isupper():
        return 1
    if word[0].isupper() and (word[1:].islower() or len(word) == 1):
        return 2
    return 3 if word.isupper() else 4


def quoted(text: str, words: Iterable[tuple[int, int]]) -> Iterable[int]:
    """For each word: 1 inside double quotation marks (the marks included), else 0; 2 more where a line opens.

    A straight mark opens and closes in turn. A line end closes whatever is open: reporters open each paragraph of a
    long quotation anew.
    """
    inside, before = False, 0
    for start, end in words:
        word, opens = text[start:end], before == 0 or "\n" in text[before:start]
        was = inside and not opens
        inside = word in _OPEN or (word == _STRAIGHT and not was) or (was and word not in _CLOSE + _STRAIGHT)
        yield int(was or inside) + 2 * opens
        before = end
