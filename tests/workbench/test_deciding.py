"""A person decides in the workbench: beside the machine, signed, taken back by a new entry, by those who may."""

import html
import re
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import count
from shutil import copytree

import pytest
from fastapi.testclient import TestClient
from hostile import MARK
from lxml.html import fromstring, tostring
from test_workbench import HELD, REPORT, finished

from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.workbench.accounts import Role, open_accounts
from secondsource.workbench.app import create_app
from secondsource.workbench.submissions import State, Submissions

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "a ferry ran aground"
ABOARD = """Aboard the ferry

Max Roe, a passenger, said that a ferry with 84 passengers ran aground near Lundvik on Sunday.
"""
HOSTILE = (
    f"<script class={MARK}>alert(1)</script>",
    f"</textarea></q><img class={MARK} src=x onerror=alert(1)>",
    "\u202egnp.exe\u202c \u2066\u2067",
    "{{ 7*191 }}",
)


@pytest.fixture(scope="module")
def verified(tmp_path_factory):
    """A library in which the report was verified, once for all tests; each has a copy."""
    folder = tmp_path_factory.mktemp("verified")
    with Library.open(folder / "library", create=True, now=lambda: NOW) as library:
        for name, text in (("held", HELD), ("aboard", ABOARD)):
            file = folder / f"{name}.txt"
            file.write_text(text, encoding="utf-8")
            taken = take(str(file), published=date(2026, 3, 1), now=NOW)
            list(library.add([(taken.report, taken.data)]))
    with opened(folder / "library") as client:
        client.post("/submissions", data={"text": REPORT, "published": "2026-03-01"})
        assert finished(client, "t1")["state"] == "done"
    return folder / "library"


def opened(library):
    tokens = count(1)
    app = create_app(library, now=lambda: NOW, token=lambda: f"t{next(tokens)}")
    app.state.desk.verifier.ahead.pause()
    return TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False)


@pytest.fixture
def library(verified, tmp_path):
    return copytree(verified, tmp_path / "library")


@pytest.fixture
def client(library):
    with opened(library) as client:
        yield client


def dossier(client):
    return client.get("/api/dossiers/t1").json()


def words(span):
    return f"{span['start']}-{span['end']}"


def judged(client):
    """A statement that was weighed, as a form names it, and the machine's verdict."""
    found = dossier(client)
    assessment = found["assessments"][-1]
    statement = next(s for s in found["statements"] if s["id"] == assessment["statement"])
    return words(statement["span"]), assessment["verdict"], found["statements"].index(statement) + 1


def rule(client, what, **more):
    statement, seen, _ = judged(client)
    sent = {
        "kind": "verdict",
        "statement": statement,
        "what": what,
        "seen": seen,
        "note": "I rang them",
        "by": "Eva Doe",
    }
    return client.post("/submissions/t1/decisions", data={**sent, **more})


def passage(client, number=0):
    found = dossier(client)
    item = [e for e in found["evidence"] if e["stance"] == "supports"][number]
    statement = next(s for s in found["statements"] if s["id"] == item["statement"])
    return item, {"statement": words(statement["span"]), "one": f"{item['report']}:{words(item['span'])}"}


def take_stance(client, what, **more):
    item, names = passage(client)
    sent = {"kind": "stance", **names, "what": what, "seen": item["stance"], "note": "it is of 1998", "by": "Eva Doe"}
    return item, client.post("/submissions/t1/decisions", data={**sent, **more})


# --- verdicts --------------------------------------------------------------------------------------------------


def test_an_overruling_shows_at_once_beside_the_machines_verdict(client):
    before = dossier(client)
    _, seen, number = judged(client)
    answer = rule(client, "refuted")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/submissions/t1#s{number}")
    after = dossier(client)
    assert after["assessments"] == before["assessments"]
    (ruling,) = after["rulings"]
    assert (ruling["action"], ruling["verdict"], ruling["seen"], ruling["by"]) == (
        "overrule",
        "refuted",
        seen,
        "Eva Doe",
    )
    assert datetime.fromisoformat(ruling["at"]) == NOW
    page = client.get("/submissions/t1").text
    assert f'class="verdict v-{seen}"' in page
    assert "overrules it:" in page
    assert "I rang them" in page
    assert "assessed anew" not in page
    assert client.get("/api/submissions/t1").json()["state"] == "done"


