"""A program that is killed in the middle of a round: nothing is lost and nothing comes or is told twice."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from newsroom import report

from secondsource.watch.begin import follow_query, follow_report
from secondsource.watch.rounds import Rounds

from .news import BAKERY, DENIAL, FEED, FERRY, HOST, NOW

TESTS = Path(__file__).parent.parent
HELD = report("Harbour master Ada Holm said that a ferry with 84 passengers ran aground near Lundvik.", "Coast Gazette")


@pytest.fixture
def round_elsewhere(folder, web):
    """A round in another process."""
    command = [sys.executable, str(TESTS / "watch" / "program.py"), str(folder), str(web.port)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def begun(library, watched, outlet, folder, means):
    """A report with its dossier and a query are followed, and a feed has three articles."""
    list(library.add([(HELD, b"held")]))
    follow_report(library, watched, report(FERRY, "A", date(2026, 3, 1)), NOW)
    Rounds(folder, means).one()
    follow_query(library, watched, "the", NOW)
    outlet.publish("/ferry", "Ferry denied", DENIAL)
    for number in (1, 2):
        outlet.publish(f"/bakery-{number}", f"Rye bread {number}", (f"On day {number}. {BAKERY[0]}", *BAKERY[1:]))
    watched.add_feed(FEED, NOW)


def blocking(web, path):
    """An event that is set when a path is asked for; the answer does not come."""
    answer, asked, over = web.hosts[HOST], threading.Event(), threading.Event()

    def block(seen):
        if seen.path == path and not asked.is_set():
            asked.set()
            over.wait(60)
        return answer(seen)

    web.hosts[HOST] = block
    return asked, over


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def is_whole(library, watched, folder, means, clock):
    """After a round once the claim is over, everything is there once; another round adds nothing."""
    clock.wait(minutes=10)
    Rounds(folder, means).one()
    assert sorted(each.headline for each in library.reports() if each.headline) == [
        "Ferry denied",
        "Rye bread 1",
        "Rye bread 2",
    ]
    changes = watched.changes()
    by_report = Counter((change.follow, change.report, change.statement) for change in changes)
    assert set(by_report.values()) == {1}
    assert len([change for change in changes if change.statement is None]) == 3
    assert any(change.statement for change in changes)
    clock.wait(minutes=10)
    Rounds(folder, means).one()
    assert watched.changes() == changes
    assert watched.feed(FEED).failures == 0


@pytest.mark.parametrize("path", ["/feed.xml", "/bakery-1"])
def test_killed_in_a_poll(begun, request, web, library, watched, folder, means, clock, path):
    asked, over = blocking(web, path)
    process = request.getfixturevalue("round_elsewhere")
    assert asked.wait(120)
    kill(process)
    over.set()
    Rounds(folder, means).one()
    assert watched.feed(FEED).polled is None  # it is claimed, by who is gone
    is_whole(library, watched, folder, means, clock)


def test_killed_in_a_verification(begun, round_elsewhere, library, watched, folder, means, clock):
    for line in round_elsewhere.stdout:
        if line.startswith("verifying again"):
            break
    kill(round_elsewhere)
    is_whole(library, watched, folder, means, clock)
