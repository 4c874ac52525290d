"""What may follow a citing verb for it to be a cue, and the nouns that cite.

Which continuations make a verb a cue was counted on the training part of PolNeAR (Newell, Margolin & Ruths 2018): a
verb is listed under the continuations after which at least half of its occurrences were annotated as cues.
"""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.reading.cues import PHRASES, Kind, inflect
from secondsource.reading.tokens import words

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


def _compile() -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}

    def enter(lemma: str, kind: Kind, frames: str, addressee: bool = False, particle: str | None = None) -> None:
        for form, mark in inflect(lemma).items():
            found.setdefault(form, []).append(Cue(lemma, kind, frozenset(frames), mark, addressee, particle))

    tables = (
        (Kind.SPEECH, _SPEECH), (Kind.DENIAL, _DENIAL), (Kind.FINDING, _FINDING), (Kind.THOUGHT, _THOUGHT),
        (Kind.WILL, _WILL), (Kind.JUDGEMENT, _JUDGEMENT),
    )  # fmt: skip
    for lemma, particles in PHRASES.items():
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

# Nouns that bear content: "the claim that ...".
CONTENT_NOUNS = words(
    "claim claims allegation allegations assertion assertions suggestion suggestions statement accusation accusations "
    "announcement warning warnings admission belief fear fears hope hopes concern concerns report reports rumor rumors "
    "rumour rumours complaint complaints insistence argument notion argument promise pledge denial prediction "
    "predictions conclusion assurance assurances confirmation"
)
