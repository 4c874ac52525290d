"""Fits the weights of lines to verdicts: ``python -m training.weights ../shared``; writes assessment/weights.json.

What is fitted: the most that a line of each kind weighs, and the two curves by which it weighs more the surer its
stance is, one for support and one for refutation. A plain logistic regression, sum of the lines' weights -> is it so,
by gradient descent, with two constraints that hold after every step (projection by pool adjacent violators): a more
direct kind never weighs less, and a surer stance never weighs less. A ridge draws the kinds and the curves to what
was set by hand, since most of them are rare in the data; where there is no data, they stay.

What is not: the prior (even: whether most statements are so is a property of how cases are drawn, not of news), the
factors of the reliability letters and of vaguer figures (the cases hold next to none), and the rules of
``assess.py``.

On what: half of the claims of Climate-FEVER that are supported or refuted, each passage a record of its article; and
statements of news reports, as they were and with one detail changed, verified against a library (the statements that
``bench/told.json`` lists as ``fitted``, from reports of other days than those measured, cases as in
``bench/distortion.py``), also as of a day when nobody had told them, so that what no evidence bears on comes out
even. Both halves weigh the same, and in each what is so and what is not.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import calibration, distortion
from secondsource.assessment import weigh
from secondsource.assessment.weigh import KNOTS, Term, Weights, term_of
from secondsource.model import OriginKind, Stance

Floats = NDArray[np.float64]

TARGET = Path(weigh.__file__).parent / "weights.json"
KEPT = distortion.BUILD / "weights-cases.json"  # what the lines came to, so that a fit takes seconds
STATEMENTS, CLAIMS = 60, 300
STEPS, RATE, RIDGE = 20_000, 0.05, 0.02
MOST = 6.0  # log odds that no single line exceeds
BY_HAND = {
    "record": 1.9,
    "own observation": 1.8,
    "official": 1.4,
    "named source": 1.2,
    "reporting": 0.8,
    "described source": 0.8,
    "unnamed source": 0.5,
    "no stated source": 0.4,
}
NOT_FITTED = {
    "prior": "even: how many statements are so depends on how cases are drawn",
    "reliability": "the cases hold next to no letters but F",
    "vaguer": "the cases hold next to no vaguer figures",
}


@dataclass(frozen=True)
class Case:
    """The lines on one statement, and whether it is so."""

    source: str
    so: bool
    terms: tuple[Term, ...]


# --- the cases ---------------------------------------------------------------------------------------------------


def news(shared: Path) -> Iterator[Case]:
    """Of a faithful sentence its least supported statement counts, of a changed one the most supported."""
    for found in distortion.outcomes(shared, "fitted", STATEMENTS):
        choose = min if found.case.so else max
        if found.assessed:
            decisive = choose(found.assessed, key=lambda a: a.log_odds).statement
            evidence = {item.id: item for item in found.dossier.evidence}
            lines = [line for line in found.dossier.lines if line.statement == decisive]
            terms = tuple(term for line in lines if (term := term_of(line, evidence)) is not None)
            yield Case("news", found.case.so, terms)


def climate(shared: Path) -> Iterator[Case]:
    for row in calibration.claims(shared, fitted=True)[:CLAIMS]:
        if row["label"] in ("supports", "refutes"):
            for statement, evidence in calibration.evidence_on(row):
                by_id = {item.id: item for item in evidence}
                lines = calibration.lines_of(row, statement, evidence)
                terms = tuple(term for line in lines if (term := term_of(line, by_id)) is not None)
                yield Case("climate_fever", row["label"] == "supports", terms)


# --- the fit -----------------------------------------------------------------------------------------------------


class Problem:
    """The cases as arrays: one row a line, with its case, kind, side and place on the curve."""

    def __init__(self, cases: Sequence[Case]) -> None:
        kinds = list(BY_HAND)
        rows = [(number, term) for number, case in enumerate(cases) for term in case.terms]
        self.so = np.array([case.so for case in cases], float)
        self.weight = _balanced(cases)
        self.case = np.array([number for number, _ in rows], int)
        self.kind = np.array([kinds.index(term.kind.value) for _, term in rows], int)
        self.against = np.array([term.stance is Stance.REFUTES for _, term in rows])
        self.sign = np.where(self.against, -1.0, 1.0)
        self.place = np.array([_place(term.sure) for _, term in rows]).reshape(len(rows), len(KNOTS))

    def log_odds(self, kinds: Floats, curves: Floats) -> Floats:
        return np.bincount(self.case, self.sign * kinds[self.kind] * self._share(curves), len(self.so))

    def _share(self, curves: Floats) -> Floats:
        return np.einsum("nk,nk->n", self.place, curves[self.against.astype(int)])

    def loss(self, kinds: Floats, curves: Floats) -> float:
        odds = self.log_odds(kinds, curves)
        return float(self.weight @ np.logaddexp(0, np.where(self.so > 0, -odds, odds)))

    def slopes(self, kinds: Floats, curves: Floats) -> tuple[Floats, Floats]:
        off = self.weight * (1 / (1 + np.exp(-self.log_odds(kinds, curves))) - self.so)
        each = off[self.case] * self.sign
        of_kinds = np.bincount(self.kind, each * self._share(curves), len(kinds))
        by_place = (each * kinds[self.kind])[:, None] * self.place
        of_curves = np.array([by_place[self.against == side].sum(0) for side in (False, True)])
        return of_kinds, of_curves


def _balanced(cases: Sequence[Case]) -> Floats:
    """Both sources weigh the same, and in each what is so and what is not."""
    groups = [(case.source, case.so) for case in cases]
    number = {group: groups.count(group) for group in set(groups)}
    return np.array([1 / (number[group] * len(number)) for group in groups])


def _place(sure: float) -> Floats:
    """The weights of the knots whose mean it is."""
    return np.maximum(0.0, 1 - np.abs(np.array(KNOTS) - sure) / KNOTS[1])


def fit(problem: Problem) -> tuple[Floats, Floats]:
    """Kinds, and the curves of support and refutation."""
    start = np.array(list(BY_HAND.values()))
    kinds, curves = start.copy(), np.array([KNOTS, KNOTS], float)
    for _ in range(STEPS):
        of_kinds, of_curves = problem.slopes(kinds, curves)
        kinds = np.clip(_descending(kinds - RATE * (of_kinds + RIDGE * (kinds - start))), 0.0, MOST)
        curves = np.array([_curve(row) for row in curves - RATE * (of_curves + RIDGE * (curves - KNOTS))])
    return kinds, curves


def _curve(row: Floats) -> Floats:
    """Rising from nought; at most as much again as the kind weighs."""
    return np.clip(np.concatenate(([0.0], -_descending(-row[1:]))), 0.0, 2.0)


def _descending(values: Floats) -> Floats:
    """The nearest sequence that never rises: neighbours that do are pooled to their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        pools.append((float(value), 1))
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            (a, n), (b, m) = pools[-2:]
            pools[-2:] = [((a * n + b * m) / (n + m), n + m)]
    return np.repeat([value for value, _ in pools], [number for _, number in pools])


