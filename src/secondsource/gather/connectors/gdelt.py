"""GDELT DOC 2.0: articles of the world's news since 2017, by full text. No key.

It asks ``mode=artlist``. The dates it gives are when GDELT saw an article, not when that was published, so they are not
passed on. Refusals come as plain text, with status 200 or 429; it wants five seconds between two requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from secondsource.gather.connector import Ask, Candidate, Found, Query, entries, json_of, text_of
from secondsource.model import Aim
from secondsource.settings import Gather

ADDRESS = "https://api.gdeltproject.org/api/v2/doc/doc"
_MOST = 75  # of the 250 that it gives at most: what comes later matches hardly more than one word
_EVERY = 5.0  # seconds, as its 429 says
_SHORTEST = 3  # letters; it refuses the whole query for one shorter word
_LANGUAGES = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
    "pt": "portuguese", "ru": "russian", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip


@dataclass(frozen=True)
class Gdelt:
    """The connector ``gdelt``."""

    address: str = ADDRESS
    name: str = "gdelt"
    aims: frozenset[Aim] = frozenset((Aim.EVENT, Aim.DENIAL))

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        parameters = {"query": expression(query), "mode": "artlist", "format": "json", "maxrecords": str(_MOST)}
        parameters |= {"sort": "hybridrel"}
        if query.since:
            parameters["startdatetime"] = _moment(query.since, "000000")
        if query.until:
            parameters["enddatetime"] = _moment(query.until, "235959")
        answer = ask(self.address, parameters, every=_EVERY)
        # It passes on backslashes of headlines as they are, which is no JSON.
        mended = replace(answer, data=re.sub(rb'\\(?!["\\/bfnrtu])', rb"\\\\", answer.data))
        for article in entries(json_of(mended), "articles"):
            if url := text_of(article.get("url")):
                yield Candidate(url, headline=text_of(article.get("title")), publisher=text_of(article.get("domain")))


def expression(query: Query) -> str:
    """A query in GDELT's words: all terms, one spelling of each, one of the alternatives, in one language."""
    parts = [_any(term.all) for term in query.terms if len(term.words) >= _SHORTEST]
    parts += [_any(query.either)] if query.either else []
    parts += [f"sourcelang:{_LANGUAGES[query.language]}"] if query.language in _LANGUAGES else []
    return " ".join(part for part in parts if part)


def _any(spellings: tuple[str, ...]) -> str:
    quoted = [_quoted(each) for each in spellings if len(each) >= _SHORTEST]
    return f"({' OR '.join(quoted)})" if len(quoted) > 1 else "".join(quoted)


def _quoted(words: str) -> str:
    plain = re.sub(r'["():]', " ", words)
    return f'"{" ".join(plain.split())}"' if len(plain.split()) > 1 or "-" in plain else plain.strip()


def _moment(day: date, time: str) -> str:
    return f"{day:%Y%m%d}{time}"


def make(settings: Gather) -> Gdelt:
    return Gdelt()
