"""A hundred more phrases for figures and times, as newsrooms write them: changes, tallies, shares, quarters, weeks.

The day of publication is Wednesday, 27 March 2019.
"""

from datetime import date

import pytest

from secondsource.model import Span
from secondsource.reading.quantities import find_quantities
from secondsource.reading.times import find_times

PUBLISHED = date(2019, 3, 27)
Ranges = list[tuple[float, float | None, str | None]]

QUANTITIES: list[tuple[str, Ranges]] = [
    ("some two dozen clerks", [(21.6, 26.4, "clerk")]),
    ("upwards of $3bn", [(3000000000, None, "USD")]),
    ("north of $3 billion", [(3000000000, None, "USD")]),
    ("a 5-4 vote", []),
    ("a score of 3-2", []),
    ("a 52-48 vote", []),
    ("voted 7 to 2", []),
    ("by a margin of 7 to 2", []),
    ("one in five voters", [(20, 20, "%")]),
    ("half a dozen clerks", [(6, 6, "clerk")]),
    ("a score of ships", [(20, 20, "ship")]),
    ("dropped by 26,000 to 255,000", [(26000, 26000, None), (255000, 255000, None)]),
    ("fell by 4,000 claims to 282,500", [(4000, 4000, "claim"), (282500, 282500, "claim")]),
    ("rose 12 percent to 40 million euros", [(12, 12, "%"), (40000000, 40000000, "EUR")]),
    ("between 2,000 and 3,000 clerks", [(2000, 3000, "clerk")]),
    ("two to three dozen clerks", [(24, 36, "clerk")]),
    ("a dozen or so clerks", [(10.8, 13.2, "clerk")]),
    ("40 or so clerks", [(36, 44, "clerk")]),
    ("scores of clerks", [(40, 199, "clerk")]),
    ("a handful of clerks", [(3, 9, "clerk")]),
    ("well over 100 clerks", [(100, None, "clerk")]),
    ("close to 100 clerks", [(90, 100, "clerk")]),
    ("just shy of 100 clerks", [(90, 100, "clerk")]),
    ("just under 100 clerks", [(90, 100, "clerk")]),
    ("not more than 100 clerks", [(0, 100, "clerk")]),
    ("in excess of 100 clerks", [(100, None, "clerk")]),
    ("a quarter of a million clerks", [(250000, 250000, "clerk")]),
    ("a clerk aged 34", []),
    ("a 34-year-old clerk", []),
    ("two clerks in their 30s", [(2, 2, "clerk")]),
    ("a 3-2 win over Lima", []),
    ("a roughly 2 percent pace", [(1.8, 2.2, "%")]),
    ("roughly a 2 percent pace", [(1.8, 2.2, "%")]),
    ("cut its staff by a third", [(33.33, 33.33, "%")]),
    ("nearly half of all clerks", [(45, 50, "%")]),
    ("more than one in three clerks", [(33.33, None, "%")]),
    ("60 a day", [(60, 60, None)]),
    ("10 times the limit", [(10, 10, None)]),
    ("a six-figure sum", []),
    ("magnitude 6.4", [(6.4, 6.4, "magnitude")]),
    ("a 6.4-magnitude quake", [(6.4, 6.4, "magnitude")]),
    ("tens of thousands of clerks", [(20000, 99999, "clerk")]),
    ("a pair of ships", [(2, 2, "ship")]),
    ("three quarters of a percentage point", [(0.75, 0.75, "percentage point")]),
    ("$3bn to $4bn", [(3000000000, 4000000000, "USD")]),
    ("7.5 per cent", [(7.5, 7.5, "%")]),
    ("a two-thirds majority", [(66.67, 66.67, "%")]),
    ("400m barrels", [(400000000, 400000000, "bbl")]),
    ("five hours and 20 minutes", [(5, 5, "h"), (20, 20, "min")]),
]

