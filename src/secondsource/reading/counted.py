"""The thing counted: the head noun of the words after a figure ("99 Russian soldiers filed out" -> soldier)."""

from __future__ import annotations

from secondsource.reading.lexemes import Lexeme
from secondsource.reading.tokens import words

# Words that cannot stand inside the noun phrase of a count; it ends before them.
_ENDS = words(
    """
    a an the this that these those my your his her its our their and or but nor as at by for from in into of off on
    onto out over per since than through to toward towards under until up upon via with within without after before
    during between against among about around across along behind beyond near outside inside below above down is are
    was were be been being am has have had having do does did will would shall should can could may might must not
    no n't who whom whose which what where when why how if because while although though whether so yet he she it
    they we you i them him us me himself herself itself themselves there here then now ago later earlier yesterday
    today tomorrow tonight also already still just only even too very said says told left took came went got made
    gave found saw lost won led held kept met ran sent set put began became fell rose grew hit cut died arrived
    landed each every both either neither more less fewer else time times
    """
)
# Plurals without an "s", and nouns whose plural is the same word.
_IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "police": "police", "feet": "foot",
    "teeth": "tooth", "mice": "mouse", "lives": "life", "wives": "wife", "knives": "knife", "aircraft": "aircraft",
    "spacecraft": "spacecraft", "hovercraft": "hovercraft", "watercraft": "watercraft", "personnel": "personnel",
    "staff": "staff", "cattle": "cattle", "sheep": "sheep", "fish": "fish", "deer": "deer", "series": "series",
    "species": "species", "headquarters": "headquarters", "criteria": "criterion", "phenomena": "phenomenon",
    "servicemen": "serviceman", "servicewomen": "servicewoman", "policemen": "policeman", "lawmen": "lawman",
    "firemen": "fireman", "businessmen": "businessman", "gunmen": "gunman", "fishermen": "fisherman",
    "congressmen": "congressman", "spokesmen": "spokesman", "crewmen": "crewman", "militiamen": "militiaman",
    "grandchildren": "grandchild", "schoolchildren": "schoolchild", "crises": "crisis", "analyses": "analysis",
    "dead": "dead", "wounded": "wounded", "injured": "injured", "missing": "missing", "homeless": "homeless",
    "media": "media", "data": "data", "movies": "movie", "shoes": "shoe", "leaves": "leaf", "thieves": "thief",
    "buses": "bus", "gases": "gas", "viruses": "virus", "bonuses": "bonus", "campuses": "campus",
    "zombies": "zombie", "cookies": "cookie", "selfies": "selfie", "rookies": "rookie", "pies": "pie", "ties": "tie",
    "lies": "lie",
}  # fmt: skip
# In "s" but no plurals.
_NOT_PLURAL = words(
    """
    us this his its is was has does news always perhaps besides afterwards towards plus minus gas bus virus campus
    bonus chaos focus status census consensus crisis analysis basis diabetes politics economics physics mathematics
    paris texas arkansas illinois kansas massachusetts honduras cyprus laos athens brussels los las san des les
    christmas lens canvas alias atlas previous overseas
    """
)
_LONGEST_PHRASE = 6


def counted_noun(lexemes: list[Lexeme], at: int, *, single: bool) -> tuple[str | None, int]:
    """The noun that the words from ``at`` on are headed by, singular and in lower case, and where it ends.

    The phrase runs to the first word that cannot belong to it; its head is the last of the first plurals in a row,
    or, for ``single`` things, its last word. ``(None, at)`` where no head shows.
    """
    end = _phrase_end(lexemes, at)
    head = None
    for n in range(at, end):
        if is_plural(lexemes[n]):
            head = n
        elif head is not None:
            break
    if head is None and single and end > at and not lexemes[end - 1].low.endswith("ly"):
        head = end - 1
    return (singular(lexemes[head].low), head + 1) if head is not None else (None, at)


def _phrase_end(lexemes: list[Lexeme], at: int) -> int:
    """Where the run of words ends that may be one noun phrase."""
    end = at
    while end < len(lexemes) and end - at < _LONGEST_PHRASE:
        word = lexemes[end]
        hyphen = word.word == "-" and end > at and end + 1 < len(lexemes) and word.touches(lexemes[end + 1])
        if not hyphen and (not word.is_word or word.low in _ENDS):
            break
        if end > at and not hyphen and word.low.endswith(("ed", "ing")) and is_noun_before(lexemes, end):
            break
        if end > at and "\n" in lexemes[end - 1].gap:
            break
        end += 1
    return end


def is_noun_before(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a word in -ed or -ing at ``at`` follows a plural, and is thus a verb ("99 soldiers entered")."""
    return is_plural(lexemes[at - 1]) and lexemes[at].low not in _IRREGULAR


def is_plural(lexeme: Lexeme) -> bool:
    low = lexeme.low
    if low in _IRREGULAR:
        return True
    if low == "troops" or not low.endswith("s") or len(low) < 4:
        return low == "troops"
    return not low.endswith(("ss", "ous", "'s", "’s", "ius", "ics")) and low not in _NOT_PLURAL


def singular(noun: str) -> str:
    """A noun's singular by the rules of English spelling: soldiers -> soldier, cities -> city, boxes -> box."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun in _NOT_PLURAL or not noun.endswith("s") or noun.endswith("ss") or len(noun) < 4:
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return noun[:-2]
    return noun[:-1]
