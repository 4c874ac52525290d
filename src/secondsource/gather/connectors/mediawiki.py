"""MediaWiki's action API: pages on who and where it was, as background. No key.

What a reference work says is no report of the event and changes any time, so it is archived, shown, and never evidence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from secondsource.errors import FetchError
from secondsource.gather.connector import Ask, Background, Found, Query, entries, json_of, text_of
from secondsource.model import Aim
from secondsource.settings import Gather

_PAGES = 2  # for each query: the one on the name itself, and the next
_FORMAT = {"format": "json", "formatversion": "2", "maxlag": "5"}


@dataclass(frozen=True)
class MediaWiki:
    """The connector ``mediawiki``; ``addresses`` are those of each wiki's ``api.php``."""

    addresses: tuple[str, ...]
    name: str = "mediawiki"
    aims: frozenset[Aim] = frozenset((Aim.BACKGROUND,))

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        for address in self.addresses:
            words = " ".join(f'"{term.words}"' if " " in term.words else term.words for term in query.terms)
            sought = {"action": "query", "list": "search", "srsearch": words, "srlimit": str(_PAGES)}
            for hit in entries(_said(ask(address, sought | _FORMAT)).get("query"), "search"):
                if isinstance(page := hit.get("pageid"), int):
                    yield self._page(address, page, ask)

    def _page(self, address: str, page: int, ask: Ask) -> Background:
        answer = ask(address, {"action": "parse", "pageid": str(page), "prop": "text|revid"} | _FORMAT)
        parsed = _said(answer).get("parse")
        title = text_of(parsed.get("title")) if isinstance(parsed, Mapping) else None
        if title is None:
            raise FetchError("its answer has no page: the service may have changed")
        url = f"{address.removesuffix('api.php')}index.php?curid={page}"
        return Background(url, title, hashlib.sha256(answer.data).hexdigest())


def _said(answer: Any) -> Mapping[str, Any]:
    """The answer's object. Errors come with status 200."""
    value = json_of(answer)
    if not isinstance(value, Mapping):
        raise FetchError("its answer is no object: the service may have changed")
    if isinstance(error := value.get("error"), Mapping):
        raise FetchError(f"it refused: {text_of(error.get('info')) or text_of(error.get('code')) or 'no reason given'}")
    return value


def make(settings: Gather) -> MediaWiki:
    return MediaWiki(settings.wikis)
