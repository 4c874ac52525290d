import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_what_was_acknowledged_survives_every_kill(tmp_path: Path) -> None:
    """The smaller form of ``python bench/kill.py``, which adds a thousand reports under twenty kills."""
    survive = runpy.run_path(str(ROOT / "bench" / "kill.py"))["survive"]
    outcome = survive(tmp_path, reports=200, kills=8, seed=7)
    assert (outcome.held, outcome.searchable, outcome.originals, outcome.lost) == (200, 200, 200, 0)
    assert outcome.during > 0
