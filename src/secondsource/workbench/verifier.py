"""One thread that verifies what waits, one submission after another, and reads held reports while nothing does.

A second would share the same two cores, and the first submission would only be done later.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
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

_LOG = logging.getLogger(__name__)
PARTING = 2.0  # seconds that a thread has at the end; what it cannot finish by then is done again after the next start
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


class Verifier:
    """Start it once, ``wake`` it when something was submitted, ``stop`` it at the end."""

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], turns: Turns | None = None, houses: Path | None = None
    ) -> None:
        self._folder, self._clock = folder, clock
        self._turns, self._houses = turns or Turns(), houses
        self.ahead = ReadingAhead(folder)
        self._woken, self._stopped = threading.Event(), threading.Event()
        # A daemon, so that the program can end in the middle of an hour's work; what was running waits again.
        self._thread = threading.Thread(target=self._run, name="verifier", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        self._stopped.set()
        self._woken.set()
        if self._thread.is_alive():  # an application that never came up has started none
            self._thread.join(PARTING)

    def _run(self) -> None:
        language.prepare()  # or whoever submits the first report waits for it, a second on an idle machine
        page.prepare()
        submissions = Submissions(self._folder)
        submissions.resume()
        while not self._stopped.is_set():
            self._woken.clear()
            if (taken := submissions.take()) is None:
                self._idle()
            else:
                self._verify(submissions, *taken)
        submissions.close()

    def _idle(self) -> None:
        began = time.monotonic()
        read = self.ahead.step()
        # It rests as long as it reads, so that half of a core at least is left to whoever looks at pages.
        self._woken.wait(time.monotonic() - began if read else _IDLE)

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
