"""What comes in is told apart: articles with a date go into the library, everything else is archived and kept apart."""

from __future__ import annotations

import hashlib
import queue
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from secondsource.canonical import key
from secondsource.errors import InputError
from secondsource.gather.article import Kind, Look, by_address, look_at
from secondsource.gather.connector import Background, Candidate, Found
from secondsource.gather.fetching import Landed
from secondsource.gather.web import Web
from secondsource.intake.fetch import Answer, Fetched
from secondsource.intake.take import Taken, take
from secondsource.library import Capture, Library
from secondsource.model import ClaimReview, Report, Visit, VisitOutcome

UNDATED = "it has no date, so nobody can say that it was there in time"
BACKGROUND = "a reference work: background, not a report"
EARLIEST = date(1990, 1, 1)  # no page of the web is older; earlier dates are those of clocks that were not set

_GONE = (404, 410, 451)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/json", "")
_BATCH = 16  # captures to a commit


class Landing:
    """Takes in what was found, in one thread. ``visits``, ``reviews`` and ``missed`` tell of it.

    ``missed`` are the addresses of pages that are gone or were edited, with the day up to which a capture is wanted.
    """

    def __init__(self, library: Library, web: Web, now: Callable[[], datetime]) -> None:
        self._library, self._web, self._now = library, web, now
        self._seen: dict[str, str] = {}
        self._captures: list[tuple[Capture, bytes]] = []
        self.visits: list[Visit] = []
        self.reviews: list[ClaimReview] = []
        self.missed: list[tuple[str, date | None]] = []

    def hold(self, connector: str, found: Found) -> None:
        """Takes in what a connector had in hand."""
        if isinstance(found, Taken):
            self._keep(connector, found.report.url or f"report {found.report.id[:12]}", found, None)
        elif isinstance(found, Background):
            visit = Visit(connector, found.url, VisitOutcome.APART, self._now(), BACKGROUND, original=found.original)
            self.visits.append(visit)
        elif isinstance(found, ClaimReview) and found not in self.reviews:
            self.reviews.append(found)

    def land(self, landed: Landed) -> None:
        """Takes in what an address held, or why it could not be had."""
        connector, url, answer = landed.choice.connector, landed.choice.candidate.url, landed.answer
        if answer is None:
            outcome = VisitOutcome.REFUSED if landed.asked else VisitOutcome.LEFT
            self.visits.append(Visit(connector, url, outcome, self._now(), landed.reason))
        elif answer.status != 200:
            self._refused(connector, landed.choice.candidate, answer)
        else:
            self._page(connector, landed.choice.candidate, answer)
        self._drain()

    def close(self) -> None:
        """Writes what waits to be written."""
        self._drain(0)

    def count(self, outcome: VisitOutcome) -> int:
        """How many addresses came to that."""
        return sum(visit.outcome is outcome for visit in self.visits)

    # --- pages -------------------------------------------------------------------------------------------------

    def _refused(self, connector: str, candidate: Candidate, answer: Answer) -> None:
        gone = answer.status in _GONE
        reason = f"it is gone ({answer.status})" if gone else f"the server answered {answer.status}"
        self.visits.append(Visit(connector, candidate.url, VisitOutcome.REFUSED, self._now(), reason))
        if gone and candidate.of is None:
            self.missed.append((candidate.url, None))

    def _page(self, connector: str, candidate: Candidate, answer: Answer) -> None:
        digest = hashlib.sha256(answer.data).hexdigest()
        apart = Visit(connector, candidate.url, VisitOutcome.APART, self._now(), original=digest)
        if answer.media_type not in _PAGES:
            self.visits.append(replace(apart, reason=f"no page of text, but {answer.media_type[:40]}"))
            return
        look = look_at(answer.data, candidate.of or answer.url, answer.charset)
        if look.kind is not Kind.ARTICLE:
            self.visits.append(replace(apart, reason=look.kind))
            if by_address(answer.url) and not by_address(candidate.url):  # what is gone often leads to the front page
                self.missed.append((candidate.url, None))
            return
        try:
            taken = _read(candidate, answer, self._now())
        except InputError as error:
            self.visits.append(replace(apart, reason=str(error)))
            return
        self._keep(connector, candidate.url, taken, candidate, look)

    def _keep(
        self, connector: str, address: str, taken: Taken, candidate: Candidate | None, look: Look | None = None
    ) -> None:
        report = _dated(taken.report, candidate, self._now())
        visit = Visit(connector, address, VisitOutcome.APART, self._now(), report=report.id, original=report.archived)
        name = key(report.url) if report.url else report.id
        captured = candidate is not None and candidate.of is not None
        if report.published is None:
            self.visits.append(replace(visit, reason=UNDATED))
        elif name in self._seen and not captured:
            self.visits.append(replace(visit, outcome=VisitOutcome.SAME, reason=f"the same as {self._seen[name]}"))
        else:
            self._seen.setdefault(name, address)
            (added,) = self._library.add([(report, taken.data)])
            outcome = VisitOutcome.KEPT if added.new else VisitOutcome.HELD
            self.visits.append(replace(visit, outcome=outcome, reason=_note(look, captured)))
            if look and _edited(report, look) and not captured:
                self.missed.append((address, report.published))

    # --- captures ----------------------------------------------------------------------------------------------

    def _drain(self, waiting: int = _BATCH) -> None:
        while True:
            try:
                self._captures.append(self._web.brought.get_nowait())
            except queue.Empty:
                break
        if len(self._captures) > waiting:
            self._library.keep_captures(self._captures)
            self._captures = []


def _read(candidate: Candidate, answer: Answer, now: datetime) -> Taken:
    """The report on a page; of a capture, at the address that it is a capture of."""
    fetched = Fetched(candidate.of or answer.url, answer.data, answer.media_type, answer.charset)
    return take(fetched.url if "://" in fetched.url else answer.url, now=now, fetch=lambda url: fetched)


def _dated(report: Report, candidate: Candidate | None, now: datetime) -> Report:
    """With the day and the publisher that a feed states, where the page states none. Impossible days are none."""
    listed = candidate.published if candidate else None
    days = [day for day in (report.published, listed) if day and _possible(day, now)]
    publisher = report.publisher or (candidate.publisher if candidate else None)
    return replace(report, published=days[0] if days else None, publisher=publisher)


def _possible(day: date, now: datetime) -> bool:
    return EARLIEST <= day <= now.date() + timedelta(days=1)  # it is tomorrow already in the east


def _edited(report: Report, look: Look) -> bool:
    return look.modified is not None and report.published is not None and look.modified > report.published


def _note(look: Look | None, captured: bool) -> str | None:
    if captured:
        return "an earlier capture"
    return "only the opening: the rest is behind a paywall" if look and look.paywalled else None
