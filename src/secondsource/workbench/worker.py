"""A thread of the workbench: it works, rests as long as it has nothing to do, and ends with the program."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Generator
from contextlib import closing

PARTING = 2.0  # seconds that a thread has at the end; what it cannot finish by then is done again after the next start


class Worker(ABC):
    """Start it once, ``wake`` it when there is something to do, ``stop`` it at the end."""

    def __init__(self, name: str) -> None:
        self._woken, self._stopped = threading.Event(), threading.Event()
        # A daemon, so that the program can end in the middle of an hour's work.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def work(self) -> Generator[float, None, None]:
        """The work, a piece at a time: after each the seconds to rest, unless it is woken. It is closed at the end."""

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
        with closing(self.work()) as work:
            while not self._stopped.is_set():
                self._woken.clear()
                self._woken.wait(next(work))
