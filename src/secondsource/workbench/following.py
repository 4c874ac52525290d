"""Following submissions: one look at the log for all who follow, however many they are.

Fifty open pages that each looked would open a hundred and fifty connections to SQLite a second. Here whoever is the
first to find the last look old takes the next one, for everybody; each follower only keeps how far it has come in what
was found, so a slow reader costs nobody memory and misses nothing.
"""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from fastapi.concurrency import run_in_threadpool

from secondsource.workbench.submissions import Progress

LOOK = 0.3  # seconds between looks
SILENCE = 15.0  # seconds after which a follower is told that there is nothing new: proxies cut what is silent
LONGEST = 600.0  # seconds of one stream; its reader comes again, and is asked again who it is

Read = Callable[[dict[str, int]], dict[str, list[Progress]]]


@dataclass
class _Followed:
    told: list[Progress] = field(default_factory=list)
    followers: int = 0

    @property
    def last(self) -> int:
        return self.told[-1].number if self.told else 0


class Following:
    """What is followed, with its log so far. To be used from the event loop alone.

    ``read`` is given how far the log of each submission is known, and returns what came after; it is called in a
    thread.
    """

    def __init__(self, read: Read, *, clock: Callable[[], float] = monotonic) -> None:
        self._read, self._clock = read, clock
        self._followed: dict[str, _Followed] = {}
        self._looked, self._looking = -inf, False

    async def progress(self, submission: str) -> AsyncIterator[Progress | None]:
        """Each entry of the log from its beginning until the submission is over; ``None`` after a silence."""
        followed = self._followed.setdefault(submission, _Followed())
        followed.followers += 1
        start = heard = self._clock()
        place = 0
        try:
            while self._clock() - start < LONGEST:
                while place < len(followed.told):
                    yield (each := followed.told[place])
                    place, heard = place + 1, self._clock()
                    if each.over and place == len(followed.told):  # it may have been put in line again after that
                        return
                if self._clock() - heard >= SILENCE:
                    yield None
                    heard = self._clock()
                await self._look(at_once=not followed.told)
        finally:
            followed.followers -= 1
            if not followed.followers:
                self._followed.pop(submission, None)

    async def _look(self, *, at_once: bool) -> None:
        if not at_once:
            await sleep(LOOK)
        elif self._looking:
            await sleep(LOOK / 10)
        if self._looking or (not at_once and self._clock() - self._looked < LOOK / 2):
            return
        self._looking = True
        try:
            asked = dict(self._followed)  # by the time of the answer, another of the same name may have begun anew
            known = {submission: followed.last for submission, followed in asked.items()}
            for submission, told in (await run_in_threadpool(self._read, known)).items():
                asked[submission].told += told
            self._looked = self._clock()
        finally:
            self._looking = False
