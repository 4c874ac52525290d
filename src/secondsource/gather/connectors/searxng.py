"""A SearXNG server of the user's, which asks many search engines. It must be set to answer in JSON.

The days that it states are the engines' guesses, so they are not passed on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from secondsource.errors import FetchError
from secondsource.gather.connector import Ask, Candidate, Found, NotSetUpError, Query, entries, json_of, text_of
from secondsource.model import Aim
from secondsource.settings import Gather


@dataclass(frozen=True)
class SearXng:
    """The connector ``searxng``; ``address`` is the server's."""

    address: str
    name: str = "searxng"
    aims: frozenset[Aim] = frozenset((Aim.EVENT, Aim.DENIAL))

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        words = " ".join(f'"{term.words}"' if " " in term.words else term.words for term in query.terms)
        parameters = {"q": " ".join((words, *query.either[:1])), "format": "json", "categories": "news,general"}
        if query.language:
            parameters["language"] = query.language
        try:
            said = json_of(ask(f"{self.address}/search", parameters))
        except FetchError as error:
            hint = "; let its settings.yml list json under search.formats" if "answered 403" in str(error) else ""
            raise FetchError(f"{error}{hint}") from None
        found = list(entries(said, "results"))
        for result in found:
            if url := text_of(result.get("url")):
                yield Candidate(url, headline=text_of(result.get("title")))
        silent = said.get("unresponsive_engines")
        if not found and silent:
            names = sorted({str(each[0]) for each in silent if isinstance(each, list) and each})
            raise FetchError(f"none of its engines answered ({', '.join(names)[:100]})")


def make(settings: Gather) -> SearXng:
    if settings.searxng is None:
        raise NotSetUpError("no server is named: set gather.searxng to the address of yours")
    return SearXng(settings.searxng)
