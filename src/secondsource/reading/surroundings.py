"""What of a report one block is read in, so that a passage can be read without its whole report.

To read a whole report of 1,000 words takes a third of a second, and evidence is a paragraph here and there. What a
paragraph needs of the rest: the sentences beside it; who its pronouns mean, named in the paragraphs before; and the
full names, roles and countries, which news gives where it first names somebody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Block, Report, Role, Span
from secondsource.reading.marking import LONGEST_REPORT
from secondsource.reading.names import ROLES
from secondsource.reading.tokens import DETERMINER, PREPOSITION, PRONOUN, SUBORDINATOR

_BEFORE = 2  # paragraphs; how far pronouns and "the day before" reach
_MENTIONS = 2  # paragraphs that first have a name: the lead may have the short form, the next the full one
_NAME = re.compile(r"\b[A-Z][\w.-]*\w")
_THE_ROLE = re.compile(r"\b[Tt]he ([a-z]{4,20})\b")
_CLOSED = DETERMINER | PREPOSITION | PRONOUN | SUBORDINATOR


def surroundings(report: Report, block: Block) -> tuple[Block, ...]:
    """The blocks, ``block`` among them, in the order of the text; none where it states nothing or stands too far on."""
    blocks = [b for b in report.blocks if b.states and b.span.start < LONGEST_REPORT]
    if block not in blocks:
        return ()
    at = blocks.index(block)
    near = range(max(0, at - _BEFORE), min(len(blocks), at + 2))
    wanted = {*near, *_opening(blocks), *_mentions(report.text, blocks, at), *_bearers(report.text, blocks, at)}
    return tuple(blocks[n] for n in sorted(wanted))


def namesakes(text: str, within: Sequence[Span], people: Sequence[Span]) -> tuple[Span, ...]:
    """``people``, whom the learned reader found beside a block, and where else their surnames stand behind a first
    name: there it did not look, and "Aaltonen" is the "Lena Aaltonen" of the lead only if that is a person too."""
    surnames = sorted({person.of(text).split()[-1] for person in people})
    if not surnames:
        return tuple(people)
    full = re.compile(rf"\b(?:[A-Z][\w.-]{{0,30}} ){{1,3}}(?:{'|'.join(map(re.escape, surnames))})\b")
    found = (match.span() for span in within for match in full.finditer(text, span.start, span.end))
    return tuple(sorted({*people, *(Span(*span) for span in found)}))


def _opening(blocks: Sequence[Block]) -> range:
    """Headline, standfirst and the first paragraph."""
    return range(next((n + 1 for n, b in enumerate(blocks) if b.role is Role.PARAGRAPH), len(blocks)))


def _mentions(text: str, blocks: Sequence[Block], at: int) -> set[int]:
    """The first paragraphs that have the names which stand in this one and in the one before."""
    missing = {name: _MENTIONS for n in (at - 1, at) if n >= 0 for name in _names(text, blocks[n])}
    found = set()
    for n, block in enumerate(blocks[:at]):
        here = missing.keys() & _names(text, block) if block.role is Role.PARAGRAPH else ()
        for name in here:
            found.add(n)
            missing[name] -= 1
            if not missing[name]:
                del missing[name]
    return found


def _names(text: str, block: Block) -> set[str]:
    found = _NAME.findall(text, block.span.start, block.span.end)
    return {name for name in found if name.lower() not in _CLOSED}


def _bearers(text: str, blocks: Sequence[Block], at: int) -> set[int]:
    """Where somebody is given a role that this block names alone ("the minister"): all of them, since only a role of
    one person stands for that person."""
    roles = ROLES.intersection(_THE_ROLE.findall(text, blocks[at].span.start, blocks[at].span.end))
    if not roles:
        return set()
    given = re.compile(
        rf"\b(?i:{'|'.join(sorted(roles))}),? [A-Z]|[A-Z]\w+,[^.]{{0,60}}\b(?:{'|'.join(sorted(roles))})\b"
    )
    return {n for n, block in enumerate(blocks[:at]) if given.search(text, block.span.start, block.span.end)}
