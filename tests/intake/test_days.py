"""Days as people write them."""

from datetime import date

import pytest

from secondsource.errors import InputError
from secondsource.intake.days import find_day, parse_day, parse_stamp

DAY = date(2019, 3, 25)


def test_a_day():
    assert parse_day(" 2019-03-25 ") == DAY


@pytest.mark.parametrize("text", ["2019-13-45", "25.3.2019", "20190325", "2019-W13-1", "yesterday", ""])
def test_a_date_that_is_no_date(text: str):
    with pytest.raises(InputError) as caught:
        parse_day(text)
    assert str(caught.value) == f"not a date: {text!r}; write it as 2019-03-25"


@pytest.mark.parametrize(
    "stamp",
    [
        "2019-03-25",
        "2019-03-25T10:12:00Z",
        "2019-03-25 23:12:00-05:00",
        "Mon, 25 Mar 2019 10:12:00 GMT",
        "March 25, 2019",
        "25 March 2019",
    ],
)
def test_stamps_of_exports(stamp: str):
    assert parse_stamp(stamp) == DAY


@pytest.mark.parametrize("stamp", ["soon", "03/04/2019", "2019", "2019-02-30", "x" * 10_000])
def test_what_is_no_stamp(stamp: str):
    with pytest.raises(InputError, match="not a date"):
        parse_stamp(stamp)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 25 March 2019, 10:12", DAY),
        ("Sept. 3rd, 2018", date(2018, 9, 3)),
        ("the 1st of May, 2018", date(2018, 5, 1)),
        ("31 February 2019 or 1 March 2019", None),
        ("marching 5, 2019", None),
        ("03/25/2019", None),
    ],
)
def test_days_in_a_row_of_text(text: str, day: date | None):
    assert find_day(text) == day
