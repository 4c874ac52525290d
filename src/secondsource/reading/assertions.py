"""Which assertions a sentence makes: the cited ones with their attribution, the rest in the reporter's own voice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from secondsource.model import Attribution, Mode, Span
from secondsource.reading.clauses import Clause, split_clauses
from secondsource.reading.cues import Kind, kind_of
from secondsource.reading.phrases import is_finite, opens_clause
from secondsource.reading.sentences import split_sentences
from secondsource.reading.tokens import BE, FINITE_AUXILIARY, PREPOSITION, Token, tokenize, words

_BEARING = (Kind.SPEECH, Kind.DENIAL, Kind.FINDING, Kind.THOUGHT)
_PERFORMED = words("declared declares declare declaring named called call calls calling")
_TOPICAL = words("on of at to for about against with out")
_HANGING = words("because if when as since unless until where who which that whose")
_DANGLING = words(
    "and but or while with as although though whereas by when after before because that so yet where who which whose"
)
_SILENCE = re.compile(
    r"(?:(?:has|have|had) )?(?:(?:refused|declined) to|(?:did|does|do|would|could|has|have|had)(?: not|n['’]t)) "
    r"(?:\w+ly )?(?:say|said|comment|commented|elaborate|elaborated|explain|give|given|name|named|identify|"
    r"specify|disclose|provide|discuss|answer|respond)\b"
)
_CITES = re.compile(  # at most six words for who, six for where and when
    r"(?:[\w.'’-]+,? ){1,6}(?:said|says|wrote|tweeted|posted|added|told [\w.'’ -]{1,40})"
    r"(?: (?:in|on|at|to|during|via|late|early|[A-Z])[\w.,'’-]*(?: [\w.,'’-]+){0,6})?[.,]?"
)
_RELATIVE = re.compile(r",?\s+(?:who|which|that)\b")
_THAT = re.compile(r"[Tt]hat,?\s+(?=\S)")
_EMBEDDED = words("how why whether what who whom where when if which whoever")
_NOBODY = words("no nobody none neither")
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
    inside = [a for a in attributions if sentence.overlaps(a.content.span) and _bears(text, a)]
    bearing = [a for a in inside if not _only_encloses(text, a, inside)]
    extents = {a: _clip(_extent(text, a), sentence) for a in inside}
    found: list[Assertion] = []
    for attribution in bearing:
        if _acts(text, attribution):
            starts = [e.start for e in extents.values()] + [a.cue.span.start for a in inside if a.cue is not None]
            extents[attribution] = _reach(extents[attribution], sentence, starts)
            found += _acted(text, attribution, extents[attribution], quotations)
        else:
            found += _contained(text, attribution, sentence, quotations)
    for span in _without(sentence, extents.values()):
        if span == sentence or not _hangs(text, span):
            found += _narrated(text, span, quotations, span == sentence)
    return [whole for each in found if (whole := _with_source(text, each, bearing)) is not None]


def _with_source(text: str, assertion: Assertion, bearing: Sequence[Attribution]) -> Assertion | None:
    """``Poe said P but would not say Q``: the second half, nobody's words, is told of whoever said the first."""
    clause = assertion.clause
    if assertion.attribution is not None or clause.subject is not None or not _opens_with_verb(text, clause.span):
        return assertion
    before = [a.source.span for a in bearing if a.source is not None and a.source.span.end <= clause.span.start]
    return replace(assertion, clause=replace(clause, subject=before[-1])) if before else None


def _reach(extent: Span, sentence: Span, starts: Iterable[int]) -> Span:
    """A citing clause to its end, or to where the next starts: "dismissed the report *in Lima on Monday*"."""
    return Span(extent.start, min((s for s in starts if s >= extent.end), default=max(extent.end, sentence.end)))


def _cue(attribution: Attribution) -> str:
    return attribution.cue.text.lower() if attribution.cue is not None else ""


def speaks(attribution: Attribution) -> bool:
    """Whether it is of words, not of a thought or deed."""
    return kind_of(_cue(attribution)) in (Kind.SPEECH, Kind.DENIAL)


def _bears(text: str, attribution: Attribution) -> bool:
    """Whether it gives its content as so, or not so: saying and finding do, wanting and praising do not."""
    cue, kind = _cue(attribution), kind_of(_cue(attribution))
    if not cue or not _gives(attribution, kind) or not _asserts(attribution):
        return False
    source = (attribution.source.text if attribution.source is not None else "").lower()
    if source.split()[:1] and source.split()[0] in ("who", "which", "whose"):
        return False
    if source in ("you", "we", "i"):
        return attribution.mode is not Mode.INDIRECT  # "we know that" is the reporter's own voice
    if source.split()[:1] and source.split()[0] in _NOBODY:
        return False
    if kind is Kind.FINDING and cue.endswith("ing"):
        return False  # "a picture showing X" belongs to whoever gave the picture
    return not (cue.split()[0] in _PERFORMED and _acts(text, attribution))


