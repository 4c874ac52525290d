"""A thread of the workbench rests, is woken, and ends by itself."""

import threading
import time

from secondsource.workbench import worker
from secondsource.workbench.worker import Worker


class Counting(Worker):
    """Works a piece each time it is woken, and says when it was closed."""

    def __init__(self, rest=60.0):
        super().__init__("counting")
        self.rest, self.done, self.closed = rest, threading.Semaphore(0), threading.Event()

    def work(self):
        try:
            while True:
                self.done.release()
                yield self.rest
        finally:
            self.closed.set()


def test_it_rests_until_it_is_woken_and_closes_its_work_at_the_end():
    counting = Counting()
    counting.start()
    assert counting.done.acquire(timeout=10)
    assert not counting.done.acquire(timeout=0.1)
    counting.wake()
    assert counting.done.acquire(timeout=10)
    counting.stop()
    assert counting.closed.wait(10)
    assert not counting.done.acquire(timeout=0.1)


def test_it_rests_as_long_as_the_work_says():
    counting = Counting(rest=0.0)
    counting.start()
    assert all(counting.done.acquire(timeout=10) for _ in range(5))
    counting.stop()
    assert counting.closed.wait(10)


def test_what_never_started_is_stopped_and_what_does_not_end_is_left(monkeypatch):
    Counting().stop()
    monkeypatch.setattr(worker, "PARTING", 0.05)
    held = threading.Event()

    class Busy(Counting):
        def work(self):
            self.done.release()
            held.wait(10)
            yield 0.0

    busy = Busy()
    busy.start()
    assert busy.done.acquire(timeout=10)
    began = time.monotonic()
    busy.stop()
    assert time.monotonic() - began < 5
    held.set()
