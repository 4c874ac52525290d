"""Makes an assertion readable without its report: names for pronouns and roles, days for "on Saturday", the citing
clause left out; and says which of its words still need the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secondsource.model import Attribution, Disclosure, Mode, Span, When
from secondsource.outlets import is_outlet_name
from secondsource.reading.antecedents import Antecedents
from secondsource.reading.assertions import Assertion
from secondsource.reading.cast import Cast
from secondsource.reading.cues import VERBS, Kind, kind_of
from secondsource.reading.loaded import find_listed
from secondsource.reading.metonyms import find_metonyms
from secondsource.reading.names import BODIES, ROLES
from secondsource.reading.phrases import is_finite
from secondsource.reading.references import HUMANS, Points, Reference, find_references
from secondsource.reading.speakers import is_plural
from secondsource.reading.tokens import BE, FINITE_AUXILIARY, MODAL, PREPOSITION, SUBORDINATOR, tokenize
from secondsource.reading.verbs import ACTING, BASE_AND_NOUN
from secondsource.reading.wording import (
    Change,
    clause_of,
    dated,
    without_loaded,
    without_pronouns,
    word,
    worded,
)

_FIRST_PERSON = re.compile(  # not the country in capitals
    r"\b(?-i:(?!US\b))(?:I|I'm|I’m|I've|I’ve|I'd|I’d|I'll|I’ll|we|we're|we’re|my|our|us|me)\b", re.IGNORECASE
)
_ROLE_ALONE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y) (?:([a-z-]+) )?([a-z-]+)\b(?! [A-Z])")
_FRAGMENT = 7  # words and marks
_MALE = frozenset(("he", "him", "his"))
_VEILED = frozenset(word for kind in (*Points,)[:4] for word in kind.value.split()) | {""}
_ARTICLE = re.compile(r"(?:a|an|the|two|three|several|some|many)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """An assertion as one sentence; ``unresolved`` are the words of the report that it does not explain."""

    text: str
    unresolved: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """A paragraph of a report with the people in it, what stands in quotation marks, and what it looks back on."""

    text: str
    cast: Cast
    quotations: tuple[Span, ...]
    sources: Mapping[int, str]  # where a source begins, and the speaker that it was resolved to
    times: tuple[When, ...]
    antecedents: Antecedents

    def tell(self, assertion: Assertion, listed: Sequence[Span]) -> Told:
        """One sentence, or nothing where there is none. A denial says that it is one, "I" whose words they are."""
        text = self._tell(assertion, listed)
        return Told(text, self._unresolved(assertion, text)) if text else Told("")

    def _tell(self, assertion: Assertion, listed: Sequence[Span]) -> str:
        attribution, span = assertion.attribution, assertion.clause.span
        if attribution is None or attribution.cue is None:
            return self._with_subject(assertion, listed)
        cue = attribution.cue.text
        if assertion.whole:
            return self._citing_clause(attribution, span, listed)
        if kind_of(cue) is Kind.DENIAL:
            that = "that " if attribution.content.text.lower().startswith("that ") else ""
            return clause_of(_subject(attribution), cue, that + self._worded(span, attribution))
        own_words = attribution.mode is not Mode.INDIRECT and _FIRST_PERSON.search(span.of(self.text))
        quoted = attribution.mode is not Mode.INDIRECT
        fragment = assertion.clause.subject is None and self._is_fragment(span, quoted=quoted)
        if fragment and not any(q.overlaps(span) for q in self.quotations):
            return ""  # nobody's very words, and no clause: it states nothing
        if fragment and attribution.source is None:
            return ""  # a few words in quotation marks and nobody who says them: a title
        if own_words or fragment:
            speaker = _subject(attribution)
            return f"{speaker[0].upper()}{speaker[1:]}: “{word(self.text, span, self._dates(span))}”"
        return self._with_subject(assertion, listed)

    def _is_fragment(self, span: Span, quoted: bool) -> bool:
        """A few words without a verb ("no, of course not"), which nobody understands without who says them."""
        tokens = tokenize(self.text, span)
        if quoted and tokens and tokens[0].low in FINITE_AUXILIARY and not self.text[span.start].isupper():
            return True  # said the bridge “was shut”
        verbs = any(is_finite(tokens, k) or (k and not quoted and t.low in BASE_AND_NOUN) for k, t in enumerate(tokens))
        hangs = tokens[0].low in PREPOSITION | SUBORDINATOR or tokens[0].low.endswith("ing")
        return (hangs or len(tokens) <= _FRAGMENT) and not verbs

    def _citing_clause(self, attribution: Attribution, span: Span, listed: Sequence[Span]) -> str:
        """Who did what: "Ada Poe confirmed the arrival of troops on Monday"."""
        source, cue, content = attribution.source, attribution.cue, attribution.content
        if source is None or cue is None or not span.contains(source.span) or cue.text.split()[0].endswith("ing"):
            verb = cue.text if cue is not None else ""
            said = Span(content.span.start, max(content.span.start + 1, span.end))
            changes = self._unnamed(self._changes(said, (), attribution), _subject(attribution))
            return clause_of(_subject(attribution), verb, worded(self.text, said, changes))
        end = source.span.end + (self.text[source.span.end : source.span.end + 1] == ",")
        changes = [(source.span.start, end, _subject(attribution))]
        changes += self._unnamed([c for c in self._changes(span, listed, attribution) if c[0] >= end], changes[0][2])
        return word(self.text, span, changes)

    def _plain(self, span: Span, listed: Sequence[Span], attribution: Attribution | None) -> str:
        return word(self.text, span, self._changes(span, listed, attribution))

    def _worded(self, span: Span, attribution: Attribution) -> str:
        return worded(self.text, span, self._changes(span, (), attribution))

    def _changes(self, span: Span, listed: Sequence[Span], attribution: Attribution | None) -> list[Change]:
        changes = self.cast.full_names(self.text, span)
        changes += without_loaded(self.text, span, listed)
        changes += self._dates(span) + self._bracketed(span)
        changes += self._bodies(span)
        return changes + self._pronouns(span, attribution)

    def _pronouns(self, span: Span, attribution: Attribution | None) -> list[Change]:
        own = {r.span.start for r in self._references(span)}

        def stands_for(low: str, at: int) -> str | None:
            if at not in own and at not in self.sources:
                return None  # the clause says itself whom it means
            found = self._stands_for(low, at, span, attribution)
            return found if found is not None or at not in own else self._looks_back(low, at, span)

        return without_pronouns(self.text, span, stands_for)

    def _dates(self, span: Span) -> list[Change]:
        return [change for time in self._times(span) if (change := dated(self.text, time)) is not None]

    def _times(self, span: Span) -> list[When]:
        return [time for time in self.times if span.contains(time.span)]

    def _references(self, span: Span) -> tuple[Reference, ...]:
        names = [self.cast.known(name) for name in self.cast.named_in(span.start, span.end)]
        places = [p.span for p in self.antecedents.places if span.contains(p.span)]
        return find_references(self.text, span, names, [t.span for t in self._times(span)], places)

    def _bracketed(self, span: Span) -> list[Change]:
        """ "The country [Peru]", "there [Lima]"."""
        changes = []
        for each in self._references(span):
            if each.points is Points.COUNTRY or each.span.of(self.text).lower() == "there":
                place = self._place(each, span)
                changes += [(each.span.end, each.span.end, f" [{place}]")] if place is not None else []
        return changes

    def _place(self, each: Reference, span: Span) -> str | None:
        """Where "there" is, and which "the country" is; "the African country" need not be the one named before."""
        if each.points is not Points.COUNTRY:
            return self.antecedents.town(span.start)
        plain = len(each.span.of(self.text).split()) == 2
        return self.antecedents.country(each.span.start) if plain else None

    def _bodies(self, span: Span) -> list[Change]:
        """ "Moscow [Russian government] sent lorries"; not a Sofia who is somebody."""
        people = [n.span for n in self.cast.named_in(span.start, span.end) if self.cast.known(n).person]
        found = [
            (name.end, body) for name, body in find_metonyms(self.text, span) if not any(map(name.overlaps, people))
        ]
        return [(end, end, f" [{body}]") for end, body in found]

    def _looks_back(self, low: str, at: int, span: Span) -> str | None:
        if any(q.start <= at < q.end for q in self.quotations):
            return None
        if low in Points.SEVERAL.value.split():
            return self.antecedents.several(at, span.start)
        return self.antecedents.body(at, span.start) if low in Points.THING.value.split() else None

    def _unresolved(self, assertion: Assertion, told: str) -> tuple[Span, ...]:
        """Words that still point outside, one of each kind, and times that no date was found for."""
        attribution, spans = assertion.attribution, [assertion.clause.span]
        spans += [assertion.clause.subject] if assertion.clause.subject is not None else []
        left = [time.span for span in spans for time in self._times(span) if time.earliest is None]
        resolved = {c[0] for span in spans for c in self._pronouns(span, attribution)}
        resolved |= {c[0] for span in spans for c in self._bracketed(span)}
        if attribution is not None and attribution.source is not None and told.endswith("”"):
            left += [attribution.source.span] if (attribution.speaker or "").lower() in _VEILED else []
        seen: set[tuple[Points, bool]] = set()
        for each in (r for span in reversed(spans) for r in self._references(span)):
            kind = each.points, each.span.of(self.text).lower() in _MALE
            known = each.span.start in resolved or each.span.end in resolved
            named = each.points is Points.WRITER and told.endswith("”")
            if not (known or named or self._is_source(each, attribution)) and (
                kind not in seen or each.points is Points.TOLD
            ):
                left.append(each.span)
            seen.add(kind)
        return tuple(sorted(set(left)))

    def _is_source(self, reference: Reference, attribution: Attribution | None) -> bool:
        """Whether it is the one who is cited, and known by name."""
        source = attribution.source if attribution is not None else None
        same = source is not None and source.span.contains(reference.span)
        return same and attribution is not None and (attribution.speaker or "").lower() not in _VEILED

    def _unnamed(self, changes: list[Change], named: str) -> list[Change]:
        """Without the names for pronouns that the words before give already: "Ada Poe wrote of her mother"."""
        pronouns = _VEILED - {""}
        return [
            (start, end, new)
            for start, end, new in changes
            if not (self.text[start:end].lower() in pronouns and new.removesuffix("'s") in named)
        ]

    def _with_subject(self, assertion: Assertion, listed: Sequence[Span]) -> str:
        """A clause that shares its subject with the one before gets it back."""
        subject, span = assertion.clause.subject, assertion.clause.span
        changes = self._changes(span, listed, assertion.attribution)
        if subject is None:
            return word(self.text, span, changes)
        others = (*self.quotations, *told_in(assertion))
        told = self._plain(subject, find_listed(self.text, subject, others), None)
        plain = word(self.text, span, self._unnamed(changes, told))
        if not plain:
            return plain
        return f"{told.rstrip('.')} {plain[0].lower()}{plain[1:]}"

    def _stands_for(self, low: str, at: int, span: Span, attribution: Attribution | None) -> str | None:
        if any(q.start <= at < q.end for q in self.quotations):
            return None
        speaker = attribution.speaker if attribution is not None else None
        if low == "they":
            return speaker if attribution is not None and _they_are(attribution) and at - span.start < 6 else None
        if low == "it" and speaker is not None and attribution is not None:
            return _subject(attribution) if self._it_is(attribution, at, span) else None
        if low not in ("he", "she", "his", "her", "him"):
            return None
        if (cited := self.sources.get(at)) is not None:
            return cited
        if speaker is not None and self.cast.is_person(speaker) and self.cast.fits(low, speaker):
            # "Poe said he …": the subject of what is said is the speaker, unless "Poe praised Roe, saying she …"
            opens = at - span.start < 6 and _precedes(attribution) and not self._named_between(attribution, at, speaker)
            told = self._told_of(attribution, low, at, span)
            return speaker if opens or not self._names_another(told, speaker, low) else None
        if attribution is not None and at == span.start and low in ("he", "she") and _may_be(attribution):
            return _subject(attribution)
        if self._names_a_role(self.cast.paragraph_start(at), at):
            return None
        return self.cast.person_before(low, at)

    def _it_is(self, attribution: Attribution, at: int, span: Span) -> bool:
        """``The ministry said it sent men``; not "it was late", nor what an outlet reports of another."""
        following = self.text[at + 2 : span.end].replace("“", "").replace('"', "").split()[:2]
        body = not BODIES.isdisjoint((attribution.speaker or "").lower().split())
        spoken = body and not is_outlet_name(attribution.speaker or "") and _precedes(attribution)
        acts = bool(following) and following[0].lower() not in BE | MODAL
        return (
            spoken
            and at == span.start
            and not self._values(attribution)
            and (acts or (len(following) > 1 and following[1].lower() in ACTING | VERBS.keys()))
        )

    def _values(self, attribution: Attribution) -> bool:
        """``The ministry rejected the plan, saying it failed``: the plan may have failed as well."""
        source, cue = attribution.source, attribution.cue
        if source is None or cue is None or source.span.end >= cue.span.start:
            return False
        return kind_of(self.text[source.span.end : cue.span.start]) in (Kind.DENIAL, Kind.JUDGEMENT)

    def _names_a_role(self, start: int, at: int) -> bool:
        """Whether the paragraph speaks of somebody by role alone, whom the pronoun may mean as well."""
        return any(HUMANS.intersection(match.groups()) for match in _ROLE_ALONE.finditer(self.text, start, at))

    def _named_between(self, attribution: Attribution | None, at: int, speaker: str) -> bool:
        """Whether somebody else is named from the source to the pronoun."""
        source = attribution.source if attribution is not None else None
        between = Span(source.span.end, at) if source is not None and source.span.end < at else None
        if between is None:
            return False
        named = [self.cast.known(name) for name in self.cast.named_in(between.start, between.end)]
        return any(n.person and self.cast.fullest(n.words) != self.cast.fullest(speaker) for n in named)

    def _told_of(self, attribution: Attribution | None, low: str, at: int, span: Span) -> Span:
        """Where somebody else may stand: for "Poe said on Sunday she" from Poe on, else from the paragraph's start."""
        source = attribution.source if attribution is not None else None
        if low in ("he", "she") and source is not None and _precedes(attribution) and source.span.end < span.start:
            return Span(source.span.end, span.end)
        return Span(min(self.cast.paragraph_start(at), span.start), span.end)

    def _names_another(self, span: Span, speaker: str, pronoun: str) -> bool:
        named = [self.cast.known(name) for name in self.cast.named_in(span.start, span.end)]
        last = speaker.split()[-1]
        return any(n.person and n.last != last and self.cast.fits(pronoun, n.words) for n in named)


