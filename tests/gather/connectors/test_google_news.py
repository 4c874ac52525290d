"""Google News RSS search, by a server that answers as it does."""

import base64
from dataclasses import replace
from datetime import date

import pytest

from secondsource.gather.connector import Candidate
from secondsource.gather.connectors import google_news
from secondsource.gather.connectors.google_news import GoogleNews, expression, own_address

from ..local_web import LocalWeb, Reply
from .services import FERRY, refused, search

GOOGLE = GoogleNews("http://google.example/rss/search")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google_news, "_EVERY", 0.0)


def link(address: str) -> str:
    """As Google made them: tag 1 of 19, tag 4 with a length, and what follows."""
    data, size = address.encode(), len(address)
    length = bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])
    code = base64.urlsafe_b64encode(b'\x08\x13"' + length + data + b"\xd2\x01\x00").decode().rstrip("=")
    return f"https://news.google.com/rss/articles/{code}?oc=5"


def feed(*items: tuple[str, str]) -> Reply:
    listed = "".join(
        f"""<item><title>Ferry runs aground - The Gazette</title><link>{url}</link><guid isPermaLink="false">x</guid>
        <pubDate>{stamp}</pubDate><description>&lt;a href="x"&gt;Ferry&lt;/a&gt;</description>
        <source url="http://gazette.example">The Gazette</source></item>"""
        for url, stamp in items
    )
    text = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>"ferry" - Google News</title>{listed}</channel></rss>'
    )
    return Reply(text.encode(), media_type="application/xml; charset=utf-8")


@pytest.mark.parametrize("length", [30, 126, 127, 128, 200, 400])
def test_the_articles_address_is_taken_out_of_the_link(length: int) -> None:
    address = "http://gazette.example/".ljust(length, "a")
    assert own_address(link(address)) == address


@pytest.mark.parametrize(
    "hidden",
    [
        "https://news.google.com/rss/articles/CBMiswFBVV95cUxPaGlkZGVu?oc=5",
        "https://news.google.com/rss/articles/CBMi?oc=5",
        "https://news.google.com/rss/articles/CBMi%%%",
        "http://gazette.example/plain-2019",
        link("javascript:alert(1)"),
        link("http://a.example/x y"),
    ],
)
def test_a_link_that_hides_it_stays_as_it_is(hidden: str) -> None:
    assert own_address(hidden) == hidden


def test_an_entry_becomes_a_candidate_with_day_and_outlet(web: LocalWeb) -> None:
    url = "http://gazette.example/2019/ferry"
    web.hosts["google.example"] = lambda seen: feed((link(url), "Mon, 25 Mar 2019 07:00:00 GMT"))
    expected = Candidate(url, date(2019, 3, 25), "Ferry runs aground", "The Gazette")
    assert search(web, GOOGLE) == [expected]
    asked = web.asked("google.example")[0].query
    assert (asked["hl"], asked["gl"], asked["ceid"]) == (["en-US"], ["US"], ["US:en"])
    assert asked["q"] == [
        '"Gwen Pritchard" Holyhead (Tonkoshkurov OR Tonkoshkourov) after:2019-03-21 before:2019-03-30'
    ]


def test_a_day_that_is_none_is_not_known(web: LocalWeb) -> None:
    web.hosts["google.example"] = lambda seen: feed(("http://a.example/1", "soon"), ("http://a.example/2", ""))
    assert [each.published for each in search(web, GOOGLE)] == [None, None]  # type: ignore[union-attr]


def test_it_is_asked_in_the_language_of_the_report(web: LocalWeb) -> None:
    web.hosts["google.example"] = lambda seen: feed()
    search(web, GOOGLE, replace(FERRY, language="es"))
    assert web.asked("google.example")[0].query["ceid"] == ["ES:es"]
    assert "denied" in expression(replace(FERRY, either=("denied",)))


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(b"<html><body>unusual traffic</body></html>", 429), "answered 429"),
        (Reply(b"<!doctype html><html><body>Before you continue</body></html>"), "cannot be read as XML"),
        (Reply(b""), "cannot be read as XML"),
        (Reply(b"", 503), "answered 503"),
    ],
)
def test_a_captcha_or_a_consent_page_is_no_feed(web: LocalWeb, reply: Reply, message: str) -> None:
    web.hosts["google.example"] = lambda seen: reply
    assert message in refused(web, GOOGLE)
