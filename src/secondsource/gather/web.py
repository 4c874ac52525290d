"""The polite way to an address: budgets, each host's pace and wishes, conditional requests, patience.

Every request of a gathering goes through ``Web.get``, and from there through the guard of ``intake/fetch.py``.
"""

from __future__ import annotations

import queue
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from urllib.parse import urlencode, urlsplit

from secondsource.errors import FetchError, LibraryError, NoAnswer
from secondsource.gather.budget import Budget
from secondsource.gather.pace import Pace
from secondsource.gather.robots import Robots
from secondsource.intake.fetch import AGENT, MOST_REDIRECTS, Answer, GuardedTransport, Resolve, Transport, resolve_name
from secondsource.intake.fetch import ask as ask_once
from secondsource.library import Capture
from secondsource.settings import Limits

MOST_FAILURES = 3  # in a row, after which a host is left alone for the rest of the gathering
_BUSY, _BROKEN = (429, 503), (500, 502, 504)


@dataclass(frozen=True, slots=True)
class Outside:
    """What differs between the world and a test: connections, names, clocks and chance.

    ``now`` is the time of day, ``jitter`` a number from 0 to 1 that spreads repeated requests.
    """

    now: Callable[[], datetime]
    jitter: Callable[[], float]
    transport: Transport
    resolve: Resolve = resolve_name


