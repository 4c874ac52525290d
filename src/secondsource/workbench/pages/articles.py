"""All articles: everything held, searched and filtered; and one article."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from secondsource.dossier.marking import mark_blocks
from secondsource.model import Report, Span
from secondsource.workbench.replies import TheDesk, day, page

router = APIRouter()

LISTED = 50  # articles on a page


@router.get("/articles")
def articles(
    desk: TheDesk,
    q: Annotated[str, Query(max_length=1000)] = "",
    outlet: str = "",
    since: str = "",
    until: str = "",
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> Response:
    with desk.library() as library:
        found: list[tuple[Report, Span | None]]
        if q.strip():
            passages = library.search(q, as_of=day(until), limit=LISTED)
            found = [(library.report(p.report), p.span) for p in passages]
        else:
            found = [(report, None) for report in library.latest(limit=LISTED, offset=LISTED * (number - 1))]
        held = library.count()
    first, last = day(since), day(until)
    kept = [(report, span) for report, span in found if _passes(report, outlet, first, last)]
    asked = {"q": q, "outlet": outlet, "since": since, "until": until}
    more = not q.strip() and len(found) == LISTED
    return page("articles.html", found=kept, asked=asked, held=held, page=number, more=more)


def _passes(report: Report, outlet: str, first: date | None, last: date | None) -> bool:
    if outlet and outlet.casefold() not in (report.publisher or "").casefold():
        return False
    day = report.published
    return (first is None or (day is not None and day >= first)) and (last is None or (day is not None and day <= last))


@router.get("/articles/{report}")
def article(report: str, desk: TheDesk, start: int | None = None, end: int | None = None) -> Response:
    with desk.library() as library:
        found = library.find(report)
        publications, custody = library.publications(found.id), library.custody(found.id)
    marked = [Span(start, end)] if start is not None and end is not None and 0 <= start < end <= len(found.text) else []
    blocks = mark_blocks(found.text, found.blocks, marked)
    return page("article.html", report=found, blocks=blocks, publications=publications, custody=custody)
