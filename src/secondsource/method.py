"""The method: a report in, a dossier out, in five steps.

``docs/method.md`` tells the same in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
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
from secondsource.evidence.retrieve import retrieve
from secondsource.evidence.stance import judge, stance_version
from secondsource.gather.gather import gather
from secondsource.gather.registry import registered
from secondsource.gather.web import Outside, world
from secondsource.intake.take import take
from secondsource.library import Library
from secondsource.library.decisions import in_force
from secondsource.model import (
    Accounts,
    Assessment,
    Block,
    Decision,
    Dossier,
    Evidence,
    Failure,
    Gathering,
    Line,
    Opinion,
    Reading,
    Record,
    Reference,
    Report,
    Span,
    Statement,
    Verdict,
    Versions,
)
from secondsource.reading.marking import LONGEST_REPORT
from secondsource.reading.statements import READING_VERSION, find_statements, reads
from secondsource.settings import Gather
from secondsource.sourcing.byhand import idle
from secondsource.sourcing.copies import is_copy
from secondsource.sourcing.counting import count_lines
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
) -> Dossier:
    """The dossier of a report: each of its statements set against the reports of a library.

    ``source``, ``published`` and ``now`` are as for ``read``. ``library`` is an open library or the folder of one. Only
    reports published up to ``as_of`` count; by default that is the day of ``now``. ``progress`` is told what is being
    done, a line at a time. ``model``, a ``LanguageModel``, is asked for second opinions and for parts of statements,
    which are set beside them; it changes no verdict, and nobody can promise that it says the same twice. Raises
    ``InputError`` and ``LibraryError``; what else could not be done is in ``failures``.
    """
    now = now or datetime.now(UTC)
    tell = progress or (lambda line: None)
    with ExitStack() as stack:
        if not isinstance(library, Library):
            library = stack.enter_context(Library.open(Path(library)))
        return _verify(_taken_in(source, published, now), library, as_of or now.date(), tell, model)


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


def _verify(report: Report, library: Library, as_of: date, tell: Progress, model: Adviser | None) -> Dossier:
    # 1. Take in: the report is here; which held reports are copies of it?
    shelf = _Shelf(library)
    exclude = shelf.copies(report, as_of)

    # 2. Read: what does it state, who says so, and how do they know?
    tell("reading the report")
    statements, failures = _read(report)
    if model is not None:
        parts, unsplit = model.parts(statements, tell)
        statements = tuple(each for s in statements for each in (s, *parts.get(s.id, ())))
        failures = (*failures, *unsplit)

    # 3. Find evidence: what have others reported about each statement?
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for number, statement in enumerate(statements, 1):
        tell(f"looking up statement {number} of {len(statements)}")
        if statement.checkable:
            candidates = retrieve(
                statement,
                report.published,
                library,
                shelf.report,
                shelf.statements,
                as_of=as_of,
                exclude=exclude,
            )
            evidence[statement.id] = judge(statement, report.published, candidates)
    shelf.keep()

    # 4. Trace lines: to how many independent origins does that evidence go back?
    tell("tracing lines of sourcing")
    checkable = [statement for statement in statements if statement.checkable]
    decisions = in_force(library.decisions())
    lines, record = _lines(checkable, evidence, shelf.reports, report, library, decisions, as_of)

    # 5. Assess: what follows for each statement, and where do accounts differ?
    gatherings = library.gatherings(report.id)
    unsought = _unsought(checkable, gatherings)
    assessments = _assess(checkable, lines, evidence, shelf.reports, report, as_of, unsought)
    if model is not None:
        assessments, unheard = _advised(model, checkable, lines, evidence, assessments, tell)
        failures = (*failures, *unheard)
    found = tuple(item for items in evidence.values() for item in items)
    by_id = {item.id: item for item in found}
    shaping = {number for line in lines for number in line.decisions}
    return Dossier(
        report=report,
        as_of=as_of,
        statements=statements,
        reports=_references(found, shelf.reports),
        evidence=found,
        lines=lines,
        assessments=assessments,
        accounts=_accounts(report, statements, found),
        failures=(
            *failures,
            *_ungathered(gatherings, assessments, unsought),
            *shelf.failures,
            *_behind(library),
            *idle(decisions, found, shelf.named_in(decisions)),
        ),
        versions=Versions(
            package=version("secondsource"),
            reading=READING_VERSION,
            stance=stance_version(),
            weights=Weights.load().version,
            library=library.digest(),
            opinion=model.name if model else None,
            record=record,
        ),
        counts=count_lines(lines, by_id, shelf.reports),
        decisions=tuple(decision for decision in decisions if decision.number in shaping),
        gatherings=gatherings,
    )


def _lines(
    statements: Iterable[Statement],
    evidence: Mapping[str, tuple[Evidence, ...]],
    reports: Mapping[str, Report],
    report: Report,
    library: Library,
    decisions: tuple[Decision, ...],
    as_of: date,
) -> tuple[tuple[Line, ...], str]:
    """The lines of all statements, rated by the record of their origins, which they add to; and its digest."""
    by_id = {item.id: item for items in evidence.values() for item in items}
    traced = [(s, trace_lines(s, evidence[s.id], reports, report, decisions)) for s in statements]
    # Parts that a model proposes come last and leave no trace in the record of an origin, which is of what was read.
    read, proposed = ([line for s, ls in traced if bool(s.proposed) is p for line in ls] for p in (False, True))
    own, kept = outcomes(read, by_id, reports), library.outcomes(as_of)
    known = together(own, kept)
    if not set(own) <= set(kept):
        library.keep_outcomes(own)
    return rate((*read, *proposed), known, by_id, decisions), digest(known)


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


class _Shelf:
    """The held reports that a run has taken in hand, each fetched once, and of them the blocks that may bear on a
    statement, each read once; readings are kept in the library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._statements: dict[tuple[str, Span], tuple[Statement, ...]] = {}
        self._fresh: dict[tuple[str, Span], tuple[Statement, ...]] = {}
        self._unread: dict[str, str] = {}
        self._broken: dict[str, Failure] = {}
        self.reports: dict[str, Report] = {}

    def report(self, report_id: str) -> Report:
        if report_id not in self.reports:
            self.reports[report_id] = self._library.report(report_id)
        return self.reports[report_id]

    def statements(self, report: Report, passage: Span) -> tuple[Statement, ...]:
        """What the blocks state in which a passage stands."""
        blocks = (block for block in report.blocks if block.states and block.span.overlaps(passage))
        return tuple(statement for block in blocks for statement in self._stated(report, block))

    def _stated(self, report: Report, block: Block) -> tuple[Statement, ...]:
        key = report.id, block.span
        if key not in self._statements:
            kept = self._library.reading(report.id, block.span, READING_VERSION)
            self._statements[key] = self._read(report, block) if kept is None else kept
        return self._statements[key]

    def _read(self, report: Report, block: Block) -> tuple[Statement, ...]:
        if not reads(report.text_language, report.text):
            self._unread[report.id] = report.text_language or "an unknown language"
            return ()
        try:
            statements = find_statements(report, block)
        except ValueError as error:  # a mistake of ours in one held report must not cost the dossier
            message = f"this held report could not be read and was left out ({error}); please tell the maintainers"
            self._broken[report.id] = Failure("reading", report.id, message)
            return ()
        self._fresh[report.id, block.span] = statements
        return statements

    def keep(self) -> None:
        """Has the library keep what this run has read, in one go."""
        self._library.keep_readings(READING_VERSION, self._fresh)
        self._fresh = {}

    def named_in(self, decisions: Iterable[Decision]) -> dict[str, Report]:
        """The reports whose words decisions are about, as far as they are still held."""
        held = {}
        for report_id in {subject.report for decision in decisions for subject in decision.about if subject.report}:
            with suppress(KeyError):
                held[report_id] = self.report(report_id)
        return held

    def copies(self, report: Report, as_of: date) -> frozenset[str]:
        """The ids of the report itself and of the held reports that share its text."""
        near = self._library.near(report.text, as_of=as_of)
        return frozenset({report.id, *(other for other in near if is_copy(report.text, self.report(other).text))})

    @property
    def failures(self) -> tuple[Failure, ...]:
        """One for each language of held reports that matched and is not read, and for each that broke down."""
        languages = (
            Failure(
                "evidence", "library", f"matching reports in {language!r} were not read ({number}): only English is"
            )
            for language, number in sorted(Counter(self._unread.values()).items())
        )
        return (*languages, *(self._broken[report_id] for report_id in sorted(self._broken)))


def _behind(library: Library) -> tuple[Failure, ...]:
    if not (waiting := library.behind()):
        return ()
    message = f"{waiting} reports were still being added and could not be searched; verify again when that is done"
    return (Failure("evidence", "library", message),)


def _assess(
    statements: Sequence[Statement],
    lines: tuple[Line, ...],
    evidence: Mapping[str, tuple[Evidence, ...]],
    reports: Mapping[str, Report],
    verified: Report,
    as_of: date,
    unsought: frozenset[str],
) -> tuple[Assessment, ...]:
    """Those of ``unsought`` that come out undetermined are left out: we could not look, which is no verdict."""
    by_id = {item.id: item for items in evidence.values() for item in items}
    behind = {s.id: [line for line in lines if line.statement == s.id] for s in statements}
    made = (assess(s, behind[s.id], by_id, reports, verified, as_of=as_of) for s in statements)
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


def _references(evidence: Iterable[Evidence], reports: Mapping[str, Report]) -> tuple[Reference, ...]:
    """The cited reports in order of publication."""
    cited = {item.report for item in evidence}
    ordered = sorted((reports[r] for r in cited), key=lambda r: (r.published or date.max, r.publisher or "", r.id))
    return tuple(Reference.to(report) for report in ordered)
