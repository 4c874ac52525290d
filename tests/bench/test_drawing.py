import json
from collections import Counter
from pathlib import Path

import pytest

from bench import drawing
from bench.judged import Part


def pairs(stratum: str, number: int) -> list[dict[str, object]]:
    return [
        {"statement": [f"{stratum}{n // 8}", 0, 9], "passage": [f"p{n}", 0, 9], "stratum": stratum}
        for n in range(number)
    ]


def test_so_many_are_drawn_of_each_stratum_and_of_each_statement() -> None:
    found = pairs("rest", 1_200) + pairs("refutes", 16)
    chosen = drawing.drawn(found)
    rest = round(1_200 * drawing.DRAWN["rest"])
    assert Counter(pair["stratum"] for pair in chosen) == {"rest": rest, "refutes": 2 * drawing.OF_ONE}
    assert max(Counter(pair["statement"][0] for pair in chosen).values()) <= drawing.OF_ONE
    assert {pair["stands_for"] for pair in chosen if pair["stratum"] == "refutes"} == {1.3}
    assert drawing.drawn(found) == chosen


def test_labels_are_taken_into_the_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "FILE", tmp_path / "judged.json")
    drawing.FILE.write_text("[]", encoding="utf-8")
    row = {"statement": ["a", 0, 9], "passage": ["b", 3, 7], "stratum": "rest", "stands_for": 4.0, "number": 1}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "labels1.tsv").write_text("1\ts\t1\n", encoding="utf-8")
    drawing.join(tmp_path, "sixth", Part.KEPT)
    (told,) = json.loads(drawing.FILE.read_text(encoding="utf-8"))
    assert told == {"statement": ["a", 0, 9], "passage": ["b", 3, 7], "stance": "supports", "stands_for": 4.0,
                    "drawn": "sixth", "part": "kept", "torn": True}  # fmt: skip
