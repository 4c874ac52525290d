"""All articles, what came in lately, and one article with what it states and shares."""

import time
from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient

from secondsource.contents import read_ahead
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.workbench import listing
from secondsource.workbench.app import create_app

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SHARED = (
    "The night ferry to Lundvik left the harbour an hour late on Friday because a fishing boat had lost its nets in "
    "the channel and divers were needed to cut the cables away before anybody could pass the lighthouse safely. "
    "Passengers waited in the hall with blankets and soup from the kitchen of the terminal while the crew checked "
    "both engines twice and the captain walked along the quay to look at the rudder by the light of a torch."
)
AGROUND = (
    "Ferry aground\n\nA ferry with 84 passengers ran aground near Bergen, harbour master Ada Holm said.\n\n"
    "Two tugs lay beside it in the evening and waited for the tide, which comes in slowly there at this time of year. "
    "Buses brought people to the town, where rooms had been made ready in the school and in two of the larger inns."
)
LATE = f"Ferry late\n\n{SHARED}\n\nNobody was hurt, harbour master Ada Holm said."
AGAIN = f"Ferry an hour late\n\n{SHARED}\n\nThe mayor, Bo Ek, said that he would ask the line for its reasons."
HELD = ((AGROUND, "Gazette", 1), (LATE, "Gazette", 2), (AGAIN, "Courier", 3))


def page_of(text, publisher):
    head, *rest = text.split("\n\n")
    body = "".join(f"<p>{part}</p>" for part in rest)
    return (
        f"<html lang=en><head><title>{head}</title><meta property='og:site_name' content='{publisher}'>"
        f"<script>alert(1)</script></head><body><article><h1>{head}</h1>{body}</article></body></html>"
    )


@pytest.fixture
def folder(tmp_path):
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        for text, publisher, day in HELD:
            file = tmp_path / f"{day}.html"
            file.write_text(page_of(text, publisher), encoding="utf-8")
            taken = take(str(file), published=date(2026, 3, day), now=NOW)
            list(library.add([(taken.report, taken.data)]))
    return tmp_path / "library"


@pytest.fixture
def app(folder):
    app = create_app(folder, now=lambda: NOW)
    app.state.desk.verifier.ahead.pause()
    return app


@pytest.fixture
def client(app):
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client


@pytest.fixture
def everything_read(folder):
    with Library.open(folder) as library:
        read_ahead(library, 10)


def found(client, **asked):
    answer = client.get("/api/articles", params=asked)
    assert answer.status_code == 200
    return answer.json()


def headlines(client, **asked):
    return [article["headline"] for article in found(client, **asked)["articles"]]


def ids(client):
    return {article["headline"]: article["report"] for article in found(client)["articles"]}


# --- all articles ----------------------------------------------------------------------------------------------


def test_the_newest_comes_first(client):
    assert headlines(client) == ["Ferry an hour late", "Ferry late", "Ferry aground"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"outlet": "gaz"}, ["Ferry late", "Ferry aground"]),
        ({"since": "2026-03-02", "until": "2026-03-02"}, ["Ferry late"]),
        ({"language": "en", "outlet": "courier"}, ["Ferry an hour late"]),
        ({"language": "de"}, []),
        ({"speaker": "holm"}, ["Ferry late", "Ferry aground"]),
        ({"place": "bergen"}, ["Ferry aground"]),
        ({"q": "mayor", "outlet": "courier"}, ["Ferry an hour late"]),
        ({"q": "mayor", "outlet": "gazette"}, []),
    ],
)
@pytest.mark.usefixtures("everything_read")
def test_what_passes_is_found_on_the_page_as_by_programs(client, asked, expected):
    assert headlines(client, **asked) == expected
    text = client.get("/articles", params=asked).text
    assert [text.count(f">{headline}<") for headline in ("Ferry aground", "Ferry late", "Ferry an hour late")] == [
        int(headline in expected) for headline in ("Ferry aground", "Ferry late", "Ferry an hour late")
    ]


def test_pages_are_of_what_passes(client, monkeypatch):
    monkeypatch.setattr(listing, "LISTED", 1)
    assert [headlines(client, outlet="gazette", page=n) for n in (1, 2, 3)] == [["Ferry late"], ["Ferry aground"], []]
    assert found(client, outlet="gazette", page=2)["found"] == 2
    assert [headlines(client, q="ferry", outlet="gazette", page=n)[:1] != [] for n in (1, 2, 3)] == [True, True, False]
    first = client.get("/articles", params={"outlet": "gazette"}).text
    assert "outlet=gazette" in first
    assert "page=2" in first
    assert 'rel="next"' not in client.get("/articles", params={"outlet": "gazette", "page": 2}).text


def test_words_come_with_the_passage_that_was_found(client):
    (article,) = found(client, q="mayor")["articles"]
    assert "The mayor, Bo Ek" in article["passage"]["text"]
    start, end = article["passage"]["span"]["start"], article["passage"]["span"]["end"]
    assert f"/articles/{article['report']}?start={start}&amp;end={end}#passage" in client.get("/articles?q=mayor").text


def test_how_many_have_been_read_is_said(client, folder):
    assert (found(client)["read"], found(client)["held"]) == (0, 3)
    assert "Speakers and places are known of 0 of 3 reports" in client.get("/articles").text
    with Library.open(folder) as library:
        read_ahead(library, 10)
    assert found(client)["read"] == 3
    assert "still to be read" not in client.get("/articles").text


