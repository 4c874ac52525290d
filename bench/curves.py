"""Curves with bands as an SVG file, written by hand: no library is needed to draw or to view them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.scores import mean

_PANELS = (
    ("accuracy", "The value most believed is the true one"),
    ("false corroboration", "A falsehood is held for established"),
    ("established", "The true value is held for established"),
)
_LOOKS = (  # colours that remain apart for the colour-blind (Okabe and Ito), and dashes that do without colour
    ("majority vote", "#777777", "2 3"),
    ("TruthFinder", "#d55e00", "7 3"),
    ("ACCU with copy detection", "#009e73", "10 3 2 3"),
    ("lines of sourcing", "#0072b2", ""),
)
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 270, 210, 48, 44, 62

Figures = Mapping[str, Mapping[str, Sequence[Sequence[float]]]]


def draw(found: Figures, rates: Sequence[float]) -> str:
    """One panel per measure, one curve per method: the mean over seeds, in a band from least to most."""
    width = _LEFT + len(_PANELS) * (_WIDTH + _GAP)
    height = _TOP + _HEIGHT + 84
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="system-ui, sans-serif" font-size="12" role="img" '
        'aria-label="Accuracy, false corroboration and true corroboration against the copying rate">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for n, (measure, title) in enumerate(_PANELS):
        parts += _panel(_LEFT + n * (_WIDTH + _GAP), title, {m: found[m][measure] for m, _, _ in _LOOKS}, rates)
    for n, (method, colour, dash) in enumerate(_LOOKS):
        x, y = _LEFT + n * 240, _TOP + _HEIGHT + 64
        parts.append(f'<path d="M{x} {y - 4} h34" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>')
        parts.append(f'<text x="{x + 40}" y="{y}">{method}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _panel(
    left: float, title: str, found: Mapping[str, Sequence[Sequence[float]]], rates: Sequence[float]
) -> list[str]:
    parts = [f'<text x="{left}" y="{_TOP - 18}" font-size="13" font-weight="600">{title}</text>']
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _y(share)
        parts.append(f'<path d="M{left} {y:g} h{_WIDTH}" stroke="#dddddd"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:g}" text-anchor="end" fill="#555555">{share:.0%}</text>')
    for rate in (rate for rate in rates if round(rate * 10) % 2 == 0 or rate == rates[-1]):
        x = left + _x(rate, rates)
        parts.append(f'<text x="{x:g}" y="{_TOP + _HEIGHT + 18}" text-anchor="middle" fill="#555555">{rate:.0%}</text>')
    middle = left + _WIDTH / 2
    parts.append(f'<text x="{middle:g}" y="{_TOP + _HEIGHT + 36}" text-anchor="middle">reports that are copies</text>')
    for method, colour, dash in _LOOKS:
        xs = [left + _x(rate, rates) for rate in rates]
        low, high = [_y(min(row)) for row in found[method]], [_y(max(row)) for row in found[method]]
        band = [*zip(xs, low, strict=True), *zip(reversed(xs), reversed(high), strict=True)]
        parts.append(f'<polygon points="{_points(band)}" fill="{colour}" fill-opacity="0.13"/>')
        line = list(zip(xs, (_y(mean(row)) for row in found[method]), strict=True))
        parts.append(
            f'<polyline points="{_points(line)}" fill="none" stroke="{colour}" stroke-width="2.5" '
            f'stroke-dasharray="{dash}"/>'
        )
    return parts


def _x(rate: float, rates: Sequence[float]) -> float:
    return round(_WIDTH * (rate - rates[0]) / (rates[-1] - rates[0]), 1)


def _y(share: float) -> float:
    return round(_TOP + _HEIGHT * (1 - share), 1)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
