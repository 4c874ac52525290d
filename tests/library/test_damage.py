"""What a damaged, foreign, locked or full library says, and that nothing is lost by it."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from secondsource.errors import LibraryError
from secondsource.library import Library, archive, store
from secondsource.library.guard import guarded
from secondsource.library.schema import STEPS
from secondsource.library.terms import Terms

from .samples import BRIDGE, FERRY, gazette, item


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of two reports."""
    folder = tmp_path / "library"
    with Library.open(folder, create=True) as library:
        list(library.add([item(gazette(FERRY)), item(gazette(BRIDGE))]))
    return folder


def index_of(folder: Path) -> Path:
    (index,) = folder.glob("terms-*")
    return index


# --- the folder ------------------------------------------------------------------------------------------------


def test_a_missing_library_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"there is no library in .*/none; secondsource library add --library"):
        Library.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(LibraryError, match="holds other files and no library; name a new or an empty folder"):
        Library.open(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="is a file; name a folder"):
        Library.open(tmp_path / "file", create=True)


def test_an_empty_folder_becomes_a_library(tmp_path: Path) -> None:
    with Library.open(tmp_path, create=True) as library:
        assert library.count() == 0


def test_an_unfinished_library_is_finished(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").touch()
    with Library.open(tmp_path, create=True) as library:
        assert library.count() == 0


# --- the store -------------------------------------------------------------------------------------------------


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "store.sqlite")
    database.execute("CREATE TABLE theirs (x)")
    database.close()
    before = (tmp_path / "store.sqlite").read_bytes()
    with pytest.raises(LibraryError, match=r"is not a store of secondsource; name another folder"):
        Library.open(tmp_path, create=True)
    assert (tmp_path / "store.sqlite").read_bytes() == before


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("damage", [lambda data: b"rubbish" * 999, lambda data: data[:100] + b"\xff" * len(data[100:])])
def test_a_damaged_store_is_left_as_it_is(folder: Path, damage: Callable[[bytes], bytes], create: bool) -> None:
    file = folder / "store.sqlite"
    file.write_bytes(damage(file.read_bytes()))
    before = file.read_bytes()
    with pytest.raises(LibraryError, match=r"damaged and was left as it is; put back a copy of store.sqlite, or make"):
        Library.open(folder, create=create).count()
    assert file.read_bytes() == before


def test_a_store_of_a_later_version_is_left_alone(folder: Path) -> None:
    database = sqlite3.connect(folder / "store.sqlite")
    database.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    database.close()
    with pytest.raises(LibraryError, match="later version of secondsource; upgrade"):
        Library.open(folder)


def test_a_store_that_is_held_by_another_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    other = sqlite3.connect(folder / "store.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Library.open(folder) as library:
        assert len(library.search("ferry")) == 1  # reading goes on
        with pytest.raises(LibraryError, match=r"another program is writing .*; wait until it is done"):
            list(library.add([item(gazette("A third report."))]))
        other.execute("ROLLBACK")
        assert next(library.add([item(gazette("A third report."))])).new
    other.close()


def test_a_full_disk_loses_nothing(folder: Path) -> None:
    with Library.open(folder) as library:
        library._store._db.execute("PRAGMA max_page_count = 1")  # SQLite's own way to have it meet a full disk
        big = gazette("word " * 100_000)
        with pytest.raises(LibraryError, match=r"disk of the library .* is full; free some space"):
            list(library.add([item(big)]))
        assert library.count() == 2
        library._store._db.execute("PRAGMA max_page_count = 100000")
        assert next(library.add([item(big)])).new


def test_a_disk_that_fills_while_originals_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Library.open(folder) as library:
        with monkeypatch.context() as patch, pytest.raises(LibraryError, match="is full"):
            patch.setattr(archive.os, "fsync", full)
            list(library.add([item(gazette("A third report."))]))
        assert library.count() == 2
        assert not list(folder.rglob("*.part"))
        assert next(library.add([item(gazette("A third report."))])).new


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever is root may write anywhere")
def test_a_sealed_library_says_so(folder: Path) -> None:
    (folder / "store.sqlite").chmod(0o444)
    with Library.open(folder) as library, pytest.raises(LibraryError, match="cannot be written; give yourself"):
        list(library.add([item(gazette("A third report."))]))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EROFS, "cannot be written"),
        (errno.EACCES, "cannot be written"),
        (errno.EIO, "check its disk"),
    ],
)
def test_system_errors_are_told(tmp_path: Path, code: int, message: str) -> None:
    with pytest.raises(LibraryError, match=message), guarded(tmp_path):
        raise OSError(code, os.strerror(code))


