"""Who is cited for what in each sentence: the learned reader's relations, made whole by a few rules of grammar.

The rules add what the annotations that the reader learned from do not hold: a source keeps its relative clause, a
relative pronoun stands for the noun before it, one source cites another, and words are said through an outlet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondsource.learned.reader import Relation
from secondsource.model import Span
from secondsource.reading.carriers import find_carrier
from secondsource.reading.chains import EDGES, Found, apart, chained, trimmed
from secondsource.reading.headlines import find_colon, may_head
from secondsource.reading.phrases import Range, antecedent, is_finite, name_after, phrase_after, subject_before
from secondsource.reading.quotations import share_quoted
from secondsource.reading.sentences import split_sentences
from secondsource.reading.speakers import may_speak
from secondsource.reading.tokens import (
    AUXILIARY,
    BE,
    COORDINATOR,
    DAYS,
    DETERMINER,
    HAVE,
    MODAL,
    MONTHS,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    Token,
    is_adverb,
    tokenize,
    words,
)

_WORD = 20  # characters
_LONGEST_REST = 16  # words of a source that the reader broke off
_LONGEST_OFFICE = 4  # words before a name
_NO_OFFICE = AUXILIARY | PREPOSITION | PRONOUN | SUBORDINATOR | COORDINATOR
_LONGEST_WHO = 16  # words of "who ..." between a source and its cue, commas among them
_TELLING = words("tell tells told telling inform informs informed assure assured warn warned remind reminded")
_FLOATING = words("both all each")  # "Peru and Chile, which are neighbours, both said"
_GOES_ON = (  # nothing ends so
    BE
    | HAVE
    | MODAL
    | words(
        "the a an his her its their of to as than and or who which that after before because when if while until "
        "cubic square by in on at from with for into"
    )
)


@dataclass(frozen=True, eq=False)
class Citing:
    """All relations that the learned reader found in ``text``, in order of their cues."""

    text: str
    relations: Sequence[Relation]

    def __call__(self, sentence: Span, quotations: Sequence[Span]) -> list[Found]:
        """What is cited in one sentence, in order of the cues."""
        first = bisect_left(self.relations, sentence.start, key=lambda r: r.cue.start)
        last = bisect_left(self.relations, sentence.end, key=lambda r: r.cue.start)
        tokens = tokenize(self.text, sentence)
        here = _Sentence(self.text, sentence, tokens, quotations, self.relations[first:last])
        found = [f for r in here.relations if (f := here.found(r)) is not None]
        if found:
            return chained(self.text, apart(self.text, found))
        colon = find_colon(tokens, quotations)
        return [Found(colon[1], (colon[2],), colon[0])] if colon is not None else []


class _Sentence:
    def __init__(
        self, text: str, span: Span, tokens: Sequence[Token], quotations: Sequence[Span], relations: Sequence[Relation]
    ) -> None:
        self.text, self.span, self.tokens, self.quotations = text, span, tokens, quotations
        listed = [r for r in relations if self._lists(r)]
        self.relations = [self._with_listed(r, listed) for r in relations if r not in listed]
        self.sources = [r.source for r in self.relations if r.source is not None]

    def found(self, relation: Relation) -> Found | None:
        source = self._source(relation)
        if source is not None and relation.cue.of(self.text) == ":" and not self._may_head(source):
            return None
        pieces = self._joined(
            [p for piece in relation.content if (p := self._piece(piece, relation, source)) is not None]
        )
        if len(pieces) > 1:  # "pictures that it says “show P”"
            pieces = tuple(p for p in pieces if p.of(self.text).lower() not in RELATIVE)
        if not pieces or (len(pieces) == 1 and pieces[0].of(self.text).lower() in PRONOUN):
            return None  # "she was told", "it was reported" give nothing that was said
        if all(word in AUXILIARY or is_adverb(word) for word in relation.cue.of(self.text).lower().split()):
            return None  # "have", "would", "then": no words of citing
        return Found(relation.cue, pieces, source, find_carrier(self.text, self.span, relation.cue, pieces, source))

    def _may_head(self, source: Span) -> bool:
        return may_head(self.tokens, (self._token(source.start), self._token(source.end - 1) + 1))

    def _joined(self, pieces: Sequence[Span]) -> tuple[Span, ...]:
        """Pieces that only marks part are one."""
        joined: list[Span] = []
        for piece in pieces:
            if joined and not self.text[joined[-1].end : piece.start].strip(EDGES):
                piece = Span(joined.pop().start, piece.end)
            joined.append(piece)
        return tuple(joined)

    def _piece(self, piece: Span, relation: Relation, source: Span | None) -> Span | None:
        """What of a content lies in this sentence, or is quoted beside it, without the marks at its ends."""
        if not self.span.contains(piece) and share_quoted(piece, self.quotations) < 0.8:
            if not self.span.overlaps(piece):
                return trimmed(self.text, piece) if self._introduces(relation.cue, piece) else None
            piece = Span(max(piece.start, self.span.start), min(piece.end, self.span.end))
        if source is not None and source.contains(piece):
            return None
        if source is not None and piece.start < source.start < piece.end <= source.end:
            piece = Span(piece.start, source.start)
        if (said := self._inner(relation.cue)) is not None:
            if not said.overlaps(piece):
                return None
            piece = Span(max(piece.start, said.start), min(piece.end, said.end))
        piece = self._past_whom(piece, relation.cue)
        return trimmed(self.text, self._to_its_end(piece, relation.cue, source))

    def _introduces(self, cue: Span, piece: Span) -> bool:
        """``He wrote:`` and what was written on the rows below."""
        return piece.start >= self.span.end and self.text[cue.start : piece.start].rstrip(' \t\r\n“"').endswith(":")

    def _inner(self, cue: Span) -> Span | None:
        """Of a cue inside a quotation, the sentence of the quotation: what is quoted cites no further."""
        around = next((q for q in self.quotations if q.start < cue.start and cue.end < q.end), None)
        if around is None:
            return None
        inner = Span(around.start + 1, around.end)
        return next((s for s in split_sentences(self.text, inner) if s.contains(cue)), None)

    def _past_whom(self, piece: Span, cue: Span) -> Span:
        """``told investigators there was P``: without those who were told."""
        if cue.of(self.text).lower().split()[-1] not in _TELLING or not 0 <= piece.start - cue.end <= _WORD:
            return piece
        first = self._token(cue.end - 1) + 1
        end = name_after(self.tokens, first, len(self.tokens))
        opens = end < len(self.tokens) and self.tokens[end].low in SUBJECT_PRONOUN | {"that"}
        told = first < end and opens and piece.start < self.tokens[end].start < piece.end
        return Span(self.tokens[end].start, piece.end) if told else piece

    def _to_its_end(self, piece: Span, cue: Span, source: Span | None) -> Span:
        """A content that breaks off inside a name, or after "was" or "the": then on to the next mark, cue or source."""
        if not self.span.contains(piece):
            return piece
        at = self._token(piece.end - 1)
        bounds = [s.start for s in (cue, source) if s is not None and s.start >= piece.end]
        last = min([*bounds, self.span.end])
        if bounds and (end := self._up_to(piece.end, last)) is not None:
            return Span(piece.start, end)
        on = self.tokens[at].low in _GOES_ON
        while at + 1 < len(self.tokens) and self.tokens[at + 1].is_word and self.tokens[at + 1].end <= last:
            if not on and not (self.tokens[at].is_capital and self.tokens[at + 1].is_capital):
                break
            at += 1
        return Span(piece.start, max(piece.end, self.tokens[at].end))

    def _up_to(self, end: int, who: int) -> int | None:
        """``Two ferries sank in Lima on Monday, a witness saw``: where the comma before the source is, if a few plain
        words, "in" or "on" first, lead to it."""
        rest = self.tokens[self._token(end - 1) + 1 : self._token(who)]
        led = 2 < len(rest) <= _LONGEST_REST and rest[0].low in PREPOSITION and rest[-1].text == ","
        return rest[-2].end if led and all(t.is_word for t in rest[:-1]) else None

    def _source(self, relation: Relation) -> Span | None:
        """The source with all that describes it; for "who", and where none was found, the noun before."""
        given = self._quoted_by(relation) or relation.source
        if given is None or given.of(self.text).lower() in RELATIVE:
            return self._before(relation) or self._by(relation) or given
        if given.of(self.text).lower() in _FLOATING:
            return self._phrase(subject_before(self.tokens, self._token(given.start))) or given
        longest = max((s for s in (*self.sources, given) if s.start == given.start), key=lambda s: s.end)
        given = given if longest.overlaps(relation.cue) else longest
        return trimmed(self.text, self._in_office(self._completed(self._undated(given), relation.cue)))

    def _in_office(self, source: Span) -> Span:
        """``P, harbour master Ada Poe said``: with the office, which stands between a comma and the name."""
        name = first = self._token(source.start)
        while first and name - first < _LONGEST_OFFICE and self._is_plain(first - 1):
            first -= 1
        named = self.tokens[name].is_capital and 0 < first < name and self.tokens[first - 1].text == ","
        return Span(self.tokens[first].start, source.end) if named else source

    def _is_plain(self, at: int) -> bool:
        """Whether a word may be part of an office: no verb, adverb or word of a closed class, and no name."""
        token = self.tokens[at]
        return (
            token.text.islower()
            and token.is_word
            and not (token.low in _NO_OFFICE or is_adverb(token.low) or is_finite(self.tokens, at))
        )

    def _quoted_by(self, relation: Relation) -> Span | None:
        """``a clerk was quoted as saying by Reuters``: the clerk."""
        cue = relation.cue.of(self.text).lower()
        by = cue.endswith((" by", " in")) or self.text[relation.cue.end : relation.cue.end + 4] in (" by ", " in ")
        if not by or "quoted" not in cue:
            return None
        return self._phrase(subject_before(self.tokens, self._token(relation.cue.start)))

    def _before(self, relation: Relation) -> Span | None:
        """The noun that "who" stands for; or what stands between the content and the cue, where the reader left it."""
        at = self._token(relation.cue.start)
        if at and self.tokens[at - 1].low in RELATIVE:
            return self._speaking(antecedent(self.tokens, at - 1))
        left = [p for p in relation.content if 0 < relation.cue.start - p.end < _WORD and p != relation.content[0]]
        return self._phrase(subject_before(self.tokens, at)) if left else None

    def _by(self, relation: Relation) -> Span | None:
        """``claims by some voters that P``: the voters."""
        start = relation.cue.end + len(" by")
        following = [p.start for p in relation.content if p.start > start]
        if not following or not self.text.startswith(" by ", relation.cue.end):
            return None
        found = trimmed(self.text, Span(start, following[0]))
        return found if found is not None and may_speak(found.of(self.text)) else None

    def _breaks_off(self, last: int, cue: int) -> bool:
        """Whether a source ends inside a name, or after a word that nothing ends with, shortly before its cue."""
        end, following = self._token(cue), self.tokens[last + 1 : last + 2]
        if not last + 1 < end <= last + _LONGEST_REST:
            return False
        named = self.tokens[last].is_capital and following[0].is_capital and following[0].low not in DAYS | MONTHS
        return named or self.tokens[last].low in RELATIVE | words("and or to of titled called seeking released")

    def _goes_on_who(self, last: int, cue: int) -> bool:
        """``Poe, who speaks for the port, said``: what is between the commas is of the source."""
        end = self._token(cue)
        between = self.tokens[last + 1 : end]
        opens = len(between) > 3 and between[0].text == "," and between[1].low == "who" and between[-1].text == ","
        return opens and len(between) <= _LONGEST_WHO and sum(t.text == "," for t in between) == 2

    def _completed(self, source: Span, cue: Span) -> Span:
        """``a clerk in``, ``a clerk who``: with what is missing."""
        first, last = self._token(source.start), self._token(source.end - 1)
        if source.end <= cue.start and (self._breaks_off(last, cue.start) or self._goes_on_who(last, cue.start)):
            return trimmed(self.text, Span(source.start, self.tokens[self._token(cue.start) - 1].end)) or source
        if self.tokens[last].low not in PREPOSITION:
            return source
        return Span(source.start, self.tokens[max(last, phrase_after(self.tokens, first, len(self.tokens)) - 1)].end)

    def _speaking(self, found: Range | None) -> Span | None:
        """``a setback to opponents who``: the opponents, since a setback says nothing."""
        while found is not None and found[0] < found[1]:
            phrase = self._phrase(found)
            if phrase is not None and may_speak(phrase.of(self.text)):
                return phrase
            small = [k + 1 for k in range(found[0], found[1]) if self.tokens[k].low in PREPOSITION]
            found = (small[0], found[1]) if small else None
        return None

    def _phrase(self, found: Range | None) -> Span | None:
        if found is None or self.tokens[found[1] - 1].low in DETERMINER:
            return None
        return Span(self.tokens[found[0]].start, self.tokens[found[1] - 1].end)

    def _undated(self, source: Span) -> Span:
        """``On 25 March Ada Poe`` without the date."""
        at = self._token(source.start)
        if self.tokens[at].low not in ("on", "in", "by"):
            return source
        at += 1
        while at < len(self.tokens) and (self.tokens[at].low in DAYS | MONTHS or self.tokens[at].low.isdigit()):
            at += 1
        start = self.tokens[at].start if at < len(self.tokens) else source.end
        return Span(start, source.end) if self.tokens[at - 1].start > source.start and start < source.end else source

    def _token(self, start: int) -> int:
        """The token at or around a character."""
        return max(0, bisect_right(self.tokens, start, key=lambda t: t.start) - 1)

    def _lists(self, relation: Relation) -> bool:
        """``for training and discussing repairs``: a member of a list, which cites nobody."""
        at = self._token(relation.cue.start)
        if not self.tokens[at].low.endswith("ing") or self.tokens[at - 1].low not in ("and", "or") or not at:
            return False
        return not relation.content[:1] or not relation.content[0].of(self.text).startswith(("that ", "“", '"'))

    def _with_listed(self, relation: Relation, listed: Sequence[Relation]) -> Relation:
        """The content carried on through the members of its list."""
        for member in listed:
            end = max((p.end for p in member.content), default=member.cue.end)
            last = relation.content[-1] if relation.content else None
            if last and self.text[last.end : member.cue.start].strip(" ,") in ("and", "or") and last.end < end:
                relation = replace(relation, content=(*relation.content[:-1], Span(last.start, end)))
        return relation
