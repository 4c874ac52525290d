"""The map of a statement: where it says that it was, and where the passages say so.

A place is a range, a gazetteer entry and a radius, so each is drawn as a circle. Of the places that passages name,
those that were compared with the statement's decide what the map shows; others are on it where they happen to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import cos, radians

from secondsource.dossier.findings import Finding
from secondsource.dossier.outlines import WORLD, View
from secondsource.dossier.wording import AGREEMENTS, BESIDE, OWN_PLACE, Mark
from secondsource.model import Agreement, Evidence, Place

WIDTH, HEIGHT = 480, 300
_MARGIN = 40  # pixels round what is to be seen
_CLOSEST, _STEP = 90.0, 1.5  # pixels to a degree at the closest view, 5 degrees wide; each wider one is so much wider
_WIDEST = 1.35  # the whole world
_WORLDLY = 6.0  # pixels to a degree from which on a small map of the world is added
_GRID = 60  # pixels: middles lie on a grid, so that statements of one place have one ground
_WHOLE = 500.0  # kilometres: of a wider range, a country, not all need be seen
_KM = 111.2  # of a degree of latitude
_LETTER, _LINE = 6.6, 15  # pixels of a letter and a line of text
_LONGEST = 26  # letters of a name on the map; all of it stands in the list below
_BEST_FIRST = tuple(AGREEMENTS[each] for each in (Agreement.AGREES, Agreement.VAGUER, Agreement.CLASHES))


@dataclass(frozen=True, slots=True)
class Named:
    """A place, what it is to the statement, and how many reports name it."""

    place: Place
    mark: Mark
    reports: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: its middle, its radius in pixels, and where its name stands, if there is room for it."""

    named: Named
    x: float
    y: float
    radius: float
    label: tuple[float, float, str] | None

    @property
    def name(self) -> str:
        name = self.named.place.name
        return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


@dataclass(frozen=True, slots=True)
class Map:
    """The places in view, and all places, those that say most about the statement first."""

    view: View
    spots: tuple[Spot, ...]
    places: tuple[Named, ...]

    @property
    def inset(self) -> tuple[float, float] | None:
        """Where in the small map of the world it lies; ``None`` where so much is seen that nobody need ask."""
        return WORLD.place(self.view.longitude, self.view.latitude) if self.view.scale > _WORLDLY else None


def places_map(finding: Finding) -> Map | None:
    """``None`` where the statement names no place."""
    if not finding.statement.places:
        return None
    places = _named(finding)
    view = _view([each.place for each in places if each.mark is not BESIDE])
    return Map(view, tuple(_spots(places, view)), places)


def _named(finding: Finding) -> tuple[Named, ...]:
    """The statement's places, those that were compared with them, and those that passages name besides."""
    own = {_key(place): Named(place, OWN_PLACE, 0) for place in finding.statement.places}
    found: dict[tuple[object, ...], tuple[Place, Mark, set[str]]] = {}
    for evidence in finding.evidence:
        for place in evidence.places:
            mark = _mark(place, evidence)
            if _key(place) in own and mark is BESIDE:
                continue
            first, best, reports = found.setdefault(_key(place), (place, mark, set()))
            reports.add(evidence.report)
            found[_key(place)] = (first, min(best, mark, key=_rank), reports)
    others = [Named(place, mark, len(reports)) for place, mark, reports in found.values()]
    others.sort(key=lambda each: (_rank(each.mark), -each.reports, each.place.name))
    return (*own.values(), *others)


def _mark(place: Place, evidence: Evidence) -> Mark:
    """The best that a passage's place was found to be to any of the statement's."""
    judged = [AGREEMENTS[c.agreement] for c in evidence.agreement if c.kind == "place" and c.theirs == place.text]
    return min(judged, key=_rank, default=BESIDE)


def _rank(mark: Mark) -> int:
    return _BEST_FIRST.index(mark) if mark in _BEST_FIRST else len(_BEST_FIRST)


def _key(place: Place) -> tuple[object, ...]:
    return place.gazetteer_id, place.name, place.latitude, place.longitude


# --- the view ---------------------------------------------------------------------------------------------------


def _view(places: Sequence[Place]) -> View:
    """The closest on the ladder of scales and the grid of middles in which all places lie."""
    south = min(place.latitude - _reach(place) for place in places)
    north = max(place.latitude + _reach(place) for place in places)
    latitude = (south + north) / 2
    west, east = _round_the_world(places)
    longitude = ((west + east) / 2 + 180) % 360 - 180
    for scale in _scales():
        view = View(_on_grid(longitude, scale), _on_grid(latitude, scale), scale, WIDTH, HEIGHT)
        wide, high = (east - west) * view.shortened * scale, (north - south) * scale
        if wide <= WIDTH - 2 * _MARGIN and high <= HEIGHT - 2 * _MARGIN:
            return view
    return View(_on_grid(longitude, _WIDEST), 0, _WIDEST, WIDTH, HEIGHT)


def _scales() -> Iterator[float]:
    for n in count():
        if (scale := _CLOSEST / _STEP**n) < _WIDEST:
            return
        yield scale


def _on_grid(degrees: float, scale: float) -> float:
    return round(round(degrees * scale / _GRID) * _GRID / scale, 3)


def _round_the_world(places: Iterable[Place]) -> tuple[float, float]:
    """From where to where eastwards, leaving out the widest gap, be it across the date line."""
    ranges = sorted((place.longitude % 360, _reach(place) / _cosine(place)) for place in places)
    turned = [*ranges, (ranges[0][0] + 360, ranges[0][1])]
    _, first = max((after[0] - before[0], n) for n, (before, after) in enumerate(pairwise(turned), 1))
    order = [*ranges[first:], *((longitude + 360, wide) for longitude, wide in ranges[:first])]
    return min(x - wide for x, wide in order), max(x + wide for x, wide in order)


def _reach(place: Place) -> float:
    """The radius in degrees of latitude, as far as it need be seen."""
    return min(place.radius_km, _WHOLE) / _KM


def _cosine(place: Place) -> float:
    return max(cos(radians(place.latitude)), 0.1)


# --- what is drawn ----------------------------------------------------------------------------------------------


def _spots(places: Iterable[Named], view: View) -> Iterator[Spot]:
    """Those in view. A name stands to the right of its place, or left, above or below, or nowhere."""
    taken: list[tuple[float, float, float, float]] = []
    seen: set[tuple[object, ...]] = set()
    for named in places:
        if _key(named.place) in seen:  # the statement's own, which a passage names too
            continue
        seen.add(_key(named.place))
        x, y = view.place(named.place.longitude, named.place.latitude)
        if not (0 <= x <= view.width and 0 <= y <= view.height):
            continue
        spot = Spot(named, x, y, round(max(named.place.radius_km / _KM * view.scale, 0), 1), None)
        label = _label(spot, taken)
        yield Spot(named, x, y, spot.radius, label)


def _label(spot: Spot, taken: list[tuple[float, float, float, float]]) -> tuple[float, float, str] | None:
    wide = _LETTER * (len(spot.name) + 2)
    sides = (
        (spot.x + 9, spot.y + 4, "start"),
        (spot.x - 9, spot.y + 4, "end"),
        (spot.x, spot.y - 10, "middle"),
        (spot.x, spot.y + 19, "middle"),
    )
    for x, y, anchor in sides:
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        box = (left, y - _LINE + 3, left + wide, y + 3)
        inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return round(x, 1), round(y, 1), anchor
    return None


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
