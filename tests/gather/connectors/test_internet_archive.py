"""The Internet Archive: the CDX index, and the availability service where it is silent."""

from dataclasses import replace
from datetime import date

import pytest

from secondsource.gather.connector import Candidate, Query
from secondsource.gather.connectors.internet_archive import InternetArchive
from secondsource.model import Aim

from ..local_web import LocalWeb, Reply
from .services import FERRY, as_json, refused, search

ARCHIVE = InternetArchive("http://cdx.example/cdx", "http://wayback.example/available", "http://captures.example/web")
PAGE = "http://gazette.example/ferry?id=7"
QUERY = Query(Aim.CAPTURE, (), address=PAGE, until=date(2019, 3, 25))
HEAD = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
ROW = ["example,gazette)/ferry?id=7", "20190325081500", PAGE, "text/html", "200", "AB", "900"]
CAPTURE = Candidate(f"http://captures.example/web/20190325081500id_/{PAGE}", of=PAGE)


def closest(stamp: str, **more: object) -> Reply:
    known = {"status": "200", "available": True, "url": "http://captures.example/web/x", "timestamp": stamp} | more
    return as_json({"url": PAGE, "archived_snapshots": {"closest": known}})


def test_the_earliest_capture(web: LocalWeb) -> None:
    web.hosts["cdx.example"] = lambda seen: as_json([HEAD, ROW])
    assert search(web, ARCHIVE, QUERY) == [CAPTURE]
    asked = web.asked("cdx.example")[0].query
    assert (asked["url"], asked["to"], asked["filter"]) == ([PAGE], ["20190325"], ["statuscode:200"])
    assert web.asked("wayback.example") == []


@pytest.mark.parametrize("index", [as_json([]), as_json([HEAD]), Reply(b"Blocked Site Error", 403), Reply(b"", 503)])
def test_the_nearest_one_where_the_index_is_silent(web: LocalWeb, index: Reply) -> None:
    web.hosts["cdx.example"] = lambda seen: index
    web.hosts["wayback.example"] = lambda seen: closest("20190325081500")
    assert search(web, ARCHIVE, QUERY) == [CAPTURE]


@pytest.mark.parametrize(
    "nearest",
    [
        as_json({"url": PAGE, "archived_snapshots": {}}),
        closest("20190401000000"),  # after the day that was asked for
        closest("20190325081500", available=False),
        closest("20190325081500", status="404"),
        closest("../../etc"),
    ],
)
def test_no_capture_is_no_failure(web: LocalWeb, nearest: Reply) -> None:
    web.hosts["cdx.example"] = lambda seen: as_json([])
    web.hosts["wayback.example"] = lambda seen: nearest
    assert search(web, ARCHIVE, QUERY) == []


@pytest.mark.parametrize("index", [as_json({"error": "x"}), as_json(["x"]), Reply(b"org.archive.RuntimeIOException")])
def test_an_index_that_fails_and_nothing_near(web: LocalWeb, index: Reply) -> None:
    web.hosts["cdx.example"] = lambda seen: index
    web.hosts["wayback.example"] = lambda seen: as_json({"archived_snapshots": {}})
    assert refused(web, ARCHIVE, QUERY)


def test_rows_of_another_shape(web: LocalWeb) -> None:
    web.hosts["cdx.example"] = lambda seen: as_json([HEAD, ["short"]])
    web.hosts["wayback.example"] = lambda seen: as_json({})
    assert search(web, ARCHIVE, QUERY) == []


def test_it_is_asked_for_captures_only(web: LocalWeb) -> None:
    assert search(web, ARCHIVE, replace(FERRY, aim=Aim.CAPTURE)) == []
    assert ARCHIVE.aims == {Aim.CAPTURE}
