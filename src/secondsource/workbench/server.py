"""``secondsource serve``: the one file of the workbench that opens a connection, for listening."""

from __future__ import annotations

from pathlib import Path

import uvicorn

from secondsource.errors import InputError
from secondsource.workbench.access import LOOPBACK
from secondsource.workbench.app import create_app


def serve(folder: Path, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves the workbench until it is interrupted.

    Raises ``InputError`` for an address that others could reach: there are no accounts to keep them out with.
    """
    if host not in LOOPBACK:
        raise InputError(f"{host} can be reached by others, and there are no accounts yet; serve on 127.0.0.1")
    uvicorn.run(create_app(folder), host=host, port=port, log_level="warning", access_log=False, server_header=False)
