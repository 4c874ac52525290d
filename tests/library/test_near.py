"""Candidates for copies: marks, and the file of them that follows the store."""

import sqlite3
import time
from datetime import date
from pathlib import Path

import pytest

from secondsource.library import Library, near
from secondsource.library.near import RUN, WINDOW, marks

from .samples import BRIDGE, FERRY, gazette, item

WIRE = (
    "The ferry Saint Patrick ran aground on a sandbank outside the port of Holyhead shortly after dawn on Monday with "
    "more than two hundred passengers on board, and tugs from Liverpool were sent to pull it free before the next high "
    "water, the harbour master told a press conference in the town hall."
)
CUT = "Trains were late too. " + WIRE.split(", and tugs")[0] + ". Nobody was hurt."


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", create=True)


def add(library: Library, *texts: str, day: int = 1) -> list[str]:
    return [added.report_id for added in library.add([item(gazette(text, day)) for text in texts])]


def test_a_shared_run_leaves_a_shared_mark_wherever_it_stands() -> None:
    words = WIRE.replace(",", "").split()[: RUN + WINDOW - 1]
    one, other = f"Elsewhere it rained. {' '.join(words)} indeed.", f"Nobody saw it but {' '.join(words)}, we hear."
    assert set(marks(one)) & set(marks(other))


@pytest.mark.parametrize("text", ["", "two words", "“" + WIRE + "”"])
def test_what_is_short_or_quoted_has_no_marks(text: str) -> None:
    assert len(marks(text)) == 0


def test_marks_are_the_same_in_every_process() -> None:
    assert int(marks("the old bridge is closed")[0]) == 87899159332138


def test_a_copy_is_a_candidate_and_others_are_not(library: Library) -> None:
    held = add(library, WIRE, BRIDGE, FERRY)
    assert library.near(CUT) == (held[0],)
    assert library.near("The weather was fair all over Anglesey and nobody had any reason to complain of it.") == ()


def test_the_most_telling_comes_first(library: Library) -> None:
    part, whole = add(library, " ".join(WIRE.split()[:34]), WIRE + " " + CUT)
    assert library.near(WIRE) == (whole, part)
    assert library.near(WIRE, limit=1) == (whole,)


def test_only_what_was_published_by_then(library: Library) -> None:
    add(library, WIRE, day=3)
    assert library.near(CUT, as_of=date(2019, 5, 2)) == ()
    assert len(library.near(CUT, as_of=date(2019, 5, 3))) == 1


def test_what_every_report_has_is_no_sign(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "COMMON", 1)
    add(library, WIRE, CUT)
    assert library.near(WIRE.split(", and tugs")[0]) == ()


def test_a_removed_report_leaves_no_marks(library: Library, tmp_path: Path) -> None:
    (held,) = add(library, WIRE)
    library.remove(held)
    assert library.near(CUT) == ()
    with sqlite3.connect(tmp_path / "library" / f"near-{near.FORM}.sqlite") as db:
        assert db.execute("SELECT count(*) FROM mark").fetchone() == (0,)
    db.close()


@pytest.mark.parametrize("harm", ["missing", "damaged", "of an older form"])
def test_marks_are_made_anew(library: Library, tmp_path: Path, harm: str) -> None:
    (held,) = add(library, WIRE)
    for file in (tmp_path / "library").glob("near-*"):
        if harm == "missing":
            file.unlink()
        elif harm == "damaged":
            file.write_bytes(b"no database at all, " * 400)
        else:
            file.rename(file.with_name(file.name.replace(f"near-{near.FORM}", "near-0")))
    assert library.near(CUT) == (held,)
    assert not list((tmp_path / "library").glob("near-0*"))


def test_marks_of_a_later_state_of_the_store_are_not_used(library: Library, tmp_path: Path) -> None:
    (held,) = add(library, WIRE)
    db = sqlite3.connect(tmp_path / "library" / f"near-{near.FORM}.sqlite")
    with db:
        db.execute("UPDATE held SET entry = 99")
        db.execute("UPDATE mark SET entry = 99")
    db.close()
    assert library.near(CUT) == (held,)


def test_rebuild_makes_them_anew(library: Library) -> None:
    (held,) = add(library, WIRE)
    library.rebuild()
    assert library.near(CUT) == (held,)


def test_hostile_text_takes_no_time() -> None:
    start = time.process_time()
    for text in ("a " * 1_000_000, "“" * 1_000_000, '"' * 1_000_000, "x" * 1_000_000):
        marks(text)
    assert time.process_time() - start < 5
