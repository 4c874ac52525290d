from datetime import UTC, date, datetime
from pathlib import Path

from newsroom import report

from secondsource.intake.source import taken_in

NOW = datetime(2021, 5, 12, 9, tzinfo=UTC)
HELD = report("Two ferries sank off Holyhead on Saturday, the harbour master said.")


def test_a_report_is_taken_as_it_is() -> None:
    assert taken_in(HELD, None, NOW) == (HELD, None)


def test_a_day_that_is_given_goes_before_the_report_s_own() -> None:
    assert taken_in(HELD, date(2020, 1, 2), NOW)[0].published == date(2020, 1, 2)


def test_a_path_gives_the_report_and_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(HELD.text, encoding="utf-8")
    taken, data = taken_in(file, None, NOW)
    assert (taken.text, data) == (HELD.text, HELD.text.encode())
