"""Copies that were changed on the way, by code, from invented reports: which of them are still found.

``bench/mutated.json`` has reports written for this; each story is told a second time by a reporter who did not copy.
Every wire is changed in each of the ways below, some of them in several degrees, with several seeds, and set against
the wire as it was. ``found`` is the share taken for a copy (``sourcing.copies.is_copy``, whole reports), ``passage``
that of changed passages (two sentences) which are traced to the wire's (``shared_run``). The second tellings are
changed in the same ways; ``apart_error`` is the share of those, and ``passage_apart_error`` of their passages, that are
taken for copies all the same.

    python -m bench.mutated         the figures by way and degree
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.rows import Row
from bench.scores import mean
from secondsource.sourcing.copies import is_copy, shared_run

STORIES = Path(__file__).parent / "mutated.json"
SEEDS = 5
_SYNONYMS = {
    "said": "stated", "told": "informed", "people": "persons", "after": "following", "because": "since",
    "about": "some", "began": "started", "most": "the majority", "killed": "left dead", "found": "discovered",
    "because of": "owing to", "wants": "wishes", "called": "termed", "given": "handed", "before": "prior to",
    "shortly": "soon", "early": "in the early hours", "climbed": "rose", "raised": "lifted", "warned": "cautioned",
    "showed": "presented", "families": "households", "promised": "pledged", "reached": "got to", "broke": "burst",
    "big": "large", "buried": "interred", "asked": "petitioned", "allow": "permit", "ship": "vessel", "cost": "price",
    "makers": "manufacturers", "result": "outcome", "study": "trial",
}  # fmt: skip
_OCR = (
    ("rn", "m"), ("m", "rn"), ("l", "1"), ("i", "l"), ("o", "0"), ("e", "c"), ("c", "e"), ("h", "b"), ("s", "5"),
    ("cl", "d"), ("d", "cl"), ("u", "ii"), ("n", "ri"), ("t", "f"), ("a", "o"), ("g", "q"), ("B", "8"), ("S", "5"),
)  # fmt: skip
_MONTHS = {"September": "Sept.", "October": "Oct.", "November": "Nov.", "January": "Jan.", "April": "Apr."}
_SPELLED = {"nine": "9", "six": "6", "three": "3", "four": "4", "two": "2", "five": "5", "one": "1"}

Mutation = Callable[[str, Row, random.Random], str]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[a-z0-9]\.) (?=[A-Z])", text)


def cut(text: str, story: Row, chance: random.Random, share: float) -> str:
    """A run of its sentences, as where a client cuts from the bottom or takes a part."""
    listed = sentences(text)
    length = max(2, round(len(listed) * share))
    start = chance.randrange(len(listed) - length + 1)
    return " ".join(listed[start : start + length])


def reordered(text: str, story: Row, chance: random.Random) -> str:
    listed = sentences(text)
    chance.shuffle(listed)
    return " ".join(listed)


def led(text: str, story: Row, chance: random.Random) -> str:
    """Its first sentence gone, another in front."""
    return " ".join([story["lead"], *sentences(text)[1:]])


def rewritten(text: str, story: Row, chance: random.Random, share: float) -> str:
    """Words replaced by others that mean the same, left out, or changed in place with the next."""
    out: list[str] = []
    for word in text.split(" "):
        bare = word.rstrip(".,;:").lower()
        if bare in _SYNONYMS and chance.random() < 2 * share:
            out.append(_SYNONYMS[bare] + word[len(bare) :])
        elif chance.random() < share / 2 and len(word) < 9 and out:
            out.insert(-1, word)
        elif chance.random() >= share / 2 or word[0].isupper():
            out.append(word)
    return " ".join(out)


def translated(text: str, story: Row, chance: random.Random) -> str:
    """Every name in its other spelling."""
    for name, other in story["names"].items():
        text = text.replace(name, other).replace(name.split()[-1], other.split()[-1])
    return text


def reformatted(text: str, story: Row, chance: random.Random) -> str:
    """Figures, percentages, months and small numbers written as another house writes them."""
    text = re.sub(r"(\d),(\d{3})", chance.choice((r"\1 \2", r"\1\2", r"\1.\2", "\\1\u00a0\\2")), text)
    text = re.sub(r"\$(\d+)\.(\d) million", r"\1.\2m dollars", text)
    text = text.replace(" percent", chance.choice(("%", " per cent")))
    for one, other in (_MONTHS | _SPELLED).items():
        text = re.sub(rf"\b{one}\b", other, text)
    return re.sub(r"\b(\d+)000\b", r"\1 thousand", text)


def scanned(text: str, story: Row, chance: random.Random, rate: float) -> str:
    """Read by a machine from paper: letters mistaken, spaces lost or put in, words broken at the end of a line."""
    out = []
    place = 0
    while place < len(text):
        shapes = [(old, new) for old, new in _OCR if text.startswith(old, place)]
        if shapes and chance.random() < rate:
            old, new = chance.choice(shapes)
            out.append(new)
            place += len(old)
            continue
        letter = text[place]
        if letter == " " and chance.random() < rate / 2:
            letter = ""
        elif letter.isalpha() and text[place - 1 : place].isalpha() and chance.random() < rate / 10:
            letter = chance.choice(("-\n", " ")) + letter
        out.append(letter)
        place += 1
    return "".join(out)


def together(text: str, story: Row, chance: random.Random, share: float, strength: float) -> str:
    """Cut, led anew, rewritten lightly, names and figures changed, and scanned."""
    text = rewritten(cut(text, story, chance, share), story, chance, 0.1 * strength)
    text = story["lead"] + " " + reformatted(translated(text, story, chance), story, chance)
    return scanned(text, story, chance, 0.02 * strength)


MUTATIONS: dict[str, Mutation] = {
    "cut_70": partial(cut, share=0.7),
    "cut_40": partial(cut, share=0.4),
    "reordered": reordered,
    "led": led,
    "rewritten_10": partial(rewritten, share=0.1),
    "rewritten_20": partial(rewritten, share=0.2),
    "rewritten_40": partial(rewritten, share=0.4),
    "names": translated,
    "numbers": reformatted,
    "ocr_2": partial(scanned, rate=0.02),
    "ocr_5": partial(scanned, rate=0.05),
    "ocr_10": partial(scanned, rate=0.1),
    "ocr_15": partial(scanned, rate=0.15),
    "together": partial(together, share=0.7, strength=1.0),
    "together_hard": partial(together, share=0.5, strength=2.5),
}


def measure(shared: Path) -> dict[str, float]:
    """The figures above; ``shared`` is not needed."""
    stories = json.loads(STORIES.read_text(encoding="utf-8"))["stories"]
    figures = {}
    wrong: list[bool] = []
    wrong_passages: list[bool] = []
    for name, change in MUTATIONS.items():
        pairs = list(_changed(stories, change))
        figures[f"{name}_found_share"] = mean([is_copy(changed, wire) for changed, _, wire in pairs])
        figures[f"{name}_passage_share"] = mean([_passage(changed, wire) for changed, _, wire in pairs])
        wrong += [is_copy(apart, wire) for _, apart, wire in pairs]
        wrong_passages += [_passage(apart, wire) for _, apart, wire in pairs]
    return figures | {"apart_error": mean(wrong), "passage_apart_error": mean(wrong_passages)}


def _changed(stories: list[Row], change: Mutation) -> Iterator[tuple[str, str, str]]:
    for story in stories:
        for seed in range(SEEDS):
            chance = random.Random(f"{story['id']}/{seed}")
            yield change(story["wire"], story, chance), change(story["apart"], story, chance), story["wire"]


def _passage(changed: str, wire: str) -> bool:
    """Whether two sentences from the middle are traced to one of the wire's pairs of sentences."""
    listed = sentences(changed)
    middle = max(0, len(listed) // 2 - 1)
    ours = " ".join(listed[middle : middle + 2])
    theirs = sentences(wire)
    return any(shared_run(ours, " ".join(theirs[n : n + 2])) is not None for n in range(len(theirs) - 1))


def main() -> None:
    for name, value in measure(Path()).items():
        print(f"{name:28} {value:.3f}")


if __name__ == "__main__":
    main()
