"""Draw pairs of a search to be labelled by reading (docs/labelling-stance.md): what ``bench/judged_pairs.json`` is of.

    python -m bench.drawing ../shared FOUND --reports 0 500    searches, and writes what it finds, a JSON line a pair
    python -m bench.drawing ../shared FOUND --draw FOLDER      draws of that, and writes texts to be read, a file a part
    python -m bench.drawing ../shared FOLDER --join NAME PART  takes what labellers wrote into the pairs, as a draw

Statements of reports that have no labelled pair yet, and were not kept from training the judge, are searched among
30,000 reports as ``verify`` does. Each candidate falls into a stratum by what the rule and the judge of the day make of
it. Of each stratum that share is drawn which `DRAWN` gives, of one statement `OF_ONE` at most, and ``stands_for`` says
for how many each was. Nothing of the texts is kept but where they stand.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.judged import FILE, Part
from bench.library import LARGE, NOW, Shelf
from bench.retold import dated, days_around, told_elsewhere
from bench.rows import Row, rows, shuffled
from secondsource import Library
from secondsource.errors import InputError
from secondsource.evidence.asking import Answer, Pair, ask
from secondsource.evidence.retrieve import Candidate, look_up, promise, stated_in
from secondsource.evidence.signs import signs
from secondsource.evidence.stance import LEAST_SHARE, shown, weigh
from secondsource.finding import Case, looked_up
from secondsource.intake.form import read_form
from secondsource.model import Report, Span, Stance, Statement
from secondsource.reading.statements import read_report
from secondsource.sourcing.houses import Houses
from training.corpora import held_out

SEED = "drawn"
OF_A_REPORT, LEAD = 3, 6_000  # statements of a report, from its first characters
TRIED, PROMISING, THESE_DAYS = 9, 0.5, timedelta(days=3)
OF_ONE = 6
APART = 3  # days from any statement of the distortion set
EVERY = 20  # one report in so many was kept from training the judge
PARTS = 8
# What share of each stratum is to be read, in the order in which a pair is tried for.
DRAWN = {"refutes": 1.0, "likely": 1.0, "perhaps": 1.0, "judge alone": 1.0, "hardly": 1.0, "of these days": 0.3,
         "rest": 0.02}  # fmt: skip
AROUND = 160  # characters of the text before and after that a labeller sees


# --- searching ----------------------------------------------------------------------------------------------------


def found(shared: Path, numbers: range, told: bool) -> Iterator[dict[str, Any]]:
    """The candidates for statements of the reports of these numbers, with their strata."""
    houses = Houses.load()
    with Library.open(Shelf(shared).large) as library:
        for row in subjects(shared)[numbers.start : numbers.stop]:
            with suppress(InputError):
                case = Case.opened(read_form(row, retrieved=NOW), library, NOW.date(), houses)
                yield from _of_report(case, row["id"], told)


def subjects(shared: Path) -> list[Row]:
    """Dated reports of the library, in an order drawn once, without those that have labelled pairs and those of the
    days of the distortion set: what happened then is what that is about."""
    known = {row["statement"][0] for row in json.loads(FILE.read_text(encoding="utf-8"))}
    every = shuffled(rows(shared / "data/allsides/reports.jsonl.zst"))[:LARGE]
    days = days_around(told_elsewhere(dated(shared), "measured"), APART)
    usable = [
        r
        for r in every
        if r["date"] and r["date"] not in days and r["id"] not in known and not held_out(r["id"], EVERY)
    ]
    random.Random(SEED).shuffle(usable)
    return usable


def _of_report(case: Case, row_id: str, told: bool) -> Iterator[dict[str, Any]]:
    statements = [s for s in read_report(case.report)[0] if s.checkable and s.span.end <= LEAD]
    chance = random.Random(f"{SEED} {row_id}")
    if told:
        statements = [s for s in chance.sample(statements, min(TRIED, len(statements))) if _told(case, s)]
    chosen = chance.sample(statements, min(OF_A_REPORT, len(statements)))
    passages = looked_up(case, chosen, lambda line: None)
    for statement in chosen:
        candidates = stated_in(passages[statement.id], case.shelf.statements)
        for candidate, stratum in _strata(statement, case.report, candidates):
            yield {
                "statement": [row_id, statement.span.start, statement.span.end],
                "passage": [candidate.report.id, candidate.statement.span.start, candidate.statement.span.end],
                "stratum": stratum,
            }
    case.shelf.keep()


def _told(case: Case, statement: Statement) -> bool:
    """Whether a passage of these days has much of it: most statements are told by one report of the collection."""
    day = case.report.published
    near = (
        promise(statement, day, report, span)
        for report, span in look_up(
            statement, day, case.library, case.shelf.report, as_of=case.as_of, exclude=case.exclude
        )
        if day and report.published and abs(report.published - day) <= THESE_DAYS
    )
    return max(near, default=0.0) >= PROMISING


def _strata(statement: Statement, report: Report, candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, str]]:
    answers: dict[Pair, Answer] = {}

    def asked(pairs: Sequence[Pair]) -> list[Answer]:
        answers.update(zip(pairs, ask(pairs), strict=True))
        return [answers[pair] for pair in pairs]

    for candidate, (rule, agreement) in zip(
        candidates, weigh(statement, report.published, candidates, asked), strict=True
    ):
        each, _ = signs(statement, report.published, candidate)
        answer = answers.get((statement.text, shown(candidate, agreement)))
        if each["share"] < LEAST_SHARE:
            continue
        if rule.refutes >= 0.15:
            yield candidate, "refutes"
        elif rule.supports >= 0.1:
            yield candidate, "likely" if rule.supports >= 0.5 else "perhaps" if rule.supports >= 0.25 else "hardly"
        elif answer and answer[0] >= 0.5 and each["share"] >= 0.3:
            yield candidate, "judge alone"
        elif each["same day"] and each["share"] >= 0.3:
            yield candidate, "of these days"
        else:
            yield candidate, "rest"


# --- drawing ------------------------------------------------------------------------------------------------------


def drawn(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of each stratum its share, those of one statement together and statements in no order."""
    chance = random.Random(SEED)
    strata: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for pair in found:
        strata[pair["stratum"]].append(pair)
    of_one: Counter[tuple[Any, ...]] = Counter()
    chosen: list[dict[str, Any]] = []
    for stratum, share in DRAWN.items():
        fitting, number = [], share * len(strata[stratum])
        for pair in chance.sample(strata[stratum], len(strata[stratum])):
            statement = tuple(pair["statement"])
            if len(fitting) < number and of_one[statement] < OF_ONE:
                of_one[statement] += 1
                fitting.append(pair)
        stands_for = len(strata[stratum]) / max(1, len(fitting))
        print(f"{stratum}: {len(fitting)} of {len(strata[stratum])}")
        chosen += [{**pair, "stands_for": round(stands_for, 1)} for pair in fitting]
    order = sorted({tuple(pair["statement"]) for pair in chosen})
    chance.shuffle(order)
    place = {statement: n for n, statement in enumerate(order)}
    return sorted(chosen, key=lambda pair: place[tuple(pair["statement"])])


