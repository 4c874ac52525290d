"""Google Fact Check Tools, ``claims:search``: published ClaimReviews, with who rated what. It needs a key.

They enter as such: what was checked and how its publisher rated it is shown beside the verdicts and weighs nothing. The
fact check itself is an article like any other, so its address is a candidate too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from secondsource.errors import InputError
from secondsource.gather.connector import Ask, Candidate, Found, NotSetUpError, Query, entries, json_of, text_of
from secondsource.intake.days import parse_stamp
from secondsource.model import Aim, ClaimReview
from secondsource.settings import Gather

ADDRESS = "https://factchecktools.googleapis.com/v1alpha1/claims:search"
_MOST = 10
_LONGEST = 300  # characters of a statement; a query is part of the address


@dataclass(frozen=True)
class FactCheck:
    """The connector ``fact-check``. The key goes into a header, so that no address holds it."""

    key: str = field(repr=False)
    address: str = ADDRESS
    name: str = "fact-check"
    aims: frozenset[Aim] = frozenset((Aim.CLAIM,))

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        parameters = {"query": query.words[:_LONGEST], "pageSize": str(_MOST)}
        if query.language:
            parameters["languageCode"] = query.language
        answer = ask(self.address, parameters, secret={"X-Goog-Api-Key": self.key})
        digest = hashlib.sha256(answer.data).hexdigest()
        for claim in entries(json_of(answer), "claims"):
            for review in entries(claim, "claimReview"):
                yield from _reviewed(claim, review, digest)


def _reviewed(claim: Mapping[str, Any], review: Mapping[str, Any], digest: str) -> Iterator[Found]:
    words, rating, url = (text_of(each) for each in (claim.get("text"), review.get("textualRating"), review.get("url")))
    publisher = review.get("publisher")
    known = publisher if isinstance(publisher, Mapping) else {}
    name = text_of(known.get("name")) or text_of(known.get("site"))
    if words and rating:
        yield ClaimReview(
            claim=words,
            rating=rating,
            publisher=name,
            url=url,
            title=text_of(review.get("title")),
            claimant=text_of(claim.get("claimant")),
            claimed=_day(claim.get("claimDate")),
            reviewed=_day(review.get("reviewDate")),
            language=text_of(review.get("languageCode")),
            original=digest,
        )
    if url:
        yield Candidate(url, _day(review.get("reviewDate")), text_of(review.get("title")), name)


def _day(stamp: Any) -> date | None:
    try:
        return parse_stamp(stamp) if isinstance(stamp, str) else None
    except (InputError, ValueError, OverflowError):
        return None


def make(settings: Gather) -> FactCheck:
    if settings.fact_check_key is None:
        raise NotSetUpError("no key: get one from Google and set SECONDSOURCE_GATHER_FACT_CHECK_KEY")
    return FactCheck(settings.fact_check_key)
