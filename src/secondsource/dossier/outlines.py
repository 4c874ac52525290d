"""The outlines of countries, and what of them lies in a view: the ground of a map, drawn without asking anybody.

Natural Earth, 1:50 million, as ``training/outlines.py`` has packed it. The projection is the plain one: degrees of
latitude are of one length, degrees of longitude shorter by the cosine of the view's middle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import cos, radians

import numpy as np
import zstandard
from numpy.typing import NDArray

Points = NDArray[np.float64]

BEYOND = 4.0  # pixels outside the view to which outlines are cut, so that the cut is not seen
# Points nearer than so many pixels to the one before are left out, the others written to so many digits. A view with
# fewer pixels to a degree than this has all coasts of a continent: the Atlantic with both sides took 70 kB, now 27.
_CLOSE, _WIDE, _WIDE_FROM = (1.6, 1), (2.1, 0), 5.0
_SMALL = 3.0  # pixels: rings smaller than this are left out
_MOST = 75.0  # degrees: nearer to the poles the longitude is not shortened any more


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world on a sheet of pixels: its middle in degrees, and the pixels to a degree of latitude."""

    longitude: float
    latitude: float
    scale: float
    width: float
    height: float

    @property
    def shortened(self) -> float:
        return cos(radians(min(abs(self.latitude), _MOST)))

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point lies, the short way round from the middle."""
        east = (longitude - self.longitude + 180) % 360 - 180
        return self._x(east), self._y(latitude)

    def _x(self, east: float) -> float:
        return round(self.width / 2 + east * self.shortened * self.scale, 1)

    def _y(self, latitude: float) -> float:
        return round(self.height / 2 + (self.latitude - latitude) * self.scale, 1)


WORLD = View(0, 0, 0.3, 108, 54)


@lru_cache(maxsize=64)
def land(view: View) -> str:
    """The path of all land in a view; countries are rings of it, so that its stroke draws the borders."""
    near, digits = _WIDE if view.scale < _WIDE_FROM else _CLOSE
    return "".join(_path(points, near, digits) for points in _in_view(view))


@cache
def rings() -> tuple[Points, ...]:
    """Every ring in degrees, longitude and latitude; closed without naming its first point again."""
    packed = files("secondsource.dossier").joinpath("outlines.json.zst").read_bytes()
    kept = json.loads(zstandard.decompress(packed))
    arcs = [np.cumsum(np.array(arc).reshape(-1, 2), axis=0) / kept["units"] for arc in kept["arcs"]]
    joined = ([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring] for ring in kept["rings"])
    return tuple(_unbroken(np.concatenate([arc[:-1] for arc in ring])) for ring in joined)


def _unbroken(ring: Points) -> Points:
    """Past the date line longitudes go on beyond 180 degrees; what goes round the whole world closes at the pole."""
    longitude = np.unwrap(ring[:, 0], period=360)
    ring = np.column_stack((longitude, ring[:, 1]))
    if abs(longitude[-1] - longitude[0]) < 180:
        return ring
    pole = -90.0 if ring[:, 1].mean() < 0 else 90.0
    return np.concatenate((ring, [(longitude[-1], pole), (longitude[0], pole)]))


@cache
def _bounds() -> Points:
    """The least and the greatest longitude and latitude of each ring."""
    return np.array([(*ring.min(axis=0), *ring.max(axis=0)) for ring in rings()])


def _in_view(view: View) -> Iterator[Points]:
    """The rings in pixels, cut to a view; twice where it goes past the date line and has one on both sides."""
    width, height = view.width / view.shortened / view.scale / 2, view.height / view.scale / 2
    least = _SMALL / view.scale
    west, south, east, north = _bounds().T
    for turn in (-360, 0, 360):
        middle = view.longitude - turn
        met = (west <= middle + width) & (east >= middle - width)
        met &= (south <= view.latitude + height) & (north >= view.latitude - height)
        met &= np.maximum(east - west, north - south) >= least
        for number in np.flatnonzero(met):
            ring = rings()[number]
            x = view.width / 2 + (ring[:, 0] - middle) * view.shortened * view.scale
            y = view.height / 2 + (view.latitude - ring[:, 1]) * view.scale
            yield _cut(np.column_stack((x, y)), view)


def _cut(points: Points, view: View) -> Points:
    edges = ((0, -BEYOND, 1), (0, view.width + BEYOND, -1), (1, -BEYOND, 1), (1, view.height + BEYOND, -1))
    for axis, limit, side in edges:
        inside = side * (points[:, axis] - limit)
        if (inside >= 0).all():
            continue
        points = _cut_at(points, inside)
    return points


def _cut_at(points: Points, inside: NDArray[np.float64]) -> Points:
    """Sutherland and Hodgman: the points on the inner side of a line, and those where the outline crosses it.

    ``inside`` is how far each point lies within; negative outside.
    """
    following, beyond = np.roll(points, -1, axis=0), np.roll(inside, -1)
    crossing = (inside >= 0) != (beyond >= 0)
    share = np.divide(inside, inside - beyond, out=np.zeros_like(inside), where=crossing)
    met = points + share[:, None] * (following - points)
    kept = np.column_stack((inside >= 0, crossing)).ravel()
    inner: Points = np.stack((points, met), axis=1).reshape(-1, 2)[kept]
    return inner


def _path(points: Points, near: float, digits: int) -> str:
    kept: list[tuple[float, float]] = []
    for x, y in points.round(digits).tolist():
        if not kept or abs(x - kept[-1][0]) > near or abs(y - kept[-1][1]) > near:
            kept.append((x, y))
    return "M" + " ".join(f"{x:g} {y:g}" for x, y in kept) + "z" if len(kept) > 2 else ""
