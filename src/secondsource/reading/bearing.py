"""Which attributions give their content as so: saying and finding do, wanting, praising and seeming do not."""

from __future__ import annotations

from secondsource.model import Attribution, Mode, Span
from secondsource.reading.cues import VERBS, Kind, kind_of
from secondsource.reading.phrases import antecedent, is_finite
from secondsource.reading.speakers import is_plural, may_speak
from secondsource.reading.tokens import (
    BE,
    DETERMINER,
    FINITE_AUXILIARY,
    OPENING,
    QUOTES,
    SUBJECT_PRONOUN,
    tokenize,
    words,
)

_BEARING = (Kind.SPEECH, Kind.DENIAL, Kind.FINDING, Kind.THOUGHT)
_PERFORMED = words(  # "claimed a rebate" is a deed; "claimed that P" is not
    "declared declares declare declaring named called call calls calling claimed claims claim claiming "
    "proposed proposes propose proposing"
)
_TOPICAL = words("on of at to for about against with out")
_CLAUSAL = words("say says said saying insist insists insisted contend contends contended")
_WORD, _PHRASE = 20, 60  # characters
_FEW = 3  # words: "said no", "said a prayer"
_EMBEDDED = words("how why whether what who whom where when if which whoever")
_FRONTED = words("if when where what how to")
_ASKING = words("ask asks asked asking wonder wonders wondered wondering")
_NOBODY = words("no nobody none neither few")  # "few doubt P", "a few doubt P" begins with "a"


def bears(text: str, attribution: Attribution) -> bool:
    """Whether it gives its content as so, or not so: saying and finding do, wanting and praising do not."""
    cue, kind = cue_of(attribution), kind_of(cue_of(attribution))
    if not cue or not _gives(text, attribution, kind) or not _asserts(attribution):
        return False
    if _says_nothing(text, attribution) or _is_noun(attribution):
        return False
    if kind in (Kind.FINDING, Kind.SEEMING) and attribution.source is None and not _opens_with_that(text, attribution):
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
    return _PERFORMED.isdisjoint(cue.split()) or not acts(text, attribution)


def _says_nothing(text: str, attribution: Attribution) -> bool:
    """Whether the content is but a part of the reporter's sentence, which says nothing without the rest.

    ``Early counts were announced``: made known, not said. ``The cuts he called for will hurt``: no words of his.
    ``It is safe to say P``, ``a cut of, say, half``: nobody says.
    """
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if cue is None or attribution.mode is not Mode.INDIRECT:
        return False
    verb = VERBS.get(cue_of(attribution), ())
    if source is None and verb and all(each.form == "b" for each in verb):
        led = text[max(0, cue.span.start - _WORD) : cue.span.start].split()[-1:]
        return not led or led[0] == "to" or not led[0][-1].isalnum()
    if content.span.start > cue.span.start:
        return False
    if cue_of(attribution).split()[-1] in _TOPICAL:
        return cue_of(attribution).split()[-1] != "to"  # "according to"
    tokens = tokenize(text, content.span)
    made_known = not BE.isdisjoint(cue_of(attribution).split())
    return made_known and not any(is_finite(tokens, k) for k in range(len(tokens)))


def _is_noun(attribution: Attribution) -> bool:
    """``in a solemn show of support for X``: a noun that reads as a cue, of nobody who could speak."""
    source, cue = attribution.source, cue_of(attribution).split()
    base = any(each.form == "b" for each in VERBS.get(cue[0], ()))  # "they speak of", "a report speaks of"
    if source is None or not base or cue[-1] not in _TOPICAL:
        return False
    several = source.text.lower() in DETERMINER | SUBJECT_PRONOUN or is_plural(source.text)
    return not several and not may_speak(source.text)


def _gives(text: str, attribution: Attribution, kind: Kind) -> bool:
    """By its cue. "X says that Y fears P" gives that Y fears it."""
    if kind is Kind.THOUGHT:
        return attribution.source is not None and len(attribution.chain) == 1
    if kind is Kind.OTHER:
        said = _opens_with_that(text, attribution) or attribution.mode is not Mode.INDIRECT
        return said and attribution.source is not None
    if kind is Kind.WILL:  # "vowed “not to serve” the board": in their very words
        return attribution.source is not None and attribution.content.text[0] in OPENING | QUOTES
    return kind in _BEARING


def _asserts(attribution: Attribution) -> bool:
    """By its content: "did not say how", "refused to" and "said so" assert nothing by themselves."""
    first, *rest = attribution.content.text.lower().split()
    verb = rest[0] if first == "that" and rest else first
    headless = attribution.mode is Mode.INDIRECT and verb in FINITE_AUXILIARY | {
        "be",
        "been",
    }  # "a bill that would change the tax"
    embedded = first in _EMBEDDED | {"to"}  # a quotation opens with its mark
    return bool(rest) and not headless and not (embedded and not _fronted(attribution))


def _fronted(attribution: Attribution) -> bool:
    """``If P, Q, Poe said``: the "if" belongs to what is said; not ``How did P come about, Poe asked``."""
    cue, first = attribution.cue, (attribution.content.pieces or (attribution.content.span,))[0]
    opening = attribution.content.text[: first.end - first.start].lower().split()
    before = cue is not None and first.start < cue.span.start and opening[0] in _FRONTED and len(opening) > _FEW
    return before and _ASKING.isdisjoint(cue_of(attribution).split())


def _opens_with_that(text: str, attribution: Attribution) -> bool:
    """Whether a clause with "that" is said: "that the bridge had closed", not "that motion"."""
    tokens = tokenize(text, attribution.content.span)
    return tokens[0].low == "that" and (len(tokens) > _FEW or any(is_finite(tokens, k) for k in range(1, len(tokens))))


def _writes(text: str, attribution: Attribution) -> bool:
    """``wore signs that said “P”``: a thing with words on it, of which the reporter tells."""
    source, cue = attribution.source, attribution.cue
    if cue is None or (source is not None and not source.span.end < cue.span.start):
        return False
    start = source.span.start if source is not None else max(0, cue.span.start - _PHRASE)
    tokens = tokenize(text, Span(start, cue.span.start)) if start < cue.span.start else ()
    noun = antecedent(tokens, len(tokens) - 1) if tokens and tokens[-1].low in ("that", "which") else None
    return noun is not None and not may_speak(text[tokens[noun[0]].start : tokens[noun[1] - 1].end])


def acts(text: str, attribution: Attribution) -> bool:
    """Whether what follows the cue is a thing, not a clause: ``confirmed the arrival``, ``tweeted a picture``."""
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or cue.text == ":" or content.pieces:
        return False
    if not source.span.start < cue.span.start < content.span.start:
        return False
    if (wills := kind_of(cue_of(attribution)) is Kind.WILL) or attribution.mode is Mode.DIRECT:
        return wills  # "vowed “not to serve”": a vow is told with its words
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
