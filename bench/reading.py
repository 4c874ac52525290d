"""How well the package reads: ``python -m bench.reading``, figures by name (shares of one).

Attributions on PolNeAR dev, in the manner of Citron's table: exact spans, words, and whole attributions (source, cue
and content all exact). ``_vs_rules`` is the baseline in ``bench/rules``, ``_vs_relations`` what the learned reader
gives before the package's rules of grammar. PolNeAR marks no attribution inside another: those found nested do not
count.
BABE is measured on and never trained on. All sets are the parts that training left out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from bench.rules.citing import Rules
from bench.tally import Index, Tally, yes_or_no
from secondsource.learned.reader import Marked, Marks, Reader
from secondsource.model import Attribution, Excerpt, Mode, Span
from secondsource.reading.attribution import Paragraph, find_attributions
from secondsource.reading.checkable import is_checkable
from secondsource.reading.citing import Citing
from secondsource.reading.loaded import find_listed, find_loaded
from secondsource.reading.marking import mark
from secondsource.reading.sentences import split_sentences
from training.corpora import DATA, LOADED, WNUT, held_out, mentions, rows, sentences, wikigold_dev

SPEED_WORDS = 700
Range = tuple[int, int]
Read = Callable[[str], Marks]


def measure(shared: Path = DATA.parent, reader: Reader | None = None) -> dict[str, float]:
    """All figures. ``shared`` is the folder that holds ``data``; about three minutes on two cores."""
    reader = reader or Reader.load()
    folder = shared / "data"

    def read(text: str) -> Marks:
        return reader.read(text, [Span(*s) for s in sentences(text)])

    figures = attributions(ours, folder)
    figures |= {f"{name}_vs_rules": value for name, value in attributions(rules, folder).items()}
    relations = attributions(lambda text: of_marks(read(text)), folder)
    figures |= {f"{name}_vs_relations": value for name, value in relations.items()}
    for part in (entities, checkable, loaded, opinion):
        figures |= part(read, folder)
    return figures


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
    figures = {"seconds_a_700_word_report": seconds / words * SPEED_WORDS} | whole.figures("attribution_exact")
    for role in ROLES:
        figures |= exact[role].figures(f"{role}_exact") | tokens[role].figures(f"{role}_token")
    return figures


@cache
def split(text: str) -> tuple[Paragraph, ...]:
    lines = (Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    return tuple(found for line in lines if (found := split_sentences(text, line)))


def ours(text: str) -> Iterator[tuple[Spans, Spans, Spans]]:
    """What the package ships, but for attributions inside others."""
    found = find_attributions(text, split(text), Citing(text, mark(text, split(text)).relations))
    pieces = [(piece, a) for a in found for piece in a.content.pieces or (a.content.span,)]
    for a in found:
        if a.cue is not None and not any(o is not a and piece.contains(a.cue.span) for piece, o in pieces):
            yield of_attribution(a)


def rules(text: str) -> Iterator[tuple[Spans, Spans, Spans]]:
    return map(of_attribution, find_attributions(text, split(text), Rules(text)))


def of_attribution(found: Attribution) -> tuple[Spans, Spans, Spans]:
    parts = [(e.pieces or (e.span,)) if e is not None else () for e in (found.source, found.cue, found.content)]
    return ranges(parts[0]), ranges(parts[1]), ranges(parts[2])


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
        figures |= tally.figures(f"entities_{name.split('/')[0]}")
    return figures


def spot(mark: Marked) -> tuple[int, int, str]:
    return mark.span.start, mark.span.end, mark.label


def checkable(read: Read, folder: Path) -> dict[str, float]:
    """The learned reader's probability at one half, and what the package makes of it at its own border."""
    scores, wanted = [], []
    package, lists = Tally(), Tally()
    for number, row in enumerate(rows("checkthat2024/en_dev", folder)):
        scores.append(max(s.checkable for s in read(row["text"]).sentences))
        wanted.append(row["label"] == "yes")
        gold = [number] * wanted[-1]
        package.add([number] * by_form(row["text"], scores[-1]), gold)
        lists.add([number] * by_form(row["text"], 1.0), gold)
    figures = yes_or_no("checkable_score", scores, wanted) | package.figures("checkable")
    return figures | {f"{name}_vs_rules": value for name, value in lists.figures("checkable").items()}


def by_form(text: str, probability: float) -> bool:
    text = text.strip() or "."
    return is_checkable(text, text, Attribution(Mode.NARRATED, Excerpt.cut(text, Span(0, len(text)))), probability)


def loaded(read: Read, folder: Path) -> dict[str, float]:
    """Loaded language and name calling in the held-out articles, by word."""
    tallies = {name: Tally() for name in ("loaded_token", "rules", "relations")}
    for row in rows("semeval2020_t11/train", folder):
        if held_out(row["id"]):
            text, index = row["text"], Index(row["text"])
            gold = index.touched([s["span"] for s in row["spans"] if s["technique"] in LOADED])
            marked, whole = loaded_spans(read(text)), Span(0, len(text))
            found = (find_loaded(text, whole, (), marked), find_listed(text, whole), marked)
            for tally, spans in zip(tallies.values(), found, strict=True):
                tally.add(index.touched(ranges(spans)), gold)
    figures = tallies["loaded_token"].figures("loaded_token")
    for name in ("rules", "relations"):
        figures |= {f"{key}_vs_{name}": value for key, value in tallies[name].figures("loaded_token").items()}
    return figures


def loaded_spans(marks: Marks) -> list[Span]:
    return [m.span for s in marks.sentences for m in s.loaded]


def opinion(read: Read, folder: Path) -> dict[str, float]:
    """BABE dev: sentences labelled opinion against factual, and the words that its experts call biased."""
    scores, wanted, biased = [], [], Tally()
    for row in rows("babe/dev", folder):
        text, marks, index = row["text"], read(row["text"]), Index(row["text"])
        found = find_loaded(text, Span(0, max(1, len(text))), (), loaded_spans(marks))
        biased.add(index.touched(ranges(found)), index.touched(row["biased_spans"]))
        if row["opinion"] in ("opinion", "factual") and marks.sentences:
            scores.append(max(s.opinion for s in marks.sentences))
            wanted.append(row["opinion"] == "opinion")
    return yes_or_no("opinion_babe", scores, wanted) | biased.figures("loaded_babe_token")


def main() -> None:
    figures = measure()
    print(f"{'':30}{'package':>12}{'relations':>12}{'rules':>12}")
    for name in (name for name in figures if "_vs_" not in name):
        beside = [figures.get(f"{name}_vs_{against}") for against in ("relations", "rules")]
        print(f"{name:30}{figures[name]:12.3f}" + "".join(f"{v:12.3f}" if v is not None else " " * 12 for v in beside))


if __name__ == "__main__":
    main()
