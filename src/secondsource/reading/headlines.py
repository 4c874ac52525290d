"""How headlines cite: "Content: report" and "Source: content"."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.model import Span
from secondsource.reading.cues import DOCUMENTS
from secondsource.reading.phrases import Range, is_finite
from secondsource.reading.tokens import DAYS, Token, words

_LABELS = words(
    "opinion analysis update updates exclusive breaking video watch live factbox explainer editorial commentary photos "
    "timeline review interview check column blog podcast letters correction note list poll flashback flash related "
    "more read also see listen developing throwback recap"
)
_SPEAKING = DOCUMENTS | words(
    "official officials source sources police minister ministry government army military media agency spokesman "
    "spokeswoman spokesperson president kremlin pentagon sheriff lawyer"
)
_LONGEST_SOURCE = 5  # words


def find_colon(tokens: Sequence[Token], quotations: Sequence[Span]) -> tuple[Span, Span, Span] | None:
    """Source, cue and content of a headline that cites by a colon."""
    marks = [
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i].text == ":" and not any(q.start <= tokens[i].start < q.end for q in quotations)
    ]
    if not marks or tokens[-1].text in (".", "?") or tokens[marks[-1] - 1].low in _LABELS:
        return None
    head, tail = (0, marks[-1]), (marks[-1] + 1, len(tokens))
    short = tail[1] - tail[0] < _LONGEST_SOURCE and not _states(tokens, tail)
    source, content = (tail, head) if short else (head, tail)
    if not may_head(tokens, source) or content[1] - content[0] < 2:
        return None
    return _span(tokens, source), _span(tokens, (marks[-1], marks[-1] + 1)), _span(tokens, content)


def _span(tokens: Sequence[Token], within: Range) -> Span:
    return Span(tokens[within[0]].start, tokens[within[1] - 1].end)


def _states(tokens: Sequence[Token], within: Range) -> bool:
    return any(is_finite(tokens, i) for i in range(*within))


def may_head(tokens: Sequence[Token], within: Range) -> bool:
    """Whether a source could be called so: by a word for one, or by a name."""
    if within[1] - within[0] > _LONGEST_SOURCE or _states(tokens, within):
        return False
    own = [tokens[i] for i in range(*within)]
    return any(t.low in _SPEAKING for t in own) or all(t.is_capital and t.low not in DAYS for t in own)
