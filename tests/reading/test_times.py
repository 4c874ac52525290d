from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.reading.times import find_times

MONDAY = date(2019, 3, 25)


def found(text: str, published: date | None = MONDAY) -> list[tuple[str, str, str]]:
    times = find_times(text, (Span(0, len(text)),), published)
    return [(t.text, str(t.earliest), str(t.latest)) for t in times]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("It sank on Saturday.", "2019-03-23", "2019-03-23"),
        ("It sank over the weekend.", "2019-03-23", "2019-03-24"),
        ("It sank late Tuesday.", "2019-03-19", "2019-03-19"),
        ("It sank on Monday.", "2019-03-25", "2019-03-25"),
        ("It sank last Monday.", "2019-03-18", "2019-03-18"),
        ("It sank yesterday.", "2019-03-24", "2019-03-24"),
        ("It sank overnight.", "2019-03-24", "2019-03-25"),
        ("It sank last week.", "2019-03-18", "2019-03-24"),
        ("It sank earlier this month.", "2019-03-01", "2019-03-25"),
        ("It sank in December.", "2018-12-01", "2018-12-31"),
        ("It sank last year.", "2018-01-01", "2018-12-31"),
        ("It sank two weeks ago.", "2019-03-08", "2019-03-14"),
        ("It sank three days ago.", "2019-03-22", "2019-03-22"),
        ("It has sunk since January.", "2019-01-01", "2019-03-25"),
        ("It sank in recent days.", "2019-03-18", "2019-03-25"),
        ("It sank in the past two weeks.", "2019-03-11", "2019-03-25"),
        ("It sank on Dec. 10.", "2018-12-10", "2018-12-10"),
        ("It sank in mid-March.", "2019-03-11", "2019-03-21"),
        ("It sank last summer.", "2018-06-01", "2018-08-31"),
    ],
)
def test_news_looks_back_from_publication(text, earliest, latest):
    assert [t[1:] for t in found(text)] == [(earliest, latest)]


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The council will vote on Saturday.", "2019-03-30"),
        ("On Friday, the envoy will fly home.", "2019-03-29"),
        ("The court is due to rule on Thursday.", "2019-03-28"),
        ("She said on Tuesday that the council will vote.", "2019-03-19"),
        ("It opens next December.", "2019-12-01"),
        ("It opens tomorrow.", "2019-03-26"),
        ("It opens next month.", "2019-04-01"),
    ],
)
def test_the_future_looks_ahead(text, earliest):
    assert [t[1] for t in found(text)] == [earliest]


def test_later_times_count_from_the_one_named_before():
    text = "In December, it sailed. The next month, it sank. Two days later, a boat came. The year before, it was sold."
    assert [t[1:] for t in found(text)] == [
        ("2018-12-01", "2018-12-31"),
        ("2019-01-01", "2019-01-31"),
        ("2019-02-02", "2019-02-02"),
        ("2018-01-01", "2018-12-31"),
    ]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("on 10 December 2018", "2018-12-10", "2018-12-10"),
        ("Saturday, March 23, 2019", "2019-03-23", "2019-03-23"),
        ("2019-03-25", "2019-03-25", "2019-03-25"),
        ("03/04/2019", "2019-03-04", "2019-04-03"),
        ("in 2018", "2018-01-01", "2018-12-31"),
        ("in early 2017", "2017-01-01", "2017-05-02"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the first quarter of 2019", "2019-01-01", "2019-03-31"),
        ("from 2014 to 2016", "2014-01-01", "2016-12-31"),
        ("March 3-5, 2018", "2018-03-03", "2018-03-05"),
    ],
)
def test_full_dates_need_no_publication(text, earliest, latest):
    assert [t[1:] for t in found(text, None)] == [(earliest, latest)]


@pytest.mark.parametrize(
    "text", ["on Saturday", "In December", "two weeks ago", "The next month", "since May", "March 3"]
)
def test_without_publication_the_relative_stays_unknown(text):
    assert found(text, None) == [(text, "None", "None")]


