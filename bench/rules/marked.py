"""A sentence as the rules of citing see it, and what they find in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.rules.cues import Cue
from secondsource.model import Span
from secondsource.reading.phrases import Range, is_abbreviation_stop
from secondsource.reading.tokens import Token

DASHES = frozenset(("—", "–", "--", "-"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue verb found at tokens ``group``; ``frame`` is what follows, from token ``after`` on."""

    group: Range
    cue: Cue
    frame: str
    after: int
    cue_end: int
    passive: bool
    carrier: Range | None


class Marked:
    """The tokens of one sentence, which of them are quoted, and what was found so far."""

    def __init__(self, text: str, tokens: Sequence[Token], quotations: Sequence[Span]) -> None:
        self.text = text
        self.tokens = tokens
        self.quoted = [any(q.start <= t.start < q.end for q in quotations) for t in tokens]
        self.end = len(tokens)
        while self.end > 0 and tokens[self.end - 1].text in (".", "!", "?") and not self.quoted[self.end - 1]:
            if is_abbreviation_stop(tokens, self.end - 1):
                break
            self.end -= 1

    def span(self, start: int, end: int) -> Span | None:
        while start < end and self.tokens[start].text in (",", ";", ":", *DASHES):
            start += 1
        while end > start and self.tokens[end - 1].text in (",", ";", ":", *DASHES) and not self.quoted[end - 1]:
            end -= 1
        return Span(self.tokens[start].start, self.tokens[end - 1].end) if start < end else None

    def low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""
