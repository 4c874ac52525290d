"""Words with their places, and the closed classes of English that the rules of reading stand on.

There is no part-of-speech tagger here: closed classes, inflection and capitals carry the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from secondsource.model import Span

# Every alternative starts with another kind of character or is of fixed length, so matching is linear.
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:]\d+)*(?:[-–]?\w+)*"  # 1,200  3.5m  10-year
    r"|(?i:he|she|it|that|who|there|what|here|let)(?=['’]s\b)|(?i:i|you|we|they|who|he|she|it|that|there)(?=['’](?:ve|re|d|ll|m)\b)"
    r"|['’](?:ve|re|ll|[sdm])\b"  # 've, where the pronoun before was cut off
    r"|\w+(?:[-'’&]\w+)*"  # don't  so-called  AT&T
    r"|''|``|--+|\.\.+|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; ``low`` is its lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@lru_cache(maxsize=1_000)  # the rules come back to a clause: of 7,771 calls 6,064 ask for one again
def tokenize(text: str, span: Span) -> tuple[Token, ...]:
    found = _TOKEN.finditer(text, span.start, span.end)
    return tuple(Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'")) for m in found)


@cache
def words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BE = words("is are was were am be been being 're 'm 's isn't aren't wasn't weren't")
HAVE = words("has have had having 've hasn't haven't hadn't")
MODAL = words(
    "'ll 'd will would can could may might must shall should won't wouldn't can't couldn't cannot mightn't "
    "mustn't shouldn't"
)
DO = words("do does did don't doesn't didn't")
AUXILIARY = BE | HAVE | MODAL | DO
FINITE_AUXILIARY = AUXILIARY - words("be been being having")
NEGATION = words(
    "not never no nor neither isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't cannot "
    "don't doesn't didn't shouldn't"
)

DETERMINER = words("the a an this that these those some any each every no another both several many most all few")
POSSESSIVE = words("his her its their my our your")
SUBJECT_PRONOUN = words("he she they it we i you there who someone somebody everyone nobody others")
PRONOUN = SUBJECT_PRONOUN | words("him them us me himself herself themselves itself this that these those one")
PREPOSITION = words(
    "of in on at by for with from to into onto over under about against during before after since until through across "
    "near outside inside between among within without despite amid behind beyond toward towards via per like unlike "
    "including regarding alongside next"
)
COORDINATOR = words("and or but nor yet &")
SUBORDINATOR = words(
    "that as when while because although though since after before if unless until whereas where which who whom whose "
    "whether how why what than once so lest"
)
RELATIVE = words("who which that whose whom where")
ADVERB = words(
    "also then now later never not once again further already still often always first just soon only even recently "
    "previously earlier today yesterday tomorrow tonight twice meanwhile instead however therefore thus too ever "
    "perhaps maybe all both each himself herself themselves has-long long nonetheless nevertheless moreover"
)
NOT_ADVERB = words(
    "family only early daily weekly monthly july italy ally assembly supply rally reply anomaly monopoly likely "
    "friendly deadly costly elderly yearly quarterly holy ugly lovely lonely kelly emily bully belly jelly fly "
    "july sicily"
)
DAYS = words("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
OPENING = frozenset("“‘«„(")
QUOTES = frozenset(('"', "“", "”", "''", "``", "«", "»", "„"))


def is_adverb(low: str) -> bool:
    return low in ADVERB or (low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERB)
