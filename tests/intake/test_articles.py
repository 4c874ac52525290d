"""Pages that are no articles."""

import json

import pytest
from lxml import html

from secondsource.errors import InputError
from secondsource.intake.articles import declared_types, refuse_other_pages
from secondsource.intake.form import read_form
from secondsource.intake.page import read_page

ARTICLES = (
    None,
    "",
    "not an address",
    "https://[broken",
    "https://news.example.org/bridge-closes",
    "https://news.example.org/?id=77",
    "https://news.example.org/world/2019/bridge?s=20",
    "https://news.example.org/world/search-for-survivors",
    "https://news.example.org/search-for-survivors",
    "https://news.example.org/profile",
)
OTHERS = {
    "https://news.example.org": "a front page",
    "https://news.example.org/": "a front page",
    "https://news.example.org/search?q=bridge": "a search result",
    "https://news.example.org/search/bridge": "a search result",
    "https://news.example.org/?s=bridge": "a search result",
    "https://news.example.org/find?query=bridge": "a search result",
    "https://news.example.org/author/jane-doe": "a profile",
    "https://news.example.org/profile/jane": "a profile",
}


@pytest.mark.parametrize("url", ARTICLES)
def test_addresses_of_articles(url: str | None) -> None:
    refuse_other_pages(url)


@pytest.mark.parametrize(("url", "kind"), OTHERS.items())
def test_addresses_of_other_pages(url: str, kind: str) -> None:
    with pytest.raises(InputError, match=f"the page is {kind}, .*: give the address of one report"):
        refuse_other_pages(url)


@pytest.mark.parametrize("types", [["website", "NewsArticle"], ["article"], ["CollectionPage", "ReportageNewsArticle"]])
def test_who_says_to_be_an_article_is_one(types: list[str]) -> None:
    refuse_other_pages("https://news.example.org/", types)


@pytest.mark.parametrize("types", [["profile"], ["WebPage", "SearchResultsPage"], ["CollectionPage"]])
def test_who_says_to_be_something_else_is_not(types: list[str]) -> None:
    with pytest.raises(InputError):
        refuse_other_pages("https://news.example.org/bridge-closes", types)


@pytest.mark.parametrize(
    ("linked", "types"),
    [
        ({"@type": "NewsArticle", "author": {"@type": "Person"}}, ["NewsArticle"]),
        ({"@graph": [{"@type": "WebPage"}, {"@type": ["Article", "Report"]}]}, ["WebPage", "Article", "Report"]),
        ([{"@type": "ProfilePage"}], ["ProfilePage"]),
        ({"@graph": "no list"}, []),
        ([7, {"@type": 8}, None], []),
        ("words", []),
    ],
)
def test_what_linked_data_says(linked: object, types: list[str]) -> None:
    page = f'<html><head><script type="application/ld+json">{json.dumps(linked)}</script></head><body>x</body></html>'
    assert list(declared_types(html.document_fromstring(page))) == types


@pytest.mark.parametrize("script", ["{", "[" * 100_000, '{"@type": "' + "x" * 1000])
def test_broken_linked_data_says_nothing(script: str) -> None:
    page = f'<html><head><script type="application/ld+json">{script}</script></head><body>x</body></html>'
    assert list(declared_types(html.document_fromstring(page))) == []


WORDS = (
    "<p>The bridge over the river was closed on Monday after a flood damaged two of its piers, the mayor said.</p>" * 3
)


def test_a_front_page_is_not_taken_in() -> None:
    page = f"<html><head><title>News</title></head><body><article><h1>News</h1>{WORDS}</article></body></html>".encode()
    assert read_page(page, url="https://news.example.org/bridge").headline == "News"
    with pytest.raises(InputError, match="a front page"):
        read_page(page, url="https://news.example.org/")


def test_a_profile_that_says_so_is_not_taken_in_from_a_file() -> None:
    head = '<meta property="og:type" content="profile">'
    page = f"<html><head>{head}</head><body><article><h1>Jane Doe</h1>{WORDS}</article></body></html>".encode()
    with pytest.raises(InputError, match="a profile"):
        read_page(page)


def test_a_collection_gives_no_search_results_away_as_reports() -> None:
    with pytest.raises(InputError, match="a search result"):
        read_form({"text": "Bridge closes.", "url": "https://news.example.org/search?q=bridge"})
