"""A real server on loopback: many readers at once, and one that is killed in the middle of its work."""

import os
import shutil
import signal
import time
from datetime import date

import httpx
import pytest

from bench.workbench import CASE, CHANGES, NOW, fill, free_port, load, serving
from secondsource import record, verify
from secondsource.intake.take import take
from secondsource.model import Dossier
from secondsource.workbench.submissions import Submissions

REPORT = """Ferry ran aground, harbour master says

LUNDVIK, March 1 - A ferry with 84 passengers ran aground near Lundvik on Sunday, harbour master Ada Holm said.
The ferry was freed at night, police said. Two passengers were injured.
"""

PATIENCE = 120  # seconds for an answer: what is tested is that none is lost, and other tests run beside


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held") / "library"
    fill(folder)
    return folder


def test_fifty_readers_miss_nothing_of_ten_submissions_and_of_watch_live(held, tmp_path):
    shutil.copytree(held, tmp_path / "library")
    outcome = load(tmp_path / "library", REPORT, streams=50, submissions=10)
    assert outcome.states == ["done"] * 10
    assert (len(outcome.seen), len(outcome.watched)) == (38, 12)
    assert len(outcome.stored) == CHANGES
    assert all(numbers == outcome.stored for numbers in outcome.watched)
    assert all(numbers == outcome.logged[submission] for submission, numbers in outcome.seen)
    assert min(len(numbers) for numbers in outcome.logged.values()) >= 6
    assert (outcome.refused, outcome.pages != []) == (0, True)


@pytest.fixture(scope="module")
def undisturbed(held, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed") / "library"
    shutil.copytree(held, folder)
    with serving(folder) as (_, address):
        given = submit(address)
        return dossier(address, given)


@pytest.mark.parametrize("moment", ["reading the report", "looking up statement"])
def test_what_is_killed_in_verification_is_finished_after_a_restart(held, undisturbed, tmp_path, moment):
    folder, port = tmp_path / "library", free_port()
    shutil.copytree(held, folder)
    with serving(folder, port) as (process, address):
        given = submit(address)
        before = until(address, given, moment)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert state(folder, given) == "running"
    with serving(folder, port) as (_, address):
        after = list(events(address, given, before[-1]))
        assert dossier(address, given) == undisturbed
    submissions = Submissions(folder)
    assert before + [number for number, _ in after] == [entry.number for entry in submissions.log(given)]
    submissions.close()


def test_what_was_killed_just_before_its_dossier_was_kept_is_not_counted_twice(held, undisturbed, tmp_path):
    folder = tmp_path / "library"
    shutil.copytree(held, folder)
    submissions = Submissions(folder)
    days = {"published": date(2019, 3, 25), "as_of": date(2019, 3, 25)}
    report = take(str(CASE / "report.txt"), published=days["published"], now=NOW).report
    given = submissions.submit(report, token=lambda: "t1", now=NOW, **days)
    submissions.take()
    submissions.close()
    verify(report, folder, **days, now=NOW)  # the record of origins now has its outcomes
    with serving(folder) as (_, address):
        assert dossier(address, given) == undisturbed


def submit(address):
    report = (CASE / "report.txt").read_text(encoding="utf-8")
    days = {"published": "2019-03-25", "as_of": "2019-03-25"}
    return httpx.post(
        f"{address}/api/submissions", json={"text": report, **days}, timeout=PATIENCE, trust_env=False
    ).json()["id"]


def until(address, given, moment):
    """The numbers of the events up to the one that tells of this moment."""
    numbers = []
    for number, data in events(address, given):
        numbers.append(number)
        if moment in data:
            return numbers
    raise AssertionError(f"it was over before {moment!r} was told")


def events(address, given, after=0):
    path, headers = f"{address}/api/submissions/{given}/events", {"last-event-id": str(after)}
    with httpx.stream("GET", path, headers=headers, timeout=PATIENCE, trust_env=False) as stream:
        number = 0
        for line in stream.iter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("data: {"):
                yield number, line
            elif line == "event: over":
                return


def state(folder, given):
    submissions = Submissions(folder)
    try:
        return submissions.find(given).state.value
    finally:
        submissions.close()


def dossier(address, given):
    for _ in range(600):
        answer = httpx.get(f"{address}/api/dossiers/{given}", timeout=PATIENCE, trust_env=False)
        if answer.status_code == 200:
            found = record.loads(Dossier, answer.text)
            assert found.report.published == date(2019, 3, 25)
            assert found.statements
            return found
        time.sleep(0.1)
    raise AssertionError("no dossier after a minute")
