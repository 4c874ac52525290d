"""Who says what, on the development part of PolNeAR (Newell, Margolin & Ruths 2018): precision, recall, F1.

The table follows BBC Citron's: cues, sources and contents by themselves, exact and by tokens, and whole attributions
with all three exact. A found attribution is set against the one annotated with which its cue shares most characters.
PolNeAR marks attitudes ("wants", "supports") as attributions too, which is where a reporting verb's reader falls short.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from bench.rows import rows
from secondsource.model import Attribution, Excerpt, Span
from secondsource.reading.attribution import find_attributions
from secondsource.reading.sentences import split_sentences

_WORD = re.compile(r"\w+")
Spans = frozenset[int]  # the characters of one part, so that overlap is a plain intersection


def measure(shared: Path) -> dict[str, float]:
    """Scores on PolNeAR dev: ``cue_exact_f1``, ``content_token_f1``, ``whole_exact_f1`` and so on."""
    counts: Counter[str] = Counter()
    for article in rows(shared / "data" / "polnear" / "dev.jsonl.zst"):
        _score(article["text"], article["attributions"], read(article["text"]), counts)
    return _table(counts)


def read(text: str) -> tuple[Attribution, ...]:
    paragraphs = [split_sentences(text, Span(m.start(), m.end())) for m in re.finditer(r"[^\n]+", text)]
    return find_attributions(text, [sentences for sentences in paragraphs if sentences])


def _score(text: str, annotated: list[dict], found: tuple[Attribution, ...], counts: Counter[str]) -> None:
    gold = [{part: _marked(text, each[part]) for part in ("cue", "source", "content")} for each in annotated]
    ours = [{p: _found(text, getattr(each, p)) for p in ("cue", "source", "content")} for each in found]
    pairs = _pair(gold, ours)
    for part in ("cue", "source", "content"):
        counts[f"{part} gold"] += sum(1 for g in gold if g[part])
        counts[f"{part} found"] += sum(1 for o in ours if o[part])
        counts[f"{part} exact"] += sum(1 for g, o in pairs if g[part] and g[part] == o[part])
        counts[f"{part} gold tokens"] += sum(len(g[part]) for g in gold)
        counts[f"{part} found tokens"] += sum(len(o[part]) for o in ours)
        counts[f"{part} shared tokens"] += sum(len(g[part] & o[part]) for g, o in pairs)
    counts["whole gold"] += len(gold)
    counts["whole found"] += len(ours)
    counts["whole exact"] += sum(1 for g, o in pairs if g == o)
    counts["matched"] += len(pairs)


def _marked(text: str, spans: list[list[int]] | None) -> Spans:
    return _tokens(text, [Span(s, e) for s, e in spans or [] if s < e])


def _found(text: str, excerpt: Excerpt | None) -> Spans:
    return _tokens(text, excerpt.pieces or [excerpt.span]) if excerpt else frozenset()


def _tokens(text: str, spans: list[Span] | tuple[Span, ...]) -> Spans:
    """Where words begin; marks at the edges do not count, which neither annotators nor we set alike."""
    return frozenset(m.start() for s in spans for m in _WORD.finditer(text, s.start, s.end))


def _pair(gold: list[dict[str, Spans]], ours: list[dict[str, Spans]]) -> list[tuple[dict, dict]]:
    """One to one, the largest share of the cue first, then of the content."""
    scored = sorted(
        (
            (len(g["cue"] & o["cue"]), len(g["content"] & o["content"]), -i, -j)
            for i, g in enumerate(gold)
            for j, o in enumerate(ours)
            if g["cue"] & o["cue"] or (not g["cue"] and g["content"] & o["content"])
        ),
        reverse=True,
    )
    pairs, used_gold, used_ours = [], set(), set()
    for _, _, i, j in scored:
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            pairs.append((gold[-i], ours[-j]))
    return pairs


def _table(counts: Counter[str]) -> dict[str, float]:
    table = {"cue_found_recall": counts["matched"] / max(1, counts["cue gold"])}
    table["cue_found_precision"] = counts["matched"] / max(1, counts["cue found"])
    for part in ("cue", "source", "content", "whole"):
        table |= _f1(f"{part}_exact", counts[f"{part} exact"], counts[f"{part} found"], counts[f"{part} gold"])
    for part in ("cue", "source", "content"):
        shared, found, gold = (counts[f"{part} {what} tokens"] for what in ("shared", "found", "gold"))
        table |= _f1(f"{part}_token", shared, found, gold)
    return table


def _f1(name: str, right: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1])).items():
        print(f"{name:28} {value:.3f}")
