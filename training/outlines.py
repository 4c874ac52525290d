"""Makes the outlines of countries that the maps of a dossier are drawn over: ``dossier/outlines.json.zst``.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/outlines.py package/countries-50m.json

world-atlas (ISC) is Natural Earth 4.1.0 (public domain), 1:50 million, as TopoJSON: countries as rings of arcs, a
border that two countries share being one arc. Kept are the arcs, with fewer points and in hundredths of a degree, and
which arcs make which ring. It is made once; the result is part of the package.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

import zstandard

OUT = Path(__file__).parent.parent / "src" / "secondsource" / "dossier" / "outlines.json.zst"
DIGEST = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"  # of countries-50m.json in 2.0.2
# A point nearer than this to the line between its neighbours is left out: 2 km, a pixel or two at the closest view.
TOLERANCE = 0.02
UNITS = 100  # to a degree
LEAST = 0.03  # degrees: rings smaller than this either way, islets, are left out

Point = tuple[float, float]


def main() -> None:
    data = Path(sys.argv[1]).read_bytes()
    if sha256(data).hexdigest() != DIGEST:
        sys.exit(f"{sys.argv[1]} is not countries-50m.json of world-atlas 2.0.2")
    world = json.loads(data)
    arcs = [thinned(arc) for arc in decoded(world)]
    rings = [ring for country in world["objects"]["countries"]["geometries"] for ring in rings_of(country)]
    rings = [ring for ring in rings if extent(ring, arcs) >= LEAST]
    used = sorted({number if number >= 0 else ~number for ring in rings for number in ring})
    place = {number: n for n, number in enumerate(used)}
    kept = {
        "units": UNITS,
        "arcs": [deltas(arcs[number]) for number in used],
        "rings": [[place[number] if number >= 0 else ~place[~number] for number in ring] for ring in rings],
    }
    OUT.write_bytes(zstandard.ZstdCompressor(level=19).compress(json.dumps(kept, separators=(",", ":")).encode()))
    print(f"{len(rings)} rings, {sum(len(arcs[n]) for n in used)} points, {OUT.stat().st_size} bytes: {OUT}")


def decoded(world: dict) -> list[list[Point]]:
    """The arcs in degrees: TopoJSON keeps whole numbers, each point as its distance from the one before."""
    (scale_x, scale_y), (left, low) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((left + x * scale_x, low + y * scale_y))
        arcs.append(points)
    return arcs


def thinned(points: list[Point]) -> list[Point]:
    """Ramer, Douglas and Peucker: the ends, and what lies farthest from the line between them, if it is far."""
    kept, parts = {0, len(points) - 1}, [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        far = max(inner, key=lambda n: distance(points[n], points[first], points[last]))
        if distance(points[far], points[first], points[last]) > TOLERANCE:
            kept.add(far)
            parts += [(first, far), (far, last)]
    return [points[n] for n in sorted(kept)]


def distance(point: Point, one: Point, other: Point) -> float:
    """From the line through two points; from the one point where they are the same, as the ends of a closed arc are."""
    (x, y), (x1, y1), (x2, y2) = point, one, other
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if not length:
        return ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
    return abs((y2 - y1) * (x - x1) - (x2 - x1) * (y - y1)) / length


def rings_of(country: dict) -> list[list[int]]:
    """The rings of a country, holes too, each as the numbers of its arcs; ``~n`` is arc ``n`` backwards."""
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def extent(ring: list[int], arcs: list[list[Point]]) -> float:
    points = [point for number in ring for point in arcs[number if number >= 0 else ~number]]
    xs, ys = zip(*points, strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def deltas(points: list[Point]) -> list[int]:
    """x, y, x, y ... in whole units, each as the distance from the point before."""
    flat, before = [], (0, 0)
    for x, y in points:
        here = (round(x * UNITS), round(y * UNITS))
        flat += [here[0] - before[0], here[1] - before[1]]
        before = here
    return flat


if __name__ == "__main__":
    main()
