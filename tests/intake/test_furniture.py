import pytest

from secondsource.intake.furniture import is_furniture


@pytest.mark.parametrize(
    "row",
    [
        "The transcript is below, click “expand” to read:",
        "Note: Click on the legend to deselect options.",
        "Town splits over the toll on the old bridge Read more",
        "WATCHED Widow: Give the bridge to the town Replay Videos ... WATCH Widow: Give the bridge to the town 01:10",
    ],
)
def test_rows_that_lead_elsewhere(row: str) -> None:
    assert is_furniture(row)


@pytest.mark.parametrize(
    "row",
    [
        "The transcript is in the town's library.",
        "The bridge is not the toll, and the bridge is not the town.",
        "“We shall cross the bridge. We shall cross the bridge again,”",
        "Mayors want the town to read more.",
    ],
)
def test_rows_of_a_report(row: str) -> None:
    assert not is_furniture(row)
