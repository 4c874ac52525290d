import numpy as np
import pytest

from secondsource.learned.words import WordVectors


@pytest.fixture(scope="module")
def words() -> WordVectors:
    return WordVectors.load()


@pytest.mark.parametrize(
    ("word", "nearer", "farther"),
    [("soldiers", "servicemen", "tonnes"), ("aircraft", "planes", "minister"), ("arrived", "reached", "killed")],
)
def test_like_words_are_nearer(words: WordVectors, word: str, nearer: str, farther: str) -> None:
    near, far = words.similarities((word,), (nearer, farther))[0]
    assert near > 0.45 > far


def test_cosines(words: WordVectors) -> None:
    cosines = words.similarities(("ferry", "harbour", "xqzzy"), ("ferry", "xqzzy"))
    assert cosines.shape == (3, 2)
    assert cosines[0, 0] == pytest.approx(1, abs=1e-5)
    assert not cosines[2].any()  # what is not known is like nothing
    assert np.abs(cosines).max() <= 1 + 1e-5


def test_rare_words_tell_more(words: WordVectors) -> None:
    assert words.weight("said") < words.weight("ferry") < words.weight("mercenaries") < words.weight("xqzzy")