# --- the archive -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_changed_original_is_not_given_out(folder: Path, damage: bytes | None) -> None:
    with Library.open(folder) as library:
        report = library.report(gazette(FERRY).id)
        (file,) = (folder / "archive").rglob(f"{report.archived}.zst")
        if damage is None:
            file.unlink()
        else:
            file.write_bytes(damage)
        with pytest.raises(LibraryError, match=r"was changed; put back a copy|holds no original .* add the report"):
            library.original(report)


# --- the index -------------------------------------------------------------------------------------------------


def empty(index: Path) -> None:
    for file in index.iterdir():
        file.write_bytes(b"")


def rubbish(index: Path) -> None:
    for file in index.iterdir():
        file.write_bytes(b"\xff" * 999)


def without_segments(index: Path) -> None:
    for file in index.iterdir():
        if file.suffix in (".idx", ".term", ".fast", ".store"):
            file.unlink()


def cut_short(index: Path) -> None:
    for file in index.glob("*.*"):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def missing(index: Path) -> None:
    for file in index.iterdir():
        file.unlink()
    index.rmdir()


@pytest.mark.parametrize("damage", [empty, rubbish, without_segments, cut_short, missing])
def test_a_damaged_index_is_made_anew(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(index_of(folder))
    notices: list[str] = []
    with Library.open(folder, notice=notices.append) as library:
        assert len(library.search("ferry")) == 1
        assert len(library.search("ferry")) == 1
    assert len(notices) == 1
    assert notices[0].startswith(f"the index of the library {folder} is being made anew: ")
    assert "\n" not in notices[0]


def test_an_index_damaged_while_open_is_made_anew(folder: Path) -> None:
    with Library.open(folder) as library:
        assert len(library.search("ferry")) == 1
        missing(index_of(folder))
        list(library.add([item(gazette("A third report."))]))
        assert len(library.search("third")) == 1
        assert len(library.search("ferry")) == 1


def test_an_index_of_a_later_state_is_made_anew(tmp_path: Path, folder: Path) -> None:
    """As when a copy of the store was put back."""
    with Library.open(tmp_path / "small", create=True) as small:
        list(small.add([item(gazette("Only this."))]))
    (folder / "store.sqlite").write_bytes((tmp_path / "small" / "store.sqlite").read_bytes())
    with Library.open(folder) as library:
        assert library.search("ferry bridge") == ()
        assert len(library.search("only")) == 1


def test_what_was_not_indexed_is_caught_up(folder: Path) -> None:
    with Library.open(folder) as library:
        added = library.add(item(gazette(f"Storm number {number}.")) for number in range(70))
        next(added)
        added.close()  # as if it had been killed here
    with Library.open(folder) as library:
        assert library.behind() == 64
        assert len(library.search("storm", limit=100)) == 64
        assert library.behind() == 0


def test_a_busy_index_is_searched_as_it_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.library.indexes.PATIENCE", 0.05)
    with Library.open(folder) as library, Library.open(folder) as other:
        writer = other._indexes.terms()._writer(0)
        list(library.add([item(gazette("A storm came."))]))
        assert library.search("storm") == ()
        assert len(library.search("ferry")) == 1
        assert library.behind() == 1
        writer.wait_merging_threads()
        assert len(library.search("storm")) == 1
        assert len(other.search("storm")) == 1


def test_rebuilding_gives_the_same_answers(folder: Path) -> None:
    with Library.open(folder) as library:
        before = library.search("ferry bridge council")
        library.rebuild()
        assert library.search("ferry bridge council") == before
    assert len(before) == 2


def test_the_index_of_an_earlier_form_is_swept_away(folder: Path) -> None:
    index_of(folder).rename(folder / "terms-0")
    with Library.open(folder) as library:
        assert len(library.search("ferry")) == 1
    assert index_of(folder).name != "terms-0"


def test_what_a_killed_rebuild_left_is_cleared(folder: Path) -> None:
    aside = index_of(folder).with_name(f"{index_of(folder).name}.part")
    aside.mkdir()
    (aside / "meta.json").write_bytes(b"half of")
    with Library.open(folder) as library:
        library.rebuild()
        assert len(library.search("ferry")) == 1
    assert not aside.exists()


def test_two_rebuilds_do_not_meet(folder: Path) -> None:
    aside = index_of(folder).with_name(f"{index_of(folder).name}.part")
    aside.mkdir()
    writer = Terms(aside)._writer(0)
    with Library.open(folder) as library:
        with pytest.raises(LibraryError, match="wait for other programs that use it and run: secondsource library re"):
            library.rebuild()
        writer.wait_merging_threads()
        library.rebuild()
        assert len(library.search("ferry")) == 1


def test_a_new_library_gives_no_notice(tmp_path: Path) -> None:
    notices: list[str] = []
    with Library.open(tmp_path / "new", create=True, notice=notices.append) as library:
        list(library.add([item(gazette(FERRY))]))
        assert len(library.search("ferry")) == 1
    assert notices == []
