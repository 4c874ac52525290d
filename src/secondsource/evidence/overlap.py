"""How much of what one text says another says too: soft recall over words and names, weighted by rarity.

After BERTScore's recall with importance weighting (Zhang et al. 2020), on static word vectors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.learned.words import WordVectors
from secondsource.model import Place, Quantity, Statement, When

# Two words less alike than this are different words: reached and arrived .64, landed and touched .44, killed and
# wounded .37.
ALIKE = 0.42
# A word found only in the headline or in the sentence before counts for less than one found in the passage.
AROUND = 0.75

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
    weights: tuple[float, ...]

    @property
    def weight(self) -> float:
        return sum(self.weights)


def content_words(statement: Statement) -> Words:
    """No function words, no words of reporting, no figures, times or places: those are compared as measures."""
    text = statement.text
    measures: Sequence[Quantity | When | Place] = (*statement.quantities, *statement.times, *statement.places)
    for measure in sorted(measures, key=lambda m: -len(m.text)):
        text = text.replace(measure.text, f" {_counted(measure)} ")
    return words_of(text)


def words_of(text: str) -> Words:
    """The content words of any text."""
    vectors = WordVectors.load()
    forms = tuple(dict.fromkeys(word for word in _WORD.findall(text) if word.lower() not in _STOP))
    return Words(forms, tuple(vectors.weight(_stem(form.lower())) for form in forms))


def _counted(measure: Quantity | When | Place) -> str:
    """What is counted stays a word when its number goes."""
    unit = measure.unit if isinstance(measure, Quantity) else None
    return measure.text.split()[-1] if unit and unit.isalpha() and unit.islower() and len(unit) > 2 else ""


def covered(ours: Words, theirs: Words, around: Words) -> float:
    """The weight of ours that the passage, or less surely what stands around it, has words for."""
    if not ours.forms:
        return 0.0
    there, nearby = _best(ours.forms, theirs.forms), _best(ours.forms, around.forms)
    return sum(
        weight * max(inside, AROUND * outside)
        for weight, inside, outside in zip(ours.weights, there, nearby, strict=True)
    )


def _best(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[float]:
    """For each of our words how alike the likest of theirs is; names count by their letters, since the vectors of
    rival presidents are alike."""
    if not theirs:
        return [0.0] * len(ours)
    lower_ours, lower_theirs = tuple(w.lower() for w in ours), tuple(w.lower() for w in theirs)
    alike = WordVectors.load().similarities(lower_ours, lower_theirs)
    best = []
    for row, word in enumerate(ours):
        name = max(_same_word(lower_ours[row], other) for other in lower_theirs)
        near = 0.0 if word[0].isupper() else float(alike[row].max())
        best.append(max(name, near if near >= ALIKE else 0.0))
    return best


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _same_word(ours: str, theirs: str) -> float:
    """1 for one word and its plural, adjective or possessive (Venezuela, Venezuelan, Venezuela's), else 0."""
    shorter, longer = sorted((_stem(ours), _stem(theirs)), key=len)
    inflected = len(shorter) >= 5 and longer.startswith(shorter[:-1]) and len(longer) - len(shorter) <= 3
    return float(shorter == longer or inflected)
