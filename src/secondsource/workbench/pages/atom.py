"""Changes as a feed (Atom, RFC 4287), for the readers of feeds that people have."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from fastapi import APIRouter, Request, Response

from secondsource import record
from secondsource.watch import Change
from secondsource.workbench.changing import LATEST, news
from secondsource.workbench.replies import TheDesk, render

router = APIRouter()


@router.get("/changes.atom")
def atom(request: Request, desk: TheDesk) -> Response:
    """The last changes, the newest first. Where there are accounts, ``token`` in the address is one of a reader's."""
    with desk.watched() as watched, desk.library() as library:
        told = news(library, watched, watched.latest(LATEST))
    base = str(request.base_url).rstrip("/")
    updated = told[0].change.at if told else desk.now()
    text = render("changes.atom", news=told, base=base, updated=updated, entry_id=entry_id)
    return Response(text, media_type="application/atom+xml; charset=utf-8")


def entry_id(change: Change) -> str:
    """The same for the same change, from whatever address it is asked."""
    return f"urn:uuid:{uuid5(NAMESPACE_OID, record.dumps(change))}"