def test_two_who_disagree_are_both_shown_and_the_last_is_in_force(client):
    rule(client, "accept", note="")
    rule(client, "dispute", by="Max Roe")
    page = " ".join(client.get("/submissions/t1").text.split())
    assert "Those who ruled on it do not agree. The last is in force." in page
    assert [(r["by"], r["in_force"]) for r in dossier(client)["rulings"]] == [("Eva Doe", False), ("Max Roe", True)]


def test_undoing_is_an_entry_and_can_be_undone(client):
    rule(client, "refuted")
    undo = {"kind": "undo", "number": "1", "note": "I misheard", "by": "Eva Doe"}
    answer = client.post("/submissions/t1/decisions", data=undo)
    assert answer.headers["location"] == "/submissions/t1#decisions"
    assert dossier(client)["rulings"] == []
    assert client.post("/decisions/2/undo", data={"note": "I did not", "by": "Eva Doe"}).status_code == 303
    assert [r["decision"] for r in dossier(client)["rulings"]] == [1]
    log = client.get("/api/decisions").json()["decisions"]
    assert [(e["number"], e["action"], e["undone"]) for e in log] == [
        (3, "undo", False),
        (2, "undo", True),
        (1, "overrule", False),
    ]
    again = client.post("/submissions/t1/decisions", data=undo | {"number": "2"})
    assert again.status_code == 422
    assert "taken back already" in again.text


REFUSED = (
    ({"note": ""}, "needs who takes it and why"),
    ({"by": "", "note": "x"}, "give your name"),
    ({"seen": "refuted"}, "since you opened the page"),
    ({"statement": "3-4"}, "no such statement"),
    ({"statement": "x"}, "no such statement"),
    ({"what": "true"}, "choose from: accept, dispute"),
    ({"kind": "stance", "one": "x"}, "no such passage"),
    ({"kind": "what"}, "no such passage"),
    ({"note": "x" * 10_000}, "a note of 10,000 characters; give one of 4,000 at most"),
    ({"kind": "undo", "number": "9"}, "decision 9 is none on this dossier"),
)


def test_what_cannot_be_meant_is_refused_in_one_line(client):
    for change, why in REFUSED:
        answer = rule(client, **{"what": "dispute", **change})
        assert answer.status_code == 422, change
        assert why in html.unescape(answer.text)
    assert client.get("/api/decisions").json()["found"] == 0


def test_notes_and_names_are_words_and_nothing_more(client):
    for note in HOSTILE:
        assert rule(client, "refuted", note=note * 9, by=f"Eva {note}"[:100]).status_code == 303
    for path in ("/submissions/t1", "/decisions"):
        page = client.get(path).text
        assert not re.search(rf"<[^>&]*{MARK}", page)
        assert not set(page) & set("\u202e\u202c\u2066\u2067")
        assert "1337" not in page
        assert page.count("&lt;script") >= 2


def test_a_name_is_asked_for_once_and_remembered(client):
    assert 'name="by"' in client.get("/submissions/t1").text
    rule(client, "refuted", by="Ева Ду")
    page = client.get("/submissions/t1").text
    assert 'name="by"' not in page
    assert "as <strong><bdi>Ева Ду</bdi></strong>" in page
    rule(client, "dispute", by="")
    assert {e["by"] for e in client.get("/api/decisions").json()["decisions"]} == {"Ева Ду"}
    client.post("/decisions/name", data={"by": ""})
    assert 'name="by"' in client.get("/submissions/t1").text


def span_of(words):
    start, end = map(int, words.split("-"))
    return {"start": start, "end": end}


def said_of(page, item):
    """What a page says of a passage: the machine's stance, and what persons make of it."""
    place = f"{item['report'][:12]}:{words(item['span'])}"
    own = next(each for each in fromstring(page).find_class("passage") if place in each.text_content())
    machine = re.search(r"the machine: \S+", plain(own.find_class("outlet")[0]))
    return [machine[0] if machine else "", *(plain(each) for box in own.find_class("rulings") for each in box)]


def plain(element):
    quoted = re.sub(r"<q>(.*?)</q>", r"“\1”", tostring(element, encoding="unicode"), flags=re.DOTALL)
    return " ".join(fromstring(quoted).text_content().split())


# --- stances and lines -----------------------------------------------------------------------------------------


def test_a_stance_has_the_dossier_assessed_anew_and_stands_beside_the_machines(client):
    item, answer = take_stance(client, "refutes")
    assert answer.status_code == 303
    assert finished(client, "t1")["state"] == "done"
    found = next(e for e in dossier(client)["evidence"] if e["id"] == item["id"])
    assert (found["stance"], found["by"], found["machine"]) == ("refutes", "Eva Doe", item["probabilities"])
    page = client.get("/submissions/t1").text
    assert said_of(page, item) == [
        "the machine: ▲supports",
        "✎ Eva Doe: ▼refutes 2 Mar 2026, decision 1 “it is of 1998”",
    ]
    assert "not yet heard here" not in page
    assert "it is of 1998" in client.get("/submissions/t1/file").text


