"""Sentences with exact offsets: nupunkt, with the corrections that news needs.

nupunkt 0.8 gets 10 of 12 hard cases right; what it splits wrongly is joined again here: ranks in a row ("Lt. Col."),
and quotations of several sentences, which are one unit because one source stands for all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Any

from secondsource.model import Span
from secondsource.reading.quotations import find_quotations

_TITLE = re.compile(
    r"(?:^|[\s(“\"'‘-])(?:Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Adm|Cmdr|Cdr|Brig|Sen|Sens|Rep|Reps|Gov|Govs|Dr|Drs|Mr|Mrs|Ms|"
    r"Messrs|Prof|Rev|Hon|Pres|Amb|Supt|Insp|Det|Msgr|St|Ste|Mt|Ft|No|Nos|vs|v|Jan|Feb|Aug|Sept|Oct|Nov|Dec|approx)\.$"
)
_INITIAL = re.compile(r"(?:^|[\s(“\"'‘.-])[A-Z]\.$")
_INITIALISM = re.compile(r"(?:^|[\s(“\"'‘-])(?:(?:[A-Z]\.){2,}|[ap]\.m\.)$")
_OPENER = re.compile(
    r"[“\"'‘(\[]*(?:The|A|An|This|That|These|Those|He|She|It|They|We|I|You|There|But|And|So|Yet|In|On|At|As|By|For|From|"
    r"After|Before|When|While|If|Although|Though|Since|With|His|Her|Its|Their|Our|My|What|Who|Why|How|Where|Some|Many|"
    r"Most|All|Several|No|Not|One|Two|However|Meanwhile|Also|Still|Now|Then|Last|Earlier|Later|According|Both|Each)\b"
)
LONGEST_SENTENCE = 5000  # characters; what is longer is a list, a table or worse, and states nothing readable
_LONGEST_QUOTATION = 3000  # characters; a mark left open must not swallow a page


@cache
def _nupunkt() -> Any:
    """The splitter; 0.03 s to import and build, so only once there is something to split."""
    import nupunkt

    return nupunkt.load_default_model() if hasattr(nupunkt, "load_default_model") else nupunkt


def split_sentences(text: str, block: Span) -> tuple[Span, ...]:
    """The sentences of a block of ``text``, in order, without the white space around them.

    A quotation is never cut: sentences inside one pair of marks stay together with the source that follows.
    """
    words = block.of(text)
    ends = [end for _, end in _raw(words)]
    quotations = find_quotations(words, Span(0, len(words))) if words else ()
    starts = [q.start for q in quotations]
    kept, begin = [], 0
    for end in ends:
        if end < len(words) and (_inside(quotations, starts, words, end) or _joins(words, begin, end)):
            continue
        kept.append((begin, end))
        begin = end
    if begin < len(words):
        kept.append((begin, len(words)))
    return tuple(span for s, e in kept if (span := _trim(words, s, e, block.start)) is not None)


def _raw(words: str) -> list[tuple[int, int]]:
    import nupunkt

    return nupunkt.sent_spans(words)


def _trim(words: str, start: int, end: int, offset: int) -> Span | None:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return Span(offset + start, offset + end) if start < end else None


def _inside(quotations: tuple[Span, ...], starts: list[int], words: str, end: int) -> bool:
    """Whether the boundary before ``end`` (white space counts to the left) cuts a quotation, or cuts it off."""
    at = end
    while at > 0 and words[at - 1].isspace():
        at -= 1
    n = bisect_right(starts, at - 1) - 1
    if n < 0 or at > quotations[n].end:
        return False
    quotation = quotations[n]
    if at < quotation.end:
        return (
            quotation.end - quotation.start <= _LONGEST_QUOTATION
            and quotation.end < len(words) + 1
            and (words[quotation.end - 1] in "”\"'»" and quotation.end > quotation.start + 1)
        )
    return words[end : end + 1].islower()  # "Is it over?" he asked.


def _joins(words: str, begin: int, end: int) -> bool:
    """Whether what stands before ``end`` runs on: an abbreviation, or lower case after it."""
    before = words[max(begin, end - 40) : end].rstrip()
    after = words[end : end + 20]
    if after[:1].islower() or after[:1] in ",;)":
        return True
    if _TITLE.search(before):
        return after[:1].isupper() or after[:1].isdigit()
    if _INITIALISM.search(before) or _INITIAL.search(before):
        return not _OPENER.match(after) and after[:1].isupper() and _runs_on(before)
    return False


def _runs_on(before: str) -> bool:
    """``George W. Bush``, ``U.S. Senate`` run on; ``at 3 a.m. Police …`` does not."""
    return not before.endswith(".m.")
