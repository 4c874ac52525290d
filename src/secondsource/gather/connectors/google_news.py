"""Google News, by its RSS search. No key.

The feed states the day of publication and the outlet. Its links are Google's own: older ones hold the article's
address, which is taken out of them; newer ones hide it and lead to a page of Google's, so nothing comes of them.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from secondsource.gather.connector import Ask, Candidate, Found, Query
from secondsource.gather.syndication import read_feed
from secondsource.model import Aim
from secondsource.settings import Gather

ADDRESS = "https://news.google.com/rss/search"
_EVERY = 2.0  # seconds; it states no limit, and sends a captcha to those who ask often
_COUNTRIES = {"de": "DE", "en": "US", "es": "ES", "fr": "FR", "it": "IT", "pt": "BR", "ru": "RU", "uk": "UA"}


@dataclass(frozen=True)
class GoogleNews:
    """The connector ``google-news``."""

    address: str = ADDRESS
    name: str = "google-news"
    aims: frozenset[Aim] = frozenset((Aim.EVENT, Aim.DENIAL))

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        language = query.language if query.language in _COUNTRIES else "en"
        country = _COUNTRIES[language or "en"]
        place = {"hl": f"{language}-{country}", "gl": country, "ceid": f"{country}:{language}"}
        answer = ask(self.address, {"q": expression(query), **place}, every=_EVERY)
        for entry in read_feed(answer.data, answer.url):
            # The headline ends with the outlet's name.
            headline = (entry.headline or "").removesuffix(f" - {entry.publisher}") or None
            yield Candidate(own_address(entry.url), entry.published, headline, entry.publisher)


def expression(query: Query) -> str:
    """A query in Google's words; ``after:`` and ``before:`` leave out the day they name."""
    parts = [_any(term.all) for term in query.terms]
    parts += [_any(query.either)] if query.either else []
    parts += [f"after:{query.since}"] if query.since else []
    parts += [f"before:{query.until}"] if query.until else []
    return " ".join(parts)


def _any(spellings: tuple[str, ...]) -> str:
    quoted = [f'"{words}"' if " " in words else words for words in (re.sub(r'["():]', " ", s) for s in spellings)]
    return f"({' OR '.join(quoted)})" if len(quoted) > 1 else quoted[0]


def own_address(link: str) -> str:
    """The article's address where a link of Google News holds it; else the link.

    The last part of the path is base64 of a record whose field 4 (tag 0x22) is the address, its length before it.
    """
    code = urlsplit(link).path.rpartition("/")[2]
    try:
        data = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)) if code.startswith("CBMi") else b""
    except (binascii.Error, ValueError):
        data = b""
    if len(data) < 5:
        return link
    start, length = (4, data[3]) if data[3] < 0x80 else (5, (data[3] & 0x7F) | data[4] << 7)
    held = data[start : start + length].decode("ascii", "replace")
    return held if re.fullmatch(r"https?://[!-~]+", held) else link


def make(settings: Gather) -> GoogleNews:
    return GoogleNews()
