"""The verdicts of the demonstration case against its gold file.

A statement of the gold file is matched to the report's statements by its anchors; where these are several, each is
judged. ``agree_share`` is the share that got the right verdict, ``<right>_as_<ours>`` the confusion table,
``missed_wrong`` the number of statements that the reader did not find as checkable, ``overstated_wrong`` of those that
were called supported or refuted although that is not the right verdict. Nine statements are few: this shows what the
method does, not how often it does it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.case import Case, cases
from bench.scores import mean
from secondsource.model import Verdict

DECIDED = (Verdict.SUPPORTED, Verdict.REFUTED)


def measure(shared: Path) -> dict[str, float]:
    """The figures above. ``shared`` is not needed: the case is part of the project."""
    judged = [pair for case in cases() for pair in verdicts(case)]
    table = Counter(judged)
    return {
        "agree_share": mean([gold == found for gold, found in judged]),
        "overstated_wrong": sum(found in DECIDED and found != gold for gold, found in judged),
        "missed_wrong": sum(not case.statements for case in cases()),
        **{f"{gold}_as_{found}": table[gold, found] for gold in Verdict for found in Verdict if table[gold, found]},
    }


def verdicts(case: Case) -> list[tuple[Verdict, Verdict]]:
    """The right verdict and ours, for each statement of the dossier that makes this one."""
    ours = {assessment.statement: assessment.verdict for assessment in case.dossier.assessments}
    gold = Verdict(case.gold["verdict"])
    return [(gold, ours[s.id]) for s in case.statements if s.id in ours]


def main() -> None:
    for case in cases():
        for gold, found in verdicts(case) or [(case.gold["verdict"], "not found")]:
            print(f"{case.gold['id']:16} right: {gold:14} ours: {found}")
    for name, value in measure(Path()).items():
        print(f"{name:32} {value:g}")


if __name__ == "__main__":
    main()
