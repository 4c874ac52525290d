"""Statements -> queries: few and good, each anchored in what the report is about.

1. the subjects: the names and rare words that the headline and most statements share;
2. the event as a whole, asked three times: around it, after it, before it;
3. one query aims at denials and corrections;
4. published fact checks of the statements nearest to the subjects, and background on who and where;
5. of the statements, each time the one with most that no query has asked for yet: two subjects and what is its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from secondsource.gather.connector import Query, Term
from secondsource.learned.words import WordVectors
from secondsource.model import Aim, Disclosure, Report, Statement

DENIALS = ("denied", "denies", "denial", "false", "correction", "retracted", "debunked")
# Days around the event: most of what is written on it, and what led to it.
BEFORE, EARLY, LATE = timedelta(days=30), timedelta(days=2), timedelta(days=7)

MOST_TERMS = 4  # all must be found together, so each further one loses reports that word it otherwise
_SUBJECTS = 3
_TELLING = 3.0  # inverse document frequency from which a common word tells something: one report in twenty
_CLAIMS = 3  # statements looked up among fact checks
_BACKGROUND = 2
# What a word counts for as a subject beside one that stands in some statement only.
_IN_HEADLINE, _IN_LEAD, _A_NAME = 4.0, 1.4, 1.3

_BREAK = re.compile(r"[,;:!?()\"“”—–]|\.\s|\d+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A name or a word, and how rare it is."""

    words: str
    weight: float
    name: bool


def plan(report: Report, statements: Sequence[Statement], as_of: date, most: int) -> tuple[Query, ...]:
    """At most ``most`` queries for a report's checkable statements, the most telling first."""
    checkable = [statement for statement in statements if statement.checkable]
    told = {statement.id: _terms(statement) for statement in checkable}
    subjects = _subjects(report, checkable, told)
    if not subjects:
        return ()
    spell = _Speller(report)
    base = tuple(spell.term(subject.words) for subject in subjects[:_SUBJECTS])
    around, *others = _windows(_event(report, checkable), as_of)
    since = around[0]
    make = partial(Query, language=report.text_language)
    event = partial(make, Aim.EVENT, base, tuple(told))

    queries = [event(since=around[0], until=around[1])]
    queries.append(make(Aim.DENIAL, base[:2], tuple(told), either=DENIALS, since=since, until=as_of))
    queries += [event(since=days[0], until=days[1]) for days in others]
    for statement in _nearest(checkable, told, subjects)[:_CLAIMS]:
        queries.append(make(Aim.CLAIM, (Term(statement.text),), (statement.id,), until=as_of))
    for subject in [subject for subject in subjects if subject.name][:_BACKGROUND]:
        queries.append(make(Aim.BACKGROUND, (spell.term(subject.words),)))
    for served, own in _rest(told, subjects):
        terms = (*base[:2], *(spell.term(term.words) for term in own))
        queries.append(make(Aim.EVENT, terms, served, since=since, until=as_of))
    return tuple(queries[:most])


# --- what statements are about ---------------------------------------------------------------------------------


def _terms(statement: Statement) -> tuple[_Weighed, ...]:
    """The names, places and rare words of a statement, the rarest first."""
    names = _apart([_Weighed(name, _rarity(name), True) for name in dict.fromkeys(_names(statement))])
    inside = {word.casefold() for name in names for word in _WORD.findall(name.words)}
    words = [word for word in dict.fromkeys(_WORD.findall(statement.text)) if word.islower() and len(word) > 3]
    rare = [_Weighed(word, weight, False) for word in words if (weight := _rarity(word)) >= _TELLING]
    found = [*names, *(word for word in rare if word.words not in inside)]
    return tuple(sorted(found, key=lambda term: (-term.weight, term.words)))


def _rarity(words: str) -> float:
    """That of the rarest word."""
    vectors = WordVectors.load()
    return max((vectors.weight(word.lower()) for word in _WORD.findall(words)), default=0.0)


def _names(statement: Statement) -> Iterator[str]:
    """Who speaks, the places, and runs of capitalised words, but for a first word that is a common one."""
    said = statement.attribution
    if said.speaker and said.disclosure is Disclosure.NAMED:
        yield from map(_bare, re.split(r",| and ", said.speaker))
    yield from (_bare(place.text) for place in statement.places)
    yield from _capitalised(statement.text)


def _capitalised(text: str) -> Iterator[str]:
    for piece in _BREAK.split(text):
        run: list[str] = []
        for number, word in enumerate([*piece.split(), ""]):
            if word[:1].isupper() and (number or _rarity(word) >= _TELLING):
                run.append(word)
            elif run:
                yield _bare(" ".join(run))
                run = []


def _bare(name: str) -> str:
    return re.sub(r"^(?:The|the|A|An)\s+|['’]s?$|[-.]+$", "", name.strip())


