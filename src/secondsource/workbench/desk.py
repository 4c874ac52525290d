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
from secondsource.workbench.following import Following
from secondsource.workbench.limits import Rate, Streams
from secondsource.workbench.submissions import Progress, Submission, Submissions, steps_after
from secondsource.workbench.verifier import Verifier


@dataclass(frozen=True)
class Desk:
    """A library and what is submitted to be verified against it. Opens both anew for each request: SQLite's
    connections belong to one thread, and opening takes a millisecond."""

    folder: Path
    now: Callable[[], datetime]
    token: Callable[[], str]
    verifier: Verifier = field(init=False)
    following: Following = field(init=False)
    streams: Streams = field(init=False, default_factory=Streams)
    submitted: Rate = field(init=False, default_factory=lambda: Rate(60, 60))  # of each person
    decided: Rate = field(init=False, default_factory=lambda: Rate(120, 60))  # of each person; the log only ever grows

    def __post_init__(self) -> None:
        object.__setattr__(self, "verifier", Verifier(self.folder, self.now))
        object.__setattr__(self, "following", Following(self._log))

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

    async def follow(self, submission: str, after: int = 0) -> AsyncIterator[tuple[int, Submission] | None]:
        """The submission as it was after each entry of its log, with the entry's number, from the one after ``after``
        until it is over; ``None`` after a silence."""
        found = await run_in_threadpool(self.find, submission)
        told: tuple[str, ...] = ()
        async for entry in self.following.progress(submission):
            if entry is None:
                yield None
                continue
            told = steps_after(told, entry)
            if entry.number > after:
                if entry.over:  # by then it may have a better title, or an error
                    found = await run_in_threadpool(self.find, submission)
                error = found.error if entry.over else None
                yield entry.number, replace(found, state=entry.state, error=error, steps=told)

    def find(self, submission: str) -> Submission:
        """``KeyError`` if there is none of this id."""
        with self.submissions() as submissions:
            return submissions.find(submission)

    def _log(self, known: dict[str, int]) -> dict[str, list[Progress]]:
        with self.submissions() as submissions:
            return {submission: submissions.log(submission, after) for submission, after in known.items()}
