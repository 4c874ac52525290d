"""Following logs: one look for all who follow, however many they are.

Fifty open pages that each looked would open a hundred and fifty connections to SQLite a second. Here whoever is the
first to find the last look old takes the next one, for everybody; each follower only keeps how far it has come in what
was found, so a slow reader costs nobody memory and misses nothing. Submissions and changes are followed alike.
"""

from __future__ import annotations

from asyncio import sleep
from bisect import bisect_right
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import Generic, Protocol, TypeVar

from fastapi.concurrency import run_in_threadpool

LOOK = 0.3  # seconds between looks
SILENCE = 15.0  # seconds after which a follower is told that there is nothing new: proxies cut what is silent
LONGEST = 600.0  # seconds of one stream; its reader comes again, and is asked again who it is
KEPT = 1000  # entries of a log that are kept for all; whoever is further behind reads what lies before them alone


class Numbered(Protocol):
    """An entry of a log. Numbers grow, and are never given twice."""

    @property
    def number(self) -> int: ...


Entry = TypeVar("Entry", bound=Numbered)
Read = Callable[[dict[str, int]], Mapping[str, Sequence[Entry]]]


@dataclass
class _Followed(Generic[Entry]):
    """What was told of a log, from after ``base`` on."""

    base: int
    told: list[Entry] = field(default_factory=list)
    followers: int = 0
    looked: bool = False

    @property
    def last(self) -> int:
        return self.told[-1].number if self.told else self.base

    def after(self, number: int) -> Sequence[Entry]:
        return self.told[bisect_right(self.told, number, key=lambda entry: entry.number) :]

    def add(self, entries: Sequence[Entry]) -> None:
        self.told += entries
        self.looked = True
        if len(self.told) > 2 * KEPT:
            self.base = self.told[-KEPT - 1].number
            del self.told[:-KEPT]


class Following(Generic[Entry]):
    """The logs that are followed, as far as they are known. To be used from the event loop alone.

    ``read`` is given how far each log is known, and returns what came after, the earliest first; it is called in a
    thread. ``over`` says of which entry nothing comes after it.
    """

    def __init__(
        self,
        read: Read[Entry],
        *,
        over: Callable[[Entry], bool] = lambda entry: False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._read, self._over, self._clock = read, over, clock
        self._followed: dict[str, _Followed[Entry]] = {}
        self._looked, self._looking = -inf, False

    async def entries(self, log: str, after: int = 0) -> AsyncIterator[Entry | None]:
        """Each entry of a log after the one of this number, until it is over; ``None`` after a silence."""
        followed = self._followed.setdefault(log, _Followed(after))
        followed.followers += 1
        start = heard = self._clock()
        try:
            while self._clock() - start < LONGEST:
                while fresh := await self._since(log, followed, after):
                    for each in fresh:
                        yield each
                        after, heard = each.number, self._clock()
                        if self._over(each) and each is fresh[-1]:  # it may have been put in line again after that
                            return
                after = max(after, followed.base)
                if self._clock() - heard >= SILENCE:
                    yield None
                    heard = self._clock()
                await self._look(at_once=not followed.looked)
        finally:
            followed.followers -= 1
            if not followed.followers:
                self._followed.pop(log, None)

    async def _since(self, log: str, followed: _Followed[Entry], after: int) -> Sequence[Entry]:
        if after >= followed.base:
            return followed.after(after)
        return (await run_in_threadpool(self._read, {log: after})).get(log, ())

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
            known = {log: followed.last for log, followed in asked.items()}
            found = await run_in_threadpool(self._read, known)
            for log, followed in asked.items():
                followed.add(found.get(log, ()))
            self._looked = self._clock()
        finally:
            self._looking = False
