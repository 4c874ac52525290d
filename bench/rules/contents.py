"""The content of a cue verb: the clause or phrase after it, or the clause before."""

from __future__ import annotations

from collections.abc import Sequence

from bench.rules.marked import DASHES, Hit, Marked
from secondsource.model import Span
from secondsource.reading.phrases import (
    Range,
    has_verb,
    subject_before,
)
from secondsource.reading.tokens import (
    COORDINATOR,
    is_adverb,
    words,
)


def content_after(sentence: Marked, hits: list[Hit], n: int) -> list[Span | None]:
    hit = hits[n]
    if hit.frame == "E" and not (hit.after < sentence.end and sentence.tokens[hit.after].text == ","):
        return []
    if hit.frame == "E":
        return list(resumed(sentence, hit.after))
    end = clause_end(sentence, hit.after, hits[n + 1 :])
    if hit.frame == "Q":
        quoted = [i for i in range(hit.after, len(sentence.tokens)) if sentence.quoted[i]]
        end = max(end, quoted[-1] + 1) if quoted and quoted[-1] >= end - 1 else end
    return [sentence.span(hit.after, end)]


def content_before(sentence: Marked, hits: list[Hit], n: int, source: Range | None) -> list[Span | None]:
    hit = hits[n]
    if source is None or hit.passive or hit.cue.form == "g" or source[0] < 2:
        return []
    at = source[0] - 1
    before = sentence.tokens[at]
    if not (before.text == "," or sentence.quoted[at] or before.text in DASHES or before.low in ("as", "like")):
        return []
    if source[1] > hit.group[0]:
        return []
    floor = max((h.after for h in hits[:n] if h.after < source[0]), default=0)
    adjunct = hit.frame == "R" and before.text == "," and has_verb(sentence.tokens, 0, at)
    leads = (
        hit.frame == "E"
        or sentence.quoted[at]
        or adjunct
        or (before.text == "," and at > 0 and sentence.quoted[at - 1])
    )
    if not leads:
        return []
    start = lead_end(sentence, 0) if floor == 0 else _previous_end(sentence, hits[n - 1], source[0])
    return [sentence.span(start, source[0])] if start < source[0] else []


def clause_end(sentence: Marked, start: int, later: Sequence[Hit]) -> int:
    """The end of the clause that begins at ``start``: the sentence's, or where a later citing clause takes over."""
    for hit in later:
        cut = _takes_over(sentence, hit, start)
        if cut is not None:
            return cut
    for i in range(start + 1, sentence.end):
        if sentence.tokens[i].text == ";" and not sentence.quoted[i]:
            return i
        if sentence.tokens[i].text == "," and sentence.low(i + 1) == "according" and sentence.low(i + 2) == "to":
            return i
    end = sentence.end
    while end < len(sentence.tokens) and sentence.quoted[end]:
        end += 1
    return end


def _takes_over(sentence: Marked, hit: Hit, start: int) -> int | None:
    """Where the clause of ``hit`` begins, if it stands beside the one from ``start`` and not inside it."""
    verb = hit.group[0]
    if verb <= start + 1:
        return None
    before = sentence.low(verb - 1)
    if hit.cue.form == "g" and before == ",":
        return verb - 1
    if before in ("and", "but"):
        return verb - 2 if sentence.low(verb - 2) == "," else verb - 1
    subject = subject_before(sentence.tokens, verb)
    if subject is None or subject[0] <= start + 1:
        return None
    at = subject[0] - 1
    if sentence.low(at) in words("and but while with although though as"):
        at -= 1
    if sentence.tokens[at].text in (",", *DASHES) or sentence.quoted[at]:
        return at if not sentence.quoted[at] else at + 1
    return None


def _previous_end(sentence: Marked, earlier: Hit, limit: int) -> int:
    """Where a second quotation in the sentence begins; none where the earlier cue takes all."""
    for i in range(earlier.after, limit):
        if sentence.quoted[i] and not sentence.quoted[i - 1]:
            return i
    return limit if earlier.frame != "E" else earlier.after


def lead_end(sentence: Marked, start: int) -> int:
    """Over "But", "Meanwhile," before a clause."""
    while start < sentence.end and (
        sentence.low(start) in COORDINATOR or (is_adverb(sentence.low(start)) and sentence.low(start + 1) == ",")
    ):
        start += 2 if sentence.low(start + 1) == "," else 1
    return start


def resumed(sentence: Marked, stop: int) -> list[Span]:
    """The quotation that goes on after ``"…," he said,``."""
    quoted = [i for i in range(stop, len(sentence.tokens)) if sentence.quoted[i]]
    if not quoted or quoted[0] > stop + 2:
        return []
    span = sentence.span(quoted[0], quoted[-1] + 1)
    return [span] if span else []


def starts_quoted(sentence: Marked, span: Span | None) -> bool:
    return span is not None and any(sentence.quoted[k] for k, t in enumerate(sentence.tokens) if t.start == span.start)


def inverted_content(sentence: Marked, hit: Hit, source: Range) -> tuple[Span, ...]:
    """What stands before ``said the source``, and the quotation that goes on after it."""
    content = sentence.span(lead_end(sentence, 0), hit.group[0])
    return (content, *resumed(sentence, source[1])) if content else ()
