"""Feeds that are watched, what is followed, and what changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from secondsource import record
from secondsource.errors import InputError
from secondsource.model import Dossier
from secondsource.watch import Change, Feed, Follow
from secondsource.watch.begin import follow_query
from secondsource.workbench.api.description import EVENTS, GONE, answer
from secondsource.workbench.replies import TheDesk, event, json_reply, last_event, refusal, stream

router = APIRouter()

_LARGEST = 2**63 - 1
Number = Annotated[int, Path(ge=0, le=_LARGEST, description="of what is followed")]
After = Annotated[int, Query(ge=0, le=_LARGEST, description="the number of the last change that is known")]


class Address(BaseModel):
    """A feed or news sitemap, by its http(s) address."""

    address: str = Field(max_length=2000)


class Wanted(BaseModel):
    """What to follow: the report of a submission that is done, or the words of a query. One of the two."""

    submission: str | None = Field(None, max_length=200)
    query: str | None = Field(None, max_length=200, description="plain words; what comes in has them all")


@router.get("/feeds", responses=answer(Feed, many=True))
def feeds(desk: TheDesk) -> Response:
    """The feeds that are watched, with their state."""
    with desk.watched() as watched:
        return json_reply(watched.feeds())


@router.post("/feeds", status_code=201, responses=answer(Feed, 201))
def add_feed(given: Address, desk: TheDesk) -> Response:
    """Watch a feed: what it lists comes into the library. One that is watched already stays as it is."""
    with desk.watched() as watched:
        feed = watched.add_feed(given.address, desk.now())
    desk.watcher.wake()
    return json_reply(feed, 201)


@router.delete("/feeds", status_code=204, responses=GONE)
def remove_feed(address: Annotated[str, Query(max_length=2000)], desk: TheDesk) -> Response:
    """Watch a feed no more; what came of it stays."""
    with desk.watched() as watched:
        watched.remove_feed(address)
    return Response(status_code=204)


@router.get("/follows", responses=answer(Follow, many=True))
def follows(desk: TheDesk) -> Response:
    """What is followed, the earliest first."""
    with desk.watched() as watched:
        return json_reply(watched.follows())


@router.post("/follows", status_code=201, responses=answer(Follow, 201))
def follow(wanted: Wanted, desk: TheDesk) -> Response:
    """Follow the report of a submission, or a query. What is followed already is answered as it is."""
    if (wanted.submission is None) == (wanted.query is None):
        raise InputError("nothing to follow; name a submission or give the words of a query")
    if wanted.submission is None:
        with desk.watched() as watched, desk.library() as library:
            return json_reply(follow_query(library, watched, wanted.query or "", desk.now()), 201)
    return json_reply(desk.follow_submission(wanted.submission), 201)


@router.delete("/follows/{follow}", status_code=204, responses=GONE)
def unfollow(follow: Number, desk: TheDesk) -> Response:
    """Follow something no more; its changes stay in the log."""
    with desk.watched() as watched:
        watched.unfollow(follow)
    return Response(status_code=204)


@router.get("/follows/{follow}/dossier", responses=answer(Dossier))
def present(follow: Number, request: Request, desk: TheDesk) -> Response:
    """The present dossier of a report that is followed; 404 before there is one, and for a query."""
    with desk.watched() as watched:
        found = watched.dossier(follow)
    if found is None:
        return refusal(request, 404, "there is no dossier of it")
    return json_reply(found)


@router.get("/changes", responses=answer(Change, many=True))
def changes(desk: TheDesk, after: After = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> Response:
    """What changed, the earliest first."""
    with desk.watched() as watched:
        return json_reply(watched.changes(after, limit))


@router.get("/changes/events", response_class=StreamingResponse, responses=EVENTS)
async def events(request: Request, desk: TheDesk, after: After = 0) -> Response:
    """Server-sent events: each change after the one of the number ``after``, as it is stored.

    Each has its number as ``id``; a reader that was cut off names the last one in ``Last-Event-ID`` and misses
    nothing. The stream is ended from time to time, and its reader comes again.
    """

    async def told() -> AsyncIterator[str | None]:
        async for each in desk.changes(last_event(request) or after):
            yield event(record.dumps(each.change), each.number) if each else None

    return stream(request, told())
