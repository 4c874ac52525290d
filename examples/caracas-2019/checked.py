"""Sets the dossier of the demonstration beside what was found by hand, and writes the table in ``checked.md`` anew.

    python examples/caracas-2019/checked.py

The rows by hand stay as they are. What the run says stands between two comments, and a test holds that it is what this
gives now.
"""

import re
import runpy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from secondsource.model import Assessment, Dossier, Line, Stance, Statement

CASE = Path(__file__).parent
PAGE = CASE / "checked.md"
BEGIN, END = "<!-- what the run says -->", "<!-- end of what the run says -->"
LONGEST = 90  # characters of a statement that are shown
MATTERS = 0.1  # weight from which a reason matters; the prior has none


@dataclass(frozen=True)
class Row:
    """A row of the table by hand: how a statement begins, its verdict, the number of its origins, and why."""

    begins: str
    verdict: str
    origins: int
    why: str


def by_hand(page: str) -> list[Row]:
    """The rows of the table by hand."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.partition(END)[2].split("\n")]
    return [Row(row[0], row[1], int(row[2]), row[3]) for row in cells if len(row) == 4 and row[2].isdigit()]


def table(dossier: Dossier, rows: list[Row]) -> str:
    """What the run says of each statement that was checked, and how many it found nothing on."""
    assessed = {assessment.statement: assessment for assessment in dossier.assessments}
    told = [
        "| statement | verdict | lines of sourcing | by hand | | reasons that matter |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        statement = made(dossier, row)
        lines = [line for line in dossier.lines if line.statement == statement.id]
        told.append(_row(statement, assessed[statement.id], lines, row))
    agreeing = sum("| agrees |" in line for line in told)
    return "\n".join([*told, "", f"{agreeing} of {len(rows)} verdicts agree."])


def made(dossier: Dossier, row: Row) -> Statement:
    """The statement that a row is about."""
    return next(s for s in dossier.statements if s.checkable and s.text.startswith(row.begins))


def _row(statement: Statement, assessment: Assessment, lines: list[Line], row: Row) -> str:
    text = statement.text if len(statement.text) <= LONGEST else statement.text[:LONGEST].rsplit(" ", 1)[0] + " …"
    sides = [(len([line for line in lines if line.stance is side]), side.value) for side in Stance]
    count = ", ".join(f"{number} {side}" for number, side in sides if number) or "none"
    origins = "; ".join(line.origin for line in lines)
    reasons = [f"{r.label}: {r.weight:+.2f}" for r in assessment.reasons if abs(r.weight) >= MATTERS]
    cells = (
        text,
        f"{assessment.verdict} ({assessment.likelihood})",
        f"{count}: {origins}" if origins else count,
        f"{row.verdict}, {row.origins}",
        "agrees" if assessment.verdict == row.verdict else "differs",
        "; ".join(reasons) or "none",
    )
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def renewed(page: str, dossier: Dossier) -> str:
    """The page with what the run says put in anew."""
    between = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    return between.sub(lambda _: f"{BEGIN}\n{table(dossier, by_hand(page))}\n{END}", page)


def main() -> None:
    with TemporaryDirectory() as folder:
        dossier = runpy.run_path(str(CASE / "demo.py"))["make_dossier"](Path(folder) / "library")
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), dossier), encoding="utf-8")


if __name__ == "__main__":
    main()
