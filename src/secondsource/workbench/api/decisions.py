"""Decisions by hand for programs: the log, adding to it, and taking an entry back, which is an entry too."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from secondsource import record
from secondsource.errors import InputError
from secondsource.library.decisions import LONGEST_NAME, LONGEST_NOTE, undone
from secondsource.model import Action, Decision, Span, Subject
from secondsource.workbench.api.description import answer
from secondsource.workbench.replies import TheDesk, json_reply, person_or_address

router = APIRouter()

LISTED = 50  # of the log, on a page
Name = Annotated[str, Query(max_length=LONGEST_NAME, description="only those of this person")]
By = Annotated[str, Field(max_length=LONGEST_NAME, description="who decides; with accounts it is whose token it is")]
Note = Annotated[
    str, Field(max_length=LONGEST_NOTE, description="why; only whoever accepts a verdict may leave it out")
]


class Ends(BaseModel):
    """Characters of a report's text: the first, and one past the last."""

    start: int = Field(ge=0, le=10**9)
    end: int = Field(ge=1, le=10**9)


class About(BaseModel):
    """Words of a report, by its whole id and where they stand; or an origin, by its name."""

    report: str | None = Field(None, pattern="^[0-9a-f]{64}$")
    span: Ends | None = None
    origin: str | None = Field(None, max_length=500)


class Given(BaseModel):
    """A decision, with the keys of the data format."""

    action: Action
    about: list[About] = Field(default_factory=list, max_length=2)
    note: Note = ""
    by: By = ""
    value: str | None = Field(None, max_length=100)
    undoes: int | None = Field(None, ge=1, le=10**9)
    seen: str | None = Field(None, max_length=100, description="the machine's verdict, or stance, that was before them")


class Undoing(BaseModel):
    """Why a decision is taken back, and by whom."""

    note: Note
    by: By = ""


_LOG = answer(None)


@router.get("/decisions", responses=_LOG)
def decisions(
    desk: TheDesk,
    by: Name = "",
    number: Annotated[int, Query(alias="page", ge=1, le=10_000, description=f"of {LISTED} each, from 1")] = 1,
) -> Response:
    """The log of decisions by hand, the latest first; ``undone`` tells whether a later entry took one back."""
    with desk.library() as library:
        log = library.decisions()
    gone = undone(log)
    theirs = [each for each in reversed(log) if not by or each.by == by]
    shown = theirs[LISTED * (number - 1) : LISTED * number]
    listed = [{**record.to_json(each), "undone": each.number in gone} for each in shown]
    return json_reply({"found": len(theirs), "page": number, "decisions": listed})


@router.post("/decisions", status_code=201, responses=answer(Decision, 201))
def decide(given: Given, request: Request, desk: TheDesk) -> Response:
    """Enter a decision into the log. A ruling on a verdict shows at once; what changes stances or lines is heard when
    a dossier is assessed anew (``/api/submissions/{submission}/again``)."""
    about = tuple(_subject(each) for each in given.about)
    more: dict[str, Any] = {"value": given.value, "undoes": given.undoes, "seen": given.seen}
    desk.count_decision(person_or_address(request))
    with desk.library() as library:
        return json_reply(library.decide(given.action, about, by=_who(request, given.by), note=given.note, **more), 201)


@router.post("/decisions/{number}/undo", status_code=201, responses=answer(Decision, 201))
def undo(number: Annotated[int, Path(ge=1, le=10**9)], given: Undoing, request: Request, desk: TheDesk) -> Response:
    """Take a decision back. Both entries stay in the log; an undoing can be undone too."""
    desk.count_decision(person_or_address(request))
    with desk.library() as library:
        if number not in {each.number for each in library.decisions()}:
            raise KeyError(number)
        entry = library.decide(Action.UNDO, (), by=_who(request, given.by), note=given.note, undoes=number)
    return json_reply(entry, 201)


def _who(request: Request, given: str) -> str:
    """The account, whatever is given: nobody decides in the name of another."""
    name = str(request.state.person or given)
    if not name.strip():
        raise InputError("nobody knows who decides; give `by`")
    return name


def _subject(about: About) -> Subject:
    try:
        return Subject(about.report, Span(about.span.start, about.span.end) if about.span else None, about.origin)
    except ValueError as error:
        raise InputError(f"{error}; give a report and a span, or an origin") from None
