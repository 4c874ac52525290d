"""How fast reading, adding, searching and verifying are, and how much memory and disk they take.

Times are given in seconds and, as ``_ratio``, in reference loops (see ``bench/reference.py``) run in the same process
just before and after; the floors hold the ratios. ``cold`` is a verification whose held reports have not been read
before, ``warm`` the same one again. Verified are up to ten reports of 300 to 1,200 words, none of them in the
library, for as long as ``BUDGET`` seconds last; ``_reports`` says how many that were, ``_crashed_wrong`` how many the
program broke down on. Of the document that the project was made from, each stage is timed too (``bench/stages.py``).
Memory is the peak of a process of its own that verifies one report, cold.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.library import BUILD, LARGE, NOW, SMALL, Shelf, fill, forget_readings, megabytes
from bench.reference import Timing, loop_seconds, timed
from bench.scores import percentile
from bench.stages import staged
from secondsource import Library, read, verify
from secondsource.errors import SecondsourceError
from secondsource.intake.take import take
from secondsource.model import Report

READ, SEARCHED, VERIFIED = 60, 50, 10
BUDGET = 120.0  # seconds for the verifications against one library
WORDS = 700  # of a usual report


def measure(shared: Path) -> dict[str, float]:
    """The figures above; the first time ever two minutes more, to make the large library."""
    shelf = Shelf(shared)
    figures = {"reference_loop_s": loop_seconds()} | _starting() | _reading(shelf.others[:READ])
    with TemporaryDirectory(dir=BUILD) as temporary:
        small = Path(temporary) / "library"
        figures |= _adding(small, shelf.first) | _verifying(f"verify_{SMALL}", small, shelf.others)
    figures |= _searching(shelf.large, shelf.others) | _verifying(f"verify_{LARGE}", shelf.large, shelf.others)
    figures |= _seed(shared, shelf.large) | _memory(shelf.large)
    sizes = {"library": megabytes(shelf.large), "index": _parts(shelf.large, "terms-*")}
    sizes["vectors"] = _parts(shelf.large, "vectors-*")
    return figures | {f"{name}_{LARGE}_mb": size for name, size in sizes.items()}


def _of(name: str, timings: Sequence[Timing], share: float = 0.5) -> dict[str, float]:
    """A percentile of some timings, in seconds and in loops."""
    return {
        f"{name}_s": percentile([timing.seconds for timing in timings], share),
        f"{name}_ratio": percentile([timing.loops for timing in timings], share),
    }


def _starting() -> dict[str, float]:
    """A fresh process that reads one sentence."""
    text = "The ferry sank on Monday, the harbour master said."
    code = "import sys; from bench.speed import child_reads; child_reads(sys.argv[1])"
    return _of("start", [timed(lambda: _child(code, text))[1] for _ in range(3)], 0.0)


def child_reads(text: str) -> None:
    """What the child of ``_starting`` does."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(text, encoding="utf-8")
        print(len(read(file).statements))


def _reading(reports: Sequence[Report]) -> dict[str, float]:
    _, timing = timed(lambda: [read(report) for report in reports])
    words = sum(len(report.text.split()) for report in reports)
    share = WORDS / words
    whole = Timing(timing.seconds * share, timing.loops * share)
    return {"read_reports_per_s": len(reports) / timing.seconds} | _of(f"read_{WORDS}_words", [whole])


def _adding(folder: Path, reports: Sequence[Report]) -> dict[str, float]:
    _, timing = timed(lambda: fill(folder, reports))
    each = Timing(timing.seconds / len(reports), timing.loops / len(reports))
    return {"add_reports_per_s": 1 / each.seconds} | _of("add_report", [each])


def _searching(folder: Path, reports: Sequence[Report]) -> dict[str, float]:
    """Each report's first sentences as the query."""
    with Library.open(folder) as library:
        library.search("harbour")
        timings = [timed(lambda r=report: library.search(r.text[:200]))[1] for report in reports[:SEARCHED]]
    return _of(f"search_{LARGE}_p50", timings) | _of(f"search_{LARGE}_p95", timings, 0.95)


