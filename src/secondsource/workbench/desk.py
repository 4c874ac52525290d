"""What the pages and the interface for programs share: taking in, looking up, following progress."""

from __future__ import annotations

import io
from asyncio import sleep
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from secondsource.errors import InputError
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.model import Report
from secondsource.workbench.submissions import Submission, Submissions
from secondsource.workbench.verifier import Verifier

_LOOK = 0.3  # seconds between looks at the progress of a submission


@dataclass(frozen=True)
class Desk:
    """A library and what is submitted to be verified against it. Opens both anew for each request: SQLite's
    connections belong to one thread, and opening takes a millisecond."""

    folder: Path
    now: Callable[[], datetime]
    token: Callable[[], str]
    verifier: Verifier = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "verifier", Verifier(self.folder, self.now))

    @contextmanager
    def submissions(self) -> Iterator[Submissions]:
        held = Submissions(self.folder)
        try:
            yield held
        finally:
            held.close()

    @contextmanager
    def library(self) -> Iterator[Library]:
        with Library.open(self.folder) as library:
            yield library

    def submit(
        self, text: str | bytes | None, address: str | None, published: date | None, as_of: date | None = None
    ) -> str:
        """Takes in a report as text or bytes, or the address of one; the id of the submission.

        Raises ``InputError`` where the report cannot be used. An address is fetched later, by the verifier.
        """
        source: Report | str
        if text:
            data = text.encode() if isinstance(text, str) else text
            source = take("-", published=published, now=self.now(), stdin=io.BytesIO(data)).report
        elif address and address.startswith(("http://", "https://")):
            source = address
        else:
            raise InputError("no report was given; paste its text, choose a file, or give an http(s) address")
        with self.submissions() as submissions:
            given = submissions.submit(source, token=self.token, now=self.now(), published=published, as_of=as_of)
        self.verifier.wake()
        return given

    async def follow(self, submission: str) -> AsyncIterator[Submission]:
        """The submission as it is now and whenever it has come further, until it is over."""
        seen = None
        with self.submissions() as submissions:
            while seen is None or not seen.over:
                if (found := submissions.find(submission)) != seen:
                    seen = found
                    yield found
                else:
                    await sleep(_LOOK)
