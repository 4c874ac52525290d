"""Do the odds mean what they say? Claims of Climate-FEVER with five passages each, from passages to verdict.

Each passage counts as a record of its Wikipedia article, which anybody can look up: so one clear passage may decide,
as it does in the labels of the set, and passages of one article are one line. That is an assumption about the set,
not about Wikipedia. A claim is as good as its weakest statement. ``disputed`` stands for conflicting. The half of the
claims whose digest is odd is measured; on the other the weights were fitted (``training/weights.py``).

``macro_f1`` is over four verdicts, beside always saying the commonest. ``expected_error`` is the expected calibration
error (Naeini et al. 2015) over ten bins of equal width, of the probability that the claim is so, over claims that are
supported or refuted, the two weighing the same in sum, since the prior is even. ``coverage_share`` is the share of
these that is decided, ``risk_error`` the share of wrong ones among the decided; ``area_error`` is the mean risk over
all coverages, were the surest decided first (Geifman and El-Yaniv 2017).

    python -m bench.calibration     draws the reliability diagram of the last runs: docs/images/reliability.svg
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from bench.library import BUILD
from bench.reliability import draw
from bench.rows import Row, rows, shuffled
from bench.scores import macro_f1
from secondsource.assessment.assess import DECIDED, assess
from secondsource.evidence.retrieve import Candidate
from secondsource.evidence.stance import judge
from secondsource.model import (
    Assessment,
    Block,
    Evidence,
    Line,
    OriginKind,
    Report,
    Role,
    Span,
    Stance,
    Statement,
    Verdict,
)
from secondsource.reading.statements import find_statements

SAMPLE = 300  # claims; half-width of a 95 % interval of a share about .055
BINS = 10
AS_OF = date(2020, 12, 1)  # the set bears no dates
VERDICTS = {
    "supports": Verdict.SUPPORTED,
    "refutes": Verdict.REFUTED,
    "disputed": Verdict.CONFLICTING,
    "not_enough_info": Verdict.UNDETERMINED,
}
# A claim is as good as its weakest statement.
WEAKEST = (Verdict.REFUTED, Verdict.CONFLICTING, Verdict.UNDETERMINED, Verdict.SUPPORTED)


# --- the measures ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """How probable we held a thing to be, whether it is so, and what it weighs."""

    probability: float
    so: bool
    weight: float

    @classmethod
    def at(cls, log_odds: float, so: bool, weight: float) -> Point:
        return cls(1 / (1 + math.exp(-log_odds)), so, weight)

    @property
    def sureness(self) -> float:
        return abs(self.probability - 0.5)

    @property
    def wrong(self) -> bool:
        return self.so != (self.probability > 0.5)


@dataclass(frozen=True, slots=True)
class Bin:
    """Points of about one probability: their mean, the share that is so, their weight."""

    probability: float
    so: float
    weight: float


def bins(points: Iterable[Point]) -> list[Bin]:
    """Those that hold any, of `BINS` of equal width."""
    found: dict[int, list[Point]] = {}
    for point in points:
        found.setdefault(min(BINS - 1, int(point.probability * BINS)), []).append(point)
    return [_bin(found[number]) for number in sorted(found)]


def _bin(points: Sequence[Point]) -> Bin:
    weight = sum(p.weight for p in points)
    return Bin(
        sum(p.probability * p.weight for p in points) / weight,
        sum(p.weight for p in points if p.so) / weight,
        weight,
    )


def expected_error(points: Sequence[Point]) -> float:
    """The mean distance of what was said from what was so, by weight of the bins."""
    found = bins(points)
    total = sum(each.weight for each in found)
    return sum(each.weight * abs(each.probability - each.so) for each in found) / total if total else 0.0


def risk(points: Sequence[Point]) -> float:
    """The share of wrong ones."""
    total = sum(p.weight for p in points)
    return sum(p.weight for p in points if p.wrong) / total if total else 0.0


def risks(points: Sequence[Point]) -> list[tuple[float, float]]:
    """Coverage and risk for each level of sureness, the surest first; those that are equally sure come together."""
    ordered = sorted(points, key=lambda p: -p.sureness)
    total, wrong, taken = sum(p.weight for p in points), 0.0, 0.0
    found = []
    for point, after in pairwise([*ordered, None]):
        if point is not None:
            taken += point.weight
            wrong += point.weight * (0.5 if point.sureness == 0 else point.wrong)
            if after is None or after.sureness != point.sureness:
                found.append((taken / total, wrong / taken))
    return found


def area(points: Sequence[Point]) -> float:
    """Under the curve of risk over coverage."""
    found = risks(points)
    return sum((c - before) * r for (before, _), (c, r) in pairwise([(0.0, 0.0), *found]))


def calibration(points: Sequence[Point]) -> dict[str, float]:
    decided = [p for p in points if p.sureness >= _sure(DECIDED)]
    total = sum(p.weight for p in points)
    return {
        "expected_error": expected_error(points),
        "expected_error_vs_always_even": abs(0.5 - sum(p.weight for p in points if p.so) / total),
        "coverage_share": sum(p.weight for p in decided) / total,
        "risk_error": risk(decided),
        "area_error": area(points),
    }


def _sure(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds)) - 0.5


def keep_points(name: str, points: Sequence[Point]) -> None:
    """For the diagram, until the next run."""
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / f"points-{name}.json").write_text(json.dumps([asdict(point) for point in points]), encoding="utf-8")


# --- Climate-FEVER -----------------------------------------------------------------------------------------------


def claims(shared: Path, *, fitted: bool) -> list[Row]:
    """The half of the claims that the weights were fitted on, or the other, in the order of their digests."""
    every = shuffled(rows(shared / "data" / "climate_fever" / "claims.jsonl.zst"))
    return [row for row in every if (int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == 0) is fitted]


def evidence_on(row: Row) -> list[tuple[Statement, tuple[Evidence, ...]]]:
    """Each statement of the claim with what the five passages do to it."""
    passages = [_of_one_paragraph(item["text"], item["article"]) for item in row["evidence"]]
    candidates = [Candidate(report, each, None) for report in passages for each in find_statements(report)]
    statements = find_statements(_of_one_paragraph(row["claim"], None))
    return [(statement, judge(statement, None, candidates)) for statement in statements if statement.checkable]


def _of_one_paragraph(text: str, headline: str | None) -> Report:
    text = text.strip() or "."
    block = Block(Span(0, len(text)), Role.PARAGRAPH)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(digest, text, (block,), headline=headline, language="en", published=AS_OF)


def lines_of(row: Row, statement: Statement, evidence: Sequence[Evidence]) -> list[Line]:
    """One line for each article that takes a side; its stance is that of its clearest passage."""
    articles = {_of_one_paragraph(item["text"], None).id: item["article"] for item in row["evidence"]}
    by_article: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.stance is not Stance.DISCUSSES:
            by_article.setdefault(articles[item.report], []).append(item)
    return [
        Line(
            id=f"{statement.id}:{number}",
            statement=statement.id,
            origin=article,
            kind=OriginKind.RECORD,
            stance=min(items, key=lambda e: e.probabilities.discusses).stance,
            reliability="F",
            evidence=tuple(item.id for item in items),
        )
        for number, (article, items) in enumerate(by_article.items(), 1)
    ]


def assessed(row: Row) -> Iterator[Assessment]:
    claim = _of_one_paragraph(row["claim"], None)
    reports = {report.id: report for report in (_of_one_paragraph(item["text"], None) for item in row["evidence"])}
    for statement, evidence in evidence_on(row):
        by_id = {item.id: item for item in evidence}
        yield assess(statement, lines_of(row, statement, evidence), by_id, reports, claim, as_of=AS_OF)


def measure(shared: Path) -> dict[str, float]:
    """The figures above, of Climate-FEVER."""
    sample = claims(shared, fitted=False)[:SAMPLE]
    found = [(row, tuple(assessed(row))) for row in sample]
    pairs = [(VERDICTS[row["label"]], _weakest(each)) for row, each in found]
    commonest = Counter(right for right, _ in pairs).most_common(1)[0][0]
    points = _points(found)
    keep_points("climate_fever", points)
    return {
        "climate_fever_macro_f1": macro_f1(pairs),
        "climate_fever_macro_f1_vs_majority": macro_f1((right, commonest) for right, _ in pairs),
        **{f"climate_fever_{key}": value for key, value in calibration(points).items()},
    }


def _weakest(found: Sequence[Assessment]) -> Verdict:
    return min((each.verdict for each in found), key=WEAKEST.index, default=Verdict.UNDETERMINED)


def _points(found: Sequence[tuple[Row, tuple[Assessment, ...]]]) -> list[Point]:
    sided = [(row["label"] == "supports", each) for row, each in found if row["label"] in ("supports", "refutes")]
    number = Counter(so for so, each in sided if each)
    return [Point.at(min(a.log_odds for a in each), so, 0.5 / number[so]) for so, each in sided if each]


def main() -> None:
    kept = {file.stem.removeprefix("points-"): file for file in sorted(BUILD.glob("points-*.json"))}
    found = {name: [Point(**each) for each in json.loads(file.read_text())] for name, file in kept.items()}
    target = Path(__file__).parent.parent / "docs" / "images" / "reliability.svg"
    target.write_text(draw({name: (bins(points), risks(points)) for name, points in found.items()}), encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main()
