"""Whether two names of an origin mean one: spellings, scripts, short forms, descriptions.

Names are brought to Latin letters (anyascii) and compared by how they sound, as far as the usual ways of transcribing
Russian, Ukrainian, Arabic, Persian, Hebrew, Greek, Serbian, Turkish and Chinese differ. What sounds alike is one name;
what differs by a letter is one only for a long surname under the same given name, and never if the news knows both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from secondsource.learned.words import WordVectors
from secondsource.sourcing.given import one_given_name

# Letters of a surname, by sound, from which one that differs is another spelling; shorter ones are soon other names.
LEAST_LETTERS = 6
# Consonants by which given names are one whatever their vowels: Mohammed and Muhammad, but not Hassan and Hossein.
LEAST_CONSONANTS = 4

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])['’]s\b")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")  # "U.S." is the word of "US"
# Scripts that write no short vowels, or none: their names are compared by consonants.
_VOWELLESS = re.compile(r"[\u0590-\u05ff\u0600-\u06ff]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # anyascii writes 习近平 as XiJinPing
_ENGLISH_ARTICLE = re.compile(r"^(?:an?|the|one|another)\s+", re.IGNORECASE)
_ARTICLES = frozenset(("al", "el", "as", "ar", "ad", "ash", "az", "an"))
# In this order. Each line is one way in which transcriptions of the same sound differ.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("schtsch|shch|sch|sh", "S"),
        ("tsch|tch", "k"),
        ("kh|ch|ck|q|c", "k"),
        ("ph", "f"),
        ("dj", "d"),
        ("tz|ts", "z"),
        ("x", "ks"),
        ("gh", "g"),
        ("(?<=[dt])h", ""),
        ("w|ff$", "v"),
        ("enka$", "enko"),
        ("ou|oo|oe|ue", "u"),
        ("ae", "a"),
        ("ee|ie", "i"),
        ("[yje]", "i"),
        ("o", "u"),
        ("(?<![aiu])h|h(?![aiu])(?!^)", ""),
        (r"(.)\1+", r"\1"),
        ("^i(?=[aiu])", ""),
    )
)
_EMPTY = frozenset(
    (
        "a", "an", "the", "one", "his", "her", "their", "its", "of", "in", "on", "at", "to", "for", "by",
        "and", "or", "who", "which", "that", "with", "from", "mr", "mrs", "ms", "dr", "gen", "general", "sen",
        "senator", "rep", "president", "minister", "spokesman", "spokeswoman", "spokesperson", "journalist",
        "reporter", "independent", "unnamed", "anonymous", "unidentified", "speaking", "condition",
        "anonymity", "named", "familiar", "matter", "ground",
    )
)  # fmt: skip
# How many undisclosed sources there are tells them from no others.
_NUMBERS = frozenset(("two", "three", "four", "five", "six", "several", "multiple", "various", "some", "many"))
_SPELLINGS = {"defense": "defence", "labor": "labour", "center": "centre", "program": "programme"}
# Words by which a body is named in full, and which are left out the second time ("Acme Shipping", then "Acme").
_DESIGNATIONS = frozenset(
    (
        "airlines", "airways", "association", "authority", "bank", "broadcasting", "co", "company", "corp",
        "corporation",
        "energy", "foundation", "gmbh", "group", "holding", "holdings", "inc", "industries", "institute", "lines",
        "labs",
        "llc", "ltd", "maritime", "motors", "news", "novosti", "oil", "petroleum", "plc", "sa", "shipping", "spa",
        "technologies", "television", "tv", "university",
    )
)  # fmt: skip
# Countries whose adjective has another stem; for the rest see `_one_country`.
_COUNTRIES = {
    "french": "france", "spanish": "spain", "polish": "poland", "irish": "ireland", "dutch": "netherlands",
    "swiss": "switzerland", "danish": "denmark", "greek": "greece", "norwegian": "norway", "peruvian": "peru",
    "british": "uk", "britain": "uk", "american": "us", "philippine": "philippines", "filipino": "philippines",
    "welsh": "wales", "thai": "thailand", "finnish": "finland", "icelandic": "iceland", "croatian": "croatia",
    "chilean": "chile", "emirati": "uae", "nigerien": "niger",
}  # fmt: skip


def plain(name: str) -> str:
    """Lower case in Latin letters without accents: ``Maiquetía``, ``MAIQUETIA`` and ``Майкетия`` are nearly one."""
    latin = name if name.isascii() else _CAMEL.sub(" ", anyascii(name)).replace("'", "").replace("`", "")
    return latin.casefold()


@lru_cache(maxsize=16_384)
def telling_words(name: str) -> tuple[str, ...]:
    """The words of a name or description that tell it from others: no articles, titles, or words of anonymity."""
    bare = _INITIALS.sub(lambda found: found.group().replace(".", ""), _POSSESSIVE.sub("", plain(name)))
    return tuple(_SPELLINGS.get(word, word) for word in _WORD.findall(bare) if word not in _EMPTY)


def without_article(words: str) -> str:
    """Words for somebody, without the article before them."""
    return _ENGLISH_ARTICLE.sub("", words)


def same_name(one: str, other: str) -> str | None:
    """Why two names of persons or bodies mean one, or ``None``.

    Equal words; one the end of the other ("Mayorca", "Javier Mayorca"), or what is left of it without its designation
    ("Acme", "Acme Shipping"); a country for its adjective ("Norway's army", "the Norwegian army"); or names that sound
    alike in all their words, given names first.
    """
    ours, theirs = telling_words(one), telling_words(other)
    if ours != theirs and (_initials(one, theirs) or _initials(other, ours)):
        return f"“{one}” and “{other}” are a name and its initials"
    if not ours or not theirs:
        return None
    if ours == theirs and _latin(one) == _latin(other):
        return "the same name"
    shorter, longer = sorted((ours, theirs), key=len)
    if ours != theirs and (shorter == longer[-len(shorter) :] or (len(shorter) > 1 and set(shorter) < set(longer))):
        return f"“{one}” is short for “{other}”" if shorter == ours else f"“{other}” is short for “{one}”"
    if ours != theirs and longer[: len(shorter)] == shorter and _DESIGNATIONS.issuperset(longer[len(shorter) :]):
        return f"“{one}” is short for “{other}”" if shorter == ours else f"“{other}” is short for “{one}”"
    if ours != theirs and _one_body(ours, theirs):
        return f"“{one}” and “{other}” are one body"
    if ours == theirs or _one_sound(ours, theirs) or _one_in_consonants(one, other):
        if _latin(one) == _latin(other):
            return f"“{one}” and “{other}” are spellings of one name"
        return f"“{one}” and “{other}” are one name in two scripts"
    return None


def _initials(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name is made of the initials of words: "USGS" of the U.S. Geological Survey."""
    short = name.removeprefix("the ").removeprefix("The ").replace(".", "")
    if not (short.isupper() and short.isalpha() and 3 <= len(short) <= 6):
        return False
    letters = "".join(word if word in ("us", "un", "uk", "eu") else word[0] for word in words)
    return len(words) > 1 and letters == short.casefold()


