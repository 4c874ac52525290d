"""``secondsource watch``: feeds, what is followed, rounds, and what is printed of them."""

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from secondsource.cli import main
from secondsource.gather import gather

from .news import DENIAL, FEED, FERRY


@pytest.fixture
def run(folder, web, capsys, monkeypatch):
    """Runs a command of ``watch`` on the library; gives its exit code and the lines of what it wrote."""
    monkeypatch.setenv("SECONDSOURCE_LIBRARY", str(folder))
    monkeypatch.setenv("SECONDSOURCE_GATHER_LIMITS_DELAY", "0.1")
    monkeypatch.setattr(gather, "web", lambda now: replace(web.outside, now=now))

    def run(*arguments):
        code = main(["watch", *arguments])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=out.splitlines(), err=err)

    return run


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(f"Ferry aground\n\n{FERRY}\n", encoding="utf-8")
    return str(file)


def test_feeds_are_added_listed_and_removed(run):
    assert run("add", FEED, "https://fjord.example/news.xml").code == 0
    listed = run("feeds").out
    assert [line.split("  ")[:2] for line in listed] == [
        [FEED, "not polled yet"],
        ["https://fjord.example/news.xml", "not polled yet"],
    ]
    assert run("remove", FEED).code == 0
    assert [feed["address"] for feed in json.loads("".join(run("feeds", "--json").out))] == [
        "https://fjord.example/news.xml"
    ]


@pytest.mark.parametrize("address", ["coast.example", "ftp://coast.example/", "http://ada:secret@coast.example/"])
def test_what_is_no_feed_is_refused_and_nothing_is_added(run, address):
    refused = run("add", FEED, address)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "not the address of a feed" in refused.err
    assert run("feeds").out == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("remove", "https://none.example/"), "no such feed is watched"),
        (("unfollow", "7"), "nothing is followed as 7"),
        (("unfollow", "x"), "not a number"),
        (("follow", "--dossier", "none.json"), "none.json"),
        (("follow", "--held", "abc"), "abc"),
        ((), "no command given"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, arguments, said):
    refused = run(*arguments)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, [], 1)
    assert said in refused.err


def test_a_feed_brings_a_change_that_is_printed_and_kept(run, outlet, report):
    assert run("follow", report, "--published", "2026-03-01").out == ["1  Ferry aground"]
    run("query", "coast", "guard")
    run("add", FEED)
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    made = run("run", "--once")
    assert made.code == 0
    (told,) = made.out  # the first dossier of the report was made with the denial
    assert told.split("  ")[0] == "1"
    assert "new report on 'coast guard': Ferry denied (Fjord Post)" in told
    assert f"polling {FEED}" in made.err
    assert run("run", "--once").out == []
    assert run("changes").out == [told]
    assert [change["number"] for change in json.loads("".join(run("changes", "--json").out))] == [1]
    assert [line.split("  ")[1] for line in run("list").out] == ["report", "query"]


def test_a_verified_dossier_is_followed_and_its_change_printed_as_json(run, outlet, report, tmp_path, capsys):
    assert main(["verify", report, "--published", "2026-03-01", "--as-of", "2026-03-03", "--json"]) == 0
    (tmp_path / "dossier.json").write_text(capsys.readouterr().out, encoding="utf-8")
    assert run("follow", "--dossier", str(tmp_path / "dossier.json")).code == 0
    run("add", FEED)
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    changes = [json.loads(line) for line in run("run", "--once", "--json").out]
    assert changes
    assert all(change["verdict_before"] == "undetermined" for change in changes)
    assert any("denial" in change["causes"] for change in changes)
    listed = json.loads("".join(run("list", "--json").out))
    assert [each["title"] for each in listed] == ["Ferry aground"]
    assert run("unfollow", "1").code == 0
    assert run("list").out == []


def test_a_report_on_standard_input_and_one_that_is_held_are_followed(run, monkeypatch, library, report, capsys):
    assert main(["library", "add", report]) == 0
    capsys.readouterr()
    held = next(library.reports())
    assert run("follow", "--held", held.id[:12]).out == ["1  Ferry aground"]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"Nine boats sank, police said.")))
    assert run("follow", "-").out == ["2  Nine boats sank, police said."]


def test_a_hostile_headline_steers_no_terminal(run, outlet):
    run("query", "coast", "guard")
    run("add", FEED)
    outlet.publish("/ferry", "Ferry \x9b31m\u202edenied", DENIAL)
    (told,) = run("run", "--once").out
    assert "\x9b" not in told
    assert "\u202e" not in told


def test_it_runs_until_it_is_interrupted(folder):
    command = [sys.executable, "-m", "secondsource", "watch", "run", "--library", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr.readline() == "secondsource: watching until you press Ctrl-C\n"
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, out) == (0, "")
    assert err == "secondsource: stopping; what came is kept (interrupt again to end at once)\n"