@pytest.mark.parametrize("text", ["February 30, 2018", "2018-13-45", "31 June 2018"])
def test_days_that_no_calendar_has_are_unknown(text):
    assert found(text) == [(text, "None", "None")]


@pytest.mark.parametrize(
    "text",
    ["They may march on.", "The sun came out in a second.", "It lasted for three days.", "May resigned.",
     "A vote of 2000 people.", "She read it all day and night."],
)  # fmt: skip
def test_ordinary_words_are_no_times(text):
    assert found(text) == []


LISTED = """
on in the last next this since by before after until between and from to Saturday Friday night March May
Dec. 10 30 31 2018 2019-02-30 9999 week month year ago later earlier two several will said yesterday weekend
early mid- 1990s , .
"""
WORDS = st.sampled_from(LISTED.split())
DATES = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)), DATES)
def test_any_text_gives_ranges_that_slice(text, published):
    for time in find_times(text, (Span(0, len(text)),), published) if text else ():
        assert time.span.of(text) == time.text
        assert (time.earliest is None) == (time.latest is None)
        assert time.earliest is None or time.earliest <= time.latest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four girls between the ages of 14 and 18 decades ago.", [("decades ago", "1929-03-25", "1999-03-25")]),
        ("The mill closed decades ago.", [("decades ago", "1929-03-25", "1999-03-25")]),
        ("The mill closed years ago.", [("years ago", "2000-03-24", "2017-03-25")]),
        ("The mill closed between 14 and 18 years ago.", [("18 years ago", "2000-09-24", "2001-09-23")]),
        ("The mill closed two-and-a-half years ago.", []),
    ],
)
def test_plain_plurals_are_some_time_ago_and_ages_count_no_decades(text, expected):
    assert found(text) == expected


def test_that_year_is_the_one_named_in_figures():
    text = "In 1975 the senate met. It met again on Monday. That year it changed its rules."
    assert found(text)[-1] == ("That year", "1975-01-01", "1975-12-31")


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The budget year begins Oct. 1.", "2019-10-01"),
        ("The budget year began Oct. 1.", "2018-10-01"),
        ("Clerks have until Aug. 26 to make changes.", "2019-08-26"),
        ("The site was set up to sell seats from shops starting on October 1.", "2018-10-01"),
        ("They’re expected to try to avert a strike on Oct. 1.", "2019-10-01"),
        ("Peru has 291 seats, the most until the June 7 vote.", "2019-06-07"),
        ("The ship sank June 7.", "2018-06-07"),
    ],
)
def test_a_date_without_its_year_goes_by_the_tense_of_its_clause(text, earliest):
    assert [t[1] for t in found(text)] == [earliest]


def test_the_last_monday_in_may_is_no_day_of_this_year():
    assert [t[0] for t in found("The law moved the feast to the last Monday in May.")] == ["in May"]


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The vote was originally scheduled for January 4.", "2019-01-04"),
        ("The vote was due to begin on April 10.", "2019-04-10"),
        ("The vote was planned for November 2.", "2018-11-02"),
        ("The vote was to be held in early January.", "2019-01-01"),
        ("The vote was due on Friday.", "2019-03-29"),
        ("The mayor said the vote will be held on November 2.", "2019-11-02"),
    ],
)
def test_what_was_planned_was_so_for_the_nearest_day(text, earliest):
    assert [t[1] for t in found(text)] == [earliest]


def test_what_had_come_about_by_a_day_was_so_on_it():
    assert found("The water had fallen by Sunday night.") == [("by Sunday night", "2019-03-24", "2019-03-24")]
    assert found("Clerks were told to leave by Sunday.")[0][1] == "None"
    assert found("The clerks will leave by Sunday.")[0][2] == "2019-03-31"


def test_a_thing_of_a_year_is_dated():
    assert found("The pier outlived a 1988 fire.") == [("a 1988", "1988-01-01", "1988-12-31")]
    assert found("She ran a 1500 metre race in a 1988 Buick.") == []
