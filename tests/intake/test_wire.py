"""The forms in which agencies and web archives hand reports on: ninjs, NewsML-G2, WARC."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from secondsource.errors import InputError
from secondsource.intake.take import Taken, take, take_all
from secondsource.model import Failure

NOW = datetime(2019, 4, 10, tzinfo=UTC)
NINJS = {
    "uri": "http://agency.example/items/7",
    "type": "text",
    "pubstatus": "usable",
    "versioncreated": "2019-03-25T14:45:00+01:00",
    "language": "en-GB",
    "byline": "Jane Doe",
    "located": "HOLYHEAD",
    "copyrightholder": "Agency",
    "headline": "Ferry runs aground",
    "body_xhtml": "<div><p>A ferry ran aground on Monday.</p><p>Nobody was <b>hurt</b>.</p><script>x()</script></div>",
}
NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:agency.example:7" version="2">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="agency"><name>Agency</name></provider>
<versionCreated>2019-03-25T14:45:00+01:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><creditline>Agency/Partner</creditline><by>Jane Doe</by><located qcode="x"><name>HOLYHEAD</name></located>
<language tag="en-GB"/><headline>Ferry runs aground</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>not this</title></head><body><p>A ferry ran aground on Monday.</p><p>Nobody was <b>hurt</b>.</p></body></html>
</inlineXML></contentSet></newsItem>"""
NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>not this</title></head><body><body.head>
<hedline><hl1>nor this</hl1></hedline></body.head><body.content><p>A ferry ran aground on Monday.</p>
<p>Nobody was hurt.</p></body.content></body></nitf>"""
TEXT = "Ferry runs aground\n\nA ferry ran aground on Monday.\n\nNobody was hurt."


def taken(tmp_path: Path, name: str, data: str | bytes) -> list[Taken | Failure]:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(take_all(tmp_path / name, now=NOW))


def only(items: list[Taken | Failure]) -> Taken:
    (item,) = items
    assert isinstance(item, Taken), item
    return item


def test_ninjs(tmp_path: Path) -> None:
    report = only(taken(tmp_path, "item.json", json.dumps(NINJS))).report
    assert report.text == TEXT
    assert (report.headline, report.publisher, report.byline) == ("Ferry runs aground", "Agency", "Jane Doe")
    assert (report.published, report.dateline, report.language) == (date(2019, 3, 25), "HOLYHEAD", "en")
    assert report.url == "http://agency.example/items/7"


def test_ninjs_of_the_second_version(tmp_path: Path) -> None:
    item = {
        "uri": "urn:agency:7",
        "versionCreated": "2019-03-25T14:45:00Z",
        "headlines": [{"role": "main", "value": "Ferry runs aground"}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": TEXT.partition("\n\n")[2]}],
        "infoSources": [{"name": "Agency"}],
    }
    report = only(taken(tmp_path, "items.jsonl", json.dumps(item))).report
    assert (report.text, report.publisher, report.url) == (TEXT, "Agency", None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pubstatus": "canceled"}, "the item is canceled by its sender"),
        ({"pubstatus": "withheld"}, "the item is withheld by its sender"),
        ({"type": "picture"}, "the item is no text but picture"),
        ({"body_xhtml": " "}, "the item has no text"),
    ],
)
def test_items_that_are_not_to_be_used(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    (failure,) = taken(tmp_path, "item.json", json.dumps(NINJS | change))
    assert isinstance(failure, Failure)
    assert message in failure.message


def test_other_json_is_read_as_before(tmp_path: Path) -> None:
    assert only(taken(tmp_path, "a.json", '{"uri": "x", "text": "The ferry sank."}')).report.text == "The ferry sank."


def test_newsml(tmp_path: Path) -> None:
    report = only(taken(tmp_path, "item.xml", NEWSML)).report
    assert report.text == TEXT
    assert (report.headline, report.publisher, report.byline) == ("Ferry runs aground", "Agency", "Jane Doe")
    assert (report.published, report.dateline, report.language) == (date(2019, 3, 25), "HOLYHEAD", "en")
    assert report.credits == ("Agency/Partner",)
    assert take(str(tmp_path / "item.xml"), now=NOW).report == report.__class__(**_without_retrieved(report))


def _without_retrieved(report: Any) -> dict[str, Any]:
    return {name: getattr(report, name) for name in report.__slots__} | {"retrieved": None}


def test_newsml_with_nitf_inside(tmp_path: Path) -> None:
    start, end = NEWSML.index("<html"), NEWSML.index("</html>") + len("</html>")
    assert only(taken(tmp_path, "item.xml", NEWSML[:start] + NITF + NEWSML[end:])).report.text == TEXT


def test_a_message_of_many_items(tmp_path: Path) -> None:
    item = NEWSML.partition("?>")[2]
    message = (
        f"<newsMessage><itemSet>{item}{item.replace('stat:usable', 'stat:canceled')}{item}</itemSet></newsMessage>"
    )
    first, failure, second = taken(tmp_path, "all.xml", message)
    assert isinstance(first, Taken) and isinstance(second, Taken)
    assert isinstance(failure, Failure)
    assert (failure.subject.rpartition(":")[2], failure.message[:20]) == ("2", "the item is canceled")
    with pytest.raises(InputError, match="the file holds 3 news items"):
        take(str(tmp_path / "all.xml"), now=NOW)


@pytest.mark.parametrize("data", ["", "words", "<rss/>", "<newsItem>"])
def test_xml_that_is_no_newsml(tmp_path: Path, data: str) -> None:
    (failure,) = taken(tmp_path, "x.xml", data)
    assert isinstance(failure, Failure)


def test_newsml_expands_no_entities(tmp_path: Path) -> None:
    hostile = NEWSML.replace("<newsItem", '<!DOCTYPE newsItem [<!ENTITY f SYSTEM "file:///etc/passwd">]><newsItem', 1)
    hostile = hostile.replace("on Monday.", "on &f;Monday.")
    items = taken(tmp_path, "x.xml", hostile)
    assert all(isinstance(item, Failure) or "root" not in item.report.text for item in items)


# --- WARC ------------------------------------------------------------------------------------------------------

PAGE = b"""<!doctype html><html><head><title>Ferry runs aground</title>
<meta property="article:published_time" content="2019-03-25T08:00:00Z"></head><body><article>
<h1>Ferry runs aground</h1><p>A ferry ran aground off Holyhead on Monday, and nobody of the 212 on board was hurt.</p>
<p>Tugs pulled the vessel free in the evening, the coastguard said, and it reached the harbour at night.</p>
</article></body></html>"""


def warc(*pages: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """A web archive as ISO 28500 has it: one record after another, each packed by itself."""
    records = []
    for url, status, media_type, body in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2019-03-26T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzip.compress(record) if packed else record)
    return b"".join(records)


URL = "http://gazette.example/2019/ferry"
PAGES = (
    (URL, "200 OK", "text/html; charset=utf-8", PAGE),
    (f"{URL}.jpg", "200 OK", "image/jpeg", b"\xff\xd8"),
    (f"{URL}-gone", "404 Not Found", "text/html", b"<p>gone</p>"),
    (f"{URL}-empty", "200 OK", "text/html", b"<html></html>"),
)


@pytest.mark.parametrize(("name", "packed"), [("a.warc.gz", True), ("a.warc", False)])
def test_pages_of_a_web_archive(tmp_path: Path, name: str, packed: bool) -> None:
    page, empty = taken(tmp_path, name, warc(*PAGES, packed=packed))
    assert isinstance(page, Taken)
    assert (page.data, page.report.url, page.report.published) == (PAGE, URL, date(2019, 3, 25))
    assert page.report.retrieved == datetime(2019, 3, 26, 10, tzinfo=UTC)
    assert isinstance(empty, Failure)
    assert empty.subject.endswith("-empty")


@pytest.mark.parametrize("end", [0.3, 0.6, 0.9])
def test_an_archive_that_is_cut_short_gives_what_stood_before(tmp_path: Path, end: float) -> None:
    whole = warc(*(PAGES[:1] * 5), packed=False)
    items = taken(tmp_path, "a.warc", whole[: int(len(whole) * end)])
    assert isinstance(items[0], Taken)


def test_what_is_no_web_archive(tmp_path: Path) -> None:
    items = taken(tmp_path, "a.warc.gz", b"no archive at all\n" * 20)
    assert all(isinstance(item, Failure) for item in items)
    assert items
