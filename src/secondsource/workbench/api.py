"""The workbench for programs: the same nouns as the JSON format, under ``/api``; OpenAPI at ``/docs``."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from secondsource import record
from secondsource.model import Reference
from secondsource.workbench.desk import Desk

router = APIRouter()


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]


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
        return _json(submissions.find(submission), 202)


@router.get("/submissions")
def submissions(desk: TheDesk) -> Response:
    """What was submitted, the newest first."""
    with desk.submissions() as held:
        return _json(held.latest())


@router.get("/submissions/{submission}")
def submission(submission: str, desk: TheDesk) -> Response:
    """How far a submission has come."""
    with desk.submissions() as held:
        return _json(held.find(submission))


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
def dossier(submission: str, desk: TheDesk) -> Response:
    """The dossier of a submission that is done; 404 before."""
    with desk.submissions() as held:
        found = held.dossier(submission)
    return refusal(404, "there is no dossier yet; ask how far the submission is") if found is None else _json(found)


@router.get("/search")
def search(
    desk: TheDesk,
    q: Annotated[str, Query(min_length=1, max_length=1000, description="plain words; there is no query language")],
    as_of: date | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """The passages of the library nearest to some words."""
    with desk.library() as library:
        found = [(p, library.report(p.report)) for p in library.search(q, as_of=as_of, limit=limit)]
    return _json(
        [{**record.to_json(p), "text": p.span.of(r.text), **record.to_json(Reference.to(r))} for p, r in found]
    )


@router.get("/reports/{report}")
def report(report: str, desk: TheDesk) -> Response:
    """A held report, by its id."""
    with desk.library() as library:
        return _json(library.report(report))


def refusal(status: int, message: str) -> Response:
    return _json({"error": message}, status)


def event(data: str) -> str:
    """One server-sent event; each line of it is a line of its own."""
    return "".join(f"data: {line}\n" for line in data.splitlines() or [""]) + "\n"


def _json(noun: Any, status: int = 200) -> Response:
    return Response(json.dumps(record.to_json(noun), ensure_ascii=False), status, media_type="application/json")


def operations(described: dict[str, Any]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of every operation of an OpenAPI document, in its order."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation
