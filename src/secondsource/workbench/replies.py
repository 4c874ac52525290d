"""How the workbench answers: a page, a noun as JSON, a server-sent event, one line that refuses."""

from __future__ import annotations

import json
from asyncio import sleep
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, StreamingResponse
from jinja2 import Environment

from secondsource import record
from secondsource.dossier import wording
from secondsource.dossier.findings import finding_of
from secondsource.dossier.rendering import safe_environment
from secondsource.intake.days import parse_day
from secondsource.model import Verdict
from secondsource.workbench.accounts import Role
from secondsource.workbench.desk import Desk
from secondsource.workbench.submissions import Progress, State, Submission


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(_desk)]


def json_reply(noun: Any, status: int = 200) -> Response:
    """A noun, or what is made of nouns, in the data format of ``docs/data-format.md``."""
    return Response(json.dumps(record.to_json(noun), ensure_ascii=False), status, media_type="application/json")


def page(name: str, *, status: int = 200, **values: Any) -> Response:
    """The page that the template of this name makes of some values."""
    return HTMLResponse(render(name, **values), status)


def render(name: str, **values: Any) -> str:
    """A page, or a part of one, as text; every value in it is escaped."""
    return _environment().get_template(name).render(**values)


def event(data: str, number: int | None = None, kind: str = "") -> str:
    """One server-sent event; each line of its data is a line of its own. ``number`` is what a reader that comes again
    names as the last it had."""
    head = (f"id: {number}\n" if number is not None else "") + (f"event: {kind}\n" if kind else "")
    return head + "".join(f"data: {line}\n" for line in data.splitlines() or [""]) + "\n"


OVER = event("", kind="over")  # nothing more will come; without it a page would go on asking
_ALIVE = ": nothing new\n\n"


def last_event(request: Request) -> int:
    """The number of the last event that a reader had, who comes again; 0 for one who is new."""
    had = request.headers.get("last-event-id", "")
    return int(had) if had.isdecimal() and len(had) < 19 else 0


def stream(request: Request, events: AsyncIterator[str | None]) -> Response:
    """Server-sent events as they come; ``None`` is one that only says that we are still there.

    Raises ``Busy`` where too many streams are open.
    """
    streams, whose = _desk(request).streams, person_or_address(request)
    streams.check(whose)

    async def sent() -> AsyncIterator[str]:
        with streams.one(whose):
            yield _ALIVE  # so that a reader knows at once that it is heard
            async for each in events:
                yield _ALIVE if each is None else each
                await sleep(0)  # a reader that has much to catch up on lets the others in between

    return StreamingResponse(sent(), media_type="text/event-stream")


Show = Callable[[Submission, Progress], str | None]


def follow(request: Request, desk: Desk, submission: str, show: Show, after: int = 0) -> Response:
    """A stream of what a submission is after each entry of its log, in a way of the caller's, or not at all; ``after``
    is the last entry that a reader had who names none. ``show`` is called in a thread."""

    async def events() -> AsyncIterator[str | None]:
        async for come in desk.follow(submission, last_event(request) or after):
            shown = await run_in_threadpool(show, come[1], come[0]) if come else None
            yield event(shown, come[0].number) if come and shown is not None else None
        if (await run_in_threadpool(desk.find, submission)).over:
            yield OVER

    return stream(request, events())


def may(request: Request, role: Role) -> bool:
    """Whether whoever asks may do what this role does, so that a page offers nothing that would be refused."""
    has: Role | None = getattr(request.state, "role", None)
    return has is not None and has.may(role)


def person_or_address(request: Request) -> str:
    """Whose request it is, for counting: the account that is signed in, or the address that it comes from."""
    person = getattr(request.state, "person", None)
    return f"account {person}" if person else f"address {request.client.host if request.client else ''}"


def refusal(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """One line that says why not: as JSON to a program, as a page to a person."""
    if request.url.path.startswith("/api/"):
        answer = json_reply({"error": message}, status)
    else:
        answer = page("refusal.html", status=status, message=message)
    answer.headers.update(headers or {})
    return answer


def day(text: str) -> date | None:
    """A day as somebody typed it; ``None`` for nothing, ``InputError`` for what is no day."""
    return parse_day(text) if text.strip() else None


@cache
def _environment() -> Environment:
    environment = safe_environment("secondsource.workbench")
    environment.globals.update(wording=wording, State=State, Verdict=Verdict, finding_of=finding_of)
    return environment
