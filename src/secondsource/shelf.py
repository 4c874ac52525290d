"""The held reports that one run has in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from secondsource.library import Library
from secondsource.model import Block, Decision, Failure, Report, Span, Statement
from secondsource.reading.statements import READING_VERSION, find_statements, reads
from secondsource.sourcing.copies import is_copy
from secondsource.sourcing.names import telling_words

# Passages that are looked at for a name that somebody gave by hand.
MENTIONED = 20


class Shelf:
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
        named = {subject.report for decision in decisions for subject in decision.about if subject.report}
        return {report_id: report for report_id in named if (report := self.held(report_id)) is not None}

    def held(self, report_id: str) -> Report | None:
        """A report if it is still held."""
        with suppress(KeyError):
            return self.report(report_id)
        return None

    def texts(self, report: Report) -> frozenset[str]:
        """The ids of the held texts that stood, or stand, at the address of a report."""
        return frozenset(version.id for version in self._library.at(report.url)) if report.url else frozenset()

    def mentions(self, name: str) -> bool:
        """Whether a held report has all telling words of a name; records go by names of ours, which none has."""
        wanted = set(telling_words(name)) - {"records", "seen"}
        found = {passage.report for passage in self._library.search(name, limit=MENTIONED)}
        return any(wanted <= set(telling_words(self.report(report_id).text)) for report_id in sorted(found))

    def copies(self, report: Report, as_of: date) -> frozenset[str]:
        """The ids of the report itself, of other versions of it and of the held reports that share its text."""
        near = self._library.near(report.text, as_of=as_of)
        shared = (other for other in near if is_copy(report.text, self.report(other).text))
        return frozenset({report.id, *self.texts(report), *shared})

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
