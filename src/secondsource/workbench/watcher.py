"""One thread that watches, beside the one that verifies what is submitted: it polls, looks, and tells."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from secondsource.errors import SecondsourceError
from secondsource.watch.rounds import IDLE, Means, Rounds
from secondsource.workbench.turns import Turns
from secondsource.workbench.verifier import PARTING

_LOG = logging.getLogger(__name__)
_LONGEST = 60.0  # seconds to the next round after one that failed


class Watcher:
    """Start it once, ``wake`` it when something else is to be watched, ``stop`` it at the end."""

    def __init__(self, folder: Path, means: Means, turns: Turns) -> None:
        self._folder, self._means, self._turns = folder, means, turns
        self._woken, self._stopped = threading.Event(), threading.Event()
        # A daemon: a round that is cut off loses nothing, the next one does it again.
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

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
        rounds, pause = None, IDLE
        while not self._stopped.is_set():
            self._woken.clear()
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
            self._woken.wait(pause)
