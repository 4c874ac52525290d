"""Feeds are polled politely, whatever their servers do; nothing is lost and nothing comes twice."""

import gzip
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from gather.local_web import Reply

from secondsource.settings import Limits
from secondsource.watch.polling import EVERY, LONGEST, PATIENCE, SPARE, pause, poll
from secondsource.watch.store import Watched

from .conftest import LIMITS
from .news import BAKERY, DENIAL, FEED, HOST, NOW

RSS = "application/rss+xml"


@pytest.fixture
def once(library, watched, outside):
    def once(**more):
        return list(poll(library, watched, more.pop("limits", LIMITS), outside, **more))

    return once


def asked(web, path="/feed.xml"):
    return [seen for seen in web.asked(HOST) if seen.path == path]


def headlines(library):
    return sorted(report.headline for report in library.reports())


def test_what_a_feed_lists_comes_into_the_library_once(outlet, web, watched, library, clock, once):
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    watched.add_feed(FEED, NOW)
    (polled,) = once()
    assert (polled.new, polled.feed.trouble, polled.feed.polled) == (1, None, NOW)
    assert polled.feed.next_poll == NOW + EVERY
    assert watched.feed(FEED) == polled.feed
    assert once() == []  # its time has not come
    outlet.publish("/bakery", "Rye bread", BAKERY)
    clock.wait(minutes=10)
    assert [each.new for each in once()] == [1]
    assert headlines(library) == ["Ferry denied", "Rye bread"]
    assert len(asked(web, "/ferry")) == len(asked(web, "/bakery")) == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(outlet, web, watched, clock, once):
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    watched.add_feed(FEED, NOW)
    once()
    clock.wait(minutes=10)
    assert [(each.new, each.feed.trouble) for each in once()] == [(0, None)]
    first, second = asked(web)
    assert "if-none-match" not in first.headers
    assert second.headers["if-none-match"]


def test_an_article_that_the_feed_tells_otherwise_is_fetched_again(outlet, watched, library, clock, once):
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    watched.add_feed(FEED, NOW)
    once()
    clock.wait(minutes=10)
    outlet.publish("/ferry", "Correction: ferry", (f"Correction: {DENIAL[0]}", *DENIAL[1:]))
    assert [each.new for each in once()] == [1]
    assert headlines(library) == ["Correction: ferry", "Ferry denied"]


def test_robots_are_obeyed(outlet, web, watched, once):
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    web.robots[HOST] = "User-agent: *\nDisallow: /feed.xml\n"
    watched.add_feed(FEED, NOW)
    (polled,) = once()
    assert "robots.txt" in polled.feed.trouble
    assert asked(web) == []


