"""The workbench as one web application: pages for people under ``/``, the same for programs under ``/api``.

Nothing in it opens a connection: ``server.py`` does. Clock and ids are passed in.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from secondsource.errors import SecondsourceError
from secondsource.library import Library
from secondsource.watch import Watched
from secondsource.watch.rounds import Means
from secondsource.workbench import api, pages
from secondsource.workbench.access import Guard
from secondsource.workbench.api.description import describing
from secondsource.workbench.desk import Desk
from secondsource.workbench.limits import Busy
from secondsource.workbench.replies import refusal
from secondsource.workbench.submissions import Submissions

HERE = Path(__file__).parent


def _now() -> datetime:
    return datetime.now(UTC)


def _token() -> str:
    return secrets.token_hex(8)


def create_app(
    folder: Path,
    *,
    now: Callable[[], datetime] = _now,
    token: Callable[[], str] = _token,
    names: Collection[str] = (),
    closed: bool = False,
    means: Means | None = None,
) -> FastAPI:
    """The application over the library in ``folder``, which is made if it is not there.

    ``names`` are what it is called by beside loopback's names. It is open to whoever reaches it as long as there are no
    accounts, unless it is ``closed``. ``means`` are what watching has to go by; without them it polls no feed. Raises
    ``LibraryError`` where it cannot be used.
    """
    Library.open(folder, create=True).close()
    Submissions(folder).close()
    Watched(folder).close()
    desk = Desk(folder, now, token, means or Means(now))

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        desk.verifier.start()
        desk.watcher.start()
        yield
        desk.watcher.stop()
        desk.verifier.stop()

    app = FastAPI(title="Secondsource", lifespan=life, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.desk = desk
    app.add_middleware(Guard, desk=desk, names=names, closed=closed)
    app.exception_handler(SecondsourceError)(_unusable)
    app.exception_handler(RequestValidationError)(_ill_formed)
    app.exception_handler(HTTPException)(_no_such_place)
    app.exception_handler(Busy)(_busy)
    app.exception_handler(KeyError)(_missing)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.include_router(api.router, prefix="/api")
    app.include_router(pages.router)
    app.openapi = describing(app)  # type: ignore[method-assign]
    return app


async def _unusable(request: Request, error: Exception) -> Response:
    return refusal(request, 422, str(error))


async def _ill_formed(request: Request, error: Exception) -> Response:
    """What does not fit the description, in one line of our own: FastAPI's would repeat whatever was sent."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    wrong = [f"{'.'.join(map(str, each['loc'][1:])) or 'the request'}: {each['msg']}" for each in error.errors()]
    return refusal(request, 422, "; ".join(wrong[:3])[:500])


async def _no_such_place(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    said = {404: "there is no such page", 405: "that cannot be done with this page"}
    return refusal(request, error.status_code, said.get(error.status_code, str(error.detail)), error.headers)


async def _busy(request: Request, error: Exception) -> Response:
    assert isinstance(error, Busy)  # noqa: S101 - what it is registered for
    return refusal(request, 429, str(error), {"Retry-After": str(error.seconds)})


async def _missing(request: Request, error: Exception) -> Response:
    return refusal(request, 404, "there is nothing of that name here; it may have been removed")
