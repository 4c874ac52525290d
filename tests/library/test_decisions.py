"""The log of decisions and the record of origins outlive everything but the library."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from newsroom import report

from secondsource import InputError, Library
from secondsource.library.decisions import in_force, subject
from secondsource.model import Action, Decision, Outcome, Span, Subject
from secondsource.record import dumps

NOW = datetime(2021, 5, 12, 9, tzinfo=UTC)
HELD = report("Ada Poe, a pilot, wrote that 87 crates came.", "Gazette")
POE, ROE = Subject(origin="Ada Poe"), Subject(origin="Max Roe")
WORDS = Subject("0" * 64, Span(0, 5))  # of a report that is not held


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    moments = (NOW + timedelta(minutes=n) for n in range(99))
    with Library.open(tmp_path / "library", create=True, now=lambda: next(moments)) as opened:
        list(opened.add([(HELD, HELD.text.encode())]))
        yield opened


def merge(library: Library, **more: object) -> Decision:
    return library.decide(Action.MERGE, (POE, ROE), **({"by": "Eva Doe", "note": "one man"} | more))  # type: ignore[arg-type]


def test_entries_are_numbered_dated_and_come_back(library: Library, tmp_path: Path) -> None:
    first, second = merge(library), library.decide(Action.SPLIT, (POE, ROE), by="Max", note="no, two")
    assert (first.number, second.number) == (1, 2)
    assert NOW <= first.at < second.at
    with Library.open(tmp_path / "library") as again:
        assert again.decisions() == (first, second)


def test_the_store_refuses_to_change_or_lose_an_entry(library: Library, tmp_path: Path) -> None:
    merge(library)
    store = sqlite3.connect(tmp_path / "library" / "store.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="never taken out"):
        store.execute("DELETE FROM decision")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        store.execute("UPDATE decision SET entry = '{}'")


def test_undoing_is_an_entry_and_can_be_undone(library: Library) -> None:
    merge(library)
    undone = library.decide(Action.UNDO, (), by="Eva Doe", note="I was wrong", undoes=1)
    assert in_force(library.decisions()) == ()
    library.decide(Action.UNDO, (), by="Eva Doe", note="I was right", undoes=undone.number)
    assert [entry.number for entry in in_force(library.decisions())] == [1]
    assert len(library.decisions()) == 3


def test_a_decision_makes_another_library(library: Library) -> None:
    before = library.digest()
    merge(library)
    assert library.digest() != before


def test_it_outlives_the_report_that_it_is_about(library: Library) -> None:
    library.decide(Action.SPLIT, (Subject(HELD.id, Span(0, 9)),), by="Eva Doe", note="he told me")
    library.remove(HELD.id)
    assert len(library.decisions()) == 1


@pytest.mark.parametrize(
    ("action", "about", "more", "message"),
    [
        (Action.MERGE, (POE,), {}, "takes 2 subjects"),
        (Action.MERGE, (POE, POE), {}, "given twice"),
        (Action.MERGE, (POE, ROE), {"note": " "}, "who takes it and why"),
        (Action.MERGE, (POE, ROE), {"value": "B"}, "does not take 'B'"),
        (Action.SPLIT, (POE,), {}, "is no passage"),
        (Action.SPLIT, (Subject("0" * 64, Span(0, 5)),), {}, "is not held"),
        (Action.SPLIT, (Subject(HELD.id, Span(0, 999)),), {}, "has only 44 characters"),
        (Action.RELIABILITY, (Subject(HELD.id, Span(0, 5)),), {"value": "B"}, "that of an origin"),
        (Action.OVERRULE, (POE,), {"value": "refuted"}, "is about words of a report"),
        (Action.OVERRULE, (WORDS,), {"value": "true"}, "does not take 'true'"),
        (Action.DISPUTE, (WORDS,), {"note": ""}, "who takes it and why"),
        (Action.ACCEPT, (WORDS,), {"seen": "supports"}, "does not take 'supports'"),
        (Action.STANCE, (WORDS, POE), {"value": "supports"}, "is about words of a report"),
        (Action.STANCE, (WORDS, Subject("1" * 64, Span(0, 5))), {"value": "supports"}, "is not held"),
        (Action.STANCE, (WORDS, Subject(HELD.id, Span(0, 5))), {"value": "maybe"}, "choose from: supports, refutes"),
        (Action.MERGE, (POE, ROE), {"note": "x" * 10_000}, "a note of 10,000 characters; give one of 4,000 at most"),
        (Action.MERGE, (POE, ROE), {"by": "x" * 101}, "a name of 101 characters"),
        (Action.MERGE, (POE, ROE), {"note": "so \ud800"}, "half a character"),
        (Action.UNDO, (), {"undoes": 7}, "there is no decision 7"),
        (Action.UNDO, (), {}, "names the decision that it undoes"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    library: Library, action: Action, about: tuple[Subject, ...], more: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        library.decide(action, about, **({"by": "Eva Doe", "note": "so"} | more))  # type: ignore[arg-type]
    assert library.decisions() == ()


def test_a_verdict_can_be_decided_on_words_of_a_report_that_is_not_held(library: Library) -> None:
    """The report under verification need not be in the library."""
    entry = library.decide(Action.OVERRULE, (Subject("0" * 64, Span(0, 5)),), by="Eva", note="I saw", value="refuted")
    assert entry.value == "refuted"


def test_whoever_accepts_need_not_say_why(library: Library) -> None:
    entry = library.decide(Action.ACCEPT, (WORDS,), by=" Eva \n Doe ", note=" ", seen="supported")
    assert (entry.by, entry.note, entry.seen) == ("Eva Doe", "", "supported")
    assert library.decisions() == (entry,)


def test_entries_from_before_there_was_a_key_are_read(library: Library, tmp_path: Path) -> None:
    first = merge(library)
    old = dumps(first).replace(', "seen": null', "")
    assert "seen" not in old
    store = sqlite3.connect(tmp_path / "library" / "store.sqlite")
    store.execute("INSERT INTO decision VALUES (2, ?)", (old,))
    store.commit()
    assert library.decisions() == (first, first)


def test_what_is_typed() -> None:
    assert subject(" Ada Poe ", lambda prefix: HELD) == POE
    assert subject("abcdef:3-9", lambda prefix: HELD) == Subject(HELD.id, Span(3, 9))
    assert subject("Meeting 12:30-13", lambda prefix: HELD) == Subject(origin="Meeting 12:30-13")
    for wrong in ("abcdef:9-3", "  "):
        with pytest.raises(InputError):
            subject(wrong, lambda prefix: HELD)


def test_the_record_keeps_the_latest_outcome_of_each_statement_up_to_a_day(library: Library) -> None:
    place = Subject(HELD.id, Span(0, 9))
    early, late = date(2021, 5, 10), date(2021, 5, 20)
    first, then = Outcome("ada poe", place, True, early), Outcome("ada poe", place, False, late)
    library.keep_outcomes([then, first, first])
    assert library.outcomes(date(2021, 5, 9)) == ()
    assert library.outcomes(early) == (first,)
    assert library.outcomes() == (then,)
