"""The versions of an edited article, and what one says otherwise than another."""

from __future__ import annotations

from fastapi import APIRouter, Response

from secondsource.versions import compare
from secondsource.workbench.replies import TheDesk, page

router = APIRouter()


@router.get("/articles/{report}/versions")
def versions(report: str, desk: TheDesk, against: str = "") -> Response:
    """The version ``report`` set against an earlier one: the one before it, or the one named by ``against``."""
    with desk.library() as library:
        shown = library.find(report)
        held = library.versions(shown.id)
    ids = [version.id for version in held]
    if len(held) > 1 and shown.id == ids[0]:
        shown = held[1]  # the first has nothing before it; what became of it is the next
    place = ids.index(shown.id)
    other = held[ids.index(against)] if against in ids else held[max(0, place - 1)]
    older, newer = sorted((other, shown), key=lambda version: ids.index(version.id))
    revision = compare(older, newer) if older.id != newer.id else None
    return page("versions.html", versions=held, older=older, newer=newer, revision=revision)
