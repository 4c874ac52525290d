"""The index of meanings: what it finds, and that it follows the store through kills, removals and damage."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from secondsource.learned.words import WordVectors
from secondsource.library import Library
from secondsource.library.vectors import Vectors, _Best

from .samples import BRIDGE, FERRY, GRAIN, gazette, item

SHIP = "A ship was stranded near the harbour."  # no word of FERRY but the smallest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of three reports, of 1, 2 and 3 May."""
    folder = tmp_path / "library"
    with Library.open(folder, create=True) as library:
        list(library.add(item(gazette(text, day)) for day, text in enumerate((FERRY, BRIDGE, GRAIN), 1)))
    return folder


def vectors_of(folder: Path) -> Path:
    (found,) = folder.glob("vectors-*")
    return found


def nearest(library: Library, query: str = SHIP, **options: object) -> list[str]:
    return [passage.report for passage in library.nearest([query], **options)]  # type: ignore[arg-type]


def test_a_passage_is_found_by_its_meaning(folder: Path) -> None:
    with Library.open(folder) as library:
        assert library.search("vessel aground") != ()
        assert library.search("vessel") == ()
        assert nearest(library, "vessel")[0] == gazette(FERRY).id


def test_only_what_was_published_by_then_is_found(folder: Path) -> None:
    with Library.open(folder) as library:
        assert set(nearest(library, as_of=date(2019, 5, 1))) == {gazette(FERRY).id}
        assert nearest(library, as_of=date(2019, 4, 30)) == []
        assert gazette(FERRY).id not in nearest(library, exclude=frozenset({gazette(FERRY).id}))


def test_all_vectors_are_compared_and_the_nearest_given(folder: Path) -> None:
    index = Vectors(vectors_of(folder))
    hits = index.hits(SHIP, None, 10)
    wanted = np.rint(WordVectors.load().means([SHIP])[0] * 127).astype(int)
    likeness = np.asarray(index._vectors).astype(int) @ wanted / 127**2
    assert [hit.score for hit in hits] == sorted((round(1000 * s) for s in likeness if s > 0.0005), reverse=True)
    assert index.hits("zzqx", None, 10) == []


def test_many_queries_at_once_find_what_each_finds_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [SHIP, "grain exports", "zzqx", SHIP]
    monkeypatch.setattr("secondsource.library.vectors._PART", 2)  # so that the nearest lie in several parts
    for as_of in (None, date(2019, 5, 2)):
        alone = [Vectors(vectors_of(folder)).hits(query, as_of, 2) for query in asked]
        together = Vectors(vectors_of(folder))
        together.expect(asked, as_of, 2)
        with monkeypatch.context() as patch:
            patch.setattr(Vectors, "_nearest", lambda *_: pytest.fail("compared again"))
            assert [together.hits(query, as_of, 2) for query in asked] == alone
        assert together.hits(SHIP, date(2019, 5, 1), 2) != alone[0]  # asked for another day, it looks again
    assert alone[0] and alone[1] and not alone[2]


def test_of_equals_the_first_are_given_and_the_best_are_never_lost() -> None:
    likeness = np.random.default_rng(7).integers(0, 40, 3_000).astype(np.float32)
    best = _Best(25)
    for start in range(0, len(likeness), 100):
        best.offer(start, likeness[start : start + 100])
    rows, found = best.found()
    expected = sorted((n for n in range(3_000) if likeness[n] > 0), key=lambda n: (-likeness[n], n))[:25]
    assert rows.tolist() == expected
    assert found.tolist() == likeness[expected].tolist()


def test_what_was_expected_is_forgotten_when_reports_come(folder: Path) -> None:
    with Library.open(folder) as library:
        library.expect([SHIP])
        list(library.add([item(gazette("A vessel was stranded in the harbour.", 4))]))
        assert nearest(library)[0] == gazette("A vessel was stranded in the harbour.", 4).id


def test_the_order_of_adding_changes_nothing(tmp_path: Path) -> None:
    found = []
    for name, texts in (("a", (FERRY, BRIDGE, GRAIN)), ("b", (GRAIN, FERRY, BRIDGE))):
        with Library.open(tmp_path / name, create=True) as library:
            for text in texts:
                list(library.add([item(gazette(text))]))
            found.append(library.nearest([SHIP, "Constanta"]))
    assert found[0] == found[1]


def test_a_library_of_the_first_form_is_caught_up(folder: Path) -> None:
    with Library.open(folder) as library:
        before = library.nearest([SHIP])
    shutil.rmtree(vectors_of(folder))
    notices: list[str] = []
    with Library.open(folder, notice=notices.append) as library:
        assert library.behind() == 3
        assert library.nearest([SHIP]) == before
        assert (library.behind(), notices) == (0, [])


def test_what_a_kill_left_behind_the_last_writing_does_not_count(folder: Path) -> None:
    with Library.open(folder) as library:
        before = library.nearest([SHIP])
    for name in ("vectors.i8", "passages.i32"):
        with (vectors_of(folder) / name).open("ab") as file:
            file.write(b"\x01" * 333)
    with Library.open(folder) as library:
        assert library.nearest([SHIP]) == before
        list(library.add([item(gazette("A vessel sank in the harbour.", 4))]))
        assert len(library.nearest([SHIP])) == len(before) + 1
    state = json.loads((vectors_of(folder) / "state.json").read_text())
    assert (vectors_of(folder) / "vectors.i8").stat().st_size == state["rows"] * WordVectors.load().size


def cut_short(folder: Path) -> None:
    file = folder / "vectors.i8"
    file.write_bytes(file.read_bytes()[:50])


def without_passages(folder: Path) -> None:
    (folder / "passages.i32").unlink()


def rubbish(folder: Path) -> None:
    (folder / "state.json").write_bytes(b"\xff{")


def of_a_later_state(folder: Path) -> None:
    (folder / "state.json").write_text('{"rows": 1, "last_entry": 99}')


@pytest.mark.parametrize("damage", [cut_short, without_passages, rubbish, of_a_later_state])
def test_a_damaged_index_is_made_anew(folder: Path, damage: Callable[[Path], None]) -> None:
    with Library.open(folder) as library:
        before = library.nearest([SHIP])
    damage(vectors_of(folder))
    notices: list[str] = []
    with Library.open(folder, notice=notices.append) as library:
        assert library.nearest([SHIP]) == before
    assert len(notices) == 1


def test_of_a_removed_report_nothing_stays(folder: Path) -> None:
    with Library.open(folder) as library:
        library.remove(gazette(FERRY).id)
        assert gazette(FERRY).id not in nearest(library)
        assert nearest(library, "grain exports")[0] == gazette(GRAIN).id
    index = Vectors(vectors_of(folder))
    (blank,) = np.nonzero(np.asarray(index._passages)[:, 0] == 0)
    assert len(blank) == 1
    assert not np.asarray(index._vectors)[blank].any()


def test_further_queries_are_looked_up_by_their_words(folder: Path) -> None:
    with Library.open(folder) as library:
        found = [passage.report for passage in library.nearest(["zzqx", "Constanta"])]
        assert found == [gazette(GRAIN).id]
