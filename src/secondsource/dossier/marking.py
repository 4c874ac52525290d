"""The report's text cut where statements begin and end, so that each run of words knows whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from secondsource.model import Block, Role, Span


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong to the same statement. ``owner`` indexes the shortest span that covers them, or is ``None``.

    ``begins`` lists the spans that start here, longest first: each gets its own sign, so that spans that nest, cross
    or coincide can all be reached.
    """

    start: int
    text: str
    owner: int | None
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """One block of the report, its words in runs."""

    role: Role
    runs: tuple[Run, ...]


def mark_blocks(text: str, blocks: Sequence[Block], spans: Sequence[Span]) -> tuple[MarkedBlock, ...]:
    """Every block of ``text`` in order, cut into runs. What no block covers is shown as a paragraph, never dropped."""
    covered = list(_cover(text, blocks))
    runs = iter(mark_runs(text, spans, [span.start for span, _ in covered]))
    marked, held = [], next(runs, None)
    for span, role in covered:
        inside = []
        while held is not None and held.start < span.end:
            inside.append(held)
            held = next(runs, None)
        if inside and "".join(run.text for run in inside).strip():
            marked.append(MarkedBlock(role, tuple(inside)))
    return tuple(marked)


def mark_runs(text: str, spans: Sequence[Span], cuts: Sequence[int] = ()) -> Iterator[Run]:
    """``text`` from beginning to end in runs, cut at every span's edge and at ``cuts``.

    A heap of the open spans by length keeps this at n log n: three thousand nested spans must not cost nine million
    steps.
    """
    starting: defaultdict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(spans)), key=lambda i: (spans[i].start, -spans[i].end, i)):
        starting[spans[index].start].append(index)
    edges = {0, len(text), *cuts, *starting, *(span.end for span in spans)}
    ordered = sorted(edge for edge in edges if edge <= len(text))
    open_spans: list[tuple[int, int]] = []
    for start, end in pairwise(ordered):
        for index in starting[start]:
            heappush(open_spans, (spans[index].end - spans[index].start, index))
        while open_spans and spans[open_spans[0][1]].end <= start:
            heappop(open_spans)
        owner = open_spans[0][1] if open_spans else None
        yield Run(start, text[start:end], owner, tuple(starting[start]))


def _cover(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, Role]]:
    """The blocks and the gaps between them, from the first character to the last; blocks that overlap are cut."""
    reached = 0
    for block in sorted(blocks, key=lambda block: block.span):
        if block.span.start > reached:
            yield Span(reached, block.span.start), Role.PARAGRAPH
        if block.span.end > reached and block.span.start < len(text):
            start, reached = max(reached, block.span.start), min(block.span.end, len(text))
            yield Span(start, reached), block.role
    if reached < len(text):
        yield Span(reached, len(text)), Role.PARAGRAPH
