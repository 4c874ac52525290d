"""Submitting reports, following what comes of them, and fetching their dossiers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from secondsource import record
from secondsource.workbench.replies import TheDesk, event, json_reply, refusal

router = APIRouter()


class Given(BaseModel):
    """A report to be verified: its text (plain, HTML or a report as JSON), or its address."""

    text: str | None = None
    address: str | None = None
    published: date | None = Field(None, description="when it was published, if it does not say so")
    as_of: date | None = Field(None, description="use only what was published up to this day")


@router.post("/submissions", status_code=202)
def submit(given: Given, desk: TheDesk) -> Response:
    """Submit a report to be verified. Poll or stream what comes of it under the id that is answered."""
    submission = desk.submit(given.text, given.address, given.published, given.as_of)
    with desk.submissions() as submissions:
        return json_reply(submissions.find(submission), 202)


@router.get("/submissions")
def submissions(desk: TheDesk) -> Response:
    """What was submitted, the newest first."""
    with desk.submissions() as held:
        return json_reply(held.latest())


@router.get("/submissions/{submission}")
def submission(submission: str, desk: TheDesk) -> Response:
    """How far a submission has come."""
    with desk.submissions() as held:
        return json_reply(held.find(submission))


@router.get("/submissions/{submission}/events")
def events(submission: str, desk: TheDesk) -> StreamingResponse:
    """Server-sent events: the submission, whenever it has come further, until it is done or has failed."""
    with desk.submissions() as held:
        held.find(submission)

    async def told() -> AsyncIterator[str]:
        async for found in desk.follow(submission):
            yield event(record.dumps(found))

    return StreamingResponse(told(), media_type="text/event-stream")


@router.get("/dossiers/{submission}")
def dossier(submission: str, request: Request, desk: TheDesk) -> Response:
    """The dossier of a submission that is done; 404 before."""
    with desk.submissions() as held:
        found = held.dossier(submission)
    if found is None:
        return refusal(request, 404, "there is no dossier yet; ask how far the submission is")
    return json_reply(found)
