"""Articles, and what only looks like them."""

import json
from datetime import date

import pytest

from secondsource.gather.article import Kind, by_address, look_at

from .local_web import article, front_page

URL = "http://gazette.example/2019/03/ferry-aground-off-holyhead"
PROSE = ("The ferry ran aground off Holyhead on Monday with 212 passengers on board, the coastguard said.",) * 4


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://gazette.example", Kind.FRONT),
        ("http://gazette.example/", Kind.FRONT),
        ("http://gazette.example/index.html", Kind.FRONT),
        ("http://gazette.example/en/", Kind.FRONT),
        ("http://gazette.example/search?q=ferry", Kind.RESULTS),
        ("http://gazette.example/?s=ferry", Kind.RESULTS),
        ("http://gazette.example/search/ferry/2", Kind.RESULTS),
        ("http://gazette.example/author/jane-doe", Kind.PROFILE),
        ("http://gazette.example/@jane", Kind.PROFILE),
        ("http://twitter.com/jane", Kind.PROFILE),
        ("http://gazette.example/tag/ferries", Kind.SECTION),
        ("http://gazette.example/en/topics/shipping/europe/", Kind.SECTION),
        (URL, None),
        ("http://gazette.example/news/article.php?id=1234", None),
        ("http://twitter.com/jane/status/1234", None),
        ("http://gazette.example/2019/03/search-for-ferry-ends", None),
    ],
)
def test_what_an_address_tells(url: str, kind: Kind | None) -> None:
    assert by_address(url) is kind


def page(head: str = "", body: str = "") -> bytes:
    return f"<!doctype html><html><head><title>x</title>{head}</head><body>{body}</body></html>".encode()


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


LINKS = "".join(f'<li><a href="/{n}">Something happened in one more town today</a></li>' for n in range(20))
TEXT = "".join(f"<p>{words}</p>" for words in PROSE)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (article("Ferry", PROSE).encode(), Kind.ARTICLE),
        (page(body=TEXT), Kind.ARTICLE),
        (page(body=f"<ul>{LINKS}</ul>{TEXT}"), Kind.ARTICLE),  # a menu and "most read" beside the article
        (page(ld({"@type": "NewsArticle"}), f"<ul>{LINKS}</ul>"), Kind.ARTICLE),
        (page(ld({"@graph": [{"@type": "WebSite"}, {"@type": ["Thing", "ReportageNewsArticle"]}]})), Kind.ARTICLE),
        (page(ld([{"@type": "NewsArticle"}, {"@type": "Person"}]), TEXT), Kind.ARTICLE),
        (page(ld({"@type": "CollectionPage"}), TEXT), Kind.SECTION),
        (page(ld({"@type": "ProfilePage"}), TEXT), Kind.PROFILE),
        (page(ld({"@type": "SearchResultsPage"}), TEXT), Kind.RESULTS),
        (page('<meta property="og:type" content="profile">', TEXT), Kind.PROFILE),
        (page(ld("none") + '<script type="application/ld+json">{</script>', TEXT), Kind.ARTICLE),
        (page(body=f"<ul>{LINKS}</ul>"), Kind.SECTION),
        (front_page({f"/{n}": "Something happened in one more town today" for n in range(20)}).encode(), Kind.SECTION),
        (b"", Kind.ARTICLE),  # intake says what is wrong with it
    ],
)
def test_what_a_page_is(data: bytes, kind: Kind) -> None:
    assert look_at(data, URL).kind is kind


def test_when_it_was_changed_and_for_whom_it_is() -> None:
    stated = {"@type": "NewsArticle", "dateModified": "2019-03-30T10:00:00Z", "isAccessibleForFree": "False"}
    look = look_at(page(ld(stated), TEXT), URL)
    assert (look.modified, look.paywalled) == (date(2019, 3, 30), True)
    tagged = page('<meta property="article:modified_time" content="2019-03-28T10:00:00+00:00">', TEXT)
    assert look_at(tagged, URL).modified == date(2019, 3, 28)
    assert look_at(page(ld({"@type": "NewsArticle", "dateModified": "soon"}), TEXT), URL).modified is None
