"""Watch LIVE: feeds, what is followed, and what changed, as it happens; the dossier of what is followed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from functools import lru_cache
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from secondsource.dossier.deciding import Deciding
from secondsource.dossier.findings import findings
from secondsource.dossier.page import Surroundings, Workbench, policy, render_page
from secondsource.model import Dossier, Evidence
from secondsource.watch import Follow
from secondsource.watch.begin import follow_query
from secondsource.workbench.accounts import Role
from secondsource.workbench.changing import LATEST, News, news
from secondsource.workbench.desk import Desk
from secondsource.workbench.replies import TheDesk, event, last_event, may, page, render, stream

router = APIRouter()

After = Annotated[int, Query(ge=0, le=10**15)]


@router.get("/watch")
def watch_live(request: Request, desk: TheDesk) -> Response:
    with desk.watched() as watched, desk.library() as library:
        last = watched.last()
        return page(
            "watch.html",
            last=last,
            news=news(library, watched, watched.latest(LATEST)),
            follows=watched.follows(),
            feeds=watched.feeds(),
            deliveries=watched.deliveries(),
            editor=may(request, Role.EDITOR),
            reviewer=may(request, Role.REVIEWER),
        )


@router.get("/watch/feeds")
def feeds(request: Request, desk: TheDesk) -> Response:
    """The list of feeds as it is now, for the page that shows it."""
    with desk.watched() as watched:
        return page("feeds.html", feeds=watched.feeds(), editor=may(request, Role.EDITOR))


@router.post("/watch/feeds")
def add_feed(desk: TheDesk, address: Annotated[str, Form()] = "") -> Response:
    with desk.watched() as watched:
        watched.add_feed(address.strip(), desk.now())
    desk.watcher.wake()
    return RedirectResponse("/watch", 303)


@router.post("/watch/feeds/remove")
def remove_feed(desk: TheDesk, address: Annotated[str, Form()] = "") -> Response:
    with desk.watched() as watched:
        watched.remove_feed(address)
    return RedirectResponse("/watch", 303)


@router.get("/watch/events")
async def watch_events(request: Request, desk: TheDesk, after: After = 0) -> Response:
    """Server-sent events with each change, for the page that lists them."""
    return stream(request, _events(desk, last_event(request) or after, None))


# --- what is followed ------------------------------------------------------------------------------------------


@router.post("/follows")
def follow(desk: TheDesk, query: Annotated[str, Form(max_length=200)] = "") -> Response:
    with desk.watched() as watched, desk.library() as library:
        made = follow_query(library, watched, query, desk.now())
    return RedirectResponse(f"/follows/{made.id}", 303)


@router.post("/submissions/{submission}/follow")
def follow_submission(submission: str, desk: TheDesk) -> Response:
    return RedirectResponse(f"/follows/{desk.follow_submission(submission).id}", 303)


@router.post("/follows/{follow}/remove")
def unfollow(follow: int, desk: TheDesk) -> Response:
    with desk.watched() as watched:
        watched.unfollow(follow)
    return RedirectResponse("/watch", 303)


@router.get("/follows/{follow}")
def followed(follow: int, request: Request, desk: TheDesk) -> Response:
    """The present dossier of a report that is followed, and what changed; of a query, what answered it."""
    with desk.watched() as watched, desk.library() as library:
        found, last = watched.followed(follow), watched.last()
        dossier = watched.dossier(follow)
        told = news(library, watched, watched.latest(LATEST, follow))
    if dossier is None:
        return page("follow.html", follow=found, news=told, last=last, reviewer=may(request, Role.REVIEWER))
    return dossier_page(dossier, around(request, found, told, last))


@router.get("/follows/{follow}/events")
async def follow_events(follow: int, request: Request, desk: TheDesk, after: After = 0) -> Response:
    """Server-sent events with each change of one thing that is followed."""
    return stream(request, _events(desk, last_event(request) or after, follow))


@router.get("/follows/{follow}/statements/{statement:path}")
def statement(follow: int, statement: str, desk: TheDesk) -> Response:
    """Leads to a statement in the present dossier."""
    with desk.watched() as watched:
        dossier = watched.dossier(follow)
    if dossier is None:
        raise KeyError(str(follow))
    wanted = unquote(statement)
    number = next((each.number for each in findings(dossier).each if each.statement.id == wanted), 0)
    return RedirectResponse(f"/follows/{follow}#s{number}", 303)


# --- the page of a dossier -------------------------------------------------------------------------------------


def of_submission(submission: str, dossier: Dossier, request: Request, desk: Desk, hand: Deciding) -> Response:
    """The page of a submission's dossier, which says whether it is followed, and on which a person decides."""
    with desk.watched() as watched, desk.library() as library:
        held = (each for each in watched.follows() if each.report and each.report.id == dossier.report.id)
        found, last = next(held, None), watched.last()
        told = news(library, watched, watched.latest(LATEST, found.id)) if found else ()
    set_around = around(request, found, told, last, submission, dossier.as_of)
    return dossier_page(dossier, set_around, f"/submissions/{submission}/file", hand)


def dossier_page(
    dossier: Dossier, around: Surroundings, saved: str | None = None, hand: Deciding | None = None
) -> Response:
    workbench = Workbench("/", "/articles#q", saved, _in_our_copy, around, hand)
    return HTMLResponse(render_page(dossier, workbench), headers={"Content-Security-Policy": policy(inside=True)})


def around(
    request: Request,
    follow: Follow | None,
    told: tuple[News, ...],
    last: int,
    submission: str | None = None,
    earlier: date | None = None,
) -> Surroundings:
    """What is set around a dossier: whether it is followed, since when, and what changed."""
    below = render(
        "around.html",
        follow=follow,
        news=told,
        last=last,
        submission=submission,
        earlier=earlier,
        reviewer=may(request, Role.REVIEWER),
    )
    return Surroundings(Markup(render("around_head.html")), Markup(below))  # noqa: S704 - our own templates


def _in_our_copy(evidence: Evidence) -> str:
    return f"/articles/{evidence.report}?start={evidence.span.start}&end={evidence.span.end}#passage"


async def _events(desk: Desk, after: int, follow: int | None) -> AsyncIterator[str | None]:
    async for each in desk.changes(after):
        if each is None or follow in (None, each.change.follow):
            yield event(_shown(each), each.number) if each else None


@lru_cache(maxsize=256)
def _shown(one: News) -> str:
    """Rendered once, for all who look."""
    return render("change.html", one=one)
