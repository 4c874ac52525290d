"""Watch LIVE: feeds and what is followed, on pages and for programs; changes as they are stored."""

import json
import re
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import httpx
import pytest
from fastapi.testclient import TestClient
from newsroom import report

from bench.workbench import serving
from secondsource.library import Library
from secondsource.library.guard import transaction
from secondsource.watch import Cause, Change
from secondsource.watch.rounds import Means, Rounds
from secondsource.watch.store import open_watched
from secondsource.workbench.app import create_app
from secondsource.workbench.turns import Turns

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
REPORT = "A ferry with 84 passengers ran aground near Lundvik on Sunday, harbour master Ada Holm said."
HELD = report(
    "Harbour master Ada Holm said that a ferry with 84 passengers ran aground near Lundvik on Sunday.",
    "Coast Gazette",
    date(2026, 3, 1),
)
DENIAL = report(
    "Coast guard chief Per Lind denied that a ferry ran aground near Lundvik on Sunday.",
    "Fjord <b>Post</b>",
    date(2026, 3, 2),
    headline="Ferry <script>alert(1)</script> denied",
)
SOON = 10  # seconds, for what takes half of one on a machine that does nothing else (bench/workbench.py measures it)
FEED = "https://coast.example/feed.xml"


@pytest.fixture
def folder(tmp_path):
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        list(library.add([(HELD, b"held")]))
    return tmp_path / "library"


@pytest.fixture
def client(folder):
    tokens = count(1)
    app = create_app(folder, now=lambda: NOW, token=lambda: f"t{next(tokens)}")
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client


@pytest.fixture
def dossier(client):
    """The id of a submission that is done."""
    client.post("/submissions", data={"text": REPORT, "published": "2026-03-01"})
    until(lambda: client.get("/api/submissions/t1").json()["state"] == "done")
    return "t1"


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not so after {seconds} s")


def comes_in(folder, *reports):
    with Library.open(folder, now=lambda: NOW) as library:
        list(library.add([(each, each.text.encode()) for each in reports]))


def stored(folder, number, **more):
    """So many changes of what is followed first, as a program in a terminal stores them."""
    with open_watched(folder) as watched:
        follow = watched.follows()[0]
        change = Change(0, NOW, follow.id, HELD.id, (Cause.DENIAL,), "supported -> conflicting", **more)
        with transaction(watched._db):  # which others read only whole
            return tuple(watched._append(change) for _ in range(number))


# --- pages -----------------------------------------------------------------------------------------------------


def test_a_dossier_is_followed_and_its_page_shows_the_present_one_and_what_changed(client, folder, dossier):
    assert 'action="/submissions/t1/follow"' in client.get("/submissions/t1").text
    answer = client.post("/submissions/t1/follow")
    assert (answer.status_code, answer.headers["location"]) == (303, "/follows/1")
    before = client.get("/follows/1").text
    assert "What it states" in before
    assert "Fjord" not in before
    comes_in(folder, DENIAL)
    until(lambda: client.get("/api/changes").json())
    now = client.get("/follows/1").text
    assert "Fjord &lt;b&gt;Post&lt;/b&gt;" in now
    assert "denial" in now
    assert "<script>alert" not in now
    old = client.get("/submissions/t1").text
    assert "Followed since" in old
    assert 'href="/follows/1">the present one' in old
    live = client.get("/watch").text
    assert "Ferry &lt;script&gt;alert(1)&lt;/script&gt; denied" in live
    link = re.search(r'href="(/follows/1/statements/[^"]+)"', live)[1]
    assert re.fullmatch(r"/follows/1#s\d+", client.get(link).headers["location"])
    assert client.post("/follows/1/remove").headers["location"] == "/watch"
    assert "followed no more" in client.get("/watch").text
    assert client.get("/follows/1").status_code == 404
    assert 'action="/submissions/t1/follow"' in client.get("/submissions/t1").text


