"""The benchmarks' own arithmetic: scores by hand-worked examples, the table, and a gate that cannot be slipped."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from newsroom import report
from rich.console import Console

from bench import gate, run, scores
from bench.gate import Bound
from bench.judged import FILE
from bench.reference import timed
from bench.rows import shuffled
from bench.stages import STAGES, stage, staged
from bench.stance import Bayes, by_words, label, learned, weighted_accuracy
from secondsource import Library, verify
from secondsource.learned.stance import StanceModel
from secondsource.model import Probabilities

ROOT = Path(__file__).parent.parent


# --- scores ------------------------------------------------------------------------------------------------------


def test_b_cubed_of_a_hand_worked_example() -> None:
    """Found {a b c} {d e}, right {a b} {c d e}: see the sums."""
    found = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
    right = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}
    score = scores.b_cubed(found, right)
    assert score.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert score.recall == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert score.f1 == pytest.approx(11 / 15)


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        ({"a": 1, "b": 1, "c": 1, "d": 1}, 0.5, 1.0),  # all merged
        ({"a": 1, "b": 2, "c": 3, "d": 4}, 1.0, 0.5),  # none merged
        ({"a": 7, "b": 7, "c": 8, "d": 8}, 1.0, 1.0),
        ({"a": 1}, 1.0, 1.0),  # what was not found does not count
        ({}, 0.0, 0.0),
    ],
)
def test_b_cubed_tells_too_many_merges_from_too_few(found: dict[str, int], precision: float, recall: float) -> None:
    score = scores.b_cubed(found, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert (score.precision, score.recall) == (precision, recall)


def test_macro_f1_of_a_hand_worked_example() -> None:
    pairs = [("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")]
    assert scores.per_class(pairs)["yes"] == scores.Score(precision=1.0, recall=0.5)
    assert scores.macro_f1(pairs) == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_macro_f1_counts_a_class_that_is_never_found() -> None:
    assert scores.macro_f1([("a", "a"), ("b", "a")]) == pytest.approx((2 / 3 + 0) / 2)


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 2.5), (1.0, 4), (0.95, 3.85)])
def test_percentiles_lie_between_the_values(share: float, expected: float) -> None:
    assert scores.percentile([4, 1, 3, 2], share) == pytest.approx(expected)


def test_a_timing_has_the_result_and_counts_both_ways() -> None:
    result, timing = timed(lambda: sum(range(1000)))
    assert result == 499_500
    assert timing.seconds > 0
    assert timing.loops > 0


def test_the_time_of_a_verification_goes_to_the_stage_that_was_told_last() -> None:
    def work(tell: Callable[[str], None]) -> str:
        for line in ("reading the report", "looking up statement 1 of 2", "looking up statement 2 of 2", "anything"):
            tell(line)
            sum(range(200_000))
        return "done"

    result, stages = staged(work)
    assert result == "done"
    assert set(stages) == {"copies", *STAGES.values()}
    assert stages["look_up"].loops > 2 * stages["report"].loops > 0  # "anything" is no stage of its own
    assert stages["blocks"].seconds == stages["stance"].seconds == stages["lines"].seconds == 0.0


def test_the_stages_are_those_that_a_verification_tells_of(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        told: list[str] = []
        verify(report("Two ferries sank off Holyhead on Saturday, Ada Poe said."), library, progress=told.append)
    assert list(dict.fromkeys(stage(line, "") for line in told)) == list(STAGES.values())


def test_the_order_of_a_sample_does_not_depend_on_that_of_the_file() -> None:
    found = [{"id": str(n)} for n in range(20)]
    assert shuffled(found) == shuffled(reversed(found))
    assert shuffled(found) != found


# --- stance ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"supports", "refutes", "neutral"}, "neutral"),
        ({"supports", "refutes"}, "refutes"),
        ({"supports", "not_equivalent"}, "not_equivalent"),
    ],
)
def test_a_stance_is_said_in_the_labels_of_the_set(labels: set[str], expected: str) -> None:
    assert label(Probabilities(supports=0.1, refutes=0.2, discusses=0.7), labels) == expected


def test_the_judge_sees_the_texts_as_they_are() -> None:
    claim = "The ferry Aurora sank in the harbour of Bergen."
    model = StanceModel.load()
    same, other = learned(model, [(claim, claim), (claim, "Wheat prices rose by a tenth last year.")])
    assert same.supports > 0.8
    assert other.discusses > 0.8


def test_the_baseline_of_words_learns_nothing_and_tells_the_plainest() -> None:
    claim = "The ferry Aurora sank in the harbour of Bergen."
    assert by_words(claim, claim).supports > 0.8
    assert by_words(claim, "Wheat prices rose by a tenth last year.").discusses > 0.8
    assert by_words(claim, "").discusses > 0.8


def test_the_weighted_accuracy_of_fnc1() -> None:
    assert weighted_accuracy([("agree", "agree"), ("unrelated", "unrelated")]) == 1.0
    assert weighted_accuracy([("agree", "discuss")]) == 0.25
    assert weighted_accuracy([("agree", "unrelated"), ("unrelated", "unrelated")]) == 0.2


def test_the_judged_pairs_hold_no_text() -> None:
    given = json.loads(FILE.read_text(encoding="utf-8"))
    assert Counter(row["drawn"] for row in given) == {
        "first": 285,
        "second": 1085,
        "third": 809,
        "fourth": 1165,
        "fifth": 867,
        "sixth": 2874,
        "seventh": 4091,
    }
    for row in given:
        assert set(row) == {"statement", "passage", "stance", "stands_for", "drawn", "part", "torn"}
        assert all(len(row[side]) == 3 and row[side][1] < row[side][2] for side in ("statement", "passage"))


def test_no_statement_that_teaches_is_of_a_report_that_measures() -> None:
    given = json.loads(FILE.read_text(encoding="utf-8"))
    taught, kept = (
        {row["statement"][0] for row in given if row["part"] == part and row["drawn"] != "first"}
        for part in ("taught", "kept")
    )
    assert taught and kept and not taught & kept


def test_the_claim_only_baseline_learns_what_gives_claims_away() -> None:
    learned = [{"claim": f"ship {n} never sailed", "label": "refutes"} for n in range(5)]
    learned += [{"claim": f"ship {n} sailed", "label": "supports"} for n in range(5)]
    assert [Bayes(learned).guess(claim) for claim in ("the train never left", "a ship sailed")] == [
        "refutes",
        "supports",
    ]


# --- the gate ----------------------------------------------------------------------------------------------------

FLOOR, CEILING = Bound(0.5, floor=True), Bound(20.0, floor=False)
BOUNDS = {"stance.macro_f1": FLOOR, "speed.read_ratio": CEILING}


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"stance.macro_f1": 0.5, "speed.read_ratio": 20.0}, []),
        ({"stance.macro_f1": 0.49, "speed.read_ratio": 1.0}, ["stance.macro_f1"]),
        ({"stance.macro_f1": 0.9, "speed.read_ratio": 20.1}, ["speed.read_ratio"]),
        ({"stance.macro_f1": 0.6}, []),  # speed was not measured this time
    ],
)
def test_a_figure_that_fell_fails(figures: dict[str, float], expected: list[str]) -> None:
    assert gate.fallen(figures, BOUNDS) == expected


def test_a_pinned_figure_cannot_vanish_from_a_benchmark_that_ran() -> None:
    assert gate.vanished({"stance.other_f1": 1.0}, BOUNDS) == ["stance.macro_f1"]


@pytest.mark.parametrize(
    "new",
    [
        {"stance.macro_f1": Bound(0.4, floor=True)},
        {"stance.macro_f1": Bound(0.4, floor=True, why="  ")},
        {"stance.macro_f1": Bound(None, floor=True)},
        {},
    ],
)
def test_a_floor_lowered_without_a_reason_fails(new: dict[str, Bound]) -> None:
    assert gate.loosened({"stance.macro_f1": FLOOR}, new) == ["stance.macro_f1"]


def test_a_ceiling_raised_without_a_reason_fails() -> None:
    assert gate.loosened({"x_ratio": CEILING}, {"x_ratio": replace(CEILING, limit=21.0)}) == ["x_ratio"]


@pytest.mark.parametrize("limit", [0.4, None])
def test_a_floor_lowered_with_a_reason_passes(limit: float | None) -> None:
    assert gate.loosened({"x_f1": FLOOR}, {"x_f1": Bound(limit, floor=True, why="the set was mended")}) == []


def test_an_old_reason_does_not_cover_a_new_lowering() -> None:
    old = {"x_f1": Bound(0.4, floor=True, why="the set was mended")}
    assert gate.loosened(old, {"x_f1": replace(old["x_f1"], limit=0.3)}) == ["x_f1"]


def test_raising_only_ever_raises() -> None:
    figures = {"stance.macro_f1": 0.3, "speed.read_ratio": 4.0, "lines.b3_f1": 0.9}
    raised = gate.raised(figures, BOUNDS)
    assert raised["stance.macro_f1"] == FLOOR
    assert raised["speed.read_ratio"] == Bound(8.0, floor=False)
    assert raised["lines.b3_f1"] == Bound(0.89, floor=True)
    assert gate.loosened(BOUNDS, raised) == []


def test_raising_does_not_bring_back_what_was_given_up() -> None:
    bounds = {"x_f1": Bound(None, floor=True, why="another reader")}
    assert gate.raised({"x_f1": 0.9}, bounds) == bounds


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lines.b3_all_f1", Bound(0.49, floor=True)),
        ("reader.source exact recall", Bound(0.48, floor=True)),
        ("places.accuracy_161km_or_radius", Bound(0.49, floor=True)),
        ("speed.verify_cold_p50_ratio", Bound(1.0, floor=False)),
        ("lines.lookalikes_wrong", Bound(0.5, floor=False)),
        ("stance.lingnli_macro_f1_vs_claim_only", None),
        ("speed.verify_cold_p50_s", None),
        ("lines.part_shared_found", None),
    ],
)
def test_names_decide_what_is_pinned_and_which_way(name: str, expected: Bound | None) -> None:
    assert gate.pin(name, 0.5) == expected


def test_what_was_just_measured_holds_its_own_bound() -> None:
    for name in ("x_f1", "x_recall", "x_ratio", "x_mb", "x_wrong", "x_error"):
        for value in (0.0, 0.004, 0.3337, 1.0):
            bound = gate.pin(name, value)
            assert bound is not None
            assert bound.holds(value)


def test_bounds_survive_being_written() -> None:
    bounds = {**BOUNDS, "x_f1": Bound(None, floor=True, why="“another” reader")}
    assert gate.parse(gate.dump(bounds)) == bounds


def test_a_fallen_figure_ends_with_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results, floors = tmp_path / "bench.json", tmp_path / "floors.json"
    monkeypatch.setattr(gate, "RESULTS", results)
    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "committed", dict)
    monkeypatch.setattr("sys.argv", ["gate"])
    floors.write_text(gate.dump(BOUNDS))
    results.write_text(json.dumps({"figures": {"stance.macro_f1": 0.51}}))
    assert gate.main() == 0
    results.write_text(json.dumps({"figures": {"stance.macro_f1": 0.49}}))
    assert gate.main() == 1
    assert "stance.macro_f1 is 0.49, below its floor of 0.5" in capsys.readouterr().out


def test_no_floor_was_ever_lowered_without_a_reason() -> None:
    """From each state of bench/floors.json on the main line to the next, and to the file as it stands."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs the repository's history")
    commits = _git("log", "--first-parent", "--format=%H", "--reverse", "--", "bench/floors.json").split()
    states = [gate.parse(_git("show", f"{commit}:bench/floors.json")) for commit in commits]
    states.append(gate.parse((ROOT / "bench" / "floors.json").read_text(encoding="utf-8")))
    assert [gate.loosened(old, new) for old, new in pairwise(states)] == [[]] * (len(states) - 1)


