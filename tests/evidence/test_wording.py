import pytest

from secondsource.evidence.wording import turned_round


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Poe dismissed Marsh.", "Marsh dismissed Poe."),
        ("Ann Poe beat Ben Marsh in Ohio.", "In Ohio Ben Marsh narrowly beat Ann Poe."),
        ("Marsh was dismissed by Poe.", "Poe was dismissed by Marsh."),
        ("Ann Poe has named Ben Marsh.", "Marsh names Ann Poe. The board met on Monday."),
    ],
)
def test_names_that_change_places(one: str, other: str) -> None:
    assert turned_round(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Poe dismissed Marsh.", "Poe has dismissed Marsh."),
        ("Poe dismissed Marsh.", "Marsh was dismissed by Poe."),
        ("Poe dismissed Marsh.", "Marsh is gone."),
        ("Poe dismissed Marsh.", "Marsh learned on Monday that Poe had dismissed Marsh."),
        ("Poe and Marsh left.", "Marsh and Poe left."),
        ("Ann Poe left.", "Ann Poe has left."),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert not turned_round(one, other)