TIMES: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    ("three months ago", [("2018-12-11", "2019-01-10")]),
    ("the week before last", [("2019-03-11", "2019-03-17")]),
    ("the month before last", [("2019-01-01", "2019-01-31")]),
    ("the year before last", [("2017-01-01", "2017-12-31")]),
    ("in the early hours of Tuesday", [("2019-03-26", "2019-03-26")]),
    ("in the small hours of Tuesday morning", [("2019-03-26", "2019-03-26")]),
    ("between 2 and 3 p.m. on Tuesday", [("2019-03-26", "2019-03-26")]),
    ("at around 4 a.m. Tuesday", [("2019-03-26", "2019-03-26")]),
    ("a fortnight ago", [("2019-03-10", "2019-03-16")]),
    ("two fortnights ago", [("2019-02-24", "2019-03-02")]),
    ("mid-2018", [("2018-05-02", "2018-09-01")]),
    ("in mid-2018", [("2018-05-02", "2018-09-01")]),
    ("in fiscal 2018", [("2017-07-01", "2018-12-31")]),
    ("in the 2018 fiscal year", [("2017-07-01", "2018-12-31")]),
    ("for the fiscal year 2018", [("2017-07-01", "2018-12-31")]),
    ("the fourth quarter of last year", [("2018-10-01", "2018-12-31")]),
    ("the first quarter of the year", [("2019-01-01", "2019-03-31")]),
    ("in the first three months of the year", [("2019-01-01", "2019-03-31")]),
    ("in the first half of last year", [("2018-01-01", "2018-06-30")]),
    ("in the last three months of 2018", [("2018-10-01", "2018-12-31")]),
    ("the deal expires Sept. 30", [("2019-09-30", "2019-09-30")]),
    ("the term ends on June 30", [("2019-06-30", "2019-06-30")]),
    ("the deal expired Sept. 30", [("2018-09-30", "2018-09-30")]),
    ("hopes to win in November", [("2019-11-01", "2019-11-30")]),
    ("a day earlier", [(None, None)]),
    ("on Tuesday. A day earlier", [("2019-03-26", "2019-03-26"), ("2019-03-25", "2019-03-25")]),
    ("later this week", [("2019-03-27", "2019-03-31")]),
    ("early next week", [("2019-04-01", "2019-04-03")]),
    ("the past fortnight", [("2019-03-13", "2019-03-27")]),
    ("a decade ago", [("2004-03-27", "2014-03-27")]),
    ("just before midnight on Tuesday", [("2019-03-26", "2019-03-26")]),
    ("on Tuesday at 10:30 p.m. local time", [("2019-03-26", "2019-03-26")]),
    ("on the morning of March 5", [("2019-03-05", "2019-03-05")]),
    ("late on the night of March 5", [("2019-03-05", "2019-03-05")]),
    ("from Monday through Wednesday", [("2019-03-25", "2019-03-27")]),
    ("between Monday and Wednesday", [("2019-03-25", "2019-03-27")]),
    ("in the run-up to Christmas", [("2018-12-25", "2018-12-25")]),
    ("over the Christmas holidays", [("2018-12-25", "2018-12-25")]),
    ("all week", [("2019-03-25", "2019-03-31")]),
    ("these past few weeks", [("2019-02-20", "2019-03-27")]),
    ("20 years ago this month", [("1999-03-01", "1999-03-31")]),
    ("in May of last year", [("2018-05-01", "2018-05-31")]),
    ("last May", [("2018-05-01", "2018-05-31")]),
    ("in the winter of 2017-18", [("2017-12-01", "2018-02-28")]),
    ("at the end of 2018", [("2018-09-01", "2018-12-31")]),
    ("late in 2018", [("2018-09-01", "2018-12-31")]),
    ("early in March", [("2019-03-01", "2019-03-11")]),
    ("the first week of March", [("2019-03-01", "2019-03-07")]),
    ("the last week of February", [("2019-02-22", "2019-02-28")]),
    ("three weeks from now", [("2019-04-14", "2019-04-20")]),
    ("Tuesday last week", [("2019-03-19", "2019-03-19")]),
    ("on Tuesday of last week", [("2019-03-19", "2019-03-19")]),
]


@pytest.mark.parametrize(("phrase", "ranges"), QUANTITIES)
def test_quantities(phrase: str, ranges: Ranges) -> None:
    text = f"They had {phrase}."
    found = find_quantities(text, (Span(0, len(text)),))
    assert [(round(q.low, 4), q.high if q.high is None else round(q.high, 4), q.unit) for q in found] == ranges


@pytest.mark.parametrize(("phrase", "days"), TIMES)
def test_times(phrase: str, days: list[tuple[str | None, str | None]]) -> None:
    text = f"Then {phrase}."
    found = find_times(text, (Span(0, len(text)),), PUBLISHED)
    assert [(w.earliest and w.earliest.isoformat(), w.latest and w.latest.isoformat()) for w in found] == days
