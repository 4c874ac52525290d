"""The words by which reports cite: verbs by what may follow them, nouns, and the words that keep a distance.

Which continuations make a verb a cue was counted on the training part of PolNeAR (Newell, Margolin & Ruths 2018): a
verb is listed under the continuations after which at least half of its occurrences were annotated as cues.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from secondsource.reading.tokens import words


class Kind(Enum):
    """What a cue says about its content."""

    SPEECH = "speech"  # said, tweeted: the content was uttered
    DENIAL = "denial"  # denied, rejected: the content was contradicted
    FINDING = "finding"  # found, shows: a document or study bears it
    THOUGHT = "thought"  # believes, fears: a mind holds it
    WILL = "will"  # vowed, plans: what somebody means to do
    JUDGEMENT = "judgement"  # accused, praised: how somebody values it
    SEEMING = "seeming"  # is expected, appears: nobody is named who holds it


# What may follow a cue: T that, Q quotation or colon, W how/whether, P pronoun, D determiner, C capital, N other word,
# I to, G -ing, R preposition, S as, E end of clause (content before).
ANY = frozenset("TQWPDCNIGRSE")


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a citing verb. ``form``: b base, s third person, d past, n participle, g -ing."""

    lemma: str
    kind: Kind
    frames: frozenset[str]
    form: str
    addressee: bool = False
    particle: str | None = None


_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "find": "found found", "show": "showed shown",
    "think": "thought thought", "see": "saw seen", "seek": "sought sought", "know": "knew known", "feel": "felt felt",
    "read": "read read", "hear": "heard heard", "understand": "understood understood", "swear": "swore sworn",
    "foresee": "foresaw foreseen", "forecast": "forecast forecast", "hold": "held held", "speak": "spoke spoken",
    "cast": "cast cast", "put": "put put", "give": "gave given", "overhear": "overheard overheard",
}  # fmt: skip
_DOUBLING = words("refer beg regret brag infer admit quip blog rip concur prefer slam dub plan rebut submit")

_SPEECH = {
    "TQWPDCNRIGES": "say add acknowledge announce reveal insist reiterate stress emphasize emphasise assert "
    "contend allege caution quip complain lament concede joke remark recall boast declare tweet retweet proclaim "
    "disclose reaffirm exclaim recount retort opine elaborate muse grumble gripe",
    "TQWPDCNER": "note warn explain predict speculate argue confirm testify estimate confess counter interject "
    "clarify affirm imply hint signal reply",
    "TQWPDCGER": "suggest indicate admit state claim report write",
    "TQWDCNR": "mention propose repeat",
    "TQPER": "respond continue conclude comment observe shout chant yell whisper echo object "
    "promise maintain volunteer",
    "TQ": "read post agree swear specify stipulate rule",
    "TQWDCNPG": "cite quote recommend",
    "W": "wonder ask discuss detail outline describe",
    "DCNA": "urge remind discuss voice express outline detail recount",
    "SDCNA": "describe portray characterize characterise depict",
}
_ADDRESSED = "tell inform assure brief remind notify"
_ASKED = "ask"
_DENIAL = {"TWPDCNGAE": "deny reject dismiss dispute refute rebut"}
_FINDING = {
    "TWDCPQ": "find show",
    "TWQ": "demonstrate document determine calculate discover project record",
    "T": "see",
}
_THOUGHT = {
    "TP": "believe think hope fear worry suspect guess assume anticipate know argue agree learn realize "
    "hear expect feel",
    "T": "understand recognize recognise",
    "W": "know question doubt consider",
    "DNC": "question doubt fear",
    "I": "hope expect",
}
_WILL = {
    "I": "decline refuse vow pledge promise threaten seek offer agree demand decide",
    "TDCN": "order",
    "TDCNG": "promise vow pledge demand propose",
}
_JUDGEMENT = {
    "DCNA": "laud criticize criticise accuse praise blast slam denounce defend condemn blame endorse mock decry hail "
    "applaud "
    "chide tout thank rebuke oppose assail bemoan deplore lambaste ridicule congratulate scold compare "
    "highlight echo reference",
    "DCNAPQ": "call",
    "DNQ": "deem dub label",
}
_PHRASES = {  # verb: its particles, each with the kind that the pair has
    "refer": "to", "point": "to out", "allude": "to", "hint": "at", "talk": "about of", "speak": "about of",
    "call": "for on", "respond": "to", "warn": "of about against", "complain": "about", "rail": "against",
    "boast": "about of", "brag": "about", "vouch": "for", "lash": "out", "insist": "on", "comment": "on",
    "worry": "about", "focus": "on", "agree": "with", "go": "on",
}  # fmt: skip
SEEMING = words("expected believed said thought reported alleged rumored rumoured known understood supposed")


