"""The workbench: what is submitted is verified and found again; what comes from elsewhere is turned away."""

import json
import time
from datetime import UTC, date, datetime
from itertools import count

import pytest
from fastapi.testclient import TestClient

from secondsource.dossier import page
from secondsource.intake import language
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.workbench.app import create_app
from secondsource.workbench.submissions import State, Submissions

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
REPORT = """Ferry ran aground, harbour master says

LUNDVIK, March 1 - A ferry with 84 passengers ran aground near Lundvik on Sunday, harbour master Ada Holm said.
"""
HELD = """Ferry stuck on a sandbank

Harbour master Ada Holm said that a ferry with 84 passengers ran aground near Lundvik on Sunday. Nobody was hurt.
"""


@pytest.fixture
def library(tmp_path):
    file = tmp_path / "held.txt"
    file.write_text(HELD, encoding="utf-8")
    taken = take(str(file), published=date(2026, 3, 1), now=NOW)
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        list(library.add([(taken.report, taken.data)]))
    return tmp_path / "library"


@pytest.fixture
def client(library):
    tokens = count(1)
    app = create_app(library, now=lambda: NOW, token=lambda: f"t{next(tokens)}")
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client


def finished(client, submission):
    for _ in range(600):
        found = client.get(f"/api/submissions/{submission}").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.1)
    raise AssertionError("not done after a minute")


# --- please verify ---------------------------------------------------------------------------------------------


