"""Who speaks in held reports, what they said over time, and what became of it."""

import time
from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient

from secondsource.contents import read_ahead
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.model import Outcome, Span, Subject
from secondsource.workbench.app import create_app
from secondsource.workbench.pages import speakers

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HELD = (
    "Ferry aground\n\nA ferry with 84 passengers ran aground near Bergen on Sunday, harbour master Sergey Holmov said.",
    "Quay flooded\n\nThe quay in Oslo was under water, Sergei Holmov, the harbour master, said on Monday.",
    "Fair opens\n\nThe fair in Bergen opens in May, mayor Bo <i>Ek</i> said.",
)
REPORT = "Ferry stuck\n\nA ferry with 84 passengers ran aground near Bergen on Sunday, mayor Ada Poe said."


@pytest.fixture
def folder(tmp_path):
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        for number, text in enumerate(HELD, start=1):
            file = tmp_path / f"{number}.txt"
            file.write_text(text, encoding="utf-8")
            taken = take(str(file), published=date(2026, 3, number), now=NOW)
            list(library.add([(taken.report, taken.data)]))
        read_ahead(library, 10)
    return tmp_path / "library"


@pytest.fixture
def client(folder):
    app = create_app(folder, now=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


def test_who_speaks_in_most_reports_comes_first(client):
    found = client.get("/api/speakers").json()
    first = found["speakers"][0]
    assert (first["name"], first["reports"], first["latest"]) == ("Sergei Holmov", 2, "2026-03-02")
    assert found["found"] == len(found["speakers"])
    text = client.get("/speakers").text
    assert '<a href="/speakers/Sergei%20Holmov"><bdi>Sergei Holmov</bdi></a>' in text


@pytest.mark.parametrize(("name", "expected"), [("sergey", 1), ("HOLM", 1), ("nobody", 0), ("%", 0)])
def test_speakers_are_searched_by_any_spelling(client, name, expected):
    assert client.get("/api/speakers", params={"q": name}).json()["found"] == expected
    assert client.get("/speakers", params={"q": name}).status_code == 200


@pytest.mark.parametrize("name", ["Sergey Holmov", "sergei holmov"])
def test_what_somebody_said_is_listed_the_latest_first(client, name):
    found = client.get(f"/api/speakers/{name}").json()
    assert [article["headline"] for article in found["articles"]] == ["Quay flooded", "Ferry aground"]
    assert "84 passengers" in found["articles"][1]["said"][0]["text"]
    assert sorted(found["spellings"]) == ["Sergei Holmov", "Sergey Holmov"]
    text = client.get(f"/speakers/{name}").text
    assert text.index("Quay flooded") < text.index("Ferry aground")
    assert "Written as" in text


def test_reports_are_paged(client, monkeypatch):
    monkeypatch.setattr(speakers, "REPORTS", 1)
    first, second = (client.get("/speakers/Sergei Holmov", params={"page": n}).text for n in (1, 2))
    assert ("Quay flooded" in first, "Ferry aground" in first) == (True, False)
    assert ("Quay flooded" in second, "Ferry aground" in second) == (False, True)
    assert 'href="/speakers/Sergei%20Holmov?page=2"' in first
    assert 'rel="next"' not in second


def test_what_became_of_it_is_shown_with_the_letter(client, folder):
    with Library.open(folder) as library:
        report = next(each for each in library.reports() if each.headline == "Ferry aground")
        spans = [Span(n, n + 20) for n in (15, 40, 65)]
        library.keep_outcomes(
            Outcome("sergey holmov", Subject(report.id, span), span.start > 20, date(2026, 3, 2)) for span in spans
        )
    text = client.get("/speakers/Sergei Holmov").text
    assert "later bore out 2 of 3 statements" in " ".join(text.split())
    assert "Reliability <strong>C</strong>, fairly reliable" in text
    assert (text.count("● borne out"), text.count("✕ contradicted")) == (2, 1)
    assert client.get("/api/speakers/Sergei Holmov").json()["reliability"] == "C"


def test_the_verdicts_of_dossiers_are_shown(client):
    given = client.post("/api/submissions", json={"text": REPORT, "published": "2026-03-02"}).json()["id"]
    for _ in range(600):
        if client.get(f"/api/submissions/{given}").json()["state"] == "done":
            break
        time.sleep(0.1)
    dossier = client.get(f"/api/dossiers/{given}").json()
    number = next(n for n, s in enumerate(dossier["statements"], 1) if s["attribution"]["speaker"] == "Ada Poe")
    verdicts = {a["statement"]: a["verdict"] for a in dossier["assessments"]}
    (judged,) = client.get("/api/speakers/Sergei Holmov").json()["judged"]
    assert (judged["submission"], judged["number"], judged["stance"]) == (given, number, "supports")
    assert judged["verdict"] == verdicts[dossier["statements"][number - 1]["id"]]
    assert f'/submissions/{given}#s{number}"' in client.get("/speakers/Sergei Holmov").text


def test_nobody_of_that_name_is_not_found(client):
    for name in ("Nobody", "the", "a/b", "%00", "é", "x" * 200):
        assert client.get(f"/speakers/{name}").status_code == 404
        assert client.get(f"/api/speakers/{name}").status_code == 404


def test_names_are_escaped(client):
    assert "<i>Ek" not in client.get("/speakers").text
