"""How well the learned reader reads: ``python -m bench.reader`` or `measure`, figures by name (shares of one).

Attributions on PolNeAR dev, in the manner of Citron's table: exact spans, tokens, and whole attributions (source, cue
and content all exact). PolNeAR marks no attribution inside another, so those the reader finds nested are not counted.
BABE is measured on and never trained on. All sets are the parts that training left out.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path

from secondsource.learned.reader import Marked, Marks, Reader
from secondsource.model import Span
from training.corpora import DATA, LOADED, WNUT, held_out, mentions, rows, sentences, wikigold_dev

TOKEN = re.compile(r"\w+|[^\w\s]")
SPEED_WORDS = 700
Range = tuple[int, int]
Read = Callable[[str], Marks]


def measure(folder: Path = DATA, reader: Reader | None = None) -> dict[str, float]:
    """All figures. ``folder`` holds one folder a set, as ``../shared/data``; about two minutes on two cores."""
    reader = reader or Reader.load()

    def read(text: str) -> Marks:
        return reader.read(text, [Span(*s) for s in sentences(text)])

    figures: dict[str, float] = {}
    figures |= attributions(lambda text: of_marks(read(text)), folder)
    for part in (entities, checkable, loaded, opinion):
        figures |= part(read, folder)
    return figures


# --- counting ----------------------------------------------------------------------------------------------------


class Tally:
    """Right, found and wanted items; an item found twice is right once unless it is wanted twice."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0

    def add(self, found: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        ours, theirs = Counter(found), Counter(wanted)
        self.right += (ours & theirs).total()
        self.found += ours.total()
        self.wanted += theirs.total()

    def figures(self, name: str) -> dict[str, float]:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.wanted, 1)
        both = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return {f"{name} precision": precision, f"{name} recall": recall, f"{name} f1": both}


def area(scores: Sequence[float], wanted: Sequence[bool]) -> float:
    """Area under the ROC curve: how often a wanted item scores above one that is not, ties halved."""
    order = sorted(scores)
    ranks = {s: (order.index(s) + len(order) - 1 - order[::-1].index(s)) / 2 for s in set(scores)}
    positive = [s for s, w in zip(scores, wanted, strict=True) if w]
    other = len(scores) - len(positive)
    return (sum(ranks[s] for s in positive) - len(positive) * (len(positive) - 1) / 2) / (len(positive) * other)


def yes_or_no(name: str, scores: Sequence[float], wanted: Sequence[bool]) -> dict[str, float]:
    tally = Tally()
    tally.add([i for i, s in enumerate(scores) if s >= 0.5], [i for i, w in enumerate(wanted) if w])
    return tally.figures(name) | {f"{name} auc": area(scores, wanted)}


# --- attributions ------------------------------------------------------------------------------------------------

ROLES = ("source", "cue", "content")
Spans = tuple[Range, ...]
Triple = tuple[frozenset[int], frozenset[int], frozenset[int]]


def attributions(find: Callable[[str], Iterable[tuple[Spans, Spans, Spans]]], folder: Path) -> dict[str, float]:
    """Figures of whatever finds source, cue and content (character ranges, none for no source) in a text."""
    exact, tokens = {r: Tally() for r in ROLES}, {r: Tally() for r in ROLES}
    whole, seconds, words = Tally(), 0.0, 0
    for row in rows("polnear/dev", folder):
        began = time.perf_counter()
        found = list(find(row["text"]))
        seconds += time.perf_counter() - began
        words += len(row["text"].split())
        index = Index(row["text"])
        wanted = [triple(index, [a[role] for role in ROLES]) for a in row["attributions"]]
        compare([triple(index, spans) for spans in found], wanted, exact, tokens, whole)
    figures = {"seconds a 700-word report": seconds / words * SPEED_WORDS} | whole.figures("attribution all exact")
    for role in ROLES:
        figures |= exact[role].figures(f"{role} exact") | tokens[role].figures(f"{role} token")
    return figures


