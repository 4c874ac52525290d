"""A workbench that watches: over a small library, with a web of its own on loopback in place of the network.

python tests/browser/watching.py LIBRARY PORT PORT_OF_THE_WEB
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from gather.local_web import Detour, LocalWeb, resolve
from newsroom import report

from secondsource.gather.web import Outside
from secondsource.intake.fetch import GuardedTransport
from secondsource.library import Library
from secondsource.settings import Limits
from secondsource.watch.rounds import Means

TESTS = Path(__file__).parent.parent
NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
REPORT = """Ferry aground near Lundvik

A ferry with 84 passengers ran aground near Lundvik on Sunday, harbour master Ada Holm said.

Two boats of the coast guard brought the passengers ashore, Holm said.
"""
HELD = "Harbour master Ada Holm said that a ferry with 84 passengers ran aground near Lundvik on Sunday."


def fill(folder: Path) -> None:
    """The library, with one report that has the story from the same harbour master."""
    with Library.open(folder, create=True, now=lambda: NOW) as library:
        list(library.add([(report(HELD, "Coast Gazette", date(2026, 3, 1)), b"held")]))


@contextmanager
def watching(folder: Path, web: LocalWeb, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server in a process of its own, which ends with the block."""
    fill(folder)
    command = [sys.executable, __file__, str(folder), str(port), str(web.port)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    with (folder.parent / "watching.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def main() -> None:
    import uvicorn

    from secondsource.workbench.app import create_app

    folder, port, web = sys.argv[1:]
    outside = Outside(lambda: NOW, lambda: 0.0, GuardedTransport(Detour(int(web))), resolve)
    app = create_app(Path(folder), now=lambda: NOW, means=Means(lambda: NOW, outside, Limits(delay=0.1)))
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", timeout_graceful_shutdown=2)


if __name__ == "__main__":
    main()
