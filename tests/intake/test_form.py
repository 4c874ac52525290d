"""Reports as JSON."""

from datetime import UTC, date, datetime

import pytest

from secondsource.errors import InputError
from secondsource.intake.form import parse_json, read_form
from secondsource.intake.plain import read_plain
from secondsource.model import Role
from secondsource.record import to_json

TEXT = "The bridge was closed on Monday after a flood damaged two piers, the mayor said."


def test_the_keys_are_the_fields_of_a_report():
    report = read_form(
        {
            "text": TEXT,
            "headline": "Bridge closed",
            "publisher": "Port Ellis Courier",
            "byline": "Jane Doe",
            "dateline": "PORT ELLIS",
            "credits": ["Reuters", "AFP"],
            "published": "2019-03-25",
            "retrieved": "2019-03-26T10:00:00+00:00",
            "url": "https://example.org/bridge",
            "language": "es",
            "abstract": "en",
            "unknown": 1,
        },
        archived="00",
    )
    assert (report.text, report.headline, report.publisher) == (TEXT, "Bridge closed", "Port Ellis Courier")
    assert (report.byline, report.dateline, report.credits) == ("Jane Doe", "PORT ELLIS", ("Reuters", "AFP"))
    assert (report.published, report.retrieved) == (date(2019, 3, 25), datetime(2019, 3, 26, 10, tzinfo=UTC))
    assert (report.language, report.abstract, report.text_language) == ("es", "en", "en")
    assert (report.url, report.archived) == ("https://example.org/bridge", "00")
    assert report.id == read_plain(TEXT).id
    assert [block.role for block in report.blocks] == [Role.PARAGRAPH]


def test_names_of_common_exports():
    report = read_form(
        {
            "title": "Bridge closed",
            "outlet": "Port Ellis Courier",
            "date": "Mon, 25 Mar 2019 10:12:00 GMT",
            "authors": ["Jane Doe", "John Roe"],
            "content": TEXT,
            "link": "https://example.org/bridge",
            "lang": "en-GB",
        }
    )
    assert (report.headline, report.publisher, report.byline) == (
        "Bridge closed",
        "Port Ellis Courier",
        "Jane Doe, John Roe",
    )
    assert (report.published, report.url, report.language) == (date(2019, 3, 25), "https://example.org/bridge", "en")


def test_the_own_name_comes_before_an_alias():
    assert read_form({"text": TEXT, "content": "no", "headline": "A", "title": "B"}).headline == "A"


def test_what_a_report_wrote_comes_back():
    report = read_plain(
        "Bridge closed after flood\n\n" + TEXT, published=date(2019, 3, 25), url="https://example.org/b"
    )
    assert read_form(to_json(report)) == report


def test_what_is_null_is_not_known():
    report = read_form({"text": TEXT, "headline": None, "published": None, "byline": "", "credits": []})
    assert (report.headline, report.published, report.byline, report.credits) == (None, None, None, ())


def test_the_day_and_the_moment_that_are_given():
    now = datetime(2020, 1, 1, tzinfo=UTC)
    report = read_form({"text": TEXT, "published": "2019-03-25"}, published=date(2019, 3, 24), retrieved=now)
    assert (report.published, report.retrieved) == (date(2019, 3, 24), now)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ([], "a JSON report is an object with the key 'text': this is none"),
        ("words", "a JSON report is an object with the key 'text': this is none"),
        ({"title": "Bridge closed"}, "the JSON report has no text: give it a key 'text'"),
        ({"text": ""}, "the JSON report has no text: give it a key 'text'"),
        ({"text": 1}, "text: expected text, not int"),
        ({"text": TEXT, "headline": 7}, "headline: expected text, not int"),
        ({"text": TEXT, "credits": [1]}, "credits: expected a list of names"),
        ({"text": TEXT, "published": "2019-13-45"}, "not a date: '2019-13-45'; write it as 2019-03-25"),
        ({"text": TEXT, "published": 1553500000}, "published: expected text, not int"),
        ({"text": TEXT, "retrieved": "today"}, "retrieved: not a moment: 'today'"),
        ({"text": TEXT, "language": "English"}, "language: not a language code: 'English'; write it as en"),
        ({"text": "half \ud800 a character"}, "the text holds half a character"),
    ],
)
def test_what_is_no_report(form: object, message: str):
    with pytest.raises(InputError) as caught:
        read_form(form)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"text": }', "not JSON: Expecting value at line 1, column 10"),
        (b'{"text": "\xff"}', "not JSON: 'utf-8' codec can't decode"),
        (b"[" * 200_000, "not JSON: "),
    ],
)
def test_what_is_no_json(data: bytes, message: str):
    with pytest.raises(InputError) as caught:
        parse_json(data)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
