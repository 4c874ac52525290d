"""What the judge of stance said, kept beside the store: by version, bounded, whole or not there."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from secondsource.library import Library, answers
from secondsource.library.answers import Answers

from .samples import FERRY, gazette, item

PAIR, OTHER = ("A ferry ran aground.", FERRY), ("A bridge was closed.", FERRY)
ANSWER = (0.1, 0.25, 1 / 3, 0.3166666666666667)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", create=True)


def the_file(library: Library) -> Path:
    return library._folder / f"answers-{answers.FORM}.sqlite"


def changed(library: Library, statement: str) -> None:
    db = sqlite3.connect(the_file(library))
    with db:
        db.execute(statement)
    db.close()


def test_an_answer_comes_back_as_it_was_given(library: Library) -> None:
    assert library.answers("judge-1", [PAIR]) == {}
    library.keep_answers("judge-1", {PAIR: ANSWER})
    assert library.answers("judge-1", [PAIR, OTHER]) == {PAIR: ANSWER}


def test_another_version_of_the_judge_has_said_nothing(library: Library) -> None:
    library.keep_answers("judge-1", {PAIR: ANSWER})
    assert library.answers("judge-2", [PAIR]) == {}


def test_the_same_words_cut_otherwise_are_another_pair(library: Library) -> None:
    library.keep_answers("judge-1", {("ab", "c"): ANSWER})
    assert library.answers("judge-1", [("a", "bc"), ("abc", "")]) == {}
    assert library.answers("judge-1a", [("b", "c")]) == {}


def test_the_file_holds_no_words(library: Library) -> None:
    library.keep_answers("judge-1", {PAIR: ANSWER})
    library.close()
    held = b"".join(part.read_bytes() for part in the_file(library).parent.glob("answers-*"))
    assert b"ferry" not in held
    assert b"Holyhead" not in held


def test_answers_are_no_part_of_what_the_library_holds(library: Library) -> None:
    list(library.add([item(gazette(FERRY))]))
    before = library.digest()
    library.keep_answers("judge-1", {PAIR: ANSWER})
    assert library.digest() == before


def test_of_too_many_those_that_came_last_are_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 5)
    pairs = [(f"statement {n}", FERRY) for n in range(12)]
    for n in range(0, 12, 4):
        library.keep_answers("judge-1", dict.fromkeys(pairs[n : n + 4], ANSWER))
    assert list(library.answers("judge-1", pairs)) == pairs[-5:]


def test_a_later_answer_takes_the_place_of_an_earlier(library: Library) -> None:
    for answer in (ANSWER, ANSWER[::-1]):
        library.keep_answers("judge-1", {PAIR: answer})
    assert library.answers("judge-1", [PAIR]) == {PAIR: ANSWER[::-1]}


@pytest.mark.parametrize("damage", [b"", b"no database " * 1000])
def test_a_damaged_file_is_made_anew(library: Library, damage: bytes) -> None:
    library.keep_answers("judge-1", {PAIR: ANSWER})
    for part in the_file(library).parent.glob("answers-*"):
        part.write_bytes(damage)
    assert library.answers("judge-1", [PAIR]) == {}
    library.keep_answers("judge-1", {PAIR: ANSWER})
    assert library.answers("judge-1", [PAIR]) == {PAIR: ANSWER}


def test_a_file_of_other_tables_is_made_anew(library: Library) -> None:
    library.answers("judge-1", [PAIR])
    changed(library, "DROP TABLE answer")
    changed(library, "CREATE TABLE answer (something TEXT)")
    assert library.answers("judge-1", [PAIR]) == {}
    library.keep_answers("judge-1", {PAIR: ANSWER})
    assert library.answers("judge-1", [PAIR]) == {PAIR: ANSWER}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answer SET shares = substr(shares, 1, 20)",
        "UPDATE answer SET shares = x''",
        "UPDATE answer SET shares = x'00000000' || substr(shares, 5)",
        "UPDATE answer SET pair = randomblob(16)",
    ],
)
def test_an_answer_that_was_changed_is_no_answer(library: Library, damage: str) -> None:
    library.keep_answers("judge-1", {PAIR: ANSWER})
    changed(library, damage)
    assert library.answers("judge-1", [PAIR]) == {}


def test_an_answer_to_another_pair_is_no_answer(library: Library) -> None:
    library.keep_answers("judge-1", {PAIR: ANSWER, OTHER: ANSWER[::-1]})
    changed(library, "UPDATE answer SET shares = (SELECT shares FROM answer WHERE number = 2) WHERE number = 1")
    assert library.answers("judge-1", [PAIR, OTHER]) == {OTHER: ANSWER[::-1]}


def test_a_file_of_an_earlier_form_goes(library: Library) -> None:
    earlier = the_file(library).with_name("answers-0.sqlite")
    earlier.write_bytes(b"earlier")
    library.keep_answers("judge-1", {PAIR: ANSWER})
    assert not earlier.exists()


def test_what_cannot_be_kept_for_another_writer_is_given_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PATIENCE", 0.05)
    library.keep_answers("judge-1", {PAIR: ANSWER})
    writer = sqlite3.connect(the_file(library), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    library.keep_answers("judge-1", {OTHER: ANSWER})
    assert library.answers("judge-1", [PAIR, OTHER]) == {PAIR: ANSWER}
    writer.execute("ROLLBACK")
    writer.close()


def test_two_programs_keep_answers_at_once(library: Library) -> None:
    code = (
        "import sys; from pathlib import Path; from secondsource.library.answers import Answers\n"
        "kept = Answers(Path(sys.argv[1]))\n"
        "for n in range(40): kept.keep('judge-1', {(sys.argv[2] + str(n), 'passage'): (float(n), 0.5)})"
    )
    names = ("red", "blue")
    running = [subprocess.Popen([sys.executable, "-c", code, str(library._folder), name]) for name in names]
    assert [program.wait(60) for program in running] == [0, 0]
    pairs = [(f"{name}{n}", "passage") for name in names for n in range(40)]
    held = Answers(library._folder).of("judge-1", pairs)
    assert held == {pair: (float(pair[0].strip("redblu")), 0.5) for pair in pairs}
