"""Please verify: giving in a report, following it, and its dossier."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from secondsource.dossier.page import policy, render_page
from secondsource.model import Evidence
from secondsource.workbench.deciding import with_rulings
from secondsource.workbench.pages.deciding import by_hand
from secondsource.workbench.replies import TheDesk, day, follow, page, person_or_address, render

router = APIRouter()


@router.get("/")
def please_verify(desk: TheDesk) -> Response:
    with desk.submissions() as submissions, desk.library() as library:
        return page("verify.html", latest=submissions.latest(), held=library.count())


@router.post("/submissions")
def submit(
    request: Request,
    desk: TheDesk,
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    given = file.file.read() if file is not None and file.size else text.strip()
    submission = desk.submit(given, address.strip(), day(published), by=person_or_address(request))
    return RedirectResponse(f"/submissions/{submission}", 303)


@router.get("/submissions/{submission}")
def submission(submission: str, request: Request, desk: TheDesk) -> Response:
    """Progress while it runs; the dossier once it is done, with what persons decided on it by now."""
    with desk.submissions() as submissions:
        found = submissions.find(submission)
        dossier = submissions.dossier(submission)
    if dossier is None:
        return page("submission.html", submission=found)
    with desk.library() as library:
        log = library.decisions()
    hand = by_hand(request, found, dossier, log)
    text = render_page(with_rulings(dossier, log), home="/", copy_of=_in_our_copy, hand=hand)
    return HTMLResponse(text, headers={"Content-Security-Policy": policy()})


@router.get("/submissions/{submission}/progress")
async def progress(submission: str, request: Request, desk: TheDesk) -> Response:
    """Server-sent events with the list of steps, for the page that shows them."""
    await run_in_threadpool(desk.find, submission)
    return follow(request, desk, submission, lambda found: render("steps.html", submission=found))


@router.get("/submissions/{submission}/steps")
def steps(submission: str, desk: TheDesk) -> Response:
    """The list of steps as it is now, for a page that has lost the stream."""
    return page("steps.html", submission=desk.find(submission))


def _in_our_copy(evidence: Evidence) -> str:
    return f"/articles/{evidence.report}?start={evidence.span.start}&end={evidence.span.end}#passage"