def _gives(attribution: Attribution, kind: Kind) -> bool:
    """By its cue. "X says that Y fears P" gives that Y fears it."""
    if kind is Kind.THOUGHT:
        return attribution.source is not None and len(attribution.chain) == 1
    if kind is Kind.OTHER:
        said = attribution.content.text.lower().startswith("that ") or attribution.mode is not Mode.INDIRECT
        return said and attribution.source is not None
    return kind in _BEARING


def _asserts(attribution: Attribution) -> bool:
    """By its content: "did not say how", "refused to" and "said so" assert nothing by themselves."""
    first, *rest = attribution.content.text.lower().split()
    verb = rest[0] if first == "that" and rest else first
    headless = attribution.mode is Mode.INDIRECT and verb in FINITE_AUXILIARY | {
        "be",
        "been",
    }  # "a bill that would change the tax"
    return bool(rest) and not headless and first not in _EMBEDDED | {"to"}  # a quotation opens with its mark


def _only_encloses(text: str, attribution: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether another citation takes all of its content."""
    own = attribution.content.span
    for other in others:
        if other is attribution or not own.contains(_extent(text, other)):
            continue
        if own.end - own.start < 1.25 * (other.content.span.end - other.content.span.start) + 40:
            return True
    return False


def _acts(text: str, attribution: Attribution) -> bool:
    """Whether what follows the cue is a thing, not a clause: ``confirmed the arrival``, ``tweeted a picture``."""
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or cue.text == ":" or attribution.mode is Mode.DIRECT or content.pieces:
        return False
    if not source.span.start < cue.span.start < content.span.start:
        return False
    tokens = tokenize(text, content.span)
    if not tokens or tokens[0].low in words("that he she they it we there"):
        return False
    if _cue(attribution).split()[-1] in _TOPICAL:
        return True  # "called on X to", "warned of Y": a phrase, whatever verbs come after it
    relative = next((k for k, t in enumerate(tokens) if k and t.low in ("who", "which", "that")), len(tokens))
    return not any(is_finite(tokens, k) for k in range(1, relative))


def _acted(text: str, attribution: Attribution, clause: Span, quotations: Sequence[Span]) -> list[Assertion]:
    """The citing clause; what follows it with a verb of its own is the reporter's."""
    clauses = split_clauses(_undangled(tokenize(text, clause)), quotations)
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
    for piece in pieces:
        if not sentence.overlaps(piece):
            continue
        if len(pieces) > 1 and _only_names(text, piece, quotations):
            subject = piece  # "The trouble, she says, is that P"
            continue
        said = _without_that(text, piece)
        for part in _sentences_in(text, said, quotations):
            inner = part != said
            clauses = (Clause(part),) if inner else split_clauses(tokenize(text, part), quotations)
            found += [
                _silent(text, attribution, c)
                or Assertion(_owned(text, c, subject), None if c.aside and not inner else attribution)
                for c in clauses
                if subject is not None or not _headless(text, c, quotations)
            ]
        subject = None
    return found


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


def _owned(text: str, clause: Clause, subject: Span | None) -> Clause:
    """The clause with the subject that stood in the piece before it."""
    owned = subject is not None and clause.subject is None and _opens_with_verb(text, clause.span)
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


def _narrated(text: str, span: Span, quotations: Sequence[Span], whole: bool) -> list[Assertion]:
    tokens = _undangled(tokenize(text, span))
    if not tokens or not (_is_sentence(tokens) if whole else _states(tokens)) or _only_cites(text, span):
        return []
    return [Assertion(clause, None) for clause in split_clauses(tokens, quotations)]


def _only_cites(text: str, span: Span) -> bool:
    """``“P.” Poe said in a tweet on Sunday.``: nothing but whose the quotation before it is."""
    quoted = text[max(0, span.start - 4) : span.start].rstrip().endswith(("”", '"', "''"))
    return quoted and _CITES.fullmatch(text, span.start, span.end) is not None


def _is_sentence(tokens: Sequence[Token]) -> bool:
    long = len(tokens) > _SHORT and tokens[-1].text == "." and any(t.text.islower() for t in tokens)
    return long or any(is_finite(tokens, k) for k in range(len(tokens)))


def _states(tokens: Sequence[Token]) -> bool:
    """Whether what is left of a sentence has a subject and a verb: "drawing a rebuke" has not."""
    if tokens[-1].low in _UNFINISHED:
        return False  # "the other was the": what went on was cited
    if tokens[0].low in PREPOSITION | _HANGING:
        commas = [k + 1 for k, t in enumerate(tokens) if t.text == ","]
        return any(opens_clause(tokens, k, len(tokens)) for k in commas)
    return not tokens[0].low.endswith("ing") and any(is_finite(tokens, k) for k in range(len(tokens)))


def _undangled(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without the marks and conjunctions that led on to what was taken out."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].text in (",", ";", ":", "—", "–", "-"):
        start += 1
    while end and (tokens[end - 1].text in (",", ";", ":", "—", "–", "-") or tokens[end - 1].low in _DANGLING):
        end -= 1
    return tokens[start:end]


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
