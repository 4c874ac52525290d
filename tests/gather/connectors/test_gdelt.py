"""GDELT DOC 2.0, by a server that answers as its documentation and its error messages do."""

from dataclasses import replace

import pytest

from secondsource.gather.connector import Candidate, Query, Term
from secondsource.gather.connectors import gdelt
from secondsource.gather.connectors.gdelt import Gdelt, expression
from secondsource.model import Aim

from ..local_web import LocalWeb, Reply
from .services import FERRY, as_json, refused, search, urls

GDELT = Gdelt("http://gdelt.example/api/v2/doc/doc")
ROW = {
    "url": "http://gazette.example/2019/03/25/ferry",
    "url_mobile": "http://gazette.example/amp/2019/03/25/ferry",
    "title": "Ferry runs aground",
    "seendate": "20190325T121500Z",
    "socialimage": "",
    "domain": "gazette.example",
    "language": "English",
    "sourcecountry": "United Kingdom",
}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gdelt, "_EVERY", 0.0)


def test_articles_become_candidates_without_the_day_on_which_gdelt_saw_them(web: LocalWeb) -> None:
    web.hosts["gdelt.example"] = lambda seen: as_json({"articles": [ROW]})
    expected = Candidate(ROW["url"], headline="Ferry runs aground", publisher="gazette.example")
    assert search(web, GDELT) == [expected]
    asked = web.asked("gdelt.example")[0].query
    assert asked["mode"] == ["artlist"]
    assert asked["format"] == ["json"]
    assert (asked["startdatetime"], asked["enddatetime"]) == (["20190321000000"], ["20190330235959"])


def test_names_are_phrases_and_spellings_alternatives() -> None:
    assert expression(FERRY) == '"Gwen Pritchard" Holyhead (Tonkoshkurov OR Tonkoshkourov) sourcelang:english'
    denial = Query(Aim.DENIAL, (Term("Il"), Term('a: (b) "c"')), either=("denied", "denies"))
    assert expression(denial) == '"a b c" (denied OR denies)'


def test_nothing_found_is_an_empty_object(web: LocalWeb) -> None:
    web.hosts["gdelt.example"] = lambda seen: as_json({})
    assert search(web, GDELT) == []


def test_backslashes_of_headlines_are_no_json_and_are_read_all_the_same(web: LocalWeb) -> None:
    body = b'{"articles": [{"url": "http://a.example/1-2", "title": "50\\% of \\"all\\" \\u00e9"}]}'
    web.hosts["gdelt.example"] = lambda seen: Reply(body, media_type="application/json")
    (found,) = search(web, GDELT)
    assert isinstance(found, Candidate)
    assert found.headline == '50\\% of "all" é'


def test_its_refusals_are_text_with_status_200(web: LocalWeb) -> None:
    said = b"Your query was too short or too long.\n"
    web.hosts["gdelt.example"] = lambda seen: Reply(said, media_type="text/html")
    assert refused(web, GDELT) == "it answered no JSON but 'Your query was too short or too long.'"


def test_throttling(web: LocalWeb) -> None:
    said = b"Please limit requests to one every 5 seconds or contact somebody for larger queries."
    web.hosts["gdelt.example"] = lambda seen: Reply(said, 429)
    assert refused(web, GDELT).startswith("gdelt.example answered 429: 'Please limit requests to one every 5 seconds")
    assert len(web.asked("gdelt.example")) == 3


@pytest.mark.parametrize("body", [b'{"articles": [{"url": "http://a.exa', b'{"articles": "none"}', b"[]", b"null", b""])
def test_an_answer_in_another_form_or_cut_short(web: LocalWeb, body: bytes) -> None:
    web.hosts["gdelt.example"] = lambda seen: Reply(body, media_type="application/json")
    assert refused(web, GDELT)


def test_rows_that_are_none_are_passed_over(web: LocalWeb) -> None:
    rows = [None, 3, {}, {"url": 5}, {"url": " "}, ROW]
    web.hosts["gdelt.example"] = lambda seen: as_json({"articles": rows})
    assert urls(search(web, GDELT)) == [ROW["url"]]


def test_a_connection_that_breaks_off(web: LocalWeb) -> None:
    whole = as_json({"articles": [ROW]})
    web.hosts["gdelt.example"] = lambda seen: replace(whole, cut=40)
    assert "cannot be read" in refused(web, GDELT)


def test_it_is_asked_no_more_often_than_it_wishes(web: LocalWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    wishes: list[float] = []
    monkeypatch.setattr(gdelt, "_EVERY", 5.0)
    list(GDELT.search(FERRY, lambda *address, every, **more: wishes.append(every) or _empty()))  # type: ignore[func-returns-value,arg-type]
    assert wishes == [5.0]


def _empty() -> object:
    from secondsource.intake.fetch import Answer

    return Answer("http://gdelt.example/", 200, b"{}")
