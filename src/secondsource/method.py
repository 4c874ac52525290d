"""The method: a report in, a dossier out, in five steps.

``docs/method.md`` tells the same in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from random import random
from threading import Event
from typing import Protocol

from secondsource.assessment.accounts import rival_accounts
from secondsource.assessment.assess import assess
from secondsource.assessment.second import add_opinion, worth_asking
from secondsource.assessment.weigh import Weights
from secondsource.evidence.asking import remembered
from secondsource.evidence.byhand import decided
from secondsource.evidence.retrieve import Candidate, expect, look_up, stated_in
from secondsource.evidence.stance import judge, stance_version
from secondsource.gather.gather import gather
from secondsource.gather.registry import registered
from secondsource.gather.web import Outside, world
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.library.decisions import OF_LINES, in_force
from secondsource.model import (
    Accounts,
    Action,
    Assessment,
    Decision,
    Dossier,
    Evidence,
    Failure,
    Gathering,
    Interim,
    Line,
    Opinion,
    Reading,
    Record,
    Reference,
    Report,
    Span,
    Statement,
    Subject,
    Verdict,
    Versions,
)
from secondsource.reading.marking import LONGEST_REPORT
from secondsource.reading.statements import READING_VERSION, find_statements, reads
from secondsource.rulings import astray, by_statement, rulings
from secondsource.settings import Gather
from secondsource.shelf import Shelf
from secondsource.sourcing.byhand import idle
from secondsource.sourcing.counting import count_lines
from secondsource.sourcing.houses import Houses, bytes_of
from secondsource.sourcing.lines import trace_lines
from secondsource.sourcing.reliability import digest, letter, outcomes, rate, records, together

Source = Report | str | Path
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
    report = _taken_in(source, published, now or datetime.now(UTC))
    statements, failures = _read(report)
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
        report = _taken_in(source, published, now)
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


def gather_evidence(
    source: Source,
    library: Library | Path | str,
    *,
    settings: Gather | None = None,
    published: date | None = None,
    as_of: date | None = None,
    now: Callable[[], datetime] | None = None,
    progress: Progress | None = None,
    stop: Event | None = None,
    outside: Outside | None = None,
) -> Gathering:
    """Brings what others have reported about a report from the web into a library; judges nothing.

    ``source``, ``library``, ``published``, ``as_of`` and ``progress`` are as for ``verify``; the folder of a library is
    made where there is none. ``settings`` say whom to ask and how much. ``stop`` ends it early, and what came by then
    is kept. ``outside`` replaces the network in tests. Raises ``InputError`` and ``LibraryError``; what else could not
    be done is in ``failures``.
    """
    settings = settings or Gather()
    outside = outside or web(now or (lambda: datetime.now(UTC)))
    with ExitStack() as stack:
        if not isinstance(library, Library):
            library = stack.enter_context(Library.open(Path(library), create=True, now=outside.now))
        report = _kept(source, published, outside.now(), library)
        statements, _ = _read(report)
        return gather(
            report,
            statements,
            library,
            registered(settings),
            settings,
            outside,
            as_of=as_of or outside.now().date(),
            progress=progress or (lambda line: None),
            stop=stop,
        )


def web(now: Callable[[], datetime]) -> Outside:
    """The web itself, through the guard, for ``gather_evidence`` and the doctor; ``now`` is the clock."""
    return world(now, random)


def _kept(source: Source, published: date | None, now: datetime, library: Library) -> Report:
    """The report, and if it was at an address also in the library: what is there may be gone tomorrow."""
    if isinstance(source, Report):
        return _taken_in(source, published, now)
    taken = take(str(source), published=published, now=now)
    if taken.report.url and "://" in str(source):
        list(library.add([(taken.report, taken.data)]))
    return taken.report


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
    shelf = Shelf(library)
    superseded = library.superseded(as_of)
    exclude = shelf.copies(report, as_of).union(superseded)

    # 2. Read: what does it state, who says so, and how do they know?
    tell("reading the report")
    statements, failures = _read(report)
    if model is not None:
        parts, unsplit = model.parts(statements, tell)
        statements = tuple(each for s in statements for each in (s, *parts.get(s.id, ())))
        failures = (*failures, *unsplit)

    if follower:
        follower.read(statements)

    # 3. Find evidence: what have others reported about each statement?
    checkable = [statement for statement in statements if statement.checkable]
    passages: dict[str, tuple[tuple[Report, Span], ...]] = {}
    tell("looking up what others report")
    expect(checkable, library, as_of=as_of)
    for number, statement in enumerate(checkable, 1):
        tell(f"looking up statement {number} of {len(checkable)}")
        passages[statement.id] = look_up(
            statement, report.published, library, shelf.report, as_of=as_of, exclude=exclude
        )
    tell("reading what was found")
    shelf.read(each for found in passages.values() for each in found)

    log = library.decisions()
    decisions = in_force(log)
    of_lines = tuple(decision for decision in decisions if decision.action in OF_LINES)
    stances = by_statement(decisions, (Action.STANCE,), report.id, statements)
    gatherings = library.gatherings(report.id)
    unsought = _unsought(checkable, gatherings)
    known = library.outcomes(as_of) if follower else ()
    asked = remembered(library)
    evidence: dict[str, tuple[Evidence, ...]] = {}
    aside: tuple[Evidence, ...] = ()
    traced: list[tuple[Statement, tuple[Line, ...]]] = []
    for number, statement in enumerate(checkable, 1):
        tell(f"setting what was found against statement {number} of {len(checkable)}")
        offered = stated_in(passages[statement.id], shelf.statements)
        own, out, unapplied = decided(
            statement,
            report.published,
            judge(statement, report.published, offered, asked),
            stances.get(statement.id, ()),
            lambda passage: _stated(passage, shelf, as_of, exclude),
            asked,
        )
        evidence[statement.id] = own
        aside, failures = (*aside, *out), (*failures, *unapplied)

        # 4. Trace lines: to how many independent origins does that evidence go back?
        traced.append((statement, trace_lines(statement, own, shelf.reports, report, of_lines, houses)))
        if follower:
            rated = rate(traced[-1][1], known, {item.id: item for item in own}, of_lines)
            follower.found(_interim(statement, own, rated, shelf.reports, superseded, report, as_of, unsought))
    shelf.keep()
    found = tuple(item for items in evidence.values() for item in items)
    by_id = {item.id: item for item in found}
    lines, record = _rated(traced, by_id, shelf.reports, library, of_lines, as_of)

    # 5. Assess: what follows for each statement, and where do accounts differ?
    tell("weighing all statements together")
    assessments = _assess(checkable, lines, by_id, shelf.reports, report, as_of, unsought)
    if model is not None:
        assessments, unheard = _advised(model, checkable, lines, evidence, assessments, tell)
        failures = (*failures, *unheard)
    ruled = rulings(decisions, report.id, statements)
    shaping = {number for line in lines for number in line.decisions}
    shaping |= {item.decision for item in (*found, *aside) if item.decision} | {each.decision for each in ruled}
    return Dossier(
        report=report,
        as_of=as_of,
        statements=statements,
        reports=_references((*found, *aside), shelf.reports, superseded),
        evidence=found,
        lines=lines,
        assessments=assessments,
        accounts=_accounts(report, statements, found),
        failures=(
            *failures,
            *_ungathered(gatherings, assessments, unsought),
            *shelf.failures,
            *_behind(library),
            *idle(of_lines, found, shelf.reports | shelf.named_in(of_lines), shelf.mentions),
            *astray(decisions, report.id, shelf.texts(report), statements),
        ),
        versions=Versions(
            package=version("secondsource"),
            reading=READING_VERSION,
            stance=stance_version(),
            weights=Weights.load().version,
            library=library.digest(),
            opinion=model.name if model else None,
            record=record,
            houses=houses.version,
            decisions=log[-1].number if log else None,
        ),
        counts=count_lines(lines, by_id, shelf.reports),
        decisions=tuple(decision for decision in decisions if decision.number in shaping),
        gatherings=gatherings,
        rulings=ruled,
        aside=aside,
    )


def _stated(passage: Subject, shelf: Shelf, as_of: date, exclude: frozenset[str]) -> tuple[Candidate, ...]:
    """What a held report states in a passage that somebody names; nothing where that cannot be evidence."""
    named = shelf.held(passage.report) if passage.report and passage.report not in exclude else None
    if named is None or passage.span is None or named.published is None or named.published > as_of:
        return ()
    stated = shelf.statements(named, passage.span)
    return tuple(
        Candidate(named, statement, stated[number - 1] if number else None)
        for number, statement in enumerate(stated)
        if statement.span.overlaps(passage.span)
    )


def _interim(
    statement: Statement,
    evidence: tuple[Evidence, ...],
    lines: tuple[Line, ...],
    reports: Mapping[str, Report],
    superseded: Mapping[str, str],
    verified: Report,
    as_of: date,
    unsought: frozenset[str],
) -> Interim:
    by_id = {item.id: item for item in evidence}
    assessed = _assess([statement], lines, by_id, reports, verified, as_of, unsought)
    return Interim(
        statement, evidence, _references(evidence, reports, superseded), lines, assessed[0] if assessed else None
    )


def _rated(
    traced: Sequence[tuple[Statement, tuple[Line, ...]]],
    evidence: Mapping[str, Evidence],
    reports: Mapping[str, Report],
    library: Library,
    decisions: tuple[Decision, ...],
    as_of: date,
) -> tuple[tuple[Line, ...], str]:
    """The lines of all statements, rated by the record of their origins, which they add to; and its digest."""
    # Parts that a model proposes come last and leave no trace in the record of an origin, which is of what was read.
    read, proposed = ([line for s, ls in traced if bool(s.proposed) is p for line in ls] for p in (False, True))
    own, kept = outcomes(read, evidence, reports), library.outcomes(as_of)
    known = together(own, kept)
    if not set(own) <= set(kept):
        library.keep_outcomes(own)
    return rate((*read, *proposed), known, evidence, decisions), digest(known)


def _unsought(statements: Iterable[Statement], gatherings: tuple[Gathering, ...]) -> frozenset[str]:
    """The statements that were to be looked up on the web, and on which no connector ever gave an answer."""
    searches = [search for gathering in gatherings for search in gathering.searches]
    sought, answered = (
        {statement for search in asked for statement in search.statements}
        for asked in (searches, [search for search in searches if search.answered])
    )
    return frozenset(statement.id for statement in statements if statement.id in sought - answered)


def _ungathered(
    gatherings: tuple[Gathering, ...], assessments: Iterable[Assessment], unsought: frozenset[str]
) -> Iterable[Failure]:
    """What the latest gathering could not do, and the statements that are not judged for want of an answer."""
    yield from gatherings[-1].failures if gatherings else ()
    judged = {assessment.statement for assessment in assessments}
    for statement in sorted(unsought - judged):
        message = "no service gave an answer, so that nothing was found says nothing; gather again when they do"
        yield Failure("gather", statement, message)


def _taken_in(source: Source, published: date | None, now: datetime) -> Report:
    if isinstance(source, Report):
        return replace(source, published=published) if published else source
    return take(str(source), published=published, now=now).report


def _read(report: Report) -> tuple[tuple[Statement, ...], tuple[Failure, ...]]:
    if not reads(report.text_language, report.text):
        language = report.text_language or "a language that could not be told"
        message = f"it is in {language!r}, and only English is read; give a translation"
        return (), (Failure("reading", report.id, message),)
    if len(report.text) > LONGEST_REPORT:
        message = f"only its first {LONGEST_REPORT:,} characters were read; give the rest as a report of its own"
        return find_statements(report), (Failure("reading", report.id, message),)
    return find_statements(report), ()


def _behind(library: Library) -> tuple[Failure, ...]:
    if not (waiting := library.behind()):
        return ()
    message = f"{waiting} reports were still being added and could not be searched; verify again when that is done"
    return (Failure("evidence", "library", message),)


def _assess(
    statements: Sequence[Statement],
    lines: tuple[Line, ...],
    evidence: Mapping[str, Evidence],
    reports: Mapping[str, Report],
    verified: Report,
    as_of: date,
    unsought: frozenset[str],
) -> tuple[Assessment, ...]:
    """Those of ``unsought`` that come out undetermined are left out: we could not look, which is no verdict."""
    behind = {s.id: [line for line in lines if line.statement == s.id] for s in statements}
    made = (assess(s, behind[s.id], evidence, reports, verified, as_of=as_of) for s in statements)
    return tuple(a for a in made if a.verdict is not Verdict.UNDETERMINED or a.statement not in unsought)


def _accounts(report: Report, statements: Sequence[Statement], found: Sequence[Evidence]) -> tuple[Accounts, ...]:
    """Of what the reader found: a part of a statement tells nothing that the statement does not."""
    own = {statement.id: statement for statement in statements if statement.proposed is None}
    return rival_accounts(report, tuple(own.values()), [item for item in found if item.statement in own])


def _advised(
    model: Adviser,
    statements: Sequence[Statement],
    lines: tuple[Line, ...],
    evidence: Mapping[str, tuple[Evidence, ...]],
    assessments: tuple[Assessment, ...],
    tell: Progress,
) -> tuple[tuple[Assessment, ...], tuple[Failure, ...]]:
    """The assessments with the model's opinions as a reason of each, and what opinions could not be had."""
    asked = {s.id: worth_asking([line for line in lines if line.statement == s.id], evidence[s.id]) for s in statements}
    opinions, failures = model.opinions([(s, item) for s in statements for item in asked[s.id]], tell)
    statement_of = {item.id: item.statement for items in asked.values() for item in items}
    return tuple(
        add_opinion(a, model.name, [o for o in opinions if statement_of[o.evidence] == a.statement])
        for a in assessments
    ), failures


def _references(
    evidence: Iterable[Evidence], reports: Mapping[str, Report], superseded: Mapping[str, str]
) -> tuple[Reference, ...]:
    """The cited reports in order of publication, each with the earlier versions that it supersedes."""
    cited = {item.report for item in evidence}
    ordered = sorted((reports[r] for r in cited), key=lambda r: (r.published or date.max, r.publisher or "", r.id))
    return tuple(
        replace(Reference.to(report), earlier=tuple(old for old, new in superseded.items() if new == report.id))
        for report in ordered
    )
