"""Compares build/bench.json with bench/floors.json: what fell below its floor, or above its ceiling, fails.

    python -m bench.gate            compare; exit code 1 if a figure fell or a floor was lowered without a reason
    python -m bench.gate --raise    pin what is better than its floor, and what has none yet; never lowers one

To lower a floor, write the new number into floors.json by hand and beside it, as "why", the reason. That a floor has
not been lowered without one is checked against the last commit here, and by a test through the whole history.

Which figures are pinned shows by their names: shares of one in which more is better (``f1``, ``precision``, ``recall``,
``accuracy``, ``share``, ``auc``) get a floor; ``ratio`` (time in reference loops), ``mb``, ``error`` (calibration) and
``wrong`` (counts) a ceiling. The rest, such as seconds and baselines (``<figure>_vs_<baseline>``), is printed only.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "bench" / "floors.json"
RESULTS = ROOT / "build" / "bench.json"

# How far below the measured figure the floor is put, by the last telling word of the name. Shares are the same on every
# machine but for rounding; precision and recall may be traded for one another a little.
FLOOR_SLACK = {"f1": 0.01, "accuracy": 0.01, "share": 0.01, "auc": 0.01, "precision": 0.02, "recall": 0.02}
# How many times the measured figure the ceiling is: times on shared machines vary by two.
CEILING_SLACK = {"ratio": 2.0, "mb": 1.25, "error": 1.1, "wrong": 1.0}
BASELINE = "_vs_"
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Bound:
    """``limit`` is a floor where ``floor``, else a ceiling; ``None`` where the figure was given up, for the reason."""

    limit: float | None
    floor: bool
    why: str | None = None

    def holds(self, value: float) -> bool:
        return self.limit is None or (value >= self.limit if self.floor else value <= self.limit)

    def looser_than(self, other: Bound) -> bool:
        if self.limit is None or other.limit is None:
            return self.limit is None and other.limit is not None
        return self.limit < other.limit if self.floor else self.limit > other.limit


Bounds = Mapping[str, Bound]


def parse(text: str) -> dict[str, Bound]:
    """The bounds of a floors.json: for each figure ``floor`` or ``ceiling``, and ``why`` it was lowered."""
    return {name: _bound(entry) for name, entry in json.loads(text).items()}


def _bound(entry: Mapping[str, Any]) -> Bound:
    floor = "floor" in entry
    return Bound(entry["floor" if floor else "ceiling"], floor, entry.get("why"))


def dump(bounds: Bounds) -> str:
    entries = {name: _entry(bound) for name, bound in sorted(bounds.items())}
    rows = [f"  {json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in entries.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n" if rows else "{}\n"


def _entry(bound: Bound) -> dict[str, Any]:
    entry: dict[str, Any] = {"floor" if bound.floor else "ceiling": bound.limit}
    return entry | ({"why": bound.why} if bound.why else {})


def pin(name: str, value: float) -> Bound | None:
    """The bound that a measured figure gets; ``None`` where its name does not make it one to pin."""
    for word in () if BASELINE in name else reversed(_WORD.findall(name.replace("_", " "))):
        if word in FLOOR_SLACK:
            return Bound(max(0.0, math.floor((value - FLOOR_SLACK[word]) * 1000) / 1000), floor=True)
        if word in CEILING_SLACK:
            return Bound(float(f"{value * CEILING_SLACK[word]:.3g}"), floor=False)
    return None


def raised(figures: Mapping[str, float], bounds: Bounds) -> dict[str, Bound]:
    """The bounds, each as tight as the figures allow and none looser than before."""
    tight = dict(bounds)
    for name, value in figures.items():
        new, old = pin(name, value), bounds.get(name)
        if new is not None and (old is None or (old.limit is not None and old.looser_than(new))):
            tight[name] = new
    return tight


def fallen(figures: Mapping[str, float], bounds: Bounds) -> list[str]:
    """The figures that do not hold their bounds."""
    return [name for name, bound in bounds.items() if name in figures and not bound.holds(figures[name])]


def vanished(figures: Mapping[str, float], bounds: Bounds) -> list[str]:
    """Pinned figures that a benchmark which ran did not give; one that was not run, or skipped, is another matter."""
    ran = {_task(name) for name in figures}
    return [n for n, bound in bounds.items() if bound.limit is not None and n not in figures and _task(n) in ran]


def _task(name: str) -> str:
    return name.partition(".")[0]


def loosened(old: Bounds, new: Bounds) -> list[str]:
    """Bounds that were lowered or taken out, and say no reason that they did not say before."""
    return [name for name, bound in old.items() if _slipped(bound, new.get(name))]


def _slipped(old: Bound, new: Bound | None) -> bool:
    if new is None:
        return old.limit is not None
    return new.looser_than(old) and not (new.why and new.why.strip() and new.why != old.why)


def committed() -> dict[str, Bound]:
    """The bounds of the last commit; none where there is no repository."""
    command = ["git", "-C", str(ROOT), "show", "HEAD:bench/floors.json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return {}
    return parse(done.stdout) if done.returncode == 0 else {}


def complaints(figures: Mapping[str, float], bounds: Bounds, before: Bounds) -> Iterable[str]:
    """A line for everything that is not as it should be."""
    for name in fallen(figures, bounds):
        bound = bounds[name]
        kind = "below its floor" if bound.floor else "above its ceiling"
        yield f"{name} is {figures[name]:.4g}, {kind} of {bound.limit:.4g}"
    for name in vanished(figures, bounds):
        yield f"{name} is pinned and was not measured"
    for name in loosened(before, bounds):
        yield f'{name} was lowered in bench/floors.json without a new "why" beside it'


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.gate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--raise", dest="tighten", action="store_true", help="pin what got better")
    arguments = parser.parse_args()
    if not RESULTS.exists():
        print("there are no figures yet; run: python -m bench.run", file=sys.stderr)
        return 1
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    figures = results["figures"]
    bounds = parse(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if arguments.tighten:
        tight = raised(figures, bounds)
        FLOORS.write_text(dump(tight), encoding="utf-8")
        print(f"{sum(tight[name] != bounds.get(name) for name in tight)} of {len(tight)} bounds were pinned or raised")
        bounds = tight
    wrong = [f"the benchmark {name} broke down: {error}" for name, error in results.get("failed", {}).items()]
    wrong += complaints(figures, bounds, committed())
    print("\n".join(wrong) or f"{sum(name in figures for name in bounds)} figures hold their bounds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
