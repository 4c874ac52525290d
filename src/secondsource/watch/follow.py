"""Following: reports that came in and bear on what is followed open it again.

A report that is followed is verified anew, as of today, when one that came in is among the nearest to any of its
statements; a query tells of what came in and has its words. How far was looked is kept in one transaction with the new
dossier and the changes, so that a program that is killed in between looks once more and says nothing twice.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from secondsource.errors import LibraryError, SecondsourceError
from secondsource.library import Library
from secondsource.model import Dossier, Report, Statement
from secondsource.watch.changes import Change, Follow, arrival, differences
from secondsource.watch.store import Watched

NEAREST = 100  # passages of a statement among which a report that came in must stand: as many as evidence is sought in

_LOG = logging.getLogger(__name__)
_WORD = re.compile(r"\w+")

Verify = Callable[[Report, Library, datetime, Dossier | None], Dossier]
Progress = Callable[[str], None]


def look(
    library: Library,
    watched: Watched,
    verify: Verify,
    now: Callable[[], datetime],
    *,
    progress: Progress = lambda line: None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Change, ...]:
    """Looks at everything that came in since the last look, for each thing followed; the changes, with their numbers.

    One that cannot be verified costs only itself, and is tried again at the next look. Raises ``LibraryError`` where
    nothing can be read or kept.
    """
    found: list[Change] = []
    for follow in watched.follows():
        if stopped():
            break
        try:
            found += _look(library, watched, follow, verify, now(), progress)
        except LibraryError:
            raise
        except SecondsourceError as error:
            progress(f"{follow.title}: {error}")
        except Exception:  # whatever one report does to us, the next one is looked at
            _LOG.exception("what is followed as %s could not be looked at", follow.id)
            progress(f"{follow.title}: it could not be verified, by a fault of ours; please tell the maintainers")
    return tuple(found)


def _look(
    library: Library, watched: Watched, follow: Follow, verify: Verify, at: datetime, progress: Progress
) -> tuple[Change, ...]:
    arrived = library.arrived(follow.seen)
    if not arrived and (follow.query is not None or watched.dossier(follow.id) is not None):
        return ()
    reached = replace(follow, seen=arrived[-1][0]) if arrived else follow
    fresh = frozenset(report for _, report in arrived)
    if follow.query is not None:
        return watched.looked(
            reached, None, [arrival(each, follow, at) for each in having(library, follow.query, fresh)]
        )
    assert follow.report is not None  # noqa: S101 - one of the two is set
    before, edited = watched.dossier(follow.id), library.superseded(at.date())
    if before is not None and not (fresh & _instead(before, edited) or bears(library, before.statements, fresh, at)):
        return watched.looked(reached, None, ())
    progress(f"verifying {'again: ' if before else ''}{follow.title}")
    dossier = verify(follow.report, library, at, before)
    if before is None:
        return watched.looked(reached, dossier, ())
    cited = {reference.report for reference in dossier.reports} | _instead(before, edited)
    brought = [library.report(each) for each in sorted(fresh & cited)]
    return watched.looked(reached, dossier, differences(before, dossier, brought, follow.id, at, edited))


def bears(library: Library, statements: Sequence[Statement], fresh: frozenset[str], at: datetime) -> bool:
    """Whether a report that came in is near enough to any statement to be looked at as evidence on it."""
    for statement in statements:
        if statement.checkable:
            near = library.nearest((statement.text,), as_of=at.date(), limit=NEAREST)
            if any(passage.report in fresh for passage in near):
                return True
    return False


def having(library: Library, query: str, fresh: frozenset[str]) -> list[Report]:
    """The reports that came in and have all words of a query, those published first first."""
    wanted = set(_WORD.findall(query.casefold()))
    reports = (library.report(each) for each in fresh)
    found = [each for each in reports if wanted <= set(_WORD.findall(f"{each.headline or ''} {each.text}".casefold()))]
    return sorted(found, key=lambda each: (each.published or date.max, each.id))


def _instead(dossier: Dossier, edited: Mapping[str, str]) -> set[str]:
    """What stands in the place of reports that a dossier cites and that have been edited since."""
    return {edited[reference.report] for reference in dossier.reports if reference.report in edited}
