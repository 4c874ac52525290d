"""Submitting reports, following what comes of them, and fetching their dossiers."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from secondsource import record
from secondsource.model import Dossier
from secondsource.workbench.api.description import EVENTS, answer
from secondsource.workbench.deciding import with_rulings
from secondsource.workbench.replies import TheDesk, follow, json_reply, person_or_address, refusal
from secondsource.workbench.submissions import Submission

router = APIRouter()


class Given(BaseModel):
    """A report to be verified: its text (plain, HTML or a report as JSON), or its address."""

    text: str | None = None
    address: str | None = None
    published: date | None = Field(None, description="when it was published, if it does not say so")
    as_of: date | None = Field(None, description="use only what was published up to this day")


@router.post("/submissions", status_code=202, responses=answer(Submission, 202))
def submit(given: Given, request: Request, desk: TheDesk) -> Response:
    """Submit a report to be verified. Poll or stream what comes of it under the id that is answered."""
    by = person_or_address(request)
    submission = desk.submit(given.text, given.address, given.published, given.as_of, by=by)
    with desk.submissions() as submissions:
        return json_reply(submissions.find(submission), 202)


@router.get("/submissions", responses=answer(Submission, many=True))
def submissions(desk: TheDesk) -> Response:
    """What was submitted, the newest first."""
    with desk.submissions() as held:
        return json_reply(held.latest())


@router.get("/submissions/{submission}", responses=answer(Submission))
def submission(submission: str, desk: TheDesk) -> Response:
    """How far a submission has come."""
    with desk.submissions() as held:
        return json_reply(held.find(submission))


@router.get("/submissions/{submission}/events", response_class=StreamingResponse, responses=EVENTS)
async def events(submission: str, request: Request, desk: TheDesk) -> Response:
    """Server-sent events: the submission, whenever it has come further, until it is done or has failed.

    Each has an ``id``; a reader that was cut off names the last one in ``Last-Event-ID`` and misses nothing. The
    event ``over`` says that nothing more will come.
    """
    await run_in_threadpool(desk.find, submission)
    return follow(request, desk, submission, lambda found, _: record.dumps(found))


@router.get("/dossiers/{submission}", responses=answer(Dossier))
def dossier(submission: str, request: Request, desk: TheDesk) -> Response:
    """The dossier of a submission that is done, with what persons make of its verdicts by now; 404 before.

    While it is assessed anew it is the one from before: the submission's state says so.
    """
    with desk.submissions() as held:
        found = held.dossier(submission)
    if found is None:
        return refusal(request, 404, "there is no dossier yet; ask how far the submission is")
    with desk.library() as library:
        return json_reply(with_rulings(found, library.decisions()))


@router.post("/submissions/{submission}/again", status_code=202, responses=answer(Submission, 202))
def again(submission: str, desk: TheDesk) -> Response:
    """Have a dossier assessed anew, with what was decided by hand and what the library holds by now."""
    desk.assess_anew(submission)
    return json_reply(desk.find(submission), 202)
