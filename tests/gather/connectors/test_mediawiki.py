"""MediaWiki's action API: search, then parse."""

import hashlib

import pytest

from secondsource.gather.connector import Background, Query, Term
from secondsource.gather.connectors.mediawiki import MediaWiki
from secondsource.model import Aim

from ..local_web import LocalWeb, Reply, Seen
from .services import as_json, refused, search

WIKI = MediaWiki(("http://wiki.example/w/api.php",))
QUERY = Query(Aim.BACKGROUND, (Term("Gwen Pritchard"),))
PARSED = {"parse": {"title": "Gwen Pritchard", "pageid": 7, "revid": 99, "text": "<p>A harbour master.</p>"}}


def wiki(seen: Seen) -> Reply:
    if seen.query["action"] == ["query"]:
        found = [{"ns": 0, "title": "Gwen Pritchard", "pageid": 7}, {"title": "no page"}]
        return as_json({"batchcomplete": True, "query": {"searchinfo": {"totalhits": 2}, "search": found}})
    return as_json(PARSED)


def test_a_page_is_background(web: LocalWeb) -> None:
    web.hosts["wiki.example"] = wiki
    digest = hashlib.sha256(as_json(PARSED).body).hexdigest()
    assert search(web, WIKI, QUERY) == [Background("http://wiki.example/w/index.php?curid=7", "Gwen Pritchard", digest)]
    first, second = web.asked("wiki.example")
    assert first.query["srsearch"] == ['"Gwen Pritchard"']
    assert second.query["pageid"] == ["7"]
    assert all(seen.query["maxlag"] == ["5"] for seen in (first, second))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"error": {"code": "ratelimited", "info": "You've exceeded your rate limit."}}, "You've exceeded your rate"),
        ({"error": {"code": "maxlag"}}, "it refused: maxlag"),
        ({"query": []}, "no list 'search'"),
        ([], "no object"),
    ],
)
def test_errors_come_with_status_200(web: LocalWeb, said: object, message: str) -> None:
    web.hosts["wiki.example"] = lambda seen: as_json(said)
    assert message in refused(web, WIKI, QUERY)


def test_a_page_that_is_gone_meanwhile(web: LocalWeb) -> None:
    gone = {"error": {"code": "nosuchpageid", "info": "There is no page with ID 7."}}
    web.hosts["wiki.example"] = lambda seen: wiki(seen) if seen.query["action"] == ["query"] else as_json(gone)
    assert refused(web, WIKI, QUERY) == "it refused: There is no page with ID 7."