def of_marks(marks: Marks) -> Iterator[tuple[Spans, Spans, Spans]]:
    for r in marks.relations:
        if r.within is None:
            yield ranges([r.source] if r.source else []), ranges([r.cue]), ranges(r.content)


def ranges(spans: Iterable[Span]) -> Spans:
    return tuple((s.start, s.end) for s in spans)


def compare(
    found: list[Triple], wanted: list[Triple], exact: dict[str, Tally], tokens: dict[str, Tally], whole: Tally
) -> None:
    whole.add(found, wanted)
    for number, role in enumerate(ROLES):
        ours, theirs = ([t[number] for t in side if t[number]] for side in (found, wanted))
        exact[role].add(ours, theirs)
        tokens[role].add(set().union(*ours), set().union(*theirs))


class Index:
    """The tokens of a text, by number."""

    def __init__(self, text: str) -> None:
        self.tokens = [(m.start(), m.end()) for m in TOKEN.finditer(text)]

    def touched(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        spans = [tuple(s) for s in spans]
        return frozenset(i for i, (a, b) in enumerate(self.tokens) if any(s < b and a < e for s, e in spans))


def triple(index: Index, roles: Sequence[Iterable[Sequence[int]]]) -> Triple:
    source, cue, content = (index.touched(spans) for spans in roles)
    return source, cue, content


# --- the other heads ---------------------------------------------------------------------------------------------


def entities(read: Read, folder: Path) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name in ("wnut17/dev", "wikigold/all"):
        tally = Tally()
        for row in rows(name, folder):
            if name.startswith("wikigold") and not wikigold_dev(row["id"]):
                continue
            kinds = [(row["offsets"][a][0], row["offsets"][b - 1][1], k) for a, b, k in mentions(row["tags"])]
            found = [spot(e) for s in read(row["text"]).sentences for e in s.entities]
            tally.add(found, [(a, b, WNUT.get(kind, kind)) for a, b, kind in kinds])
        figures |= tally.figures(f"entities {name.split('/')[0]}")
    return figures


def spot(mark: Marked) -> tuple[int, int, str]:
    return mark.span.start, mark.span.end, mark.label


def checkable(read: Read, folder: Path) -> dict[str, float]:
    scores, wanted = [], []
    for row in rows("checkthat2024/en_dev", folder):
        scores.append(max(s.checkable for s in read(row["text"]).sentences))
        wanted.append(row["label"] == "yes")
    return yes_or_no("checkable checkthat", scores, wanted)


def loaded(read: Read, folder: Path) -> dict[str, float]:
    """Loaded language and name calling in the held-out articles, by token."""
    tally = Tally()
    for row in rows("semeval2020_t11/train", folder):
        if held_out(row["id"]):
            index = Index(row["text"])
            gold = [s["span"] for s in row["spans"] if s["technique"] in LOADED]
            tally.add(index.touched(loaded_spans(read(row["text"]))), index.touched(gold))
    return tally.figures("loaded semeval token")


def loaded_spans(marks: Marks) -> list[Range]:
    return [(m.span.start, m.span.end) for s in marks.sentences for m in s.loaded]


def opinion(read: Read, folder: Path) -> dict[str, float]:
    """BABE dev: sentences labelled opinion against factual, and the words that its experts call biased."""
    scores, wanted, words = [], [], Tally()
    for row in rows("babe/dev", folder):
        marks, index = read(row["text"]), Index(row["text"])
        words.add(index.touched(loaded_spans(marks)), index.touched(row["biased_spans"]))
        if row["opinion"] in ("opinion", "factual") and marks.sentences:
            scores.append(max(s.opinion for s in marks.sentences))
            wanted.append(row["opinion"] == "opinion")
    return yes_or_no("opinion babe", scores, wanted) | words.figures("loaded babe token")


def main() -> None:
    for name, value in measure().items():
        print(f"{name:36}{value:8.3f}")


if __name__ == "__main__":
    main()
