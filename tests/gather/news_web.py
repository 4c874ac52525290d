"""A web of outlets made at test time: the demonstration's reports among a few hundred other pages, and two searches.

Each outlet has a front page, a section page, an author's page and a feed; some articles have an AMP page, a mobile host
and tracked addresses, some were edited, some are behind a paywall, some are gone and only in an archive.
"""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import zstandard

from .local_web import LocalWeb, Reply, Seen, article, front_page

CASE = Path(__file__).parents[2] / "examples" / "caracas-2019"
OTHERS = 170  # articles of other matters, as noise


@dataclass(frozen=True)
class Piece:
    """One article as its outlet has it."""

    host: str
    path: str
    outlet: str
    headline: str
    text: str
    published: date

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}"

    def page(self, *, text: str | None = None, head: str = "") -> str:
        paragraphs = [html.escape(p) for p in (text or self.text).split("\n\n") if p != self.headline]
        return article(
            html.escape(self.headline),
            tuple(paragraphs),
            site=self.outlet,
            published=self.published.isoformat(),
            canonical=self.url,
            head=head,
        )


@dataclass
class NewsWeb:
    """What is on the web, by outlet; ``wanted`` are the demonstration's."""

    wanted: list[Piece] = field(default_factory=list)
    others: list[Piece] = field(default_factory=list)
    pages: dict[str, dict[str, Reply | bytes | str]] = field(default_factory=dict)

    @property
    def pieces(self) -> list[Piece]:
        return [*self.wanted, *self.others]

    @property
    def number(self) -> int:
        return sum(len(paths) for paths in self.pages.values())


def build(web: LocalWeb, shared: Path) -> NewsWeb:
    """Puts the outlets, the searches and the archive on ``web``."""
    made = NewsWeb(wanted=_demonstration(), others=_others(shared))
    for number, piece in enumerate(made.pieces):
        _publish(made, piece, number)
    for host, paths in made.pages.items():
        own = [piece for piece in made.pieces if piece.host == host]
        links = {piece.path: html.escape(piece.headline) for piece in own}
        filler = {f"/older/{n}": "An older report on some other matter of the day" for n in range(20)}
        paths["/"] = front_page(links | filler, own[0].outlet)
        paths["/topics/world"] = front_page(links | filler, own[0].outlet)
        paths["/author/jane-doe"] = front_page(links, own[0].outlet)
        paths["/feed"] = _feed(own)
        web.pages(host, paths)
    web.hosts["gdelt.example"] = lambda seen: _gdelt(made, seen)
    web.hosts["search.example"] = lambda seen: _searxng(made, seen)
    web.hosts["cdx.example"] = _index
    web.hosts["captures.example"] = lambda seen: _capture(made, seen)
    return made


def _demonstration() -> list[Piece]:
    pieces = []
    for file in sorted((CASE / "library").glob("*.json")):
        held = json.loads(file.read_text(encoding="utf-8"))
        pieces.append(_piece(held["publisher"], held["headline"], held["text"], date.fromisoformat(held["published"])))
    return pieces


def _others(shared: Path) -> list[Piece]:
    """Articles of the months around, as far as they are long enough."""
    pieces: list[Piece] = []
    with (shared / "data" / "allsides" / "reports.jsonl.zst").open("rb") as packed:
        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(packed)
        for line in io.TextIOWrapper(reader, encoding="utf-8"):
            row: dict[str, Any] = json.loads(line)
            day = str(row.get("date") or "")[:10]
            text = row.get("text") or row.get("content") or ""
            if not "2019-02-20" <= day <= "2019-04-10" or not 800 < len(text) < 6000:
                continue
            outlet = f"Outlet {len(pieces) % 14}"  # their own names mean nothing here
            headline = str(row.get("headline") or row.get("title") or text[:60])
            body = "\n\n".join(re.split(r"(?<=[.!?]) (?=[A-Z])", text)[:40])
            pieces.append(_piece(outlet, headline, body, date.fromisoformat(day)))
            if len(pieces) == OTHERS:
                break
    return pieces


