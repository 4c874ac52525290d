"""The question whether a statement asserts several things, and the parts that an answer proposes.

A part is made of the statement's own words in their order: one run of them, or its first words and one run further on,
with a comma or an "and" in what is left out between. All parts together leave out nothing else. So a model can add no
word, and drop none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from secondsource.model import Statement
from secondsource.opinion.asking import Discarded, answered, request, shown

# Fewer words than this assert one thing. Sentences of more than the most are lists or no sentences.
LEAST_WORDS, MOST_WORDS = 8, 80
LEAST_PART, MOST_PARTS = 3, 4

_JOINTS = frozenset((",", ";", "and", "but", "while", "whereas"))
# What holds its sentence together: of "if A, B", "not A and B" or "denied that A and B" neither half is asserted.
_HOLDING = re.compile(
    r"\b(?:if|unless|or|either|neither|nor|whether|than|except|only|until|not|no|never|none|cannot|without|that|"
    r"den(?:y|ie[sd]|ying)|refus\w+|reject\w*|fail\w*|claim\w*|alleg\w+|sa(?:y|ys|id)|may|might|can|could|would|will|"
    r"should|must|plan\w*|want\w*|threat\w*|expect\w*|hop(?:e|es|ed|ing))\b|n['’]t\b",
    re.IGNORECASE,
)
# What the reader adds to make a statement stand alone: a day, or whom a pronoun means.
_ADDED = re.compile(r" \[[^\]]*\]")
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")

_TASK = """You are given a statement of a news report. Does it assert several things of which one could be so and
another not? If so, give each as a sentence of its own. Use only words of the statement, letter by letter and in their
order; you may repeat its first words, such as who did it, before each. Leave nothing out but "and", "but" and commas.
If it asserts one thing, give no parts."""

_SCHEMA = {
    "type": "object",
    "properties": {"parts": {"type": "array", "items": {"type": "string"}}},
    "required": ["parts"],
    "additionalProperties": False,
}


class _Answer(msgspec.Struct, forbid_unknown_fields=True):
    parts: list[str]


def may_be_split(statement: Statement) -> bool:
    """Whether a model is asked about it at all."""
    text = _own_words(statement)
    words = sum(map(_spoken, _words(text)))
    return statement.checkable and LEAST_WORDS <= words <= MOST_WORDS and not _HOLDING.search(text)


def split_request(model: str, statement: Statement) -> bytes:
    """What a model is asked about one statement. Raises ``Discarded`` where it is too long."""
    return request(model, _TASK, {"statement": _own_words(statement)}, _SCHEMA)


def parts_in(answer: bytes, statement: Statement, model: str) -> tuple[Statement, ...]:
    """The parts of a statement that the answer of ``model`` proposes; none where it asserts one thing.

    Each has the statement's place, attribution and those of its measures that are in the part. Raises ``Discarded``
    where the parts are not made of the statement's words, or not of all of them.
    """
    told = answered(_Answer, answer).parts
    if not told:
        return ()
    words = _words(shown(_own_words(statement)))
    runs = [_runs(_words(part), words) for part in told]
    used = {number for part in runs for run in part for number in run}
    left = {word for number, word in enumerate(words) if number not in used and _spoken(word)}
    if not all(runs) or left - _JOINTS:
        raise Discarded("it proposes parts that are not made of the statement's own words, or leave some out")
    if not 2 <= len({str(part) for part in runs}) == len(told) <= MOST_PARTS:
        raise Discarded(f"it proposes one part, the same twice, or more than {MOST_PARTS}")
    return tuple(_part(statement, model, number, part) for number, part in enumerate(runs, start=1))


def _own_words(statement: Statement) -> str:
    return _ADDED.sub("", statement.text)


def _words(text: str) -> list[str]:
    """The words and signs of a sentence in lower case, without its full stop."""
    return [word.casefold() for word in _WORD.findall(text.strip().rstrip("."))]


def _spoken(word: str) -> bool:
    return word[0].isalnum()


def _runs(part: Sequence[str], words: Sequence[str]) -> tuple[range, ...]:
    """Where the words of a part stand; nowhere if they are not one run, or first words and one run after a joint."""
    if not LEAST_PART <= len(part) < len(words):
        return ()
    if (start := _find(part, words, 0)) is not None:
        return (range(start, start + len(part)),)
    for first in range(len(part) - 1, 0, -1):
        start = _find(part[first:], words, first + 1)
        if part[:first] == words[:first] and start is not None and _JOINTS.intersection(words[first:start]):
            return (range(first), range(start, start + len(part) - first))
    return ()


def _find(part: Sequence[str], words: Sequence[str], begin: int) -> int | None:
    places = range(begin, len(words) - len(part) + 1)
    return next((place for place in places if words[place : place + len(part)] == part), None)


def _part(statement: Statement, model: str, number: int, runs: Sequence[range]) -> Statement:
    own = _own_words(statement)
    places = [match.span() for match in _WORD.finditer(shown(own))]
    pieces = [own[places[run[0]][0] : places[run[-1]][1]] for run in runs]
    text = " ".join(pieces)
    return replace(
        statement,
        id=f"{statement.id}.{number}",
        text=f"{text[0].upper()}{text[1:]}.",
        quantities=tuple(each for each in statement.quantities if any(each.text in piece for piece in pieces)),
        times=tuple(each for each in statement.times if any(each.text in piece for piece in pieces)),
        places=tuple(each for each in statement.places if any(each.text in piece for piece in pieces)),
        loaded=(),
        proposed=model,
    )
