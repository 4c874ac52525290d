"""Which words of a sentence are cue verbs, and what follows each."""

from __future__ import annotations

from collections.abc import Sequence

from bench.rules.cues import VERBS, Cue
from bench.rules.marked import Hit, Marked
from secondsource.reading.cues import SEEMING, Kind
from secondsource.reading.phrases import (
    Range,
    is_finite,
    name_after,
)
from secondsource.reading.tokens import (
    AUXILIARY,
    BE,
    COORDINATOR,
    DAYS,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTES,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    Token,
    is_adverb,
    words,
)
from secondsource.reading.verbs import BASE_AND_NOUN

_UNREAL = words("will would should must could can may might shall")
_APPROXIMATING = words("roughly nearly approximately only just some almost even both all")
_SETTING = words(
    "statement interview email tweet speech letter post report briefing message memo filing column blog video"
)


def find_cue_verbs(sentence: Marked) -> list[Hit]:
    hits = []
    for i in range(sentence.end):
        if not sentence.quoted[i]:
            hit = _hit(sentence, i)
            if hit is not None:
                hits.append(hit)
    return hits


def _hit(sentence: Marked, i: int) -> Hit | None:
    tokens = sentence.tokens
    start = group_start(tokens, i)
    passive = any(tokens[k].low in BE for k in range(start, i)) and tokens[i].low[-3:] != "ing"
    if passive and tokens[i].low in SEEMING and sentence.low(i + 1) in ("to", "that"):
        cue = Cue(tokens[i].low, Kind.SEEMING, frozenset("IT"), "n")
        return Hit((start, i + 1), cue, "I" if sentence.low(i + 1) == "to" else "T", i + 1, i + 1, True, None)
    if tokens[i].low in words("seem seems seemed appear appears appeared") and sentence.low(i + 1) == "to":
        cue = Cue(tokens[i].low, Kind.SEEMING, frozenset("I"), "d")
        return Hit((start, i + 1), cue, "I", i + 1, i + 1, False, None)
    for cue in VERBS.get(tokens[i].low, ()):
        hit = _try(sentence, i, start, cue, passive)
        if hit is not None:
            return hit
    return None


def group_start(tokens: Sequence[Token], i: int) -> int:
    start = i
    while start > 0 and (tokens[start - 1].low in AUXILIARY or is_adverb(tokens[start - 1].low)):
        start -= 1
    while start < i and is_adverb(tokens[start].low) and tokens[start].low not in ("also", "later", "repeatedly"):
        if start > 0 and (tokens[start - 1].is_word and tokens[start - 1].low not in COORDINATOR):
            break
        start += 1
    return start


def _try(sentence: Marked, i: int, start: int, cue: Cue, passive: bool) -> Hit | None:
    after = i + 1
    if cue.particle is not None:
        if sentence.low(after) != cue.particle:
            return None
        after += 1
        if cue.lemma == "go":
            if sentence.low(after) != "to" or sentence.low(after + 1) not in VERBS:
                return None
            after += 2
    if not _is_verb(sentence, i, start, cue):
        return None
    after, carrier = _skip_setting(sentence, after)
    cue_end = i + 1 if cue.particle is None else i + 2
    if cue.addressee:
        after, carrier = _skip_addressee(sentence, after, carrier)
    frame = _frame(sentence, after)
    if frame not in cue.frames or (passive and cue.kind is not Kind.SPEECH):
        return None
    return Hit((start, i + 1), cue, frame, after, cue_end, passive, carrier)


def _is_verb(sentence: Marked, i: int, start: int, cue: Cue) -> bool:
    """Whether the form stands as a verb here, not as the noun or adjective it may also be."""
    before = sentence.low(start - 1)
    if before == "to":
        return False
    if start < i and any(sentence.low(k) in AUXILIARY for k in range(start, i)):
        if cue.kind is not Kind.SPEECH and any(sentence.low(k) in _UNREAL for k in range(start, i)):
            return False
        return cue.form != "s"
    if _is_part_of_name(sentence, i) or before == "to" or before.endswith("'s"):
        return False
    if cue.form == "g" and before in COORDINATOR and _frame(sentence, i + 1) not in "TQP":
        return False  # "for training and discussing repairs"
    if cue.form == "g":
        return before not in PREPOSITION - words("with") and before not in DETERMINER | POSSESSIVE
    if before in DETERMINER - words("this that some all both many most few") or before in POSSESSIVE | PREPOSITION:
        return False
    if cue.form == "b":
        return _plural_before(sentence, start)
    if cue.form == "s" and sentence.low(i) in BASE_AND_NOUN:
        named = start > 0 and sentence.tokens[start - 1].is_capital
        return bool(before) and (named or before in SUBJECT_PRONOUN or before in (",", *QUOTES))
    return True


