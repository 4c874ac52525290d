"""HTML -> a report: headline, byline, dateline, credits, text. Extraction is trafilatura's (Barbaresi 2021).

1. decode, parse, and drop what a reader does not see: scripts, forms, hidden elements, comments;
2. particulars from the page's metadata: headline, author, site, date, address;
3. the article's elements, each one a block of known kind;
4. the working text: headline, standfirst, body, parted by blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html  # ships no types

from secondsource.errors import InputError
from secondsource.intake.articles import declared_types, refuse_other_pages
from secondsource.intake.decoding import decode
from secondsource.intake.plain import MOST_PARAGRAPHS, TOO_MANY, Particulars, compose, role_of
from secondsource.model import Block, Report, Role, Span

_NO_ARTICLE = "the page holds no article: give the address of one report, or paste its text into a file"
_FEWEST_WORDS = 20  # a caption or a cookie notice alone is no report


def read_page(
    data: bytes,
    *,
    url: str | None = None,
    published: date | None = None,
    retrieved: datetime | None = None,
    archived: str | None = None,
    charset: str | None = None,
) -> Report:
    """A report from the bytes of an HTML page. ``charset`` is the encoding the server declared.

    ``published`` wins over the date the page states. Raises ``InputError`` where the page holds no article, or is a
    front page, a profile or a search result.
    """
    page = decode(data, charset)
    whole = _parse(page)
    refuse_other_pages(url, declared_types(whole))
    seen = _visible(_parse(page))
    stated = _metadata(whole, url, retrieved)
    body = _body(seen, url)
    headline = _headline(seen, stated.title)
    parts = _parts(seen, body, headline, stated.description)
    text, blocks = _typeset(parts)
    known = Particulars(
        headline=headline,
        publisher=_clean(stated.sitename),
        byline=_byline(stated.author),
        published=published or (date.fromisoformat(stated.date) if stated.date else None),
        retrieved=retrieved,
        url=_canonical(seen, url) or url,
        archived=archived,
    )
    return compose(text, known, blocks)


# --- 1. what a reader sees -------------------------------------------------------------------------------------

_NEVER_SEEN = "script|style|noscript|template|iframe|object|embed|svg|canvas|dialog|select|button|input|textarea|option"
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0+(?:\.0+)?(?:px|em|rem|%|pt)?\s*(?:;|!|$))",
    re.I,
)


def _parse(page: str) -> html.HtmlElement:
    # An encoding declaration inside a decoded string makes lxml refuse it; bytes in UTF-8 are plain.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise InputError(_NO_ARTICLE) from None
    return tree


def _visible(tree: html.HtmlElement) -> html.HtmlElement:
    """The tree without what is not shown. A form goes too, unless the whole article stands in it."""
    for element in list(tree.iter(*_NEVER_SEEN.split("|"))):
        element.drop_tree()
    for element in list(tree.iter(etree.Element)):
        if _is_hidden(element) and element.getparent() is not None and element.tag != "body":
            element.drop_tree()
    for form in list(tree.iter("form")):
        sentences = sum(1 for p in form.iter("p") if len(p.text_content()) > 80)
        form.drop_tag() if sentences >= 3 else form.drop_tree()
    return tree


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").strip().lower() == "true"
        or _HIDDEN.search(element.get("style") or "") is not None
    )


# --- 2. what the page says of itself ---------------------------------------------------------------------------


def _metadata(tree: html.HtmlElement, url: str | None, retrieved: datetime | None) -> Any:
    # Imported on first use: trafilatura takes 0.5 s, which plain text need not wait for.
    from trafilatura.metadata import extract_metadata

    # Without the extensive search a date is one that the page declares, not a number found somewhere in it.
    latest = retrieved.date().isoformat() if retrieved else "2100-01-01"
    settings = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": latest}
    return extract_metadata(tree, default_url=url, date_config=settings, extensive=False)


def _headline(seen: html.HtmlElement, title: str | None) -> str | None:
    """The h1 that a reader sees where it is the page's title, which often has the site's name behind it."""
    shown = [words for h1 in seen.iter("h1") if (words := _clean(h1.text_content()))]
    wanted = set(re.findall(r"\w+", (title or "").casefold()))
    best = max(shown, key=lambda words: len(wanted & set(re.findall(r"\w+", words.casefold()))), default=None)
    if best and (not wanted or 2 * len(wanted & set(re.findall(r"\w+", best.casefold()))) >= len(best.split())):
        return best
    return _clean(title)


def _byline(author: str | None) -> str | None:
    names = [name.strip() for name in (author or "").split(";") if name.strip() and "http" not in name]
    return ", ".join(names) or None


def _canonical(seen: html.HtmlElement, url: str | None) -> str | None:
    """The address that the page calls its own, if it is one of the same site: no page speaks for another."""
    found = seen.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    for each in found:
        try:
            address = urljoin(url or "", str(each).strip())
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            continue
        if (
            parts.scheme in ("http", "https")
            and host
            and (url is None or _same_site(host, urlsplit(url).hostname or ""))
        ):
            return address
    return None


def _same_site(one: str, other: str) -> bool:
    short, long = sorted((one.removeprefix("www."), other.removeprefix("www.")), key=len)
    return short == long or ("." in short and long.endswith("." + short))


# --- 3. the article's elements ---------------------------------------------------------------------------------


def _body(seen: html.HtmlElement, url: str | None) -> Any:
    from trafilatura import bare_extraction

    if sum(1 for _ in seen.iter("p")) > MOST_PARAGRAPHS:
        raise InputError(TOO_MANY)
    found: Any = bare_extraction(seen, url=url, include_comments=False, include_tables=True, include_formatting=False)
    if found is None or found.body is None or len((found.text or "").split()) < _FEWEST_WORDS:
        raise InputError(_NO_ARTICLE)
    return found.body


def _parts(
    seen: html.HtmlElement, body: Any, headline: str | None, description: str | None
) -> Iterator[tuple[str, Role]]:
    standfirst = _standfirst(seen, description)
    if headline:
        yield headline, Role.HEADLINE
    if standfirst and standfirst != headline:
        yield standfirst, Role.STANDFIRST
    for words, role in _elements(body):
        if words not in (headline, standfirst):
            yield words, role


def _elements(body: Any) -> Iterator[tuple[str, Role]]:
    for element in body.iter("head", "p", "item", "quote", "cell", "code"):
        if any(parent.tag in ("head", "p", "item", "cell", "code") for parent in element.iterancestors()):
            continue  # its words are in those of the element around it
        if element.tag == "quote" and element.find(".//p") is not None:
            continue  # its paragraphs come by themselves
        for words in map(_clean, "".join(_words(element)).split("\n")):
            if words:
                yield words, Role.HEADING if element.tag == "head" else role_of(words) or Role.PARAGRAPH


def _words(element: Any) -> Iterator[str]:
    """The element's text; a line break of the page (``lb``) is kept, one of the mark-up is a space."""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield "\n" if child.tag == "lb" else ""
        yield from _words(child)
        yield (child.tail or "").replace("\n", " ")


