"""Held reports in hand: blocks are read side by side, each once, and what they state does not depend on the order."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from newsroom import report

from secondsource import Library, shelf
from secondsource.model import Block, Report, Span, Statement
from secondsource.reading.statements import find_statements
from secondsource.shelf import Shelf

TEXTS = (
    "Two ferries sank off Holyhead on Saturday, harbour master Ada Poe said.\nForty people were taken off by boat.",
    "A bridge fell in Genoa.\nNobody was hurt, the mayor said.",
    "Wheat prices rose by a tenth in Canada last year.",
)
HELD = tuple(report(text, f"Paper {n}") for n, text in enumerate(TEXTS))
PASSAGES = tuple((each, block.span) for each in HELD for block in each.blocks)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.open(tmp_path / "library", create=True)
    list(made.add((each, each.text.encode()) for each in HELD))
    return made


def stated(taken: Shelf, passages: Sequence[tuple[Report, Span]] = PASSAGES) -> list[tuple[Statement, ...]]:
    return [taken.statements(*passage) for passage in passages]


def test_blocks_read_side_by_side_state_what_each_states_alone(library: Library) -> None:
    together, backwards, alone = (Shelf(library) for _ in range(3))
    together.read(PASSAGES)
    backwards.read(PASSAGES[::-1])
    assert stated(together) == stated(backwards) == stated(alone)
    assert all(stated(together))


def test_a_block_is_read_once_and_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, Span]] = []

    def noted(held: Report, only: Block) -> tuple[Statement, ...]:
        read.append((held.id, only.span))
        return find_statements(held, only)

    monkeypatch.setattr(shelf, "find_statements", noted)
    taken = Shelf(library)
    taken.read((*PASSAGES, *PASSAGES))
    first = stated(taken)
    assert sorted(read) == sorted((each.id, span) for each, span in PASSAGES)
    taken.keep()
    again = Shelf(library)
    again.read(PASSAGES)
    assert stated(again) == first
    assert len(read) == len(PASSAGES)


def test_what_cannot_be_read_costs_only_itself(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(held: Report, only: Block) -> tuple[Statement, ...]:
        if held == HELD[1]:
            raise ValueError("a mistake")
        return find_statements(held, only)

    monkeypatch.setattr(shelf, "find_statements", breaking)
    taken = Shelf(library)
    taken.read(PASSAGES)
    assert [bool(found) for found in stated(taken)] == [True, True, False, False, True]
    assert [(failure.stage, failure.subject) for failure in taken.failures] == [("reading", HELD[1].id)]


def test_another_mistake_is_not_hidden(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(held: Report, only: Block) -> tuple[Statement, ...]:
        raise KeyError(held.id)

    monkeypatch.setattr(shelf, "find_statements", breaking)
    with pytest.raises(KeyError):
        Shelf(library).read(PASSAGES)
