import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import record
from secondsource.model import Place, Span
from secondsource.reading.places import find_places


def found(text: str) -> list[tuple[str, str]]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return [(p.text, p.gazetteer_id) for p in find_places(text, tuple(lines))]


@pytest.mark.parametrize(
    ("text", "words", "identifier"),
    [
        ("The envoy flew to Caracas.", "Caracas", "geonames:3646738"),
        ("Moscow has denied it.", "Moscow", "geonames:524901"),
        ("The U.S. told us nothing.", "U.S.", "country:US"),
        ("It borders Bosnia and Herzegovina.", "Bosnia and Herzegovina", "country:BA"),
        ("They live in Nice, France.", "Nice", "geonames:2990440"),
        ("A fire broke out in Paris, Texas.", "Paris", "geonames:4717560"),
        ("A fire broke out in Paris.", "Paris", "geonames:2988507"),
        ("The minister left São Paulo.", "São Paulo", "geonames:3448439"),
        ("Washington may reply.", "Washington", "geonames:4140963"),
        ("They marched through Georgia's capital, Tbilisi.", "Tbilisi", "geonames:611717"),
    ],
)
def test_towns_and_countries(text, words, identifier):
    assert (words, identifier) in found(text)


def test_an_unknown_town_lies_in_the_state_named_behind_it():
    text = "The mayor of Paris, Ky., resigned."
    (place,) = [p for p in find_places(text, (Span(0, len(text)),)) if p.text == "Paris"]
    assert (place.name, place.radius_km) == ("Kentucky", 182)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("The plane left Simon Bolivar International Airport outside Caracas.", "airport:CCS"),
        ("The plane left Simón Bolívar airport in Santa Marta, Colombia.", "airport:SMR"),
        ("The plane left Heathrow Airport.", "airport:LHR"),
        ("The plane left London's Gatwick airport.", "airport:LGW"),
        ("The plane left Charles de Gaulle Airport near Paris.", "airport:CDG"),
    ],
)
def test_airports_are_told_apart_by_what_is_near(text, identifier):
    assert identifier in [identifier for _, identifier in found(text)]


def test_an_airport_that_could_be_several_is_not_guessed():
    assert found("The plane left Victoria International Airport.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The adviser John Bolton spoke. Bolton said no.",
        "Jordan Peterson gave a talk.",
        "Reading the reports took hours.",
        "Mobile phones were banned.",
        "The Washington Post had it first.",
        "A Russian general and two Cuban doctors met.",
        "Nice try, they said.",
    ],
)
def test_persons_papers_words_and_adjectives_are_no_places(text):
    assert found(text) == []


def test_the_country_context_decides_between_namesakes():
    assert ("Georgia", "country:GE") in found("Russian troops entered Georgia, and Moscow said Tbilisi was to blame.")
    assert found("Voters in Atlanta and Alabama watched Georgia.")[-1] == ("Georgia", "geonames:4197000")


def test_is_quick_once_loaded():
    text = "Two jets landed near Caracas, and Moscow said Cuba and China knew. " * 60
    find_places(text, (Span(0, len(text)),))
    began = time.process_time()
    find_places(text, (Span(0, len(text)),))
    assert time.process_time() - began < 0.1  # 4,000 characters take 3 to 5 ms here


LISTED = """
Paris , Texas Ky. U.S. in at near John Bolton Simon Bolivar International Airport Caracas St. Petersburg the
The of Georgia Atlanta New York City -based 's US$ . Air Base de
"""
WORDS = st.sampled_from(LISTED.split())


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_gives_places_on_the_globe_that_slice(text):
    last = 0
    for place in find_places(text, (Span(0, len(text)),)) if text else ():
        assert place.span.of(text) == place.text
        assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180 and place.radius_km > 0
        assert place.span.start >= last
        last = place.span.end


def test_a_list_of_countries_is_no_address():
    assert [identifier for _, identifier in found("They blamed Russia, China, and Cuba.")] == [
        "country:RU",
        "country:CN",
        "country:CU",
    ]


def test_a_place_too_small_for_the_gazetteer_is_put_in_its_state():
    assert found("A barn burned in Nowheresville, Tenn., overnight.") == [
        ("Nowheresville", "geonames:4662168"),
        ("Tenn.", "geonames:4662168"),
    ]


def test_the_circle_of_a_country_of_islands_holds_its_capital():
    text = "Storms hit French Polynesia and its capital, Papeete."
    islands = find_places(text, (Span(0, len(text)),))[0]
    assert (islands.gazetteer_id, islands.radius_km > 900) == ("country:PF", True)  # their land alone fills 36 km


def test_counties_tell_their_state_together_and_lie_by_its_towns() -> None:
    text = "Benton County and Washington County share a jail with Fayetteville, Ark."
    found = {place.text: place for place in find_places(text, (Span(0, len(text)),))}
    town = found["Fayetteville"]
    assert abs(found["Benton County"].latitude - town.latitude) < 0.1
    assert abs(found["Washington County"].longitude - town.longitude) < 0.1


def test_whole_degrees_come_back_from_json_as_they_were():
    text = "It was made in China."
    (place,) = find_places(text, (Span(0, len(text)),))
    assert record.dumps(record.loads(Place, record.dumps(place))) == record.dumps(place)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was shut in March.",
        "In March 2019 the mayor left.",
        "Prices rose from March to May.",
        "It was 23 March.",
    ],
)
def test_a_month_is_no_town(text):
    assert find_places(text, (Span(0, len(text)),)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A White House aide left.", [("White House", "geonames:4140963")]),
        ("Clerks sailed the Gulf of Oman and the Bay of Bengal.", []),
        ("Sen. Hugo Levin, Michigan Democrat, left.", [("Michigan", "geonames:5001836")]),
        ("They fled their Yuba City flat.", [("Yuba City", "geonames:5411015")]),
        ("The clerks of the Drug Board and of Old Town left.", []),
    ],
)
def test_other_things_with_the_name_of_a_place(text, expected):
    assert found(text) == expected
