"""Feeds and sitemaps in all their forms."""

import json
from datetime import date

import pytest

from secondsource.errors import FetchError
from secondsource.gather.syndication import Entry, read_feed

BASE = "http://outlet.example/feeds/all"
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Outlet</title></channel>
<item><title>One</title><link>http://outlet.example/1</link><dc:date>2019-03-25T08:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title>
<entry><title type="html">&lt;b&gt;One&lt;/b&gt;</title><link rel="self" href="/self"/><link href="/1"/>
<published>2019-03-25T08:00:00Z</published><updated>2019-03-30T08:00:00Z</updated><summary>Words</summary></entry>
<entry><title>No link</title></entry></feed>"""
RSS = """<rss version="2.0"><channel><title>Outlet</title>
<item><title>One</title><link>http://outlet.example/1</link><pubDate>Mon, 25 Mar 2019 23:30:00 -0400</pubDate>
<description><![CDATA[<p>Words</p>]]></description></item>
<item><title>Two</title><guid>http://outlet.example/2</guid></item>
<item><title>Three</title><guid isPermaLink="false">3</guid></item></channel></rss>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://outlet.example/1</loc>
<lastmod>2019-04-01</lastmod><news:news><news:publication><news:name>Outlet</news:name></news:publication>
<news:publication_date>2019-03-25</news:publication_date><news:title>One</news:title></news:news></url>
<url><loc>http://outlet.example/2</loc><lastmod>2019-04-01</lastmod></url></urlset>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Outlet",
    "items": [
        {
            "id": "1",
            "url": "/1",
            "title": "One",
            "content_html": "<p>Words</p>",
            "date_published": "2019-03-25T08:00:00Z",
        },
        {"id": "2", "title": "No address"},
        "none",
    ],
}
DAY = date(2019, 3, 25)


@pytest.mark.parametrize(
    ("feed", "entries"),
    [
        (RDF, [Entry("http://outlet.example/1", "One", None, DAY, "Outlet")]),
        (ATOM, [Entry("http://outlet.example/1", "One", "Words", DAY, "Outlet", changed="2019-03-30T08:00:00Z")]),
        (
            RSS,
            [
                Entry("http://outlet.example/1", "One", "Words", DAY, "Outlet"),
                Entry("http://outlet.example/2", "Two", None, None, "Outlet"),
            ],
        ),
        (
            NEWS,
            [
                Entry("http://outlet.example/1", "One", None, DAY, "Outlet", changed="2019-04-01"),
                Entry("http://outlet.example/2", changed="2019-04-01"),  # lastmod is the day of a change
            ],
        ),
        (json.dumps(JSON), [Entry("http://outlet.example/1", "One", "Words", DAY, "Outlet")]),
    ],
    ids=["rdf", "atom", "rss", "news sitemap", "json feed"],
)
def test_what_a_feed_lists(feed: str, entries: list[Entry]) -> None:
    assert list(read_feed(feed.encode(), BASE)) == entries


def test_a_sitemap_index_lists_sitemaps() -> None:
    index = "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2019-03-25</lastmod></sitemap></sitemapindex>"
    assert read_feed(index.encode(), BASE) == (Entry("http://outlet.example/a.xml", published=DAY, is_list=True),)


@pytest.mark.parametrize("feed", ["", "words", "<html/>", "{", "[]", '{"items": 3}', "{}", "\x00"])
def test_what_is_no_feed(feed: str) -> None:
    with pytest.raises(FetchError, match="it is no"):
        read_feed(feed.encode(), BASE)


def test_entities_are_not_expanded_and_files_not_read(tmp_path: object) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    hostile = f"""<!DOCTYPE rss [<!ENTITY e0 "boom">{bomb}<!ENTITY file SYSTEM "file:///etc/passwd">]>
    <rss><channel><item><title>x &e11; &file;</title><link>http://outlet.example/1</link></item></channel></rss>"""
    entries = read_feed(hostile.encode(), BASE)
    assert all("boom" not in (entry.headline or "") and "root" not in (entry.headline or "") for entry in entries)


def test_a_feed_that_is_cut_short_gives_what_stood_before() -> None:
    cut = RSS[: RSS.index("<title>Two")]
    assert [entry.headline for entry in read_feed(cut.encode(), BASE)][:1] == ["One"]


@pytest.mark.parametrize("stamp", ["", "soon", "2019-13-45", "Mon, 99 Mar 2019 08:00:00 GMT", "0000-00-00T00:00:00Z"])
def test_a_wrong_day_is_not_known(stamp: str) -> None:
    feed = f"<rss><channel><item><link>/1</link><pubDate>{stamp}</pubDate></item></channel></rss>"
    assert read_feed(feed.encode(), BASE)[0].published is None
