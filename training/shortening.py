"""Faithful shortenings of a news sentence: what is left follows from the whole."""

from __future__ import annotations

import random
import re

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[JFMASOND][a-z]{2,3}\.)"
)
_TAILS = (
    "with after before while as amid including when where adding citing leaving making bringing following despite "
    "although though because since who which whose whom ending raising prompting killing marking becoming even but"
).replace(" ", "|")

_VERB = r"(?:is|was|are|were|has|had|have|will|would|[a-z]+ed)\b"
_SAID = r"(?:is|was|are|were|has|had|have|will|would|said|[a-z]+ed)\b"
_TIME = r"(?: (?:morning|afternoon|evening|night))?"
_ADVERBS = "reportedly|officially|also|however|meanwhile|nearby|recently|immediately|repeatedly"
_ADJECTIVES = "former|veteran|prominent|leading|controversial|longtime|influential|senior"
_NEXT = r"(?:the|it|he|she|they|his|her|its|their|a|an|[A-Z])"

# What may go, one at a time; each leaves a sentence that the whole bears out.
_CUTS = (
    re.compile(rf", (?:which|who|whose|where) [^,]{{4,120}}(?:,(?= {_VERB})|(?=\.$))"),
    re.compile(rf"(?<=[a-z]), (?:an?|the|one of|now|formerly|then) [^,]{{3,80}},(?= {_SAID})"),
    re.compile(rf", (?:{_TAILS}) [^.]+(?=\.$)"),
    re.compile(r" \([^()]{1,120}\)"),
    re.compile(rf",? (?:on|late|early|last|this) (?:{_DAY}|week|month|year){_TIME},?"),
    re.compile(rf",? on {_MONTH} \d{{1,2}}(?:, \d{{4}})?,?"),
    re.compile(r",? in \d{4},?"),
    re.compile(r" [–—-]{1,2} [^–—]{3,100} [–—-]{1,2}(?= )"),
    re.compile(rf"(?<=[a-z]{{3}}), and {_NEXT}[^,]{{12,}}(?=\.$)"),
    re.compile(r"(?<=[a-z]{3}) (?:because|while|after|before|although|amid|despite|so that) [^,]{10,}(?=\.$)"),
    re.compile(r"(?:,| ) according to [^,.]{3,80}(?=\.$)"),
    re.compile(rf" (?:{_ADVERBS})(?= )"),
    re.compile(rf"(?<=[a-z]) (?:{_ADJECTIVES})(?= [A-Za-z])"),
)
_OPENING = re.compile(
    r"^(?:On|In|At|After|During|Earlier|Last|Since|By|Following|Despite|Meanwhile|Amid|Although|While|Among|Over|For|"
    r"As|With|Also|Still|Nevertheless|Moreover|Instead)\b[^,]{0,90}, "
    r"(?=(?:[A-Z]|the |an? |his |her |he |she |they |it |its |their )\w*)"
)
_REPORTED = re.compile(r"reportedly")

# Other words for the same, either way. Only what keeps the meaning in nearly every sentence.
_SAME = (
    ("percent", "per cent"), ("percent", "%"), ("United States", "U.S."), ("United States", "US"), ("said", "stated"),
    ("purchased", "bought"), ("began", "started"), ("nearly", "almost"), ("children", "kids"), ("injured", "wounded"),
    ("physicians", "doctors"), ("lawyer", "attorney"), ("lawyers", "attorneys"), ("former President", "ex-President"),
    ("largest", "biggest"), ("announced", "declared"), ("two", "2"), ("three", "3"), ("four", "4"), ("five", "5"),
    ("six", "6"), ("seven", "7"), ("eight", "8"), ("nine", "9"), ("ten", "10"), ("12", "twelve"), ("20", "twenty"),
    ("September", "Sept."), ("October", "Oct."), ("November", "Nov."), ("December", "Dec."), ("January", "Jan."),
    ("February", "Feb."), ("August", "Aug."), ("troops", "soldiers"), ("employees", "workers"), ("firm", "company"),
    ("residents", "inhabitants"), ("murdered", "killed"), ("sufficient", "enough"), ("near", "close to"),
    ("huge", "enormous"), ("required", "needed"), ("obtained", "got"), ("ended", "finished"), ("cannot", "can not"),
    ("was not", "wasn't"), ("did not", "didn't"), ("is not", "isn't"), ("will not", "won't"),
    ("would not", "wouldn't"), ("has not", "hasn't"), ("were not", "weren't"), ("have not", "haven't"),
    ("do not", "don't"), ("are not", "aren't"), ("car", "vehicle"), ("in an interview", "to a reporter"),
    ("demonstrators", "protesters"), ("immigrants", "migrants"), ("the president", "the head of state"),
    ("often", "frequently"), ("gun", "firearm"), ("guns", "firearms"), ("mother and father", "parents"),
    ("died", "lost his life"), ("spouse", "partner"), ("poll", "survey"), ("polls", "surveys"),
    ("rule", "regulation"), ("rules", "regulations"), ("money", "funds"), ("approximately", "about"),
    ("several", "a number of"), ("in addition", "besides"), ("assistance", "aid"), ("help", "aid"),
    ("jobs", "positions"), ("tells", "says"), ("allegations", "accusations"), ("plan", "scheme"),
    ("physician", "doctor"),
)  # fmt: skip


def shortened(sentence: str, chance: random.Random) -> str | None:
    """The sentence after one to three drawn cuts; none where nothing fits or too little would be left."""
    text = sentence
    for cut in chance.sample(_CUTS, len(_CUTS)):
        match = cut.search(text)
        if match is None or _REPORTED.search(match.group()):
            continue
        left = _joined(text[: match.start()], text[match.end() :])
        if len(left.split()) >= 6 and chance.random() < 0.75:
            text = left
    opening = _OPENING.match(text)
    if opening and len(text[opening.end() :].split()) >= 6 and chance.random() < 0.7:
        text = text[opening.end()].upper() + text[opening.end() + 1 :]
    return text if text != sentence else None


def _joined(before: str, after: str) -> str:
    gap = "" if not after or after[0] in " .,;" else " "
    return f"{before}{gap}{after}"


def reworded(text: str, chance: random.Random, share: float = 0.35) -> str:
    """With some words replaced by others of the same meaning."""
    for one, other in _SAME:
        for ours, theirs in ((one, other), (other, one)):
            if ours in text and chance.random() < share:
                changed = re.sub(rf"(?<![\w.$-]){re.escape(ours)}(?![\w-]|[.,]\d)", theirs, text, count=1)
                if changed != text:
                    text = changed
                    break
    return text
