"""Files and folders of the user's: reports as text, HTML, JSON, ninjs, NewsML-G2 or WARC. No web is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from secondsource.errors import FetchError
from secondsource.gather.connector import Ask, Found, NotSetUpError, Query
from secondsource.gather.matching import matches
from secondsource.intake.take import Taken, take_all
from secondsource.model import Aim, Failure
from secondsource.settings import Gather

MOST = 5_000  # reports looked through: all of them are held in memory during a gathering, some 10 kB each


@dataclass(frozen=True)
class Folders:
    """The connector ``folders``. ``read`` holds what the folders held, once they were read."""

    folders: tuple[Path, ...]
    name: str = "folders"
    aims: frozenset[Aim] = frozenset((Aim.EVENT, Aim.DENIAL))
    read: list[Taken | Failure] = field(default_factory=list, compare=False)
    lock: threading.Lock = field(default_factory=threading.Lock, compare=False)

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        with self.lock:
            if not self.read:
                self.read.extend(islice(_all(self.folders), MOST + 1))
        for taken in self.read:
            if isinstance(taken, Taken) and matches(query, taken.report.text, taken.report.published):
                yield taken
        broken = [each for each in self.read if isinstance(each, Failure)]
        if broken:
            first = f"{broken[0].subject}: {broken[0].message}"
            raise FetchError(f"{len(broken)} files could not be read, the first: {first}")
        if len(self.read) > MOST:
            raise FetchError(f"only the first {MOST:,} reports were looked through; add the folders to the library")


def _all(folders: tuple[Path, ...]) -> Iterator[Taken | Failure]:
    now = datetime.now(UTC)
    return chain.from_iterable(_one(folder, now) for folder in folders)


def _one(folder: Path, now: datetime) -> Iterator[Taken | Failure]:
    return take_all(folder, now=now) if folder.exists() else iter([Failure("gather", str(folder), "it is not there")])


def make(settings: Gather) -> Folders:
    if not settings.folders:
        raise NotSetUpError("no folders are named in the settings")
    return Folders(settings.folders)
