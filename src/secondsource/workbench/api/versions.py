"""The versions of an edited article."""

from __future__ import annotations

from fastapi import APIRouter, Response

from secondsource.model import Reference
from secondsource.versions import compare
from secondsource.workbench.api.description import answer
from secondsource.workbench.replies import TheDesk, json_reply

router = APIRouter()


@router.get("/reports/{report}/versions", responses=answer(None, many=True))
def versions(report: str, desk: TheDesk) -> Response:
    """The held versions of the article that a report is of, in the order of retrieval."""
    with desk.library() as library:
        return json_reply([Reference.to(version) for version in library.versions(report)])


@router.get("/reports/{older}/versions/{newer}", responses=answer(None))
def revision(older: str, newer: str, desk: TheDesk) -> Response:
    """What a later version says otherwise: words taken out and put in, statements vanished, changed and come."""
    with desk.library() as library:
        held = {version.id: version for version in library.versions(older)}
    return json_reply(compare(held[older], held[newer]))
