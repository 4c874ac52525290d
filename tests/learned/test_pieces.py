import pytest

from secondsource.learned.pieces import case_of, cut, quoted
from secondsource.learned.reader import Reader


@pytest.mark.parametrize(
    ("word", "case"),
    [("bridge", 1), ("Weber", 2), ("A", 2), ("NATO", 3), ("iPhone", 4), ("McRae", 4), ("IL62", 5), ("99", 5), ("“", 6),
     ('"', 6), (",", 7), ("—", 7), ("市", 1)],
)  # fmt: skip
def test_case_of(word, case):
    assert case_of(word) == case


def flags(text):
    words, at = [], 0
    for word in text.replace("\n", " \n ").split(" "):
        if word.strip():
            start = text.index(word, at)
            words.append((start, start + len(word)))
            at = start + len(word)
    return [flag % 2 for flag in quoted(text, words)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("she said “ it holds ” today", [0, 0, 1, 1, 1, 1, 0]),
        ('he " knew " it', [0, 1, 1, 1, 0]),
        ("“ it goes on\nand the mark stays open", [1, 1, 1, 1, 0, 0, 0, 0, 0]),
        ("no ” opening", [0, 0, 0]),
    ],
)
def test_quoted(text, inside):
    assert flags(text) == inside


def test_pieces_slice_to_their_words():
    text = "Zürich’s mayor, Ann-Kathrin Ott, objected."
    pieces = cut(Reader.load().tokenizer, text, [(0, len(text))])
    words = {int(w): "" for w in pieces.word}
    for word, start, end in zip(pieces.word.tolist(), pieces.starts.tolist(), pieces.ends.tolist(), strict=True):
        words[word] += text[start:end]
    assert list(words.values())[:6] == ["Zürich", "’", "s", "mayor", ",", "Ann"]


def test_nothing_but_blanks_gives_no_pieces():
    assert len(cut(Reader.load().tokenizer, " \u200b\x00 ", [(0, 4)])) == 0