def _subjects(
    report: Report, statements: Sequence[Statement], told: Mapping[str, Sequence[_Weighed]]
) -> list[_Weighed]:
    """What the report is about: by rarity, by how many statements have it, and by where it stands."""
    terms = {term.words: term for each in told.values() for term in each if len(term.words) > 2}
    often = Counter(term.words for each in told.values() for term in each)
    headline = report.headline or ""
    lead = " ".join(block.span.of(report.text) for block in report.blocks if block.states)[:600]

    def score(term: _Weighed) -> float:
        place = _IN_HEADLINE if _stands(term.words, headline) else _IN_LEAD if _stands(term.words, lead) else 1.0
        return float(term.weight * often[term.words] ** 0.5 * place * (_A_NAME if term.name else 1.0))

    return _apart(sorted(terms.values(), key=lambda term: (-score(term), term.words)))


def _stands(words: str, text: str) -> bool:
    """Whether a text has the word, or one that begins like it: Russian is in a text with Russia."""
    stem = words[: max(5, len(words) - 2)]
    return re.search(rf"\b{re.escape(stem)}", text, re.IGNORECASE) is not None


def _apart(ranked: Sequence[_Weighed]) -> list[_Weighed]:
    """Without those that are part of an earlier one, hold it, or begin like it: Maduro beside Nicolas Maduro."""
    kept: list[_Weighed] = []
    for term in ranked:
        parts = {_stem(word) for word in term.words.split()}
        others = [{_stem(word) for word in other.words.split()} for other in kept]
        if term.words and not any(parts <= other or other <= parts for other in others):
            kept.append(term)
    return kept


def _stem(word: str) -> str:
    return word.casefold()[:5]


def _nearest(
    statements: Sequence[Statement], told: Mapping[str, Sequence[_Weighed]], subjects: Sequence[_Weighed]
) -> list[Statement]:
    """Those that say most of the subjects first; of equal ones the earlier."""
    weights = {subject.words: len(subjects) - place for place, subject in enumerate(subjects)}
    return sorted(statements, key=lambda s: -sum(weights.get(term.words, 0) for term in told[s.id]))


def _rest(
    told: Mapping[str, Sequence[_Weighed]], subjects: Sequence[_Weighed]
) -> Iterator[tuple[tuple[str, ...], tuple[_Weighed, ...]]]:
    """Statement after statement, each time the one with most that was not asked for yet, and its two rarest terms.

    A query serves all statements that hold its terms.
    """
    asked = {subject.words for subject in subjects[:_SUBJECTS]}
    waiting = dict(told)
    while waiting:
        new = {one: [term for term in terms if term.words not in asked] for one, terms in waiting.items()}
        best = max(waiting, key=lambda one: sum(term.weight for term in new[one][:2]))
        own = tuple(new[best][: MOST_TERMS - 2])
        if not own:
            return
        words = {term.words for term in own}
        served = tuple(one for one, terms in told.items() if words <= {term.words for term in terms})
        yield served, own
        asked |= words
        waiting = {one: terms for one, terms in waiting.items() if one not in served}


# --- when ------------------------------------------------------------------------------------------------------

_Days = tuple[date | None, date | None]


def _event(report: Report, statements: Iterable[Statement]) -> date | None:
    """The day that most statements speak of, up to that of publication; else that one."""
    days = [when.latest for s in statements for when in s.times if when.latest and when.earliest == when.latest]
    known = Counter(day for day in days if report.published is None or day <= report.published)
    recent = [day for day in known if report.published is None or report.published - day <= BEFORE]
    return max(recent, key=lambda day: (known[day], day), default=report.published)


def _windows(event: date | None, as_of: date) -> Iterator[_Days]:
    """The days around the event first, then those after it, then those before it."""
    if event is None:
        yield None, as_of
        return
    yield event - EARLY, min(event + LATE, as_of)
    if event + LATE < as_of:
        yield event + LATE + timedelta(days=1), as_of
    yield event - BEFORE, event - EARLY - timedelta(days=1)


# --- spellings -------------------------------------------------------------------------------------------------


class _Speller:
    """Other spellings of a name: without its accents, and as the report itself spells it elsewhere."""

    def __init__(self, report: Report) -> None:
        names = set(re.findall(r"\b[^\W\d_a-z][^\W\d_]{5,}\b", report.text))
        self._names = sorted(names)

    def term(self, words: str) -> Term:
        others = [_folded(words), *self._variants(words)]
        return Term(words, tuple(dict.fromkeys(other for other in others if other != words)))

    def _variants(self, words: str) -> Iterator[str]:
        last = words.split()[-1]
        if len(last) < 7 or not last[0].isupper():
            return
        for name in self._names:
            if name != last and name[0] == last[0] and _skeleton(name) == _skeleton(last):
                yield " ".join((*words.split()[:-1], name))


def _folded(words: str) -> str:
    """Without accents: "Guaidó" is written "Guaido" by agencies."""
    return "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))


def _skeleton(name: str) -> str:
    """A name without its vowels and doubled letters: what transliterations of it have in common."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyj]", "", _folded(name).casefold()))
