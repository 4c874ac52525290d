"""The words by which reports cite: verbs by what they say about their content, and words that keep a distance."""

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
    OTHER = "other"  # any other attitude or act: recognises, has maintained its support of


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a citing verb. ``form``: b base, s third person, d past, n participle, g -ing."""

    lemma: str
    kind: Kind
    form: str
    particle: str | None = None


_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "find": "found found", "show": "showed shown",
    "think": "thought thought", "see": "saw seen", "seek": "sought sought", "know": "knew known", "feel": "felt felt",
    "read": "read read", "hear": "heard heard", "understand": "understood understood", "swear": "swore sworn",
    "foresee": "foresaw foreseen", "forecast": "forecast forecast", "hold": "held held", "speak": "spoke spoken",
    "cast": "cast cast", "put": "put put", "give": "gave given", "overhear": "overheard overheard",
}  # fmt: skip
# The last consonant is written twice: "dropped", "dropping".
_DOUBLING = words(
    "admit ban bar beg blog brag chat clip commit compel concur confer control defer deter drag drop dub emit "
    "equip excel expel flag flip forbid gun hop incur infer jam occur omit permit plan plod plot plug prefer "
    "propel quip rebel rebut recur refer regret rid rig rip rob scrap skip slam slip snap span stab stem step "
    "stop strip stun submit swap swim tap top transfer transmit trap trim trip tug whip wrap"
)
_LEMMAS = {
    Kind.SPEECH: "acknowledge add admit affirm agree allege announce argue ask assert assure boast brief caution chant "
    "characterise characterize cite claim clarify comment complain concede conclude confess confirm "
    "contend continue counter declare depict describe detail disclose discuss echo elaborate emphasise "
    "emphasize estimate exclaim explain express gripe grumble hint imply indicate inform insist interject "
    "joke lament maintain mention muse note notify object observe opine outline portray post predict "
    "proclaim promise propose quip quote read reaffirm recall recommend recount reiterate remark remind "
    "repeat reply report respond retort retweet reveal rule say shout signal specify speculate state "
    "stipulate stress suggest swear tell testify tweet urge voice volunteer warn whisper wonder write "
    "yell",
    Kind.DENIAL: "deny dismiss dispute rebut refute reject",
    Kind.FINDING: "calculate demonstrate determine discover document find project record see show",
    Kind.THOUGHT: "anticipate assume believe consider doubt expect fear feel guess hear hope know learn question "
    "realize recognise recognize suspect think understand worry",
    Kind.WILL: "decide decline demand offer order pledge refuse seek threaten vow",
    Kind.JUDGEMENT: "accuse applaud assail bemoan blame blast call chide compare condemn congratulate criticise "
    "criticize "
    "decry deem defend denounce deplore dub endorse hail highlight label lambaste laud mock oppose praise "
    "rebuke reference ridicule scold slam thank tout",
}
PHRASES = {  # verbs of speech with their particles
    "refer": "to", "point": "to out", "allude": "to", "hint": "at", "talk": "about of", "speak": "about of",
    "call": "for on", "respond": "to", "warn": "of about against", "complain": "about", "rail": "against",
    "boast": "about of", "brag": "about", "vouch": "for", "lash": "out", "insist": "on", "comment": "on",
    "worry": "about", "focus": "on", "agree": "with", "go": "on",
}  # fmt: skip
_PASSIVE = words("is are was were be been being 's ’s 're ’re")
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

    def enter(lemma: str, kind: Kind, particle: str | None = None) -> None:
        for form, mark in inflect(lemma).items():
            found.setdefault(form, []).append(Cue(lemma, kind, mark, particle))

    for lemma, particles in PHRASES.items():
        for particle in particles.split():
            enter(lemma, Kind.SPEECH, particle)
    for kind, lemmas in _LEMMAS.items():
        for lemma in lemmas.split():
            enter(lemma, kind)
    return {form: tuple(cues) for form, cues in found.items()}


VERBS = _compile()

# Nouns that stand for a source: "a report said".
DOCUMENTS = words(
    "report reports statement study poll polls survey data documents document records figures analysis article tweet "
    "post filing letter memo transcript footage video image "
    "images photo photos photograph photographs picture pictures research paper"
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
_SAYING = words("according : accordance per words statement quip account")


def kind_of(cue: str) -> Kind:
    """The kind of a cue as it stands in a text ("has also told", "according to", ":")."""
    low = cue.lower().split()
    if low and low[-1] in words("seem seems seemed appear appears appeared"):
        return Kind.SEEMING
    if len(low) > 1 and low[-1] in SEEMING and not _PASSIVE.isdisjoint(low):
        return Kind.SEEMING  # "is said", "has been reported"; not "has said"
    for n, word in enumerate(low):
        following = low[n + 1] if n + 1 < len(low) else None
        cues = VERBS.get(word, ())
        for entry in cues:
            if entry.particle is not None and entry.particle == following:
                return entry.kind
        plain = [entry for entry in cues if entry.particle is None]
        if plain:
            return plain[0].kind
    return Kind.OTHER if _SAYING.isdisjoint(low) else Kind.SPEECH


PAST_OF = {  # "hinting at plans" told as a clause of its own: "hinted at plans"
    form: next(
        past for past, entries in VERBS.items() if any(e.form == "d" and e.lemma == cues[0].lemma for e in entries)
    )
    for form, cues in VERBS.items()
    if cues[0].form == "g"
}
