"""What any service may do to us, done by each of them: it costs one line that says what happened."""

from dataclasses import replace
from datetime import date

import pytest

from secondsource.gather.connector import Connector, Query, Term
from secondsource.gather.connectors import gdelt, google_news
from secondsource.gather.connectors.fact_check import FactCheck
from secondsource.gather.connectors.feeds import Feeds
from secondsource.gather.connectors.gdelt import Gdelt
from secondsource.gather.connectors.google_news import GoogleNews
from secondsource.gather.connectors.internet_archive import InternetArchive
from secondsource.gather.connectors.mediawiki import MediaWiki
from secondsource.gather.connectors.searxng import SearXng
from secondsource.model import Aim

from ..local_web import LocalWeb, Reply
from .services import FERRY, refused

HERE = "http://service.example"
SERVICES: list[Connector] = [
    FactCheck("hush-hush", f"{HERE}/claims:search"),
    Feeds((f"{HERE}/feed",)),
    Gdelt(f"{HERE}/doc"),
    GoogleNews(f"{HERE}/rss/search"),
    InternetArchive(f"{HERE}/cdx", f"{HERE}/available", f"{HERE}/web"),
    MediaWiki((f"{HERE}/w/api.php",)),
    SearXng(HERE),
]
CAPTURE = Query(Aim.CAPTURE, (), address="http://gazette.example/a", until=date(2019, 3, 25))
DEEP = b"[" * 100_000


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (gdelt, google_news):
        monkeypatch.setattr(module, "_EVERY", 0.0)


def to(target: str) -> Reply:
    return Reply(status=302, headers=(("Location", target),))


@pytest.mark.parametrize("connector", SERVICES, ids=lambda connector: connector.name)
@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (to("http://127.0.0.1:22/"), "not a public address"),
        (to("http://169.254.169.254/latest/meta-data/"), "not a public address"),
        (to("http://inside.example/"), "not a public address"),
        (to("file:///etc/passwd"), "only http and https"),
        (to(f"{HERE}/again"), "redirects more than 5 times"),
        (Reply(b"slow down", 429), "answered 429"),
        (Reply(b"slow down", 429, headers=(("Retry-After", "86400"),)), "wants to be left alone for 86400 s"),
        (Reply(b"", 403), "answered 403"),
        (Reply(b"", 500), "answered 500"),
        (Reply(b"x" * 500, cut=100), "cannot be read"),
        (Reply(b"\xff\xfe\x00garbage\x1b[31m"), ""),
        (Reply(DEEP, media_type="application/json"), ""),
        (Reply(b"<!doctype html><title>Log in to the hotel's network</title>"), ""),
    ],
    ids=[f"{number}" for number in range(13)],
)
def test_what_it_may_do(web: LocalWeb, connector: Connector, reply: Reply, message: str) -> None:
    web.hosts["service.example"] = lambda seen: reply
    if isinstance(connector, Feeds):
        connector = Feeds(connector.feeds)  # it remembers what it read
    query = CAPTURE if Aim.CAPTURE in connector.aims else replace(FERRY, terms=(Term("ferry"), *FERRY.terms))
    told = refused(web, connector, query)
    assert message in told
    assert len(told) < 500
    assert "hush-hush" not in told
