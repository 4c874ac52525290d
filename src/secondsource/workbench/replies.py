"""How the workbench answers: a page, a noun as JSON, a server-sent event, one line that refuses."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from secondsource import record
from secondsource.dossier import wording
from secondsource.dossier.rendering import safe_environment
from secondsource.intake.days import parse_day
from secondsource.workbench.desk import Desk
from secondsource.workbench.submissions import State


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


def event(data: str) -> str:
    """One server-sent event; each line of it is a line of its own."""
    return "".join(f"data: {line}\n" for line in data.splitlines() or [""]) + "\n"


def refusal(request: Request, status: int, message: str) -> Response:
    """One line that says why not: as JSON to a program, as a page to a person."""
    if request.url.path.startswith("/api/"):
        return json_reply({"error": message}, status)
    return page("refusal.html", status=status, message=message)


def day(text: str) -> date | None:
    """A day as somebody typed it; ``None`` for nothing, ``InputError`` for what is no day."""
    return parse_day(text) if text.strip() else None


@cache
def _environment() -> Environment:
    environment = safe_environment("secondsource.workbench")
    environment.globals.update(wording=wording, State=State)
    return environment
