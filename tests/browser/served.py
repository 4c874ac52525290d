"""The workbench as a newsroom has it: `secondsource serve` over the demonstration's library, and a browser in front."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from secondsource.intake.take import take_all
from secondsource.library import Library
from secondsource.model import Failure

ROOT = Path(__file__).parent.parent.parent
CASE = ROOT / "examples" / "caracas-2019"
REPORT = (CASE / "report.txt").read_text(encoding="utf-8")
PUBLISHED = "2019-03-25"
CHROMIUM = Path("/usr/bin/chromium")
# The browser speaks to the workbench alone: nothing of its own in the background, no name but ours is looked up.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE = 120  # seconds for what takes a few on a machine that does nothing else


def fill_library(folder: Path) -> None:
    """The library of the demonstration, made from its abstracts."""
    now = datetime(2019, 3, 25, 20, tzinfo=UTC)
    with Library.open(folder, create=True, now=lambda: now) as library:
        taken = [item for item in take_all(CASE / "library", now=now) if not isinstance(item, Failure)]
        list(library.add((item.report, item.data) for item in taken))


@contextmanager
def serving(library: Path, *options: str) -> Iterator[str]:
    """The address of a server in a process of its own, which ends with the block."""
    port = free_port()
    log = library.parent / f"serve-{port}.log"
    command = (sys.executable, "-m", "secondsource", "serve", "--port", str(port), "--library", str(library), *options)
    with log.open("wb") as errors, subprocess.Popen(command, stdout=errors, stderr=errors) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            await_answer(address, process, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def submit(address: str, report: str = REPORT, published: str = PUBLISHED) -> str:
    """Submits a report as a program does, the demonstration's if no other is given, awaits its dossier and gives the
    submission's id."""
    answer = httpx.post(f"{address}/api/submissions", json={"text": report, "published": published}, timeout=PATIENCE)
    submission: str = answer.raise_for_status().json()["id"]
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = httpx.get(f"{address}/api/submissions/{submission}", timeout=PATIENCE).json()
        if found["state"] == "failed":
            raise AssertionError(found)
        if found["state"] == "done":
            return submission
        time.sleep(0.2)
    raise AssertionError(f"no dossier after {PATIENCE} s")


def flags() -> list[str]:
    """How the browser is started; its sandbox does not work for root, who is the user in most containers."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def await_answer(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(address, timeout=5)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not come up: {log.read_text(errors='replace')}")
