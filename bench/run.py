"""Runs the benchmarks, prints one table and writes build/bench.json.

    python -m bench.run [NAME ...]      the named ones, or all

The data lies in the folder that SECONDSOURCE_SHARED names (``../shared`` otherwise). What needs it is skipped, with
the reason, where it is not there. A benchmark is a file of this folder with
``measure(shared: Path) -> dict[str, float]``; how its figures are named decides how they are shown and pinned
(``bench/gate.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bench.gate import BASELINE, FLOORS, RESULTS, ROOT, Bound, Bounds, parse

Measure = Callable[[Path], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Task:
    """A benchmark by the name of its file. ``needs`` is the folder of the data without which it is skipped."""

    name: str
    title: str
    needs: str | None = None


TASKS = (
    Task("reading", "Who says what, names, checkable, loaded, opinion: dev parts", "data/polnear"),
    Task("places", "Places: LGL and GeoVirus", "data/lgl"),
    Task("stance", "Stance of evidence to claim: dev parts", "data/lingnli"),
    Task("copies", "Copies against shared statements: labelled pairs; time to find a copy", "data/allsides"),
    Task("certainty", "Probabilities of links: labelled pairs, simulated worlds", "data/allsides"),
    Task("names", "Names of one person in several spellings and scripts: pairs"),
    Task("retrieval", "Claims find their evidence: dev parts", "data/fever"),
    Task("lines", "Lines against origins: the demonstration case; copies: real pairs"),
    Task("credited", "Lines against origins: invented stories in the forms of credit that newsrooms use"),
    Task("mutated", "Copies that were cut, reordered, rewritten, translated, scanned: invented reports"),
    Task("ecosystem", "Sourcing in a simulated news ecosystem, four reports in five copied"),
    Task("verdicts", "Verdicts: the demonstration case"),
    Task("calibration", "Four verdicts and their odds: Climate-FEVER", "data/climate_fever"),
    Task("distortion", "Real events with one detail changed: verified from end to end", "data/allsides"),
    Task("kill", "Adding while being killed"),
    Task("workbench", "The workbench: fifty readers follow ten submissions in flight"),
    Task("sourcing", "What sourcing adds to a verification against 30,000 reports", "data/allsides"),
    Task("speed", "Speed and size: libraries of 1,000 and 30,000 reports", "data/allsides"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a benchmark gave, or why it was skipped, or how it broke down."""

    task: Task
    figures: Mapping[str, float]
    seconds: float = 0.0
    skipped: str | None = None
    failed: str | None = None

    @property
    def note(self) -> str:
        if self.skipped or self.failed:
            return f"skipped: {self.skipped}" if self.skipped else f"broke down: {self.failed}"
        return f"{self.seconds:.0f} s"


def run(task: Task, shared: Path) -> Outcome:
    if task.needs and not (shared / task.needs).is_dir():
        return Outcome(task, {}, skipped=f"there is no {shared / task.needs}; set SECONDSOURCE_SHARED")
    start = time.perf_counter()
    try:
        measure: Measure = import_module(f"bench.{task.name}").measure
        return Outcome(task, measure(shared), time.perf_counter() - start)
    except Exception as error:  # whatever it is: the others are run, and the gate fails
        traceback.print_exc()
        return Outcome(task, {}, failed=f"{type(error).__name__}: {error}")


# --- the table ---------------------------------------------------------------------------------------------------


def table(outcomes: Sequence[Outcome], bounds: Bounds) -> Table:
    """A row for each figure; beside it a time in reference loops, or what the baselines get."""
    drawn = Table("figure", title="Secondsource benchmarks", title_justify="left")
    for heading in ("measured", "beside", "floor or ceiling"):
        drawn.add_column(heading, justify="right")
    for outcome in outcomes:
        drawn.add_section()
        drawn.add_row(Text.assemble((outcome.task.name, "bold"), f"  {outcome.task.title} ({outcome.note})"))
        for cells in _rows(outcome, bounds):
            drawn.add_row(*cells)
    return drawn


def _rows(outcome: Outcome, bounds: Bounds) -> Iterator[tuple[str, str, str, str]]:
    figures = outcome.figures
    for name, value in figures.items():
        if BASELINE in name or _seconds(name) in figures:
            continue
        pinned = _ratio(name) if _ratio(name) in figures else name
        yield (
            f"  {name}",
            _shown(name, value),
            _beside(name, figures),
            _limit(bounds.get(f"{outcome.task.name}.{pinned}")),
        )


def _ratio(name: str) -> str | None:
    """The figure that gives a time in reference loops."""
    return f"{name.removesuffix('_s')}_ratio" if name.endswith("_s") else None


def _seconds(name: str) -> str | None:
    """The figure that gives a ratio in seconds."""
    return f"{name.removesuffix('_ratio')}_s" if name.endswith("_ratio") else None


def _beside(name: str, figures: Mapping[str, float]) -> str:
    if (ratio := _ratio(name)) in figures:
        return f"{_shown('', figures[ratio])} loops"
    against = {key.removeprefix(name + BASELINE): key for key in figures if key.startswith(name + BASELINE)}
    return ", ".join(f"{each.replace('_', ' ')} {_shown(key, figures[key])}" for each, key in against.items())


def _limit(bound: Bound | None) -> str:
    if bound is None or bound.limit is None:
        return ""
    return f"{'≥' if bound.floor else '≤'} {bound.limit:g}"


def _shown(name: str, value: float) -> str:
    if float(value).is_integer() and not name.endswith(("_s", "_f1")):
        return f"{value:,.0f}"
    return f"{value:,.3f}" if abs(value) < 100 else f"{value:,.0f}"


# --- all of it ---------------------------------------------------------------------------------------------------


def results(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """What build/bench.json holds."""
    return {
        "version": version("secondsource"),
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "figures": {f"{o.task.name}.{name}": round(value, 6) for o in outcomes for name, value in o.figures.items()},
        "seconds": {o.task.name: round(o.seconds, 1) for o in outcomes if o.figures},
        "skipped": {o.task.name: o.skipped for o in outcomes if o.skipped},
        "failed": {o.task.name: o.failed for o in outcomes if o.failed},
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(task.name for task in TASKS))
    names = parser.parse_args().names
    if unknown := set(names) - {task.name for task in TASKS}:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    shared = Path(os.environ.get("SECONDSOURCE_SHARED", ROOT.parent / "shared"))
    outcomes = []
    for task in TASKS:
        if not names or task.name in names:
            print(f"{task.name} ...", file=sys.stderr, flush=True)
            outcomes.append(run(task, shared))
    Console(width=None if sys.stdout.isatty() else 110).print(table(outcomes, _pinned()))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results(outcomes), indent=1) + "\n", encoding="utf-8")


def _pinned() -> Bounds:
    return parse(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


if __name__ == "__main__":
    main()