def test_the_page_of_a_dossier_may_load_and_ask_what_is_ours_and_nothing_else(client, dossier):
    policy = client.get("/submissions/t1").headers["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_query_is_followed_and_its_page_tells_what_answers_it(client, folder):
    assert client.post("/follows", data={"query": "coast guard"}).headers["location"] == "/follows/1"
    assert "Query: <bdi>coast guard</bdi>" in client.get("/follows/1").text
    comes_in(folder, DENIAL)
    until(lambda: client.get("/api/changes").json())
    assert "Ferry &lt;script&gt;" in client.get("/follows/1").text


def test_feeds_are_added_shown_and_removed(client):
    assert client.post("/watch/feeds", data={"address": FEED}).status_code == 303
    assert FEED in client.get("/watch").text
    assert "not polled yet" in client.get("/watch/feeds").text
    refused = client.post("/watch/feeds", data={"address": "coast.example"})
    assert refused.status_code == 422
    assert "not the address of a feed" in refused.text
    assert client.post("/watch/feeds/remove", data={"address": FEED}).status_code == 303
    assert client.post("/watch/feeds/remove", data={"address": FEED}).status_code == 404
    assert FEED not in client.get("/watch").text


def test_what_is_not_verified_yet_is_not_followed(client, folder):
    assert client.post("/submissions/none/follow").status_code == 404
    desk = client.app.state.desk
    desk.verifier.stop()
    client.post("/submissions", data={"text": REPORT})
    assert client.post("/submissions/t1/follow").status_code == 422


def test_the_trouble_of_a_feed_is_shown_and_steers_nothing(client, folder):
    with open_watched(folder) as watched:
        feed = watched.add_feed(FEED, NOW)
        watched.polled(type(feed)(FEED, NOW, NOW, NOW, 3, "the server said <b>no</b>"))
    page = client.get("/watch").text
    assert "trouble" in page
    assert "3 failures in a row" in page
    assert "the server said &lt;b&gt;no&lt;/b&gt;" in page


# --- for programs ----------------------------------------------------------------------------------------------


def test_programs_have_the_same(client, folder, dossier):
    assert client.post("/api/feeds", json={"address": FEED}).status_code == 201
    assert [feed["address"] for feed in client.get("/api/feeds").json()] == [FEED]
    assert client.request("DELETE", "/api/feeds", params={"address": FEED}).status_code == 204
    assert client.request("DELETE", "/api/feeds", params={"address": FEED}).status_code == 404
    made = client.post("/api/follows", json={"submission": "t1"})
    assert (made.status_code, made.json()["id"]) == (201, 1)
    assert client.post("/api/follows", json={"submission": "t1"}).json() == made.json()
    assert client.post("/api/follows", json={"query": "coast guard"}).json()["query"] == "coast guard"
    assert client.post("/api/follows", json={}).status_code == 422
    assert client.post("/api/follows", json={"submission": "t1", "query": "x"}).status_code == 422
    assert client.post("/api/follows", json={"submission": "none"}).status_code == 404
    assert len(client.get("/api/follows").json()) == 2
    assert client.get("/api/follows/1/dossier").json() == client.get("/api/dossiers/t1").json()
    assert client.get("/api/follows/2/dossier").status_code == 404
    comes_in(folder, DENIAL)
    until(lambda: len(client.get("/api/changes").json()) >= 2)
    changes = client.get("/api/changes").json()
    assert [each["number"] for each in changes] == list(range(1, len(changes) + 1))
    assert client.get("/api/changes", params={"after": 1, "limit": 1}).json() == changes[1:2]
    assert client.delete("/api/follows/2").status_code == 204
    assert client.delete("/api/follows/2").status_code == 404


# --- as it happens ---------------------------------------------------------------------------------------------


def test_changes_reach_every_page_at_once_and_a_reader_that_was_cut_off_resumes(folder):
    with open_watched(folder) as watched:
        watched.follow(NOW, query="ferry", seen=1)
        other = watched.follow(NOW, query="coast", seen=1)
    stored(folder, 2)
    with serving(folder) as (_, address):
        seen, ready = {}, threading.Barrier(4)
        paths = ("/api/changes/events?after=2", "/watch/events?after=2", "/follows/1/events?after=2")
        readers = [threading.Thread(target=read, args=(address, path, seen, ready, 3)) for path in paths]
        for reader in readers:
            reader.start()
        ready.wait(60)
        at = time.monotonic()
        stored(folder, 3)
        for reader in readers:
            reader.join(60)
        for path in paths:
            assert [number for number, _, _ in seen[path]] == [3, 4, 5]
            assert max(when for _, when, _ in seen[path]) - at < SOON
        again = {}
        read(address, "/api/changes/events", again, None, 2, {"last-event-id": "3"})
        numbers = [json.loads(data)["number"] for _, _, data in again["/api/changes/events"]]
        assert numbers == [4, 5]
        # The page of one thing is told of no other.
        with open_watched(folder) as watched, transaction(watched._db):
            watched._append(Change(0, NOW, other.id, HELD.id, (Cause.NEW_REPORT,), "new report"))
        path = f"/follows/{other.id}/events"
        read(address, path, seen, None, 1)
        assert [number for number, _, _ in seen[path]] == [6]


def read(address, path, seen, ready, wanted, headers=None):
    """The events of a stream, each with its number, the moment it came and its data, until there are enough."""
    found, number = seen.setdefault(path, []), 0
    with httpx.stream("GET", address + path, headers=headers or {}, timeout=60, trust_env=False) as answer:
        if ready:
            ready.wait(60)
        for line in answer.iter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("data: ") and number and (not found or found[-1][0] != number):
                found.append((number, time.monotonic(), line[6:]))
            if len(found) == wanted:
                return


# --- two threads that verify -----------------------------------------------------------------------------------


def test_turns_are_given_in_the_order_in_which_they_were_asked_for():
    turns, order, asked = Turns(), [], []

    def take(name):
        asked.append(name)
        with turns.one():
            order.append(name)

    with turns.one():
        threads = []
        for name in range(8):
            threads.append(threading.Thread(target=take, args=(name,)))
            threads[-1].start()
            until(lambda name=name: turns._given == name + 2)
    for thread in threads:
        thread.join(10)
    assert order == list(range(8))


def test_whoever_verifies_all_the_time_waits_for_others_between():
    turns, order = Turns(), []

    def take(name, times):
        for _ in range(times):
            with turns.one():
                order.append(name)

    with turns.one():
        threads = []
        for name, times in (("busy", 3), ("other", 1)):
            threads.append(threading.Thread(target=take, args=(name, times)))
            threads[-1].start()
            until(lambda: turns._given == len(threads) + 1)
    for thread in threads:
        thread.join(10)
    assert order == ["busy", "other", "busy", "busy"]


def test_a_submission_is_done_while_much_is_followed(client, folder):
    follows = [report(f"{number} boats sank off Lundvik, police said.", "B", date(2026, 3, 1)) for number in range(6)]
    with open_watched(folder) as watched:
        for each in follows:
            watched.follow(NOW, report=each)
    client.app.state.desk.watcher.wake()
    client.post("/submissions", data={"text": REPORT, "published": "2026-03-01"})
    until(lambda: client.get("/api/submissions/t1").json()["state"] == "done")
    with open_watched(folder) as watched:
        until(lambda: all(watched.dossier(each.id) for each in watched.follows()))


def test_a_round_that_fails_is_followed_by_another(client, folder, monkeypatch, caplog):
    calls, one = [], Rounds.one

    def failing(self):
        calls.append(self)
        if len(calls) == 1:
            raise ZeroDivisionError
        one(self)

    monkeypatch.setattr(Rounds, "one", failing)
    client.post("/follows", data={"query": "coast guard"})
    comes_in(folder, DENIAL)
    until(lambda: client.get("/api/changes").json())
    assert "ZeroDivisionError" in caplog.text
    assert Means().outside is None


def test_what_a_receiver_never_took_is_said_in_one_line(client, folder):
    with open_watched(folder) as watched:
        new = watched.delivery("webhook")
        watched.delivering(new, replace(new, given_up="change 1 given up on 2026-03-05 after 20 attempts (<i>no</i>)"))
    page = client.get("/watch").text
    assert "<bdi>change 1 given up on 2026-03-05 after 20 attempts (&lt;i&gt;no&lt;/i&gt;)</bdi>" in page
    assert "● up to date" in page
