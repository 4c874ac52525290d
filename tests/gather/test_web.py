"""Politeness, as the server sees it."""

import threading
import time
from dataclasses import replace

import pytest

from secondsource.errors import FetchError, NoAnswer
from secondsource.gather.budget import Budget, SpentError
from secondsource.gather.web import Web
from secondsource.intake import fetch as module
from secondsource.library import Capture
from secondsource.settings import Limits

from .local_web import NOW, LocalWeb, Reply, Seen

QUICK = Limits(delay=0.0, backoff=0.01, seconds=20.0)


def through(web: LocalWeb, limits: Limits = QUICK, budget: Budget | None = None, **more: object) -> Web:
    return Web(limits, budget or Budget(limits), web.outside, **more)  # type: ignore[arg-type]


def in_threads(number: int, work: object) -> None:
    threads = [threading.Thread(target=work, args=(n,)) for n in range(number)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)


# --- each host's pace ------------------------------------------------------------------------------------------


def test_the_server_sees_no_more_requests_than_were_agreed(web: LocalWeb) -> None:
    web.hosts["slow.example"] = lambda seen: Reply(b"ok", pause=0.05)
    limits = replace(QUICK, delay=0.08, at_once=2)
    polite = through(web, limits)
    in_threads(6, lambda n: polite.get(f"http://slow.example/{n}"))
    starts = sorted(seen.began for seen in web.asked("slow.example", robots=True))
    assert len(starts) == 7  # robots.txt once
    assert starts[-1] - starts[1] >= 5 * 0.08 - 0.04  # over all of them: one request may be held up on its way
    assert web.most_at_once["slow.example"] <= 2


def test_one_place_is_one_request_at_a_time(web: LocalWeb) -> None:
    web.hosts["slow.example"] = lambda seen: Reply(b"ok", pause=0.05)
    polite = through(web)
    in_threads(4, lambda n: polite.get(f"http://slow.example/{n}"))
    assert web.most_at_once["slow.example"] == 1


def test_hosts_do_not_wait_for_one_another(web: LocalWeb) -> None:
    for n in range(4):
        web.hosts[f"h{n}.example"] = lambda seen: Reply(b"ok", pause=0.2)
    polite = through(web, replace(QUICK, delay=0.5))
    start = time.monotonic()
    in_threads(4, lambda n: polite.get(f"http://h{n}.example/", robots=False))
    assert time.monotonic() - start < 1.5


def test_a_service_may_ask_for_more_time_between_requests(web: LocalWeb) -> None:
    web.hosts["api.example"] = lambda seen: Reply(b"ok")
    polite = through(web)
    for _ in range(3):
        polite.ask("http://api.example/", every=0.1)
    starts = [seen.began for seen in web.asked("api.example")]
    assert starts[2] - starts[0] >= 0.18


# --- robots.txt ------------------------------------------------------------------------------------------------


def test_robots_txt_is_read_once_and_kept_to(web: LocalWeb) -> None:
    web.robots["news.example"] = "User-agent: *\nDisallow: /private\n\nUser-agent: Secondsource\nDisallow: /not-you\n"
    web.hosts["news.example"] = lambda seen: Reply(b"ok")
    polite = through(web)
    assert polite.get("http://news.example/private/a").data == b"ok"  # the group that names us is ours
    with pytest.raises(FetchError, match=r"robots\.txt of news\.example asks programs not to read this address"):
        polite.get("http://news.example/not-you/a")
    assert [seen.path for seen in web.asked("news.example", robots=True)] == ["/robots.txt", "/private/a"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_host_without_rules_allows_and_one_in_trouble_does_not(web: LocalWeb, status: int, allowed: bool) -> None:
    """RFC 9309, 2.3.1."""
    web.hosts["news.example"] = lambda seen: Reply(b"ok")
    robots = Reply(b"", status)
    answered = web.answer
    web.answer = lambda host, path, headers: robots if path == "/robots.txt" else answered(host, path, headers)  # type: ignore[method-assign]
    polite = through(web)
    if allowed:
        assert polite.get("http://news.example/a").data == b"ok"
    else:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            polite.get("http://news.example/a")


def test_the_delay_that_robots_txt_asks_for(web: LocalWeb) -> None:
    web.robots["news.example"] = "User-agent: *\nCrawl-delay: 0.15\n"
    web.hosts["news.example"] = lambda seen: Reply(b"ok")
    polite = through(web)
    for n in range(3):
        polite.get(f"http://news.example/{n}")
    starts = [seen.began for seen in web.asked("news.example", robots=True)]
    assert starts[-1] - starts[1] >= 2 * 0.15 - 0.04


def test_a_redirect_asks_the_next_host_too(web: LocalWeb) -> None:
    web.robots["closed.example"] = "User-agent: *\nDisallow: /\n"
    web.hosts["open.example"] = lambda seen: Reply(status=302, headers=(("Location", "http://closed.example/a"),))
    with pytest.raises(FetchError, match=r"robots\.txt of closed\.example"):
        through(web).get("http://open.example/a")
    assert web.asked("closed.example") == []


# --- hostile redirects -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("http://127.0.0.1/latest", "not a public address"),
        ("http://inside.example/", "not a public address"),
        ("http://169.254.169.254/", "not a public address"),
        ("file:///etc/passwd", "only http and https"),
        ("http://me:secret@news.example/", "user name or password"),
    ],
)
def test_the_guard_holds_for_every_hop(web: LocalWeb, target: str, message: str) -> None:
    web.hosts["news.example"] = lambda seen: Reply(status=301, headers=(("Location", target),))
    with pytest.raises(FetchError, match=message):
        through(web).get("http://news.example/a")


