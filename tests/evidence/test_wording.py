import pytest

from secondsource.evidence.wording import order


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
    assert order(one, other) == -1


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
    assert order(one, other) >= 0


def test_the_same_order_is_told_of_the_same_deed_only() -> None:
    assert order("Poe dismissed Marsh.", "Poe has dismissed Marsh.") == 1
    assert order("Poe dismissed Marsh.", "Poe has praised Marsh.") == 0
    assert order("The Poe report praised Marsh.", "Marsh was gone. The council met.") == 0


def test_the_headline_counts_where_the_passage_leaves_a_name_out() -> None:
    assert order("Poe beat Marsh.", "Narrowly beat Poe.", "Marsh") == -1
    assert order("Poe beat Marsh.", "Marsh beat Poe.", "Poe and Marsh in Ohio") == -1
