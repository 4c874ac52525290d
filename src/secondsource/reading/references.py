"""What a clause points at without holding it: pronouns, demonstratives, "there", "the latter", "the move", "both".

Decided by form. A pronoun counts as the clause's own where something before it there may be what it stands for; so may
what follows an opening subordinate clause ("After he won, Ada Poe left"). What is found here is either resolved
(`antecedents`) or goes with the statement as not resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from secondsource.model import Span
from secondsource.reading.cues import SEEMING, VERBS
from secondsource.reading.names import ROLES, Name
from secondsource.reading.phrases import is_finite, is_plural_noun
from secondsource.reading.tokens import (
    AUXILIARY,
    BE,
    DAYS,
    DETERMINER,
    HAVE,
    MODAL,
    MONTHS,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    Token,
    is_adverb,
    tokenize,
    words,
)
from secondsource.reading.verbs import PARTICIPLES


class Points(Enum):
    """At what: one person, several, one thing, whoever writes, a place, a country, or what was told before."""

    PERSON = "he she him her his hers"
    SEVERAL = "they them their theirs"
    THING = "it its"
    WRITER = "i me my mine we us our ours"
    PLACE = "there here"
    COUNTRY = "country nation"
    TOLD = "this that these those"


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point at something outside their clause."""

    span: Span
    points: Points


_KINDS = {word: kind for kind in (*Points,)[:4] for word in kind.value.split()}
HUMANS = ROLES | words(
    "man woman boy girl child mother father son daughter wife husband brother sister suspect victim patient "
    "everyone everybody anyone anybody someone somebody nobody who whoever person voter driver passenger gunman shooter"
)
_GROUPS = words(
    "police people men women children staff family couple pair team crowd public everyone everybody anyone anybody "
    "someone somebody nobody who others many few several military troops media congress senate house party group"
)
_TIME_WORDS = (
    DAYS
    | MONTHS
    | words(
        "day days night week weeks month months year years time morning afternoon evening weekend today yesterday "
        "tomorrow tonight hour hours minute minutes decade decades summer winter spring autumn season"
    )
)
_LEADING = words("last past coming next same very")  # "this last week"
_CLOSED = AUXILIARY | DETERMINER | POSSESSIVE | PREPOSITION | PRONOUN | SUBORDINATOR | words("and or but not no")
_EXPLETIVE = re.compile(  # "it is clear that", "it took an hour to", "it was late"
    r"it(?:(?:['’]s| (?:is|was|will be|would be|may be|might be|could be|can be|has been|had been|isn['’]t|wasn['’]t|"
    r"remains|remained|became|becomes|seems|seemed|appears|appeared|looks|looked))(?: (?!an? |the )[\w'’-]+){1,3} "
    rf"(?:that(?! (?:{'|'.join(_TIME_WORDS)})\b)|to|whether|if|how|who|why|what|when|where|for [^.;,]{{1,40}}? to)\b"
    r"| (?:takes|took|costs?|helps|matters|happens|happened|turns out|turned out|seems|seemed|appears|appeared)\b"
    r"[^.;,]{0,40}\b(?:that|to|whether|if|as)\b"
    r"|(?:['’]s| (?:is|was|isn['’]t|wasn['’]t|will be)) (?:not |too |very |getting |still |already |so ){0,2}"
    r"(?:late|early|raining|snowing|cold|hot|dark|true|unclear|clear|likely|unlikely|possible|impossible|over|time|"
    r"\d+ \w+|noon|midnight)\b| makes (?:no )?sense\b)",
    re.IGNORECASE,
)
_TOLD_BY = words("that whether if how who why what")
_MADE = words(
    "make makes made making find finds found think thought consider considers considered believe take keep put"
)
_NO_THING = _CLOSED | HUMANS | _TIME_WORDS
_THOSE_WHO = words("who whom whose of in with from that which on at for without under living")
_EXISTS = BE | words(
    "seems seem seemed appears appear appeared exists exist existed comes came remains remain remained"
)
# Nouns that with "the" and nothing more take up what was told before.
_TAKING_UP = words(
    "move decision incident visit announcement attack meeting agreement deal event events measure measures proposal "
    "ruling plan step bill investigation probe matter issue situation crash shooting trip claim claims allegation "
    "allegations charges comments remarks statement letter report findings suspect suspects man woman boy girl victim "
    "victims pair couple duo company firm official officials document documents policy order change changes program "
    "strategy proposals group case dispute project effort legislation practice resolution provision amendment product "
    "video figure number amount sum former latter"
)
_COMPLETED_BY = PREPOSITION | SUBORDINATOR | words("to that who which 's ' -")
_STATES = words(Points.COUNTRY.value)
_OF_STATES = words("of that where which with whose")
_SINCE = re.compile(
    r"\b(?:(?:shortly|soon|immediately|long)? ?(?:thereafter|afterwards)|since then|by then|until then"
    r"|at th(?:e|at) time|(?:shortly|soon|immediately|moments) (?:after|before)(?=[.,;]|$)"
    r"|the latter|the former(?= (?:is|was|has|had|will|would)\b|[.,;]|$)"
    r"|both (?:sides|states|countries|nations|parties|men|women|leaders|governments|companies|groups)"
    r"|the two (?:sides|states|countries|nations|parties|men|women|leaders|governments|allies|companies|groups))",
    re.IGNORECASE,
)


