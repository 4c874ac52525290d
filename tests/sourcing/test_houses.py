"""Outlets that share a newsroom or an owner."""

from datetime import date
from pathlib import Path

import pytest
from newsroom import passage, plain_statement, report

from secondsource.errors import InputError
from secondsource.model import Descent, Line, Report
from secondsource.sourcing.houses import Houses
from secondsource.sourcing.lines import trace_lines

OWN = """
[[house]]
name = "Harbour Press"
shares = "{shares}"
outlets = ["Gazette", "The Courier"]
from = 2021-01-01
to = 2021-12-31
source = "imprint of both"
"""


def lines(houses: Houses, *told: Report) -> tuple[Line, ...]:
    reports = {held.id: held for held in told}
    evidence = [passage(held, "boat") for held in told]
    verified = report("Something else.", "Verified")
    return trace_lines(plain_statement(), evidence, reports, verified, houses=houses)


def two(day: date = date(2021, 5, 8)) -> tuple[Report, Report]:
    return (
        report("A boat sank off Oslo.", "Gazette", day, byline="By Ada Poe"),
        report("Off Oslo a boat has gone down.", "Courier", day, byline="By Max Roe"),
    )


def own(folder: Path, text: str) -> Path:
    file = folder / "houses.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_house_of_the_package_has_a_source_and_days_in_order() -> None:
    held = Houses.load().held
    assert len(held) > 10
    for house in held:
        assert house.source
        assert (house.since or date.min) < (house.until or date.max)


@pytest.mark.parametrize(
    ("one", "other", "day", "name"),
    [
        ("Sputnik", "RIA", date(2019, 3, 25), "Rossiya Segodnya"),
        ("Sputnik", "RIA Novosti", date(2014, 1, 1), None),
        ("The Times", "Fox News", date(2012, 1, 1), "News Corporation"),
        ("The Times", "Fox News", date(2019, 1, 1), None),
        ("Gazette", "Courier", date(2019, 1, 1), None),
        ("VOA", "RFE/RL", None, "United States Agency for Global Media"),
        ("Guardian", "Observer", None, None),  # it holds no more, and the day is not known
    ],
)
def test_of_two_outlets_on_a_day(one: str, other: str, day: date | None, name: str | None) -> None:
    found = Houses.load().of(one, other, day)
    assert (found.name if found else None) == name


def test_outlets_of_one_newsroom_are_one_line(tmp_path: Path) -> None:
    (line,) = lines(Houses.load(own(tmp_path, OWN.format(shares="a newsroom"))), *two())
    link = line.links[-1]
    assert (link.descent, link.probability) == (Descent.SAME_OWNER, 0.8)
    assert "have one newsroom, Harbour Press (imprint of both)" in link.reason


def test_outlets_of_one_owner_stay_two_with_a_doubt(tmp_path: Path) -> None:
    found = lines(Houses.load(own(tmp_path, OWN.format(shares="an owner"))), *two())
    (doubt,) = [link for line in found for link in line.perhaps]
    assert (len(found), doubt.descent, doubt.probability) == (2, Descent.SAME_OWNER, 0.4)


def test_a_house_holds_in_its_time_only(tmp_path: Path) -> None:
    houses = Houses.load(own(tmp_path, OWN.format(shares="a newsroom")))
    assert len(lines(houses, *two(date(2022, 5, 8)))) == 2
    assert len(lines(Houses.load(), *two())) == 2


def test_undisclosed_sources_of_one_newsroom_are_one() -> None:
    (line,) = lines(
        Houses.load(),
        report("A diplomatic source told RIA that a boat sank.", "Gazette", date(2019, 3, 25)),
        report("A boat sank, a diplomatic source told Sputnik.", "Courier", date(2019, 3, 25)),
    )
    assert "RIA Novosti and Sputnik, which are one newsroom" in line.links[-1].reason


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[house]", "is no TOML"),
        ("house = 3", "a house is a table"),
        (OWN.format(shares="a newsroom").replace("source", "sauce"), "source is missing"),
        (OWN.format(shares="a kitchen"), 'shares must be "a newsroom" or "an owner"'),
        (OWN.format(shares="a newsroom").replace("2021-01-01", '"soon"'), "from is missing, or is no date"),
        (OWN.format(shares="a newsroom").replace('"Gazette", ', ""), "two outlets at least"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_line(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError, match=r"houses\.toml") as raised:
        Houses.load(own(tmp_path, text))
    assert why in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Houses.load(tmp_path / "none.toml")
