from xml.etree import ElementTree

import pytest

from bench.calibration import Point, area, bins, calibration, expected_error, risk, risks
from bench.reliability import draw

EVEN = [Point(0.9, so, 1.0) for so in [True] * 9 + [False]] + [Point(0.1, so, 1.0) for so in [False] * 9 + [True]]


def test_odds_that_mean_what_they_say_have_no_error() -> None:
    assert expected_error(EVEN) == pytest.approx(0.0)
    assert [(each.probability, each.so) for each in bins(EVEN)] == [
        pytest.approx((0.1, 0.1)),
        pytest.approx((0.9, 0.9)),
    ]


def test_sureness_that_is_not_borne_out_is_error() -> None:
    assert expected_error([Point(0.9, True, 1.0), Point(0.9, False, 1.0)]) == pytest.approx(0.4)


def test_weights_count() -> None:
    assert expected_error([Point(0.9, True, 9.0), Point(0.9, False, 1.0)]) == pytest.approx(0.0)
    assert risk([Point(0.9, True, 3.0), Point(0.9, False, 1.0)]) == pytest.approx(0.25)


def test_the_surest_come_first() -> None:
    points = [Point(0.6, False, 1.0), Point(0.99, True, 1.0), Point(0.2, False, 2.0)]
    assert risks(points) == [(0.25, 0.0), (0.75, 0.0), (1.0, 0.25)]
    assert area(points) == pytest.approx(0.0625)


def test_who_always_says_even_is_half_wrong_and_decides_nothing() -> None:
    figures = calibration([Point(0.5, so, 1.0) for so in (True, False)])
    assert figures["coverage_share"] == 0
    assert figures["area_error"] == 0.5


def test_the_diagram_is_sound_xml_and_stays_inside() -> None:
    drawn = ElementTree.fromstring(draw({"one": (bins(EVEN), risks(EVEN)), "other": (bins(EVEN[:3]), risks(EVEN[:3]))}))
    width, height = map(float, drawn.attrib["viewBox"].split()[2:])
    lines = [part for part in drawn if part.tag.endswith("polyline")]
    places = [tuple(map(float, xy.split(","))) for line in lines for xy in line.attrib["points"].split()]
    assert len(lines) == 5
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