def test_a_stance_stands_beside_the_passage_before_it_is_heard_and_where_persons_do_not_agree(client):
    item, names = passage(client)
    about = [
        {"report": dossier(client)["report"]["id"], "span": span_of(names["statement"])},
        {"report": item["report"], "span": item["span"]},
    ]
    for number, (value, by) in enumerate((("refutes", "Eva Doe"), ("none", "Max Roe")), 1):
        sent = {
            "action": "stance",
            "about": about,
            "value": value,
            "note": f"why {number}",
            "by": by,
            "seen": "supports",
        }
        assert client.post("/api/decisions", json=sent).status_code == 201
    page = client.get("/submissions/t1").text
    assert said_of(page, item) == [
        "the machine: ▲supports",
        "✎ Eva Doe: ▼refutes 2 Mar 2026, decision 1, no longer in force “why 1”",
        "✎ Max Roe: no evidence on it 2 Mar 2026, decision 2, not yet heard here “why 2”",
        "≠ Those who decided on it do not agree. The last is in force.",
    ]


def test_what_is_no_evidence_is_set_aside_and_can_be_taken_back(client):
    item, _ = take_stance(client, "none")
    finished(client, "t1")
    found = dossier(client)
    assert [e["id"] for e in found["aside"]] == [item["id"]]
    assert "No evidence, a person decided" in client.get("/submissions/t1").text
    client.post(
        "/submissions/t1/decisions", data={"kind": "undo", "number": "1", "note": "it is of today", "by": "Max"}
    )
    finished(client, "t1")
    assert dossier(client)["aside"] == []
    assert item["id"] in [e["id"] for e in dossier(client)["evidence"]]


def test_lines_are_merged_from_the_page(client):
    found = dossier(client)
    statement = next(
        s for s in found["statements"] if len([x for x in found["lines"] if x["statement"] == s["id"]]) > 1
    )
    one, other = [x for x in found["lines"] if x["statement"] == statement["id"]][:2]
    by_id = {e["id"]: e for e in found["evidence"]}
    first, second = (by_id[line["evidence"][0]] for line in (one, other))
    names = {"one": f"{first['report']}:{words(first['span'])}", "other": f"{second['report']}:{words(second['span'])}"}
    sent = {"kind": "merge", "statement": words(statement["span"]), **names, "note": "one desk", "by": "Eva Doe"}
    assert client.post("/submissions/t1/decisions", data=sent).status_code == 303
    finished(client, "t1")
    merged = [x for x in dossier(client)["lines"] if x["decisions"] == [1]]
    assert {first["id"], second["id"]} <= set(merged[0]["evidence"])
    assert "assessed anew" not in client.get("/submissions/t1").text


def test_until_it_is_assessed_anew_the_page_says_so(client):
    """A decision that was taken elsewhere, on the command line or by a program."""
    item, _ = passage(client)
    about = [{"report": item["report"], "span": item["span"]}]
    sent = {"action": "split", "about": about, "note": "they were there", "by": "Eva Doe"}
    assert client.post("/api/decisions", json=sent).status_code == 201
    page = " ".join(client.get("/submissions/t1").text.split())
    assert "Decided since this was assessed, and not yet heard here: 1 (<bdi>Eva Doe</bdi>: apart)" in page
    assert client.post("/submissions/t1/again").status_code == 303
    finished(client, "t1")
    assert "not yet heard here" not in client.get("/submissions/t1").text
    assert client.post("/api/submissions/t1/again").status_code == 202
    assert client.post("/api/submissions/t9/again").status_code == 404
    finished(client, "t1")


def test_what_is_decided_while_it_runs_is_heard_by_another_run(library):
    with closing(Submissions(library)) as submissions:
        made = submissions.dossier("t1")
        submissions.again("t1")
        waiting, source = submissions.take()
        assert (waiting.id, source, waiting.as_of) == ("t1", made.report, made.as_of)
        submissions.again("t1")
        submissions.finish("t1", made)
        assert submissions.find("t1").state is State.WAITING
        submissions.take()
        submissions.finish("t1", made)
        assert submissions.find("t1").state is State.DONE


