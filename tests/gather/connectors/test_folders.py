"""Files and folders of the user's own."""

import json
from pathlib import Path

import pytest

from secondsource.errors import FetchError
from secondsource.gather.connector import NotSetUpError, Query, Term
from secondsource.gather.connectors import folders
from secondsource.gather.connectors.folders import Folders, make
from secondsource.intake.take import Taken
from secondsource.model import Aim
from secondsource.settings import Gather

QUERY = Query(Aim.EVENT, (Term("ferry"), Term("Holyhead")), ("s1",), "en")


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    rows = [
        {"text": "A ferry ran aground off Holyhead.", "published": "2019-03-25", "publisher": "Gazette"},
        {"text": "The council met.", "published": "2019-03-25"},
    ]
    (tmp_path / "held.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    item = {"uri": "urn:x:1", "versioncreated": "2019-03-26T08:00:00Z", "body_text": "Tugs freed a ferry at Holyhead."}
    (tmp_path / "item.json").write_text(json.dumps(item))
    return tmp_path


def search(connector: Folders) -> list[Taken]:
    return list(connector.search(QUERY, None))  # type: ignore[arg-type]


def test_reports_that_match_are_given_whole(wire: Path) -> None:
    assert [taken.report.text for taken in search(Folders((wire,)))] == [
        "A ferry ran aground off Holyhead.",
        "Tugs freed a ferry at Holyhead.",
    ]


def test_what_cannot_be_read_is_told_after_what_can(wire: Path) -> None:
    (wire / "broken.json").write_text("{")
    found = []
    with pytest.raises(FetchError, match=r"1 files could not be read, the first: .*broken\.json: not JSON"):
        found.extend(Folders((wire,)).search(QUERY, None))  # type: ignore[arg-type]
    assert len(found) == 2


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="it is not there"):
        search(Folders((tmp_path / "no",)))


def test_no_more_than_so_many_are_held(wire: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST", 1)
    with pytest.raises(FetchError, match="only the first 1 reports were looked through"):
        search(Folders((wire,)))


def test_without_folders_it_says_so() -> None:
    with pytest.raises(NotSetUpError, match="no folders are named"):
        make(Gather())
