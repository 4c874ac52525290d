"""The sets that the reader learns from, all in one form: word pieces with labels, and what is not known marked so.

Each set supervises only its own heads. Text stays in the folder of the sets (`SECONDSOURCE_SHARED`/data); origins,
licences, splits and digests are in each set's README there, and in docs/model-card-reader.md for those used.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import zstandard
from nupunkt import sent_spans
from tokenizers import Tokenizer

from secondsource.learned.pieces import Ints, Pieces, cut

DATA = Path(os.environ.get("SECONDSOURCE_SHARED", Path(__file__).parents[2] / "shared")) / "data"
UNKNOWN = -100  # no loss here
NOT_A_NAME = 100  # entity head: "O or MISC", for sets that do not mark the other names
ENTITIES = ("PER", "ORG", "LOC", "MISC")
SOURCE, CONTENT = (1, 2), (3, 4)  # B and I of the roles

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Character ranges. ``complete`` is false where only part of the content is marked."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the labels of its pieces. ``checkable`` and ``opinion`` hold one value a sentence (NaN: unknown);
    ``attributions`` pairs the pieces of each cue with the role of every piece of the text."""

    pieces: Pieces
    cue: Ints
    entity: Ints
    loaded: Ints
    checkable: list[float]
    opinion: list[float]
    attributions: list[tuple[Ints, Ints]] = field(default_factory=list)


def rows(name: str, folder: Path = DATA) -> Iterator[dict[str, Any]]:
    """The rows of a set, ``polnear/train``."""
    with (folder / f"{name}.jsonl.zst").open("rb") as packed:
        unpacked = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(packed)
        yield from map(json.loads, io.TextIOWrapper(unpacked, encoding="utf-8"))


def sentences(text: str) -> list[Range]:
    """Line by line, then by nupunkt: no sentence runs over a line end."""
    found = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        for start, end in sent_spans(line.group()):
            words = line.group()[start:end]
            inner = start + len(words) - len(words.lstrip())
            if words.strip():
                found.append((line.start() + inner, line.start() + inner + len(words.strip())))
    return found


