"""Which attributions give their content as so: saying and finding do, wanting, praising and seeming do not."""

from __future__ import annotations

from secondsource.model import Attribution, Mode, Span
from secondsource.reading.cues import Kind, kind_of
from secondsource.reading.phrases import antecedent, is_finite
from secondsource.reading.speakers import may_speak
from secondsource.reading.tokens import FINITE_AUXILIARY, tokenize, words

_BEARING = (Kind.SPEECH, Kind.DENIAL, Kind.FINDING, Kind.THOUGHT)
_PERFORMED = words("declared declares declare declaring named called call calls calling")
_TOPICAL = words("on of at to for about against with out")
_CLAUSAL = words("say says said saying insist insists insisted contend contends contended")
_FEW = 3  # words: "said no", "said a prayer"
_EMBEDDED = words("how why whether what who whom where when if which whoever")
_NOBODY = words("no nobody none neither")


def bears(text: str, attribution: Attribution) -> bool:
    """Whether it gives its content as so, or not so: saying and finding do, wanting and praising do not."""
    cue, kind = cue_of(attribution), kind_of(cue_of(attribution))
    if not cue or not _gives(attribution, kind) or not _asserts(attribution):
        return False
    if kind in (Kind.FINDING, Kind.SEEMING) and attribution.source is None and not _opens_with_that(attribution):
        return False  # "is seen as weak": the reporter's own
    source = (attribution.source.text if attribution.source is not None else "").lower()
    if source.split()[:1] and source.split()[0] in ("who", "which", "whose"):
        return False
    if source in ("that", "a", "an", "the"):
        return False  # "signs that said “P”": no noun before it could say a thing
    if _writes(text, attribution):
        return False
    if source in ("you", "we", "i"):
        return attribution.mode is not Mode.INDIRECT  # "we know that" is the reporter's own voice
    if source.split()[:1] and source.split()[0] in _NOBODY:
        return False
    if kind in (Kind.FINDING, Kind.THOUGHT) and cue.split()[0].endswith("ing"):
        return (
            False  # "a picture showing X" belongs to whoever gave the picture, "with voters feeling Y" to the reporter
        )
    return not (cue.split()[0] in _PERFORMED and acts(text, attribution))


def _gives(attribution: Attribution, kind: Kind) -> bool:
    """By its cue. "X says that Y fears P" gives that Y fears it."""
    if kind is Kind.THOUGHT:
        return attribution.source is not None and len(attribution.chain) == 1
    if kind is Kind.OTHER:
        said = _opens_with_that(attribution) or attribution.mode is not Mode.INDIRECT
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


def _opens_with_that(attribution: Attribution) -> bool:
    return attribution.content.text.lower().startswith("that ")


def _writes(text: str, attribution: Attribution) -> bool:
    """``wore signs that said “P”``: a thing with words on it, of which the reporter tells."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or not source.span.end < cue.span.start:
        return False
    tokens = tokenize(text, Span(source.span.start, cue.span.start))
    noun = antecedent(tokens, len(tokens) - 1) if tokens[-1].low in ("that", "which") else None
    return noun is not None and not may_speak(text[tokens[noun[0]].start : tokens[noun[1] - 1].end])


def acts(text: str, attribution: Attribution) -> bool:
    """Whether what follows the cue is a thing, not a clause: ``confirmed the arrival``, ``tweeted a picture``."""
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or cue.text == ":" or attribution.mode is Mode.DIRECT or content.pieces:
        return False
    if not source.span.start < cue.span.start < content.span.start:
        return False
    tokens = tokenize(text, content.span)
    if not tokens or tokens[0].low in words("that he she they it we there"):
        return False
    if cue_of(attribution).split()[-1] in _CLAUSAL and len(tokens) > _FEW:
        return False  # "said Poe deserved a prize": nobody says a thing
    if cue_of(attribution).split()[-1] in _TOPICAL:
        return True  # "called on X to", "warned of Y": a phrase, whatever verbs come after it
    relative = next((k for k, t in enumerate(tokens) if k and t.low in ("who", "which", "that")), len(tokens))
    return not any(is_finite(tokens, k) for k in range(1, relative))


def speaks(attribution: Attribution) -> bool:
    """Whether it is of words, not of a thought or deed."""
    return kind_of(cue_of(attribution)) in (Kind.SPEECH, Kind.DENIAL)


def cue_of(attribution: Attribution) -> str:
    return attribution.cue.text.lower() if attribution.cue is not None else ""
