"""The pages: please verify, one submission, all articles, one article, most recent. Rendered here, no script needed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from jinja2 import Environment

from secondsource.dossier import wording
from secondsource.dossier.marking import mark_blocks
from secondsource.dossier.page import policy, render_page
from secondsource.dossier.rendering import safe_environment
from secondsource.intake.days import parse_day
from secondsource.model import Evidence, Report, Span
from secondsource.workbench.api import TheDesk, event, operations
from secondsource.workbench.desk import Desk
from secondsource.workbench.submissions import State

router = APIRouter(include_in_schema=False)

LISTED = 50  # articles on a page


# --- please verify ---------------------------------------------------------------------------------------------


@router.get("/")
def please_verify(desk: TheDesk) -> Response:
    with desk.submissions() as submissions, desk.library() as library:
        return _page("verify.html", latest=submissions.latest(), held=library.count())


@router.post("/submissions")
def submit(
    desk: TheDesk,
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    given = file.file.read() if file is not None and file.size else text.strip()
    submission = desk.submit(given, address.strip(), _day(published))
    return RedirectResponse(f"/submissions/{submission}", 303)


@router.get("/submissions/{submission}")
def submission(submission: str, desk: TheDesk) -> Response:
    """Progress while it runs; the dossier once it is done."""
    with desk.submissions() as submissions:
        found = submissions.find(submission)
        dossier = submissions.dossier(submission)
    if dossier is None:
        return _page("submission.html", submission=found)
    text = render_page(dossier, home="/", copy_of=_in_our_copy)
    return HTMLResponse(text, headers={"Content-Security-Policy": policy()})


@router.get("/submissions/{submission}/progress")
def progress(submission: str, desk: TheDesk) -> Response:
    """Server-sent events with the list of steps, for the page that shows them."""
    with desk.submissions() as submissions:
        submissions.find(submission)
    return StreamingResponse(_steps(desk, submission), media_type="text/event-stream")


async def _steps(desk: Desk, submission: str) -> AsyncIterator[str]:
    async for found in desk.follow(submission):
        yield event(_render("steps.html", submission=found))


def _in_our_copy(evidence: Evidence) -> str:
    return f"/articles/{evidence.report}?start={evidence.span.start}&end={evidence.span.end}#passage"


# --- articles --------------------------------------------------------------------------------------------------


@router.get("/articles")
def articles(
    desk: TheDesk,
    q: Annotated[str, Query(max_length=1000)] = "",
    outlet: str = "",
    since: str = "",
    until: str = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    with desk.library() as library:
        found: list[tuple[Report, Span | None]]
        if q.strip():
            passages = library.search(q, as_of=_day(until), limit=LISTED)
            found = [(library.report(p.report), p.span) for p in passages]
        else:
            found = [(report, None) for report in library.latest(limit=LISTED, offset=LISTED * (page - 1))]
        held = library.count()
    first, last = _day(since), _day(until)
    kept = [(report, span) for report, span in found if _passes(report, outlet, first, last)]
    asked = {"q": q, "outlet": outlet, "since": since, "until": until}
    more = not q.strip() and len(found) == LISTED
    return _page("articles.html", found=kept, asked=asked, held=held, page=page, more=more)


def _passes(report: Report, outlet: str, first: date | None, last: date | None) -> bool:
    if outlet and outlet.casefold() not in (report.publisher or "").casefold():
        return False
    day = report.published
    return (first is None or (day is not None and day >= first)) and (last is None or (day is not None and day <= last))


@router.get("/articles/{report}")
def article(report: str, desk: TheDesk, start: int | None = None, end: int | None = None) -> Response:
    with desk.library() as library:
        found = library.find(report)
        publications, custody = library.publications(found.id), library.custody(found.id)
    marked = [Span(start, end)] if start is not None and end is not None and 0 <= start < end <= len(found.text) else []
    blocks = mark_blocks(found.text, found.blocks, marked)
    return _page("article.html", report=found, blocks=blocks, publications=publications, custody=custody)


# --- the interface for programs --------------------------------------------------------------------------------


@router.get("/docs")
def docs(request: Request) -> Response:
    return _page("docs.html", operations=list(operations(request.app.openapi())))


# --- rendering -------------------------------------------------------------------------------------------------


def refusal(status: int, message: str) -> Response:
    return _page("refusal.html", status=status, message=message)


def _page(name: str, *, status: int = 200, **values: Any) -> Response:
    return HTMLResponse(_render(name, **values), status)


def _render(name: str, **values: Any) -> str:
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    environment = safe_environment("secondsource.workbench")
    environment.globals.update(wording=wording, State=State)
    return environment


def _day(text: str) -> date | None:
    return parse_day(text) if text.strip() else None
