from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from secondsource.learned.pieces import Pieces
from secondsource.learned.windows import BUDGET, lay_out, plan, segments


def pieces_of(lengths, word_length=1):
    """Pieces of sentences of these lengths; words are ``word_length`` pieces long."""
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    count = len(sentence)
    inside = np.concatenate([np.arange(n) for n in lengths]) if count else np.zeros(0, np.int64)
    word = np.cumsum(inside % word_length == 0) - 1
    ids = np.arange(1000, 1000 + count)
    return Pieces(ids, ids, ids + 1, word, sentence, np.ones(count, np.int64), np.zeros(count, np.int64))


lengths = st.lists(st.integers(1, BUDGET - 2), max_size=40)


@given(lengths)
def test_each_segment_is_answered_for_once_and_in_order(sizes):
    owned = [n for w in plan(sizes) for n in range(w.own_start, w.own_stop)]
    assert owned == list(range(len(sizes)))


@given(lengths)
def test_no_window_is_over_budget(sizes):
    for w in plan(sizes):
        assert w.start <= w.own_start < w.own_stop <= w.stop
        assert 1 + sum(sizes[w.start : w.stop]) + w.stop - w.start <= BUDGET


def test_neighbours_are_seen_where_there_is_room():
    first, second = plan([50, 50, 50, 50])[:2]
    assert (first.own_stop, first.stop) == (2, 3)
    assert (second.start, second.own_start) == (1, 2)


@given(st.lists(st.integers(0, 3 * BUDGET), max_size=5), st.integers(1, 3))
def test_segments_cover_all_pieces_and_cut_between_words(sizes, word_length):
    pieces = pieces_of(sizes, word_length)
    ranges = segments(pieces)
    assert [p for a, b in ranges for p in range(a, b)] == list(range(len(pieces)))
    assert all(0 < b - a <= BUDGET - 2 for a, b in ranges)
    assert all(pieces.word[b - 1] != pieces.word[b] for (_, b), _ in pairwise(ranges))


def test_one_word_longer_than_a_window_is_cut_all_the_same():
    assert len(segments(pieces_of([400], word_length=400))) == 3


def test_lay_out_knows_the_piece_at_each_place():
    ids, case, quoted, places = lay_out(pieces_of([2, 1]), [(0, 2), (2, 3)])
    assert ids.tolist() == [101, 1000, 1001, 102, 1002, 102]
    assert places.tolist() == [-1, 0, 1, -1, 2, -1]
    assert case.tolist() == [0, 1, 1, 0, 1, 0]
    assert quoted.tolist() == [0] * 6
