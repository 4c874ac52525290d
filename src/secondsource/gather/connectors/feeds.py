"""The user's own feeds and sitemaps, read once per gathering; an entry is a candidate where its words match the query.

A plain sitemap has no words but those of the address itself. Of an index, the sitemaps changed last are read.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from secondsource.errors import FetchError
from secondsource.gather.connector import Ask, Candidate, Found, NotSetUpError, Query
from secondsource.gather.matching import matches
from secondsource.gather.syndication import Entry, read_feed
from secondsource.model import Aim
from secondsource.settings import Gather

_MOST_SITEMAPS = 5  # of one index


@dataclass(frozen=True)
class Feeds:
    """The connector ``feeds``. ``listed`` holds what each feed listed, or why it could not be read."""

    feeds: tuple[str, ...]
    name: str = "feeds"
    aims: frozenset[Aim] = frozenset((Aim.EVENT, Aim.DENIAL))
    listed: dict[str, tuple[Entry, ...] | FetchError] = field(default_factory=dict, compare=False)
    lock: threading.Lock = field(default_factory=threading.Lock, compare=False)

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        troubles = []
        for feed in self.feeds:
            entries = self._entries(feed, ask)
            if isinstance(entries, FetchError):
                troubles.append(f"{feed}: {entries}")
                continue
            for entry in entries:
                if matches(query, _words(entry), entry.published):
                    yield Candidate(entry.url, entry.published, entry.headline, entry.publisher)
        if troubles:
            raise FetchError("; ".join(troubles))

    def _entries(self, feed: str, ask: Ask) -> tuple[Entry, ...] | FetchError:
        with self.lock:
            if feed not in self.listed:
                try:
                    self.listed[feed] = listed(feed, ask)
                except FetchError as error:
                    self.listed[feed] = error
            return self.listed[feed]


def listed(feed: str, ask: Ask) -> tuple[Entry, ...]:
    """What a feed or sitemap lists; of an index, what the sitemaps changed last list. Raises ``FetchError``."""
    answer = ask(feed, robots=True)
    entries = read_feed(answer.data, answer.url)
    further = sorted((entry for entry in entries if entry.is_list), key=_changed, reverse=True)
    found = [entry for entry in entries if not entry.is_list]
    for each in further[:_MOST_SITEMAPS]:
        answer = ask(each.url, robots=True)
        found += [entry for entry in read_feed(answer.data, answer.url) if not entry.is_list]
    return tuple(found)


def _changed(entry: Entry) -> str:
    return str(entry.published or "")


def _words(entry: Entry) -> str:
    slug = " ".join(re.findall(r"[^\W_]+", entry.url))
    return f"{entry.headline or slug} {entry.summary or ''}"


def make(settings: Gather) -> Feeds:
    if not settings.feeds:
        raise NotSetUpError("no feeds are named in the settings")
    return Feeds(settings.feeds)