def _regular(lemma: str) -> tuple[str, str, str]:
    """Third person, past and -ing of a regular verb."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return third, stem + "ed", stem + "ing"


def inflect(lemma: str) -> dict[str, str]:
    """Each form of a verb and its mark (b, s, d, n, g); a participle like the past is marked d."""
    third, past, ing = _regular(lemma)
    past, participle = _IRREGULAR.get(lemma, f"{past} {past}").split()
    return {lemma: "b", third: "s", participle: "n", past: "d", ing: "g"}


def _compile() -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}

    def enter(lemma: str, kind: Kind, frames: str, addressee: bool = False, particle: str | None = None) -> None:
        for form, mark in inflect(lemma).items():
            found.setdefault(form, []).append(Cue(lemma, kind, frozenset(frames), mark, addressee, particle))

    tables = (
        (Kind.SPEECH, _SPEECH), (Kind.DENIAL, _DENIAL), (Kind.FINDING, _FINDING), (Kind.THOUGHT, _THOUGHT),
        (Kind.WILL, _WILL), (Kind.JUDGEMENT, _JUDGEMENT),
    )  # fmt: skip
    for lemma, particles in _PHRASES.items():
        for particle in particles.split():
            enter(lemma, Kind.SPEECH, "TQWPDCNAGE", particle=particle)
    for lemma in _ADDRESSED.split():
        enter(lemma, Kind.SPEECH, "TQWPDCNAERS", addressee=True)
    enter(_ASKED, Kind.SPEECH, "QWERI", addressee=True)
    for kind, table in tables:
        for frames, lemmas in table.items():
            for lemma in lemmas.split():
                enter(lemma, kind, frames)
    return {form: tuple(cues) for form, cues in found.items()}


VERBS = _compile()

# Nouns that bear content: "the claim that ..."; those that stand for a source: "a report said".
CONTENT_NOUNS = words(
    "claim claims allegation allegations assertion assertions suggestion suggestions statement accusation accusations "
    "announcement warning warnings admission belief fear fears hope hopes concern concerns report reports rumor rumors "
    "rumour rumours complaint complaints insistence argument notion argument promise pledge denial prediction "
    "predictions conclusion assurance assurances confirmation"
)
DOCUMENTS = words(
    "report reports statement study poll polls survey data documents document records figures analysis article tweet "
    "post filing letter memo transcript footage video image images photo photos picture pictures research paper"
)
HEDGES = (
    "purportedly", "reportedly", "allegedly", "apparently", "supposedly", "ostensibly", "seemingly", "presumably",
    "unconfirmed", "unverified", "purported", "alleged", "rumored", "rumoured", "appeared to",
    "appears to", "appear to",
    "seemed to", "seems to", "seem to", "may have", "might have", "could have", "is believed to", "are believed to",
    "was believed to", "were believed to", "is thought to", "are thought to", "is said to", "are said to",
    "was said to",
    "is reported to", "are reported to", "what appeared to be", "what appears to be", "is understood to",
)  # fmt: skip


def kind_of(cue: str) -> Kind:
    """The kind of a cue as it stands in a text; what is not a listed verb is speech ("according to", ":")."""
    low = cue.lower().split()
    if low and low[-1] in words("seem seems seemed appear appears appeared"):
        return Kind.SEEMING
    if len(low) > 1 and low[-1] in SEEMING and low[0] in ("is", "are", "was", "were", "has", "have"):
        return Kind.SEEMING
    for n, word in enumerate(low):
        following = low[n + 1] if n + 1 < len(low) else None
        cues = VERBS.get(word, ())
        for entry in cues:
            if entry.particle is not None and entry.particle == following:
                return entry.kind
        plain = [entry for entry in cues if entry.particle is None]
        if plain:
            return plain[0].kind
    return Kind.SPEECH


PAST_OF = {  # "hinting at plans" told as a clause of its own: "hinted at plans"
    form: next(
        past for past, entries in VERBS.items() if any(e.form == "d" and e.lemma == cues[0].lemma for e in entries)
    )
    for form, cues in VERBS.items()
    if cues[0].form == "g"
}