def find_references(
    text: str, span: Span, names: Sequence[Name], times: Sequence[Span] = (), places: Sequence[Span] = ()
) -> tuple[Reference, ...]:
    """Those of a clause, in order; ``names``, ``times`` and ``places`` are what it names."""
    clause = _Clause(text, tokenize(text, span), names, times, places)
    found = [*clause.pronouns(), *clause.told()]
    found += [Reference(Span(*m.span()), Points.TOLD) for m in _SINCE.finditer(text, span.start, span.end)]
    apart: list[Reference] = []
    for each in sorted(found, key=lambda r: (r.span.start, -r.span.end)):
        if not apart or each.span.start >= apart[-1].span.end:
            apart.append(each)
    return tuple(apart)


class _Clause:
    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        names: Sequence[Name],
        times: Sequence[Span],
        places: Sequence[Span],
    ) -> None:
        self.text, self.tokens, self.names, self.times, self.places = text, tokens, names, times, places

    def pronouns(self) -> Iterator[Reference]:
        for i, token in enumerate(self.tokens):
            kind = _KINDS.get(token.low)
            if kind is Points.WRITER:
                if token.text != "US":  # the country in capitals
                    yield self._at(i, kind)
            elif kind is not None and not self._holds(kind, i) and not (token.low == "it" and self._expletive(i)):
                yield self._at(i, kind)
            elif token.low in Points.PLACE.value.split() and self._local(i) and not self._placed(token):
                yield self._at(i, Points.PLACE)

    def told(self) -> Iterator[Reference]:
        """Demonstratives, and nouns that take up what was told."""
        for i, token in enumerate(self.tokens):
            low = token.low
            if self._in_time(token):
                continue
            if low in Points.TOLD.value.split() and self._demonstrates(i):
                yield self._at(i, Points.TOLD)
            elif low == "the" and self._low(state := self._past_adjectives(i + 1)) in _STATES:
                if not self._compound(state) and self._low(state + 1) not in _OF_STATES and not self._placed(token):
                    yield self._at(i, Points.COUNTRY, state)
            elif (
                low == "the"
                and self._low(i + 1) in _TAKING_UP
                and self.tokens[i + 1].text.islower()
                and not self._completed(i + 1)
            ):
                yield self._at(i, Points.TOLD, i + 1)

    def _past_adjectives(self, k: int) -> int:
        """Behind "South American"."""
        while k < len(self.tokens) and self.tokens[k].is_capital:
            k += 1
        return k

    def _at(self, first: int, kind: Points, last: int | None = None) -> Reference:
        return Reference(Span(self.tokens[first].start, self.tokens[first if last is None else last].end), kind)

    def _low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def _in_time(self, token: Token) -> bool:
        return any(time.start <= token.start < time.end for time in self.times)

    def _placed(self, token: Token) -> bool:
        """Whether a place is named before."""
        return any(place.end <= token.start for place in self.places)

    # --- is it in the clause? ------------------------------------------------------------------------------------

    def _holds(self, kind: Points, i: int) -> bool:
        """Whether something that the pronoun at ``i`` can mean stands where it may look for it."""
        fits = {Points.PERSON: self._is_person, Points.SEVERAL: self._is_several, Points.THING: self._is_thing}[kind]
        return any(fits(k) for k in self._reach(i))

    def _reach(self, i: int) -> Iterator[int]:
        yield from range(i)
        if self._low(0) not in SUBORDINATOR | PREPOSITION or any(t.text == "," for t in self.tokens[:i]):
            return
        comma = next((k for k in range(i, len(self.tokens)) if self.tokens[k].text == ","), len(self.tokens))
        yield from range(comma + 1, min(comma + 12, len(self.tokens)))

    def _name(self, k: int) -> Name | None:
        start = self.tokens[k].start
        return next((name for name in self.names if name.span.start <= start < name.span.end), None)

    def _is_person(self, k: int) -> bool:
        name = self._name(k)
        return name.person if name is not None else self._low(k) in HUMANS

    def _is_several(self, k: int) -> bool:
        low, token = self._low(k), self.tokens[k]
        if low in _GROUPS:
            return True
        if low == "and" and k > 1 and k + 1 < len(self.tokens):
            before = self.tokens[k - 1] if self.tokens[k - 1].is_word else self.tokens[k - 2]
            return before.is_capital and self.tokens[k + 1].is_capital
        return not self._in_time(token) and is_plural_noun(self.tokens, k) and low not in _TIME_WORDS

    def _is_thing(self, k: int) -> bool:
        low, token = self._low(k), self.tokens[k]
        if not token.is_word or low in _NO_THING or is_adverb(low) or self._in_time(token):
            return False
        name = self._name(k)
        if (name is not None and name.person) or is_finite(self.tokens, k) or self._is_several(k):
            return False
        return not (k + 1 < len(self.tokens) and is_plural_noun(self.tokens, k + 1))  # "socialist policies"

    # --- what only looks like it ---------------------------------------------------------------------------------

    def _expletive(self, i: int) -> bool:
        at = self.tokens[i].start
        made = self._low(i - 1) in _MADE and any(self._low(i + n) in ("to", "that", "for") for n in (2, 3))
        empty = _EXPLETIVE.match(self.text, at, self.tokens[-1].end) is not None
        return made or (empty and not self._undergoes(i + 1))

    def _undergoes(self, verb: int) -> bool:
        """ "It was resumed when …": a thing is its subject; not of "it was reported that …"."""
        k = verb
        while k < len(self.tokens) and (self._low(k) in BE | HAVE | MODAL | {"not"} or is_adverb(self._low(k))):
            k += 1
        passive = k > verb and (self._low(k) in PARTICIPLES or self._low(k).endswith("ed"))
        told = self._low(k) in VERBS.keys() | SEEMING and self._low(k + 1) in _TOLD_BY
        settled = self._low(k) in words("decided agreed") and self._low(k + 1) == "to"
        return passive and not (told or settled)

    def _local(self, i: int) -> bool:
        """Whether "there" is a place: not in "there were", "is there"."""
        if self._low(i) == "here":
            return True
        after = self._low(i + 1)
        perhaps = after in MODAL | HAVE | words("to not") or is_adverb(after)
        exists = after in _EXISTS or (perhaps and any(self._low(i + n) in _EXISTS for n in (2, 3)))
        return not exists and self._low(i - 1) not in BE

    def _demonstrates(self, i: int) -> bool:
        low, before, after = self._low(i), self._low(i - 1), self._low(i + 1)
        ends = not after or not self.tokens[i + 1].is_word
        if after in _TIME_WORDS | _LEADING or (
            low == "those" and (after in _THOSE_WHO or after.endswith(("ing", "ed")))
        ):
            return False
        if low != "that":
            return not self._same_before(i + 1)
        if i == 0:  # "that amount", "that is"; not "that Peru left is known"
            return after not in PRONOUN | DETERMINER and not (not ends and self.tokens[1].is_capital)
        return before in PREPOSITION - words("in") and (ends or is_finite(self.tokens, i + 1))

    def _completed(self, i: int) -> bool:
        """Whether something says which: "the decision to leave", "the move by Peru", "the bill's text" does not."""
        return self._low(i + 1) in _COMPLETED_BY or self._compound(i) or self._same_before(i)

    def _compound(self, i: int) -> bool:
        """Whether another noun follows: "the country club"."""
        after = self._low(i + 1)
        noun = bool(after) and self.tokens[i + 1].is_word and after not in _CLOSED and not is_adverb(after)
        return noun and not is_finite(self.tokens, i + 1)

    def _same_before(self, i: int) -> bool:
        """Whether the noun has come before in the clause."""
        return any(self._low(k).rstrip("s") == self._low(i).rstrip("s") for k in range(max(0, i - 1)))
