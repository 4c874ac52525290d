"""Does a report that gets one detail of a real event wrong stay unconfirmed, and a faithful one not?

Statements that other outlets tell too (``bench/retold.py``) are verified as they are, in other words (rules of
``training/shortening.py``), and with one detail changed: a number, date, place, name, role, direction or negation
(rules of ``training/changes.py``). Each is a report of one sentence, verified from end to end against a library of
several thousand reports of the same weeks that lacks every report the statements are from, as of `NEAR` days after
its date.

``distorted_supported_error`` is the share of changed statements that are called supported,
``distorted_refuted_share`` of those that are refuted; ``faithful_unsupported_error`` and ``faithful_refuted_error``
speak of the unchanged ones that the library can bear out. ``new_refuted_wrong`` counts the unchanged ones that are
refuted as of a day when nobody had reported them yet, and ``new_supported`` those that are supported: some had been
known before, so that is no mistake by itself. ``macro_f1`` is over supported and refuted as the right verdicts. Of a
sentence that makes several assertions, a changed one counts by those that have the change, an unchanged one by its
weakest. Where the reader finds nothing checkable, or takes the change for a part of who said it or when, the case is
undetermined, and counted as ``unread``.

    python -m bench.distortion ../shared [KIND]     prints each case of a kind, to be read by a person

No text is kept: the set is cut anew from the reports each time.
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from bench.calibration import Point, calibration, keep_points
from bench.library import BUILD, fill
from bench.retold import NEAR, Told, dated, days_around, stem, told_elsewhere
from bench.rows import Row, shuffled
from bench.scores import macro_f1, mean
from bench.swapped import swapped
from secondsource import Library, verify
from secondsource.intake.form import read_form
from secondsource.library.schema import STEPS
from secondsource.library.terms import FORM
from secondsource.model import Assessment, Block, Dossier, Report, Role, Span, Verdict
from training.changes import CHANGES, Change
from training.shortening import reworded

SEED = 20190325
KINDS = ("number", "date", "place", "name", "role", "direction", "negation")
MOST_OF = {"number": 2, "date": 2, "place": 2, "direction": 2}
FAITHFUL = ("as it was", "in other words")
NEW = "not told yet"
AROUND = 1  # days around a statement's of which the library holds every report
LEAST_HELD = 5_000
NOW = datetime(2021, 1, 1, tzinfo=UTC)
# The worst first: a sentence is as good as its weakest assertion.
WEAKEST = (Verdict.REFUTED, Verdict.CONFLICTING, Verdict.UNDETERMINED, Verdict.SUPPORTED)
RIGHT = {True: Verdict.SUPPORTED, False: Verdict.REFUTED}


@dataclass(frozen=True)
class Case:
    """One sentence to verify; ``changed`` holds the words that its change put in."""

    told: Told
    kind: str
    text: str
    changed: str | None = None

    @property
    def so(self) -> bool:
        return self.kind not in KINDS

    @property
    def as_of(self) -> date:
        return self.told.day + timedelta(NEAR if self.kind != NEW else -NEAR - 1)

    @property
    def report(self) -> Report:
        identity = hashlib.sha256(self.text.encode()).hexdigest()
        block = Block(Span(0, len(self.text)), Role.PARAGRAPH)
        return Report(identity, self.text, (block,), published=self.told.day, language="en")


@dataclass(frozen=True)
class Outcome:
    """The verdict on a case, and the log odds of each of its statements that count."""

    case: Case
    verdict: Verdict
    assessed: tuple[Assessment, ...]
    dossier: Dossier


# --- the cases ---------------------------------------------------------------------------------------------------


def cases(every: Sequence[Told]) -> Iterator[Case]:
    for told in every:
        yield from _faithful(told)
        yield from _distorted(told)


def _faithful(told: Told) -> Iterator[Case]:
    yield Case(told, FAITHFUL[0], told.text)
    other = reworded(told.text, random.Random(f"{SEED} {told.text}"), share=1.0).replace("..", ".")
    if other != told.text:
        yield Case(told, FAITHFUL[1], other)
    yield Case(told, NEW, told.text)


def _distorted(told: Told) -> Iterator[Case]:
    """Of each kind that the statement allows one case, two of the kinds that few allow."""
    chance = random.Random(f"{SEED} {told.text}")
    beside = [told.report["text"]]
    made: dict[str, list[str]] = defaultdict(list)
    for make in (swapped, *CHANGES, *CHANGES):
        for change in make(told.text, beside, chance):
            text, already = change(told.text), made[change.kind]
            if (
                text not in (told.text, *already)
                and len(already) < MOST_OF.get(change.kind, 1)
                and _whole(told, change)
            ):
                already.append(text)
                yield Case(told, change.kind, text, change.new)


def _whole(told: Told, change: Change) -> bool:
    """Whether the names that change places were not cut in two."""
    return change.kind != "role" or not re.match(r" [A-Z]|['’]", told.text.partition(change.old)[2])


# --- the library -------------------------------------------------------------------------------------------------


def library_of(reports: Mapping[str, Row], every: Sequence[Told]) -> Path:
    """The folder of the library, made when first needed and kept under ``build/`` with what was read of it."""
    ids = sorted({told.report["id"] for told in every})
    digest = hashlib.sha256(" ".join(ids).encode()).hexdigest()[:8]
    folder = BUILD / f"distortion-{digest}-{version('secondsource')}-{len(STEPS)}-{FORM}"
    if not (folder / "done").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        fill(folder / "library", (read_form(row, retrieved=NOW) for row in _held(reports, every)))
        (folder / "done").touch()
    return folder / "library"


def _held(reports: Mapping[str, Row], every: Sequence[Told]) -> Iterator[Row]:
    own = {told.report["id"] for told in every} | {told.report["text"] for told in every}
    days = days_around(every, AROUND)
    bearing = {row["id"] for told in every for row in told.elsewhere}
    number = 0
    for row in shuffled(reports.values()):
        if row["id"] in own or row["text"] in own:
            continue
        wanted = row["date"] in days or row["id"] in bearing
        if wanted or number < LEAST_HELD // 4:  # a quarter of any time
            number += not wanted
            yield row


# --- the verdicts ------------------------------------------------------------------------------------------------


def outcomes(shared: Path, listed: str = "measured", most: int | None = None) -> Iterator[Outcome]:
    """Each case verified, in the order of the list; ``most`` takes that many statements only, by digest."""
    reports = dated(shared)
    both = [told for part in ("measured", "fitted") for told in told_elsewhere(reports, part)]
    chosen = sorted(told_elsewhere(reports, listed), key=lambda told: stem_of(told))[:most]
    with Library.open(library_of(reports, both)) as library:
        for case in cases(chosen):
            yield outcome(case, verify(case.report, library, as_of=case.as_of, now=NOW))


def stem_of(told: Told) -> str:
    return hashlib.sha256(told.text.encode()).hexdigest()


def outcome(case: Case, dossier: Dossier) -> Outcome:
    by_id = {assessment.statement: assessment for assessment in dossier.assessments}
    checkable = [statement for statement in dossier.statements if statement.id in by_id]
    if words := _put_in(case):  # a role that is turned round puts nothing in
        checkable = [s for s in checkable if words & {stem(word) for word in s.text.split()}]
    assessed = tuple(by_id[statement.id] for statement in checkable)
    verdicts = [assessment.verdict for assessment in assessed]
    if not case.so:  # wrong enough if any assertion with the change is called supported
        verdict = max(verdicts, key=WEAKEST.index, default=Verdict.UNDETERMINED)
    else:
        verdict = min(verdicts, key=WEAKEST.index, default=Verdict.UNDETERMINED)
    return Outcome(case, verdict, assessed, dossier)


def _put_in(case: Case) -> set[str]:
    """Stems of the words that are in the sentence since it was changed."""
    return {stem(word) for word in (case.changed or "").split()} - {stem(word) for word in case.told.text.split()}


# --- the figures -------------------------------------------------------------------------------------------------


def measure(shared: Path) -> dict[str, float]:
    """The figures above."""
    found = list(outcomes(shared))
    keep_points("distortion", points(found))
    return figures(found)


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    distorted = [o for o in found if not o.case.so]
    faithful = [o for o in found if o.case.kind in FAITHFUL and o.case.told.borne_out]
    new = [o for o in found if o.case.kind == NEW]
    return {
        "distorted": float(len(distorted)),
        "distorted_supported_error": _share(distorted, Verdict.SUPPORTED),
        "distorted_refuted_share": _share(distorted, Verdict.REFUTED),
        **{f"{kind}_supported_of_{len(each)}": float(_number(each, Verdict.SUPPORTED)) for kind in KINDS
           if (each := [o for o in distorted if o.case.kind == kind])},
        "faithful": float(len(faithful)),
        "faithful_unsupported_error": 1 - _share(faithful, Verdict.SUPPORTED),
        "faithful_refuted_error": _share(faithful, Verdict.REFUTED),
        "unread": float(sum(not o.assessed for o in found)),
        "new": float(len(new)),
        "new_refuted_wrong": float(_number(new, Verdict.REFUTED)),
        "new_supported": float(_number(new, Verdict.SUPPORTED)),
        "macro_f1": macro_f1([(RIGHT[o.case.so], o.verdict) for o in (*distorted, *faithful)]),
        **calibration(points(found)),
    }  # fmt: skip


def _share(found: Sequence[Outcome], verdict: Verdict) -> float:
    return mean([o.verdict is verdict for o in found])


def _number(found: Sequence[Outcome], verdict: Verdict) -> int:
    return sum(o.verdict is verdict for o in found)


def points(found: Sequence[Outcome]) -> list[Point]:
    """Each case by its least likely statement (the likeliest with the change, if changed). Faithful and changed weigh
    the same in sum, since the prior is even."""
    told = [o for o in found if o.assessed and o.case.kind != NEW and (not o.case.so or o.case.told.borne_out)]
    number = {so: sum(o.case.so is so for o in told) for so in (True, False)}
    return [Point.at(_log_odds(o), o.case.so, 0.5 / number[o.case.so]) for o in told]


def _log_odds(found: Outcome) -> float:
    odds = [assessment.log_odds for assessment in found.assessed]
    return min(odds) if found.case.so else max(odds)


def main() -> None:
    wanted = sys.argv[2:] or [*FAITHFUL, NEW, *KINDS]
    reports = dated(Path(sys.argv[1]))
    for case in cases(told_elsewhere(reports, "measured")):
        if case.kind in wanted:
            print(f"{case.kind:16} {'borne out' if case.told.borne_out else '':9} {case.text}")


if __name__ == "__main__":
    main()