BOMB = gzip.compress(b"<rss>" + b" " * 40_000_000)
BROKEN = {
    "an error": (Reply(b"no", 500), "the server answered 500"),
    "gone": (Reply(b"no", 404), "the server answered 404"),
    "no feed": (Reply(b"<html><body>Welcome</body></html>"), "no feed"),
    "a bomb": (Reply(BOMB, media_type=RSS, headers=(("Content-Encoding", "gzip"),)), "holds more than"),
    "less than it says": (Reply(b"<rss>" + b" " * 1000, media_type=RSS, cut=100), "cannot be read"),
    "led inward": (Reply(status=302, headers=(("Location", "http://inside.example/feed"),)), "not a public address"),
    "led to itself": (Reply(status=302, headers=(("Location", FEED),)), "redirects more than"),
    "led to a file": (Reply(status=302, headers=(("Location", "file:///etc/passwd"),)), "only http and https"),
    "an odd packing": (Reply(b"x", media_type=RSS, headers=(("Content-Encoding", "zstd"),)), "packed as"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_feed_is_said_and_left_alone_longer_and_longer(web, watched, library, clock, once, name):
    reply, said = BROKEN[name]
    web.hosts[HOST] = lambda seen: reply
    watched.add_feed(FEED, NOW)
    for failures in (1, 2, 3):
        (polled,) = once()
        assert said in polled.feed.trouble
        assert polled.feed.failures == failures
        assert polled.feed.next_poll - clock() == EVERY * 2**failures
        clock.time = polled.feed.next_poll
    assert library.count() == 0


def test_what_has_mended_is_polled_as_before(outlet, web, watched, clock, once):
    web.hosts[HOST] = lambda seen: Reply(b"no", 503)
    watched.add_feed(FEED, NOW)
    once()
    clock.wait(minutes=20)
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    (polled,) = once()
    assert (polled.new, polled.feed.failures, polled.feed.trouble) == (1, 0, None)
    assert polled.feed.next_poll == clock() + EVERY


def test_no_pause_is_longer_than_the_longest():
    assert [pause(n) for n in (1, 2, 30)] == [2 * EVERY, 4 * EVERY, LONGEST]


@pytest.mark.parametrize(
    ("status", "stated", "seconds"),
    [
        (429, "7200", 7200),
        (503, "90000", PATIENCE),
        (503, "Tue, 03 Mar 2026 12:00:00 GMT", 10_800),
        (429, "5", EVERY.total_seconds() * 2),
        (429, "soon", EVERY.total_seconds() * 2),
    ],
)
def test_a_server_that_asks_for_patience_has_it(web, watched, clock, once, status, stated, seconds):
    web.hosts[HOST] = lambda seen: Reply(b"", status, headers=(("Retry-After", stated),))
    watched.add_feed(FEED, NOW)
    (polled,) = once()
    assert polled.feed.next_poll == clock() + timedelta(seconds=seconds)
    assert len(asked(web)) == 1


def test_a_slow_feed_costs_its_time_and_no_more(outlet, web, watched, once):
    web.hosts["slow.example"] = lambda seen: Reply(outlet.feed(), media_type=RSS, pause=20)
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    watched.add_feed("http://slow.example/feed.xml", NOW)
    watched.add_feed(FEED, NOW)
    began = time.monotonic()
    polled = once(limits=replace(LIMITS, seconds=2.0))
    assert time.monotonic() - began < 15
    by_address = {each.feed.address: each for each in polled}
    assert by_address[FEED].new == 1
    assert by_address["http://slow.example/feed.xml"].feed.failures == 1


def test_an_article_that_fails_is_tried_at_three_polls_and_then_no_more(outlet, web, watched, clock, once):
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    outlet.pages["/ferry"] = Reply(b"no", 500)
    outlet._serve()
    watched.add_feed(FEED, NOW)
    for _ in range(5):
        once()
        clock.wait(minutes=10)
    assert len(asked(web, "/ferry")) == 3


def test_more_than_one_poll_may_take_comes_with_the_next(outlet, watched, library, clock, once):
    for number in range(5):
        outlet.publish(f"/bakery-{number}", f"Rye bread {number}", (f"On day {number}. {BAKERY[0]}", *BAKERY[1:]))
    watched.add_feed(FEED, NOW)
    few = Limits(delay=0.1, seconds=10.0, pages_per_host=2)
    for _ in range(3):
        once(limits=few)
        clock.wait(minutes=10)
    assert library.count() == 5


def test_two_programs_do_not_poll_the_same_feed(outlet, web, watched, folder, clock, once):
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    feed = watched.add_feed(FEED, NOW)
    other = Watched(folder)
    assert other.claim(feed, NOW + timedelta(seconds=LIMITS.seconds) + SPARE)
    assert watched.claim(feed, NOW + timedelta(hours=1)) is None
    other.close()
    assert once() == []
    clock.wait(seconds=LIMITS.seconds)
    clock.wait(seconds=SPARE.total_seconds())
    assert [each.new for each in once()] == [1]  # whoever had it has died over it
    assert len(asked(web)) == 1


def test_who_is_stopped_in_a_poll_leaves_the_feed_to_the_next_program(outlet, web, watched, clock, once):
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    stop = threading.Event()
    served = web.hosts[HOST]

    def stopping(seen):
        stop.set()
        return served(seen)

    web.hosts[HOST] = stopping
    feed = watched.add_feed(FEED, NOW)
    once(stop=stop)
    assert watched.feed(FEED) == feed
    web.hosts[HOST] = served
    assert [each.feed.trouble for each in once()] == [None]
    assert len(list(web.asked(HOST))) >= 2


def test_a_feed_that_is_removed_while_it_is_polled_stays_removed(outlet, web, watched, folder, once):
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    watched.add_feed(FEED, NOW)
    served = web.hosts[HOST]

    def removing(seen):
        other = Watched(folder)
        if other.feeds():
            other.remove_feed(FEED)
        other.close()
        return served(seen)

    web.hosts[HOST] = removing
    once()
    assert watched.feeds() == ()
