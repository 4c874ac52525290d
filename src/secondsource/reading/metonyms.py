"""Places that stand for a body: "the Kremlin", "Downing Street", and any capital that does what governments do.

A house or street is one by custom, so those are listed, in the sense that Merriam-Webster's Collegiate Dictionary gives
(the first group) or as the official seat of the body (the second). A capital is one by what it does: "Caracas expelled
the envoy", not "in Caracas" nor "Caracas has three airports". The words themselves stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from secondsource.model import Span
from secondsource.reading import regions
from secondsource.reading.cues import VERBS
from secondsource.reading.gazetteer import gazetteer, key
from secondsource.reading.tokens import AUXILIARY, DAYS, MONTHS, PREPOSITION, Token, is_adverb, tokenize, words
from secondsource.reading.verbs import ACTING

SEATS = {
    "Kremlin": "Russian government", "White House": "U.S. presidency", "Pentagon": "U.S. Department of Defense",
    "Downing Street": "British government", "Whitehall": "British government", "Capitol Hill": "U.S. Congress",
    "Foggy Bottom": "U.S. State Department", "Scotland Yard": "London Metropolitan Police",
    "Vatican": "Holy See",

    "Elysee": "French presidency", "Élysée": "French presidency", "Matignon": "French prime minister's office",
    "Quai d'Orsay": "French foreign ministry", "Blue House": "South Korean presidency",
    "Zhongnanhai": "Chinese leadership", "Miraflores": "Venezuelan presidency", "Casa Rosada": "Argentine presidency",
    "Planalto": "Brazilian presidency", "Palazzo Chigi": "Italian government", "Moncloa": "Spanish government",
}  # fmt: skip
_NAME = re.compile(r"((?:[A-Z][\w'’-]*)(?: (?:d['’])?[A-Z][\w'’-]*)?)")
_AT = words("in at near outside inside around from to toward towards into over above across through of")


def body_of(name: str) -> str | None:
    """The body that a seat or a capital stands for; ``None`` for any other name."""
    bare = name.removeprefix("The ").removeprefix("the ").replace("’", "'").removesuffix(" Palace")
    return SEATS.get(bare) or _government(bare)


@cache
def _government(city: str) -> str | None:
    """The government that sits in a capital. Washington is one before it is a state."""
    seats = [entry for entry in gazetteer().names.get(key(city), ()) if entry.capital]
    if len(seats) != 1 or seats[0].country is None:
        return None
    adjective = next((word for word, code in regions.ADJECTIVES.items() if code == seats[0].country), None)
    if seats[0].country == "US":
        adjective = "U.S."
    country = gazetteer().countries.get(seats[0].country)
    return f"{adjective} government" if adjective else f"government of {country.name}" if country else None


def find_metonyms(text: str, within: Span) -> Iterator[tuple[Span, str]]:
    """Names in a clause that stand for a body there, because they act, and the body."""
    tokens = tokenize(text, within)
    for k, token in enumerate(tokens):
        match = _NAME.match(text, token.start, within.end) if token.is_capital and token.low != "the" else None
        if match is None:
            continue
        for name in dict.fromkeys((match[1], match[1].split(" ")[0])):
            end = match.start(1) + len(name)
            after = next((n for n in range(k, len(tokens)) if tokens[n].start >= end), len(tokens))
            if (body := body_of(name)) is not None and _acts(tokens, k, after):
                yield Span(token.start, end), body
                break


def _acts(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether the name that ends before ``after`` is the subject of what a body does, alone or with others."""
    before = first - 1 - (first > 0 and tokens[first - 1].low == "the")
    if before >= 0 and (
        tokens[before].low in _AT or (tokens[before].is_capital and tokens[before].low not in DAYS | MONTHS | {"both"})
    ):
        return False
    n = after
    while n < len(tokens) and (tokens[n].is_capital or tokens[n].text == "," or tokens[n].low in ("and", "or")):
        n += 1
    while n < len(tokens) and (tokens[n].low in AUXILIARY | words("not") or is_adverb(tokens[n].low)):
        n += 1
    does = n < len(tokens) and (tokens[n].low in VERBS or tokens[n].low in ACTING)
    passive = does and tokens[n - 1].low in words("is was are were be been being") and not tokens[n].low.endswith("ing")
    listed = n > after and tokens[after].is_capital
    return does and not passive and not listed and tokens[n].low not in PREPOSITION
