import sqlite3
from pathlib import Path

import pytest

from secondsource.library import schema


@pytest.fixture
def store() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def version(store: sqlite3.Connection) -> int:
    return int(store.execute("PRAGMA user_version").fetchone()[0])


def test_all_steps_are_taken_once(store: sqlite3.Connection) -> None:
    for _ in range(2):
        schema.migrate(store, Path("library"))
        assert version(store) == len(schema.STEPS)


def test_a_later_step_keeps_what_is_there(store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.migrate(store, Path("library"))
    store.execute("INSERT INTO report VALUES ('id', 'text')")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("ALTER TABLE report ADD COLUMN more TEXT",)))
    schema.migrate(store, Path("library"))
    assert store.execute("SELECT * FROM report").fetchall() == [("id", "text", None)]


def test_a_step_is_taken_whole_or_not_at_all(store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.migrate(store, Path("library"))
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("CREATE TABLE half (x)", "CREATE NONSENSE")))
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(store, Path("library"))
    assert version(store) == len(schema.STEPS) - 1
    assert not store.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()


def test_the_steps_released_are_never_changed() -> None:
    """A new step goes after these; whoever changes one leaves libraries behind that are made otherwise."""
    assert schema.STEPS[0][0] == "CREATE TABLE report (id TEXT PRIMARY KEY, text TEXT NOT NULL)"
    assert len(schema.STEPS[0]) == 11
    assert [step[0] for step in schema.STEPS[1:2]] == ["DROP TABLE reading"]
