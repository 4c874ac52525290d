"""Statements of news reports that reports of other outlets tell too: what a library can bear out.

Words alone decide which these are, nothing that is measured with them. A statement is a sentence of a report, or a
shortening of it. A report bears it out if it is of another outlet, was published within `NEAR` days, and has one or
two sentences in a row that hold every figure of the statement and the last word of each of its names (which may stand
in the headline instead), at least `SHARE` of what the other words weigh by their rarity, and as many negations, odd
or even. A statement is told elsewhere if reports of two outlets bear it out that share no `RUN` words in a row with
each other there: two lines, as the method asks for. The price: what others tell in other words is left out, so these
statements are easier than the news is; what only one other outlet tells is left out too, though an official behind it
would do; and two of one wording may still have it from one source.

``bench/told.json`` lists statements of reports that were kept from training the judge, as digests: which report,
which of the sentences and shortenings that `statements` gives, two reports that bear it out. The texts are cut anew
from the reports each time. ``measured`` are those of `SHARE` that were read beside the two passages and found to
be whole sentences; ``borne_out`` says whether both passages tell all of it. ``fitted`` are those of `LOOSE` from
reports of other days, read by nobody: what the weights are fitted on. To look for candidates anew, with their texts,
to be read:

    python -m bench.retold ../shared
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, pairwise
from pathlib import Path

from bench.rows import Row, rows
from training.corpora import held_out, sentences
from training.shortening import shortened

LISTED = Path(__file__).parent / "told.json"
NEAR = 7  # days
SHARE, LOOSE = 0.6, 0.5
RUN = 9
LEAD = 6000  # characters of the report that states it: leads hold the news
SENTENCE, STATEMENT = range(45, 301), range(40, 201)  # characters
EVERY = 20  # one report in so many was kept from training the judge
UNSEEN = 8.0  # rarity of a word that the sample does not have: one report in 3,000

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_END = re.compile(r"(?<=[a-z\d)%][.!?])[\"”’]?\s+(?=[\"“‘]?[A-Z])|\n+")
_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denied|denies|\w+n['’]t)\b")
# Statements are to be the reporter's own, of what happened: nobody's words, no prediction, no guess.
_SAID = re.compile(
    r"[\"“”«»‘]|\b(?:I|we|you|my|our|your|me|us|said|says|say|saying|told|tells|according|claim(?:s|ed)|argu(?:es|ed)|"
    r"tweet(?:s|ed)|believes?|thinks?|suggest(?:s|ed)|likely|probably|may|might|could|would|should|will|expected|added|"
    r"noted|insist(?:s|ed)|alleged\w*|apparent\w*|perhaps)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"https?:|www\.|@|©|\||\?|:|;|\b(?:Image|Getty|Advertisement|Photo|caption|newsletter|READ|VIDEO)\b"
)
_HANGING = re.compile(
    r"(?:But|And|Or|So|Yet|He|She|It|They|This|That|These|Those|His|Her|Its|Their|There|Here|If|Also|However|Then|Which|"
    r"Such|Who|What|How|Why|When|More|Not|Both|One|Another|Other|Others|Some|Many|Most|Still|Meanwhile|Instead|"
    r"Indeed|Now|Later|Earlier|While|Among|In that|At the time|As)\b"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|[a-z]+ed|went|took|made|gave|left|won|lost|began|met|sent|paid|held|"
    r"found|wrote|became|came|fell|rose|got|saw|spoke|spent|drew|led|ran|hit|cut|put|set|shot|struck|fled|broke|grew|"
    r"sold|bought|brought|built|cast|chose|swept|flew)\b"
)
_DAY = r"(?: (?:on |late |early )?[A-Z]?\w+day(?: \w+)?)?"
_CONTENTS = (
    re.compile(
        r"^(?P<content>[^\"“”]{45,}), (?:(?:the |a |an )?[A-Z\w][\w.'’ -]{2,60}) "
        rf"(?:said|says|told reporters|announced|reported|confirmed){_DAY}\.$"
    ),
    re.compile(
        rf"^(?:[A-Z][\w.'’ -]{{2,70}}) (?:said|says|announced|confirmed|reported){_DAY} that "
        r"(?P<content>[^\"“”]{45,})$"
    ),
)
# Where a sentence may be broken off, so that what stands before is still so.
_TAIL = re.compile(
    r",? (?:after|as|while|when|amid|because|following|during|who|which|where|and|but|though|although|since|despite|"
    r"before|with|including|saying|in an?|for)\b|, "
)
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_FUNCTION = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her",
    "his", "in", "into", "is", "it", "its", "of", "on", "or", "over", "she", "that", "the", "their", "them", "they",
    "this", "to", "was", "were", "which", "who", "with", "after", "about", "also", "than", "when", "up", "out", "mr",
    "mrs", "ms", "dr", "not", "no", "more", "most", "least", "all", "both", "there",
))  # fmt: skip
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DIGITS = {word: str(number) for number, word in enumerate(_NUMBERS, 2)}


@dataclass(frozen=True)
class Told:
    """A statement, the report that makes it, and the reports that bear it out."""

    text: str
    report: Row
    elsewhere: tuple[Row, ...]
    borne_out: bool = False

    @property
    def day(self) -> date:
        return date.fromisoformat(self.report["date"])


def told_elsewhere(reports: Mapping[str, Row], listed: str) -> list[Told]:
    """The statements listed as ``measured`` or as ``fitted``."""
    found = []
    for entry in json.loads(LISTED.read_text(encoding="utf-8"))[listed]:
        row = reports[entry["report"]]
        texts = {digest(text): text for sentence in sentences_of(row) for text in statements(sentence)}
        if (text := texts.get(entry["statement"])) is not None:  # else the rules of shortening have changed since
            elsewhere = tuple(reports[report] for report in entry["elsewhere"])
            found.append(Told(text, row, elsewhere, entry.get("borne_out", False)))
    return found


def days_around(every: Iterable[Told], days: int) -> set[str]:
    """The days of statements and so many before and after each, as reports bear them."""
    return {(told.day + timedelta(n)).isoformat() for told in every for n in range(-days, days + 1)}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def dated(shared: Path) -> dict[str, Row]:
    """The reports of the collection that bear a date, by id."""
    every = rows(shared / "data" / "allsides" / "reports.jsonl.zst")
    return {row["id"]: row for row in every if row["date"]}


# --- what a report states -----------------------------------------------------------------------------------------


def sentences_of(row: Row) -> Iterator[str]:
    """Sentences that stand alone, without who said them."""
    text = row["text"][:LEAD]
    for start, end in sentences(text):
        sentence = _content(" ".join(text[start:end].split()))
        stands = sentence.endswith(".") and sentence[0].isupper() and _VERB.search(sentence)
        if len(sentence) in SENTENCE and stands and not (_NOISE.search(sentence) or _HANGING.match(sentence)):
            yield sentence


def _content(sentence: str) -> str:
    for form in _CONTENTS:
        if match := form.match(sentence):
            content = match["content"].rstrip(".,")
            return f"{content[0].upper()}{content[1:]}."
    return sentence


def statements(sentence: str) -> list[str]:
    """The sentence and what it can be shortened to, the longest first; the same each time."""
    chance = random.Random(sentence)
    found = {sentence}
    for _ in range(8):
        text = sentence
        for _ in range(chance.randint(1, 2)):
            text = shortened(text, chance) or text
        found.add(text)
    for text in sorted(found):
        before = (text[: match.start()].rstrip(" ,") for match in _TAIL.finditer(text))
        found |= {f"{part}." for part in before if part.count("(") == part.count(")")}
    ordered = sorted(found, key=lambda text: (-len(text), text))
    return [text for text in ordered if len(text) in STATEMENT and _VERB.search(text) and not _SAID.search(text)]


@dataclass(frozen=True)
class Parts:
    """Stems of the last word of each name, of figures, and of the other words that mean something."""

    names: frozenset[str]
    figures: frozenset[str]
    rest: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Parts:
        names, figures, rest = set(), set(), set()
        for word, after, between in _with_next(text):
            lower, stemmed = word.lower(), stem(word)
            if any(letter.isdigit() for letter in stemmed):
                figures.add(stemmed)
            elif lower in _FUNCTION or lower in _DAYS:  # days may go untold
                continue
            elif word[0].isupper() and not text.startswith(word) and not (after[:1].isupper() and between in ("", ".")):
                names.add(stemmed)
            else:
                rest.add(stemmed)
        return cls(frozenset(names), frozenset(figures), frozenset(rest))


def _with_next(text: str) -> Iterator[tuple[str, str, str]]:
    """Each word, the next one, and what stands between them."""
    for one, other in pairwise((*_WORD.finditer(text), None)):
        if one is not None:
            yield one.group(), other.group() if other else "", text[one.end() : other.start()].strip() if other else ""


def stem(word: str) -> str:
    """The first six letters in lower case; figures whole, and small ones in digits."""
    lower = word.lower().replace("’", "'").removesuffix("'s").rstrip(".'")
    if any(letter.isdigit() for letter in lower):
        return lower.replace(",", "")
    return _DIGITS.get(lower, lower[:6])


def stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, _WORD.findall(text)))


# --- finding them ------------------------------------------------------------------------------------------------


class Held:
    """A report as it may bear out statements of another."""

    def __init__(self, row: Row) -> None:
        self.row = row

    @cached_property
    def lower(self) -> str:
        return f"{self.row['title'] or ''} {self.row['text']}".lower()

    @cached_property
    def headline(self) -> frozenset[str]:
        return stems(self.row["title"] or "")

    @cached_property
    def passages(self) -> list[tuple[str, frozenset[str]]]:
        """Each sentence, and each two in a row, with their stems."""
        single = [(part, stems(part)) for part in _END.split(self.row["text"]) if part]
        return single + [(f"{a} {b}", left | right) for (a, left), (b, right) in pairwise(single)]

    def bears_out(self, text: str, said: Parts, weight: Mapping[str, float]) -> tuple[float, str] | None:
        """Share and words of the best passage, if it is good enough."""
        if not all(name in self.lower for name in said.names):
            return None
        fitting = (
            (sum(weight[word] for word in said.rest & has), -len(words), words)
            for words, has in self.passages
            if said.figures <= has and said.names <= has | self.headline
        )
        share, _, words = max(fitting, default=(0.0, 0, ""))
        same = len(_NEGATION.findall(words)) % 2 == len(_NEGATION.findall(text)) % 2
        return (share, words) if same and share >= SHARE * sum(weight.values()) else None


def find(reports: Mapping[str, Row]) -> Iterator[Told]:
    """At most one statement of each sentence of the reports kept from training: the longest that is told elsewhere."""
    rarity = _rarity(list(reports.values()))
    by_day: dict[date, list[Held]] = defaultdict(list)
    for row in reports.values():
        by_day[date.fromisoformat(row["date"])].append(Held(row))
    for row in reports.values():
        if held_out(row["id"], EVERY):
            near = [date.fromisoformat(row["date"]) + timedelta(n) for n in range(-NEAR, NEAR + 1)]
            held = [h for day in near for h in by_day.get(day, ()) if outlet(h.row) != outlet(row)]
            for sentence in sentences_of(row):
                found = (Told(t, row, b) for t in statements(sentence) if (b := _bearing(t, held, rarity)))
                if (first := next(found, None)) is not None:
                    yield first


def _rarity(every: Sequence[Row]) -> dict[str, float]:
    sample = every[::10]
    seen = Counter(word for row in sample for word in stems(row["text"]))
    return {word: math.log(len(sample) / number) for word, number in seen.items()}


def _bearing(text: str, held: Sequence[Held], rarity: Mapping[str, float]) -> tuple[Row, ...]:
    """The reports that bear a statement out, the first two of which are apart; empty where there are no such."""
    said = Parts.of(text)
    if len(said.names) + len(said.figures) < 2 or len(said.rest) < 2:
        return ()
    weight = {word: rarity.get(word, UNSEEN) for word in said.rest}
    found = [(h, best) for h in held if (best := h.bears_out(text, said, weight)) is not None]
    found.sort(key=lambda pair: (-pair[1][0], pair[0].row["id"]))
    for (one, (_, first)), (other, (_, second)) in combinations(found, 2):
        if outlet(one.row) != outlet(other.row) and not runs(first) & runs(second):
            return one.row, other.row, *(h.row for h, _ in found if h not in (one, other))
    return ()


def outlet(row: Row) -> str:
    return str(row["outlet"]).split(" - ")[0].split(" (")[0].replace(" Online News", " News").lower()


def runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return frozenset(tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def main() -> None:
    for told in find(dated(Path(sys.argv[1]))):
        elsewhere = [row["id"] for row in told.elsewhere]
        print(json.dumps({"report": told.report["id"], "statement": digest(told.text), "elsewhere": elsewhere}))
        print(f"    {told.text}")


if __name__ == "__main__":
    main()
