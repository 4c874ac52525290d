"""A round: what a feed brings opens what is followed again, and what changed is told once, whoever looks."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from newsroom import report

from secondsource.errors import LibraryError
from secondsource.method import verify
from secondsource.watch import Cause, follow, rounds
from secondsource.watch.begin import follow_query, follow_report
from secondsource.watch.rounds import Means, Rounds

from .news import BAKERY, DENIAL, FEED, FERRY, NOW

DAY = date(2026, 3, 1)
FOLLOWED = report(FERRY, "A", DAY)
HELD = report(
    "Harbour master Ada Holm said that a ferry with 84 passengers ran aground near Lundvik on Sunday.",
    "Coast Gazette",
    DAY,
)


@pytest.fixture
def told():
    return []


@pytest.fixture
def watching(folder, means, told):
    return Rounds(folder, means, changed=told.append)


@pytest.fixture
def held(library):
    list(library.add([(HELD, b"held")]))
    return library


def test_a_feed_brings_a_denial_and_the_verdict_changes(outlet, held, watched, watching, clock, told):
    made = follow_report(held, watched, FOLLOWED, NOW)
    watched.add_feed(FEED, NOW)
    watching.one()
    assert told == []
    assert watched.dossier(made.id) == verify(FOLLOWED, held, now=NOW)
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    clock.wait(minutes=10)
    watching.one()
    (change,) = told
    assert {Cause.NEW_LINE, Cause.DENIAL} <= set(change.causes)
    assert (change.follow, change.number, change.at) == (made.id, 1, clock())
    assert change.verdict_before != change.verdict
    assert held.report(change.report).headline == "Ferry denied"
    assert watched.changes() == watched.latest(5) == watched.latest(5, made.id) == (change,)
    assert watched.latest(5, made.id + 1) == ()
    assert watched.dossier(made.id) == verify(FOLLOWED, held, now=clock())
    clock.wait(minutes=10)
    watching.one()
    assert told == [change]


def test_what_does_not_bear_on_it_is_not_verified_again(outlet, held, watched, watching, clock, told, monkeypatch):
    follow_report(held, watched, FOLLOWED, NOW)
    watched.add_feed(FEED, NOW)
    watching.one()
    monkeypatch.setattr(follow, "bears", lambda *_: False)
    monkeypatch.setattr(rounds, "verify", lambda *_, **__: pytest.fail("it was verified again"))
    outlet.publish("/bakery", "Rye bread", BAKERY)
    clock.wait(minutes=10)
    watching.one()
    assert held.count() == 2
    assert told == []
    assert watched.follows()[0].seen == held.arrived()[-1][0]


def test_a_query_tells_of_what_comes_in_from_now_on(outlet, held, watched, watching, told):
    made = follow_query(held, watched, "ferry Lundvik", NOW)
    watched.add_feed(FEED, NOW)
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    outlet.publish("/bakery", "Rye bread", BAKERY)
    watching.one()
    (change,) = told
    assert (change.follow, change.causes, change.verdict) == (made.id, (Cause.NEW_REPORT,), None)
    assert change.message == "new report on 'ferry Lundvik': Ferry denied (Fjord Post)"


def test_a_dossier_that_is_followed_is_what_the_next_is_compared_with(held, watched, watching, told):
    dossier = verify(FOLLOWED, held, now=NOW)
    follow_report(held, watched, FOLLOWED, NOW, dossier)
    watching.one()
    assert told == []
    list(held.add([(report(DENIAL[0], "Fjord Post", date(2026, 3, 2)), b"denial")]))
    watching.one()
    assert [change.verdict_before for change in told] == [dossier.assessments[0].verdict]


def test_what_came_in_since_the_dossier_was_made_is_news(held, watched, watching, told):
    dossier = verify(FOLLOWED, held, now=NOW)
    list(held.add([(report(DENIAL[0], "Fjord Post", date(2026, 3, 2)), b"denial")]))
    follow_report(held, watched, FOLLOWED, NOW, dossier)
    watching.one()
    assert [Cause.DENIAL in change.causes for change in told] == [True]


def test_one_that_cannot_be_verified_costs_only_itself(held, watched, folder, means, monkeypatch, caplog):
    for each in (report("Nine boats sank off Oster, police said.", "B", DAY), FOLLOWED):
        follow_report(held, watched, each, NOW)
    tries = []

    def failing(given, library, **more):
        tries.append(given)
        if given.publisher == "B":
            raise ZeroDivisionError
        return verify(given, library, **more)

    monkeypatch.setattr(rounds, "verify", failing)
    said = []
    watching = Rounds(folder, means, progress=said.append)
    watching.one()
    assert [watched.dossier(each.id) is not None for each in watched.follows()] == [False, True]
    assert any("by a fault of ours" in line for line in said)
    assert "ZeroDivisionError" in caplog.text
    watching.one()
    assert len(tries) == 2  # not again before something comes in
    list(held.add([(report(DENIAL[0], "Fjord Post", date(2026, 3, 2)), b"denial")]))
    watching.one()
    assert [each.publisher for each in tries].count("B") == 2


def test_each_verification_takes_its_turn(held, watched, folder, means):
    turns = []

    @contextmanager
    def turn():
        turns.append("taken")
        yield
        turns.append("given back")

    follow_report(held, watched, FOLLOWED, NOW)
    Rounds(folder, means, turn=turn).one()
    assert turns == ["taken", "given back"]


def test_without_a_network_what_comes_in_otherwise_is_looked_at(web, held, watched, folder, clock, told):
    follow_query(held, watched, "ferry", NOW)
    watched.add_feed(FEED, NOW)
    watching = Rounds(folder, Means(clock), changed=told.append)
    list(held.add([(report(DENIAL[0], "Fjord Post", date(2026, 3, 2)), b"denial")]))
    watching.one()
    assert [change.causes for change in told] == [(Cause.NEW_REPORT,)]
    assert web.seen == []
    assert watched.feed(FEED).polled is None


def test_changes_that_another_program_stores_are_told_too(held, watched, folder, means, watching, told):
    follow_query(held, watched, "ferry", NOW)
    list(held.add([(report(DENIAL[0], "Fjord Post", date(2026, 3, 2)), b"denial")]))
    Rounds(folder, means).one()
    watching.one()
    assert [change.number for change in told] == [1]


def test_a_library_that_cannot_be_used_is_said_and_tried_again(held, watched, folder, means, watching, monkeypatch):
    follow_report(held, watched, FOLLOWED, NOW)

    def busy(*_, **__):
        raise LibraryError("another program is writing")

    with monkeypatch.context() as patch, pytest.raises(LibraryError):
        patch.setattr(rounds, "verify", busy)
        watching.one()
    watching.one()
    assert watched.dossier(watched.follows()[0].id)


def test_a_report_taken_at_another_time_is_the_same_to_follow(held, watched):
    made = follow_report(held, watched, FOLLOWED, NOW)
    assert follow_report(held, watched, replace(FOLLOWED, retrieved=NOW), NOW) == made
