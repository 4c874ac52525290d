"""A web of its own on the loopback device: any number of hosts behind one server, which keeps count.

Names resolve to a public address, and the connection to it is led to the server, so the guard stays whole.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpcore

from secondsource.gather.web import Outside
from secondsource.intake.fetch import GuardedTransport

PUBLIC = "93.184.216.34"
NOW = datetime(2019, 4, 10, 12, tzinfo=UTC)
MOST_REQUESTS = 2_000  # a test that asks for more is broken


@dataclass(frozen=True)
class Reply:
    """What the server says. ``pause`` is waited before it; with ``cut`` the connection ends after so many bytes."""

    body: bytes = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    pause: float = 0.0
    cut: int | None = None


@dataclass(frozen=True)
class Seen:
    """One request as the server saw it; times are monotonic seconds."""

    host: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    began: float
    ended: float


Host = Callable[[Seen], Reply]


@dataclass
class LocalWeb:
    """Hosts by name; each is a function of the request. One that is not there answers 404."""

    hosts: dict[str, Host] = field(default_factory=dict)
    robots: dict[str, str] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    at_once: Counter[str] = field(default_factory=Counter)
    most_at_once: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    port: int = 0

    def pages(self, host: str, pages: dict[str, Reply | bytes | str]) -> None:
        """A host with these pages by path."""
        made = {path: page if isinstance(page, Reply) else Reply(_bytes(page)) for path, page in pages.items()}
        self.hosts[host] = lambda seen: made.get(seen.path, Reply(b"not here", 404))

    def asked(self, host: str, *, robots: bool = False) -> list[Seen]:
        """The requests that a host was sent, those for robots.txt left out."""
        return [seen for seen in self.seen if seen.host == host and (robots or seen.path != "/robots.txt")]

    def answer(self, host: str, path: str, headers: dict[str, str]) -> Reply:
        parts = urlsplit(path)
        began = time.monotonic()
        with self.lock:
            self.at_once[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self.at_once[host])
        seen = Seen(host, parts.path, parse_qs(parts.query), headers, began, began)
        try:
            if parts.path == "/robots.txt":
                text = self.robots.get(host)
                return Reply(b"", 404) if text is None else Reply(text.encode(), media_type="text/plain")
            reply = self.hosts.get(host, lambda seen: Reply(b"no such host", 404))(seen)
            time.sleep(reply.pause)
            return reply
        finally:
            with self.lock:
                self.at_once[host] -= 1
                self.seen.append(Seen(host, parts.path, seen.query, headers, began, time.monotonic()))
                assert len(self.seen) < MOST_REQUESTS

    @property
    def outside(self) -> Outside:
        """The way into this web, for a gathering."""
        return Outside(lambda: NOW, lambda: 0.0, GuardedTransport(Detour(self.port)), resolve)


def resolve(host: str, port: int) -> tuple[str, ...]:
    return {"inside.example": ("10.0.0.7",)}.get(host, (PUBLIC,))


class Detour(httpcore.NetworkBackend):
    """Dials the server in place of the public address."""

    def __init__(self, port: int) -> None:
        self.port = port

    def connect_tcp(self, host: str, port: int, *more: Any, **named: Any) -> httpcore.NetworkStream:
        assert host == PUBLIC or host.startswith("127."), host
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, *more, **named)


@contextmanager
def served() -> Iterator[LocalWeb]:
    """A running web without hosts."""
    web = LocalWeb()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            reply = web.answer(host, self.path, {name.lower(): value for name, value in self.headers.items()})
            etag = dict(reply.headers).get("ETag")
            if reply.status == 200 and etag and self.headers.get("If-None-Match") == etag:
                reply = Reply(status=304, headers=reply.headers)
            self.send_response(reply.status)
            for name, value in (("Content-Type", reply.media_type), *reply.headers):
                self.send_header(name, value)
            if reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
            self.close_connection = True

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda request, address: None  # type: ignore[method-assign] # a client that went away
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def _bytes(page: bytes | str) -> bytes:
    return page.encode() if isinstance(page, str) else page


def article(
    headline: str,
    paragraphs: tuple[str, ...],
    *,
    site: str = "The Gazette",
    published: str | None = "2019-03-25",
    canonical: str | None = None,
    head: str = "",
) -> str:
    """A page as outlets make them: metadata, an article, links to other things around it."""
    dated = f'<meta property="article:published_time" content="{published}T08:00:00Z">' if published else ""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline} | {site}</title>
<meta property="og:site_name" content="{site}"><meta property="og:type" content="article">
<meta property="og:title" content="{headline}">{dated}{link}{head}</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{headline}</h1>{body}</article><footer><p>About us</p></footer></body></html>"""


def front_page(links: dict[str, str], site: str = "The Gazette") -> str:
    """A page of headlines."""
    items = "".join(f'<li><h3><a href="{path}">{headline}</a></h3></li>' for path, headline in links.items())
    return f"<!doctype html><html><head><title>{site}</title></head><body><ul>{items}</ul></body></html>"
