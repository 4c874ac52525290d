"""Which assertions a sentence makes: the cited ones with their attribution, the rest in the reporter's own voice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from secondsource.model import Attribution, Span
from secondsource.reading.bearing import acts, bears
from secondsource.reading.clauses import NEEDS_COMMA, Clause, split_clauses
from secondsource.reading.cues import VERBS
from secondsource.reading.dangling import not_led_on, undangled
from secondsource.reading.interrupted import awaits_verb, is_interrupted, rejoined
from secondsource.reading.phrases import antecedent, is_finite, opens_clause, subject_before
from secondsource.reading.sentences import split_sentences
from secondsource.reading.tokens import (
    BE,
    DAYS,
    FINITE_AUXILIARY,
    MONTHS,
    PREPOSITION,
    Token,
    is_adverb,
    tokenize,
    words,
)
from secondsource.reading.verbs import BASE_AND_NOUN, BASES, FINITE

_HANGING = words("because if when as since unless until where who which that whose")
_SILENCE = re.compile(
    r"(?:(?:has|have|had) )?(?:(?:refused|declined) to|(?:did|does|do|would|could|has|have|had)(?: not|n['’]t)) "
    r"(?:\w+ly )?(?:say|said|comment|commented|elaborate|elaborated|explain|give|given|name|named|identify|"
    r"specify|disclose|provide|discuss|answer|respond)\b"
)
_CITES = re.compile(  # at most six words for who, six for where and when
    r"(?:[\w.'’-]+,? ){1,6}(?:said|says|wrote|tweeted|posted|added|told [\w.'’ -]{1,40})"
    r"(?: (?:in|on|at|to|during|via|late|early|[A-Z])[\w.,'’-]*(?: [\w.,'’-]+){0,6})?[.,]?"
)
_SAYS_SOMETHING = BE | words("told to of about")
_WHO = re.compile(r", who (?=\w)")
_RELATIVE = re.compile(r",?\s+(?:who|which|that)\b")
_THAT = re.compile(r"(?:only |just )?[Tt]hat,?\s+(?=\S)")
_UNFINISHED = BE | words("the a an his her their its (")
_SHORT = 6  # words and marks; longer sentences with a full stop state something, whether we know their verb or not
_FAR = 400  # characters between the parts of one attribution; a free quotation's source may stand pages before it


@dataclass(frozen=True, slots=True)
class Assertion:
    """One clause, and whose it is. ``whole``: the citing clause itself is the news ("tweeted a picture")."""

    clause: Clause
    attribution: Attribution | None
    whole: bool = False


def find_assertions(
    text: str, sentence: Span, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> list[Assertion]:
    """The assertions of one sentence; ``attributions`` are those of the whole report."""
    inside = [a for a in attributions if sentence.overlaps(a.content.span) and bears(text, a)]
    bearing = [a for a in inside if not _only_encloses(text, a, inside)]
    extents = {a: _clip(_extent(text, a), sentence) for a in inside}
    found: list[Assertion] = []
    for attribution in bearing:
        if acts(text, attribution):
            within = _spoken_in(text, attribution, sentence, quotations)
            starts = [e.start for e in extents.values()] + [a.cue.span.start for a in inside if a.cue is not None]
            extents[attribution] = _reach(extents[attribution], within, starts)
            found += _acted(text, attribution, extents[attribution], quotations)
        else:
            found += _contained(text, attribution, sentence, quotations)
    found += [told for a in bearing if (told := _told_of_source(text, a, sentence)) is not None]
    for span in _without(sentence, extents.values()):
        if span == sentence:
            found += narrated(text, span, attributions, quotations)
        elif not _hangs(text, span):
            found += _left(text, span, attributions, quotations)
    return [whole for each in found if (whole := _with_source(text, each, bearing)) is not None]


def _with_source(text: str, assertion: Assertion, bearing: Sequence[Attribution]) -> Assertion | None:
    """``Poe said P but would not say Q``: the second half, nobody's words, is told of whoever said the first."""
    clause = assertion.clause
    if assertion.attribution is not None or clause.subject is not None:
        return assertion
    headless = _opens_with_verb(text, clause.span)
    if not headless and not _goes_on(text, clause.span):
        return assertion
    before = [a.source.span for a in bearing if a.source is not None and a.source.span.end <= clause.span.start]
    return replace(assertion, clause=replace(clause, subject=before[-1])) if before else None if headless else assertion


def _reach(extent: Span, sentence: Span, starts: Iterable[int]) -> Span:
    """A citing clause to its end, or to where the next starts: "dismissed the report *in Lima on Monday*"."""
    return Span(extent.start, min((s for s in starts if s >= extent.end), default=max(extent.end, sentence.end)))


