"""What is counted: rates that slide, and streams that are open."""

import pytest

from secondsource.workbench.limits import Busy, Rate, Streams


class Clock:
    def __init__(self):
        self.time = 0.0

    def __call__(self):
        return self.time


def test_a_rate_slides_and_says_when_to_come_again():
    clock = Clock()
    rate = Rate(2, 60, clock=clock)
    for clock.time in (0.0, 20.0):
        rate.check("ada", "wait")
        rate.count("ada")
    clock.time = 30.5
    with pytest.raises(Busy) as refused:
        rate.check("ada", "wait")
    assert refused.value.seconds == 30
    clock.time = 60.0
    rate.check("ada", "wait")


def test_each_key_is_counted_by_itself_and_can_be_forgotten():
    rate = Rate(1, 60, clock=Clock())
    rate.count("ada")
    rate.check("bo", "wait")
    rate.forget("ada")
    rate.check("ada", "wait")


def test_many_keys_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr("secondsource.workbench.limits._KEYS", 3)
    rate = Rate(1, 60, clock=Clock())
    for key in "abcd":
        rate.count(key)
    rate.check("a", "wait")
    with pytest.raises(Busy):
        rate.check("d", "wait")


def test_streams_are_bounded_for_each_and_for_all():
    streams = Streams(most=3, each=2)
    with streams.one("ada"), streams.one("ada"):
        with pytest.raises(Busy):
            streams.check("ada")
        with streams.one("bo"), pytest.raises(Busy):
            streams.check("cy")
        streams.check("cy")
    assert streams.open == 0