def held_out(group: str, share: int = 10) -> bool:
    """Whether an article or row group is kept for development: by its digest, so the choice never moves."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % share == 0


def wikigold_dev(name: str) -> bool:
    """Documents are not marked in wikigold, so runs of 50 sentences are held out whole."""
    return held_out(f"wikigold {int(name.rpartition('-')[2]) // 50}")


def touched(pieces: Pieces, ranges: Iterable[Range]) -> Ints:
    """First pieces of the words that the character ranges touch, in order."""
    hit = np.zeros(len(pieces), bool)
    for start, end in ranges:
        hit |= (pieces.starts < end) & (pieces.ends > start)
    return np.flatnonzero(pieces.first)[np.unique(pieces.word[hit])]


def word_ends(pieces: Pieces) -> Ints:
    """For each piece, where its word ends."""
    if not len(pieces):
        return pieces.ends
    last = np.append(np.flatnonzero(pieces.first)[1:] - 1, len(pieces) - 1)
    return pieces.ends[last][np.cumsum(pieces.first) - 1]


def tag(labels: Ints, pieces: Pieces, ranges: Iterable[Range], begin: int, inside: int) -> None:
    """Write B and I over the words of each run of ranges; runs that touch each other are one."""
    at = touched(pieces, ranges)
    labels[at] = inside
    opens = np.diff(pieces.word[at], prepend=-9) != 1
    labels[at[opens]] = begin


def blank(pieces: Pieces, known: bool) -> Ints:
    """Labels O on first pieces where the head is ``known``, UNKNOWN elsewhere."""
    return np.where(pieces.first & known, 0, UNKNOWN)


def label(
    tokenizer: Tokenizer, text: str, spans: Sequence[Range], *, attributions: Sequence[Attribution] | None = None,
    names: Sequence[tuple[int, int, str]] | None = None, loaded: Sequence[Range] | None = None,
    checkable: Sequence[float] | None = None, opinion: Sequence[float] | None = None,
) -> Labelled:  # fmt: skip
    """One text with what its set knows; ``None`` leaves a head without supervision."""
    pieces = cut(tokenizer, text, spans)
    cues, entities = blank(pieces, attributions is not None), blank(pieces, names is not None)
    loads = blank(pieces, loaded is not None)
    tag(loads, pieces, loaded or (), 1, 1)
    for start, end, kind in names or ():
        number = 1 + 2 * ENTITIES.index(kind)
        tag(entities, pieces, [(start, end)], number, number + 1)
    nothing = [float("nan")] * len(spans)
    relations = []
    for attribution in attributions or ():
        tag(cues, pieces, attribution.cue, 1, 2)
        relations.append((touched(pieces, attribution.cue), roles(pieces, attribution)))
    relations = [(at, tags) for at, tags in relations if len(at)]
    return Labelled(pieces, cues, entities, loads, list(checkable or nothing), list(opinion or nothing), relations)


def roles(pieces: Pieces, attribution: Attribution) -> Ints:
    tags = blank(pieces, attribution.complete)
    tag(tags, pieces, attribution.content, *CONTENT)
    tag(tags, pieces, attribution.source, *SOURCE)
    tags[touched(pieces, attribution.cue)] = 0
    if not attribution.complete:  # where the content ends is not marked, so where it begins is not either
        tags[tags == CONTENT[0]] = CONTENT[1]
    return tags


# --- the sets ----------------------------------------------------------------------------------------------------


def ranges(spans: Iterable[Sequence[int]]) -> tuple[Range, ...]:
    return tuple((start, end) for start, end in spans)


def polnear(tokenizer: Tokenizer, part: str) -> Iterator[Labelled]:
    """Attributions. PolNeAR marks none inside another, so usual cue words within a content are left unknown."""
    for row in rows(f"polnear/{part}"):
        given = [Attribution(*(ranges(a[role]) for role in ("source", "cue", "content"))) for a in row["attributions"]]
        labelled = label(tokenizer, row["text"], sentences(row["text"]), attributions=given)
        inside = touched(labelled.pieces, [span for a in given for span in a.content])
        inside = inside[(labelled.cue[inside] == 0) & usual_at(row["text"], labelled.pieces)[inside]]
        labelled.cue[inside] = UNKNOWN
        yield labelled


@cache
def cue_words() -> frozenset[str]:
    """Words of which at least three in ten, outside contents, stand in a cue of PolNeAR train."""
    inside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for row in rows("polnear/train"):
        text, hidden = row["text"], [span for a in row["attributions"] for span in a["content"]]
        cues = [span for a in row["attributions"] for span in a["cue"]]
        open_text = list(text)
        for start, end in hidden:
            open_text[start:end] = " " * (end - start)
        everywhere.update(re.findall(r"\w+", "".join(open_text).lower()))
        inside.update(word for start, end in cues for word in re.findall(r"\w+", text[start:end].lower()))
    return frozenset(w for w, n in inside.items() if n >= 5 and n >= 0.3 * everywhere[w])


def gum(tokenizer: Tokenizer, part: str) -> Iterator[Labelled]:
    """Attribution relations between discourse units: one usual cue word there, the longest mention as source."""
    for row in rows(f"gum/{part}"):
        text = row["text"]
        mentions = [tuple(m["spans"][0]) for m in row["entities"] if len(m["spans"]) == 1]
        found = [a for relation in row["attributions"] if (a := from_units(text, relation, mentions))]
        labelled = label(tokenizer, text, [tuple(s) for s in row["sentences"]], attributions=found)
        labelled.cue[labelled.cue == 0] = np.where(usual_at(text, labelled.pieces), UNKNOWN, 0)[labelled.cue == 0]
        yield labelled


def from_units(text: str, relation: dict[str, Any], mentions: Sequence[Range]) -> Attribution | None:
    units = ranges(relation["attribution_edu"])
    cues = [(start + m.start(), start + m.end()) for start, end in units
            for m in re.finditer(r"according to|\w+", text[start:end], re.IGNORECASE)
            if m.group().lower() in cue_words() | {"according to"}]  # fmt: skip
    if len(cues) != 1:
        return None
    inside = [(s, e) for s, e in mentions if any(a <= s and e <= b for a, b in units)]
    inside = [(s, e) for s, e in inside if e <= cues[0][0] or s >= cues[0][1]]
    source = max(inside, key=lambda m: (m[1] - m[0], -m[0]), default=None)
    return Attribution((source,) if source else (), tuple(cues), ranges(relation["content_edu"]), complete=False)


def usual_at(text: str, pieces: Pieces) -> np.ndarray:
    ends = word_ends(pieces).tolist()
    words = (text[start:end].lower() for start, end in zip(pieces.starts.tolist(), ends, strict=True))
    return np.array([word in cue_words() for word in words])


WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC",
        "creative-work": "MISC"}  # fmt: skip


def named(tokenizer: Tokenizer, name: str, complete: bool) -> Iterator[tuple[dict[str, Any], Labelled]]:
    """Entities of wikigold, wnut17 or btc. Where the set is not ``complete``, capitalised O words may be MISC."""
    for row in rows(name):
        kinds = list(mentions(row["tags"]))
        names = [(row["offsets"][a][0], row["offsets"][b - 1][1], WNUT.get(kind, kind)) for a, b, kind in kinds]
        labelled = label(tokenizer, row["text"], sentences(row["text"]), names=names)
        if not complete:
            capital = (labelled.entity == 0) & np.isin(labelled.pieces.case, (2, 3, 4))
            labelled.entity[capital] = NOT_A_NAME
        yield row, labelled


def mentions(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = None
    for number, mark in enumerate([*tags, "O"]):
        if start is not None and not mark.startswith("I-"):
            yield start, number, tags[start][2:]
            start = None
        if mark.startswith("B-"):
            start = number


def checkworthy(tokenizer: Tokenizer, part: str) -> Iterator[Labelled]:
    """CheckThat! sentences of debates: worth checking or not; alone and in company of up to five others, so that the
    answer is learned for one sentence among many (alone only, "Watch live" in a report scored .75)."""
    chance, given = random.Random(0), list(rows(f"checkthat2024/{part}"))
    while given:
        count = chance.choice((1, 1, 2, 4, 6))
        group, given = given[:count], given[count:]
        spans, at = [], 0
        for row in group:
            spans.append((at, at + len(row["text"])))
            at += len(row["text"]) + 1
        text = " ".join(row["text"] for row in group)
        yield label(tokenizer, text, spans, checkable=[float(row["label"] == "yes") for row in group])


LOADED = ("Loaded_Language", "Name_Calling,Labeling")


def persuasion(tokenizer: Tokenizer, development: bool) -> Iterator[Labelled]:
    """SemEval-2020 task 11: loaded words, and sentences that hold some as opinion (the others unknown)."""
    for row in rows("semeval2020_t11/train"):
        if held_out(row["id"]) != development:
            continue
        loaded = [tuple(s["span"]) for s in row["spans"] if s["technique"] in LOADED]
        spans = sentences(row["text"])
        opinion = [1.0 if any(s < b and a < e for s, e in loaded) else float("nan") for a, b in spans]
        yield label(tokenizer, row["text"], spans, loaded=loaded, opinion=opinion)


OPINION_PAGES = re.compile(r"\b(Opinion|Editorial)\b")
NEWS_PAGES = {"New York Times - News", "CNN (Web News)", "Wall Street Journal - News", "Newsmax - News",
              "The Week - News", "Fox Online News", "NPR Online News"}  # fmt: skip


def columns(tokenizer: Tokenizer) -> Iterator[Labelled]:
    """Opinion pages against news pages of the same houses (AllSides' outlet names); every sentence takes its page's
    side, which is right on average only. As many sentences of news as of opinion."""
    opinion, news = [], []
    for row in rows("allsides/reports"):
        pages = opinion if OPINION_PAGES.search(row["outlet"]) else news if row["outlet"] in NEWS_PAGES else None
        if pages is not None:
            pages.append(row["text"][:4000])
    news = random.Random(0).sample(news, len(opinion))
    for text, side in [(t, 1.0) for t in opinion] + [(t, 0.0) for t in news]:
        spans = sentences(text)
        if spans:
            yield label(tokenizer, text, spans, opinion=[side] * len(spans))
