"""Whether two names mean one person: pairs of names, of one person or of two.

``bench/names.tsv`` was written by hand from general knowledge: a pair of one person differs as newsrooms differ
(transcription, script, short form), a pair of two is as near as names come. The rules were written with the pairs
marked ``seen`` in view; those marked ``late`` were written afterwards, and no rule was changed for them. ``late``
figures are over these alone. Precision is what keeps different people apart. ``_vs_equal`` takes names as one where
they are equal but for accents and script.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from bench.scores import Score
from secondsource.sourcing.names import plain, same_name

PAIRS = Path(__file__).parent / "names.tsv"


def measure(shared: Path) -> dict[str, float]:
    """The figures above; ``shared`` is not needed."""
    figures: dict[str, float] = {}
    for prefix, sets in (("same", ("seen", "late")), ("late", ("late",))):
        pairs = [pair for pair in named() if pair.set in sets]
        ours = _score([(pair.one_person, same_name(*pair.names) is not None) for pair in pairs])
        equal = _score([(pair.one_person, plain(pair.names[0]) == plain(pair.names[1])) for pair in pairs])
        figures |= {
            f"{prefix}_f1": ours.f1,
            f"{prefix}_precision": ours.precision,
            f"{prefix}_recall": ours.recall,
            f"{prefix}_f1_vs_equal": equal.f1,
            f"{prefix}_pairs": len(pairs),
        }
    return figures


@dataclass(frozen=True)
class Pair:
    """Two names; ``set`` is seen or late."""

    set: str
    one_person: bool
    names: tuple[str, str]


def named() -> list[Pair]:
    rows = (line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines())
    return [Pair(kept, kind == "same", (one, other)) for kept, kind, one, other in rows]


def _score(found: list[tuple[bool, bool]]) -> Score:
    hits = sum(right and ours for right, ours in found)
    return Score(hits / max(1, sum(ours for _, ours in found)), hits / max(1, sum(right for right, _ in found)))


def main() -> None:
    for name, value in measure(Path()).items():
        print(f"{name:20} {value:.3f}")
    if "--wrong" in sys.argv:
        for pair in named():
            if pair.set == "seen" and (same_name(*pair.names) is not None) != pair.one_person:
                print("missed" if pair.one_person else "merged", *pair.names, sep="  ")


if __name__ == "__main__":
    main()