# --- what comes of it --------------------------------------------------------------------------------------------


def write(kinds: Floats, curves: Floats, cases: Sequence[Case]) -> None:
    hand = json.loads(TARGET.read_text(encoding="utf-8"))
    numbers = {
        "prior": 0.0,
        "kinds": {kind: round(float(weight), 2) for kind, weight in zip(BY_HAND, kinds, strict=True)},
        "supports": [round(float(share), 3) for share in curves[0]],
        "refutes": [round(float(share), 3) for share in curves[1]],
        "reliability": hand["reliability"],
        "vaguer": hand["vaguer"],
    }
    digest = hashlib.sha256(json.dumps(numbers).encode()).hexdigest()[:8]
    lines = {kind: sum(term.kind.value == kind for case in cases for term in case.terms) for kind in BY_HAND}
    whole = {"version": f"fitted-1-{digest}", "fitted": {"lines of each kind": lines, "cases": len(cases)}}
    TARGET.write_text(_readable(whole | {"by hand": NOT_FITTED} | numbers), encoding="utf-8")


def _readable(whole: dict[str, object]) -> str:
    """One line a key, so that a change shows."""
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in whole.items()) + "\n}\n"


def kept(shared: Path) -> list[Case]:
    """The cases, from the last time where there was one; delete ``build/bench/weights-cases.json`` after a change."""
    if not KEPT.exists():
        found = [*climate(shared), *news(shared)]
        rows = [[c.source, c.so, [[t.kind, t.stance, t.sure, t.reliability, t.vague] for t in c.terms]] for c in found]
        KEPT.write_text(json.dumps(rows), encoding="utf-8")
    read = json.loads(KEPT.read_text(encoding="utf-8"))
    return [
        Case(source, so, tuple(Term(OriginKind(k), Stance(s), *t) for k, s, *t in terms)) for source, so, terms in read
    ]


def main() -> None:
    cases = kept(Path(sys.argv[1]))
    problem = Problem(cases)
    before = Weights.load()
    old = np.array([before.kinds[OriginKind(kind)] for kind in BY_HAND]), np.array(list(before.curves.values()))
    kinds, curves = fit(problem)
    losses = f"{problem.loss(*old):.4f} before, {problem.loss(kinds, curves):.4f} now"
    print(f"{len(cases)} cases, {len(problem.case)} lines; loss {losses}")
    write(kinds, curves, cases)
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
