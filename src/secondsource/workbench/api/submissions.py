"""Submitting reports, following what comes of them, and fetching their dossiers."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from secondsource import record
from secondsource.model import Dossier
from secondsource.workbench.api.description import EVENTS, answer
from secondsource.workbench.deciding import with_rulings
from secondsource.workbench.interims import Shown
from secondsource.workbench.replies import TheDesk, follow, json_reply, person_or_address, refusal
from secondsource.workbench.submissions import Progress, State, Submission

router = APIRouter()
After = Annotated[int, Query(ge=0, lt=2**63, description="only what was told after this number")]


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


@router.get("/submissions/{submission}/interims", responses=answer(Shown, many=True))
def interims(submission: str, desk: TheDesk, after: After = 0) -> Response:
    """What is found so far while it is verified, statement by statement; verdicts are provisional.

    Ask again with the highest ``told`` as ``after``. There is nothing before the report is read, and nothing once it is
    over: then there is a dossier.
    """
    with desk.submissions() as held:
        found, _, shown = held.so_far(submission, after)
    return json_reply(shown if found.state is State.RUNNING else ())


@router.get("/submissions/{submission}/interims/events", response_class=StreamingResponse, responses=EVENTS)
async def interim_events(submission: str, request: Request, desk: TheDesk, after: After = 0) -> Response:
    """Server-sent events: what is found, as it is: first a list of all statements, then a list of one at a time.

    They are numbered as those of the submission, and end with ``over`` too.
    """
    await run_in_threadpool(desk.find, submission)

    def show(_: Submission, entry: Progress) -> str | None:
        shown = desk.shown_by(submission, entry)
        return json.dumps(record.to_json(shown), ensure_ascii=False) if shown else None

    return follow(request, desk, submission, show, after)


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
