"""Polling: what the watched feeds list anew comes into the library.

Politely: a feed is asked again only with what it said of its state last time (ETag, Last-Modified), at its host's pace
and by its robots.txt; one that fails, or asks for patience, is left alone longer and longer. An article is fetched once
it is listed, and again when the feed says something else of it. Killed at any point, a poll loses nothing and doubles
nothing: a report is in the library before its address counts as fetched, and a text that is held is not held twice.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from secondsource.canonical import key
from secondsource.errors import FetchError
from secondsource.gather.budget import Budget, SpentError
from secondsource.gather.choosing import choose
from secondsource.gather.connector import Candidate
from secondsource.gather.connectors.feeds import listed
from secondsource.gather.fetching import fetch_all
from secondsource.gather.landing import Landing
from secondsource.gather.searching import Listed
from secondsource.gather.syndication import Entry
from secondsource.gather.web import LeftAlone, Outside, Web, seconds_stated
from secondsource.intake.fetch import Answer
from secondsource.library import Library
from secondsource.model import VisitOutcome
from secondsource.settings import Limits
from secondsource.watch.changes import Feed
from secondsource.watch.store import Watched

EVERY = timedelta(minutes=10)  # between two polls of one feed
LONGEST = timedelta(hours=12)  # and after failures, each of which doubles it
ATTEMPTS = 3  # at an address that a feed lists, a poll each
PATIENCE = 86_400.0  # seconds at most for which a feed is left alone because its server wants it
SPARE = timedelta(minutes=1)  # beyond the time that a poll may take, until another program takes its feed for left
_WAITING = (VisitOutcome.LEFT, VisitOutcome.REFUSED)

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Polled:
    """How one poll went: the feed as it is now, and how many reports came."""

    feed: Feed
    new: int = 0


class _Refused(FetchError):
    """The feed answered with something else than a feed; ``seconds`` is for how long it wants to be left alone."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


def poll(
    library: Library,
    watched: Watched,
    limits: Limits,
    outside: Outside,
    *,
    contact: str | None = None,
    stop: threading.Event | None = None,
    progress: Progress = lambda line: None,
) -> Iterator[Polled]:
    """Polls every feed whose time has come, one after another, each once its predecessor has been asked for.

    Raises ``LibraryError`` where nothing can be kept.
    """
    due = [feed for feed in watched.feeds() if feed.next_poll <= outside.now()]
    if not due:
        return
    stop = stop or threading.Event()
    captures = {capture.address: capture for capture in library.captures()}
    lease = timedelta(seconds=limits.seconds) + SPARE
    for feed in due:
        if stop.is_set():
            return
        if watched.claim(feed, outside.now() + lease) is None:
            continue
        progress(f"polling {feed.address}")
        budget = Budget(limits, stop)
        once = replace(limits, attempts=1)  # what fails is tried again at the next poll
        web = Web(once, budget, outside, captures=captures, captured=library.captured, contact=contact)
        polled = _Poll(feed, library, watched, limits, web, budget, outside.now, stop).run()
        if polled.feed.trouble:
            progress(f"{feed.address}: {polled.feed.trouble}")
        yield polled


class _Poll:
    def __init__(
        self,
        feed: Feed,
        library: Library,
        watched: Watched,
        limits: Limits,
        web: Web,
        budget: Budget,
        now: Callable[[], datetime],
        stop: threading.Event,
    ) -> None:
        self._feed, self._watched, self._limits = feed, watched, limits
        self._web, self._budget, self._now, self._stop = web, budget, now, stop
        self._landing = Landing(library, web, now)

    def run(self) -> Polled:
        """Whoever is stopped in the middle leaves the feed as it was, so that the next program polls it at once."""
        try:
            self._fetch(listed(self._feed.address, self._ask))
            after = replace(self._feed, failures=0, trouble=None)
        except (FetchError, SpentError) as error:
            seconds = min(error.seconds, PATIENCE) if isinstance(error, _Refused | LeftAlone) else 0.0
            after = replace(self._feed, failures=self._feed.failures + 1, trouble=str(error))
            after = replace(after, next_poll=self._now() + max(pause(after.failures), timedelta(seconds=seconds)))
        else:
            after = replace(after, next_poll=self._now() + EVERY)
        self._landing.close()
        after = replace(after, polled=self._now()) if not self._stop.is_set() else self._feed
        self._watched.polled(after)
        return Polled(after, self._landing.count(VisitOutcome.KEPT))

    def _ask(self, address: str, parameters: Mapping[str, str] | None = None, **more: Any) -> Answer:
        answer = self._web.get(address)
        if answer.status != 200:
            stated = seconds_stated(answer.retry_after, self._now()) if answer.retry_after else None
            raise _Refused(f"the server answered {answer.status}", stated or 0.0)
        return answer

    def _fetch(self, entries: Sequence[Entry]) -> None:
        done = self._watched.done(self._feed.address, ATTEMPTS)
        fresh = {entry.url: entry for entry in entries if item(entry) not in done}
        chosen = choose(_offered(fresh.values()), self._limits)
        for visit in chosen.visits:
            if visit.outcome not in _WAITING and (entry := fresh.get(visit.address)):
                self._watched.fetched(self._feed.address, item(entry), done=True)
        by_key = {key(entry.url): entry for entry in reversed(fresh.values())}
        for landed in fetch_all(chosen.asked, self._web, self._budget, self._limits.hosts_at_once):
            before = len(self._landing.visits)
            self._landing.land(landed)
            over = all(visit.outcome not in _WAITING for visit in self._landing.visits[before:])
            entry = by_key.get(key(landed.choice.candidate.url))
            if entry is not None and landed.asked:
                self._watched.fetched(self._feed.address, item(entry), done=over)


def item(entry: Entry) -> str:
    """What stands for one listing: the address, and whatever else is said of it, so that a change is noticed."""
    said = "\n".join((entry.headline or "", entry.summary or "", entry.changed or ""))
    return f"{entry.url} {hashlib.sha256(said.encode()).hexdigest()[:16]}"


def pause(failures: int) -> timedelta:
    """Until the next poll after so many failures in a row."""
    return min(LONGEST, EVERY * int(2 ** min(failures, 10)))


def _offered(entries: Iterable[Entry]) -> Iterator[tuple[Listed, Candidate]]:
    for rank, entry in enumerate(entries):
        candidate = Candidate(entry.url, entry.published, entry.headline, entry.publisher)
        yield Listed("feeds", 0, rank, candidate), candidate
