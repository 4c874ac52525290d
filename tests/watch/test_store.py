"""The file of what is watched: kept whole, shared by programs, never counting a change twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from newsroom import report

from secondsource.errors import InputError, LibraryError
from secondsource.library import Library
from secondsource.method import verify
from secondsource.watch import Cause, Change, Watched

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
FEED = "https://coast.example/feed.xml"
FERRY = report("A ferry ran aground near Lundvik, harbour master Ada Holm said.")
CHANGE = Change(0, NOW, 1, "r", (Cause.DENIAL,), "SUPPORTED -> CONFLICTING", "s", "A ferry ran aground.")


@pytest.fixture
def watched(tmp_path):
    held = Watched(tmp_path)
    yield held
    held.close()


def test_a_feed_is_watched_once_and_given_up(watched):
    feed = watched.add_feed(FEED, NOW)
    later = replace(feed, polled=NOW, next_poll=NOW + timedelta(hours=1), failures=2, trouble="it answered 503")
    watched.polled(later)
    assert watched.add_feed(FEED, NOW + timedelta(days=1)) == later
    assert watched.feeds() == (later,)
    watched.remove_feed(FEED)
    watched.polled(later)  # a poll that was under way does not bring it back
    assert watched.feeds() == ()
    with pytest.raises(KeyError):
        watched.remove_feed(FEED)


@pytest.mark.parametrize("address", ["", "coast.example", "file:///etc/passwd", "https://a.example/" + "x" * 2000])
def test_what_is_no_address_is_no_feed(watched, address):
    with pytest.raises(InputError, match="not the address of a feed"):
        watched.add_feed(address, NOW)


def test_an_item_is_done_when_it_came_or_was_tried_often_enough(watched):
    watched.add_feed(FEED, NOW)
    watched.fetched(FEED, "one", done=True)
    watched.fetched(FEED, "two", done=False)
    assert watched.done(FEED, most=2) == {"one"}
    watched.fetched(FEED, "two", done=False)
    assert watched.done(FEED, most=2) == {"one", "two"}
    watched.remove_feed(FEED)
    watched.fetched(FEED, "three", done=True)
    assert watched.done(FEED, most=1) == frozenset()


def test_a_report_and_a_query_are_followed_once(watched):
    report_followed, query = watched.follow(NOW, report=FERRY), watched.follow(NOW, query=" ferry  aground ")
    assert watched.follow(NOW + timedelta(1), report=FERRY) == report_followed
    assert watched.follow(NOW + timedelta(1), query="ferry aground") == query
    assert watched.follows() == (report_followed, query)
    watched.unfollow(query.id)
    assert watched.follows() == (report_followed,)
    with pytest.raises(KeyError):
        watched.unfollow(query.id)


@pytest.mark.parametrize("given", [{}, {"query": "  "}, {"report": FERRY, "query": "ferry"}])
def test_nothing_or_two_things_cannot_be_followed(watched, given):
    with pytest.raises(InputError, match="nothing to follow"):
        watched.follow(NOW, **given)


def test_changes_are_numbered_and_kept_with_the_dossier(watched, tmp_path):
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        dossier = verify(FERRY, library, now=NOW)
    follow = watched.follow(NOW, report=FERRY)
    assert watched.dossier(follow.id) is None
    one, two = watched.looked(replace(follow, seen=5), dossier, [CHANGE, CHANGE])
    assert (one, two) == (replace(CHANGE, number=1), replace(CHANGE, number=2))
    assert watched.dossier(follow.id) == dossier
    assert (watched.changes(), watched.changes(after=1), watched.last()) == ((one, two), (two,), 2)


def test_two_programs_that_looked_at_the_same_tell_once(watched, tmp_path):
    follow = replace(watched.follow(NOW, report=FERRY), seen=5)
    other = Watched(tmp_path)
    assert other.looked(follow, None, [CHANGE])
    assert watched.looked(follow, None, [CHANGE]) == ()
    assert len(watched.changes()) == 1
    other.close()


def test_what_is_followed_no_more_tells_nothing_and_numbers_are_not_given_twice(watched):
    follow = watched.follow(NOW, report=FERRY)
    watched.looked(replace(follow, seen=1), None, [CHANGE])
    watched.unfollow(follow.id)
    assert watched.looked(replace(follow, seen=2), None, [CHANGE]) == ()
    again = watched.follow(NOW, report=FERRY)
    assert again.id != follow.id
    assert [c.number for c in watched.looked(replace(again, seen=1), None, [CHANGE])] == [2]


def test_all_that_was_looked_at_is_kept_or_nothing(watched, monkeypatch):
    follow = watched.follow(NOW, report=FERRY)
    append, calls = watched._append, []

    def cut_off(change):
        calls.append(change)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return append(change)

    monkeypatch.setattr(watched, "_append", cut_off)
    with pytest.raises(KeyboardInterrupt):
        watched.looked(replace(follow, seen=9), None, [CHANGE, CHANGE])
    assert (watched.follows(), watched.changes()) == ((follow,), ())


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(LibraryError):
        Watched(tmp_path / "none")


def test_what_came_into_the_library_is_told_in_its_order(tmp_path):
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        other = report("Nine boats sank.")
        list(library.add([(FERRY, b"1"), (other, b"2")]))
        (first, one), (second, two) = library.arrived()
        assert (one, two) == (FERRY.id, other.id)
        assert library.arrived(first) == ((second, two),)
        assert library.arrived(second) == ()
