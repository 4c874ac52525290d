"""One pass of the learned reader over the sentences of a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.learned.reader import Reader, Relation, SentenceMarks
from secondsource.model import Span
from secondsource.reading.sentences import LONGEST_SENTENCE

_SURE = 0.8
LONGEST_REPORT = 100_000  # characters: 7 s on two cores. What goes on after that is no news report


@dataclass(frozen=True, slots=True)
class Marking:
    """What the learned reader found: ``sentences`` and ``relations`` in text order."""

    sentences: tuple[SentenceMarks, ...]
    relations: tuple[Relation, ...]

    @property
    def people(self) -> tuple[Span, ...]:
        """Names of persons of which the reader is fairly sure; on WNUT17 dev its entity F1 is .54, so no surer."""
        entities = (e for s in self.sentences for e in s.entities)
        return tuple(e.span for e in entities if e.label == "PER" and e.probability >= _SURE)

    def sentence(self, at: int) -> SentenceMarks | None:
        """The marks of the sentence around a character; those of none where it is too long to be read."""
        n = bisect_right(self.sentences, at, key=lambda s: s.span.start) - 1
        return self.sentences[n] if n >= 0 and at < self.sentences[n].span.end else None


def mark(text: str, paragraphs: Sequence[tuple[Span, ...]]) -> Marking:
    """Read the sentences of the paragraphs of ``text``, but for those too long to state anything."""
    sentences = [s for split in paragraphs for s in split if s.end - s.start <= LONGEST_SENTENCE]
    found = Reader.load().read(text, sentences)
    return Marking(found.sentences, found.relations)