def _piece(outlet: str, headline: str, text: str, published: date) -> Piece:
    slug = re.sub(r"\W+", "-", headline.lower()).strip("-")[:60]
    host = re.sub(r"\W+", "-", outlet.lower()).strip("-") + ".example"
    return Piece(host, f"/{published:%Y/%m/%d}/{slug}", outlet, headline, text, published)


def _publish(made: NewsWeb, piece: Piece, number: int) -> None:
    paths = made.pages.setdefault(piece.host, {})
    edited = '<meta property="article:modified_time" content="2019-04-05T08:00:00Z">'
    paywall = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    if number % 9 == 3:
        paths[piece.path] = Reply(b"gone", 410)
    elif number % 9 == 4:
        paths[piece.path] = piece.page(head=edited, text=piece.text + "\n\nThis report was changed on Friday.")
    elif number % 9 == 5:
        paths[piece.path] = piece.page(head=paywall, text="\n\n".join(piece.text.split("\n\n")[:3]))
    else:
        paths[piece.path] = piece.page()
    if number % 4 == 0:
        paths[f"{piece.path}/amp"] = piece.page()


def _feed(pieces: list[Piece]) -> Reply:
    items = "".join(
        f"<item><title>{html.escape(p.headline)}</title><link>{p.url}?utm_source=feed</link>"
        f"<pubDate>{datetime(p.published.year, p.published.month, p.published.day):%a, %d %b %Y} 08:00:00 GMT</pubDate>"
        f"<description>{html.escape(p.text[:300])}</description></item>"
        for p in pieces
    )
    feed = f'<rss version="2.0"><channel><title>{pieces[0].outlet}</title>{items}</channel></rss>'
    return Reply(feed.encode(), media_type="application/rss+xml")


# --- two searches and an archive -------------------------------------------------------------------------------


def _gdelt(made: NewsWeb, seen: Seen) -> Reply:
    """All terms must be there; every third answer is an AMP or a tracked address."""
    terms = re.findall(r"\(([^)]*)\)|\"([^\"]+)\"|(\S+)", seen.query["query"][0])
    wanted = [re.split(r" OR ", (a or b or c).replace('"', "")) for a, b, c in terms]
    wanted = [words for words in wanted if not words[0].startswith("sourcelang:")]
    since, until = (seen.query.get(key, ["0"])[0][:8] for key in ("startdatetime", "enddatetime"))
    found = []
    for number, piece in enumerate(made.pieces):
        text = f"{piece.headline} {piece.text}".lower()
        day = f"{piece.published:%Y%m%d}"
        if since <= day <= (until if until > "0" else "9") and all(any(w.lower() in text for w in ws) for ws in wanted):
            ending = ("", "?utm_campaign=x", "/amp" if number % 4 == 0 else "")[number % 3]
            found.append({"url": piece.url + ending, "title": piece.headline, "seendate": f"{day}T120000Z"})
    return Reply(json.dumps({"articles": found}).encode(), media_type="application/json")


def _searxng(made: NewsWeb, seen: Seen) -> Reply:
    """By how many of the words are there; front pages, sections and authors come up too."""
    words = re.findall(r"\w{3,}", seen.query["q"][0].lower())
    scored = []
    for piece in made.pieces:
        text = f"{piece.headline} {piece.headline} {piece.text}".lower()
        scored.append((sum(word in text for word in words), piece))
    best = [piece for score, piece in sorted(scored, key=lambda pair: -pair[0]) if score][:20]
    results = [{"url": piece.url, "title": piece.headline} for piece in best]
    for piece in best[:3]:
        around = ("/", "/topics/world", "/author/jane-doe")
        results += [{"url": f"http://{piece.host}{path}", "title": "x"} for path in around]
    return Reply(json.dumps({"results": results, "unresponsive_engines": []}).encode(), media_type="application/json")


def _index(seen: Seen) -> Reply:
    return Reply(json.dumps([["urlkey", "timestamp"], ["x", "20190326080000"]]).encode(), media_type="application/json")


def _capture(made: NewsWeb, seen: Seen) -> Reply:
    url = seen.path.partition("id_/")[2]
    path = urlsplit(url).path.removesuffix("/amp")
    piece = next((piece for piece in made.pieces if piece.host in url and piece.path == path), None)
    return Reply(piece.page().encode()) if piece else Reply(b"not here", 404)
