"""Places on LGL (US local news) and GeoVirus (Wikinews on epidemics): toponyms found, and how near they were put.

LGL also marks adjectives ("Georgian") and places inside the names of streets and buildings; both count as misses here.
"Within 161 km" (100 miles) is the field's usual measure (Gritta et al. 2020, "A pragmatic guide to geoparsing
evaluation"); it is taken over the toponyms that were found and that have coordinates in the set. "Or radius" also
lets pass what lies within the place's own circle, since the middle of the United States is a convention. Even rows
were read for mistakes while the rules were written, odd rows were not: ``*_odd_*`` are the figures to trust.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

from bench.rows import Row, rows
from secondsource.model import Place, Span
from secondsource.reading.places import find_places

SETS = ("lgl", "geovirus")
NEAR_KM = 161.0


def measure(shared: Path) -> dict[str, float]:
    """Recall and precision of spans, accuracy within 161 km, and both at once, for each set and half."""
    scores: dict[str, float] = {}
    for name in SETS:
        every = list(rows(shared / "data" / name / "all.jsonl.zst"))
        for half, part in (("even", every[::2]), ("odd", every[1::2])):
            scores |= {f"{name}_{half}_{key}": value for key, value in _score(part).items()}
    return scores


def _score(articles: list[Row]) -> dict[str, float]:
    found = marked = hits = located = near = inside = 0
    for row in articles:
        places = {(p.span.start, p.span.end): p for p in find_places(row["text"], blocks(row["text"]))}
        found += len(places)
        for toponym in row["toponyms"]:
            marked += 1
            place = places.get(tuple(toponym["span"]))
            hits += place is not None
            if place is not None and toponym["lat"] is not None:
                located += 1
                distance = distance_km(place, toponym)
                near += distance <= NEAR_KM
                inside += distance <= max(NEAR_KM, place.radius_km)
    return {
        "recall": hits / marked,
        "precision": hits / found,
        "accuracy_161km": near / located,
        "accuracy_161km_or_radius": inside / located,
        "found_and_near_share": near / sum(t["lat"] is not None for row in articles for t in row["toponyms"]),
    }


def blocks(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold anything."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def distance_km(place: Place, toponym: Row) -> float:
    """Great-circle distance to the toponym's point."""
    lat1, lat2 = math.radians(place.latitude), math.radians(toponym["lat"])
    sine = math.sin((lat2 - lat1) / 2) ** 2
    sine += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(toponym["lon"] - place.longitude) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(sine)))


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1])).items():
        print(f"{name:36} {value:.3f}")