def _one_body(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """The same words in any order, a country and its adjective being one: "Ministry of Defence of Norway"."""
    left = list(theirs)
    for word in ours:
        same = next((other for other in left if word == other), None)
        if (found := same or next((other for other in left if _one_country(word, other)), None)) is None:
            return False
        left.remove(found)
    return not left and len(ours) > 1


@lru_cache(maxsize=4096)
def _one_country(one: str, other: str) -> bool:
    """Whether two words are a country and its adjective, by their forms: Russia, Russian; China, Chinese."""
    named, told = _COUNTRIES.get(one, one), _COUNTRIES.get(other, other)
    if named == told:
        return True
    if one in _COUNTRIES or other in _COUNTRIES:
        return False
    stem = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = one[stem:], other[stem:]
    if {one, other} == {"niger", "nigerian"}:
        return False
    return stem >= 3 and any(_adjective(stem, *ends) for ends in (rests, rests[::-1]))


def _adjective(stem: int, country: str, adjective: str) -> bool:
    """Whether words that share so many letters, and end so, are a country and its adjective."""
    if not adjective:
        return country == "y" and stem > 3  # Germany
    if not country:
        return adjective in ("n", "i", "ic", "an", "ian", "ese", "ish")  # Russia, Iraq, Iceland, Iran
    return adjective in ("an", "ian", "ean", "ese", "ish") and len(country) <= (3 if stem > 3 else 1)  # Ukraine, China


def _latin(name: str) -> bool:
    return all(letter < "\u0250" or not letter.isalpha() for letter in name)


def _one_sound(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if sound("".join(ours)) == sound("".join(theirs)):
        return len("".join(ours)) >= LEAST_LETTERS
    ours, theirs = (tuple(w for w in words if w not in _ARTICLES) or words for words in (ours, theirs))
    if len(ours) != len(theirs) or not all(map(_one_given_name, ours[:-1], theirs[:-1])):
        return False
    return _one_surname(ours[-1], theirs[-1])


def _one_given_name(ours: str, theirs: str) -> bool:
    one, other = sound(one_given_name(ours)), sound(one_given_name(theirs))
    return one == other or (_consonants(one) == _consonants(other) and len(_consonants(one)) >= LEAST_CONSONANTS)


def _one_surname(ours: str, theirs: str) -> bool:
    one, other = sound(ours), sound(theirs)
    if one == other:
        return True
    if one + "a" == other or other + "a" == one:  # Ivanov and Ivanova
        return False
    known = WordVectors.load().rows
    if ours in known and theirs in known:  # Johnson and Johnston
        return False
    return min(len(one), len(other)) >= LEAST_LETTERS and _one_letter_apart(one, other)


def _one_letter_apart(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    start = next((n for n, letter in enumerate(shorter) if letter != longer[n]), len(shorter))
    return shorter[start + (len(shorter) == len(longer)) :] == longer[start + 1 :]


def _one_in_consonants(one: str, other: str) -> bool:
    """For scripts without vowels: بشار and Bashar."""
    if bool(_VOWELLESS.search(one)) == bool(_VOWELLESS.search(other)):
        return False
    ours, theirs = (_consonants(sound("".join(telling_words(name)))) for name in (one, other))
    return ours == theirs and len(ours) >= LEAST_CONSONANTS


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How a name in plain letters sounds, whichever way it was transcribed."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def _consonants(heard: str) -> str:
    return re.sub("[aiu]", "", heard)


def same_description(one: str, other: str) -> bool:
    """Whether two descriptions of undisclosed sources use the same telling words ("a Venezuelan official")."""
    ours, theirs = (tuple(dict.fromkeys(w for w in telling_words(each) if w not in _NUMBERS)) for each in (one, other))
    return bool(ours) and (set(ours) == set(theirs) or _one_body(ours, theirs))