def test_held_reports_are_read_while_nothing_is_verified_unless_somebody_lets_it_rest(client, app):
    assert "Reading rests" in client.get("/articles").text
    assert client.post("/articles/reading", data={"go": "yes"}).headers["location"] == "/articles"
    for _ in range(600):
        if found(client)["read"] == 3:
            break
        time.sleep(0.1)
    assert headlines(client, speaker="ada holm") == ["Ferry late", "Ferry aground"]
    client.post("/articles/reading")
    assert app.state.desk.verifier.ahead.paused


@pytest.mark.parametrize("path", ["/articles", "/recent", "/speakers", "/api/articles", "/api/recent", "/api/speakers"])
def test_a_page_that_cannot_be_is_refused(client, path):
    for number in ("0", "-1", "10001", "x", "1e3"):
        assert client.get(path, params={"page": number}).status_code == 422


@pytest.mark.parametrize(
    "asked", [{"since": "yesterday"}, {"until": "2026-02-31"}, {"outlet": "x" * 201}, {"q": "x" * 1001}]
)
def test_what_cannot_be_asked_is_refused(client, asked):
    assert client.get("/api/articles", params=asked).status_code == 422
    assert client.get("/articles", params=asked).status_code == 422


@pytest.mark.parametrize("field", ["q", "outlet", "language", "place", "speaker"])
def test_odd_words_are_only_words(client, field):
    for words in ("\x00", "'; DROP TABLE x; --", "%", "\U0010ffff", '"', "مرحبا", " "):
        for path in ("/articles", "/api/articles"):
            assert client.get(path, params={field: words}).status_code == 200


# --- most recent -----------------------------------------------------------------------------------------------


def test_what_came_in_last_comes_first(client):
    articles = client.get("/api/recent").json()["articles"]
    assert [article["headline"] for article in articles] == ["Ferry an hour late", "Ferry late", "Ferry aground"]
    assert {article["came"] for article in articles} == {NOW.isoformat()}
    assert "2026-03-02 09:30" in client.get("/recent").text


def test_a_report_tells_which_dossiers_cite_it(client):
    given = {"text": "Ferry stuck\n\nA ferry with 84 passengers ran aground near Bergen, Ada Poe said."}
    submission = client.post("/api/submissions", json=given).json()["id"]
    for _ in range(600):
        if client.get(f"/api/submissions/{submission}").json()["state"] == "done":
            break
        time.sleep(0.1)
    cited = {article["headline"]: article["dossiers"] for article in client.get("/api/recent").json()["articles"]}
    assert cited["Ferry aground"] == [submission]
    assert f"/submissions/{submission}" in client.get("/recent").text
    assert f"/submissions/{submission}" in client.get(f"/articles/{ids(client)['Ferry aground']}").text


# --- one article -----------------------------------------------------------------------------------------------


def test_an_article_shows_what_it_states_and_who_says_so(client):
    report = ids(client)["Ferry aground"]
    statements = client.get(f"/api/articles/{report}/statements").json()
    assert [s["attribution"]["speaker"] for s in statements if s["attribution"]["speaker"]] == ["Ada Holm"]
    assert client.get(f"/api/articles/{report}").json()["id"] == report
    text = client.get(f"/articles/{report}").text
    assert "84 passengers" in text
    assert '<a href="/speakers/Ada%20Holm"><bdi>Ada Holm</bdi></a>' in text


def test_copies_are_shown_both_ways(client):
    late, again = (ids(client)[headline] for headline in ("Ferry late", "Ferry an hour late"))
    (copy,) = client.get(f"/api/articles/{late}/copies").json()
    (back,) = client.get(f"/api/articles/{again}/copies").json()
    assert (copy["report"]["report"], copy["earlier"]) == (again, False)
    assert (back["report"]["report"], back["earlier"]) == (late, True)
    assert copy["of_ours"] == back["of_theirs"] > 0.5
    assert client.get(f"/api/articles/{ids(client)['Ferry aground']}/copies").json() == []
    assert f"/articles/{late}/copies/{again}" in client.get(f"/articles/{late}").text
    beside = client.get(f"/articles/{late}/copies/{again}").text
    assert beside.count("<mark>The night ferry to Lundvik") == 2
    assert client.get(f"/articles/{late}/copies/{ids(client)['Ferry aground']}").status_code == 404


def test_the_original_is_a_file_and_never_a_page(client):
    report = client.get(f"/api/articles/{ids(client)['Ferry late']}").json()
    place = f"/articles/{report['id']}/originals/{report['archived']}"
    assert place in client.get(f"/articles/{report['id']}").text
    answer = client.get(place)
    assert "<script>alert(1)</script>" in answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get(f"/articles/{report['id']}/originals/{'0' * 64}").status_code == 404


@pytest.mark.parametrize("path", ["", "/statements", "/copies"])
def test_what_is_not_held_is_not_found(client, path):
    for report in ("0" * 64, "x", "%00", "é"):
        assert client.get(f"/api/articles/{report}{path}").status_code == 404


@pytest.mark.parametrize("place", ["start=5&end=2", "start=0&end=999999", "start=1"])
def test_a_place_outside_the_text_marks_nothing(client, place):
    answer = client.get(f"/articles/{ids(client)['Ferry late']}?{place}")
    assert answer.status_code == 200
    assert "<mark" not in answer.text