_SUBTITLE = re.compile(
    r"(?:^|[\s_-])(?:standfirst|subtitle|sub-?headline|dek|deck|subhead|article-?summary)(?:$|[\s_-])", re.I
)


def _standfirst(seen: html.HtmlElement, description: str | None) -> str | None:
    """The page's description where a reader sees it, or what the page's classes call the subtitle."""
    wanted = _clean(description)
    for element in seen.iter("h2", "h3", "p", "div", "strong"):
        labelled = _SUBTITLE.search(element.get("class") or "") or element.get("itemprop") == "description"
        if not labelled and not wanted:
            continue
        words = _clean(element.text_content()) if len(element) <= 5 else None
        if words and (words == wanted or (labelled and 5 <= len(words.split()) <= 60)):
            return None if element.tag == "p" and not labelled and _in_body(element) else words
    return None


def _in_body(element: Any) -> bool:
    """Whether a paragraph is one among several, so that a description that repeats it is no standfirst."""
    return element.getparent() is not None and len(element.getparent().findall("p")) > 1


# --- 4. the working text ---------------------------------------------------------------------------------------


_GAP = "\n\n"


def _clean(words: str | None) -> str | None:
    return " ".join((words or "").split()) or None


def _typeset(parts: Iterator[tuple[str, Role]]) -> tuple[str, tuple[Block, ...]]:
    pieces, blocks, start = [], [], 0
    for words, role in parts:
        pieces.append(words)
        blocks.append(Block(Span(start, start + len(words)), role))
        start += len(words) + len(_GAP)
    if not any(block.role is Role.PARAGRAPH for block in blocks):
        raise InputError(_NO_ARTICLE)
    return _GAP.join(pieces), tuple(blocks)
