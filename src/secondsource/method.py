"""The method: a report in, a dossier out, in five steps.

``docs/method.md`` tells the same in words; ``finding.py`` holds what steps 3 and 4 do for one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from secondsource.assessment.accounts import rival_accounts
from secondsource.assessment.second import add_opinion, worth_asking
from secondsource.assessment.unsought import ungathered
from secondsource.assessment.weigh import Weights
from secondsource.evidence.stance import stance_version
from secondsource.finding import Case, Found, Told, assessments, interim, looked_up, traced, weighed
from secondsource.intake.source import Source, taken_in
from secondsource.library import Library
from secondsource.model import (
    Accounts,
    Assessment,
    Dossier,
    Evidence,
    Failure,
    Interim,
    Line,
    Opinion,
    Reading,
    Record,
    Report,
    Statement,
    Versions,
)
from secondsource.reading.statements import READING_VERSION, read_report
from secondsource.rulings import astray, rulings
from secondsource.sourcing.byhand import idle
from secondsource.sourcing.counting import count_lines
from secondsource.sourcing.houses import Houses, bytes_of
from secondsource.sourcing.reliability import digest, letter, outcomes, rate, records, together

Progress = Callable[[str], None]


class Adviser(Protocol):
    """Whoever proposes parts of statements and gives second opinions on passages; what could not be had is a
    ``Failure``."""

    name: str

    def parts(
        self, statements: Sequence[Statement], tell: Progress
    ) -> tuple[Mapping[str, tuple[Statement, ...]], tuple[Failure, ...]]: ...

    def opinions(
        self, pairs: Sequence[tuple[Statement, Evidence]], tell: Progress
    ) -> tuple[tuple[Opinion, ...], tuple[Failure, ...]]: ...


class Follower(Protocol):
    """Whoever is shown a dossier while it is made: first what the report states, then each statement with what was
    found on it."""

    def read(self, statements: tuple[Statement, ...]) -> None: ...

    def found(self, interim: Interim) -> None: ...


def read(source: Source, *, published: date | None = None, now: datetime | None = None) -> Reading:
    """What a report states and who says so, without looking anything up.

    ``source`` is a report, a path or an http(s) address. ``published`` is the date of a report that does not tell it;
    without one, times such as "on Saturday" stay unresolved. ``now`` is the moment at which an address is fetched.
    Raises ``InputError`` where the source cannot be used.
    """
    report, _ = taken_in(source, published, now or datetime.now(UTC))
    statements, failures = read_report(report)
    return Reading(report, statements, failures, Versions(version("secondsource"), READING_VERSION))


def verify(
    source: Source,
    library: Library | Path | str,
    *,
    published: date | None = None,
    as_of: date | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
    model: Adviser | None = None,
    houses: Path | None = None,
    before: Dossier | None = None,
    follower: Follower | None = None,
) -> Dossier:
    """The dossier of a report: each of its statements set against the reports of a library.

    ``source``, ``published`` and ``now`` are as for ``read``. ``library`` is an open library or the folder of one. Only
    reports published up to ``as_of`` count; by default that is the day of ``now``. ``progress`` is told what is being
    done, a line at a time. ``model``, a ``LanguageModel``, is asked for second opinions and for parts of statements,
    which are set beside them; it changes no verdict, and nobody can promise that it says the same twice. ``houses`` is
    a file that adds to the table of outlets of one newsroom or owner; where none is given, that of ``before`` is taken,
    the dossier whose place this one takes. ``follower`` is shown each statement as soon as its lines are traced; the
    dossier is the same with and without one. Raises ``InputError`` and ``LibraryError``; what else could not be done is
    in ``failures``.
    """
    now = now or datetime.now(UTC)
    tell = progress or (lambda line: None)
    with ExitStack() as stack:
        if not isinstance(library, Library):
            library = stack.enter_context(Library.open(Path(library)))
        table, unheld = _houses(houses, before, library)
        report, _ = taken_in(source, published, now)
        made = _verify(report, library, as_of or now.date(), tell, model, table, follower)
        return replace(made, failures=(*made.failures, *unheld))


def _houses(own: Path | None, before: Dossier | None, library: Library) -> tuple[Houses, tuple[Failure, ...]]:
    """The table as it is set now, which the library keeps for whoever verifies again; else that of the dossier before.

    So an edited table is heard, and whoever verifies again without one does not lose what it joined.
    """
    if own is not None:
        table = Houses.of_bytes(data := bytes_of(own), str(own))
        library.keep_houses(data)
        return table, ()
    if before is None or before.versions.houses is None:
        return Houses.load(), ()
    if (kept := library.houses(before.versions.houses)) is not None:
        return Houses.of_bytes(kept, "the table of houses of the dossier before"), ()
    why = "the table of houses that the dossier before was made with is not in this library; name it in the settings"
    return Houses.load(), (Failure("sourcing", "houses", why),)


def ratings(library: Library) -> tuple[tuple[str, str, Record], ...]:
    """The origins that have a record in a library: name, letter, and how their statements fared."""
    found = records(library.outcomes())
    return tuple((origin, letter(record), record) for origin, record in found.items())


def _verify(
    report: Report,
    library: Library,
    as_of: date,
    tell: Progress,
    model: Adviser | None,
    houses: Houses,
    follower: Follower | None,
) -> Dossier:
    # 1. Take in: the report is here; which held reports are copies of it, and which have been edited since?
    case = Case.opened(report, library, as_of, houses)

    # 2. Read: what does it state, who says so, and how do they know?
    statements, failures = _stated(report, model, tell)
    if follower:
        follower.read(statements)
    checkable = [statement for statement in statements if statement.checkable]

    # 3. Find evidence: what have others reported about each statement?
    passages = looked_up(case, checkable, tell)
    told = Told.on(case, statements, checkable)
    known = library.outcomes(as_of) if follower else ()
    found: list[Found] = []
    for number, statement in enumerate(checkable, 1):
        tell(f"setting what was found against statement {number} of {len(checkable)}")
        untraced = weighed(case, told, statement, passages[statement.id])

        # 4. Trace lines: to how many independent origins does that evidence go back?
        found.append(traced(case, told, untraced))
        if follower:
            follower.found(interim(case, told, found[-1], known))
    case.shelf.keep()
    lines, record = _rated(case, told, found)

    # 5. Assess: what follows for each statement, and where do accounts differ?
    tell("weighing all statements together")
    assessed, unheard = _assessed(case, told, found, lines, model, tell)
    failures = (*failures, *(failure for each in found for failure in each.failures), *unheard)
    return _dossier(case, told, statements, found, lines, assessed, failures, _versions(case, told, model, record))


def _stated(report: Report, model: Adviser | None, tell: Progress) -> tuple[tuple[Statement, ...], tuple[Failure, ...]]:
    """What a report states, each statement with the parts that the model proposes of it."""
    tell("reading the report")
    statements, failures = read_report(report)
    if model is None:
        return statements, failures
    parts, unsplit = model.parts(statements, tell)
    return tuple(each for s in statements for each in (s, *parts.get(s.id, ()))), (*failures, *unsplit)


def _by_id(found: Sequence[Found]) -> dict[str, Evidence]:
    return {item.id: item for each in found for item in each.evidence}


def _rated(case: Case, told: Told, found: Sequence[Found]) -> tuple[tuple[Line, ...], str]:
    """The lines of all statements, rated by the record of their origins, which they add to; and its digest."""
    # Parts that a model proposes come last and leave no trace in the record of an origin, which is of what was read.
    read, proposed = (
        [line for each in found if bool(each.statement.proposed) is part for line in each.lines]
        for part in (False, True)
    )
    evidence = _by_id(found)
    own, kept = outcomes(read, evidence, case.shelf.reports), case.library.outcomes(case.as_of)
    known = together(own, kept)
    if not set(own) <= set(kept):
        case.library.keep_outcomes(own)
    return rate((*read, *proposed), known, evidence, told.of_lines), digest(known)


def _assessed(
    case: Case, told: Told, found: Sequence[Found], lines: Sequence[Line], model: Adviser | None, tell: Progress
) -> tuple[tuple[Assessment, ...], tuple[Failure, ...]]:
    """The assessments, with the model's opinions as a reason of each, and what opinions could not be had."""
    made = assessments(case, told, [each.statement for each in found], lines, _by_id(found))
    if model is None:
        return made, ()
    pairs = [
        (each.statement, item)
        for each in found
        for item in worth_asking([line for line in lines if line.statement == each.statement.id], each.evidence)
    ]
    opinions, failures = model.opinions(pairs, tell)
    statement_of = {item.id: statement.id for statement, item in pairs}
    return tuple(
        add_opinion(a, model.name, [o for o in opinions if statement_of[o.evidence] == a.statement]) for a in made
    ), failures


