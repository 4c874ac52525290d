"""The words of a passage that matter: who is cited, what it shares with the statement, what agrees and what clashes.

Shared are names, figures and words of some length, also where they end otherwise ("soldiers", "soldier"); it is a help
for the eye, and decides nothing. What agrees or clashes is what the comparison of measures said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from secondsource.dossier.marking import mark_runs
from secondsource.model import Evidence, Link, Span

_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:['’-]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|s)$")
_LONG, _NAME = 5, 3  # letters of a word, and of a name, from which on it is marked
# Words as long as that which say nothing about what a sentence is about.
_COMMON = frozenset(
    (
        "about", "above", "according", "after", "again", "against", "along", "already", "although", "among", "another",
        "around", "because", "before", "being", "below", "between", "could", "doing", "during", "either", "every",
        "further", "having", "however", "least", "might", "never", "other", "rather", "saying", "several", "should",
        "since", "still", "their", "theirs", "there", "these", "thing", "things", "those", "though", "through",
        "toward", "towards", "under", "until", "where", "whether", "which", "while", "whose", "within", "without",
        "would", "yesterday",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a passage: ``kind`` is ``same``, ``agrees``, ``vaguer``, ``clashes`` or empty; ``told`` is true
    where they name a source or show a link, ``goes_on`` where the piece before is of the same figure, time or place."""

    text: str
    kind: str
    told: bool
    goes_on: bool = False

    @property
    def style(self) -> str:
        names = ("told" if self.told else "", self.kind, "goes-on" if self.goes_on else "")
        return " ".join(name for name in names if name)


def pieces(evidence: Evidence, links: Sequence[Link], statement: str) -> Iterator[Piece]:
    """The passage from beginning to end; ``statement`` is the text of the one that it is set against."""
    told = _joined(_inside(_telling(evidence, links), evidence.span))
    kinds = dict(_measures(evidence))
    taken = sorted(kinds)
    kinds |= {span: "same" for span in _shared(evidence.text, statement) if not _meets(span, taken)}
    spans = sorted(kinds)
    cuts = [edge for span in told for edge in (span.start, span.end)]
    place = 0
    for run in mark_runs(evidence.text, spans, cuts):
        while place < len(told) and told[place].end <= run.start:
            place += 1
        inside = place < len(told) and told[place].start <= run.start
        kind = "" if run.owner is None else kinds[spans[run.owner]]
        yield Piece(run.text, kind, inside, run.owner is not None and run.start > spans[run.owner].start)


def _telling(evidence: Evidence, links: Iterable[Link]) -> Iterator[Span]:
    yield from (link.seen.span for link in links if link.seen)
    if evidence.attribution.source:
        yield evidence.attribution.source.span


def _inside(spans: Iterable[Span], whole: Span) -> Iterator[Span]:
    for span in spans:
        if span.overlaps(whole):
            yield Span(max(span.start, whole.start) - whole.start, min(span.end, whole.end) - whole.start)


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _measures(evidence: Evidence) -> Iterator[tuple[Span, str]]:
    """Where the passage's figures, times and places stand that were compared, with how they compare; the first place of
    each, and of two on one spot the longer."""
    found: list[tuple[Span, str]] = []
    for each in evidence.agreement:
        if (start := evidence.text.find(each.theirs)) >= 0 and each.theirs:
            found.append((Span(start, start + len(each.theirs)), each.agreement.value))
    found.sort(key=lambda pair: (pair[0].start - pair[0].end, _BEST_FIRST.index(pair[1])))
    kept: list[Span] = []
    for span, kind in found:
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
            yield span, kind


_BEST_FIRST = ("agrees", "vaguer", "clashes")


def _shared(text: str, statement: str) -> Iterator[Span]:
    ours = _stems(statement)
    for match in _WORD.finditer(text):
        if _telling_word(match.group()) and _stem(match.group()) in ours:
            yield Span(*match.span())


@lru_cache(maxsize=512)
def _stems(statement: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(statement) if _telling_word(word))


def _telling_word(word: str) -> bool:
    if word.lower() in _COMMON:
        return False
    return len(word) >= _LONG or word[0].isdigit() or (len(word) >= _NAME and word.isupper())


def _stem(word: str) -> str:
    return _ENDING.sub("", _POSSESSIVE.sub("", word).casefold())


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)