class LeftAlone(NoAnswer):
    """A host asks for more patience than a gathering has: ``seconds`` of it."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Web:
    """The web as one gathering sees it. Methods may be called from any thread.

    ``captures`` is what addresses held before, ``captured`` gives the bytes of one. ``own`` are the origins
    (``http://host:port``) of servers that the user has named as their own, which need not be public.
    """

    def __init__(
        self,
        limits: Limits,
        budget: Budget,
        outside: Outside,
        *,
        captures: Mapping[str, Capture] | None = None,
        captured: Callable[[str], bytes] = lambda original: b"",
        own: frozenset[str] = frozenset(),
        contact: str | None = None,
    ) -> None:
        self._limits, self._budget, self._outside = limits, budget, outside
        self._captures, self._captured, self._own = captures or {}, captured, own
        self._agent = {"User-Agent": f"{AGENT} ({contact})"} if contact else {}
        self._pace = Pace(limits.delay, limits.at_once, budget.sleep)
        self._robots = Robots(partial(self._follow, robots=False, secret={}, own=False), self._pace.slow)
        self._lock = threading.Lock()
        self._failures: Counter[str] = Counter()
        self.brought: queue.SimpleQueue[tuple[Capture, bytes]] = queue.SimpleQueue()

    def ask(
        self,
        address: str,
        parameters: Mapping[str, str] | None = None,
        *,
        secret: Mapping[str, str] | None = None,
        robots: bool = False,
        every: float = 0.0,
    ) -> Answer:
        """A service's answer, for a connector. Raises ``FetchError`` for anything but a body."""
        if every:
            self._pace.slow(_host(address), every)
        url = f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}" if parameters else address
        answer = self.get(url, robots=robots, secret=secret, own=True)
        if answer.status != 200:
            said = _without(secret, " ".join(answer.data[:2000].decode("utf-8", "replace").split())[:120])
            raise FetchError(f"{_host(url)} answered {answer.status}{f': {said!r}' if said else ''}")
        return answer

    def get(
        self, url: str, *, robots: bool = True, secret: Mapping[str, str] | None = None, own: bool = False
    ) -> Answer:
        """What an address holds, redirects followed; any status but 304, which becomes what was held before.

        Raises ``FetchError`` where it must not or cannot be read, ``SpentError`` where the budget is at its end.
        """
        answer = self._follow(url, robots=robots, secret=secret or {}, own=own)
        if answer.status == 200:
            self._bring(url, answer)
        return answer

    def _bring(self, url: str, answer: Answer) -> None:
        kept = Capture(
            address=url,
            landed=answer.url,
            at=self._outside.now(),
            media_type=answer.media_type,
            charset=answer.charset,
            etag=answer.etag,
            modified=answer.modified,
            original="",
        )
        self.brought.put((kept, answer.data))

    # --- redirects ---------------------------------------------------------------------------------------------

    def _follow(self, url: str, *, robots: bool, secret: Mapping[str, str], own: bool) -> Answer:
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            if robots and not self._robots.allow(here):
                raise FetchError(f"robots.txt of {_host(here)} asks programs not to read this address")
            same = _origin(here) == _origin(url)  # no other server is told a key, or gets at a private one
            private = own and same and _origin(here) in self._own
            answer = self._patiently(here, secret if same else {}, private)
            if answer.onward is None:
                return answer
            here = answer.onward
        raise FetchError(f"it redirects more than {MOST_REDIRECTS} times")

    # --- patience ----------------------------------------------------------------------------------------------

    def _patiently(self, url: str, secret: Mapping[str, str], private: bool) -> Answer:
        """Asks again, later and later, where that may help; what a host asks for is waited for."""
        host, too_long = _host(url), False
        answer: Answer | None = None
        trouble: NoAnswer | None = None
        for attempt in range(self._limits.attempts):
            if self._failures[host] >= MOST_FAILURES:
                raise NoAnswer(f"{host} was left alone after {MOST_FAILURES} failures in a row")
            try:
                answer, trouble = self._once(url, secret, private), None
            except NoAnswer as error:
                answer, trouble = None, error
            if answer and answer.status not in (*_BUSY, *_BROKEN):
                self._failures[host] = 0
                return answer
            wait = self._wait(answer, attempt)
            if too_long := wait > self._limits.longest_wait:
                trouble = LeftAlone(f"{host} wants to be left alone for {wait:.0f} s", wait)
            if too_long or attempt + 1 == self._limits.attempts:
                break
            self._pace.hold(host, wait)
        with self._lock:
            self._failures[host] = MOST_FAILURES if too_long else self._failures[host] + 1
        if trouble:
            raise trouble
        assert answer is not None  # noqa: S101 (for the type checker: there was a last attempt)
        return answer

    def _wait(self, answer: Answer | None, attempt: int) -> float:
        stated = seconds_stated(answer.retry_after, self._outside.now()) if answer and answer.retry_after else None
        if stated is not None:
            return stated
        # Half of it by chance, so that many programs that failed together do not come back together.
        return float(self._limits.backoff * 2**attempt * (0.5 + self._outside.jitter() / 2))

    def _once(self, url: str, secret: Mapping[str, str], private: bool) -> Answer:
        self._budget.require()
        known = self._captures.get(url)
        with self._pace.turn(_host(url)):
            self._budget.require()
            size = 0
            try:
                answer = ask_once(
                    url,
                    headers={**self._agent, **_conditions(known), **secret},
                    transport=self._outside.transport,
                    resolve=self._outside.resolve,
                    longest=max(0.1, self._budget.seconds),
                    largest=max(1, self._budget.bytes),
                    private=private,
                )
                size = len(answer.data)
            finally:
                self._budget.spend(size)
        if answer.status == 304 and known:
            return self._as_before(answer, known)
        return answer

    def _as_before(self, answer: Answer, known: Capture) -> Answer:
        try:
            data = self._captured(known.original)
        except LibraryError as error:
            raise FetchError(f"it has not changed, but what it held is lost: {error}") from None
        return replace(
            answer,
            status=200,
            data=data,
            media_type=known.media_type,
            charset=known.charset,
            etag=answer.etag or known.etag,
            modified=answer.modified or known.modified,
        )


def seconds_stated(retry_after: str, now: datetime) -> float | None:
    """Retry-After (RFC 9110, 10.2.3) in seconds from now: a number of them, or a date; ``None`` where it is neither."""
    if retry_after.strip().isdecimal():
        return float(retry_after.strip()[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _conditions(known: Capture | None) -> dict[str, str]:
    # Where the address redirected, the validators are those of another one.
    if known is None or known.landed != known.address:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in stated.items() if value}


def _without(secret: Mapping[str, str] | None, said: str) -> str:
    """Some services repeat the key in their errors."""
    for value in (secret or {}).values():
        said = said.replace(value, "[key]")
    return said


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").rstrip(".")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def origin_of(url: str) -> str:
    """``http://host:port`` of an address, as ``Web`` compares it."""
    return _origin(url)


def world(now: Callable[[], datetime], jitter: Callable[[], float]) -> Outside:
    """The world itself: real names and connections, through the guard."""
    return Outside(now, jitter, GuardedTransport())
