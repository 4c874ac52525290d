"""Gathering: what others have reported is sought, fetched and taken into the library, before anything is judged.

1. plan: queries from the report's statements;
2. search: every connector is asked, each in a thread of its own;
3. choose: the addresses of one article become one, and all connectors have their turn within the budget;
4. fetch: in threads, a host at a time; articles with a date go into the library, everything else is kept apart;
5. go back: of pages that are gone or were edited since, an earlier capture is sought and fetched;
6. keep the record: what was asked, what was answered, what became of each address.

Whatever stops it, what came before is kept, and the record says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from random import random
from threading import Event
from typing import Any

from secondsource.gather.budget import Budget, SpentError
from secondsource.gather.choosing import Choice, choose
from secondsource.gather.connector import Ask, Candidate, Connector, Query
from secondsource.gather.fetching import fetch_all
from secondsource.gather.landing import Landing
from secondsource.gather.queries import plan
from secondsource.gather.registry import Registered, registered
from secondsource.gather.searching import search_all
from secondsource.gather.web import Outside, Web, origin_of, world
from secondsource.intake.fetch import Answer
from secondsource.intake.source import Source, taken_in
from secondsource.library import Library
from secondsource.model import Aim, Failure, Gathering, Report, Search, Statement, Visit, VisitOutcome
from secondsource.reading.statements import read_report
from secondsource.settings import Gather

Progress = Callable[[str], None]

SEARCHING = 0.5  # the share of the time left that searching may take: one slow service must not cost the pages


def gather_evidence(
    source: Source,
    library: Library | Path | str,
    *,
    settings: Gather | None = None,
    published: date | None = None,
    as_of: date | None = None,
    now: Callable[[], datetime] | None = None,
    progress: Progress | None = None,
    stop: Event | None = None,
    outside: Outside | None = None,
) -> Gathering:
    """Brings what others have reported about a report from the web into a library; judges nothing.

    ``source``, ``library``, ``published``, ``as_of`` and ``progress`` are as for ``verify``; the folder of a library is
    made where there is none. ``settings`` say whom to ask and how much. ``stop`` ends it early, and what came by then
    is kept. ``outside`` replaces the network in tests. Raises ``InputError`` and ``LibraryError``; what else could not
    be done is in ``failures``.
    """
    settings = settings or Gather()
    outside = outside or web(now or (lambda: datetime.now(UTC)))
    with ExitStack() as stack:
        if not isinstance(library, Library):
            library = stack.enter_context(Library.open(Path(library), create=True, now=outside.now))
        report = _kept(source, published, outside.now(), library)
        statements, _ = read_report(report)
        return gather(
            report,
            statements,
            library,
            registered(settings),
            settings,
            outside,
            as_of=as_of or outside.now().date(),
            progress=progress or (lambda line: None),
            stop=stop,
        )


def gather(
    report: Report,
    statements: Sequence[Statement],
    library: Library,
    connectors: Sequence[Registered],
    settings: Gather,
    outside: Outside,
    *,
    as_of: date,
    progress: Progress = lambda line: None,
    stop: Event | None = None,
) -> Gathering:
    """Brings what others have reported about a report into the library, and keeps the record of it there.

    ``stop`` ends it early, and so does an interrupt from the keyboard: what came by then is kept, and the record says
    that it was cut short. Raises ``LibraryError`` where the library cannot be written.
    """
    run = _Run(report, library, connectors, settings, outside, progress, stop or Event())
    try:
        run.seek(plan(report, statements, as_of, settings.limits.queries))
        run.go_back(as_of)
    except KeyboardInterrupt:
        run.budget.cancel()
    made = run.record()
    library.keep_gathering(made)
    return made


def web(now: Callable[[], datetime]) -> Outside:
    """The web itself, through the guard, for ``gather_evidence`` and the doctor; ``now`` is the clock."""
    return world(now, random)


class _Run:
    """One gathering, as far as it has come."""

    def __init__(
        self,
        report: Report,
        library: Library,
        connectors: Sequence[Registered],
        settings: Gather,
        outside: Outside,
        progress: Progress,
        stop: Event,
    ) -> None:
        self.budget = Budget(settings.limits, stop)
        self._report, self._settings, self._progress = report, settings, progress
        self._registered, self._began = connectors, outside.now()
        self._connectors: tuple[Connector, ...] = tuple(each.connector for each in connectors if each.connector)
        self._web = _web(library, settings, self.budget, outside)
        self._landing = Landing(library, self._web, outside.now)
        self._searches: list[Search] = []
        self._chosen: list[Choice] = []
        self._unfetched: list[Visit] = []

    def seek(self, queries: Sequence[Query]) -> None:
        """Asks every connector, takes in what they have in hand, and fetches the addresses that they give."""
        self._follow(queries, self._settings.limits.results, own=self._report.url)

    def go_back(self, as_of: date) -> None:
        """Asks for captures of what is gone or was edited, and fetches those."""
        missed = self._landing.missed
        self._follow([Query(Aim.CAPTURE, (), address=url, until=until or as_of) for url, until in missed], 1)

    def _follow(self, queries: Sequence[Query], most: int, own: str | None = None) -> None:
        answers = search_all(queries, self._connectors, self._ask(), self.budget, most, self._progress)
        self._searches += answers.searches
        addresses = []
        for listed in answers.listed:
            if isinstance(listed.found, Candidate):
                addresses.append((listed, listed.found))
            else:
                self._landing.hold(listed.connector, listed.found)
        chosen = choose(addresses, self._settings.limits, own)
        self._chosen += chosen.asked
        self._unfetched += chosen.visits
        for landed in fetch_all(chosen.asked, self._web, self.budget, self._settings.limits.hosts_at_once):
            self._landing.land(landed)
            kept, asked = self._landing.count(VisitOutcome.KEPT), len(self._landing.visits)
            self._progress(f"{kept} reports taken in, {asked} addresses read, {self.budget.size:,} bytes")

    def _ask(self) -> Ask:
        """The way to the web for one round of searching, which leaves time to fetch what was found."""
        least = self.budget.seconds * (1 - SEARCHING)

        def ask(address: str, parameters: Mapping[str, str] | None = None, **more: Any) -> Answer:
            if self.budget.seconds < least:
                raise SpentError("the time for searching was over")
            return self._web.ask(address, parameters, **more)

        return ask

    def record(self) -> Gathering:
        """What was asked and what came of it; ends the gathering."""
        self._landing.close()
        visits = (*self._landing.visits, *self._unfetched, *self._left())
        return Gathering(
            report=self._report.id,
            began=self._began,
            searches=tuple(self._searches),
            visits=tuple(sorted(visits, key=lambda visit: (visit.connector, visit.address, visit.outcome))),
            reviews=tuple(self._landing.reviews),
            failures=self._failures(),
        )

    def _left(self) -> list[Visit]:
        done = {visit.address for visit in self._landing.visits}
        left = [choice for choice in self._chosen if choice.candidate.url not in done]
        return [Visit(each.connector, each.candidate.url, VisitOutcome.LEFT, reason=self.budget.spent) for each in left]

    def _failures(self) -> tuple[Failure, ...]:
        """One for each connector and reason, and one for the whole where it was cut short."""
        broken = [Failure("gather", each.name, each.lacking or "") for each in self._registered if each.broken]
        told = [
            Failure("gather", search.connector, search.reason)
            for search in self._searches
            if search.reason and not search.answered and search.reason != self.budget.spent
        ]
        spent = self.budget.spent
        cut = [Failure("gather", "all connectors", f"{spent}, and what came by then is kept")] if spent else []
        return tuple(dict.fromkeys((*broken, *told, *cut)))


def _kept(source: Source, published: date | None, now: datetime, library: Library) -> Report:
    """The report, and if it was at an address also in the library: what is there may be gone tomorrow."""
    report, data = taken_in(source, published, now)
    if data is not None and report.url and "://" in str(source):
        list(library.add([(report, data)]))
    return report


def _web(library: Library, settings: Gather, budget: Budget, outside: Outside) -> Web:
    return Web(
        settings.limits,
        budget,
        outside,
        captures={capture.address: capture for capture in library.captures()},
        captured=library.captured,
        own=frozenset((origin_of(settings.searxng),)) if settings.searxng else frozenset(),
        contact=settings.contact,
    )
