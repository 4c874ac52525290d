"""All articles: everything held, searched and filtered; what came in lately; and one article."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import RedirectResponse

from secondsource.contents import stated
from secondsource.copying import copies_of
from secondsource.dossier.marking import mark_blocks
from secondsource.library.catalogue import Filter
from secondsource.model import Span
from secondsource.workbench import listing
from secondsource.workbench.cited import cited
from secondsource.workbench.replies import TheDesk, day, page

router = APIRouter()

Name = Annotated[str, Query(max_length=200)]
Number = Annotated[int, Query(alias="page", ge=1, le=10_000)]
READ_AT_ONCE = 50_000  # characters of a report that is read while somebody waits: some five seconds


@router.get("/articles")
def articles(
    desk: TheDesk,
    q: Annotated[str, Query(max_length=1000)] = "",
    outlet: Name = "",
    since: Name = "",
    until: Name = "",
    language: Name = "",
    place: Name = "",
    speaker: Name = "",
    number: Number = 1,
) -> Response:
    wanted = Filter(outlet, day(since), day(until), language, place, speaker)
    asked = {"q": q, "outlet": outlet, "since": since, "until": until, "language": language, "place": place}
    asked["speaker"] = speaker
    with desk.library() as library:
        return page(
            "articles.html",
            found=listing.articles(library, q, wanted, number),
            asked=asked,
            held=library.count(),
            read=library.catalogue.read(),
            paused=desk.verifier.ahead.paused,
            languages=library.catalogue.languages(),
        )


@router.post("/articles/reading")
def reading(desk: TheDesk, go: Annotated[str, Form()] = "") -> Response:
    """Lets the reading of what is held rest, or go on."""
    if go:
        desk.verifier.ahead.resume()
    else:
        desk.verifier.ahead.pause()
    return RedirectResponse("/articles", 303)


@router.get("/recent")
def recent(desk: TheDesk, number: Number = 1) -> Response:
    with desk.library() as library, cited(desk.folder) as dossiers:
        found = listing.recent(library, number)
        citing = {one.report.id: dossiers.citing(one.report.id) for one in found.listed}
    return page("recent.html", found=found, citing=citing)


@router.get("/articles/{report}")
def article(
    report: str,
    desk: TheDesk,
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    with desk.library() as library:
        found = library.find(report)
        publications, custody = library.publications(found.id), library.custody(found.id)
        statements = stated(library, found) if len(found.text) <= READ_AT_ONCE else None
        copies = copies_of(found, library)
    with cited(desk.folder) as dossiers:
        citing = dossiers.citing(found.id)
    marked = [Span(start, end)] if start is not None and end is not None and start < end <= len(found.text) else []
    return page(
        "article.html",
        report=found,
        blocks=mark_blocks(found.text, found.blocks, marked),
        publications=publications,
        custody=custody,
        statements=statements,
        copies=copies,
        citing=citing,
    )


@router.get("/articles/{report}/copies/{other}")
def copy(report: str, other: str, desk: TheDesk) -> Response:
    """Two reports that share text, with what they share marked in both."""
    with desk.library() as library:
        ours, theirs = library.find(report), library.find(other)
        found = next((copy for copy in copies_of(ours, library) if copy.report.report == theirs.id), None)
    if found is None:
        raise KeyError(other)
    both = (
        (ours, mark_blocks(ours.text, ours.blocks, [passage.ours for passage in found.passages])),
        (theirs, mark_blocks(theirs.text, theirs.blocks, [passage.theirs for passage in found.passages])),
    )
    return page("copy.html", copy=found, both=both)


@router.get("/articles/{report}/originals/{digest}")
def original(report: str, digest: str, desk: TheDesk) -> Response:
    """The bytes as they came, to be kept in a file: whatever they are, no browser shows them as a page."""
    with desk.library() as library:
        found = library.find(report)
        one = {each.archived: each for each in library.publications(found.id)}[digest]
        data = library.original(one)
    name = f"{found.id[:12]}-{digest[:12]}.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox"}
    return Response(data, media_type="text/plain", headers=headers)