def test_a_pasted_report_becomes_a_dossier_that_is_found_again(client):
    answer = client.post("/submissions", data={"text": REPORT, "published": "2026-03-01"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/submissions/t1")
    assert finished(client, "t1")["state"] == "done"
    page = client.get("/submissions/t1").text
    assert "84 passengers" in page
    assert "in our copy" in page
    assert "/submissions/t1" in client.get("/").text
    dossier = client.get("/api/dossiers/t1").json()
    assert dossier["report"]["published"] == "2026-03-01"
    assert dossier["statements"]


def test_a_passage_opens_at_its_place_in_our_copy(client):
    client.post("/submissions", data={"text": REPORT, "published": "2026-03-01"})
    finished(client, "t1")
    evidence = client.get("/api/dossiers/t1").json()["evidence"][0]
    start, end = evidence["span"]["start"], evidence["span"]["end"]
    page = client.get(f"/articles/{evidence['report']}?start={start}&end={end}").text
    assert '<mark id="passage">' in page
    assert evidence["text"] in page


def test_a_file_can_be_given(client):
    answer = client.post("/submissions", files={"file": ("report.txt", REPORT.encode(), "text/plain")})
    assert answer.status_code == 303
    assert finished(client, "t1")["title"].startswith("Ferry ran aground")


def test_nothing_given_is_said_in_one_line(client):
    answer = client.post("/submissions", data={"text": "  "})
    assert answer.status_code == 422
    assert "no report was given; paste its text, choose a file, or give an http(s) address" in answer.text


def test_an_address_that_must_not_be_read_fails_with_its_reason(client):
    client.post("/submissions", data={"address": "http://127.0.0.1:1/secret"})
    found = finished(client, "t1")
    assert found["state"] == "failed"
    assert "127.0.0.1" in found["error"]
    assert found["error"] in client.get("/submissions/t1").text.replace("&#39;", "'")


def test_progress_is_streamed_to_the_end(client):
    client.post("/submissions", data={"text": REPORT, "published": "2026-03-01"})
    told = client.get("/api/submissions/t1/events")
    assert told.headers["content-type"].startswith("text/event-stream")
    events = [json.loads(line.removeprefix("data: ")) for line in told.text.splitlines() if line.startswith("data: {")]
    assert events[-1]["state"] == "done"
    assert "reading the report" in events[-1]["steps"]
    assert "Open the dossier" in client.get("/submissions/t1/progress").text


def test_who_comes_again_hears_what_came_after_the_last_event(client):
    client.post("/submissions", data={"text": REPORT, "published": "2026-03-01"})
    finished(client, "t1")
    for path in ("/api/submissions/t1/events", "/submissions/t1/progress"):
        numbers = ids(client.get(path).text)
        assert numbers == sorted(set(numbers))
        assert len(numbers) > 4
        again = client.get(path, headers={"last-event-id": str(numbers[2])}).text
        assert ids(again) == numbers[3:]
        assert again.endswith("event: over\ndata: \n\n")
        nothing_new = client.get(path, headers={"last-event-id": str(numbers[-1])}).text
        assert (ids(nothing_new), nothing_new.count("event: over")) == ([], 1)
        assert ids(client.get(path, headers={"last-event-id": "x; DROP"}).text) == numbers


def ids(stream):
    return [int(line.removeprefix("id: ")) for line in stream.splitlines() if line.startswith("id: ")]


def test_the_line_is_bounded_and_says_when_to_come_again(library, monkeypatch):
    monkeypatch.setattr("secondsource.workbench.submissions.WAITING", 2)
    monkeypatch.setattr("secondsource.workbench.verifier.Verifier.start", lambda self: None)  # nothing gets done
    with TestClient(create_app(library, now=lambda: NOW), base_url="http://127.0.0.1:8000") as client:
        given = [client.post("/api/submissions", json={"text": REPORT}) for _ in range(3)]
        assert [answer.status_code for answer in given] == [202, 202, 429]
        assert int(given[-1].headers["retry-after"]) > 0
        assert client.post("/submissions", data={"text": REPORT}).status_code == 429
        assert len(client.get("/api/submissions").json()) == 2


def test_what_was_running_when_the_program_ended_is_done_after_it_starts_again(library):
    submissions = Submissions(library)
    report = take_text(REPORT)
    given = submissions.submit(report, token=lambda: "left", now=NOW)
    assert submissions.take()[0].state is State.RUNNING
    submissions.close()  # as if it had been killed here
    with TestClient(create_app(library, now=lambda: NOW), base_url="http://127.0.0.1:8000") as client:
        assert finished(client, given)["state"] == "done"


def test_a_fault_of_ours_costs_one_submission_and_not_the_next(client, monkeypatch, caplog):
    from secondsource.workbench import verifier

    real = verifier.verify
    monkeypatch.setattr(verifier, "verify", lambda *args, **named: 1 / 0)
    client.post("/submissions", data={"text": REPORT})
    assert finished(client, "t1")["state"] == "failed"
    monkeypatch.setattr(verifier, "verify", real)
    client.post("/submissions", data={"text": REPORT})
    assert finished(client, "t2")["state"] == "done"
    assert "ZeroDivisionError" in caplog.text


def take_text(text):
    import io

    return take("-", published=date(2026, 3, 1), now=NOW, stdin=io.BytesIO(text.encode())).report


# --- articles and programs -------------------------------------------------------------------------------------


def test_articles_are_listed_searched_and_filtered(client):
    assert "Ferry stuck" in client.get("/articles").text
    assert "Ferry stuck" in client.get("/articles?q=sandbank").text
    assert "Nothing held fits" in client.get("/articles?since=2026-03-02").text
    assert "Nothing held fits" in client.get("/articles?outlet=Gazette").text


def test_programs_search_and_read(client):
    found = client.get("/api/search?q=ferry+aground").json()
    assert found[0]["text"] in HELD
    assert client.get(f"/api/reports/{found[0]['report']}").json()["text"].startswith("Ferry stuck")
    described = client.get("/api/openapi.json").json()["paths"]
    assert all(path in client.get("/docs").text.replace("&#39;", "'") for path in described)


@pytest.mark.parametrize("path", ["/submissions/none", "/api/submissions/none", "/api/dossiers/none", "/api/reports/0"])
def test_what_is_not_there_is_a_404_in_one_line(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "there is nothing of that name here" in answer.text


# --- hostile articles and hostile pages ------------------------------------------------------------------------


def test_an_article_is_quoted_and_never_markup(client):
    hostile = '<script>alert(1)</script> "><img src=x onerror=alert(2)> was said in Lundvik on Sunday, Ada Holm said.'
    client.post("/submissions", data={"text": f"{hostile}\n\n{hostile}\n"})
    finished(client, "t1")
    for path in ("/", "/submissions/t1"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "<img" not in text


def test_every_page_forbids_what_is_not_ours(client):
    for path in ("/", "/articles", "/docs", "/submissions/none"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example:8000"])
def test_another_name_is_turned_away(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8000", "[::1]:8000", "[::1]"])
def test_our_own_names_are_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
    ],
)
@pytest.mark.parametrize("path", ["/submissions", "/api/submissions"])
def test_what_another_page_sends_is_not_done(client, headers, path):
    answer = client.post(path, data={"text": REPORT}, headers=headers)
    assert answer.status_code == 403
    assert client.get("/api/submissions").json() == []


def test_too_much_is_refused_before_it_is_read(client):
    answer = client.post("/submissions", data={"text": "x" * 13_000_000})
    assert answer.status_code == 413


def test_what_takes_time_to_load_is_loaded_before_anybody_waits_for_it(tmp_path):
    language._identifier.cache_clear()
    page._environment.cache_clear()
    with TestClient(create_app(tmp_path / "library"), base_url="http://127.0.0.1:8000"):
        end = time.monotonic() + 60
        while not language._identifier.cache_info().currsize or "dossier.html" not in compiled():
            assert time.monotonic() < end
            time.sleep(0.05)


def compiled():
    return {name for _, name in page._environment().cache}
