from datetime import date

import pytest

from secondsource.evidence.measures import compare_places, compare_quantities, compare_times, distance_km, same_thing
from secondsource.model import Agreement, Place, Quantity, Span, When

SPAN = Span(0, 1)
AGREES, VAGUER, CLASHES = Agreement.AGREES, Agreement.VAGUER, Agreement.CLASHES


def quantity(low: float, high: float | None, unit: str | None = "soldier") -> Quantity:
    return Quantity(SPAN, "x", low, high, unit)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (quantity(99, 99), quantity(100, 100), AGREES),  # rounded
        (quantity(99, 99), quantity(90, 110), VAGUER),  # "about 100"
        (quantity(99, 99), quantity(24, 99), VAGUER),  # "dozens"
        (quantity(24, 99), quantity(99, 99), AGREES),  # a figure bears out a vague word
        (quantity(99, 99), quantity(120, 120), CLASHES),
        (quantity(2, 2), quantity(3, 3), CLASHES),  # nobody rounds two
        (quantity(400, 400), quantity(500, None), CLASHES),
        (quantity(400, 400), quantity(300, None), VAGUER),  # "more than 300"
        (quantity(30, None), quantity(20, None), None),  # "more than 30" may be so if "more than 20" is
        (quantity(20, None), quantity(30, None), AGREES),
        (quantity(60, 60, "mi"), quantity(97, 97, "km"), AGREES),
        (quantity(60, 60, "mi"), quantity(60, 60, "km"), CLASHES),
        (quantity(5e6, 5e6, "USD"), quantity(5e6, 5e6, "EUR"), None),
        (quantity(400, 400, "mercenary"), quantity(400, 400, None), AGREES),  # a telling figure
        (quantity(2, 2, "bomber"), quantity(2, 2, None), None),  # a common one
        (quantity(400, 400, "mercenary"), quantity(300, 300, "people"), None),
        (quantity(12, 12, "dead"), quantity(12, 12, "%"), None),
    ],
)
def test_quantities(ours: Quantity, theirs: Quantity, expected: Agreement | None) -> None:
    assert compare_quantities(ours, theirs) is expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("soldier", "serviceman", True),
        ("jet", "aircraft", True),
        ("soldier", "general", False),
        ("soldier", "people", False),
        ("t", "kg", True),
        ("t", "km", False),
        ("USD", "EUR", False),
        (None, "soldier", False),
    ],
)
def test_what_counts_the_same_thing(one: str | None, other: str | None, same: bool) -> None:
    assert same_thing(one, other) is same_thing(other, one) is same


def when(first: str | None, last: str | None) -> When:
    return When(SPAN, "x", first and date.fromisoformat(first), last and date.fromisoformat(last))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (when("2021-05-08", "2021-05-08"), when("2021-05-08", "2021-05-09"), AGREES),
        (when("2021-05-08", "2021-05-08"), when("2021-05-01", "2021-05-31"), VAGUER),
        (when("2021-05-08", "2021-05-08"), when("2021-05-09", "2021-05-09"), CLASHES),
        (when("2021-05-08", "2021-05-08"), when(None, None), None),
    ],
)
def test_times(ours: When, theirs: When, expected: Agreement | None) -> None:
    assert compare_times(ours, theirs) is expected


AIRPORT = Place(SPAN, "x", "Heathrow", 51.47, -0.45, 3, "GB", "a")
LONDON = Place(SPAN, "x", "London", 51.51, -0.13, 20, "GB", "b")
BRITAIN = Place(SPAN, "x", "United Kingdom", 54.0, -2.0, 500, "GB", "c")
FRANCE = Place(SPAN, "x", "France", 46.0, 2.0, 600, "FR", "d")
LYON = Place(SPAN, "x", "Lyon", 45.75, 4.85, 10, "FR", "e")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (AIRPORT, LONDON, AGREES),
        (AIRPORT, BRITAIN, VAGUER),
        (BRITAIN, LONDON, AGREES),
        (LONDON, LYON, CLASHES),
        (BRITAIN, FRANCE, CLASHES),  # their circles overlap, the countries do not
    ],
)
def test_places(ours: Place, theirs: Place, expected: Agreement) -> None:
    assert compare_places(ours, theirs) is expected


def test_the_distance_on_a_sphere() -> None:
    assert distance_km(LONDON, LYON) == pytest.approx(737, abs=5)
    assert distance_km(LONDON, LONDON) == 0