def write(chosen: Sequence[dict[str, Any]], shared: Path, folder: Path) -> None:
    """The pairs, and their texts in parts: for those who label, and for nobody else."""
    folder.mkdir(parents=True)
    wanted_rows = {pair["statement"][0] for pair in chosen}
    wanted_texts = {pair["passage"][0] for pair in chosen}
    held: dict[str, tuple[str, Report]] = {}
    for row in rows(shared / "data/allsides/reports.jsonl.zst"):
        with suppress(InputError):
            report = read_form(row, retrieved=NOW)
            if row["id"] in wanted_rows or report.id in wanted_texts:
                held[row["id"]] = row["id"], report
                held.setdefault(report.id, (row["id"], report))
    listed = []
    size = -(-len(chosen) // PARTS)
    for start in range(0, len(chosen), size):
        with (folder / f"part{start // size + 1}.txt").open("w", encoding="utf-8") as out:
            told: list[Any] = []
            for number, pair in enumerate(chosen[start : start + size], start + 1):
                row_id, report = held[pair["passage"][0]]
                _, subject = held[pair["statement"][0]]
                listed.append({**pair, "number": number, "passage": [row_id, *pair["passage"][1:]]})
                if pair["statement"] != told:
                    told = pair["statement"]
                    out.write(f"\n{_side('STATEMENT', subject, Span(*told[1:]))}")
                out.write(_side(f"#{number} PASSAGE", report, Span(*pair["passage"][1:])))
    lines = "".join(json.dumps(pair) + "\n" for pair in listed)
    (folder / "pairs.jsonl").write_text(lines, encoding="utf-8")


def _side(name: str, report: Report, span: Span) -> str:
    before = " ".join(report.text[max(0, span.start - AROUND) : span.start].split())
    after = " ".join(report.text[span.end : span.end + AROUND // 2].split())
    text = " ".join(span.of(report.text).split())
    return (
        f"{name} ({report.publisher}, {report.published}: {report.headline})\n  ...{before} >>> {text} <<< {after}...\n"
    )


# --- joining ------------------------------------------------------------------------------------------------------


def join(folder: Path, name: str, part: Part) -> None:
    """Adds the pairs with their labels: lines of number, first letter of the stance, 1 where the reader was torn."""
    stances = {stance.value[0]: stance.value for stance in Stance}
    labels: dict[int, tuple[str, bool]] = {}
    for file in sorted(folder.glob("labels*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            number, stance, torn = line.split("\t")
            labels[int(number)] = stances[stance], torn == "1"
    told = json.loads(FILE.read_text(encoding="utf-8"))
    for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        stance, torn = labels[pair["number"]]
        kept = {key: pair[key] for key in ("statement", "passage")}
        told.append({**kept, "stance": stance, "stands_for": pair["stands_for"], "drawn": name, "part": part.value,
                     "torn": torn})  # fmt: skip
    FILE.write_text("[\n" + ",\n".join(map(json.dumps, told)) + "\n]\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("shared", type=Path)
    options.add_argument("found", type=Path)
    options.add_argument("--reports", type=int, nargs=2, default=(0, 500), metavar=("FROM", "TO"))
    options.add_argument("--told", action="store_true", help="only statements that others may have told at the time")
    options.add_argument("--draw", type=Path, help="folder to write what is drawn to")
    options.add_argument("--join", nargs=2, metavar=("NAME", "PART"))
    given = options.parse_args()
    if given.join:
        join(given.found, given.join[0], Part(given.join[1]))
        return
    if given.draw:
        lines = given.found.read_text(encoding="utf-8").splitlines()
        write(drawn(list(map(json.loads, lines))), given.shared, given.draw)
        return
    with given.found.open("w", encoding="utf-8") as out:
        for pair in found(given.shared, range(*given.reports), given.told):
            out.write(json.dumps(pair) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