def _dossier(
    case: Case,
    told: Told,
    statements: tuple[Statement, ...],
    found: Sequence[Found],
    lines: tuple[Line, ...],
    assessed: tuple[Assessment, ...],
    failures: tuple[Failure, ...],
    versions: Versions,
) -> Dossier:
    evidence = tuple(item for each in found for item in each.evidence)
    aside = tuple(item for each in found for item in each.aside)
    ruled = rulings(told.decisions, case.report.id, statements)
    shaping = {number for line in lines for number in line.decisions}
    shaping |= {item.decision for item in (*evidence, *aside) if item.decision} | {each.decision for each in ruled}
    return Dossier(
        report=case.report,
        as_of=case.as_of,
        statements=statements,
        reports=case.shelf.references((*evidence, *aside), case.superseded),
        evidence=evidence,
        lines=lines,
        assessments=assessed,
        accounts=_accounts(case.report, statements, evidence),
        failures=(*failures, *_undone(case, told, statements, evidence, assessed)),
        versions=versions,
        counts=count_lines(lines, _by_id(found), case.shelf.reports),
        decisions=tuple(decision for decision in told.decisions if decision.number in shaping),
        gatherings=told.gatherings,
        rulings=ruled,
        aside=aside,
    )


def _undone(
    case: Case,
    told: Told,
    statements: Sequence[Statement],
    evidence: Sequence[Evidence],
    assessed: Sequence[Assessment],
) -> Iterator[Failure]:
    """What could not be sought, what was not read or found, and decisions that do not apply here."""
    shelf = case.shelf
    yield from ungathered(told.gatherings, assessed, told.unsought)
    yield from shelf.failures
    yield from idle(told.of_lines, evidence, shelf.reports | shelf.named_in(told.of_lines), shelf.mentions)
    yield from astray(told.decisions, case.report.id, shelf.texts(case.report), statements)


def _versions(case: Case, told: Told, model: Adviser | None, record: str) -> Versions:
    return Versions(
        package=version("secondsource"),
        reading=READING_VERSION,
        stance=stance_version(),
        weights=Weights.load().version,
        library=case.library.digest(),
        opinion=model.name if model else None,
        record=record,
        houses=case.houses.version,
        decisions=told.log,
    )


def _accounts(report: Report, statements: Sequence[Statement], found: Sequence[Evidence]) -> tuple[Accounts, ...]:
    """Of what the reader found: a part of a statement tells nothing that the statement does not."""
    own = {statement.id: statement for statement in statements if statement.proposed is None}
    return rival_accounts(report, tuple(own.values()), [item for item in found if item.statement in own])
