"""Whether a text is what a query seeks, for what is listed or held rather than searched."""

from __future__ import annotations

import re
from datetime import date, timedelta

from secondsource.gather.connector import Query

# Days that a report may lie outside the days asked for: feeds state days in the outlet's own time zone.
_SLACK = timedelta(days=1)
# The share of a query's terms that a text must hold. A summary has two sentences, so not all can be asked for.
LEAST_SHARED = 0.5


def matches(query: Query, text: str, published: date | None) -> bool:
    """Whether ``text`` holds half of the terms, one of the alternatives, and its day is among those asked for."""
    folded = text.casefold()
    held = sum(any(_holds(folded, spelling) for spelling in term.all) for term in query.terms)
    if not query.terms or held < LEAST_SHARED * len(query.terms):
        return False
    if query.either and not any(_holds(folded, words) for words in query.either):
        return False
    return _within(query, published)


def _within(query: Query, published: date | None) -> bool:
    if published is None:
        return True
    early = query.since is not None and published < query.since - _SLACK
    late = query.until is not None and published > query.until + _SLACK
    return not early and not late


def _holds(folded: str, words: str) -> bool:
    """Whole words, but for what is added at the end: "soldier" is in "soldiers"."""
    return re.search(rf"(?<!\w){re.escape(words.casefold())}", folded) is not None
