"""A dossier that appears statement by statement: what is shown while a report is verified, and to whom."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient
from lxml import html

from secondsource import record, verify
from secondsource.dossier.page import render_page
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.model import Dossier, Interim
from secondsource.workbench.app import create_app
from secondsource.workbench.submissions import Submissions
from tests.dossier.enemies import hostile

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
REPORT = """Ferry ran aground, harbour master says

LUNDVIK, March 1 - A ferry with 84 passengers ran aground near Lundvik on Sunday, harbour master Ada Holm said.

Two passengers were injured, police said. It was a wonderful day.
"""
HELD = """Ferry stuck on a sandbank

Harbour master Ada Holm said that a ferry with 84 passengers ran aground near Lundvik on Sunday. Nobody was hurt.
"""


def taken(text, folder):
    file = folder / "given.txt"
    file.write_text(text, encoding="utf-8")
    return take(str(file), published=date(2026, 3, 1), now=NOW)


class Told:
    """Whoever is shown a dossier while it is made, and remembers."""

    def __init__(self):
        self.statements, self.interims = (), []

    def read(self, statements):
        assert not self.statements
        self.statements = statements

    def found(self, interim):
        self.interims.append(interim)


@pytest.fixture(scope="module")
def verified(tmp_path_factory):
    """The folder of a library, the report, its dossier, and what was shown while that was made."""
    folder = tmp_path_factory.mktemp("newsroom")
    held = taken(HELD, folder)
    told = Told()
    report = taken(REPORT, folder).report
    with Library.open(folder / "library", create=True, now=lambda: NOW) as library:
        list(library.add([(held.report, held.data)]))
        dossier = verify(report, library, now=NOW, follower=told)
    return folder / "library", report, dossier, told


@pytest.fixture
def client(verified, monkeypatch):
    """A workbench in which nothing is verified but by hand."""
    monkeypatch.setattr("secondsource.workbench.verifier.Verifier.start", lambda self: None)
    (verified[0] / "workbench.sqlite").unlink(missing_ok=True)
    with TestClient(create_app(verified[0], now=lambda: NOW), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def running(client, verified):
    """The submissions of that workbench, with one that is being verified under the id ``s``."""
    submissions = Submissions(verified[0])
    submissions.submit(verified[1], token=lambda: "s", now=NOW)
    submissions.take()
    submissions.tell("s", "reading the report")
    yield submissions
    submissions.close()


def places(text):
    return re.findall(r'id="shown-(\d+)"', text)


def events(text):
    """The number and the data of each event of a stream."""
    return [
        (int(number), data.replace("\ndata: ", "\n"))
        for number, data in re.findall(r"^id: (\d+)\ndata: (.*?)\n\n", text, re.MULTILINE | re.DOTALL)
    ]


# --- the method ------------------------------------------------------------------------------------------------


def test_each_statement_is_shown_once_and_in_order(verified):
    _, _, dossier, told = verified
    assert told.statements == dossier.statements
    checkable = [statement for statement in dossier.statements if statement.checkable]
    assert len(checkable) < len(dossier.statements)
    assert [interim.statement for interim in told.interims] == checkable


def test_evidence_and_lines_are_those_of_the_dossier(verified):
    _, _, dossier, told = verified
    assert tuple(item for interim in told.interims for item in interim.evidence) == dossier.evidence
    assert dossier.evidence
    shown = [(line.id, line.origin, line.stance, line.evidence, line.links) for i in told.interims for line in i.lines]
    assert shown == [(line.id, line.origin, line.stance, line.evidence, line.links) for line in dossier.lines]
    assert {reference.report for i in told.interims for reference in i.reports} == {r.report for r in dossier.reports}


def test_the_dossier_is_the_same_whoever_looks_on(verified):
    folder, report, dossier, _ = verified
    with Library.open(folder) as library:
        again = verify(report, library, now=NOW)
    # The record of origins grew with the first run, as it does with every one.
    assert again.evidence == dossier.evidence
    assert again.lines == dossier.lines
    assert again.assessments == dossier.assessments
    assert again == dossier


# --- the page --------------------------------------------------------------------------------------------------


def test_without_scripts_the_page_shows_what_is_there(client, running, verified):
    told = verified[3]
    assert places(client.get("/submissions/s").text) == []
    running.read("s", told.statements)
    page = client.get("/submissions/s").text
    assert places(page) == [str(n) for n in range(1, len(told.statements) + 1)]
    assert page.count("still to be looked up") == len(told.interims)
    assert page.count("not checkable") == len(told.statements) - len(told.interims)
    assert "provisional</span>" not in page
    running.found("s", told.interims[0], told.statements.index(told.interims[0].statement) + 1)
    page = client.get("/submissions/s").text
    assert page.count("provisional</span>") == 1
    assert page.count("still to be looked up") == len(told.interims) - 1


def test_an_event_brings_one_statement_and_no_other(client, running, verified):
    told = verified[3]
    running.read("s", told.statements)
    for interim in told.interims:
        running.tell("s", "looking up")
        running.found("s", interim, told.statements.index(interim.statement) + 1)
    running.fail("s", "the end")  # so that the stream ends
    stream = events(client.get("/submissions/s/progress").text)
    brought = [places(data) for _, data in stream]
    listed = brought.index([str(n) for n in range(1, len(told.statements) + 1)])
    assert brought[:listed] == [[]] * listed
    singles = [each for each in brought[listed + 1 :] if each]
    assert singles == [[str(told.statements.index(i.statement) + 1)] for i in told.interims]
    assert "provisional</span>" not in stream[listed][1]


def test_who_comes_again_misses_no_statement(client, running, verified):
    told = verified[3]
    running.read("s", told.statements)
    for interim in told.interims:
        running.found("s", interim, told.statements.index(interim.statement) + 1)
    running.fail("s", "the end")
    stream = events(client.get("/submissions/s/progress").text)
    for number, _ in stream:
        again = events(client.get("/submissions/s/progress", headers={"last-event-id": str(number)}).text)
        assert again == [each for each in stream if each[0] > number]
        assert events(client.get(f"/submissions/s/progress?after={number}").text) == again


def test_a_page_that_lost_the_stream_asks_for_what_it_lacks(client, running, verified):
    told = verified[3]
    running.read("s", told.statements)
    page = client.get("/submissions/s").text
    last = re.search(r"steps\?after=(\d+)", page)[1]
    assert f"/submissions/s/progress?after={last}" in page
    assert places(client.get(f"/submissions/s/steps?after={last}").text) == []
    place = told.statements.index(told.interims[-1].statement) + 1
    running.found("s", told.interims[-1], place)
    answer = client.get(f"/submissions/s/steps?after={last}").text
    assert places(answer) == [str(place)]
    assert int(re.search(r"steps\?after=(\d+)", answer)[1]) > int(last)
    assert len(places(client.get("/submissions/s/steps").text)) == len(told.statements)


def test_programs_are_given_what_pages_show(client, running, verified):
    told, at = verified[3], "/api/submissions/s/interims"
    assert client.get(at).json() == []
    running.read("s", told.statements)
    listed = client.get(at).json()
    assert [each["statement"] for each in listed] == record.to_json(told.statements)
    assert {each["interim"] for each in listed} == {None}
    place = told.statements.index(told.interims[-1].statement) + 1
    running.found("s", told.interims[-1], place)
    (one,) = client.get(f"{at}?after={listed[0]['told']}").json()
    assert (one["place"], record.from_json(Interim, one["interim"])) == (place, told.interims[-1])
    assert client.get(f"{at}?after={one['told']}").json() == []
    running.fail("s", "the end")
    stream = client.get(f"{at}/events").text
    brought = events(stream)
    assert [json.loads(data) for _, data in brought] == [listed, [one]]
    assert events(client.get(f"{at}/events", headers={"last-event-id": str(brought[0][0])}).text) == brought[1:]
    assert stream.endswith("event: over\ndata: \n\n")
    assert client.get(at).json() == []
    assert client.get("/api/submissions/none/interims").status_code == 404
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    assert {"place", "statement", "interim"} <= set(schemas["Shown"]["properties"])
    assert "Interim" in schemas


@pytest.mark.parametrize("after", ["-1", "x", str(2**63), "1e400"])
def test_no_number_does_harm(client, running, after):
    for path in ("/submissions/s/progress", "/submissions/s/steps", "/api/submissions/s/interims"):
        assert client.get(f"{path}?after={after}").status_code == 422


def test_what_was_shown_is_forgotten_when_it_begins_anew_or_the_next_is_taken(client, running, verified):
    told = verified[3]
    running.read("s", told.statements)
    running.resume()
    assert places(client.get("/submissions/s").text) == []
    running.take()
    running.read("s", told.statements)
    running.finish("s", verified[2])
    assert running.so_far("s")[2]
    running.submit(verified[1], token=lambda: "t", now=NOW)
    running.take()
    assert not running.so_far("s")[2]


def test_hostile_statements_and_passages_are_words(client, running):
    dossier = record.loads(Dossier, record.dumps(hostile()).replace("\ud800", ""))  # intake lets none through
    evidence, lines = dossier.evidence, dossier.lines
    running.read("s", dossier.statements)
    running.found("s", Interim(dossier.statements[0], evidence, dossier.reports, lines, dossier.assessments[0]), 1)
    for path in ("/submissions/s", "/submissions/s/steps?after=1"):
        text = client.get(path).text
        page = html.document_fromstring(text)
        assert "<script>alert(1)</script>" in page.text_content()
        assert not page.findall(".//img") + page.findall(".//iframe") + page.findall(".//svg")
        assert not [name for each in page.iter() for name in each.attrib if name.startswith("on")]
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


# --- the dossier as one file -----------------------------------------------------------------------------------


def test_the_file_is_the_page_that_the_command_line_writes(client, running, verified):
    assert client.get("/submissions/s/file").status_code == 422
    running.finish("s", verified[2])
    answer = client.get("/submissions/s/file")
    assert answer.text == render_page(verified[2])
    assert answer.headers["content-disposition"].startswith('attachment; filename="dossier-')
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = client.get("/submissions/s").text
    assert 'href="/submissions/s/file" download' in page
    assert client.get("/submissions/none/file").status_code == 404
