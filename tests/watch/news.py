"""A feed and its articles on the web of ``tests/gather/local_web.py``, for the tests of watching."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from gather.local_web import LocalWeb, Reply, article

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
HOST = "coast.example"
FEED = f"http://{HOST}/feed.xml"

FERRY = "A ferry with 84 passengers ran aground near Lundvik on Sunday, harbour master Ada Holm said."
DENIAL = (
    "Coast guard chief Per Lind denied that a ferry ran aground near Lundvik on Sunday.",
    "The coast guard had looked into the matter with two boats and a helicopter, Lind said, and had found every ferry "
    "of the line at its place and every passenger ashore.",
    "He did not say where the account had come from, and asked the public to wait for what the police would find.",
)
BAKERY = (
    "The bakery in Oster street sold 300 loaves of rye bread on Monday, its owner Eva Berg said.",
    "It was the best day since the shop opened its doors nine years ago, she said, and the flour had run out by noon.",
    "The shop will open an hour earlier from Tuesday on, and two more bakers have been found for the ovens.",
)


class Clock:
    """A clock that stands until it is told otherwise."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def wait(self, **length: float) -> None:
        self.time += timedelta(**length)


@dataclass
class Outlet:
    """An outlet with a feed of what it has published so far."""

    web: LocalWeb
    host: str = HOST
    name: str = "Fjord Post"
    pages: dict[str, Reply | bytes | str] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._serve()

    def publish(self, path: str, headline: str, paragraphs: tuple[str, ...], published: str = "2026-03-02") -> None:
        """An article, listed first; one at a path where there is one already takes its place."""
        link = f"http://{self.host}{path}"
        self.pages[path] = article(headline, paragraphs, site=self.name, published=published, canonical=link)
        self.items = [item for item in self.items if link not in item]
        said = f"<title>{headline}</title><link>{link}</link><description>{paragraphs[0]}</description>"
        self.items.insert(0, f"<item>{said}<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>")
        self._serve()

    def feed(self) -> bytes:
        items = "".join(self.items)
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()

    def _serve(self) -> None:
        feed = Reply(self.feed(), media_type="application/rss+xml", headers=(("ETag", f'"{hash(self.feed())}"'),))
        self.web.pages(self.host, {"/feed.xml": feed, **self.pages})
