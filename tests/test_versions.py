"""Edited articles: both texts are held, one stands, and what became of the other's statements is said."""

import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from newsroom import MONDAY, report

from secondsource import Library, verify
from secondsource.cli import main
from secondsource.dossier.page import render_page
from secondsource.library import schema
from secondsource.model import Report
from secondsource.versions import Edit, compare, revisions

NOW = datetime(2021, 5, 12, 9, tzinfo=UTC)
ADDRESS = "https://gazette.example/ferries"
FIRST = "Two ferries sank off Holyhead on Saturday, the harbour master said.\nNobody was hurt.\nDivers began a search."
SECOND = "Three ferries sank off Holyhead on Saturday, the harbour master said.\nDivers began a search.\nThe port shut."
SUBJECT = report("Two ferries sank off Holyhead on Saturday, the harbour master said.", "Verified")


def at(hour: int, text: str, address: str | None = ADDRESS, **known: object) -> Report:
    known = {"publisher": "Gazette", "published": MONDAY, **known}
    return report(text, url=address, retrieved=datetime(2021, 5, 11, hour, tzinfo=UTC), **known)  # type: ignore[arg-type]


def library_of(tmp_path: Path, *held: Report) -> Library:
    library = Library.open(tmp_path / "library", create=True, now=lambda: NOW)
    list(library.add((each, each.text.encode()) for each in held))
    return library


# --- held -------------------------------------------------------------------------------------------------------


def test_both_texts_are_kept_in_the_order_of_retrieval(tmp_path: Path) -> None:
    newer, older = at(9, SECOND, f"{ADDRESS}/amp?utm_source=feed"), at(8, FIRST)
    with library_of(tmp_path, newer, older) as library:
        for one in (newer, older):
            assert [each.id for each in library.versions(one.id)] == [older.id, newer.id]
        assert [each.id for each in library.at("http://www.gazette.example/ferries/")] == [older.id, newer.id]
        assert library.superseded(date(2021, 5, 12)) == {older.id: newer.id}
        assert library.superseded(date(2021, 5, 9)) == {}


def test_a_report_without_other_versions_is_its_own(tmp_path: Path) -> None:
    one, other = at(8, FIRST, None), at(9, SECOND, None)
    with library_of(tmp_path, one, other) as library:
        assert [each.id for each in library.versions(one.id)] == [one.id]
        assert library.superseded(date(2021, 5, 12)) == {}
        with pytest.raises(KeyError):
            library.versions("0" * 64)


@pytest.mark.parametrize("address", ["https://gazette.example/", "https://gazette.example", "ferries.txt"])
def test_a_front_page_is_no_article(tmp_path: Path, address: str) -> None:
    one, other = at(8, FIRST, address), at(9, SECOND, address)
    with library_of(tmp_path, one, other) as library:
        assert [each.id for each in library.versions(one.id)] == [one.id]
        assert library.superseded(date(2021, 5, 12)) == {}


def test_a_text_that_still_stands_elsewhere_is_not_superseded(tmp_path: Path) -> None:
    elsewhere = at(8, FIRST, "https://courier.example/holyhead", publisher="Courier")
    with library_of(tmp_path, at(8, FIRST), at(9, SECOND), elsewhere) as library:
        assert library.superseded(date(2021, 5, 12)) == {}


def test_libraries_made_before_learn_of_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with library_of(tmp_path, at(8, FIRST), at(9, SECOND)):
        pass
    before = next(n for n, step in enumerate(schema.STEPS) if "ADD COLUMN place" in step[0])
    take_back(tmp_path / "library" / "store.sqlite", schema.STEPS[:before], monkeypatch)
    with Library.open(tmp_path / "library") as library:
        assert len(library.at(ADDRESS)) == 2


