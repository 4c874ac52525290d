"""The map of a statement: what it shows, what each place is to the statement, and that all of it is in view."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.dossier.findings import Finding, findings
from secondsource.dossier.outlines import BEYOND, WORLD, View, land, rings
from secondsource.dossier.places import HEIGHT, WIDTH, Map, places_map
from secondsource.model import Agreement, Comparison, Place, Span, Stance

from . import samples
from .found import passage


def place(name: str, latitude: float, longitude: float, radius: float = 10, country: str | None = None) -> Place:
    return Place(Span(0, len(name)), name, name, latitude, longitude, radius, country, f"test:{name}")


CARACAS, MAIQUETIA = place("Caracas", 10.49, -66.88, 22, "VE"), place("Maiquetia", 10.6, -66.99, 3, "VE")
BOGOTA, MOSCOW = place("Bogota", 4.61, -74.08, 25, "CO"), place("Moscow", 55.75, 37.6, 30, "RU")
SUVA, APIA = place("Suva", -18.1, 178.4), place("Apia", -13.8, -171.8)


def finding(own: tuple[Place, ...], *told: tuple[Place, Agreement | None]) -> Finding:
    """A statement that names some places, and a passage of a report of its own for each other place."""
    base = next(each for each in findings(samples.dossier()).each if each.statement.id == "s3")
    evidence = []
    for number, (named, agreement) in enumerate(told):
        made = passage(number, "s3", f"r{number}", named.text, Stance.SUPPORTS)
        compared = (Comparison("place", own[0].text, named.text, agreement),) if agreement and own else ()
        evidence.append(replace(made, places=(named,), agreement=compared))
    statement = replace(base.statement, places=own)
    return replace(base, statement=statement, evidence=tuple(evidence), lines=(), loose=tuple(evidence))


def drawn(own: tuple[Place, ...], *told: tuple[Place, Agreement | None]) -> Map:
    made = places_map(finding(own, *told))
    assert made is not None
    return made


def told(made: Map) -> list[tuple[str, str, int]]:
    return [(each.place.name, each.mark.name, each.reports) for each in made.places]


def places_of(made: Map) -> list[Place]:
    return [each.place for each in made.places]


# --- what is shown ---------------------------------------------------------------------------------------------


def test_no_map_where_the_statement_names_no_place() -> None:
    assert places_map(finding((), (CARACAS, None))) is None


def test_each_place_is_what_the_comparison_made_of_it() -> None:
    made = drawn(
        (CARACAS,),
        (MOSCOW, None),
        (BOGOTA, Agreement.CLASHES),
        (MAIQUETIA, Agreement.AGREES),
        (replace(MAIQUETIA, text="the airport"), Agreement.AGREES),
        (place("Venezuela", 7, -66, 600), Agreement.VAGUER),
    )
    assert told(made) == [
        ("Caracas", "own", 0),
        ("Maiquetia", "agrees", 2),
        ("Venezuela", "vaguer", 1),
        ("Bogota", "clashes", 1),
        ("Moscow", "beside", 1),
    ]


def test_the_best_counts_where_a_place_agrees_here_and_clashes_there() -> None:
    made = drawn((CARACAS,), (MAIQUETIA, Agreement.CLASHES), (MAIQUETIA, Agreement.AGREES))
    assert told(made) == [("Caracas", "own", 0), ("Maiquetia", "agrees", 2)]


def test_a_place_that_both_name_is_listed_twice_and_drawn_once() -> None:
    made = drawn((CARACAS,), (CARACAS, Agreement.AGREES))
    assert told(made) == [("Caracas", "own", 0), ("Caracas", "agrees", 1)]
    assert [spot.named.mark.name for spot in made.spots] == ["own"]


def test_what_is_named_besides_does_not_widen_the_view() -> None:
    narrow, same = drawn((CARACAS,)), drawn((CARACAS,), (MOSCOW, None))
    assert narrow.view == same.view
    assert [spot.named.place.name for spot in same.spots] == ["Caracas"]
    wide = drawn((CARACAS,), (MOSCOW, Agreement.CLASHES))
    assert [spot.named.place.name for spot in wide.spots] == ["Caracas", "Moscow"]


def test_statements_of_one_place_share_a_ground() -> None:
    assert drawn((CARACAS,)).view == drawn((MAIQUETIA,)).view


def test_the_view_goes_over_the_date_line_the_short_way() -> None:
    made = drawn((SUVA,), (APIA, Agreement.CLASHES))
    suva, apia = made.spots
    assert suva.x < apia.x
    assert made.view.scale > 10
    assert land(made.view)


@pytest.mark.parametrize("pole", [90.0, -90.0, 89.0])
def test_a_pole_is_a_place_too(pole: float) -> None:
    made = drawn((place("Pole", pole, 12.0),))
    assert [spot.named.place.name for spot in made.spots] == ["Pole"]


ANYWHERE = st.builds(
    place, st.just("x"), st.floats(-90, 90), st.floats(-180, 180), st.one_of(st.just(0.0), st.floats(0.1, 9000))
)


@settings(deadline=None)  # the first loads the outlines
@given(st.lists(ANYWHERE, min_size=1, max_size=6))
def test_all_that_was_compared_is_in_view(places: list[Place]) -> None:
    compared = [(replace(each, gazetteer_id=f"g{n}"), Agreement.AGREES) for n, each in enumerate(places)]
    made = drawn(tuple(places[:1]), *compared)
    assert len(made.spots) == len({(p.name, p.gazetteer_id, p.latitude, p.longitude) for p in places_of(made)})
    for spot in made.spots:
        assert 0 <= spot.x <= WIDTH
        assert 0 <= spot.y <= HEIGHT
        assert spot.radius >= 0


def test_names_do_not_cover_each_other() -> None:
    crowd = [(place(f"Town {n}", 10.5 + n / 500, -66.9), Agreement.AGREES) for n in range(30)]
    made = drawn((CARACAS,), *crowd)
    labels = [spot.label for spot in made.spots if spot.label]
    assert 2 <= len(labels) < 31
    assert len(made.places) == 31
    for n, (x, y, anchor) in enumerate(labels):
        for other_x, other_y, other in labels[:n]:
            assert anchor != other or abs(y - other_y) >= 12 or abs(x - other_x) > 40


# --- the ground ------------------------------------------------------------------------------------------------


def holds(longitude: float, latitude: float) -> bool:
    """Whether a point lies on land, by the outlines as they are in the package: an odd number of crossings."""
    inside = False
    for ring in rings():
        for turn in (-360, 0, 360):
            xs, ys = ring[:, 0] + turn, ring[:, 1]
            if xs.min() <= longitude <= xs.max() and ys.min() <= latitude <= ys.max():
                inside ^= crossed(xs.tolist(), ys.tolist(), longitude, latitude)
    return inside


def crossed(xs: list[float], ys: list[float], longitude: float, latitude: float) -> bool:
    odd = False
    for n in range(len(xs)):
        x1, y1, x2, y2 = xs[n - 1], ys[n - 1], xs[n], ys[n]
        if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1):
            odd = not odd
    return odd


@pytest.mark.parametrize(
    ("longitude", "latitude", "on_land"),
    [
        (-66.9, 8.0, True),  # Venezuela
        (37.6, 55.7, True),  # Moscow
        (177.0, 67.0, True),  # Chukotka, west of the date line
        (-175.0, 66.8, True),  # and east of it
        (0.0, -85.0, True),  # Antarctica
        (-30.0, 30.0, False),  # the Atlantic
        (50.5, 42.0, False),  # the Caspian Sea
        (-160.0, 0.0, False),  # the Pacific
        (100.0, 80.5, False),  # the Arctic Ocean
    ],
)
def test_land_is_where_land_is(longitude: float, latitude: float, on_land: bool) -> None:
    assert holds(longitude, latitude) is on_land


@pytest.mark.parametrize("view", [WORLD, View(-67, 10, 40, WIDTH, HEIGHT), View(179, 67, 10, WIDTH, HEIGHT)])
def test_outlines_stay_in_the_view_that_they_are_cut_to(view: View) -> None:
    path = land(view)
    assert path.count("M") == path.count("z") > 0
    numbers = [float(word) for part in path.split("z") for word in part.removeprefix("M").split()]
    assert all(-BEYOND - 0.1 <= x <= view.width + BEYOND + 0.1 for x in numbers[::2])
    assert all(-BEYOND - 0.1 <= y <= view.height + BEYOND + 0.1 for y in numbers[1::2])


def test_on_the_open_sea_there_is_no_land() -> None:
    assert land(View(-30, 30, 90, WIDTH, HEIGHT)) == ""