def test_what_could_not_be_assessed_anew_says_so_and_stays(library, client):
    with closing(Submissions(library)) as submissions:
        submissions.fail("t1", "the disk is full")
    page = client.get("/submissions/t1").text
    assert "It could not be assessed anew: <bdi>the disk is full</bdi>" in page
    assert "84 passengers" in page


def test_who_follows_hears_of_the_second_run_too(client):
    take_stance(client, "refutes")
    finished(client, "t1")
    told = client.get("/api/submissions/t1/events").text
    assert told.count('"state": "done"') == 2
    assert told.endswith("event: over\ndata: \n\n")


# --- the log, and programs -------------------------------------------------------------------------------------


def test_the_log_of_a_library_is_listed_and_filtered_by_person(client):
    rule(client, "refuted")
    rule(client, "dispute", by="Max Roe", note="two outlets took it back")
    page = client.get("/decisions").text
    assert page.index("Max Roe") < page.index("I rang them")
    assert "/submissions/t1" in page
    theirs = client.get("/decisions?by=Max Roe").text
    assert "two outlets took it back" in theirs
    assert "I rang them" not in theirs
    assert client.get("/api/decisions?by=Max Roe").json()["found"] == 1


TWO, WORDS = [{"origin": "A"}, {"origin": "B"}], {"span": {"start": 3, "end": 9}}
SENT = (
    ({"action": "merge", "about": TWO, "note": "one"}, 422),
    ({"action": "merge", "about": TWO[:1], "note": "one", "by": "Eva"}, 422),
    ({"action": "split", "about": [{"span": {"start": 3, "end": 2}, "report": "0" * 64}], "note": "x", "by": "E"}, 422),
    ({"action": "split", "about": [WORDS], "note": "x", "by": "E"}, 422),
    ({"action": "merge", "about": TWO, "note": "one", "by": "Eva"}, 201),
)


def test_a_program_decides_or_is_told_why_not(client):
    for sent, status in SENT:
        answer = client.post("/api/decisions", json=sent)
        assert answer.status_code == status, sent
        assert ("error" in answer.json()) == (status == 422)


def test_a_program_takes_back(client):
    client.post("/api/decisions", json=SENT[-1][0])
    answer = client.post("/api/decisions/1/undo", json={"note": "no", "by": "E"})
    assert (answer.status_code, answer.json()["undoes"]) == (201, 1)
    assert client.post("/api/decisions/7/undo", json={"note": "no", "by": "E"}).status_code == 404


# --- who may ---------------------------------------------------------------------------------------------------


@pytest.fixture
def staffed(library, client):
    with open_accounts(library, lambda: NOW) as accounts:
        for role in Role:
            accounts.add(f"{role}-1", PASSWORD, role)
    client.headers["sec-fetch-site"] = "same-origin"
    return client


def test_a_reader_looks_and_does_not_decide(staffed):
    staffed.post("/sign-in", data={"name": "reader-1", "password": PASSWORD})
    page = staffed.get("/submissions/t1").text
    assert '<details class="deciding">' not in page
    assert rule(staffed, "refuted").status_code == 403
    assert staffed.post("/submissions/t1/again").status_code == 403
    assert staffed.post("/decisions/1/undo", data={"note": "no"}).status_code == 403
    assert staffed.post("/api/decisions", json={"action": "undo", "undoes": 1, "note": "x"}).status_code == 403
    assert staffed.get("/decisions").status_code == 200


@pytest.mark.parametrize("role", ["reviewer", "editor"])
def test_who_decides_is_the_account_whatever_name_is_sent(staffed, role):
    staffed.post("/sign-in", data={"name": f"{role}-1", "password": PASSWORD})
    assert rule(staffed, "refuted", by="Somebody Else").status_code == 303
    sent = {"action": "merge", "about": [{"origin": "A"}, {"origin": "B"}], "note": "one", "by": "Somebody Else"}
    assert staffed.post("/api/decisions", json=sent).json()["by"] == f"{role}-1"
    assert {e["by"] for e in staffed.get("/api/decisions").json()["decisions"]} == {f"{role}-1"}
    assert 'name="by"' not in staffed.get("/submissions/t1").text


def test_another_sites_page_decides_nothing(client):
    statement, seen, _ = judged(client)
    sent = {"kind": "verdict", "statement": statement, "what": "refuted", "seen": seen, "note": "x", "by": "E"}
    for path in ("/submissions/t1/decisions", "/submissions/t1/again", "/decisions/name"):
        assert client.post(path, data=sent, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/api/decisions").json()["found"] == 0
