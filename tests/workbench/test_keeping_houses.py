"""The user's table of houses: whoever verifies again keeps the one that a dossier was made with."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient
from newsroom import report
from test_workbench import finished

from secondsource.library import Library
from secondsource.method import verify
from secondsource.watch.begin import follow_report
from secondsource.watch.rounds import Means, Rounds
from secondsource.watch.store import open_watched
from secondsource.workbench.app import create_app
from secondsource.workbench.submissions import Submissions

NOW = datetime(2021, 5, 9, 9, 30, tzinfo=UTC)
DAY = date(2021, 5, 8)
HOUSE = """
[[house]]
name = "Harbour Press"
shares = "a newsroom"
outlets = ["Gazette", "Courier"]
source = "imprint of both"
"""
REPORT = report("A boat sank off Oslo on Saturday.", "Morning Mail", DAY)
HELD = (
    report("A boat sank off Oslo on Saturday.\nThe sea was calm.", "Gazette", DAY, byline="By Ada Poe"),
    report("Off Oslo a boat sank on Saturday morning.\nNobody was hurt.", "Courier", DAY, byline="By Max Roe"),
)
MORE = report("On Saturday a boat sank off Oslo, harbour master Ada Holm said.", "Fjord Post", DAY)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "houses.toml").write_text(HOUSE, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        list(library.add([(each, each.text.encode()) for each in HELD]))
    return tmp_path / "library"


@pytest.fixture
def made(folder):
    """The dossier of somebody who has a table of houses set, where none is set in the workbench."""
    houses = folder.parent / "houses.toml"
    with Library.open(folder, now=lambda: NOW) as library:
        made, alone = (verify(REPORT, library, now=NOW, houses=each) for each in (houses, None))
    assert len(made.lines) < len(alone.lines)
    houses.unlink()
    return made


def again(folder, made):
    """The dossier after it was assessed anew in a workbench without a table."""
    with closing(Submissions(folder)) as submissions:
        submissions.keep(made, token=lambda: "t1", now=NOW)
    with TestClient(create_app(folder, now=lambda: NOW), base_url="http://127.0.0.1:8000") as client:
        assert client.post("/api/submissions/t1/again").status_code == 202
        assert finished(client, "t1")["state"] == "done"
    with closing(Submissions(folder)) as submissions:
        return submissions.dossier("t1")


def test_what_is_assessed_anew_keeps_its_table(folder, made):
    found = again(folder, made)
    assert (found.versions.houses, found.lines, found.failures) == (made.versions.houses, made.lines, made.failures)


def test_what_is_followed_keeps_its_table(folder, made):
    with Library.open(folder, now=lambda: NOW) as library, open_watched(folder) as watched:
        follow = follow_report(library, watched, REPORT, NOW, made)
        list(library.add([(MORE, MORE.text.encode())]))
        Rounds(folder, Means(now=lambda: NOW)).one()
        found = watched.dossier(follow.id)
    assert found.versions.library != made.versions.library
    assert found.versions.houses == made.versions.houses


def test_a_table_that_is_set_now_goes_before(folder, made):
    other = folder.parent / "other.toml"
    other.write_text(HOUSE.replace("Courier", "Mail"), encoding="utf-8")
    found = verify(REPORT, folder, now=NOW, houses=other, before=made)
    assert found.versions.houses not in (None, made.versions.houses)
    assert len(found.lines) > len(made.lines)


@pytest.mark.parametrize("digest", ["0" * 64, "../../store\0"])
def test_a_table_that_is_not_held_is_said_to_be_missing(folder, made, digest):
    found = verify(REPORT, folder, now=NOW, before=replace(made, versions=replace(made.versions, houses=digest)))
    assert found.versions.houses is None
    assert [each.message for each in found.failures if each.subject == "houses"] == [
        "the table of houses that the dossier before was made with is not in this library; name it in the settings"
    ]
