"""``gather`` and ``verify --gather``, as a user types them, on a web of its own."""

import json
import os
import signal
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from secondsource.cli import main
from secondsource.gather import gather
from secondsource.gather.connectors.fact_check import FactCheck
from secondsource.intake import source
from secondsource.intake.fetch import fetch
from secondsource.intake.take import take

from .local_web import LocalWeb, Reply, article, resolve
from .test_gather import COAST, TEXT, rss

OURS = "fact-check folders gdelt google-news internet-archive mediawiki searxng"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, web: LocalWeb, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with one feed as the only service, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(TEXT)
    feed = rss({"http://gazette.example/2019/ferry-aurora": "Ferry Aurora aground off Holyhead"})
    web.pages("gazette.example", {"/feed": feed, "/2019/ferry-aurora": COAST})
    outside = web.outside
    monkeypatch.setattr(gather, "web", lambda now: outside)
    monkeypatch.setattr(
        source, "take", partial(take, fetch=partial(fetch, transport=outside.transport, resolve=resolve))
    )
    monkeypatch.setenv("SECONDSOURCE_GATHER_FEEDS", "http://gazette.example/feed")
    monkeypatch.setenv("SECONDSOURCE_GATHER_OFF", OURS)
    monkeypatch.setenv("SECONDSOURCE_GATHER_LIMITS_DELAY", "0.1")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--library", "lib", "--published", "2019-03-25", "--as-of", "2019-04-10"])
        return code, *capsys.readouterr()

    return run


def test_gather_makes_a_library_and_tells_what_came(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("gather", "report.txt")
    assert code == 0
    assert "feeds" in out
    assert (tmp_path / "lib" / "store.sqlite").exists()
    code, out, _ = run("gather", "report.txt", "--json")
    (visit,) = json.loads(out)["visits"]
    assert visit["outcome"] == "held already"


def test_verify_gathers_first_and_can_be_repeated_without_the_web(run: Run, web: LocalWeb) -> None:
    code, first, _ = run("verify", "report.txt", "--gather", "--json")
    assert code == 0
    assert [reference["publisher"] for reference in json.loads(first)["reports"]] == ["The Gazette"]
    asked = len(web.seen)
    assert run("verify", "report.txt", "--json")[1] == first
    assert len(web.seen) == asked
    assert "What was sought on the web" in run("verify", "report.txt")[1]


def test_an_address_is_kept_and_can_be_verified_again_when_it_is_gone(run: Run, web: LocalWeb) -> None:
    paragraphs = tuple(TEXT.strip().split("\n\n")[1:])
    web.pages("paper.example", {"/2019/ferry": article("Ferry Aurora runs aground off Holyhead", paragraphs)})
    code, first, _ = run("verify", "http://paper.example/2019/ferry", "--gather", "--json")
    assert code == 0
    web.pages("paper.example", {})
    assert run("verify", json.loads(first)["report"]["id"][:12], "--held", "--json")[1] == first


def test_a_service_that_is_down_shows_in_the_exit_code(run: Run, web: LocalWeb) -> None:
    web.hosts["gazette.example"] = lambda seen: Reply(b"down", 403)
    code, out, _ = run("verify", "report.txt", "--gather")
    assert code == 3
    assert "gather, feeds" in out
    assert "not assessed" in out


def test_an_interrupt_keeps_what_came(run: Run, web: LocalWeb) -> None:
    feed = rss({f"http://{host}.example/ferry-1": "Ferry Aurora aground off Holyhead" for host in ("gazette", "slow")})
    web.pages("gazette.example", {"/feed": feed, "/ferry-1": COAST})
    web.hosts["slow.example"] = lambda seen: Reply(COAST.encode(), pause=8.0)
    timer = threading.Timer(3.0, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    code, out, err = run("gather", "report.txt", "--json")
    timer.cancel()
    made = json.loads(out)
    assert code == 3
    assert "what came is kept" in err
    assert [visit["outcome"] for visit in made["visits"] if "gazette" in visit["address"]] == ["kept"]
    assert made["failures"][-1]["message"] == "it was cancelled, and what came by then is kept"


def test_a_key_is_in_nothing_that_is_kept(
    run: Run, web: LocalWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the service repeats it in its error."""
    key = "hush-hush-hush"
    monkeypatch.setenv("SECONDSOURCE_GATHER_FACT_CHECK_KEY", key)
    monkeypatch.setenv("SECONDSOURCE_GATHER_OFF", OURS.removeprefix("fact-check "))
    monkeypatch.setattr(
        "secondsource.gather.connectors.fact_check.make",
        lambda settings: FactCheck(settings.fact_check_key, "http://checks.example/v1"),
    )
    web.hosts["checks.example"] = lambda seen: Reply(f"not valid: {seen.headers['x-goog-api-key']}".encode(), 400)
    code, out, err = run("verify", "report.txt", "--gather", "--json")
    assert code == 3
    assert web.asked("checks.example")[0].headers["x-goog-api-key"] == key
    assert "not valid: [key]" in out
    held = b"".join(file.read_bytes() for file in (tmp_path / "lib").rglob("*") if file.is_file())
    assert key not in out + err
    assert key.encode() not in held
