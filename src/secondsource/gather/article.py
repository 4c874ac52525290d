"""Is a page an article? Front pages, section pages, profiles and search results are not: they change by the hour.

It shows by what the page says of itself (schema.org, Open Graph), by its address, and by how much of its text is links.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree, html  # ships no types

from secondsource.errors import InputError
from secondsource.intake.days import parse_stamp
from secondsource.intake.decoding import decode


class Kind(StrEnum):
    """What a page is."""

    ARTICLE = "an article"
    FRONT = "a front page"
    SECTION = "a section page"
    PROFILE = "a profile"
    RESULTS = "a page of search results"


_ARTICLES = frozenset(
    (
        "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
        "opinionnewsarticle", "blogposting", "liveblogposting", "report", "satiricalarticle", "claimreview",
    )
)  # fmt: skip
_LISTS = frozenset(("collectionpage", "itemlist", "searchresultspage", "blog"))
_PEOPLE = frozenset(("profilepage", "person"))

_FRONT = re.compile(r"/?(?:(?:index|home|default|start)(?:\.\w{2,5})?|[a-z]{2}(?:-[a-z]{2})?)?/?", re.IGNORECASE)
_PERSON = re.compile(
    r"/(?:authors?|people|person|profiles?|users?|staff|contributors?|by|bio|reporters?|journalists?|autor(?:es)?)/[^/]+/?"
    r"|/@[^/]+/?",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:/[a-z]{2})?/(?:tags?|topics?|categor(?:y|ies)|sections?|keywords?|archives?|temas?|rubrik|thema)(?:/[^/]+){0,2}/?",
    re.IGNORECASE,
)
_SEARCH = re.compile(r"/(?:search|suche|buscar|recherche|find|results)(?:[/.].*)?", re.IGNORECASE)
_SEARCHED = frozenset(("q", "s", "query", "search", "keyword", "keywords"))
_SOCIAL = frozenset(
    ("twitter.com", "x.com", "facebook.com", "instagram.com", "tiktok.com", "linkedin.com", "t.me", "vk.com")
)
# A word of the path with digits or several hyphens names an article; "world" or "middle-east" name a section.
_SLUG = re.compile(r"\d|(?:[^\W\d_]+-){3}")

MOST_LINKED = 0.6  # of the characters of a page's paragraphs, headings and list items
FEWEST_LINKS = 15
FEWEST_WRITTEN = 3  # paragraphs of an article that has no menu to speak for it
_LONG = 80  # characters of a paragraph, beside links, that somebody wrote out


@dataclass(frozen=True, slots=True)
class Look:
    """What a page is, the day on which it says it was changed, and whether most of it is for subscribers only."""

    kind: Kind
    modified: date | None = None
    paywalled: bool = False


def look_at(data: bytes, url: str, charset: str | None = None) -> Look:
    """What the page with these bytes at ``url`` is."""
    if (kind := by_address(url)) is not None:
        return Look(kind)
    try:
        tree = html.document_fromstring(
            decode(data, charset).encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Look(Kind.ARTICLE)  # nothing speaks against it; intake will say what is wrong with it
    things = tuple(_things(tree))
    return Look(_kind(tree, things), _modified(tree, things), any(map(_paid, things)))


def _kind(tree: Any, things: Sequence[Mapping[str, Any]]) -> Kind:
    stated = {name.lower() for name in _types(tree, things)}
    if stated & _ARTICLES:
        return Kind.ARTICLE
    if stated & _PEOPLE:
        return Kind.PROFILE
    if "searchresultspage" in stated:
        return Kind.RESULTS
    return Kind.SECTION if stated & _LISTS or _is_list(tree) else Kind.ARTICLE


def _modified(tree: Any, things: Sequence[Mapping[str, Any]]) -> date | None:
    stamps = [str(stamp) for stamp in tree.xpath("//meta[@property='article:modified_time']/@content")]
    stamps += [stamp for thing in things if isinstance(stamp := thing.get("dateModified"), str)]
    for stamp in stamps:
        with suppress(InputError, ValueError, OverflowError):
            return parse_stamp(stamp)
    return None


def _paid(thing: Mapping[str, Any]) -> bool:
    return str(thing.get("isAccessibleForFree")).lower() == "false"


def by_address(url: str) -> Kind | None:
    """What a page can only be at such an address; ``None`` where the address does not tell."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    searched = not _SEARCHED.isdisjoint(parse_qs(parts.query))
    if _SEARCH.fullmatch(parts.path) or (searched and not _SLUG.search(parts.path)):
        return Kind.RESULTS
    if _FRONT.fullmatch(parts.path) and not parts.query:
        return Kind.FRONT
    if _PERSON.fullmatch(parts.path) or (host in _SOCIAL and parts.path.strip("/").count("/") == 0):
        return Kind.PROFILE
    return Kind.SECTION if _LIST.fullmatch(parts.path) else None


# --- what the page says of itself ------------------------------------------------------------------------------


def _types(tree: Any, things: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The types that a page states: JSON-LD, microdata, Open Graph."""
    for number, thing in enumerate(things):
        stated = thing.get("@type")
        for name in stated if isinstance(stated, list) else [stated]:
            # A page about an article also describes its author; that does not make it a profile.
            if isinstance(name, str) and not (number and name == "Person"):
                yield name
    for element in tree.xpath("//*[@itemscope and @itemtype]"):
        if element.tag in ("html", "body", "main", "article"):
            yield str(element.get("itemtype")).rstrip("/").rpartition("/")[2]
    for meta in tree.xpath("//meta[@property='og:type']/@content"):
        yield {"profile": "Person"}.get(str(meta).strip().lower(), str(meta).strip())


def _things(tree: Any) -> Iterator[Mapping[str, Any]]:
    """What a page says it is in JSON-LD: the outermost objects and those of ``@graph``, not what they mention."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            value = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        for each in value if isinstance(value, list) else [value]:
            graph = each.get("@graph") if isinstance(each, dict) else None
            inner = graph if isinstance(graph, list) else []
            yield from (thing for thing in (each, *inner) if isinstance(thing, dict))


def _is_list(tree: Any) -> bool:
    """Whether a page is mostly links, and hardly anything on it is written out, or only beside linked headlines."""
    whole = linked = links = written = headlines = 0
    for element in tree.iter("p", "li", "h1", "h2", "h3", "h4", "dd"):
        inside = [" ".join(anchor.text_content().split()) for anchor in element.iter("a")]
        length, of_links = len(" ".join(element.text_content().split())), sum(map(len, inside))
        whole, linked = whole + length, linked + of_links
        leading = sum(len(words.split()) >= 4 for words in inside)
        links += leading
        headlines += leading > 0 and element.tag in ("h2", "h3", "h4")
        written += element.tag == "p" and length - of_links >= _LONG
    if links < FEWEST_LINKS:
        return False
    bare = written < FEWEST_WRITTEN or (linked >= MOST_LINKED * max(whole, 1) and written < links / 5)
    return bare or (headlines >= FEWEST_LINKS and written < 2 * headlines)