def test_a_circle_of_redirects_ends(web: LocalWeb) -> None:
    web.hosts["news.example"] = lambda seen: Reply(status=302, headers=(("Location", "/again"),))
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        through(web).get("http://news.example/a")
    assert len(web.asked("news.example")) == 6


def test_a_key_is_told_to_no_other_host(web: LocalWeb) -> None:
    web.hosts["api.example"] = lambda seen: Reply(status=302, headers=(("Location", "http://thief.example/"),))
    web.hosts["thief.example"] = lambda seen: Reply(b"thanks")
    through(web).ask("http://api.example/", secret={"X-Key": "hush"})
    assert web.asked("api.example")[0].headers["x-key"] == "hush"
    assert "x-key" not in web.asked("thief.example")[0].headers


def test_a_key_that_an_error_repeats_is_not_passed_on(web: LocalWeb) -> None:
    web.hosts["api.example"] = lambda seen: Reply(b"the key hush is not valid", 400)
    with pytest.raises(FetchError) as caught:
        through(web).ask("http://api.example/", secret={"X-Key": "hush"})
    assert str(caught.value) == "api.example answered 400: 'the key [key] is not valid'"


def test_a_private_server_is_reached_only_if_it_is_the_users_own(web: LocalWeb) -> None:
    web.hosts["127.0.0.1"] = lambda seen: Reply(b"mine")
    own = f"http://127.0.0.1:{web.port}"
    polite = through(web, own=frozenset((own,)))
    assert polite.ask(f"{own}/search").data == b"mine"
    with pytest.raises(FetchError, match="not a public address"):
        polite.get(f"{own}/search")  # an address that a connector found
    with pytest.raises(FetchError, match="not a public address"):
        through(web).ask(f"{own}/search")
    web.hosts["news.example"] = lambda seen: Reply(status=302, headers=(("Location", f"{own}/search"),))
    with pytest.raises(FetchError, match="not a public address"):
        polite.ask("http://news.example/")


# --- patience --------------------------------------------------------------------------------------------------


def failing(times: int, status: int, **headers: str) -> object:
    """A host that fails so often, and then answers."""
    count = iter(range(1_000))

    def host(seen: Seen) -> Reply:
        sent = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        return Reply(b"busy", status, headers=sent) if next(count) < times else Reply(b"ok")

    return host


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_host_in_trouble_is_asked_again(web: LocalWeb, status: int) -> None:
    web.hosts["busy.example"] = failing(2, status)  # type: ignore[assignment]
    assert through(web).ask("http://busy.example/").data == b"ok"
    assert len(web.asked("busy.example")) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_taken_as_such(web: LocalWeb, status: int) -> None:
    web.hosts["no.example"] = failing(2, status)  # type: ignore[assignment]
    assert through(web).get("http://no.example/a", robots=False).status == status
    assert len(web.asked("no.example")) == 1


def test_waits_grow_and_are_spread_by_chance(web: LocalWeb) -> None:
    web.hosts["busy.example"] = failing(9, 503)  # type: ignore[assignment]
    for jitter, least in ((0.0, 0.05), (0.999, 0.1)):
        web.seen.clear()
        limits = replace(QUICK, backoff=0.1)
        outside = replace(web.outside, jitter=lambda value=jitter: value)
        with pytest.raises(FetchError, match="answered 503"):
            Web(limits, Budget(limits), outside).ask("http://busy.example/")
        first, second, third = (seen.began for seen in web.asked("busy.example"))
        assert least * 0.8 <= second - first <= least + 0.5
        assert 2 * least * 0.8 <= third - second <= 2 * least + 0.5


def test_retry_after_is_waited_for(web: LocalWeb) -> None:
    web.hosts["busy.example"] = failing(1, 429, Retry_After="1")  # type: ignore[assignment]
    through(web).ask("http://busy.example/")
    first, second = (seen.began for seen in web.asked("busy.example"))
    assert 0.9 <= second - first <= 3.0


def test_retry_after_as_a_date(web: LocalWeb) -> None:
    web.hosts["busy.example"] = failing(1, 503, Retry_After="Wed, 10 Apr 2019 12:00:01 GMT")  # type: ignore[assignment]
    assert f"{NOW:%H:%M:%S}" == "12:00:00"
    through(web).ask("http://busy.example/")
    first, second = (seen.began for seen in web.asked("busy.example"))
    assert 0.9 <= second - first <= 3.0