def take_back(store: Path, steps: tuple[tuple[str, ...], ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the store what it was when the library knew these steps alone."""
    older = store.with_name("older.sqlite")
    with monkeypatch.context() as patch, closing(sqlite3.connect(older, isolation_level=None)) as made:
        patch.setattr(schema, "STEPS", steps)
        schema.migrate(made, store)
        made.execute("ATTACH ? AS newer", (str(store),))
        tables = made.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for (table,) in tables.fetchall():
            columns = ", ".join(row[1] for row in made.execute(f"PRAGMA main.table_info({table})"))
            made.execute(f"INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    for part in store.parent.glob("store.sqlite*"):
        part.unlink()
    older.replace(store)


# --- in a verification ------------------------------------------------------------------------------------------


def test_two_versions_are_one_line_and_the_later_speaks(tmp_path: Path) -> None:
    older, newer = at(8, FIRST), at(9, SECOND)
    with library_of(tmp_path, older, newer) as library:
        dossier = verify(SUBJECT, library, now=NOW)
    assert {item.report for item in dossier.evidence} == {newer.id}
    assert [(each.report, each.earlier) for each in dossier.reports] == [(newer.id, (older.id,))]
    assert len(dossier.lines) == 1
    assert "edited: 1 earlier version held and left out" in render_page(dossier)


def test_a_version_is_no_evidence_for_another(tmp_path: Path) -> None:
    rewritten = at(9, "The harbour master of Holyhead counted two ferries that sank there on Saturday.")
    with library_of(tmp_path, rewritten) as library:
        assert verify(at(8, FIRST), library, now=NOW).evidence == ()


# --- compared ---------------------------------------------------------------------------------------------------


def test_statements_that_vanished_changed_and_came_are_named() -> None:
    made = compare(at(8, FIRST), at(9, SECOND))
    assert [s.text for s in made.vanished] == ["Nobody was hurt."]
    assert [(c.before.text.split()[0], c.after.text.split()[0]) for c in made.changed] == [("Two", "Three")]
    assert [s.text for s in made.came] == ["The port shut."]


def test_words_are_kept_taken_out_or_put_in() -> None:
    older, newer = at(8, FIRST), at(9, SECOND)
    made = compare(older, newer)
    first = made.passages[0]
    assert [(words.edit, words.text) for words in first[:2]] == [(Edit.TAKEN_OUT, "Two "), (Edit.PUT_IN, "Three ")]
    for report_, gone in ((older, Edit.PUT_IN), (newer, Edit.TAKEN_OUT)):
        told = ["".join(w.text for w in passage if w.edit is not gone) for passage in made.passages]
        assert [text for text in told if text] == report_.text.split("\n")


def test_what_is_not_read_has_no_statements() -> None:
    french = report("Le port est fermé depuis samedi, a dit le capitaine du port.", url=ADDRESS)
    french = type(french)(**{f: getattr(french, f) for f in french.__slots__} | {"language": "fr"})
    made = compare(french, at(9, SECOND))
    assert not made.read
    assert (made.vanished, made.changed, made.came) == ((), (), ())


def test_each_version_is_set_against_the_one_before() -> None:
    one, two, three = at(8, FIRST), at(9, SECOND), at(10, FIRST + "\nThe port is open.")
    assert [(r.older, r.newer) for r in revisions((one, two, three))] == [(one.id, two.id), (two.id, three.id)]
    assert revisions((one,)) == ()


def test_texts_made_to_be_slow_are_compared_in_time() -> None:
    from secondsource import versions

    began = time.monotonic()
    left, right = ("ab " * 1500, "ba " + "ab " * 1400), ("x y " * 50_000, "y x " * 50_000)
    for older, newer in (left, right):
        versions._words(older, newer)
    assert time.monotonic() - began < 5


# --- on the command line ----------------------------------------------------------------------------------------


def test_the_command_line_names_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = at(9, SECOND)
    with library_of(tmp_path, at(8, FIRST), newer):
        pass
    command = ["library", "versions", newer.id[:12], "--library", str(tmp_path / "library")]
    assert main(command) == 0
    shown = capsys.readouterr().out
    assert "vanished: Nobody was hurt." in shown
    assert "came: The port shut." in shown
    assert "[-Two-] {+Three+} ferries sank" in shown
    assert main([*command, "--json"]) == 0
    assert [len(each) for each in json.loads(capsys.readouterr().out).values()] == [2, 1]
