"""A SearXNG server of the user's own."""

import pytest

from secondsource.gather.connector import Candidate, NotSetUpError
from secondsource.gather.connectors.searxng import SearXng, make
from secondsource.settings import Gather

from ..local_web import LocalWeb, Reply
from .services import FERRY, as_json, refused, search, urls

OWN = SearXng("http://search.example")
RESULTS = [
    {"url": "http://a.example/1", "title": "One", "publishedDate": "2019-03-25T00:00:00", "engines": ["bing news"]},
    {"title": "no address"},
    {"url": "http://b.example/2", "title": "Two", "publishedDate": None},
]


def test_results_become_candidates_without_the_engines_guess_of_a_day(web: LocalWeb) -> None:
    web.hosts["search.example"] = lambda seen: as_json({"query": "x", "results": RESULTS, "unresponsive_engines": []})
    assert search(web, OWN) == [
        Candidate("http://a.example/1", headline="One"),
        Candidate("http://b.example/2", headline="Two"),
    ]
    asked = web.asked("search.example")[0]
    assert asked.path == "/search"
    assert asked.query["q"] == ['"Gwen Pritchard" Holyhead Tonkoshkurov']
    assert (asked.query["format"], asked.query["language"]) == (["json"], ["en"])


def test_a_server_at_home_is_asked_and_no_other_address_there(web: LocalWeb) -> None:
    home = f"http://127.0.0.1:{web.port}"
    web.hosts["127.0.0.1"] = lambda seen: as_json({"results": RESULTS})
    assert urls(search(web, SearXng(home), own=frozenset((home,)))) == ["http://a.example/1", "http://b.example/2"]
    assert "not a public address" in refused(web, SearXng(home))


def test_json_must_be_allowed_by_the_server(web: LocalWeb) -> None:
    web.hosts["search.example"] = lambda seen: Reply(b"Forbidden", 403)
    assert refused(web, OWN).endswith("let its settings.yml list json under search.formats")


def test_engines_that_do_not_answer(web: LocalWeb) -> None:
    silent = [["google", "Suspended: CAPTCHA"], ["bing", "timeout"]]
    web.hosts["search.example"] = lambda seen: as_json({"results": [], "unresponsive_engines": silent})
    assert refused(web, OWN) == "none of its engines answered (bing, google)"
    web.hosts["search.example"] = lambda seen: as_json({"results": RESULTS, "unresponsive_engines": silent})
    assert len(search(web, OWN)) == 2


@pytest.mark.parametrize("reply", [Reply(b"<html>", 200), as_json([]), as_json({"results": {}}), Reply(b"", 502)])
def test_an_answer_in_another_form(web: LocalWeb, reply: Reply) -> None:
    web.hosts["search.example"] = lambda seen: reply
    assert refused(web, OWN)


def test_without_a_server_it_says_what_to_do() -> None:
    with pytest.raises(NotSetUpError, match=r"set gather\.searxng"):
        make(Gather())
    assert FERRY.aim in make(Gather(searxng="http://search.example")).aims
