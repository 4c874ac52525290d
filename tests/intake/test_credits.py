"""Byline, dateline, agency credits and captions, by the forms of the style books."""

import pytest

from secondsource.intake.credits import (
    byline_of,
    closing_credits,
    credited,
    dateline_of,
    is_byline,
    is_caption,
    is_credit,
)


@pytest.mark.parametrize(
    ("row", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By JANE DOE and JOHN ROE", "JANE DOE and JOHN ROE"),
        ("By Jane Doe, Associated Press", "Jane Doe"),
        ("By Jane Doe, John Roe and Max Mustermann", "Jane Doe, John Roe and Max Mustermann"),
        ("By Jane van der Berg | March 25, 2019", "Jane van der Berg"),
        ("Written by Jane O’Neill-Doe", "Jane O’Neill-Doe"),
        ("By Jane Doe in Port Ellis", "Jane Doe"),
        ("By Tuesday the water had gone", None),
        ("By Tuesday, the water had gone down in most of the town.", None),
        ("By the numbers", None),
        ("By Reuters", None),
        ("Jane Doe went home", None),
    ],
)
def test_byline(row: str, byline: str | None):
    assert byline_of(row) == byline


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Published 25 March 2019", True),
        ("March 25, 2019 10:12 am EST", True),
        ("Updated: Mon, 25 Mar 2019", True),
        ("2019-03-25", True),
        ("25 March 2019 was the day on which the bridge over the river was closed after the flood.", False),
        ("March 25 was a Monday", False),
        ("March 25, 2019 | Jane Doe", True),
        ("2019-03-25T10:12:00Z", True),
        ("June 12, 2016: The dam broke", False),
        ("5. The 2014 vote may tell little", False),
    ],
)
def test_rows_of_date(row: str, expected: bool):
    assert is_byline(row) is expected


@pytest.mark.parametrize(
    ("paragraph", "dateline", "agencies"),
    [
        ("CARACAS (Reuters) - The airport reopened.", "CARACAS", ("Reuters",)),
        ("CARACAS, March 25 (Reuters) - The airport reopened.", "CARACAS, March 25", ("Reuters",)),
        ("MOSCOW, March 25 (TASS) — The ministry denied it.", "MOSCOW, March 25", ("TASS",)),
        ("MOSCOW, March 25. /TASS/. The ministry denied it.", "MOSCOW, March 25", ("TASS",)),
        ("Moscow (Sputnik) - The ministry denied it.", "Moscow", ("Sputnik",)),
        ("NEW YORK (AP) — The market fell.", "NEW YORK", ("Associated Press",)),
        ("PORT ELLIS, Maine (AP) — The ferry sank.", "PORT ELLIS, Maine", ("Associated Press",)),
        ("WASHINGTON — The president left.", "WASHINGTON", ()),
        ("WASHINGTON -- The president left.", "WASHINGTON", ()),
        ("Havana, Mar 25 (Prensa Latina) The minister left.", "Havana, Mar 25", ("Prensa Latina",)),
        ("(CNN) — The airport reopened.", None, ("CNN",)),
        ("(Reuters) - The airport reopened.", None, ("Reuters",)),
        ("The minister (a Reuters reader) - said no.", None, ()),
        ("Police – who were late – closed the road.", None, ()),
        ("IBM - the maker of computers - fell.", None, ()),
        ("US-backed troops left.", None, ()),
        ("The airport reopened.", None, ()),
        ("FILE - The airport as it was in May.", None, ()),
        ("(D-N.Y.) — a senator since 1999 — said no.", None, ()),
    ],
)
def test_dateline(paragraph: str, dateline: str | None, agencies: tuple[str, ...]):
    assert dateline_of(paragraph) == (dateline, agencies)


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("The Associated Press contributed to this report.", ("Associated Press",)),
        ("CNN's Jane Doe and Reuters contributed to this report", ("CNN", "Reuters")),
        ("Additional reporting by Jane Doe; editing by John Roe", ()),
        ("(Reporting by Jane Doe in Caracas; Editing by John Roe)", ()),
        ("With reporting by AFP", ("AFP",)),
        ("with AFP", ("AFP",)),
        ("Reuters", ("Reuters",)),
        ("(AP)", ("Associated Press",)),
        ("Source: Reuters/AFP", ("Reuters", "AFP")),
        ("© 2019 AFP", ("AFP",)),
        ("Copyright 2019 The Associated Press. All rights reserved.", ("Associated Press",)),
        ("This article was originally published by The Port Ellis Courier.", ("Port Ellis Courier",)),
        ("This story was first published on Bloomberg.", ("Bloomberg",)),
        ("This story first appeared in October.", ()),
        ("This article was originally published on Example.com. Read the original article.", ("Example.com",)),
        ("This story first ran in the L.A. Times and was updated.", ("L.A. Times",)),
    ],
)
def test_credits(row: str, names: tuple[str, ...]):
    assert is_credit(row)
    assert credited(row) == names


@pytest.mark.parametrize(
    "row",
    [
        "Reuters reported on Monday that the bridge was closed.",
        "With reporting requirements eased, banks lent more.",
        "The minister told AFP that he would resign.",
        "Heavy rain contributed to the flood.",
        "This report was denied by the ministry.",
        "AP Moller-Maersk raised its forecast.",
        "Research from the institute states that roughly 100 dams are unsafe.",
        "Reporting by The Port Ellis Courier showed that the dam was unsafe.",
        "This report was produced by the ministry in May.",
        "Heavy rain and old age contributed.",
        "Three firms contributed to the report.",
    ],
)
def test_a_sentence_about_an_agency_is_no_credit(row: str):
    assert not is_credit(row)


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("The road was closed. (AFP)", ("AFP",)),
        ("The road was closed. (Reuters, AFP)", ("Reuters", "AFP")),
        ("The road was closed. — with AFP", ("AFP",)),
        ("The road was closed (the minister told AFP).", ()),
        ("The minister told AFP.", ()),
    ],
)
def test_the_last_words_may_credit(paragraph: str, names: tuple[str, ...]):
    assert closing_credits(paragraph) == names


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Image copyright Getty Images Image caption The bridge", True),
        ("The bridge on Monday. (Photo: Jane Doe)", True),
        ("The bridge on Monday. REUTERS/Jane Doe", True),
        ("The bridge on Monday (Jane Doe/AFP via Getty Images)", True),
        ("FILE PHOTO: The bridge in May", True),
        ("Photographs of the bridge were shown on Monday.", False),
        ("The images, he told Reuters, were old.", False),
        ("In this photo-sharing age nobody reads.", False),
        ("He leads by ten points, according to a Reuters/Ipsos poll released on Tuesday.", False),
        ("He leads by ten points, says Reuters/Ipsos.", False),
        ("The bridge on Monday. REUTERS/Jane Doe/File Photo", True),
        ("The bridge on Monday. Jane Doe/AFP via Getty Images", True),
        ("The mayor at the bridge, April 27, 2018. Bridge Press Pool/Pool via Reuters", True),
    ],
)
def test_captions(row: str, expected: bool):
    assert is_caption(row) is expected
