import io
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest

from secondsource import record
from secondsource.cli import main
from secondsource.model import Dossier, Reading, Report

FERRY = """Ferry runs aground off Holyhead

A ferry with 212 passengers ran aground off Holyhead on Monday, the coastguard said. Nobody was hurt.

Tugs pulled it free in the evening, according to the harbour master, Gwen Pritchard.
"""
HOSTILE = (
    "Bank \x1b[2Jcloses\n\nThe bank \x1b]0;owned\x07closed \u202eyadot\u202c on Friday, its \x9b31mspokesman said.\n"
)


@pytest.fixture
def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., SimpleNamespace]:
    """Runs a command in an empty folder; gives its exit code and what it wrote."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECONDSOURCE_LIBRARY", raising=False)

    def run(*arguments: str) -> SimpleNamespace:
        code = main(arguments)
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=out, err=err)

    return run


Run = Callable[..., SimpleNamespace]


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """With a library ``lib`` of two reports, named in the environment."""
    rows = [
        {
            "text": FERRY,
            "headline": "Ferry runs aground off Holyhead",
            "publisher": "Gazette",
            "published": "2019-05-06",
        },
        {"text": "Tugs freed a ferry at Holyhead on Monday, said the harbour master.", "publisher": "Courier"},
    ]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert run("library", "add", "--library", "lib", "reports.jsonl").code == 0
    return lambda *arguments: run(*arguments, "--library", "lib")


def only_line(err: str) -> str:
    assert err.startswith("secondsource: ")
    assert err.count("\n") == 1
    return err.removeprefix("secondsource: ").strip()


# --- the frame -------------------------------------------------------------------------------------------------


def test_version(run: Run) -> None:
    assert run("--version") == SimpleNamespace(code=0, out=f"secondsource {version('secondsource')}\n", err="")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no command given, or only half of one; see secondsource --help"),
        (["library"], "no command given, or only half of one; see secondsource --help"),
        (["verify"], "the following arguments are required: INPUT; see secondsource verify --help"),
        (["read", "x", "--published", "yesterday"], "not a date: 'yesterday'; write it as 2019-03-25"),
        (["read", "x", "--published", "2019-02-30"], "not a date: '2019-02-30'; write it as 2019-03-25"),
        (["verify", "x"], "no library given; name one with --library DIR or in SECONDSOURCE_LIBRARY"),
        (["library", "list"], "no library given; name one with --library DIR or in SECONDSOURCE_LIBRARY"),
        (["library", "search", "x", "--limit", "many"], "not a number from 1 to 1000: 'many'"),
        (
            ["library", "list", "--library", "no"],
            "there is no library in no; secondsource library add --library no makes",
        ),
        (
            ["verify", "x", "--library", "no"],
            "there is no library in no; secondsource library add --library no makes one",
        ),
        (["verify", "x", "--html", "no/a.html"], "cannot write no/a.html; name a file in a folder that exists"),
        (
            ["verify", "x", "--json", "--html", "y"],
            "argument --html: not allowed with argument --json; see secondsource",
        ),
    ],
)
def test_what_cannot_be_done_takes_one_line(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert only_line(result.err).startswith(message)


def test_an_option_is_never_guessed(run: Run) -> None:
    assert run("read", "x", "--jso").code == 2


def test_help_does_not_wait_for_heavy_modules() -> None:
    code = "import sys, secondsource.cli as c; c.main(['--version']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rich", "tantivy", "trafilatura", "numpy", "httpx", "jinja2", "sqlite3"} & set(loaded)


def test_a_reader_that_has_seen_enough(filled: Run) -> None:
    command = f"{sys.executable} -m secondsource library list --library lib | true; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (result.stdout.strip() in ("141", "0"), result.stderr) == (True, "")


def test_being_interrupted_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("secondsource.library.library._check", lambda folder, create: interrupted(folder))
    assert run("library", "list", "--library", "lib") == SimpleNamespace(code=130, out="", err="")


# --- the library -----------------------------------------------------------------------------------------------


def test_adding_is_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY)
    assert run("library", "add", "--library", "lib", "ferry.txt").out == "1 added, 0 held already, 0 not read\n"
    assert run("library", "add", "--library", "lib", "ferry.txt").out == "0 added, 1 held already, 0 not read\n"


def test_what_cannot_be_read_is_listed_and_costs_nothing_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "\x1b[31mred.txt").write_bytes(bytes(range(256)) * 9)
    names = [path.name for path in tmp_path.iterdir()]
    result = run("library", "add", "--library", "lib", *names, "gone.txt")
    assert (result.code, result.out) == (0, "1 added, 0 held already, 3 not read\n")
    assert "3 could not be read" in result.err
    assert all(name in result.err for name in ("empty.txt", "gone.txt", "⟨U+001B⟩[31mred.txt"))


def test_nothing_usable_is_an_error(run: Run) -> None:
    result = run("library", "add", "--library", "lib", "gone.txt")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == (
        "secondsource: none of the inputs could be used; mend or leave out what is listed above"
    )


def test_standard_input_can_be_added(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FERRY.encode())))
    assert run("library", "add", "--library", "lib", "-").code == 0


def test_the_library_may_come_from_the_environment(filled: Run, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECONDSOURCE_LIBRARY", "lib")
    assert run("library", "list").out == filled("library", "list").out != ""


def test_the_list(filled: Run) -> None:
    first, second = filled("library", "list").out.splitlines()
    assert first[12:] == "  2019-05-06  Gazette  Ferry runs aground off Holyhead"
    assert second[12:].startswith("  undated     Courier  Tugs freed a ferry")
    references = json.loads(filled("library", "list", "--json").out)
    assert [(each["publisher"], each["published"]) for each in references] == [
        ("Gazette", "2019-05-06"),
        ("Courier", None),
    ]


def test_a_search(filled: Run) -> None:
    lines = filled("library", "search", "passengers", "aground", "--limit", "1").out.splitlines()
    assert lines[0].endswith("Ferry runs aground off Holyhead")
    assert len(lines) == 2
    (found,) = json.loads(filled("library", "search", "passengers", "--json", "--as-of", "2019-05-06").out)
    assert found["text"] == FERRY[found["span"]["start"] : found["span"]["end"]]
    assert (found["publisher"], found["score"] > 0) == ("Gazette", True)
    assert filled("library", "search", "passengers", "--as-of", "2019-05-05").out == ""


def test_showing_and_removing(filled: Run) -> None:
    report_id = filled("library", "list").out[:12]
    shown = filled("library", "show", report_id).out
    assert "Gazette" in shown
    assert "  added  original " in shown
    assert "Tugs pulled it free in the evening" in shown
    data = json.loads(filled("library", "show", report_id, "--json").out)
    assert record.from_json(Report, data["report"]).text == FERRY
    assert [line["event"] for line in data["custody"]] == ["added"]
    assert filled("library", "remove", report_id).out.startswith(f"removed {report_id}")
    gone = filled("library", "show", report_id)
    assert (gone.code, only_line(gone.err)) == (
        2,
        f"no report has an id that begins with '{report_id}'; library list shows the ids",
    )


def test_rebuilding(filled: Run) -> None:
    before = filled("library", "search", "ferry").out
    assert filled("library", "rebuild") == SimpleNamespace(code=0, out="", err="")
    assert filled("library", "search", "ferry").out == before != ""


def test_a_damaged_index_is_mentioned_and_made_anew(filled: Run, tmp_path: Path) -> None:
    for meta in tmp_path.glob("lib/terms-*/meta.json"):
        meta.write_text("{")
    result = filled("library", "search", "ferry")
    assert (result.code, result.out != "") == (0, True)
    assert only_line(result.err).startswith("the index of the library lib is being made anew")


# --- read and verify -------------------------------------------------------------------------------------------


def test_a_reading(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY)
    result = run("read", "ferry.txt", "--published", "2019-05-06")
    assert (result.code, result.err) == (0, "")
    assert "212 passengers" in result.out
    reading = record.loads(Reading, run("read", "ferry.txt", "--published", "2019-05-06", "--json").out)
    assert reading.statements
    assert all(statement.span.of(FERRY) for statement in reading.statements)


def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FERRY.encode())))
    assert record.loads(Reading, run("read", "-", "--json", "--published", "2019-05-06").out).report.text == FERRY


def test_a_dossier_in_three_forms(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("A ferry ran aground off Holyhead on Monday, the coastguard said.\n")
    verify = ("verify", "report.txt", "--published", "2019-05-07", "--as-of", "2019-05-08")
    assert "Holyhead" in filled(*verify).out
    dossier = record.loads(Dossier, filled(*verify, "--json").out)
    assert {reference.publisher for reference in dossier.reports} == {"Gazette"}
    page = filled(*verify, "--html", "dossier.html")
    assert (page.out, page.err) == ("", "secondsource: the dossier is in dossier.html\n")
    assert "Holyhead" in (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert not list(tmp_path.glob(".dossier*"))


def test_a_stage_that_did_not_run_shows_in_the_exit_code(filled: Run, tmp_path: Path) -> None:
    """A language that is not read: said so, and a dossier all the same."""
    (tmp_path / "fahre.txt").write_text(
        "Eine Fähre mit 212 Fahrgästen ist am Montag vor Holyhead auf Grund gelaufen.\n\n"
        "Niemand wurde verletzt, wie die Küstenwache am Abend der Presse mitteilte.\n"
    )
    result = filled("verify", "fahre.txt", "--json")
    assert result.code == 3
    assert record.loads(Dossier, result.out).failures


@pytest.mark.parametrize(
    "command", [["library", "show", "HOSTILE"], ["library", "list"], ["library", "search", "bank"]]
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_words_of_an_article_steer_no_terminal(run: Run, tmp_path: Path, command: list[str], form: list[str]) -> None:
    row = {
        "text": HOSTILE,
        "headline": HOSTILE.split("\n")[0],
        "publisher": "\x1b[31mRed\u202e",
        "url": "https://a.example/bank-closes",
    }
    (tmp_path / "hostile.json").write_text(json.dumps(row))
    run("library", "add", "--library", "lib", "hostile.json")
    (reference,) = json.loads(run("library", "list", "--library", "lib", "--json").out)
    command = [reference["report"] if word == "HOSTILE" else word for word in command]
    out = run(*command, *form, "--library", "lib").out
    assert "bank" in out.lower()
    assert not set(out) & set("\x1b\x07\x9b\u202e\u202c")


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_words_of_the_report_steer_no_terminal(run: Run, tmp_path: Path, form: list[str]) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    result = run("read", "hostile.txt", *form)
    assert not set(result.out + result.err) & set("\x1b\x07\x9b\u202e\u202c")


# --- decisions by hand -------------------------------------------------------------------------------------------


def decide(filled: Run, *arguments: str) -> SimpleNamespace:
    return filled("decide", *arguments, "--by", "Eva Doe", "--note", "she told me so")


def test_a_decision_is_logged_undone_and_both_are_shown(filled: Run) -> None:
    done = decide(filled, "merge", "Gwen Pritchard", "the coastguard")
    assert (done.code, done.err) == (0, "")
    assert "Eva Doe: merge Gwen Pritchard, the coastguard (“she told me so”)" in done.out
    assert decide(filled, "undo", "1").code == 0
    first, second = filled("decide", "list").out.splitlines()
    assert first.startswith("1  ")
    assert first.endswith("(undone)")
    assert "undo decision 1" in second
    log = json.loads(filled("decide", "list", "--json").out)
    assert [(entry["number"], entry["action"], entry["undoes"]) for entry in log] == [
        (1, "merge", None),
        (2, "undo", 1),
    ]


def test_words_of_a_report_are_named_by_its_id(filled: Run) -> None:
    (report,) = [
        row["report"] for row in json.loads(filled("library", "list", "--json").out) if row["publisher"] == "Courier"
    ]
    done = decide(filled, "descent", f"{report[:8]}:0-20", "Gwen Pritchard", "--kind", "official")
    assert f"descent {report[:12]}:0-20, Gwen Pritchard, official" in done.out


NOT_HELD = "0" * 64 + ":3-40"


def test_a_verdict_is_accepted_without_a_word_and_overruled_with_a_reason(filled: Run) -> None:
    accepted = filled("decide", "verdict", NOT_HELD, "accept", "--by", "Max Roe")
    assert (accepted.code, accepted.err) == (0, "")
    assert accepted.out.strip().endswith("Max Roe: accept 000000000000:3-40")
    overruled = decide(filled, "verdict", NOT_HELD, "refuted")
    assert "Eva Doe: overrule 000000000000:3-40, refuted (“she told me so”)" in overruled.out
    log = json.loads(filled("decide", "list", "--json").out)
    assert [(entry["action"], entry["value"], entry["seen"]) for entry in log] == [
        ("accept", None, None),
        ("overrule", "refuted", None),
    ]


def test_what_an_undoing_gave_back_is_not_called_undone(filled: Run) -> None:
    decide(filled, "merge", "Gwen Pritchard", "the coastguard")
    decide(filled, "undo", "1")
    decide(filled, "undo", "2")
    assert [row.endswith("(undone)") for row in filled("decide", "list").out.splitlines()] == [False, True, False]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("verdict", "Ada Poe", "accept"), "is no place in a report; give ID:START-END"),
        (("verdict", NOT_HELD, "perhaps"), "choose from: accept, dispute, supported, refuted"),
        (("verdict", "0" * 64 + ":9-3", "accept"), "ends where it begins"),
        (("verdict", "ffffff:0-9", "accept"), "no report has an id that begins with"),
        (("stance", NOT_HELD, "0" * 64 + ":0-9", "supports"), "no report has an id that begins with"),
        (("stance", NOT_HELD, "Ada Poe", "supports"), "is about words of a report"),
        (("merge", "Ada Poe", "Ada Poe"), "was given twice"),
        (("split", "ffffff:0-9"), "no report has an id that begins with"),
        (("reliability", "Ada Poe", "G"), "choose from: A, B, C, D, E, F"),
        (("undo", "9"), "there is no decision 9"),
        (("undo", "12345"), "there is no decision 12345"),
        (("undo", "one"), "not the number of a decision"),
        (("descent", "Ada Poe", "Max Roe"), "give words of a report as ID:START-END"),
        (("split", "Ada Poe"), "give words of a report as ID:START-END"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(filled: Run, arguments: tuple[str, ...], message: str) -> None:
    done = decide(filled, *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert filled("decide", "list").out == ""


def test_a_decision_needs_a_reason(filled: Run) -> None:
    assert "--note" in filled("decide", "merge", "a", "b").err
    assert "give --by and --note" in filled("decide", "verdict", NOT_HELD, "dispute", "--by", "Eva Doe").err


def test_a_letter_set_by_hand_is_listed(filled: Run) -> None:
    assert filled("library", "origins").out == ""
    decide(filled, "reliability", "Gwen Pritchard", "B")
    assert filled("library", "origins").out.startswith("B  by hand: 1  ")
