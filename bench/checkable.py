"""Checkable or not, on the English development part of CheckThat! 2024 task 1 (check-worthiness of debate sentences).

Check-worthy is narrower than checkable: "I was there" can be checked, and nobody would. So recall is the figure that
matters: what an annotator found worth a check must not be called uncheckable. ``always`` is the F1 of yes to all.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bench.rows import rows
from secondsource.model import Attribution, Excerpt, Mode, Span
from secondsource.reading.checkable import is_checkable


def measure(shared: Path) -> dict[str, float]:
    """Precision, recall and F1 of ``checkable`` against "yes"."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for row in rows(shared / "data" / "checkthat2024" / "en_dev.jsonl.zst"):
        counts[_judge(row["text"]), row["label"] == "yes"] += 1
    right, found = counts[True, True], counts[True, True] + counts[True, False]
    gold = counts[True, True] + counts[False, True]
    precision, recall = right / max(1, found), right / max(1, gold)
    base = gold / max(1, counts.total())
    return {
        "checkable_precision": precision,
        "checkable_recall": recall,
        "checkable_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "checkable_f1_vs_always": 2 * base / (1 + base),
    }


def _judge(text: str) -> bool:
    text = text.strip() or "."
    said = Attribution(Mode.NARRATED, Excerpt.cut(text, Span(0, len(text))))
    return is_checkable(text, text, said)


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1])).items():
        print(f"{name:28} {value:.3f}")
