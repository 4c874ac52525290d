"""Changes as a feed: well-formed whatever articles say, stable ids, and for those who may see it."""

from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from newsroom import report

from secondsource.gather.syndication import read_feed
from secondsource.library import Library
from secondsource.watch import Cause, Change
from secondsource.watch.store import open_watched
from secondsource.workbench.access import needed
from secondsource.workbench.accounts import Role, open_accounts
from secondsource.workbench.app import create_app

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "Ferry </title><script>alert(1)</script> \x00\x1b[2J\u202e & ]]> denied"
DENIAL = report("Coast guard chief Per Lind denied it.", "Fjord <Post>", date(2026, 3, 2), headline=HOSTILE)


@pytest.fixture
def folder(tmp_path):
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        list(library.add([(DENIAL, b"denial")]))
    with open_watched(tmp_path / "library") as watched:
        watched.follow(NOW, query="ferry", seen=1)
        for number in range(3):
            message = f"supported -> refuted: {HOSTILE} {number}"
            change = Change(0, NOW, 1, DENIAL.id, (Cause.DENIAL,), message, "s/1", HOSTILE, "supported", "refuted")
            watched._append(change)
    return tmp_path / "library"


def client(folder, **more):
    return TestClient(
        create_app(folder, now=lambda: NOW, **more), base_url="http://127.0.0.1:8000", follow_redirects=False
    )


def test_it_is_well_formed_and_says_the_same_each_time(folder):
    asking = client(folder)
    answer = asking.get("/changes.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}updated") == NOW.isoformat()
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title")[-1] for entry in entries] == ["2", "1", "0"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 3
    assert all("<script>alert(1)</script>" in entry.findtext(f"{ATOM}title") for entry in entries)  # as words
    assert entries[0].find(f"{ATOM}link").get("href") == "http://127.0.0.1:8000/follows/1/statements/s/1"
    assert asking.get("/changes.atom").content == answer.content
    assert len(read_feed(answer.content, "http://127.0.0.1:8000/changes.atom")) == 3


def test_a_feed_without_changes_is_a_feed(tmp_path):
    feed = etree.fromstring(client(tmp_path / "library").get("/changes.atom").content)
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") == NOW.isoformat()


def test_where_there_are_accounts_it_takes_a_token_and_nothing_else_does(folder):
    with open_accounts(folder, lambda: NOW) as accounts:
        accounts.add("reader-1", "a ferry ran aground", Role.READER)
        token = accounts.make_token("reader-1", "feeds", Role.READER, 30)
    asking = client(folder, closed=True)
    assert asking.get("/changes.atom").status_code == 401
    assert asking.get("/changes.atom", params={"token": "wrong"}).status_code == 401
    assert asking.get("/changes.atom", params={"token": token}).status_code == 200
    assert asking.get("/changes.atom", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert asking.get("/api/changes", params={"token": token}).status_code == 401
    assert asking.get("/watch", params={"token": token}).status_code == 303


@pytest.mark.parametrize(
    ("method", "path", "least"),
    [
        ("GET", "/watch", Role.READER),
        ("GET", "/api/changes", Role.READER),
        ("POST", "/follows", Role.REVIEWER),
        ("POST", "/follows/1/remove", Role.REVIEWER),
        ("POST", "/submissions/t1/follow", Role.REVIEWER),
        ("POST", "/api/follows", Role.REVIEWER),
        ("DELETE", "/api/follows/1", Role.REVIEWER),
        ("POST", "/watch/feeds", Role.EDITOR),
        ("POST", "/watch/feeds/remove", Role.EDITOR),
        ("POST", "/api/feeds", Role.EDITOR),
        ("DELETE", "/api/feeds", Role.EDITOR),
    ],
)
def test_readers_look_reviewers_follow_editors_watch_feeds(folder, method, path, least):
    with open_accounts(folder, lambda: NOW) as accounts:
        accounts.add("ada", "a ferry ran aground", Role.EDITOR)
        tokens = {role: accounts.make_token("ada", "", role, 30) for role in Role}
    asking = client(folder, closed=True)
    for role, token in tokens.items():
        # A token serves programs alone: by a method that changes something, under /api.
        if method == "GET" or path.startswith("/api"):
            answer = asking.request(method, path, headers={"Authorization": f"Bearer {token}"})
            assert (answer.status_code == 403) is not role.may(least)
    assert needed(method, path) is least


def test_a_page_offers_what_one_may_do_and_no_more(folder):
    with open_accounts(folder, lambda: NOW) as accounts:
        for role in Role:
            accounts.add(f"{role}-1", "a ferry ran aground", role)
        tokens = {role: accounts.make_token(f"{role}-1", "", role, 30) for role in Role}
    asking = client(folder, closed=True)
    pages = {
        role: asking.get("/watch", headers={"Authorization": f"Bearer {token}"}).text for role, token in tokens.items()
    }
    assert [role for role, page in pages.items() if 'action="/follows"' in page] == [Role.REVIEWER, Role.EDITOR]
    assert [role for role, page in pages.items() if 'action="/watch/feeds"' in page] == [Role.EDITOR]
