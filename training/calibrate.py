"""Set the offsets of an exported reader: how readily it sees a cue, a loaded word, an opinion.

    python -m training.calibrate   # after training.reader; rewrites labels.json, two minutes

Cue: the best F1 of exact cues on every second article of PolNeAR dev. Loaded words: the best token F1 on a tenth of the
articles of SemEval-2020 task 11 that training used (development articles stay unseen). Opinion: one sentence in ten of
news pages counts as opinion; nothing is tuned on BABE.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from bench.reading import ROLES, loaded_spans, of_marks, ranges, triple
from bench.tally import Index, Tally
from secondsource.learned.reader import Marks, Reader
from secondsource.model import Span
from training import corpora
from training.export import version

FOLDER = Path(__file__).parents[1] / "src" / "secondsource" / "learned" / "reader"
GRID = {"cue": (-0.8, -0.4, 0.0, 0.4), "loaded": (1.0, 1.5, 2.0, 2.5, 3.0)}
NEWS_SENTENCES_CALLED_OPINION = 0.10


def marks(reader: Reader, text: str) -> Marks:
    return reader.read(text, [Span(*s) for s in corpora.sentences(text)])


def cue_f1(reader: Reader) -> float:
    tally = Tally()
    for row in list(corpora.rows("polnear/dev"))[::2]:
        index = Index(row["text"])
        found = [triple(index, spans)[1] for spans in of_marks(marks(reader, row["text"]))]
        tally.add(found, [triple(index, [a[role] for role in ROLES])[1] for a in row["attributions"]])
    return tally.figures("cue")["cue_f1"]


def loaded_f1(reader: Reader) -> float:
    tally = Tally()
    for row in corpora.rows("semeval2020_t11/train"):
        if not corpora.held_out(row["id"]) and corpora.held_out(f"calibrate {row['id']}"):
            index = Index(row["text"])
            wanted = [s["span"] for s in row["spans"] if s["technique"] in corpora.LOADED]
            tally.add(index.touched(ranges(loaded_spans(marks(reader, row["text"])))), index.touched(wanted))
    return tally.figures("loaded")["loaded_f1"]


def best(reader: Reader, name: str, score: Callable[[Reader], float]) -> float:
    scored = [(score(replace(reader, offsets=reader.offsets | {name: value})), value) for value in GRID[name]]
    print(name, " ".join(f"{value}: {figure:.3f}" for figure, value in scored), flush=True)
    top = max(figure for figure, _ in scored)
    return min((value for figure, value in scored if figure >= top - 0.002), key=abs)  # no stronger than it pays


def opinion(reader: Reader) -> float:
    """The offset at which the given share of the sentences of news pages lies at one half or above."""
    pages = (row for row in corpora.rows("allsides/reports") if row["outlet"] in corpora.NEWS_PAGES)
    news = [row["text"][:3000] for row in islice(pages, 0, None, 200)]
    plain = replace(reader, offsets=reader.offsets | {"opinion": 0.0})
    shares = np.array([s.opinion for text in news for s in marks(plain, text).sentences]).clip(1e-6, 1 - 1e-6)
    return round(-float(np.quantile(np.log(shares / (1 - shares)), 1 - NEWS_SENTENCES_CALLED_OPINION)), 2)


def main() -> None:
    options = argparse.ArgumentParser(description="Set the offsets of an exported reader.")
    options.add_argument("--folder", type=Path, default=FOLDER)
    folder = options.parse_args().folder
    reader = Reader.load(folder)
    offsets = {"cue": best(reader, "cue", cue_f1), "loaded": best(reader, "loaded", loaded_f1)}
    offsets["opinion"] = opinion(reader)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels |= {"offsets": offsets, "version": version(folder, offsets)}
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    print(offsets)


if __name__ == "__main__":
    main()