def test_a_host_that_wants_an_hour_is_left_alone(web: LocalWeb) -> None:
    web.hosts["busy.example"] = failing(9, 429, Retry_After="3600")  # type: ignore[assignment]
    polite = through(web)
    with pytest.raises(NoAnswer, match=r"busy\.example wants to be left alone for 3600 s"):
        polite.ask("http://busy.example/")
    with pytest.raises(NoAnswer, match="was left alone"):
        polite.ask("http://busy.example/other")
    assert len(web.asked("busy.example")) == 1


def test_a_host_that_keeps_failing_is_left_alone(web: LocalWeb) -> None:
    web.hosts["dead.example"] = failing(99, 500)  # type: ignore[assignment]
    polite = through(web, replace(QUICK, attempts=1))
    for n in range(5):
        with pytest.raises(FetchError):
            polite.ask(f"http://dead.example/{n}")
    assert len(web.asked("dead.example")) == 3


def test_a_connection_that_breaks_off_is_tried_again(web: LocalWeb) -> None:
    replies = iter([Reply(b"half of it", cut=4), Reply(b"whole")])
    web.hosts["torn.example"] = lambda seen: next(replies)
    assert through(web).ask("http://torn.example/").data == b"whole"


# --- what is known already -------------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(web: LocalWeb) -> None:
    dated = (("ETag", '"one"'), ("Last-Modified", "Mon, 25 Mar 2019 08:00:00 GMT"))
    web.hosts["news.example"] = lambda seen: Reply(b"words", headers=dated)
    url = "http://news.example/a"
    first = through(web)
    first.get(url)
    capture, data = first.brought.get_nowait()
    assert (capture.etag, capture.modified, data) == ('"one"', "Mon, 25 Mar 2019 08:00:00 GMT", b"words")
    budget = Budget(QUICK)
    again = through(web, budget=budget, captures={url: replace(capture, original="d")}, captured={"d": b"words"}.get)
    answer = again.get(url)
    assert (answer.status, answer.data, answer.media_type) == (200, b"words", "text/html")
    sent = web.asked("news.example")[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"one"', "Mon, 25 Mar 2019 08:00:00 GMT")
    assert budget.size == 0


def test_no_conditions_where_the_address_led_elsewhere(web: LocalWeb) -> None:
    web.hosts["news.example"] = lambda seen: Reply(b"words")
    moved = Capture("http://news.example/a", "http://news.example/b", NOW, "text/html", None, '"b"', None, "d")
    through(web, captures={moved.address: moved}).get(moved.address)
    assert "if-none-match" not in web.asked("news.example")[0].headers


# --- budgets ---------------------------------------------------------------------------------------------------


def test_the_time_is_kept(web: LocalWeb) -> None:
    web.hosts["slow.example"] = lambda seen: Reply(b"ok", pause=3.0)
    limits = replace(QUICK, seconds=0.3, attempts=1)
    polite = through(web, limits)
    start = time.monotonic()
    with pytest.raises((NoAnswer, SpentError)):
        polite.ask("http://slow.example/")
    with pytest.raises(SpentError, match="the time was over"):
        polite.ask("http://slow.example/again")
    assert time.monotonic() - start < 2.5


def test_the_bytes_are_kept(web: LocalWeb) -> None:
    web.hosts["large.example"] = lambda seen: Reply(b"a" * 600)
    polite = through(web, replace(QUICK, megabytes=0.001))
    polite.ask("http://large.example/1")
    with pytest.raises(FetchError, match="holds more than 400 bytes"):
        polite.ask("http://large.example/2")


def test_the_word_to_stop_ends_a_wait(web: LocalWeb) -> None:
    web.hosts["busy.example"] = failing(9, 503, Retry_After="30")  # type: ignore[assignment]
    stop = threading.Event()
    polite = through(web, budget=Budget(QUICK, stop))
    threading.Timer(0.2, stop.set).start()
    start = time.monotonic()
    with pytest.raises(SpentError, match="it was cancelled"):
        polite.ask("http://busy.example/")
    assert time.monotonic() - start < 2.0


def test_the_largest_page_is_the_largest_of_intake(web: LocalWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1_000)
    web.hosts["large.example"] = lambda seen: Reply(b"a" * 1_001)
    with pytest.raises(FetchError, match="holds more than 1,000 bytes"):
        through(web).ask("http://large.example/")


def test_who_asks_can_be_written_to(web: LocalWeb) -> None:
    web.hosts["news.example"] = lambda seen: Reply(b"ok")
    through(web, contact="desk@paper.example").ask("http://news.example/")
    agent = web.asked("news.example")[0].headers["user-agent"]
    assert agent.startswith("Secondsource/") and "desk@paper.example" in agent
