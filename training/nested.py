"""Attributions one inside another, made from patterns: PolNeAR marks none, GUM few.

A pattern marks its roles in brackets: ``[1s {A}]`` is the source of attribution 1, ``c`` its cue, ``p`` its content;
``[12s …]`` is the source of both 1 and 2. Sources and contents that fill the slots are drawn from PolNeAR train when
training runs; none is kept here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from tokenizers import Tokenizer

from training.corpora import Attribution, Labelled, Range, label, rows, sentences

PATTERNS = (
    "[1s {A}] [1c told] {O} [1p that [2s {B}] [2c had said] [2p {P}]].",
    "[1s {A}] [1c told] {O} [1p [2s {B}] [2c {had}] [2p {that}{P}]].",
    "[1s {A}] [1c told] {O} [1p {that}{P}].",
    "[12s {A}], [2c citing] [2p {B}], [1c {said}] [1p {that}{P}].",
    "[1p {P}], [12s {O}] [1c {said}], [2c citing] [2p {B}].",
    "[1p {P}], [12s {O}] [1c reported], [2c quoting] [2p {B}].",
    "[1s {O}] [1c cited] [1p [2s {B}] who [2c {said}] [2p {that}{P}]].",
    "[1s {O}] [1c quoted] [1p [2s {B}], who [2c {said}] [2p {that}{P}]].",
    "[1s {O}] [1c quoted] [1p [2s {B}] [2c as saying] [2p {that}{P}]].",
    "[1s {A}] [1c {said}], [1p “[2s {B}] [2c told] me [2p {P}].”]",
    "[1c According to] [1s {O}], [1p [2s {B}] [2c {said}] [2p {that}{P}]].",
    "[1c According to] [1s {O}], [1p [2s {B}] [2c has {said}] [2p {that}{P}]].",
    "[1p [2s {B}] [2c {said}] [2p {that}{P}]], [1c according to] [1s {O}].",
    "[1p [2p {P}], [2s {B}] [2c {said}]], [1c according to] [1s {O}].",
    "[1s {O}] [1c reported] [1p that [2s {B}] [2c {said}] [2p {P}]].",
    "[1s {O}] [1c reported] [1p that [2s {A}] [2c told] {O} [2p [3s {B}] [3c {had}] [3p {that}{P}]]].",
    "[1p “[2s {B}] [2c {said}] [2p {P}],”] [1s {A}] [1c {said}].",
    "[1s {A}] [1c {said}] [1p [2s {O}] [2c had reported] [2p {that}{P}]].",
    "[1s {A}] [1c {said}] [1p {that}[2s {B}] [2c believes] [2p {P}]].",
    "[1s {A}] [1c wrote] [1p that, [2c according to] [2s {O}], [2p {P}]].",
    "[1s {A}] [1c denied] [1p that [2s {B}] [2c had {said}] [2p {P}]].",
    "[1s {A}] [1c {said}] [1p {that}{P}].",
    "[1p {P}], [1s {A}] [1c {said}].",
)
SAID = ("said", "said", "said", "claimed", "confirmed", "announced", "added", "reported", "noted", "warned", "argued")
OUTLETS = (
    "Reuters", "Agence France-Presse", "Der Spiegel", "The Guardian", "Al Jazeera", "Xinhua", "El País", "Kyodo",
    "the Associated Press", "NHK", "state television", "the newspaper", "a local radio station", "the news agency",
    "The Straits Times", "Channel 4", "the Financial Times", "an opposition website", "La Repubblica", "the magazine",
)  # fmt: skip
MARK = re.compile(r"\[(\d+)([scp]) |\]")


@cache
def fillings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Short sources, and clauses that stood after "that", of PolNeAR train."""
    sources, clauses = set(), set()
    for row in rows("polnear/train"):
        for a in row["attributions"]:
            for start, end in a["source"]:
                words = row["text"][start:end]
                if re.match(r"(an?|the|some|[A-Z][a-z]+) \w", words) and len(words.split()) < 9 and "[" not in words:
                    sources.add(words)
            for start, end in a["content"][:1]:
                words = row["text"][start:end]
                if words.startswith("that ") and 4 < len(words.split()) < 28 and not re.search(r"[\[\]\n]", words):
                    clauses.add(words[5:].rstrip(".,"))
    return tuple(sorted(sources)), tuple(sorted(clauses))


def sentence(chance: random.Random) -> tuple[str, list[Attribution]]:
    sources, clauses = fillings()
    slots = {
        "{A}": lambda: chance.choice(sources), "{B}": lambda: chance.choice(sources),
        "{O}": lambda: chance.choice(OUTLETS), "{P}": lambda: chance.choice(clauses),
        "{said}": lambda: chance.choice(SAID), "{had}": lambda: "had " + chance.choice(SAID),
        "{that}": lambda: chance.choice(("that ", "")),
    }  # fmt: skip
    marked = re.sub(r"\{\w+\}", lambda slot: slots[slot.group()](), chance.choice(PATTERNS))
    return unmark(marked)


def unmark(marked: str) -> tuple[str, list[Attribution]]:
    """The plain sentence, its first letter a capital, and the attributions that the brackets mark."""
    text, done = "", 0
    roles: dict[str, dict[str, list[Range]]] = {}
    opened: list[tuple[str, str, int]] = []
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        done = mark.end()
        if mark.group(1):
            opened.append((mark.group(1), mark.group(2), len(text)))
            continue
        numbers, role, start = opened.pop()
        for number in numbers:
            roles.setdefault(number, {"s": [], "c": [], "p": []})[role].append((start, len(text)))
    text += marked[done:]
    found = [Attribution(tuple(r["s"]), tuple(r["c"]), tuple(r["p"])) for _, r in sorted(roles.items())]
    return text[:1].upper() + text[1:], found


def nested(tokenizer: Tokenizer, count: int, seed: int) -> Iterator[Labelled]:
    """``count`` texts of three made sentences each."""
    chance = random.Random(seed)
    for _ in range(count):
        text, given = "", []
        for _ in range(3):
            words, found = sentence(chance)
            shift = len(text)
            moved = [[tuple((s + shift, e + shift) for s, e in r) for r in (a.source, a.cue, a.content)] for a in found]
            given += [Attribution(*roles) for roles in moved]
            text += words + " "
        yield label(tokenizer, text, sentences(text), attributions=given)
