"""The workbench under load: a real server on loopback, fifty readers who follow, ten submissions in flight.

    python -m bench.workbench [--streams 50] [--submissions 10]

A quarter of the readers have Watch LIVE open, where another program stores changes all the time; the others follow
submissions. Half of them are cut off again and again and resume from their last event. Meanwhile pages are asked for,
and timed. Every reader must have seen every event of its log exactly once, in order.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from secondsource.intake.take import take_all
from secondsource.library import Library
from secondsource.model import Failure
from secondsource.watch import Cause, Change
from secondsource.watch.store import open_watched
from secondsource.workbench.submissions import Submissions

STREAMS, SUBMISSIONS = 50, 10
CASE = Path(__file__).parent.parent / "examples" / "caracas-2019"
CHANGES = 40
PAGES = ("/", "/watch", "/articles", "/api/submissions", "/api/search?q=aircraft")
PATIENCE = 300.0  # seconds that the whole may take
CUT = 3  # events after which a reader that is cut off is cut off
NOW = datetime(2019, 3, 25, 20, tzinfo=UTC)


@dataclass
class Outcome:
    """``seen`` are the numbers of the events that each reader had, by submission; ``logged`` those that there were."""

    seen: list[tuple[str, list[int]]] = field(default_factory=list)
    watched: list[list[int]] = field(default_factory=list)  # the numbers of the changes that each reader had
    stored: list[int] = field(default_factory=list)  # those of all changes
    late: list[float] = field(default_factory=list)  # milliseconds from the storing of a change to a reader
    logged: dict[str, list[int]] = field(default_factory=dict)
    pages: list[float] = field(default_factory=list)  # milliseconds
    refused: int = 0  # pages that were not answered with 200
    states: list[str] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: float = 0.0  # of memory at the end
    peak: float = 0.0  # megabytes of memory at most


def measure(shared: Path) -> dict[str, float]:
    """Fifty readers and ten submissions of the demonstration's report; ``shared`` is not needed."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "library")
        outcome = load(Path(folder) / "library", (CASE / "report.txt").read_text(encoding="utf-8"))
    complete = sum(numbers == outcome.logged[submission] for submission, numbers in outcome.seen)
    complete += sum(numbers == outcome.stored for numbers in outcome.watched)
    done = sum(state == "done" for state in outcome.states)
    return {
        "complete_share": complete / STREAMS,
        "done_share": done / SUBMISSIONS,
        "refused_wrong": outcome.refused,
        "pages": len(outcome.pages),
        "page_ms_p50": statistics.median(outcome.pages),
        "page_ms_p95": statistics.quantiles(outcome.pages, n=20)[-1],
        "change_ms_p50": statistics.median(outcome.late),
        "change_ms_p95": statistics.quantiles(outcome.late, n=20)[-1],
        "verified_s": outcome.seconds,
        "memory_mb": outcome.megabytes,
        "memory_peak_mb": outcome.peak,
    }


