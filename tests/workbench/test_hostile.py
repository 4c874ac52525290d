"""Hostile articles, submitted and held: on every page they are words, and nothing of theirs comes alive."""

import re
import time
from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient
from lxml import html

from secondsource.dossier.harmless import harmless
from secondsource.errors import InputError
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.workbench.app import create_app
from tests.workbench.hostile import MARK, SUM, articles, many_statements

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ARTICLES = articles()
PLACES = re.compile(r"(/(?!/)|#|\?)\S*|https?://\S+")  # where a link may lead: here, or to a page of the web
LARGEST = 3_000_000  # characters of a page: a megabyte of headline may be held, but is not said over and over

# Statements, and characters of a page that each may take with all that was found on it; the forms by which a person
# decides are 1,200 for each passage.
MANY, STATED = 60, 26_000


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A workbench whose library holds all of them."""
    folder = tmp_path_factory.mktemp("hostile")
    with Library.open(folder / "library", create=True, now=lambda: NOW) as library:
        for number, data in enumerate(ARTICLES.values()):
            file = folder / f"{number}.txt"
            file.write_bytes(data)
            try:
                taken = take(str(file), published=date(2026, 3, 1), now=NOW)
            except InputError:
                continue  # one line that says why is harmless enough
            list(library.add([(taken.report, taken.data)]))
        assert library.count() >= 8
    app = create_app(folder / "library", now=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client


def submitted(client, data, patience=300.0):
    """The address of the submission once it is over; ``None`` where it was refused in one line."""
    answer = client.post("/submissions", data={"published": "2026-03-01"}, files={"file": ("a.txt", data)})
    if answer.status_code == 422:
        check(answer)
        return None
    assert answer.status_code == 303
    path = answer.headers["location"]
    end = time.monotonic() + patience
    while time.monotonic() < end:
        state = client.get(f"/api{path}").json()["state"]
        if state in ("done", "failed"):
            assert state == "done", client.get(f"/api{path}").json()["error"]
            return path
        time.sleep(0.1)
    raise AssertionError("not over in time")


def check(answer, largest=LARGEST):
    """Nothing in a page is the article's but words."""
    text = answer.text
    assert len(text) < largest
    assert SUM not in text
    steering = {hex(ord(sign)) for sign in set(text) - set("\t\r\n") if harmless(sign, lines=True) != sign}
    assert not steering  # the order of the page, a terminal, or the eye
    page = html.document_fromstring(text)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert MARK not in element.tag
        for name, value in element.attrib.items():
            assert MARK not in name
            assert not name.startswith("on"), name
            assert name not in ("style", "srcdoc", "http-equiv") or element.tag in ("meta", "svg", "style"), name
            assert not (name == "class" and MARK in value)
            if name in ("href", "src", "action", "formaction", "hx-get", "hx-post"):
                assert PLACES.fullmatch(value), (element.tag, name, value[:80])
        if element.tag == "script":
            assert element.get("src", "").startswith("/static/") or not element.get("class")
            assert "alert" not in (element.text or "")
        assert element.tag not in ("iframe", "object", "embed", "base")


@pytest.mark.parametrize("name", ARTICLES)
def test_a_hostile_article_is_shown_as_words(client, name):
    path = submitted(client, ARTICLES[name])
    for page in (path, "/") if path else ("/",):
        answer = client.get(page)
        assert answer.status_code == 200
        check(answer)


@pytest.mark.parametrize("path", ["/articles", "/articles?q=ferry", "/articles?q=%3Cb+class%3Dpwned%3E+%E2%80%AE"])
def test_what_is_held_is_listed_and_searched_as_words(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    check(answer)


def test_each_held_article_is_shown_as_words(client):
    listed = html.document_fromstring(client.get("/articles").text)
    paths = {link for link in listed.xpath("//main//a/@href") if re.match(r"/articles/[0-9a-f]{8,}", link)}
    assert len(paths) >= 8
    for path in sorted(paths):
        answer = client.get(path)
        assert answer.status_code == 200
        check(answer)


@pytest.mark.parametrize(
    "query", ["<b class=pwned>", "\u202e\u0000", "{{ 7*191 }}", "' OR 1=1 --", '"', "a" * 1000, "(" * 999]
)
def test_no_search_does_harm(client, query):
    answer = client.get("/articles", params={"q": query})
    assert answer.status_code == 200
    check(answer)
    assert client.get("/api/search", params={"q": query}).status_code == 200


def test_an_article_of_many_statements_is_read_to_its_end(client):
    path = submitted(client, many_statements(MANY))
    answer = client.get(path)
    assert answer.status_code == 200
    assert f"Statement {MANY} of " in answer.text
    check(answer, MANY * STATED + 100_000)