def _spoken_in(text: str, attribution: Attribution, sentence: Span, quotations: Sequence[Span]) -> Span:
    """The sentence of a citing clause, which inside a quotation is one of the sentences quoted."""
    cue = attribution.cue.span if attribution.cue is not None else sentence
    around = next((q for q in quotations if q.start < cue.start and cue.end < q.end), None)
    inner = split_sentences(text, Span(around.start + 1, around.end)) if around is not None else ()
    return next((_clip(s, sentence) for s in inner if s.contains(cue)), sentence)


def _only_encloses(text: str, attribution: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether another citation takes all of its content."""
    own = attribution.content.span
    for other in others:
        extent = _extent(text, other)
        if other.content.span == own and other is not attribution:
            if others.index(other) < others.index(attribution):
                return True  # "said Poe, the mayor said": of two with the same content, the first
            continue
        if other is attribution or not own.contains(extent) or ". " in text[own.start : extent.start]:
            continue
        if ". " in text[extent.end : own.end]:
            continue  # a quotation of several sentences, of which one cites
        if own.end - own.start < 1.25 * (other.content.span.end - other.content.span.start) + 40:
            return True
    return False


def _acted(text: str, attribution: Attribution, clause: Span, quotations: Sequence[Span]) -> list[Assertion]:
    """The citing clause; what follows it with a verb of its own is the reporter's."""
    clauses = split_clauses(undangled(tokenize(text, clause)), quotations)
    return [Assertion(c, None if n else attribution, whole=not n) for n, c in enumerate(clauses)]


def _extent(text: str, attribution: Attribution) -> Span:
    """From the first to the last word of an attribution, its chain included."""
    content, source = attribution.content.span, attribution.source
    cited = [e for c in attribution.chain for e in (c.source, c.cue)]
    parts = [e.span for e in (source, attribution.cue, *cited) if e is not None]
    if source is not None and _shares_its_source(text, attribution):
        parts = [p for p in parts if p != source.span]  # "objected and said": the first verb keeps its subject
    if source is not None and len(attribution.chain) == 1 and _RELATIVE.match(text, source.span.end):
        parts = [p for p in parts if p != source.span]  # "…, who said": the main clause keeps its noun
    close = [content] + [p for p in parts if p.start - content.end > -_FAR and p.end - content.start > -_FAR]
    close = [p for p in close if p.start - content.end < _FAR]
    return Span(min(p.start for p in close), max(p.end for p in close))


def _told_of_source(text: str, attribution: Attribution, sentence: Span) -> Assertion | None:
    """``said Poe, who built the bridge``: the reporter's. Not who "spoke on condition of anonymity"."""
    source = attribution.source
    relative = _WHO.search(source.text) if source is not None and sentence.contains(source.span) else None
    if source is None or relative is None or attribution.cue is None or attribution.cue.span.start > source.span.start:
        return None
    subject = Span(source.span.start, source.span.start + source.text.index(","))
    told = Span(source.span.start + relative.end(), source.span.end)
    tokens = tokenize(text, told)
    verb = next((k for k, t in enumerate(tokens) if not is_adverb(t.low)), 0)
    states = is_finite(tokens, verb) and tokens[verb].low not in VERBS and "anonym" not in told.of(text)
    states = states and not any(t.low in ("who", "whose") for t in tokens)
    return Assertion(Clause(told, subject), None) if states else None


def _shares_its_source(text: str, attribution: Attribution) -> bool:
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or not source.span.end < cue.span.start or text.startswith(",", source.span.end):
        return False
    between = tokenize(text, Span(source.span.end, cue.span.start))
    return len(between) > 1 and any(t.low in ("and", "but") for t in between) and is_finite(between, 0)


def _contained(text: str, attribution: Attribution, sentence: Span, quotations: Sequence[Span]) -> list[Assertion]:
    """The clauses of a content. One that follows ", as" or ", while" is the reporter's, unless quoted."""
    found: list[Assertion] = []
    pieces = attribution.content.pieces or (attribution.content.span,)
    subject: Span | None = None
    here = [piece for piece in pieces if sentence.overlaps(piece)]
    told: Span | None = None
    for piece, following in zip_longest(here, here[1:]):
        if piece == told:
            continue
        if len(pieces) > 1 and _only_names(text, piece, quotations):
            subject = piece  # "The trouble, she says, is that P"
            continue
        if following is not None and is_interrupted(text, attribution, piece, following):
            if awaits_verb(text, piece, following):
                subject = piece
                continue
            if spans := rejoined(text, piece, following):
                found += [Assertion(Clause(s), attribution, whole=_cites_in(attribution, s)) for s in spans]
                told = following
                continue
        said = not_led_on(text, _without_that(text, piece), quotations)
        for part in _sentences_in(text, said, quotations):
            inner = part != said
            clauses = (Clause(part),) if inner else split_clauses(tokenize(text, part), quotations)
            if subject is None and clauses:
                subject = _left_behind(text, sentence, attribution, clauses[0].span)
                clauses = (replace(clauses[0], subject=subject or clauses[0].subject), *clauses[1:])
            found += [
                _silent(text, attribution, c)
                or Assertion(_owned(text, c, subject), None if c.aside and not inner else attribution)
                for c in clauses
                if subject is not None or not _headless(text, c, quotations)
            ]
        subject = None
    return found


def _cites_in(attribution: Attribution, span: Span) -> bool:
    """Whether a clause holds the verb by which it is cited; "according to" is none."""
    cue = attribution.cue
    return cue is not None and span.contains(cue.span) and not cue.text.split()[0].endswith("ing")


def _left_behind(text: str, sentence: Span, attribution: Attribution, said: Span) -> Span | None:
    """The subject before the source: "pictures that it says show P", "the pictures, it says, show P"."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or not sentence.start < source.span.start < cue.span.start < said.start:
        return None
    if not _lacks_subject(text, said):
        return None
    before = tokenize(text, Span(sentence.start, source.span.start))
    if before[-1].low in ("that", "which"):
        found = antecedent(before, len(before) - 1)
    else:
        found = subject_before(before, len(before) - 1) if before[-1].text == "," else None
    if found is None or before[found[0]].low in DAYS | MONTHS:
        return None
    if found[0] and before[-1].text == "," and before[found[0] - 1].low in PREPOSITION:
        return None  # "In March, he said, demand grew"
    return Span(before[found[0]].start, before[found[1] - 1].end)


def _silent(text: str, attribution: Attribution, clause: Clause) -> Assertion | None:
    """``Poe said the bridge was shut and declined to give details``: it is Poe who declined."""
    source = attribution.source
    if source is None or clause.subject is None or _SILENCE.match(text, clause.span.start, clause.span.end) is None:
        return None
    return Assertion(replace(clause, subject=source.span), None)


def _headless(text: str, clause: Clause, quotations: Sequence[Span]) -> bool:
    """Whether a clause outside quotation marks begins with its verb: "(plans that officials say) are too dear"."""
    quoted = any(q.overlaps(clause.span) for q in quotations)
    return clause.subject is None and not quoted and _opens_with_verb(text, clause.span)


def _opens_with_verb(text: str, span: Span) -> bool:
    tokens = tokenize(text, span)
    first = tokens[1] if len(tokens) > 1 and tokens[0].low in ("and", "but") else tokens[0]
    return first.low in FINITE_AUXILIARY and not first.is_capital


def _goes_on(text: str, span: Span) -> bool:
    """Whether a clause goes on with a verb: "(Poe said P) and blamed Roe"; not "and based on that", "and tell"."""
    conjunction, verb, *rest = (*tokenize(text, span)[:3], None, None)
    if conjunction is None or verb is None or conjunction.low not in ("and", "but"):
        return False
    if verb.low not in FINITE or verb.low in BASES:
        return False
    return (
        verb.low.endswith(("s", "d", "t"))
        and verb.text.islower()
        and rest[0] is not None
        and rest[0].low not in PREPOSITION
    )


def _lacks_subject(text: str, span: Span) -> bool:
    first = tokenize(text, span)[0]
    return not first.is_capital and first.low in FINITE | BASE_AND_NOUN | FINITE_AUXILIARY


def _owned(text: str, clause: Clause, subject: Span | None) -> Clause:
    """The clause with the subject that stood in the piece before it."""
    owned = subject is not None and clause.subject is None and _lacks_subject(text, clause.span)
    return replace(clause, subject=subject) if owned else clause


def _only_names(text: str, piece: Span, quotations: Sequence[Span]) -> bool:
    """Whether a piece of a content outside quotation marks has no verb: "One of the envoys, Ada Poe, said P"."""
    tokens = tokenize(text, piece)
    return not any(q.overlaps(piece) for q in quotations) and not any(is_finite(tokens, k) for k in range(len(tokens)))


def _without_that(text: str, span: Span) -> Span:
    opening = _THAT.match(text, span.start, span.end)
    return Span(opening.end(), span.end) if opening else span


def _sentences_in(text: str, piece: Span, quotations: Sequence[Span]) -> list[Span]:
    """A long quotation holds several sentences, each of which asserts by itself."""
    quoted = next((q for q in quotations if q.overlaps(piece) and q.end - q.start > 2), None)
    if quoted is None or not piece.contains(quoted) or piece.start < quoted.start - 1:
        return [piece]
    sentences = split_sentences(text, Span(quoted.start + 1, quoted.end - 1))
    return [Span(max(s.start, piece.start), min(s.end, piece.end)) for s in sentences if s.overlaps(piece)] or [piece]


def narrated(
    text: str, sentence: Span, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> list[Assertion]:
    """A whole sentence as the reporter's."""
    tokens = undangled(tokenize(text, sentence))
    cites = any(a.cue is not None and sentence.contains(a.cue.span) for a in attributions)
    acted = _acted_in(sentence, attributions) and text[sentence.end - 1] != ":"
    if not tokens or not (acted or _is_sentence(tokens, cites)) or _only_cites(text, sentence):
        return []
    return [Assertion(clause, None) for clause in split_clauses(tokens, quotations)]


def _left(text: str, span: Span, attributions: Sequence[Attribution], quotations: Sequence[Span]) -> list[Assertion]:
    """What is left of a sentence without the words of others."""
    tokens = _aside(undangled(tokenize(text, span)), text[span.start])
    if not tokens or not _states(tokens, _acted_in(span, attributions)) or _only_cites(text, span):
        return []
    return [Assertion(clause, None) for clause in split_clauses(tokens, quotations)]


def _aside(tokens: Sequence[Token], mark: str) -> Sequence[Token]:
    """``(Poe said P), as the council fights off a strike``: the circumstances, told without what joins them on."""
    joined = mark == "," and len(tokens) > _SHORT and tokens[0].low in NEEDS_COMMA
    return tokens[1:] if joined and opens_clause(tokens, 1, len(tokens)) else tokens


def _only_cites(text: str, span: Span) -> bool:
    """``“P.” Poe said in a tweet on Sunday.``: nothing but whose the quotation beside it is."""
    quoted = text[max(0, span.start - 4) : span.start].rstrip().endswith(("”", '"', "''"))
    if not quoted and any(t.low in _SAYS_SOMETHING for t in tokenize(text, span)):
        return False  # "is said to be unsafe", "told Reuters of small groups"
    return _CITES.fullmatch(text, span.start, span.end) is not None


def _is_sentence(tokens: Sequence[Token], cites: bool) -> bool:
    """Whether it has a verb that is known, or is long; not "According to the council, no trouble at all."."""
    long = not cites and len(tokens) > _SHORT and tokens[-1].text == "." and any(t.text.islower() for t in tokens)
    return long or any(is_finite(tokens, k) for k in range(len(tokens)))


def _acted_in(span: Span, attributions: Sequence[Attribution]) -> bool:
    """Whether somebody does in it what the learned reader took for saying: "The judge recast the line"."""
    return any(
        span.contains(a.source.span) and span.contains(a.cue.span) and a.source.span.end < a.cue.span.start
        for a in attributions
        if a.source is not None and a.cue is not None
    )


def _states(tokens: Sequence[Token], acted: bool) -> bool:
    """Whether what is left of a sentence has a subject and a verb, known or ``acted``: "drawing a rebuke" has not."""
    if tokens[-1].low in _UNFINISHED:
        return False  # "the other was the": what went on was cited
    if tokens[0].low in PREPOSITION | _HANGING:
        commas = [k + 1 for k, t in enumerate(tokens) if t.text == ","]
        return any(opens_clause(tokens, k, len(tokens)) for k in commas)
    return not tokens[0].low.endswith("ing") and (acted or any(is_finite(tokens, k) for k in range(len(tokens))))


def _hangs(text: str, span: Span) -> bool:
    """Whether what is left of a sentence is only a subordinate clause of what was cited."""
    tokens = tokenize(text, span)
    return bool(tokens) and tokens[0].low in _HANGING


def _clip(span: Span, to: Span) -> Span:
    start, end = max(span.start, to.start), min(span.end, to.end)
    return Span(start, end) if start < end else to


def _without(sentence: Span, covered: Iterable[Span]) -> list[Span]:
    rest, at = [], sentence.start
    for span in sorted(covered):
        if span.start > at:
            rest.append(Span(at, span.start))
        at = max(at, span.end)
    return [*rest, Span(at, sentence.end)] if at < sentence.end else rest
