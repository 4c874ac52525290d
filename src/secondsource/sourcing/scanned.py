"""Words as a machine read them from paper: told by figures in the middle of words, and read as another text has them.

What was scanned has "wo1ves" and "rnines". Against another text such a word is the one word there that looks the same
on paper. Texts without such signs are compared as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

# Words with a figure between their letters from which a text was scanned; the name of a product has one as well.
LEAST_SIGNS = 2
_SIGN = re.compile(r"(?<=[a-z])[0158](?=[a-z])")
# Beside letters a figure is the letter that looks like it; "18th", "5m" and "21st" are figures.
_FIGURE = re.compile(r"(?<=[A-Za-z])[0158]|(?<![\d.,])[0158](?=[a-z]{2})(?!(?:st|nd|rd|th|mn|bn)\b)")
_LETTERS = str.maketrans("0158", "olsb")
# What looks alike on paper has one shape.
_SHAPES = (("rn", "m"), ("cl", "d"), ("ii", "u"), ("ri", "n"), ("vv", "w"))
_LOOKS = str.maketrans("ijcaqbf", "lleoght")


@lru_cache(maxsize=512)
def is_scanned(text: str) -> bool:
    """Whether a text has enough words with figures in them to have been read by a machine."""
    return sum(1 for _ in _SIGN.finditer(text)) >= LEAST_SIGNS


def lettered(text: str) -> str:
    """A scanned text with letters for the figures in its words; each character stays where it was."""
    return _FIGURE.sub(lambda found: found.group().translate(_LETTERS), text)


def read_as(words: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """For words of a scanned text that another text has not: the only one of its words that looks the same."""
    known = frozenset(others)
    shapes: dict[str, set[str]] = defaultdict(set)
    for word in known:
        shapes[_shape(word)].add(word)
    read = {}
    for word in words:
        if word not in known and len(same := shapes.get(_shape(word), ())) == 1:
            read[word] = next(iter(same))
    return read


@lru_cache(maxsize=65_536)
def _shape(word: str) -> str:
    for letters, shape in _SHAPES:
        word = word.replace(letters, shape)
    return word.translate(_LOOKS)
