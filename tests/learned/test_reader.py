import random
from itertools import pairwise

import pytest

from secondsource.learned.reader import Reader
from secondsource.model import Span


def read(*sentences):
    """Marks of sentences set one after the other, and their text."""
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    return Reader.load().read(text, spans), text


def words(span, text):
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The harbour master said the ferry had left on time.", "The harbour master", "said",
         ["the ferry had left on time"]),
        ("According to the ministry, four bridges are closed.", "the ministry", "According to",
         ["four bridges are closed"]),
    ],
)  # fmt: skip
def test_plain_attributions(sentence, source, cue, content):
    marks, text = read(sentence)
    (found,) = marks.relations
    assert words(found.source, text) == source
    assert words(found.cue, text) == cue
    assert [words(piece, text).rstrip(".") for piece in found.content] == content


def test_a_quotation_broken_by_its_source_is_one_content_in_pieces():
    marks, text = read("“We saw the smoke at noon,” Lena Aaltonen said, “and then the siren went.”")
    (found,) = marks.relations
    assert words(found.source, text) == "Lena Aaltonen"
    assert len(found.content) == 2


def test_an_attribution_inside_another_knows_where_it_stands():
    marks, text = read("A coast guard officer told Reuters that the captain had said the engine failed twice.")
    outer, inner = marks.relations
    assert (words(outer.cue, text), outer.within) == ("told", None)
    assert (words(inner.source, text), inner.within) == ("the captain", 0)


def test_names():
    marks, text = read("Lena Aaltonen of the World Health Organization flew to Helsinki.")
    found = {words(e.span, text): e.label for e in marks.sentences[0].entities}
    assert found["Lena Aaltonen"] == "PER"
    assert found["Helsinki"] == "LOC"


def test_figures_are_more_checkable_than_thanks():
    marks, _ = read("We created 30,000 jobs last year and cut unemployment by half.", "Thank you very much, everyone.")
    assert marks.sentences[0].checkable > 0.5 > marks.sentences[1].checkable


def test_what_stands_far_away_changes_nothing():
    near = ["The mayor said the dam is safe."] + ["Rain fell on the valley all through the night and the morning."] * 14
    alone, _ = read(*near)
    with_more, _ = read(*near, *["Then the council met, and the chair denied that money was missing."] * 5)
    assert alone.sentences[0] == with_more.sentences[0]
    assert alone.relations[0] == with_more.relations[0]


def test_the_same_text_reads_the_same():
    sentences = ["The clinic said it had run out of beds."] * 3
    assert read(*sentences) == read(*sentences)


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "ط" * 50, "x" * 100_000, "“" * 3000, "a b " * 5000])
def test_any_text_can_be_read(text):
    spans = [Span(0, len(text))] if text else []
    marks = Reader.load().read(text, spans)
    assert [s.span for s in marks.sentences] == spans
    for relation in marks.relations:
        assert all(piece.end <= len(text) for piece in relation.content)


def test_spans_are_well_formed_on_noise():
    chance = random.Random(7)
    vocabulary = ["said", "told", "that", "“", "”", '"', ",", ".", "according to", "Weber", "the ministry", "denied"]
    for _ in range(20):
        marks, text = read(*(" ".join(chance.choices(vocabulary, k=chance.randint(1, 60))) for _ in range(6)))
        for r in marks.relations:
            others = [*r.content, *([r.source] if r.source else [])]
            assert not any(r.cue.overlaps(o) for o in others)
            assert all(a.end <= b.start for a, b in pairwise(sorted(others)))
            assert all(words(s, text).strip() == words(s, text) for s in (r.cue, *others))
