"""One article at many addresses."""

import pytest

from secondsource.canonical import direct, is_plain, key

ARTICLE = "https://www.gazette.example/2019/03/ferry-aground"


@pytest.mark.parametrize(
    "other",
    [
        "http://gazette.example/2019/03/ferry-aground/",
        "https://m.gazette.example/2019/03/ferry-aground",
        "https://amp.gazette.example/2019/03/ferry-aground",
        "https://www.gazette.example/amp/2019/03/ferry-aground",
        "https://www.gazette.example/2019/03/ferry-aground/amp/",
        "https://www.gazette.example/2019/03/ferry-aground?utm_source=x&utm_medium=y&fbclid=z#comments",
        "https://www.gazette.example:443/2019/03/ferry-aground?ref=home&outputType=amp",
        "https://www.google.com/amp/s/www.gazette.example/2019/03/ferry-aground/amp",
        "https://www-gazette-example.cdn.ampproject.org/c/s/www.gazette.example/2019/03/ferry-aground/amp",
    ],
)
def test_addresses_of_one_article(other: str) -> None:
    assert key(other) == key(ARTICLE)
    assert not is_plain(other) or other.endswith("/")


@pytest.mark.parametrize(
    "other",
    [
        "https://www.gazette.example/2019/03/ferry-freed",
        "https://www.gazette.example/2019/03/ferry-aground?id=7",
        "https://news.gazette.example/2019/03/ferry-aground",
        "https://www.courier.example/2019/03/ferry-aground",
        "https://www.gazette.example:8443/2019/03/ferry-aground",
    ],
)
def test_addresses_of_another(other: str) -> None:
    assert key(other) != key(ARTICLE)


def test_the_order_of_parameters_means_nothing() -> None:
    assert key("http://a.example/?b=1&c=2") == key("http://a.example/?c=2&b=1")


def test_what_is_no_address_is_left_as_it_is() -> None:
    assert key("http://[::1") == "http://[::1"


def test_a_cache_leads_to_the_outlet() -> None:
    assert direct("https://www.google.com/amp/s/gazette.example/a") == "https://gazette.example/a"
    assert direct("https://x.cdn.ampproject.org/v/gazette.example/a") == "http://gazette.example/a"
    assert direct(ARTICLE) == ARTICLE
