"""Reading held reports whole while there is nothing else to do, so that they are found by who speaks in them and where.

A report takes a third of a second, a library of thirty thousand three hours: it is done a few at a time, at most half
of the time, and stops for whatever is submitted.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from secondsource.contents import read_ahead
from secondsource.errors import SecondsourceError
from secondsource.library import Library

_LOG = logging.getLogger(__name__)
_BATCH = 4  # reports, kept together; nobody who submits one waits for more than these


class ReadingAhead:
    """``step`` is called whenever there is time; ``pause`` and ``resume`` may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paused = threading.Event()
        self._seen: object = None  # what had come in last when everything was read

    @property
    def paused(self) -> bool:
        return self._paused.is_set()

    def pause(self) -> None:
        self._paused.set()

    def resume(self) -> None:
        self._paused.clear()

    def step(self) -> bool:
        """Reads a few reports that nobody has read; whether there were any."""
        if self.paused:
            return False
        try:
            with Library.open(self._folder) as library:
                if (newest := library.catalogue.recent(1)) == self._seen:
                    return False
                if read_ahead(library, _BATCH):
                    return True
                self._seen = newest
        except SecondsourceError as error:  # somebody else writes, or the disk is full: later, perhaps
            _LOG.info("held reports were not read ahead: %s", error)
        except Exception:
            _LOG.exception("held reports are not read ahead any more, by a fault of ours")
            self.pause()
        return False
