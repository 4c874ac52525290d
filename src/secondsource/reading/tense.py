"""The clause that an expression of time stands in, and whether it tells of the past, the future or a plan."""

from __future__ import annotations

import re

from secondsource.model import Span
from secondsource.reading.tokens import words

_CLAUSE_ENDS = re.compile(r"[.;:!?\n—–\"“”]|, | that | but | while | who | which | after | and (?:said|told)")
_FUTURE = re.compile(r"\b(?:will|won['’]t|shall|(?:is|are|was|were) (?:to|due|set(?! up)|scheduled|expected|planned)|"
                     r"['’](?:re|s) (?:due|set(?! up)|scheduled|expected)|ha(?:s|ve) until|"
                     r"plans? to|expects? to|scheduled|expires?|ends|begins|starts|takes effect|"
                     r"(?:hopes?|aims?|intends?|vow(?:s|ed)|resolved|wants?) to|"
                     r"upcoming|going to|(?:he|she|it|they|we|I)[’']ll)\b")  # fmt: skip
PLANNED = re.compile(
    r"\b(?:was|were|been|originally|initially)(?: \w+ly| first)? (?:to|due|set(?! up)|scheduled|expected|planned)\b"
)
_LEADS = words("then but and so now also") | {""}
PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|came|went|took|met|sent|left|made|became|began|broke|fell|found|"
    r"gave|got|grew|held|lost|rose|saw|shot|sank|spoke|struck|won|wrote|\w{2,20}ed)\b"
)


def speaks_of_future(text: str, within: Span, read: re.Match[str]) -> bool:
    """Whether the clause that an expression stands in, or that it opens, tells of the future."""
    lead = text[max(within.start, read.start() - 160) : read.start()]
    before = lead[max((m.end() for m in _CLAUSE_ENDS.finditer(lead)), default=0) :]
    if _FUTURE.search(before):
        return True
    if before.strip(" ,").lower() not in _LEADS:
        return False
    after = text[read.end() : min(within.end, read.end() + 80)]
    future, past = _FUTURE.search(after), PAST.search(after)
    return bool(future and (not past or future.start() < past.start()))


def clause_around(text: str, within: Span, read: re.Match[str]) -> str:
    """The words around an expression, up to where its clause ends."""
    lead = text[max(within.start, read.start() - 160) : read.start()]
    after = text[read.end() : min(within.end, read.end() + 80)]
    start = max((m.end() for m in _CLAUSE_ENDS.finditer(lead)), default=0)
    end = _CLAUSE_ENDS.search(after)
    return lead[start:] + after[: end.start() if end else len(after)]
