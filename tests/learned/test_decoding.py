import numpy as np
import pytest

from secondsource.learned.decoding import bio, relation, runs

OUT, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(5)


def scores(tags, classes=5, strength=4.0):
    """Scores that prefer these tags, one a word."""
    return np.eye(classes, dtype=np.float32)[tags] * strength


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([], []),
        ([0, 1, 2, 0], [(1, 3)]),
        ([1, 1, 2], [(0, 1), (1, 3)]),
        ([0, 2, 2], [(1, 3)]),
        ([0, 0], []),
    ],
)
def test_runs(tags, expected):
    assert runs(tags, 1, 2) == expected


def test_inside_never_follows_outside():
    wish = scores([0, 2, 2, 0], classes=3)  # the scores prefer O I I O, which is not well formed
    wish[0] *= 2
    assert [(a, b) for a, b, _, _ in bio(wish)] == [(1, 3)]


def test_kinds_are_told_apart_and_ordered():
    found = bio(scores([3, 4, 0, 1, 2, 2], classes=5))
    assert [(a, b, kind) for a, b, kind, _ in found] == [(0, 2, 1), (3, 6, 0)]
    assert all(0.9 < p <= 1 for *_, p in found)


def test_a_bias_towards_nothing_drops_the_doubtful():
    doubtful = np.array([[0.0, 0.5, -4.0]], np.float32)
    assert bio(doubtful)
    assert not bio(doubtful, bias=1.0)


def test_a_content_broken_by_source_and_cue_stays_one():
    words = scores([B_CONTENT, I_CONTENT, B_SOURCE, OUT, B_CONTENT, I_CONTENT])
    assert relation(words, cue=(3, 4)) == ([(2, 3)], [(0, 2), (4, 6)])


def test_the_cue_is_never_part_of_source_or_content():
    words = scores([B_SOURCE, I_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT])
    source, content = relation(words, cue=(2, 3))
    assert source == [(0, 2)]
    assert content == [(3, 5)]


def test_one_source_at_most():
    words = scores([B_SOURCE, OUT, B_SOURCE, I_SOURCE, OUT])
    words[2:4] *= 2
    assert relation(words, cue=(4, 5))[0] == [(2, 4)]


def test_nothing_read_nothing_found():
    assert bio(np.zeros((0, 3), np.float32)) == []
