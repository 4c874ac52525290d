"""Beginning to follow: from where on what comes in is news."""

from __future__ import annotations

from datetime import datetime

from secondsource.library import Library
from secondsource.model import Dossier, Report
from secondsource.watch.changes import Follow
from secondsource.watch.store import Watched


def follow_report(
    library: Library, watched: Watched, report: Report, now: datetime, dossier: Dossier | None = None
) -> Follow:
    """Follows a report. Its ``dossier`` is what later ones are compared with; without one, the next look makes it.

    A dossier that was made of what the library holds now stands until something else comes in; with any other, all that
    is held counts as having come since, and what the dossier cites already is no change.
    """
    reached = _reached(library)
    whole = dossier is not None and dossier.versions.library == library.digest()
    return watched.follow(now, report=report, dossier=dossier, seen=reached if whole else 0)


def follow_query(library: Library, watched: Watched, query: str, now: datetime) -> Follow:
    """Follows the words of a query: what comes in from now on and has them all."""
    return watched.follow(now, query=query, seen=_reached(library))


def _reached(library: Library) -> int:
    arrived = library.arrived()
    return arrived[-1][0] if arrived else 0
