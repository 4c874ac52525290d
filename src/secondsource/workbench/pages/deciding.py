"""A person decides: the forms on the page of a dossier, and the log of all decisions in the library."""

from __future__ import annotations

from collections.abc import Sequence
from http.cookies import CookieError, SimpleCookie
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from secondsource.dossier.deciding import Deciding, what
from secondsource.errors import InputError
from secondsource.library import Library
from secondsource.library.decisions import LONGEST_NAME, undone
from secondsource.model import Action, Decision, Dossier, Subject
from secondsource.workbench.accounts import Role
from secondsource.workbench.cited import Cited, Citing, cited
from secondsource.workbench.deciding import Asked, concerning, decide, on_passages, unheard
from secondsource.workbench.replies import TheDesk, page, person_or_address
from secondsource.workbench.submissions import Submission

router = APIRouter()

NAME_COOKIE = "secondsource-name"
LISTED = 50  # decisions on a page
Words = Annotated[str, Form(max_length=500)]
Note = Annotated[str, Form(max_length=100_000)]


def by_hand(request: Request, submission: Submission, last: int, dossier: Dossier, log: Sequence[Decision]) -> Deciding:
    """What the page of a dossier needs so that the person who asks for it can decide; ``last`` is the last entry of the
    submission's log."""
    place = f"/submissions/{submission.id}"
    return Deciding(
        at=f"{place}/decisions",
        may=_may(request),
        by=_known(request),
        settled=bool(request.state.person),
        log=concerning(dossier, log)[::-1],
        stances=on_passages(dossier, log),
        undone=undone(log),
        unheard=unheard(dossier, log),
        anew=None if submission.over else f"{place}/progress?after={last}",
        error=submission.error,
    )


@router.post("/submissions/{submission}/decisions")
def decide_on(
    submission: str,
    request: Request,
    desk: TheDesk,
    kind: Words = "",
    statement: Words = "",
    one: Words = "",
    other: Words = "",
    what: Words = "",
    seen: Words = "",
    note: Note = "",
    by: Words = "",
    number: Annotated[int, Form(ge=0, le=10**9)] = 0,
) -> Response:
    """Back to the place on the page where it was decided."""
    name = who(request, by)
    asked = Asked(kind, name, note.replace("\r\n", "\n"), statement, one, other, what, seen, number)
    desk.count_decision(person_or_address(request))
    place = decide(desk, submission, asked)
    return _remembering(request, RedirectResponse(f"/submissions/{submission}#{place}", 303), name)


@router.post("/submissions/{submission}/again")
def again(submission: str, desk: TheDesk) -> Response:
    desk.assess_anew(submission)
    return RedirectResponse(f"/submissions/{submission}", 303)


@router.get("/decisions")
def decisions(
    request: Request,
    desk: TheDesk,
    by: Annotated[str, Query(max_length=LONGEST_NAME)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> Response:
    """All decisions in the library, the latest first, of everybody or of one person."""
    with desk.library() as library, cited(desk.folder) as dossiers:
        log = library.decisions()[::-1]
        theirs = [each for each in log if not by or each.by == by]
        shown = theirs[LISTED * (number - 1) : LISTED * number]
        places = {each.number: _places(each, library, dossiers) for each in shown}
    return page(
        "decisions.html",
        shown=shown,
        found=len(theirs),
        undone=undone(log),
        people=sorted({each.by for each in log}),
        by=by,
        number=number,
        more=number * LISTED < len(theirs),
        places=places,
        what=what,
        may=_may(request),
        me=_known(request),
        account=bool(request.state.person),
    )


@router.post("/decisions/{decision}/undo")
def undo(request: Request, desk: TheDesk, decision: int, note: Note = "", by: Words = "") -> Response:
    """A new entry that takes one back. Dossiers that had heard of it say so, and can be assessed anew."""
    name = who(request, by)
    desk.count_decision(person_or_address(request))
    with desk.library() as library:
        library.decide(Action.UNDO, (), by=name, note=note.replace("\r\n", "\n"), undoes=decision)
    return _remembering(request, RedirectResponse("/decisions", 303), name)


@router.post("/decisions/name")
def name(by: Words = "") -> Response:
    """Remembers another name for this session of the browser; none, so that it is asked for again."""
    answer = RedirectResponse("/decisions#name", 303)
    if " ".join(by.split()):
        _remember(answer, by)
    else:
        answer.delete_cookie(NAME_COOKIE, httponly=True, samesite="strict")
    return answer


def who(request: Request, given: str) -> str:
    """Who decides: the account that is signed in, whatever is given; else the name given, or the one remembered."""
    name = " ".join(str(request.state.person or given or _known(request) or "").split())
    if not name:
        raise InputError("nobody knows who decides; give your name")
    return name


def _may(request: Request) -> bool:
    role: Role | None = request.state.role
    return role is not None and role.may(Role.REVIEWER)


def _known(request: Request) -> str | None:
    if request.state.person:
        return str(request.state.person)
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(NAME_COOKIE)
    except CookieError:
        return None
    return unquote(found.value)[:LONGEST_NAME].strip() or None if found else None


def _remembering(request: Request, answer: Response, name: str) -> Response:
    if not request.state.person:
        _remember(answer, name)
    return answer


def _remember(answer: Response, name: str) -> None:
    """Until the browser is closed; it names, and lets nobody in."""
    kept = quote(" ".join(name.split())[:LONGEST_NAME], safe="")
    answer.set_cookie(NAME_COOKIE, kept, httponly=True, samesite="strict")


def _places(
    decision: Decision, library: Library, dossiers: Cited
) -> list[tuple[Subject, str | None, tuple[Citing, ...]]]:
    """What a decision is about: each subject, with where its words are held, and the dossiers that have them."""
    return [
        (each, _address(each, library), dossiers.citing(each.report)[:3] if each.report else ())
        for each in decision.about
    ]


def _address(about: Subject, library: Library) -> str | None:
    """Where words stand in our copy; ``None`` for an origin, and for a report that is not held."""
    if about.report is None or about.span is None:
        return None
    try:
        library.report(about.report)
    except KeyError:
        return None
    return f"/articles/{about.report}?start={about.span.start}&end={about.span.end}#passage"
