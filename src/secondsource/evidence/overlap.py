"""How much of what one text says another says too: soft recall over words and names, weighted by rarity.

After BERTScore's recall with importance weighting (Zhang et al. 2020), on static word vectors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from secondsource.learned.words import WordVectors
from secondsource.model import Place, Quantity, Statement, When

# Two words less alike than this are different words: reached and arrived .64, landed and touched .44, killed and
# wounded .37.
ALIKE = 0.42
# What is found only in the headline, or a name in the sentence before, counts for less than what the passage has.
AROUND = 0.75
# What a place, and a telling figure, weigh beside words, whose inverse document frequencies are mostly 2 to 8.
PLACE_WEIGHT, FIGURE_WEIGHT = 3.0, 6.0

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:['’][^\W\d_]+)?")
_STOP = frozenset(
    (
        "a", "an", "the", "this", "that", "these", "those", "and", "or", "but", "nor", "so", "of", "in", "on",
        "at", "to", "from", "by", "for", "with", "as", "into", "over", "after", "before", "about", "against",
        "between", "through", "during", "under", "it", "its", "he", "his", "him", "she", "her", "they",
        "their", "them", "we", "our", "us", "i", "my", "you", "your", "who", "whom", "which", "what", "when",
        "where", "why", "how", "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had",
        "having", "do", "does", "did", "done", "will", "would", "shall", "should", "can", "could", "may",
        "might", "must", "there", "here", "than", "then", "also", "just", "only", "very", "more", "most",
        "such", "own", "same", "other", "some", "any", "each", "all", "both", "said", "says", "say", "saying",
        "told", "tells", "according", "out", "up", "down", "off", "again", "further", "once", "one", "s", "t",
        "not", "no", "never", "none", "nobody", "nothing", "neither", "denied", "denies", "deny", "denying",
        "false", "untrue", "indeed", "well", "near",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words that carry an assertion, each once, with its weight."""

    forms: tuple[str, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]

    @property
    def common(self) -> Words:
        """Those that are no names: what is said of whom, not of whom."""
        kept = [n for n, form in enumerate(self.forms) if not form[0].isupper()]
        return Words(*(tuple(column[n] for n in kept) for column in (self.forms, self.stems, self.weights)))  # type: ignore[arg-type]

    @property
    def weight(self) -> float:
        return sum(self.weights)


NOTHING = Words((), (), ())


def content_words(statement: Statement) -> Words:
    """No function words, no words of reporting, no figures, times or places: those are compared as measures."""
    text = statement.text
    measures: Sequence[Quantity | When | Place] = (*statement.quantities, *statement.times, *statement.places)
    for measure in sorted(measures, key=lambda m: -len(m.text)):
        text = text.replace(measure.text, f" {_counted(measure)} ")
    return words_of(text)


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Words:
    """The content words of any text."""
    vectors = WordVectors.load()
    forms = tuple(dict.fromkeys(word for word in _WORD.findall(text) if word.lower() not in _STOP))
    stems = tuple(form.lower().removesuffix("'s").removesuffix("’s") for form in forms)
    return Words(forms, stems, tuple(vectors.weight(stem) for stem in stems))


def _counted(measure: Quantity | When | Place) -> str:
    """What is counted stays a word when its number goes."""
    unit = measure.unit if isinstance(measure, Quantity) else None
    return measure.text.split()[-1] if unit and unit.isalpha() and unit.islower() and len(unit) > 2 else ""


def covered(ours: Words, theirs: Words, topic: Words = NOTHING, before: Words = NOTHING) -> float:
    """The weight of ours that the passage has words for, or less surely the headline above it (``topic``); names may
    also stand in the sentence ``before`` it."""
    inside, above = _alike(ours, theirs), _alike(ours, topic)
    same = [_said(ours, words) for words in (theirs, topic, before)]
    total = 0.0
    for n, (form, weight) in enumerate(zip(ours.forms, ours.weights, strict=True)):
        near, around = (0.0, 0.0) if form[0].isupper() else (inside[n], above[n])
        in_topic, in_before = max(same[1][n], around), same[2][n] if form[0].isupper() else 0.0
        total += weight * max(same[0][n], near, AROUND * in_topic, AROUND * in_before)
    return total


def named(name: str, theirs: Words, topic: Words = NOTHING, before: Words = NOTHING) -> float:
    """How far a passage, or less surely what stands around it, names something by its letters, 0 to 1."""
    words = words_of(name)
    return covered(words, theirs, topic, before) / words.weight if words.weight else 0.0


# A statement and a place in it meet the headline of a passage once for each of its sentences, and the same passages
# come up for the next statement: 4,000 pairs and beginnings take 4 MB.
@lru_cache(maxsize=4_000)
def _alike(ours: Words, theirs: Words) -> tuple[float, ...]:
    """For each of our words the cosine of the likest of theirs, 0 where even that one is another word.

    Names need none (see ``_said``), so where there is nothing else no vectors are compared."""
    if not theirs.forms or all(form[0].isupper() for form in ours.forms):
        return (0.0,) * len(ours.forms)
    likest = WordVectors.load().similarities(ours.stems, theirs.stems).max(axis=1).tolist()
    return tuple(near if near >= ALIKE else 0.0 for near in likest)


@lru_cache(maxsize=4_000)
def _said(ours: Words, theirs: Words) -> tuple[float, ...]:
    """For each of our words 1 where theirs has it by its letters. For names that is all that counts, since the vectors
    of rival presidents are alike."""
    if not theirs.stems:
        return (0.0,) * len(ours.stems)
    beginnings = _beginnings(theirs.stems)
    return tuple(float(any(_same_word(s, other) for other in beginnings.get(s[:4], ()))) for s in ours.stems)


@lru_cache(maxsize=4_000)
def _beginnings(stems: tuple[str, ...]) -> dict[str, list[str]]:
    """Stems by their first four letters."""
    found: dict[str, list[str]] = {}
    for stem in stems:
        found.setdefault(stem[:4], []).append(stem)
    return found


def _same_word(ours: str, theirs: str) -> bool:
    """Whether two stems are one word, or it and its plural or adjective (Venezuela, Venezuelan)."""
    shorter, longer = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
    if shorter == longer:
        return True
    return len(shorter) >= 5 and len(longer) - len(shorter) <= 3 and longer.startswith(shorter[:-1])
