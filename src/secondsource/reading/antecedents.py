"""What "they", "it", "there" and "the country" stand for: looked for in the sentence so far, else in the one before.

Only where one thing alone can be meant; a subject that goes on as the subject comes first (Grosz, Joshi and Weinstein
1995). Where two can, or none, the reader is told so instead.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.model import Place, Span
from secondsource.outlets import is_outlet_name
from secondsource.reading.cast import Cast
from secondsource.reading.cues import VERBS
from secondsource.reading.names import BODIES, is_demonym
from secondsource.reading.phrases import Range, is_finite, is_plural_noun
from secondsource.reading.tokens import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    Token,
    is_adverb,
    tokenize,
    words,
)
from secondsource.reading.units import CURRENCY_WORDS, ONES, PLURALS, SCALES, TENS, UNITS
from secondsource.reading.verbs import ACTING

_CLOSED = (
    AUXILIARY | COORDINATOR | DETERMINER | POSSESSIVE | PREPOSITION | PRONOUN | SUBORDINATOR | ADVERB
    | ONES.keys() | TENS.keys() | SCALES.keys() | PLURALS.keys()
)  # fmt: skip
_PARTIES = words("democrats republicans democratic republican conservatives liberals tories labour")
_THEY, _IT = words("they their"), words("it its")


@dataclass(frozen=True, slots=True)
class Antecedents:
    """One paragraph: its sentences, its places, and the spans of those it cites, of whom "they" says nothing new."""

    text: str
    cast: Cast
    sentences: tuple[Span, ...]
    places: tuple[Place, ...]
    cited: tuple[Span, ...]

    def several(self, at: int, start: int) -> str | None:
        """Whom or what "they" at ``at`` means, in a clause that begins at ``start``."""
        for window in self._windows(start):
            tokens = tokenize(self.text, window)
            if tokens[0].low in _THEY and at == start:
                return self.several(tokens[0].start, tokens[0].start)
            phrases = [p for p in _plurals(tokens) if not self._is_cited(tokens[p[0]].start)]
            if phrases:
                return self._only(tokens, phrases, opens=at == start)
        return None

    def body(self, at: int, start: int) -> str | None:
        """The one body or country, subject of the sentence before, that "it" or "its" opens the next clause for."""
        tokens = tokenize(self.text, Span(at, min(len(self.text), at + 60)))
        acts = [t for t in tokens[1:5] if not is_adverb(t.low) and t.low not in words("has had also have")][:1]
        if at != start or (tokens[0].low == "it" and not any(t.low in VERBS or t.low in ACTING for t in acts)):
            return None
        for window in self._windows(start):
            before = tokenize(self.text, window)
            if before[0].low in _IT:
                return self.body(before[0].start, before[0].start)
            subject = before[: _first_verb(before)]
            if not subject:
                return None
            names = self.cast.named_in(subject[0].start, subject[-1].end)
            if len(names) == 1 and self._acts(names[0].words, names[0].span):
                return ("the " if self.text[: names[0].span.start].lower().endswith("the ") else "") + names[0].words
            return None
        return None

    def country(self, at: int) -> str | None:
        """The one country named in the paragraph before."""
        first = self.sentences[0].start
        return self._one([p for p in self._places(first, at) if p.gazetteer_id.startswith("country:")])

    def town(self, start: int) -> str | None:
        """The one place named in the sentence so far, else in the one before."""
        for window in self._windows(start):
            if found := self._places(window.start, window.end):
                return self._one(found)
        return None

    def _windows(self, start: int) -> Iterator[Span]:
        n = bisect_right(self.sentences, start, key=lambda s: s.start) - 1
        if n >= 0 and self.text[self.sentences[n].start : start].strip():
            yield Span(self.sentences[n].start, start)
        if n > 0:
            yield self.sentences[n - 1]

    def _is_cited(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in self.cited)

    def _only(self, tokens: Sequence[Token], phrases: Sequence[Range], *, opens: bool) -> str | None:
        verb = _first_verb(tokens)
        subjects = [p for p in phrases if p[1] <= verb]
        chosen = subjects if opens and len(subjects) == 1 else phrases
        if len(chosen) != 1:
            return None
        first, last = tokens[chosen[0][0]], tokens[chosen[0][1] - 1]
        named = any(t.low == "and" for t in tokens[chosen[0][0] : chosen[0][1]])
        phrase = " ".join(self.text[first.start : last.end].split())
        if named:
            return phrase
        opens = first is tokens[0] and not is_demonym(first.low.removesuffix("s")) and first.low not in _PARTIES
        return f"the {phrase[0].lower() if opens else phrase[0]}{phrase[1:]}"

    def _acts(self, name: str, span: Span) -> bool:
        body = not BODIES.isdisjoint(name.lower().split()) or is_outlet_name(name)
        return body or any(p.span == span and p.gazetteer_id.startswith("country:") for p in self.places)

    def _places(self, start: int, end: int) -> list[Place]:
        return [p for p in self.places if start <= p.span.start and p.span.end <= end]

    def _one(self, places: Sequence[Place]) -> str | None:
        names = {place.gazetteer_id: place.text for place in places}
        return next(iter(names.values())) if len(names) == 1 else None


def _first_verb(tokens: Sequence[Token]) -> int:
    return next((k for k in range(1, len(tokens)) if is_finite(tokens, k)), 0)


def _plurals(tokens: Sequence[Token]) -> Iterator[Range]:
    """Noun phrases for several, without number and article; "Peru and Chile" is one."""
    for k, token in enumerate(tokens):
        follows = k + 1 < len(tokens) and tokens[k + 1].is_word and _describes(tokens, k + 1)
        acts = k + 1 < len(tokens) and tokens[k + 1].low in POSSESSIVE  # "hugs her partner"
        if is_plural_noun(tokens, k) and not follows and not acts and _counts(token.low):
            start = k
            while start and _describes(tokens, start - 1):
                start -= 1
            yield start, k + 1
        elif token.low == "and" and 0 < k < len(tokens) - 1 and tokens[k - 1].is_capital and tokens[k + 1].is_capital:
            start, end = k - 1, k + 2
            while start and tokens[start - 1].is_capital and tokens[start - 1].low not in _CLOSED:
                start -= 1
            while end < len(tokens) and tokens[end].is_capital:
                end += 1
            yield start, end


def _counts(low: str) -> bool:
    """Not miles, hours or dollars."""
    one = low.removesuffix("s")
    return not ({low, one} & (UNITS.keys() | CURRENCY_WORDS.keys() | PLURALS.keys()))


def _describes(tokens: Sequence[Token], k: int) -> bool:
    token = tokens[k]
    closed = token.low in _CLOSED or is_adverb(token.low) or token.low.endswith("'s")
    return token.is_word and not closed and not token.text[0].isdigit() and not is_finite(tokens, k)
