"""The simulated world is what it says it is."""

from xml.etree import ElementTree

from bench.curves import draw
from bench.ecosystem import CLIQUE, COVERING, World, claims, world


def test_a_seed_gives_one_world() -> None:
    one, again, other = (World(seed, 0.5, 5).items for seed in (3, 3, 4))
    assert one == again
    assert claims(one) != claims(other)


def test_without_copying_only_the_clique_repeats() -> None:
    for item in World(5, 0.0, 30).items:
        own = [told for told in item.told if not told.origin.startswith("made up")]
        assert {told.origin for told in own} <= {
            *(name for name, _, _ in item.people),
            *(f"eyes of {told.outlet}" for told in own),
            *(f"{told.outlet} itself" for told in own),
        }


def test_what_is_copied_keeps_origin_and_value() -> None:
    for item in World(5, 0.95, 20).items:
        made = {told.origin: told.value for told in reversed(item.told)}
        assert all(made[told.origin] == told.value for told in item.told if "itself" not in told.origin)
        assert len({told.outlet for told in item.told}) <= COVERING


def test_planted_falsehoods_go_round() -> None:
    planted = [item for item in World(5, 0.0, 40).items if item.told[0].origin.startswith("made up")]
    assert planted
    for item in planted:
        ring = [told for told in item.told if told.origin.startswith("made up")]
        assert len(ring) == CLIQUE + 1
        assert ring[0].outlet == ring[-1].outlet
        assert {told.value for told in ring} == {item.false[0]} != {item.truth}


def test_every_method_is_measured_and_drawn() -> None:
    figures = world(2, 0.5, 3)
    found = {m: {k: [[v]] * 2 for k, v in each.items()} for m, each in figures.items()}
    drawing = ElementTree.fromstring(draw(found, (0.0, 0.5)))
    assert len(drawing.findall("{http://www.w3.org/2000/svg}polyline")) == 12
