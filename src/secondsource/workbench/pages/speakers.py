"""Speakers: who speaks in held reports; what one of them has said over time, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from fastapi import APIRouter, Response

from secondsource.contents import person, standing
from secondsource.library import Library
from secondsource.model import Outcome, Report
from secondsource.workbench import listing
from secondsource.workbench.cited import cited
from secondsource.workbench.pages.articles import Name, Number
from secondsource.workbench.replies import TheDesk, page

router = APIRouter()

REPORTS = 20  # of a speaker, on a page
JUDGED = 200  # statements in dossiers, on a page
OUTCOMES = 200  # that are shown of a record


@router.get("/speakers")
def speakers(desk: TheDesk, q: Name = "", number: Number = 1) -> Response:
    with desk.library() as library:
        found = listing.speakers(library, q, number)
        return page("speakers.html", found=found, q=q, held=library.count(), read=library.catalogue.read())


@router.get("/speakers/{name:path}")
def speaker(name: str, desk: TheDesk, number: Number = 1) -> Response:
    with desk.library() as library, cited(desk.folder) as dossiers:
        found = standing(library, name)
        held = library.catalogue.said(person(name), REPORTS, REPORTS * (number - 1))
        said = [(library.report(report), statements) for report, statements in held]
        outcomes = list(_with_reports(library, found.outcomes[:OUTCOMES]))
        judged = dossiers.judged(name, JUDGED)
    more = number * REPORTS < found.speaker.reports
    return page("speaker.html", standing=found, said=said, outcomes=outcomes, judged=judged, number=number, more=more)


def _with_reports(library: Library, outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, Report]]:
    """Outcomes with the reports that they are of, as far as those are still held."""
    for outcome in outcomes:
        with suppress(KeyError):
            yield outcome, library.report(outcome.passage.report or "")
