"""The source of a cue verb: before it, after it, or that of the verb it depends on."""

from __future__ import annotations

from bench.rules.cue_verbs import group_start, setting
from bench.rules.cues import VERBS
from bench.rules.marked import DASHES, Hit, Marked
from secondsource.reading.cues import DOCUMENTS, Kind
from secondsource.reading.phrases import (
    Range,
    antecedent,
    is_finite,
    opens_clause,
    subject_before,
)
from secondsource.reading.tokens import (
    BE,
    COORDINATOR,
    DAYS,
    QUOTES,
    words,
)


def find_source(sentence: Marked, hits: list[Hit], n: int) -> Range | None:
    hit, tokens = hits[n], sentence.tokens
    start = hit.group[0]
    if hit.cue.form == "g" and not any(tokens[k].low in BE for k in range(start, hit.group[1])):
        return _participle_source(sentence, hits, n)
    if start > 0 and tokens[start - 1].low in COORDINATOR:
        return _shared_source(sentence, hits, n)
    if start > 0 and tokens[start - 1].low in ("who", "which", "that"):
        return antecedent(sentence.tokens, start - 1) or (start - 1, start)
    return subject_before(tokens, start)


def inverted_source(sentence: Marked, hit: Hit) -> Range | None:
    """The source after its verb: ``"Content," said the source``; ``Content, says the source``."""
    start, verb_end = hit.group
    if hit.cue.kind is not Kind.SPEECH or hit.cue.form not in "sdb" or hit.cue.addressee or start == 0:
        return None
    before = sentence.tokens[start - 1]
    closes = before.text in QUOTES or (before.text in (",", *DASHES, "?", "!") and start > 2)
    if not closes or verb_end >= sentence.end or hit.frame not in "CDNP":
        return None
    if before.text not in QUOTES:
        if hit.frame == "P" or opens_clause(sentence.tokens, verb_end, sentence.end):
            return None
        if before.text == "," and subject_before(sentence.tokens, start) and not sentence.quoted[start - 2]:
            return None
    return (verb_end, source_end(sentence, verb_end))


def _shared_source(sentence: Marked, hits: list[Hit], n: int) -> Range | None:
    """``X said P and added Q``: the source of the verb before, else the subject of the clause."""
    if n > 0:
        return inverted_source(sentence, hits[n - 1]) or find_source(sentence, hits, n - 1)
    return main_subject(sentence, hits[n].group[0])


def _participle_source(sentence: Marked, hits: list[Hit], n: int) -> Range | None:
    start, tokens = hits[n].group[0], sentence.tokens
    if start > 1 and tokens[start - 1].is_word and tokens[start - 1].low not in COORDINATOR:
        subject = subject_before(tokens, start)
        lead = sentence.low(subject[0] - 1) if subject else ""
        last = tokens[subject[1] - 1] if subject else tokens[start]
        if subject and (lead == "with" or last.low in DOCUMENTS or last.is_capital):
            return subject
    for k in range(n - 1, -1, -1):
        if not hits[k].passive and hits[k].cue.kind is not Kind.SEEMING and hits[k].cue.form != "g":
            return inverted_source(sentence, hits[k]) or find_source(sentence, hits, k)
    if start == 0:
        comma = next((i for i in range(sentence.end) if sentence.tokens[i].text == ","), None)
        return main_subject(sentence, sentence.end, comma + 1) if comma is not None else None
    return main_subject(sentence, start)


def main_subject(sentence: Marked, before: int, start: int = 0) -> Range | None:
    """The subject of the first finite verb."""
    for i in range(start + 1, before):
        if not sentence.quoted[i] and is_finite(sentence.tokens, i):
            return subject_before(sentence.tokens, group_start(sentence.tokens, i), start)
    return None


def source_end(sentence: Marked, start: int) -> int:
    """Where a source that follows its cue ends: where the sentence ends, or a further clause or quotation begins."""
    for i in range(start + 1, sentence.end):
        if sentence.quoted[i]:
            return i
        if sentence.tokens[i].text == "," or sentence.tokens[i].text in DASHES:
            low = sentence.low(i + 1)
            if low in words("but and while as when after before in on at during because although though with"):
                return i
            if (low.endswith("ing") and low in VERBS) or low in words("referring speaking citing using"):
                return i
        if sentence.low(i) in words("during after before when while as because") or (
            sentence.low(i) in ("in", "on") and (sentence.low(i + 1) in DAYS or setting(sentence, i))
        ):
            return i
        if sentence.low(i) in DAYS or sentence.tokens[i].text in (";", ":"):
            return i
    return sentence.end
