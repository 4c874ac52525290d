"""The paragraphs of a piece of HTML or XHTML inside another format, in order: what wire formats carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html  # ships no types

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "blockquote", "dd", "td", "hl2")


def paragraphs(markup: str) -> Iterator[str]:
    """What stands in the paragraphs, headings and items of ``markup``; the whole of it where there are none."""
    if not markup.strip():
        return
    try:
        tree = html.document_fromstring(
            markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", remove_comments=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for element in list(tree.iter("script", "style", "noscript", "template")):
        element.drop_tree()
    yield from of_elements(tree)


def of_elements(tree: Any) -> Iterator[str]:
    """The paragraphs below an element of any namespace."""
    found = [element for element in tree.iter() if local_name(element) in _BLOCKS]
    # What is inside another block comes with that one.
    inner = {id(below) for element in found for below in element.iterdescendants() if local_name(below) in _BLOCKS}
    for element in [each for each in found if id(each) not in inner] or [tree]:
        words = re.sub(r"\s+", " ", "".join(element.itertext())).strip()
        if words:
            yield words


def local_name(element: Any) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return str(etree.QName(element).localname).lower() if isinstance(element.tag, str) else ""