def fill(folder: Path) -> None:
    """The library of the demonstration."""
    with Library.open(folder, create=True) as library:
        taken = [item for item in take_all(CASE / "library", now=NOW) if not isinstance(item, Failure)]
        list(library.add((item.report, item.data) for item in taken))


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server of its own process, and its address. It is ended at the end, if it has not ended by then."""
    port = port or free_port()
    command = [sys.executable, "-m", "secondsource", "serve", "--library", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield process, answering(process, f"http://127.0.0.1:{port}")
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answering(process: subprocess.Popen[bytes], address: str) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(f"{address}/api/submissions", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return address
    raise RuntimeError("the workbench does not answer")


def load(folder: Path, report: str, streams: int = STREAMS, submissions: int = SUBMISSIONS) -> Outcome:
    """Serves the library in ``folder``, submits a report several times and follows what comes of it."""
    with serving(folder) as (process, address):
        outcome = asyncio.run(asyncio.wait_for(_load(folder, address, report, streams, submissions), PATIENCE))
        outcome.megabytes, outcome.peak = _memory(process.pid, "VmRSS"), _memory(process.pid, "VmHWM")
    held = Submissions(folder)
    outcome.logged = {given: [entry.number for entry in held.log(given)] for given, _ in outcome.seen}
    outcome.states = [submission.state.value for submission in held.latest()]
    held.close()
    return outcome


async def _load(folder: Path, address: str, report: str, streams: int, submissions: int) -> Outcome:
    outcome, start = Outcome(), time.perf_counter()
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60, trust_env=False) as client:
        asked = [client.post("/api/submissions", json={"text": f"{report}\n\nCopy {n}."}) for n in range(submissions)]
        given = [answer.json()["id"] for answer in await asyncio.gather(*asked)]
        watching = streams // 4
        told = asyncio.create_task(asyncio.to_thread(_store, folder))
        watchers = [_watch(client, cut=n % 2 == 1) for n in range(watching)]
        readers = [_follow(client, given[n % submissions], cut=n % 2 == 1) for n in range(streams - watching)]
        looking = asyncio.create_task(_look(client, outcome))
        gathered = asyncio.gather(*watchers)
        outcome.seen = list(await asyncio.gather(*readers))
        outcome.watched = [[number for number, _ in had] for had in await gathered]
        stored = await told
        outcome.stored = list(stored)
        outcome.late = [1000 * (at - stored[number]) for had in await gathered for number, at in had]
        outcome.seconds = time.perf_counter() - start
        looking.cancel()
    return outcome


async def _follow(client: httpx.AsyncClient, submission: str, *, cut: bool) -> tuple[str, list[int]]:
    """The numbers of all events until there are no more; one that is cut comes again with the last it had."""
    seen: list[int] = []
    while True:
        headers = {"last-event-id": str(seen[-1])} if seen else {}
        had = len(seen)
        async with client.stream("GET", f"/api/submissions/{submission}/events", headers=headers) as stream:
            stream.raise_for_status()
            async for line in stream.aiter_lines():
                if line.startswith("id: "):
                    seen.append(int(line[4:]))
                elif line == "event: over":
                    return submission, seen
                elif not line and cut and len(seen) - had >= CUT:
                    break


def _store(folder: Path) -> dict[int, float]:
    """Stores changes as ``secondsource watch run`` does in a terminal; their numbers, and the moment of each."""
    stored = {}
    with open_watched(folder) as watched:
        follow = watched.follow(NOW, query="aircraft", seen=2**40)
        for seen in range(1, CHANGES + 1):
            change = Change(0, NOW, follow.id, "r", (Cause.NEW_REPORT,), f"new report {seen}")
            (kept,) = watched.looked(replace(follow, seen=2**40 + seen), None, (change,))
            stored[kept.number] = time.perf_counter()
            time.sleep(0.1)
    return stored


async def _watch(client: httpx.AsyncClient, *, cut: bool) -> list[tuple[int, float]]:
    """The numbers of all changes, each with the moment it came."""
    seen: list[tuple[int, float]] = []
    while len(seen) < CHANGES:
        headers = {"last-event-id": str(seen[-1][0])} if seen else {}
        had = len(seen)
        async with client.stream("GET", "/api/changes/events", headers=headers) as stream:
            stream.raise_for_status()
            async for line in stream.aiter_lines():
                if line.startswith("id: "):
                    seen.append((int(line[4:]), time.perf_counter()))
                elif not line and (len(seen) == CHANGES or (cut and len(seen) - had >= CUT)):
                    break
    return seen


async def _look(client: httpx.AsyncClient, outcome: Outcome) -> None:
    """A person who goes from page to page, five a second at most."""
    while True:
        for page in PAGES:
            start = time.perf_counter()
            answer = await client.get(page)
            outcome.pages.append(1000 * (time.perf_counter() - start))
            outcome.refused += answer.status_code != 200
            await asyncio.sleep(0.2)


def _memory(process: int, name: str) -> float:
    """Megabytes that a process holds, or held at most (Linux; 0 elsewhere)."""
    file = Path(f"/proc/{process}/status")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:")), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--streams", type=int, default=STREAMS)
    parser.add_argument("--submissions", type=int, default=SUBMISSIONS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "library")
        report = (CASE / "report.txt").read_text(encoding="utf-8")
        made = load(Path(folder) / "library", report, arguments.streams, arguments.submissions)
    whole = sum(numbers == made.logged[given] for given, numbers in made.seen)
    live = sum(numbers == made.stored for numbers in made.watched)
    late = statistics.quantiles(made.late, n=20)
    print(
        f"{live} of {len(made.watched)} readers of Watch LIVE saw all {len(made.stored)} changes, "
        f"p50 {late[9]:.0f} ms, p95 {late[18]:.0f} ms after they were stored"
    )
    print(f"{whole} of {len(made.seen)} readers saw every event; submissions: {', '.join(made.states)}")
    print(
        f"events of one submission: {max(len(log) for log in made.logged.values())}; all done in {made.seconds:.1f} s"
    )
    quantiles = statistics.quantiles(made.pages, n=20)
    print(f"{len(made.pages)} pages, {made.refused} refused: p50 {quantiles[9]:.0f} ms, p95 {quantiles[18]:.0f} ms")
    print(f"memory {made.megabytes:.0f} MB at the end, {made.peak:.0f} MB at most")


if __name__ == "__main__":
    main()
