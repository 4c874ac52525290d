"""All articles, what came in lately, what an article states and shares, and who speaks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from secondsource import record
from secondsource.contents import person, standing, stated
from secondsource.copying import copies_of
from secondsource.library.catalogue import Filter
from secondsource.model import Reference
from secondsource.workbench import listing
from secondsource.workbench.cited import cited
from secondsource.workbench.replies import TheDesk, json_reply

router = APIRouter()

Name = Annotated[str, Query(max_length=200, description="a part of the name")]
Number = Annotated[int, Query(alias="page", ge=1, le=10_000, description=f"of {listing.LISTED} each, from 1")]
Id = Annotated[str, Path(description="of a held report, whole")]
REPORTS = 20  # of a speaker, on a page
JUDGED = 200  # statements in dossiers


def _answer(description: str, kind: str = "object") -> dict[int | str, dict[str, Any]]:
    schema: dict[str, Any] = {"type": kind, "items": {"type": "object"}} if kind == "array" else {"type": kind}
    return {200: {"description": description, "content": {"application/json": {"schema": schema}}}}


_UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {
        "description": "there is nothing of that name",
        "content": {"application/json": {"schema": {"type": "object", "required": ["error"]}}},
    }
}


@router.get("/articles", responses=_answer("a page of references to reports, and how many there are"))
def articles(
    desk: TheDesk,
    q: Annotated[str, Query(max_length=1000, description="plain words; there is no query language")] = "",
    outlet: Name = "",
    since: Annotated[date | None, Query(description="published on this day or later")] = None,
    until: Annotated[date | None, Query(description="published on this day or earlier")] = None,
    language: Annotated[str, Query(max_length=20, description="ISO 639-1")] = "",
    place: Name = "",
    speaker: Name = "",
    number: Number = 1,
) -> Response:
    """The held reports that pass every filter: by words the nearest first, otherwise the one published last first.

    Speakers and places are known of the reports that were read whole; ``read`` says how many those are.
    """
    wanted = Filter(outlet, since, until, language, place, speaker)
    with desk.library() as library:
        found = listing.articles(library, q, wanted, number)
        held, read = library.count(), library.catalogue.read()
    listed = [_listed(one) for one in found.listed]
    return json_reply({"held": held, "read": read, "found": found.found, "page": number, "articles": listed})


@router.get("/recent", responses=_answer("a page of references to reports, and how many are held"))
def recent(desk: TheDesk, number: Number = 1) -> Response:
    """The held reports, the last to be taken in first, each with the submissions whose dossiers cite it."""
    with desk.library() as library, cited(desk.folder) as dossiers:
        found = listing.recent(library, number)
        listed = [
            {**_listed(one), "dossiers": [each.submission for each in dossiers.citing(one.report.id)]}
            for one in found.listed
        ]
    return json_reply({"found": found.found, "page": number, "articles": listed})


@router.get("/articles/{report}", responses={**_answer("a report"), **_UNKNOWN})
def article(report: Id, desk: TheDesk) -> Response:
    """A held report."""
    with desk.library() as library:
        return json_reply(library.report(report))


@router.get("/articles/{report}/statements", responses={**_answer("statements", "array"), **_UNKNOWN})
def statements(report: Id, desk: TheDesk) -> Response:
    """What a held report states, and who says so."""
    with desk.library() as library:
        return json_reply(stated(library, library.report(report)))


@router.get("/articles/{report}/copies", responses={**_answer("reports that share its text", "array"), **_UNKNOWN})
def copies(report: Id, desk: TheDesk) -> Response:
    """The held reports that it shares its text with: which passages, and what share of each."""
    with desk.library() as library:
        return json_reply(copies_of(library.report(report), library))


@router.get("/speakers", responses=_answer("a page of speakers, and how many there are"))
def speakers(desk: TheDesk, q: Name = "", number: Number = 1) -> Response:
    """The named sources of the reports that were read whole, those who speak in most reports first."""
    with desk.library() as library:
        found = listing.speakers(library, q, number)
        held, read = library.count(), library.catalogue.read()
    return json_reply(
        {"held": held, "read": read, "found": found.found, "page": number, "speakers": record.to_json(found.speakers)}
    )


@router.get("/speakers/{name}", responses={**_answer("a speaker"), **_UNKNOWN})
def speaker(
    name: Annotated[str, Path(max_length=200, description="any of its spellings")], desk: TheDesk, number: Number = 1
) -> Response:
    """What somebody has said, by report, the one published last first, and what became of it."""
    with desk.library() as library, cited(desk.folder) as dossiers:
        found = standing(library, name)
        said = [
            {**record.to_json(Reference.to(library.report(report))), "said": record.to_json(statements)}
            for report, statements in library.catalogue.said(person(name), REPORTS, REPORTS * (number - 1))
        ]
        judged = dossiers.judged(name, JUDGED)
    return json_reply({**record.to_json(found), "page": number, "articles": said, "judged": record.to_json(judged)})


def _listed(one: listing.Listed) -> dict[str, Any]:
    """A reference to a report; with the passage by which it was found, or when it came in, if that is how."""
    told: dict[str, Any] = record.to_json(Reference.to(one.report))
    if one.passage is not None:
        passage = record.to_json(one.passage)
        told["passage"] = {
            "span": passage["span"],
            "text": one.passage.span.of(one.report.text),
            "score": passage["score"],
        }
    if one.came is not None:
        told["came"] = one.came.isoformat()
    return told
