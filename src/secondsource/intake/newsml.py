"""NewsML-G2 (IPTC), the XML in which agencies send news -> reports: one item, or a message of many.

It is hostile input: no document type is read, no entity expanded, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from lxml import etree  # ships no types

from secondsource.errors import InputError
from secondsource.intake.days import parse_stamp
from secondsource.intake.markup import local_name, of_elements
from secondsource.intake.plain import Particulars, compose
from secondsource.model import Report

_ROOTS = ("newsitem", "newsmessage")


def items_of(data: bytes) -> tuple[Any, ...]:
    """The news items of a file, as elements. Raises ``InputError`` where it is no NewsML-G2."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"not XML: {str(error).splitlines()[0][:100]}") from None
    if local_name(root) not in _ROOTS:
        raise InputError(f"no NewsML-G2: its outermost element is {local_name(root)[:30]!r}")
    return tuple(element for element in root.iter() if local_name(element) == "newsitem")


def read_item(item: Any, *, retrieved: datetime | None = None, archived: str | None = None) -> Report:
    """The report of one news item. Raises ``InputError`` where it holds no text, or must not be used."""
    status = next((each.get("qcode") for each in _all(item, "pubstatus")), None) or "stat:usable"
    if not status.endswith(":usable"):
        raise InputError(f"the item is {status.rpartition(':')[2][:20]} by its sender: leave it out")
    body = tuple(_body(item))
    if not body:
        raise InputError("the item has no text: give one with inline text")
    headline = _first(item, "headline")
    tag = next((each.get("tag") for each in _all(item, "language")), None)
    known = Particulars(
        headline=headline,
        publisher=_named(item, "infosource") or _named(item, "provider"),
        byline=_first(item, "by"),
        dateline=_named(item, "located"),
        credits=tuple(filter(None, (_first(item, "creditline"),))),
        published=_day(_first(item, "versioncreated") or _first(item, "firstcreated")),
        retrieved=retrieved,
        language=tag[:2].lower() if tag else None,
        archived=archived,
    )
    return compose("\n\n".join((headline, *body) if headline and body[0] != headline else body), known)


def _body(item: Any) -> Iterator[str]:
    """The paragraphs of the first rendition that is text: XHTML or NITF inline, or plain."""
    for content in _all(item, "inlinexml"):
        # NITF has its text in body.content, below a head of particulars; XHTML has a head too.
        inner = next(iter(_all(content, "body.content")), None)
        inner = next(iter(_all(content, "body")), content) if inner is None else inner
        yield from of_elements(inner)
        return
    for content in _all(item, "inlinedata"):
        if (content.get("contenttype") or "text/plain").startswith("text/plain"):
            parts = (" ".join(part.split()) for part in "".join(content.itertext()).split("\n\n"))
            yield from (part for part in parts if part)
            return


def _all(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element.iter() if local_name(each) == name)


def _first(element: Any, name: str) -> str | None:
    return next((words for each in _all(element, name) if (words := _text(each))), None)


def _named(element: Any, name: str) -> str | None:
    """Of who or where: the name given inside, or the literal."""
    for each in _all(element, name):
        if found := _first(each, "name") or each.get("literal"):
            return str(found)
    return None


def _text(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None


def _day(stamp: str | None) -> date | None:
    with suppress(InputError):
        return parse_stamp(stamp) if stamp else None
    return None