def _git(*command: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *command], capture_output=True, text=True, check=True).stdout


def test_every_floor_belongs_to_a_benchmark() -> None:
    bounds = gate.parse((ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))
    assert {name.partition(".")[0] for name in bounds} <= {task.name for task in run.TASKS}


# --- the table ---------------------------------------------------------------------------------------------------

TASK = run.Task("speed", "Speed")
FIGURES = {"read_s": 0.5, "read_ratio": 20.0, "x_f1": 0.4, "x_f1_vs_chance": 0.25, "reports": 12.0}


def _drawn(*outcomes: run.Outcome) -> list[str]:
    console = Console(width=100, record=True, file=StringIO())
    console.print(run.table(outcomes, {"speed.read_ratio": CEILING, "speed.x_f1": FLOOR}))
    return console.export_text().splitlines()


def test_the_table_sets_ratios_and_baselines_beside_their_figures() -> None:
    rows = [" ".join(row.replace("│", " ").split()) for row in _drawn(run.Outcome(TASK, FIGURES, seconds=3.0))]
    assert "speed Speed (3 s)" in rows
    assert "read_s 0.500 20 loops ≤ 20" in rows
    assert "x_f1 0.400 chance 0.250 ≥ 0.5" in rows
    assert "reports 12" in rows
    assert not any("read_ratio" in row or "x_f1_vs" in row for row in rows)


def test_a_benchmark_without_its_data_is_skipped_with_the_reason(tmp_path: Path) -> None:
    outcome = run.run(run.Task("stance", "Stance", "data/lingnli"), tmp_path)
    assert outcome.figures == {}
    assert f"there is no {tmp_path / 'data/lingnli'}" in (outcome.skipped or "")
    assert run.results([outcome])["skipped"] == {"stance": outcome.skipped}


def test_a_benchmark_that_breaks_down_fails_the_gate_and_not_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = run.run(run.Task("nothing_of_this_name", "Nothing"), tmp_path)
    assert "ModuleNotFoundError" in outcome.note
    monkeypatch.setattr(gate, "RESULTS", tmp_path / "bench.json")
    monkeypatch.setattr("sys.argv", ["gate"])
    gate.RESULTS.write_text(json.dumps(run.results([outcome])))
    assert gate.main() == 1
    assert "the benchmark nothing_of_this_name broke down" in capsys.readouterr().out


def test_the_results_name_each_figure_with_its_benchmark() -> None:
    assert run.results([run.Outcome(TASK, FIGURES, 3.0)])["figures"] == {f"speed.{k}": v for k, v in FIGURES.items()}
