"""``secondsource serve``: the one file of the workbench that opens a connection, for listening."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from secondsource.errors import InputError
from secondsource.watch.rounds import Means
from secondsource.workbench.access import LOOPBACK
from secondsource.workbench.accounts import any_account
from secondsource.workbench.app import create_app


def serve(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    names: Collection[str] = (),
    certificate: Path | None = None,
    key: Path | None = None,
    ready: Callable[[], None] = lambda: None,
    means: Means | None = None,
) -> None:
    """Serves the workbench until it is interrupted.

    ``names`` are those under which others reach it, beside ``host``. ``certificate`` and ``key`` are PEM files, for
    https. ``ready`` is called when nothing speaks against it any more. ``means`` are as for ``create_app``. Raises
    ``InputError`` for an address that others could reach where there are no accounts to keep them out.
    """
    here = host in LOOPBACK
    if not here and not any_account(folder, _now):
        raise InputError(f"{host} can be reached by others; first make an account: {ADVICE}")
    app = create_app(folder, names=(host, *names), closed=not here, means=means)
    ready()
    uvicorn.run(
        app,
        host=host,
        port=port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,  # open streams end by being cut; their readers come again
    )


ADVICE = "secondsource accounts add NAME --role editor"


def _now() -> datetime:
    return datetime.now(UTC)
