"""The reliability diagram and the curve of risk over coverage, as one SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

SIDE, EDGE = 240, 44  # of a square, and around it
COLOURS = ("#1f5f8b", "#b5541c", "#4d7a3a", "#7a4d87")
_STYLE = "font-family:system-ui,sans-serif;font-size:11px;fill:#333"


class Bin(Protocol):
    """What a dot stands for."""

    probability: float
    so: float
    weight: float


Curves = Mapping[str, tuple[Sequence[Bin], Sequence[tuple[float, float]]]]


def draw(curves: Curves) -> str:
    """Left what was so over what we said, a dot a bin, its area by weight; right risk over coverage."""
    parts = [*_square(0, "said to be so", "is so"), *_square(1, "decided, the surest first", "of these, wrong")]
    parts.append(_path(0, [(0, 0), (1, 1)], "#999", "4 3"))
    for number, (name, (bins, risks)) in enumerate(curves.items()):
        colour = COLOURS[number % len(COLOURS)]
        parts.append(_path(0, [(each.probability, each.so) for each in bins], colour))
        parts += _dots(bins, colour)
        parts.append(_path(1, risks, colour))
        words = name.replace("_", " ")
        parts.append(f'<text x="{EDGE}" y="{_height() - 24 + 14 * number}" fill="{colour}">{words}</text>')
    width, height = 2 * SIDE + 3 * EDGE, _height() + 14 * max(0, len(curves) - 1)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" style="{_STYLE}" role="img">'
    title = "<title>How often what was said to be so is so, and how often decided verdicts are wrong</title>"
    return "\n".join((head, title, '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>\n"))


def _height() -> int:
    return SIDE + 2 * EDGE + 24


def _at(square: int, x: float, y: float) -> tuple[float, float]:
    return EDGE + square * (SIDE + EDGE) + x * SIDE, EDGE / 2 + (1 - y) * SIDE


def _square(number: int, below: str, beside: str) -> Iterable[str]:
    left, top = _at(number, 0, 1)
    yield f'<rect x="{left:g}" y="{top:g}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#bbb"/>'
    for tick in (0.0, 0.5, 1.0):
        x, y = _at(number, tick, 0)
        yield f'<text x="{x:g}" y="{y + 14:g}" text-anchor="middle">{tick:g}</text>'
        x, y = _at(number, 0, tick)
        yield f'<text x="{x - 5:g}" y="{y + 4:g}" text-anchor="end">{tick:g}</text>'
    x, y = _at(number, 0.5, 0)
    yield f'<text x="{x:g}" y="{y + 30:g}" text-anchor="middle">{below}</text>'
    yield f'<text x="{left + 6:g}" y="{top + 14:g}">{beside}</text>'


def _path(square: int, points: Iterable[tuple[float, float]], colour: str, dashes: str = "") -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_at(square, *point) for point in points))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{places}" fill="none" stroke="{colour}"{dashed}/>'


def _dots(bins: Sequence[Bin], colour: str) -> Iterable[str]:
    total = sum(each.weight for each in bins)
    for each in bins:
        x, y = _at(0, each.probability, each.so)
        radius = 2 + 10 * (each.weight / total) ** 0.5
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity=".5"/>'
