import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from secondsource.learned.pairing import CLS, MOST_PIECES, ROLES, SEP, rows, stack

WORDS = ("the", "ferry", "left", "at", "noon", "with", "40", "pass", "##engers", "helsinki")


@pytest.fixture(scope="module")
def tokenizer():
    vocabulary = {"[UNK]": 0} | {word: number for number, word in enumerate(WORDS, 200)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def shown(row):
    pieces = ["" if i in (CLS, SEP) else WORDS[i - 200] for i in row.ids]
    return list(zip(pieces, row.roles.tolist(), strict=True))


def test_each_word_knows_its_side_whether_the_other_has_it_and_how_it_is_written(tokenizer):
    (row,) = rows(tokenizer, [("The ferry left Helsinki", "the ferry left at 40")])
    assert shown(row) == [
        ("", 0), ("the", 5), ("ferry", 4), ("left", 4), ("helsinki", 2),
        ("", 0), ("the", 10), ("ferry", 10), ("left", 10), ("at", 7), ("40", 9), ("", 0),
    ]  # fmt: skip
    assert row.roles.max() < ROLES


def test_a_word_is_shared_whole_or_not_at_all(tokenizer):
    (row,) = rows(tokenizer, [("passengers", "pass passengers")])
    assert shown(row)[1:3] == [("pass", 4), ("##engers", 4)]
    assert shown(row)[4:7] == [("pass", 7), ("pass", 10), ("##engers", 10)]


@pytest.mark.parametrize(("ours", "theirs", "kept"), [(10, 300, 10), (300, 10, 115), (300, 300, 62), (0, 300, 0)])
def test_what_is_too_long_is_cut_and_the_statement_keeps_half(tokenizer, ours, theirs, kept):
    (row,) = rows(tokenizer, [("ferry " * ours, "noon " * theirs)])
    assert len(row) <= MOST_PIECES
    assert list(row.ids).index(SEP) - 1 == kept


def test_a_megabyte_without_a_space_costs_no_more_than_a_sentence(tokenizer):
    (row,) = rows(tokenizer, [("x" * 1_000_000, "(" * 1_000_000)])
    assert len(row) <= MOST_PIECES


def test_rows_of_unlike_length_are_padded_and_the_padding_is_marked(tokenizer):
    ids, roles, real = stack(rows(tokenizer, [("ferry", "noon"), ("the ferry left", "at noon")]))
    assert ids.shape == roles.shape == real.shape == (2, 8)
    assert real.sum(1).tolist() == [5, 8]
    assert not ids[0, 5:].any() and not roles[0, 5:].any()
    assert np.array_equal(ids[1][:1], [CLS])