def told_in(assertion: Assertion) -> tuple[Span, ...]:
    """What somebody says in it, quoted or not: how it judges is theirs."""
    content = assertion.attribution.content if assertion.attribution is not None else None
    return (content.pieces or (content.span,)) if content is not None else ()


def _they_are(attribution: Attribution) -> bool:
    """Whether "they" that opens what was said can only be those who said it."""
    several = attribution.speaker is not None and is_plural(attribution.speaker)
    said = attribution.cue is not None and kind_of(attribution.cue.text) in (Kind.SPEECH, Kind.DENIAL, Kind.THOUGHT)
    described = attribution.disclosure is not Disclosure.NAMED
    return several and said and described and attribution.mode is Mode.INDIRECT and _precedes(attribution)


def _may_be(attribution: Attribution) -> bool:
    """Whether a source without a name ("the envoy") is one person, of whom "he" that opens what was said is told."""
    described = attribution.disclosure is Disclosure.DESCRIBED and attribution.mode is Mode.INDIRECT
    one = not ROLES.isdisjoint((attribution.speaker or "").lower().split()) and not is_plural(attribution.speaker or "")
    return described and one and _precedes(attribution)


def _precedes(attribution: Attribution | None) -> bool:
    """Whether the source stands before what it says, so that a pronoun in it can look back to the source."""
    source = attribution.source if attribution is not None else None
    return source is not None and attribution is not None and source.span.start < attribution.content.span.start


def _subject(attribution: Attribution) -> str:
    """The speaker, with the article that a description needs."""
    if attribution.speaker is None or attribution.source is None:
        return "An unnamed source"
    if attribution.source.text.lower() in ("it", "he", "she") and attribution.disclosure is Disclosure.DESCRIBED:
        return f"The {attribution.speaker}"
    article = _ARTICLE.match(attribution.source.text)
    if article is not None and attribution.source.text[article.end() :].lstrip().startswith(attribution.speaker):
        return f"{article.group()} {attribution.speaker}"
    proper = attribution.disclosure is Disclosure.NAMED and not attribution.speaker[0].islower()
    if article is None or proper:
        return attribution.speaker
    given = attribution.speaker.lower().startswith(article.group().lower())
    return attribution.speaker if given else f"{article.group()} {attribution.speaker}"
