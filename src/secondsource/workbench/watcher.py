"""One thread that watches, beside the one that verifies what is submitted: it polls, looks, and tells."""

from __future__ import annotations

import logging
from collections.abc import Generator
from pathlib import Path

from secondsource.errors import SecondsourceError
from secondsource.watch.rounds import IDLE, Means, Rounds
from secondsource.workbench.turns import Turns
from secondsource.workbench.worker import Worker

_LOG = logging.getLogger(__name__)
_LONGEST = 60.0  # seconds to the next round after one that failed


class Watcher(Worker):
    """Wake it when something else is to be watched. A round that is cut off loses nothing: the next does it again."""

    def __init__(self, folder: Path, means: Means, turns: Turns) -> None:
        super().__init__("watcher")
        self._folder, self._means, self._turns = folder, means, turns

    def work(self) -> Generator[float, None, None]:
        rounds, pause = None, IDLE
        while True:
            try:
                rounds = rounds or Rounds(
                    self._folder, self._means, stop=self._stopped, turn=self._turns.one, progress=_LOG.info
                )
                rounds.one()
                pause = IDLE
            except SecondsourceError as error:  # somebody else writes, or the disk is full: later, perhaps
                _LOG.warning("a round of watching was cut off: %s", error)
                pause = min(2 * pause, _LONGEST)
            except Exception:  # whatever happens in one round, there is a next
                _LOG.exception("a round of watching was cut off, by a fault of ours")
                pause = min(2 * pause, _LONGEST)
            yield pause
