"""One thread that verifies what waits, one submission after another, and reads held reports while nothing does.

A second would share the same two cores, and the first submission would only be done later.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from secondsource.dossier import page
from secondsource.errors import SecondsourceError
from secondsource.intake import language
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.method import verify
from secondsource.model import Interim, Report, Statement
from secondsource.workbench.ahead import ReadingAhead
from secondsource.workbench.submissions import Submission, Submissions
from secondsource.workbench.turns import Turns
from secondsource.workbench.worker import Worker

_LOG = logging.getLogger(__name__)
_IDLE = 1.0  # seconds between looks, should nobody wake it


class _Shown:
    """Keeps what is found on each statement, for those who look on."""

    def __init__(self, submissions: Submissions, submission: str) -> None:
        self._submissions, self._submission = submissions, submission
        self._places: dict[str, int] = {}

    def read(self, statements: tuple[Statement, ...]) -> None:
        self._places = {statement.id: place for place, statement in enumerate(statements, 1)}
        self._submissions.read(self._submission, statements)

    def found(self, interim: Interim) -> None:
        self._submissions.found(self._submission, interim, self._places[interim.statement.id])


class Verifier(Worker):
    """Wake it when something was submitted. What was running when the program ended waits again."""

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], turns: Turns | None = None, houses: Path | None = None
    ) -> None:
        super().__init__("verifier")
        self._folder, self._clock = folder, clock
        self._turns, self._houses = turns or Turns(), houses
        self.ahead = ReadingAhead(folder)

    def work(self) -> Generator[float, None, None]:
        language.prepare()  # or whoever submits the first report waits for it, a second on an idle machine
        page.prepare()
        with closing(Submissions(self._folder)) as submissions:
            submissions.resume()
            while True:
                if (taken := submissions.take()) is None:
                    yield self._idle()
                else:
                    self._verify(submissions, *taken)
                    yield 0.0

    def _idle(self) -> float:
        """Reads ahead; the seconds to rest: as long as it read, so that half of a core at least is left to whoever
        looks at pages."""
        began = time.monotonic()
        read = self.ahead.step()
        return time.monotonic() - began if read else _IDLE

    def _verify(self, submissions: Submissions, submission: Submission, source: Report | str) -> None:
        def tell(message: str) -> None:
            submissions.tell(submission.id, message)

        try:
            report = self._taken_in(submission, source, tell)
            with Library.open(self._folder) as library, self._turns.one():
                dossier = verify(
                    report,
                    library,
                    as_of=submission.as_of,
                    now=self._clock(),
                    progress=tell,
                    houses=self._houses,
                    before=submissions.dossier(submission.id),
                    follower=_Shown(submissions, submission.id),
                )
            submissions.finish(submission.id, dossier)
        except SecondsourceError as error:
            submissions.fail(submission.id, str(error))
        except Exception:  # whatever one report does to us, the next one is verified
            _LOG.exception("the submission %s could not be verified", submission.id)
            submissions.fail(submission.id, "it could not be verified, by a fault of ours; please tell the maintainers")

    def _taken_in(self, submission: Submission, source: Report | str, tell: Callable[[str], None]) -> Report:
        if isinstance(source, Report):
            return replace(source, published=submission.published) if submission.published else source
        tell(f"fetching {source}")
        return take(source, published=submission.published, now=self._clock()).report