def _verifying(name: str, folder: Path, reports: Sequence[Report]) -> dict[str, float]:
    timings, crashed = _verified(folder, reports)
    figures = {f"{name}_reports": float(len(timings)), f"{name}_crashed_wrong": float(crashed)}
    for number, kind in enumerate(("cold", "warm") if timings else ()):
        chosen = [pair[number] for pair in timings]
        figures |= _of(f"{name}_{kind}_p50", chosen) | _of(f"{name}_{kind}_p95", chosen, 0.95)
    return figures


def _verified(folder: Path, reports: Sequence[Report]) -> tuple[list[tuple[Timing, Timing]], int]:
    """Times cold and warm, and how many reports the program broke down on instead."""
    until, timings, crashed = time.monotonic() + BUDGET, [], 0
    with Library.open(folder) as library:
        library.search("harbour")  # opens the index, which is not what is measured
        for report in reports[:VERIFIED]:
            try:
                timings.append(_twice(folder, library, report))
            except Exception as error:  # whatever it is, it must not be hidden by what went well, nor hide it
                print(f"verifying {report.url} broke down: {error!r}", file=sys.stderr)
                crashed += 1
            if time.monotonic() > until:
                break
    return timings, crashed


def _twice(folder: Path, library: Library, report: Report) -> tuple[Timing, Timing]:
    forget_readings(folder)
    _, cold = timed(lambda: verify(report, library, now=NOW))
    _, warm = timed(lambda: verify(report, library, now=NOW))
    return cold, warm


def _seed(shared: Path, folder: Path) -> dict[str, float]:
    """The document that the project was created from, against the large library."""
    found = sorted((shared / "seed").glob("000_*.txt"))
    if not found:
        return {}
    report = replace(take(str(found[0]), now=NOW).report, published=NOW.date())
    figures: dict[str, float] = {}
    with Library.open(folder) as library:
        forget_readings(folder)
        for kind in ("cold", "warm"):
            _, stages = staged(lambda tell: verify(report, library, now=NOW, progress=tell))
            whole = Timing(*(sum(part) for part in zip(*map(astuple, stages.values()), strict=True)))
            figures |= _of(f"seed_{LARGE}_{kind}", [whole])
            for name, timing in stages.items():
                stage = f"seed_{LARGE}_{kind}_{name}"  # printed and not pinned: the whole is
                figures |= {f"{stage}_s": timing.seconds, f"{stage}_loops": timing.loops}
    return figures


def _memory(folder: Path) -> dict[str, float]:
    """Peak memory of a process that verifies one report, cold."""
    forget_readings(folder)
    code = "import sys; from bench.speed import child_verifies; child_verifies(sys.argv[1])"
    return {f"peak_memory_{LARGE}_mb": float(_child(code, str(folder)))}


def child_verifies(folder: str) -> None:
    """What the child of ``_memory`` does."""
    text = (Path(__file__).parent.parent / "examples" / "caracas-2019" / "report.txt").resolve()
    verify(text, folder, published=NOW.date(), now=NOW)
    print(peak_memory_mb())


def peak_memory_mb() -> float:
    """Of this process. Linux counts what the parent held before ``exec`` into ``ru_maxrss``, but not into VmHWM."""
    status = Path("/proc/self/status")
    if status.exists():
        row = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(row.split()[1]) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _child(code: str, argument: str) -> str:
    command = [sys.executable, "-c", code, argument]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=False)
    if done.returncode:
        raise SecondsourceError(f"a measured process failed: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout


def _parts(folder: Path, pattern: str) -> float:
    return sum(megabytes(index) for index in folder.glob(pattern))


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1])).items():
        print(f"{name:36} {value:,.3f}")
