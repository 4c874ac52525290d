"""Feeds and sitemaps -> what they list: RSS 2.0, RSS 1.0 (RDF), Atom 1.0, JSON Feed 1.1, sitemaps with news tags.

Feeds are hostile input: no document type is read, no entity expanded, nothing fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from lxml import etree  # ships no types

from secondsource.errors import FetchError, InputError
from secondsource.intake.days import parse_stamp

MOST_ENTRIES = 5_000
_TAGS = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a feed lists. ``summary`` is text; ``changed`` is when it was, in whatever words the feed uses;
    ``is_list`` marks a further sitemap."""

    url: str
    headline: str | None = None
    summary: str | None = None
    published: date | None = None
    publisher: str | None = None
    is_list: bool = False
    changed: str | None = None


def read_feed(data: bytes, base: str) -> tuple[Entry, ...]:
    """What a feed or sitemap lists, in its order. Raises ``FetchError`` where it is neither."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return tuple(_json_feed(data, base))
    root = _parse(data)
    kind = _name(root)
    if kind in ("rss", "RDF"):
        return _cut(_rss(root, base))
    if kind == "feed":
        return _cut(_atom(root, base))
    if kind in ("urlset", "sitemapindex"):
        return _cut(_sitemap(root, base))
    raise FetchError(f"it is no feed and no sitemap: its outermost element is {kind[:30]!r}")


def _cut(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for _, entry in zip(range(MOST_ENTRIES), entries, strict=False))


def _parse(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise FetchError("it is no feed and no sitemap: it cannot be read as XML or JSON")
    return root


def _rss(root: Any, base: str) -> Iterator[Entry]:
    publisher = next((_text(title) for channel in _all(root, "channel") for title in _children(channel, "title")), None)
    for item in _all(root, "item"):
        guid = next(iter(_children(item, "guid")), None)
        permanent = guid is not None and (guid.get("isPermaLink") or "true").lower() == "true"
        link = _first(item, "link") or (_text(guid) if permanent else None)
        if link:
            stamp = _first(item, "pubDate") or _first(item, "date")
            source = _first(item, "source") or publisher
            words = _first(item, "title"), _first(item, "description")
            yield Entry(_joined(base, link), *words, _day(stamp), source, changed=_first(item, "updated"))


def _atom(root: Any, base: str) -> Iterator[Entry]:
    publisher = _first(root, "title")
    for item in _all(root, "entry"):
        links = [link for link in _children(item, "link") if (link.get("rel") or "alternate") == "alternate"]
        link = next((link.get("href") for link in links if link.get("href")), None)
        if link:
            summary = _first(item, "summary") or _first(item, "content")
            day = _day(_first(item, "published") or _first(item, "updated"))
            changed = _first(item, "updated")
            yield Entry(_joined(base, link), _first(item, "title"), summary, day, publisher, changed=changed)


def _sitemap(root: Any, base: str) -> Iterator[Entry]:
    for item in _all(root, "sitemap"):
        if link := _first(item, "loc"):
            yield Entry(_joined(base, link), published=_day(_first(item, "lastmod")), is_list=True)
    for item in _all(root, "url"):
        if link := _first(item, "loc"):
            news = next(iter(_children(item, "news")), None)
            # lastmod is the day of a change, so only the news tags tell when it was published.
            title = _first(news, "title") if news is not None else None
            day = _day(_first(news, "publication_date")) if news is not None else None
            named = next(iter(_children(news, "publication")), None) if news is not None else None
            publisher = _first(named, "name") if named is not None else None
            yield Entry(_joined(base, link), title, None, day, publisher, changed=_first(item, "lastmod"))


def _json_feed(data: bytes, base: str) -> Iterator[Entry]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        raise FetchError("it is no feed: it begins as JSON does and is none") from None
    items = feed.get("items")
    if not isinstance(items, list):
        raise FetchError("it is no JSON Feed: it has no list of items")
    for item in items[:MOST_ENTRIES]:
        link = item.get("url") if isinstance(item, dict) else None
        if isinstance(link, str):
            summary = _words(item, "summary") or _words(item, "content_text") or _words(item, "content_html")
            day, changed = _day(_words(item, "date_published")), _words(item, "date_modified")
            yield Entry(
                _joined(base, link), _words(item, "title"), summary, day, _words(feed, "title"), changed=changed
            )


def _words(item: Any, key: str) -> str | None:
    value = item.get(key)
    return _plain(value) if isinstance(value, str) else None


# --- elements, whatever their namespace ------------------------------------------------------------------------


def _name(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _all(root: Any, name: str) -> Iterator[Any]:
    return root.iter(f"{{*}}{name}") if root is not None else iter(())


def _first(element: Any, name: str) -> str | None:
    return next((words for child in _children(element, name) if (words := _text(child))), None)


def _text(element: Any) -> str | None:
    return _plain("".join(element.itertext()))


def _plain(text: str) -> str | None:
    return " ".join(_TAGS.sub(" ", text).split()) or None


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link.strip()


def _day(stamp: str | None) -> date | None:
    try:
        return parse_stamp(stamp) if stamp else None
    except (InputError, ValueError, OverflowError):
        return None
