"""Searching the library, and the reports it holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from secondsource import record
from secondsource.model import Reference, Report
from secondsource.workbench.api.description import answer
from secondsource.workbench.replies import TheDesk, json_reply

router = APIRouter()


@router.get("/search", responses=answer(None, many=True))
def search(
    desk: TheDesk,
    q: Annotated[str, Query(min_length=1, max_length=1000, description="plain words; there is no query language")],
    as_of: date | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """The passages of the library nearest to some words."""
    with desk.library() as library:
        found = [(p, library.report(p.report)) for p in library.search(q, as_of=as_of, limit=limit)]
    return json_reply(
        [{**record.to_json(p), "text": p.span.of(r.text), **record.to_json(Reference.to(r))} for p, r in found]
    )


@router.get("/reports/{report}", responses=answer(Report))
def report(report: str, desk: TheDesk) -> Response:
    """A held report, by its id."""
    with desk.library() as library:
        return json_reply(library.report(report))
