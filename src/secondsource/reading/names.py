"""Names of people and bodies in a report, with the roles and titles that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secondsource.model import Span
from secondsource.outlets import outlet_in
from secondsource.reading.tokens import (
    COORDINATOR,
    DAYS,
    DETERMINER,
    MONTHS,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    Token,
    is_adverb,
    tokenize,
    words,
)

TITLES = words(
    "mr mrs ms miss dr gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl adm admiral "
    "cmdr commander brig brigadier sen senator rep representative congressman congresswoman gov governor prof "
    "professor rev president vice-president vice prime minister chancellor king queen prince princess pope sheikh "
    "sheik ayatollah imam judge justice ambassador secretary mayor chief attorney premier lord lady sir dame sens "
    "reps former then-president marshal deputy foreign defense defence interior state speaker chairman chairwoman "
    "rabbi father bishop cardinal archbishop officer detective sheriff inspector coach whip leader minority "
    "majority spokesman spokeswoman adviser director republican democratic republicans democrats"
)
ROLES = words(
    "president minister premier chancellor king queen prince leader chief head director chairman chairwoman "
    "chairperson chair secretary ambassador envoy diplomat consul spokesman spokeswoman spokesperson adviser "
    "advisor aide official officer general colonel major captain commander admiral lieutenant sergeant marshal "
    "soldier senator representative congressman congresswoman lawmaker legislator deputy governor mayor "
    "councilman councilwoman candidate nominee journalist reporter editor correspondent columnist anchor host "
    "writer author economist analyst expert professor scientist researcher historian scholar doctor physician "
    "nurse lawyer attorney prosecutor judge justice sheriff detective inspector coroner firefighter activist "
    "campaigner organizer strategist pollster consultant executive ceo founder co-founder owner manager "
    "businessman businesswoman billionaire banker investor farmer teacher student resident witness neighbor "
    "neighbour survivor victim priest bishop pope imam rabbi pastor actor actress singer musician player coach "
    "dictator opposition usurper clerk driver engineer pilot astronaut veteran worker member chief-of-staff lawmaker"
)
BODIES = words(
    "ministry government army military navy police court parliament congress senate house council committee "
    "commission agency department bureau office administration cabinet party union university institute company "
    "corporation bank group organization organisation association foundation campaign embassy mission force "
    "forces command service services authority authorities board center centre academy federation league "
    "coalition alliance team assembly kremlin pentagon observatory hospital school church club firm network "
    "militia guard treasury"
)
DEMONYM_ENDINGS = ("ian", "ean", "ese", "ish", "can", "lan", "stani", "qi", "li", "ni")
DEMONYMS = words(
    "french german greek dutch swiss thai czech finnish russian american british chinese japanese korean iraqi "
    "iranian israeli palestinian saudi turkish syrian afghan arab african european asian kurdish western eastern "
    "northern southern u.s. us uk u.k. u.n. un eu soviet danish swedish norwegian polish spanish portuguese irish "
    "scottish welsh english yemeni kuwaiti omani qatari pakistani emirati bahraini libyan cuban venezuelan "
    "mexican colombian brazilian canadian"
)
_ABBREVIATED = {
    "gen": "general", "sen": "senator", "rep": "representative", "gov": "governor", "dr": "doctor", "col": "colonel",
    "maj": "major", "capt": "captain", "sgt": "sergeant", "adm": "admiral", "prof": "professor", "lt": "lieutenant",
}  # fmt: skip
PARTICLES = words("de del de-la la al el bin ben ibn von van der den da dos di du le abu")
_FEMALE = words(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty sandra "
    "ashley emily kimberly donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia "
    "kathleen amy angela anna ruth nicole catherine christine samantha debra rachel carolyn janet maria "
    "heather diane julie joyce victoria kelly christina joan evelyn lauren judith olivia hillary nikki kellyanne "
    "ivanka melania theresa angela delcy svetlana olga natalia irina elena ekaterina tatiana fatima aisha carmen "
    "rosa ana sofia isabel lucia federica ursula christine jane alice helen julia marine ada elisabeth carly "
    "elena dianne nina eva claire condoleezza madeleine zakharova"
)
_MALE = words(
    "james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony "
    "mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan "
    "jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander "
    "patrick frank raymond jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter "
    "harold jeremy ethan carl keith roger gerald barack joe mike bill ted marco jeb ben chris bernie vladimir "
    "sergei sergey dmitry dmitri nicolas nicolás juan javier vasily igor ivan oleg boris emmanuel recep bashar "
    "ali mohammed muhammad ahmed hassan hugo diego carlos luis pedro antonio jorge steve tom tim jim dan greg ron "
    "don lindsey mitch chuck harry al rand rex antonio xi kim elliott"
)
# "MuellerSpeier": a page has set two links without a space between them; not McCarthy, DeVos, FitzGerald.
# Joined once: each is looked into at every word.
_OF_TIME = DAYS | MONTHS
_NO_NAME = _OF_TIME | PRONOUN | DETERMINER | POSSESSIVE
_OPENING_WORDS = PREPOSITION | SUBORDINATOR | COORDINATOR
_GENDERED = _MALE | _FEMALE
_OFFICES = TITLES | ROLES
_NO_ROLE_BEFORE = PREPOSITION | DETERMINER | COORDINATOR | PRONOUN
_NO_ROLE_AFTER = PRONOUN | COORDINATOR
_GLUED = re.compile(r"\b(?!Fitz)[A-Z][a-z]{3,}[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands at ``span``; ``words`` without titles. ``gender`` is "f", "m" or not known."""

    span: Span
    words: str
    roles: frozenset[str]
    person: bool
    gender: str | None

    @property
    def last(self) -> str:
        return self.words.split()[-1]


def is_demonym(low: str) -> bool:
    return low in DEMONYMS or (len(low) > 5 and low.endswith(("ian", "ean", "ese", "stani")))


def find_names(text: str, within: Iterable[Span]) -> tuple[Name, ...]:
    """Names in text order; the same person stands in it as often as mentioned."""
    found: list[Name] = []
    for span in within:
        tokens = tokenize(text, span)
        i = 0
        while i < len(tokens):
            stop = _run(tokens, i)
            if stop > i:
                name = _name(text, tokens, i, stop)
                if name is not None:
                    found.append(name)
                i = stop
            else:
                i += 1
    return tuple(found)


def _run(tokens: Sequence[Token], start: int) -> int:
    """Where a run of capitalised words that starts at ``start`` ends."""
    if not _opens(tokens, start):
        return start
    i = start + 1
    while i < len(tokens):
        token = tokens[i]
        if tokens[i - 1].low.endswith("'s"):
            break
        if (
            (token.is_word and token.is_capital and token.low not in _OF_TIME)
            or (token.text == "." and i + 1 < len(tokens) and _abbreviates(tokens[i - 1]) and tokens[i + 1].is_capital)
            or (token.low in PARTICLES and i + 1 < len(tokens) and tokens[i + 1].is_capital)
        ):
            i += 1
        else:
            break
    return i


def _opens(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if not (token.is_word and token.is_capital) or token.low in _NO_NAME:
        return False
    first = i == 0 or tokens[i - 1].text in (".", "“", '"', ":", "?", "!")
    return not (first and (token.low in _OPENING_WORDS or is_adverb(token.low)))


def _abbreviates(token: Token) -> bool:
    return token.low in TITLES or len(token.text) == 1


def _name(text: str, tokens: Sequence[Token], start: int, stop: int) -> Name | None:
    roles: set[str] = set()
    first = start
    for k in range(start, stop):
        if _leads(tokens, k, stop):
            roles |= {_ABBREVIATED.get(t.low, t.low) for t in tokens[first : k + 1]}
            first = k + 1
    first = max(first, _after_office(tokens, start, stop))
    if first == stop or (tokens[first].low in BODIES and first + 1 == stop and not roles):
        return None
    words_ = _clean(text[tokens[first].start : tokens[stop - 1].end])
    if _GLUED.search(words_):
        return None
    titled = bool(roles & TITLES)
    roles |= _roles_before(tokens, start) | _roles_after(tokens, stop)
    gender = _gender(tokens[first].low, roles)
    body = any(t.low in BODIES for t in tokens[first:stop]) or outlet_in(words_) is not None
    person = not body and (titled or bool(roles & ROLES) or (gender is not None and stop - first > 1))
    return Name(Span(tokens[first].start, tokens[stop - 1].end), words_, frozenset(roles), person, gender)


def _after_office(tokens: Sequence[Token], start: int, stop: int) -> int:
    """``Director, Department of Water Works Bill Crane``: where "Bill" stands, and the name of the body ends."""
    of_body = start > 1 and tokens[start - 1].low == "of" and tokens[start - 2].low in BODIES
    return stop - 2 if of_body and stop - 2 > start and tokens[stop - 2].low in _GENDERED else start


def _leads(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """A title or "Russian" before a name; not the "State" of "State Department"."""
    if i + 1 == stop and i > 0 and tokens[i - 1].low in _GENDERED:
        return False  # "Steve King" is no king
    if tokens[i].low in _OFFICES or is_demonym(tokens[i].low):
        return i + 1 >= stop or tokens[i + 1].low not in BODIES
    return tokens[i].text == "." and tokens[i - 1].low in TITLES


def _clean(words_: str) -> str:
    words_ = " ".join(words_.split())
    return words_[:-2] if words_.endswith(("'s", "’s")) else words_.rstrip("'’")


def _roles_before(tokens: Sequence[Token], start: int) -> set[str]:
    """Role nouns right before a name: ``national security adviser``, ``socialist dictator``."""
    roles = set()
    for k in range(start - 1, max(-1, start - 5), -1):
        if not tokens[k].is_word or tokens[k].low in _NO_ROLE_BEFORE:
            break
        if tokens[k].low in ROLES:
            roles.add(tokens[k].low)
    return roles


def _roles_after(tokens: Sequence[Token], stop: int) -> set[str]:
    """Role nouns in an apposition: ``X, the ministry's spokeswoman,``."""
    if stop >= len(tokens) or tokens[stop].text != ",":
        return set()
    roles = set()
    for k in range(stop + 1, min(stop + 9, len(tokens))):
        if not tokens[k].is_word or tokens[k].low in _NO_ROLE_AFTER:
            break
        if (tokens[k].low in ROLES and not tokens[k].is_capital) or tokens[k].low in ROLES:
            roles.add(tokens[k].low)
    return roles


def _gender(first: str, roles: set[str]) -> str | None:
    if roles & words("mrs ms miss queen princess lady dame spokeswoman congresswoman chairwoman businesswoman actress"):
        return "f"
    if roles & words("mr king prince lord sir spokesman congressman chairman businessman actor pope"):
        return "m"
    return "f" if first in _FEMALE else "m" if first in _MALE else None
