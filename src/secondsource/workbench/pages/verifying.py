"""Please verify: giving in a report, following it, and its dossier."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from secondsource.dossier.page import policy, render_page
from secondsource.errors import InputError
from secondsource.workbench.deciding import with_rulings
from secondsource.workbench.pages.deciding import by_hand
from secondsource.workbench.pages.watching import of_submission
from secondsource.workbench.replies import TheDesk, day, follow, page, person_or_address, render
from secondsource.workbench.submissions import Progress, Submission

router = APIRouter()
_WORD = re.compile(r"[a-z0-9]+")
After = Annotated[int, Query(ge=0, lt=2**63)]


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
    """While it runs, how far it has come and what is found so far; the dossier once it is done, with what persons
    decided on it by now."""
    with desk.submissions() as submissions:
        found, last, shown = submissions.so_far(submission)
        dossier = submissions.dossier(submission)
    if dossier is None:
        return page("submission.html", submission=found, last=last, shown=shown)
    with desk.library() as library:
        log = library.decisions()
    hand = by_hand(request, found, last, dossier, log)
    return of_submission(submission, with_rulings(dossier, log), request, desk, hand)


@router.get("/submissions/{submission}/file")
def file(submission: str, desk: TheDesk) -> Response:
    """The dossier as one file that needs nobody: what ``verify --html`` writes, with what persons decided by now."""
    with desk.submissions() as submissions:
        dossier = submissions.dossier(submission)
    if dossier is None:
        raise InputError("there is no dossier yet; wait until it is verified")
    with desk.library() as library:
        dossier = with_rulings(dossier, library.decisions())
    name = "-".join(_WORD.findall((dossier.report.headline or "report").lower())[:8]) or "report"
    headers = {
        "Content-Security-Policy": policy(),
        "Content-Disposition": f'attachment; filename="dossier-{name[:80]}.html"',
    }
    return HTMLResponse(render_page(dossier), headers=headers)


@router.get("/submissions/{submission}/progress")
async def progress(submission: str, request: Request, desk: TheDesk, after: After = 0) -> Response:
    """Server-sent events with the list of steps and what was found on one statement more, for the page that shows
    them; ``after`` is the last entry of the log that the page has."""
    await run_in_threadpool(desk.find, submission)

    def show(found: Submission, entry: Progress) -> str:
        shown = desk.shown_by(submission, entry)
        return render("steps.html", submission=found, last=entry.number, since=entry.number - 1, shown=shown)

    return follow(request, desk, submission, show, after)


@router.get("/submissions/{submission}/steps")
def steps(submission: str, desk: TheDesk, after: After = 0) -> Response:
    """The same as it is now, for a page that has lost the stream."""
    with desk.submissions() as submissions:
        found, last, shown = submissions.so_far(submission, after)
    return page("steps.html", submission=found, last=last, since=after, shown=shown)