def _is_part_of_name(sentence: Marked, i: int) -> bool:
    """A capitalised form inside a sentence is part of a name, but for headlines that capitalise all words."""
    if i == 0 or not sentence.tokens[i].is_capital:
        return False
    longer = [t for t in sentence.tokens if t.is_word and len(t.text) > 4]
    return sum(t.is_capital for t in longer) < 0.7 * len(longer)


def _plural_before(sentence: Marked, start: int) -> bool:
    if start == 0:
        return False
    before = sentence.tokens[start - 1]
    if before.low in words("i we they you who people police others some many most officials media both all"):
        return True
    if before.low in words("him them her us me"):
        return sentence.low(start) in words("say think believe argue claim note")
    return before.low.endswith("s") and before.is_word and before.low not in PRONOUN | POSSESSIVE


def _skip_setting(sentence: Marked, after: int) -> tuple[int, Range | None]:
    """Over "on Tuesday", "in an interview with the BBC": the token after, and the outlet named there."""
    i, carrier = after, None
    for _ in range(4):
        low, following = sentence.low(i), sentence.low(i + 1)
        if (
            (is_adverb(low) and low not in _APPROXIMATING)
            or low in DAYS
            or (low in ("last", "this") and following in words("week month year night"))
        ):
            i += 2 if low in ("last", "this") else 1
        elif low == "on" and following in DAYS:
            i += 2
        elif low in ("in", "on", "during", "via", "through") and (named := setting(sentence, i)):
            i, carrier = named
        elif low in PREPOSITION and (clause := _clause_after_phrase(sentence, i)):
            i = clause
        else:
            break
    return (i, carrier) if i < sentence.end else (min(i, sentence.end), carrier)


def _clause_after_phrase(sentence: Marked, i: int) -> int | None:
    """``said at a debate in October that …``: where "that" stands, if nothing but the phrase comes before it."""
    for k in range(i + 1, min(i + 10, sentence.end)):
        if sentence.low(k) == "that":
            return k if sentence.low(k - 1) not in PREPOSITION else None
        if not sentence.tokens[k].is_word or sentence.low(k) in PRONOUN | SUBORDINATOR or is_finite(sentence.tokens, k):
            return None
    return None


def setting(sentence: Marked, i: int) -> tuple[int, Range | None] | None:
    """``in a television interview with X`` from its preposition on."""
    for k in range(i + 1, min(i + 7, sentence.end)):
        if sentence.low(k) in _SETTING:
            if sentence.low(k + 1) in ("with", "to", "on", "by", "for"):
                stop = name_after(sentence.tokens, k + 2, sentence.end)
                return stop, (k + 2, stop)
            return k + 1, None
        if sentence.low(k) in PREPOSITION | SUBORDINATOR | PRONOUN or not sentence.tokens[k].is_word:
            return None
    return None


def _skip_addressee(sentence: Marked, after: int, carrier: Range | None) -> tuple[int, Range | None]:
    if after >= sentence.end or sentence.low(after) in ("that", "to", *QUOTES, ",", ":"):
        return after, carrier
    if sentence.low(after) in ("how", "what", "whether", "why", "if"):
        return after, carrier
    stop = name_after(sentence.tokens, after, sentence.end)
    spoken_to = (after, stop) if stop > after else carrier
    further, via = _skip_setting(sentence, stop)
    return further, via or spoken_to


def _frame(sentence: Marked, i: int) -> str:
    if i >= sentence.end:
        return "E"
    token = sentence.tokens[i]
    low, following = token.low, sentence.low(i + 1)
    if low in QUOTES or low == ":":
        return "Q"
    if low == ",":
        return "Q" if following in QUOTES and sentence.quoted[i + 1] else "E"
    if not token.is_word:
        return "D" if token.text in ("$", "@", "#", "£", "€") else "E"
    classes = (
        ("T", low == "that"),
        ("W", low in words("how what whether why if when where")),
        ("I", low == "to"),
        ("P", low in SUBJECT_PRONOUN),
        ("A", low in PRONOUN and low not in DETERMINER),
        ("S", low == "as"),
        ("R", low in PREPOSITION),
        ("E", low in COORDINATOR | SUBORDINATOR),
        ("G", low.endswith("ing") and len(low) > 5),
        ("D", low in DETERMINER | POSSESSIVE),
        ("C", token.is_capital),
    )
    return next((name for name, fits in classes if fits), "N")
