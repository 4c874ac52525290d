"""What the pages and the interface for programs share: taking in, looking up, following progress."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from fastapi.concurrency import run_in_threadpool

from secondsource.errors import InputError
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.model import Report
from secondsource.watch import Follow, Watched
from secondsource.watch.begin import follow_report
from secondsource.watch.rounds import Means
from secondsource.watch.store import open_watched
from secondsource.workbench.changing import News, news
from secondsource.workbench.following import Following
from secondsource.workbench.interims import Shown
from secondsource.workbench.limits import Rate, Streams
from secondsource.workbench.submissions import Progress, Submission, Submissions, steps_after
from secondsource.workbench.turns import Turns
from secondsource.workbench.verifier import Verifier
from secondsource.workbench.watcher import Watcher

_ALL = "changes"  # one log of all changes; who wants those of one thing leaves the others out


@dataclass(frozen=True)
class Desk:
    """A library and what is submitted to be verified against it. Opens both anew for each request: SQLite's
    connections belong to one thread, and opening takes a millisecond."""

    folder: Path
    now: Callable[[], datetime]
    token: Callable[[], str]
    means: Means
    verifier: Verifier = field(init=False)
    watcher: Watcher = field(init=False)
    following: Following[Progress] = field(init=False)
    changing: Following[News] = field(init=False)
    streams: Streams = field(init=False, default_factory=Streams)
    submitted: Rate = field(init=False, default_factory=lambda: Rate(60, 60))  # of each person
    decided: Rate = field(init=False, default_factory=lambda: Rate(120, 60))  # of each person; the log only ever grows

    def __post_init__(self) -> None:
        turns = Turns()
        object.__setattr__(self, "verifier", Verifier(self.folder, self.now, turns, self.means.houses))
        object.__setattr__(self, "watcher", Watcher(self.folder, self.means, turns))
        object.__setattr__(self, "following", Following(self._log, over=lambda entry: entry.over))
        object.__setattr__(self, "changing", Following(self._news))

    @contextmanager
    def submissions(self) -> Iterator[Submissions]:
        held = Submissions(self.folder)
        try:
            yield held
        finally:
            held.close()

    @contextmanager
    def library(self) -> Iterator[Library]:
        with Library.open(self.folder, now=self.now) as library:
            yield library

    @contextmanager
    def watched(self) -> Iterator[Watched]:
        with open_watched(self.folder) as watched:
            yield watched

    def follow_submission(self, submission: str) -> Follow:
        """Follows the report of a submission. Raises ``InputError`` until it is done; ``KeyError`` if there is none."""
        with self.submissions() as submissions:
            dossier = submissions.dossier(submission)
        if dossier is None:
            raise InputError("it is not verified yet; follow it when its dossier is there")
        with self.watched() as watched, self.library() as library:
            made = follow_report(library, watched, dossier.report, self.now(), dossier)
        self.watcher.wake()
        return made

    def submit(
        self,
        text: str | bytes | None,
        address: str | None,
        published: date | None,
        as_of: date | None = None,
        *,
        by: str = "",
    ) -> str:
        """Takes in a report as text or bytes, or the address of one; the id of the submission.

        Raises ``InputError`` where the report cannot be used, ``Busy`` where too many wait. An address
        is fetched later, by the verifier. ``by`` is whose it is, for counting.
        """
        self.submitted.check(by, "that is more than 60 reports in a minute; wait a little")
        source: Report | str
        if text:
            data = text.encode() if isinstance(text, str) else text
            source = take("-", published=published, now=self.now(), stdin=io.BytesIO(data)).report
        elif address and address.startswith(("http://", "https://")):
            source = address
        else:
            raise InputError("no report was given; paste its text, choose a file, or give an http(s) address")
        self.submitted.count(by)
        with self.submissions() as submissions:
            given = submissions.submit(source, token=self.token, now=self.now(), published=published, as_of=as_of)
        self.verifier.wake()
        return given

    def count_decision(self, by: str) -> None:
        """Raises ``Busy`` where somebody decides more often than anybody reads."""
        self.decided.check(by, "that is more than 120 decisions in a minute; wait a little")
        self.decided.count(by)

    def assess_anew(self, submission: str) -> None:
        """Puts a submission that has a dossier in line again; ``KeyError`` if there is none. Raises ``Busy``."""
        with self.submissions() as submissions:
            submissions.again(submission)
        self.verifier.wake()

    async def follow(self, submission: str, after: int = 0) -> AsyncIterator[tuple[Progress, Submission] | None]:
        """Each entry of its log with the submission as it was then, from the one after ``after`` until it is over;
        ``None`` after a silence."""
        found = await run_in_threadpool(self.find, submission)
        told: tuple[str, ...] = ()
        async for entry in self.following.entries(submission):
            if entry is None:
                yield None
                continue
            told = steps_after(told, entry)
            if entry.number > after:
                if entry.over:  # by then it may have a better title, or an error
                    found = await run_in_threadpool(self.find, submission)
                error = found.error if entry.over else None
                yield entry, replace(found, state=entry.state, error=error, steps=told)

    def find(self, submission: str) -> Submission:
        """``KeyError`` if there is none of this id."""
        with self.submissions() as submissions:
            return submissions.find(submission)

    async def changes(self, after: int) -> AsyncIterator[News | None]:
        """Every change after the one of this number, as it is stored; ``None`` after a silence."""
        async for each in self.changing.entries(_ALL, after):
            yield each

    def _news(self, known: dict[str, int]) -> dict[str, tuple[News, ...]]:
        with self.watched() as watched:
            found = {log: watched.changes(after) for log, after in known.items()}
            if not any(found.values()):
                return {}
            with self.library() as library:
                return {log: news(library, watched, changes) for log, changes in found.items()}

    def shown_by(self, submission: str, entry: Progress) -> tuple[Shown, ...]:
        """What an entry of its log told of its statements."""
        if entry.over or entry.message is not None:
            return ()
        with self.submissions() as submissions:
            return submissions.shown_by(submission, entry.number)

    def _log(self, known: dict[str, int]) -> dict[str, list[Progress]]:
        with self.submissions() as submissions:
            return {submission: submissions.log(submission, after) for submission, after in known.items()}
