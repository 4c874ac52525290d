"""One round of watching: feeds whose time has come are polled, what came in is looked at, what changed is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from secondsource.gather.web import Outside
from secondsource.library import Library
from secondsource.method import verify
from secondsource.model import Dossier, Report
from secondsource.settings import Limits
from secondsource.watch.changes import Change
from secondsource.watch.follow import look
from secondsource.watch.notify import Channel, deliver
from secondsource.watch.polling import poll
from secondsource.watch.store import Watched, open_watched

IDLE = 2.0  # seconds between rounds: others take reports in too, and nobody tells us

Progress = Callable[[str], None]
Turn = Callable[[], AbstractContextManager[None]]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Means:
    """What watching has to go by. Without an ``outside`` no feed is polled; what comes in otherwise is looked at.

    ``limits`` are those of a gathering, for each poll; ``contact`` is what every host is told; ``houses`` as for
    ``verify``; ``channels`` are told of changes.
    """

    now: Callable[[], datetime] = _now
    outside: Outside | None = None
    limits: Limits = field(default_factory=Limits)
    contact: str | None = None
    houses: Path | None = None
    channels: tuple[Channel, ...] = ()


class Rounds:
    """Watching the library in a folder, a round at a time, from one thread.

    ``stop`` ends a round early, and what came by then is kept. ``turn`` is entered for each verification. ``changed``
    is given every change that is stored from now on, whichever program stores it.
    """

    def __init__(
        self,
        folder: Path,
        means: Means,
        *,
        stop: threading.Event | None = None,
        turn: Turn = nullcontext,
        progress: Progress = lambda line: None,
        changed: Callable[[Change], None] = lambda change: None,
    ) -> None:
        self._folder, self._means, self._stop = folder, means, stop or threading.Event()
        self._turn, self._progress, self._changed = turn, progress, changed
        self._looked: tuple[int, frozenset[int]] | None = None  # what had come in last, and what was followed
        with open_watched(folder) as watched:
            self._told = watched.last()
            for channel in means.channels:
                watched.delivery(channel.name)  # a new one begins here, and not after the first round

    def one(self) -> None:
        """Raises ``LibraryError`` where the library cannot be used; the next round tries again."""
        means = self._means
        with Library.open(self._folder, now=means.now) as library, open_watched(self._folder) as watched:
            if means.outside is not None:
                for _ in poll(
                    library,
                    watched,
                    means.limits,
                    means.outside,
                    contact=means.contact,
                    stop=self._stop,
                    progress=self._progress,
                ):
                    self._look(library, watched)  # what the first feed brought does not wait for the last
            self._look(library, watched)
            deliver(watched, means.channels, means.now, progress=self._progress)

    def _look(self, library: Library, watched: Watched) -> None:
        """Unless nothing came in since the last look, and nothing else is followed."""
        reached = self._looked[0] if self._looked else 0
        arrived = library.arrived(reached)
        now = (arrived[-1][0] if arrived else reached, frozenset(follow.id for follow in watched.follows()))
        if now != self._looked:
            look(
                library,
                watched,
                self._verify,
                self._means.now,
                progress=self._progress,
                stopped=self._stop.is_set,
            )
            self._looked = now
        self._tell(watched)

    def _verify(self, report: Report, library: Library, at: datetime, before: Dossier | None) -> Dossier:
        with self._turn():
            return verify(report, library, now=at, houses=self._means.houses, before=before)

    def _tell(self, watched: Watched) -> None:
        while fresh := watched.changes(self._told):
            for change in fresh:
                self._changed(change)
                self._told = change.number
