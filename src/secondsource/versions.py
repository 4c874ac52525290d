"""What an edited article says otherwise: two versions set side by side, word by word and statement by statement."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise

from secondsource.model import Report, Statement
from secondsource.reading.statements import find_statements, reads

# Share of their words that two statements have in common, from which one is the other said otherwise.
ALIKE = 0.5
# difflib's worst case is the cube of the words; a longer passage is shown as taken out and put in whole.
LONGEST_PASSAGE = 2000
# A word that stands in more statements than this tells none of them from the others.
COMMON = 50

_WORD = re.compile(r"\S+\s*")
_PLAIN = re.compile(r"\w+")


class Edit(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    TAKEN_OUT = "taken out"
    PUT_IN = "put in"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with one fate, verbatim with the spaces behind them."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement as it was and as it is now."""

    before: Statement
    after: Statement


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of the report ``older`` in the report ``newer``, both ids.

    ``passages`` are the paragraphs in order, each as runs of words. A statement that is worded as it was is in none of
    ``vanished``, ``changed`` and ``came``. ``read`` is false where a version is in a language that is not read, so that
    nothing is known of its statements.
    """

    older: str
    newer: str
    passages: tuple[tuple[Words, ...], ...]
    vanished: tuple[Statement, ...]
    changed: tuple[Changed, ...]
    came: tuple[Statement, ...]
    read: bool = True


def compare(older: Report, newer: Report) -> Revision:
    """The later of two versions of one article set against the earlier."""
    read = all(reads(report.text_language, report.text) for report in (older, newer))
    before, after = (find_statements(report) if read else () for report in (older, newer))
    vanished, changed, came = _matched(before, after)
    return Revision(older.id, newer.id, _passages(older, newer), vanished, changed, came, read)


def revisions(versions: Sequence[Report]) -> tuple[Revision, ...]:
    """Each version but the first, set against the one before it."""
    return tuple(compare(older, newer) for older, newer in pairwise(versions))


# --- words ------------------------------------------------------------------------------------------------------


def _passages(older: Report, newer: Report) -> tuple[tuple[Words, ...], ...]:
    left, right = ([block.span.of(report.text) for block in report.blocks] for report in (older, newer))
    matcher = SequenceMatcher(None, left, right, autojunk=len(left) + len(right) > LONGEST_PASSAGE)
    found: list[tuple[Words, ...]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += [(Words(Edit.KEPT, text),) for text in right[c:d]]
        else:
            found += _replaced(left[a:b], right[c:d])
    return tuple(found)


def _replaced(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[Words, ...]]:
    """Paragraphs in whose place others came: set against each other in order, then what is over."""
    for one, other in zip(left, right, strict=False):
        yield _words(one, other)
    for text in left[len(right) :]:
        yield (Words(Edit.TAKEN_OUT, text),)
    for text in right[len(left) :]:
        yield (Words(Edit.PUT_IN, text),)


def _words(older: str, newer: str) -> tuple[Words, ...]:
    left, right = _WORD.findall(older), _WORD.findall(newer)
    if max(len(left), len(right)) > LONGEST_PASSAGE:
        return Words(Edit.TAKEN_OUT, older), Words(Edit.PUT_IN, newer)
    bare = [[word.strip() for word in words] for words in (left, right)]
    runs: list[tuple[Edit, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, bare[0], bare[1]).get_opcodes():
        if tag == "equal":
            runs.append((Edit.KEPT, "".join(right[c:d])))
        else:
            runs += [(Edit.TAKEN_OUT, "".join(left[a:b])), (Edit.PUT_IN, "".join(right[c:d]))]
    return tuple(
        Words(edit, "".join(text for _, text in same))
        for edit, same in groupby((run for run in runs if run[1]), key=lambda run: run[0])
    )


# --- statements -------------------------------------------------------------------------------------------------


def _matched(
    before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[tuple[Statement, ...], tuple[Changed, ...], tuple[Statement, ...]]:
    """What vanished, changed and came. The likest pairs are matched first; each statement once."""
    same = Counter(s.text for s in before) & Counter(s.text for s in after)
    old, new = _without(before, same), _without(after, same)
    left, right = ([_bag(statement) for statement in each] for each in (old, new))
    pairs = sorted(_alike(left, right), key=lambda pair: (-pair[0], pair[1], pair[2]))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, n, m in pairs:
        if n not in partner and m not in taken:
            partner[n] = m
            taken.add(m)
    return (
        tuple(s for n, s in enumerate(old) if n not in partner),
        tuple(Changed(old[n], new[m]) for n, m in sorted(partner.items())),
        tuple(s for m, s in enumerate(new) if m not in taken),
    )


def _without(statements: Sequence[Statement], same: Counter[str]) -> list[Statement]:
    left, rest = Counter(same), []
    for statement in statements:
        if left[statement.text]:
            left[statement.text] -= 1
        else:
            rest.append(statement)
    return rest


def _bag(statement: Statement) -> Counter[str]:
    return Counter(_PLAIN.findall(statement.text.casefold()))


def _alike(left: Sequence[Counter[str]], right: Sequence[Counter[str]]) -> Iterator[tuple[float, int, int]]:
    """Pairs whose words are alike (Dice's coefficient), found by the words that they share."""
    holding: dict[str, list[int]] = defaultdict(list)
    for m, bag in enumerate(right):
        for word in bag:
            holding[word].append(m)
    for n, bag in enumerate(left):
        met = {m for word in bag if len(holding.get(word, ())) <= COMMON for m in holding.get(word, ())}
        for m in sorted(met):
            share = 2 * (bag & right[m]).total() / ((bag.total() + right[m].total()) or 1)
            if share >= ALIKE:
                yield share, n, m
