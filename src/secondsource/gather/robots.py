"""What hosts ask of programs: robots.txt (RFC 9309), read once per host and gathering."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from secondsource.errors import NoAnswer
from secondsource.intake.fetch import Answer

AGENT = "Secondsource"
_LARGEST = 512_000  # bytes: RFC 9309, 2.5 has programs read at least 500 kibibytes
_LONGEST_DELAY = 30.0  # seconds: who asks for more gets no more than this, as the large crawlers do


class Robots:
    """The wishes of every host. ``get`` reads an address without asking robots.txt, redirects followed."""

    def __init__(self, get: Callable[[str], Answer], slow: Callable[[str, float], None]) -> None:
        self._get, self._slow = get, slow
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, Protego] = {}

    def allow(self, url: str) -> bool:
        """Whether the host lets programs read this address."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._rules:
                self._rules[origin] = self._read(origin, parts.hostname or "")
        return bool(self._rules[origin].can_fetch(url, AGENT))

    def _read(self, origin: str, host: str) -> Protego:
        """RFC 9309, 2.3.1: no such file allows everything, a server in trouble nothing."""
        try:
            answer = self._get(f"{origin}/robots.txt")
        except NoAnswer:
            return Protego.parse("User-agent: *\nDisallow: /")
        if answer.status >= 500 or answer.status == 429:
            return Protego.parse("User-agent: *\nDisallow: /")
        text = answer.data[:_LARGEST].decode("utf-8", "replace") if answer.status == 200 else ""
        rules = Protego.parse(text)
        if delay := rules.crawl_delay(AGENT):
            self._slow(host, min(float(delay), _LONGEST_DELAY))
        return rules
