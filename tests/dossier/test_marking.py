from hypothesis import given
from hypothesis import strategies as st

from secondsource.dossier.marking import mark_blocks, mark_runs
from secondsource.model import Block, Role, Span

TEXT = "abcdefghijklmnopqrst"
SPANS = st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20)).filter(lambda p: p[0] < p[1]), max_size=9)


def test_the_shortest_span_owns_what_it_covers() -> None:
    runs = list(mark_runs("abcdef", [Span(0, 6), Span(2, 4)]))
    assert [(run.text, run.owner, run.begins) for run in runs] == [
        ("ab", 0, (0,)),
        ("cd", 1, (1,)),
        ("ef", 0, ()),
    ]


def test_spans_that_cross_or_coincide_all_get_a_sign() -> None:
    runs = list(mark_runs("abcdef", [Span(0, 4), Span(2, 6), Span(2, 6)]))
    assert [(run.text, run.owner, run.begins) for run in runs] == [
        ("ab", 0, (0,)),
        ("cd", 0, (1, 2)),
        ("ef", 1, ()),
    ]


@given(SPANS)
def test_runs_are_the_text_and_every_span_begins_once(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(*pair) for pair in pairs]
    runs = list(mark_runs(TEXT, spans))
    assert "".join(run.text for run in runs) == TEXT
    assert sorted(index for run in runs for index in run.begins) == list(range(len(spans)))
    for run in runs:
        covering = [i for i, span in enumerate(spans) if span.start <= run.start < span.end]
        shortest = min(covering, key=lambda i: (spans[i].end - spans[i].start, i), default=None)
        assert run.owner == shortest


def test_no_word_is_dropped_between_blocks() -> None:
    text = "Head\n\nlost words\n\nBody"
    blocks = (Block(Span(0, 4), Role.HEADLINE), Block(Span(18, 22), Role.PARAGRAPH))
    marked = mark_blocks(text, blocks, [Span(20, 22)])
    assert [(block.role, "".join(run.text for run in block.runs).strip()) for block in marked] == [
        (Role.HEADLINE, "Head"),
        (Role.PARAGRAPH, "lost words"),
        (Role.PARAGRAPH, "Body"),
    ]


@given(SPANS, SPANS)
def test_blocks_that_overlap_show_each_word_once(pairs: list[tuple[int, int]], spans: list[tuple[int, int]]) -> None:
    blocks = [Block(Span(*pair), Role.PARAGRAPH) for pair in pairs]
    marked = mark_blocks(TEXT, blocks, [Span(*pair) for pair in spans])
    assert "".join(run.text for block in marked for run in block.runs) == TEXT
