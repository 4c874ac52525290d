"""The page and the interface that show what an edit changed."""

from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient
from newsroom import report

from secondsource.library import Library
from secondsource.workbench.app import create_app

ADDRESS = "https://gazette.example/ferries"


def version(hour, text):
    taken = datetime(2021, 5, 11, hour, tzinfo=UTC)
    return report(text, "Gazette", date(2021, 5, 10), url=ADDRESS, retrieved=taken)


OLDER = version(8, "Two ferries sank off Holyhead.\nNobody was <b>hurt</b>.")
NEWER = version(9, "Three ferries sank off Holyhead.\nNobody was <b>hurt</b>.\nThe port shut.")


@pytest.fixture
def client(tmp_path):
    with Library.open(tmp_path / "library", create=True) as held:
        list(held.add((each, each.text.encode()) for each in (OLDER, NEWER)))
    with TestClient(create_app(tmp_path / "library"), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.mark.parametrize("one", [OLDER, NEWER])
def test_the_page_shows_what_changed_in_words_and_shapes(client, one):
    assert f"/articles/{one.id}/versions" in client.get(f"/articles/{one.id}").text
    page = client.get(f"/articles/{one.id}/versions").text
    assert '<del><span class="unseen" lang="en">[taken out: </span>Two ' in page
    assert '<ins><span class="unseen" lang="en">[put in: </span>Three ' in page
    assert "<h3>Changed</h3>" in page
    assert "The port shut." in page.partition("<h3>Came</h3>")[2].partition("</ul>")[0]
    assert "&lt;b&gt;hurt" in page
    assert "<b>" not in page


def test_versions_can_be_set_against_any_other(client):
    page = client.get(f"/articles/{NEWER.id}/versions?against={OLDER.id}")
    assert "shown, as the earlier" in page.text
    assert client.get(f"/articles/{NEWER.id}/versions?against=nonsense").status_code == 200


def test_one_version_is_said_to_be_the_only_one(client, tmp_path):
    alone = report("The council met.", "Gazette", date(2021, 5, 10))
    with Library.open(tmp_path / "library") as held:
        list(held.add([(alone, alone.text.encode())]))
    assert "Only one version" in client.get(f"/articles/{alone.id}/versions").text


def test_programs_are_told_the_same(client):
    listed = client.get(f"/api/reports/{NEWER.id}/versions").json()
    assert [each["report"] for each in listed] == [OLDER.id, NEWER.id]
    told = client.get(f"/api/reports/{OLDER.id}/versions/{NEWER.id}").json()
    assert [each["text"] for each in told["came"]] == ["The port shut."]
    assert told["passages"][0][0] == {"edit": "taken out", "text": "Two "}
    for missing in (f"/api/reports/{'0' * 64}/versions", f"/api/reports/{OLDER.id}/versions/{'0' * 64}"):
        assert client.get(missing).status_code == 404
