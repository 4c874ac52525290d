"""Feeds and sitemaps of the user's own."""

import pytest

from secondsource.gather.connector import NotSetUpError, Query, Term
from secondsource.gather.connectors.feeds import Feeds, make
from secondsource.model import Aim
from secondsource.settings import Gather

from ..local_web import LocalWeb, Reply
from .services import refused, search, urls

QUERY = Query(Aim.EVENT, (Term("ferry"), Term("Holyhead")), ("s1",), "en")


def rss(*titles: str) -> bytes:
    items = "".join(f"<item><title>{title}</title><link>/{n}</link></item>" for n, title in enumerate(titles))
    return f'<rss version="2.0"><channel><title>Outlet</title>{items}</channel></rss>'.encode()


def test_entries_that_match_are_candidates(web: LocalWeb) -> None:
    web.pages("outlet.example", {"/feed": rss("Ferry aground off Holyhead", "Council votes", "Ferries late")})
    assert urls(search(web, Feeds(("http://outlet.example/feed",)), QUERY)) == ["http://outlet.example/0"]


def test_a_feed_is_read_once_for_all_queries(web: LocalWeb) -> None:
    web.pages("outlet.example", {"/feed": rss("Ferry aground off Holyhead")})
    feeds = Feeds(("http://outlet.example/feed",))
    for _ in range(3):
        assert len(search(web, feeds, QUERY)) == 1
    assert len(web.asked("outlet.example")) == 1


def test_a_sitemap_index_is_followed_to_those_changed_last(web: LocalWeb) -> None:
    listed = "".join(f"<sitemap><loc>/map{n}</loc><lastmod>2019-03-{n + 10}</lastmod></sitemap>" for n in range(8))
    one = "<urlset><url><loc>http://outlet.example/news/ferry-aground-off-holyhead</loc></url></urlset>"
    maps: dict[str, Reply | bytes | str] = {f"/map{n}": one.replace("ferry", f"ferry-{n}") for n in range(8)}
    web.pages("outlet.example", {"/index": f"<sitemapindex>{listed}</sitemapindex>", **maps})
    found = urls(search(web, Feeds(("http://outlet.example/index",)), QUERY))
    assert found == [f"http://outlet.example/news/ferry-{n}-aground-off-holyhead" for n in (7, 6, 5, 4, 3)]


def test_a_feed_that_fails_does_not_cost_the_others(web: LocalWeb) -> None:
    web.pages("outlet.example", {"/feed": rss("Ferry aground off Holyhead")})
    feeds = Feeds(("http://gone.example/feed", "http://outlet.example/feed"))
    assert refused(web, feeds, QUERY) == "http://gone.example/feed: gone.example answered 404: 'no such host'"
    found = []
    with pytest.raises(Exception, match="gone"):
        found.extend(feeds.search(QUERY, None))  # type: ignore[arg-type] # both were read above
    assert urls(found) == ["http://outlet.example/0"]


def test_robots_txt_holds_for_feeds(web: LocalWeb) -> None:
    web.robots["outlet.example"] = "User-agent: *\nDisallow: /feed\n"
    assert "robots.txt" in refused(web, Feeds(("http://outlet.example/feed",)), QUERY)
    assert web.asked("outlet.example") == []


def test_without_feeds_it_says_so() -> None:
    with pytest.raises(NotSetUpError, match="no feeds are named"):
        make(Gather())
