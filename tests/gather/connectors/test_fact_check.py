"""Google Fact Check Tools, claims:search."""

from datetime import date

import pytest

from secondsource.gather.connector import Candidate, NotSetUpError, Query, Term
from secondsource.gather.connectors.fact_check import FactCheck, make
from secondsource.model import Aim, ClaimReview
from secondsource.settings import Gather

from ..local_web import LocalWeb
from .services import as_json, refused, search

KEY = "AIza-hush-hush"
CHECKS = FactCheck(KEY, "http://checks.example/v1alpha1/claims:search")
QUERY = Query(Aim.CLAIM, (Term("The ferry paid a ransom."),), ("s1",), "en")
REVIEW = {
    "publisher": {"name": "Checkers", "site": "checkers.example"},
    "url": "http://checkers.example/ransom",
    "title": "No ransom was paid",
    "reviewDate": "2019-03-28T00:00:00Z",
    "textualRating": "False",
    "languageCode": "en",
}
CLAIM = {
    "text": "A ransom was paid",
    "claimant": "a post",
    "claimDate": "2019-03-26T00:00:00Z",
    "claimReview": [REVIEW],
}


def test_who_rated_what(web: LocalWeb) -> None:
    web.hosts["checks.example"] = lambda seen: as_json({"claims": [CLAIM], "nextPageToken": "CAo"})
    review, candidate = search(web, CHECKS, QUERY)
    assert isinstance(review, ClaimReview)
    assert (review.claim, review.claimant, review.claimed) == ("A ransom was paid", "a post", date(2019, 3, 26))
    assert (review.publisher, review.rating, review.reviewed) == ("Checkers", "False", date(2019, 3, 28))
    expected = Candidate("http://checkers.example/ransom", date(2019, 3, 28), "No ransom was paid", "Checkers")
    assert candidate == expected


def test_the_key_is_in_a_header_and_in_no_address(web: LocalWeb) -> None:
    web.hosts["checks.example"] = lambda seen: as_json({})
    assert search(web, CHECKS, QUERY) == []
    (asked,) = web.asked("checks.example")
    assert asked.headers["x-goog-api-key"] == KEY
    assert KEY not in str(asked.query)
    assert KEY not in f"{CHECKS!r}{CHECKS}{Gather(fact_check_key=KEY)!r}"


def test_a_key_that_is_not_valid_or_over_its_quota(web: LocalWeb) -> None:
    said = {"error": {"code": 400, "message": f"API key {KEY} not valid.", "status": "INVALID_ARGUMENT"}}
    web.hosts["checks.example"] = lambda seen: as_json(said, 400)
    told = refused(web, CHECKS, QUERY)
    assert "answered 400" in told
    assert KEY not in told
    web.hosts["checks.example"] = lambda seen: as_json({"error": {"code": 429, "status": "RESOURCE_EXHAUSTED"}}, 429)
    assert "RESOURCE_EXHAUSTED" in refused(web, CHECKS, QUERY)


def test_what_lacks_a_rating_or_a_day(web: LocalWeb) -> None:
    rows = [
        {"text": "No review"},
        {"text": "No rating", "claimReview": [{"url": "http://checkers.example/2"}]},
        {"claimReview": [{"textualRating": "False", "reviewDate": "long ago", "publisher": "Checkers"}]},
        {"text": "Rated", "claimReview": [{"textualRating": "Mixed", "reviewDate": "long ago", "publisher": 3}]},
    ]
    web.hosts["checks.example"] = lambda seen: as_json({"claims": rows})
    candidate, review = search(web, CHECKS, QUERY)
    assert candidate == Candidate("http://checkers.example/2")
    assert isinstance(review, ClaimReview)
    assert (review.rating, review.reviewed, review.publisher) == ("Mixed", None, None)


def test_without_a_key_it_says_what_to_do() -> None:
    with pytest.raises(NotSetUpError, match="SECONDSOURCE_GATHER_FACT_CHECK_KEY"):
        make(Gather())
