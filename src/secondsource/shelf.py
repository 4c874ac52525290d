"""The held reports that one run has in hand."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date

from secondsource.library import Library
from secondsource.model import Block, Decision, Evidence, Failure, Reference, Report, Span, Statement
from secondsource.reading.statements import READING_VERSION, find_statements, reads
from secondsource.sourcing.copies import is_copy
from secondsource.sourcing.names import telling_words

_READERS = ThreadPoolExecutor(min(2, os.cpu_count() or 1), thread_name_prefix="reading")
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
        blocks = _around(report, passage)
        self._take([(report, block) for block in blocks])
        return tuple(statement for block in blocks for statement in self._statements[report.id, block.span])

    def read(self, passages: Iterable[tuple[Report, Span]]) -> None:
        """Reads the blocks in which passages stand, two side by side, before their statements are asked for."""
        self._take([(report, block) for report, passage in passages for block in _around(report, passage)])

    def _take(self, blocks: Iterable[tuple[Report, Block]]) -> None:
        """Each block by itself and in the order given, so it does not matter which is done first."""
        unread: dict[tuple[str, Span], tuple[Report, Block]] = {}
        for report, block in blocks:
            key = report.id, block.span
            if key in self._statements or key in unread:
                continue
            kept = self._library.reading(*key, READING_VERSION)
            if kept is None:
                unread[key] = report, block
            else:
                self._statements[key] = kept
        for key, found in zip(unread, _found(list(unread.values())), strict=True):
            self._statements[key] = self._noted(key, unread[key][0], found)

    def _noted(self, key: tuple[str, Span], report: Report, found: _Found) -> tuple[Statement, ...]:
        if isinstance(found, ValueError):  # a mistake of ours in one held report must not cost the dossier
            message = f"this held report could not be read and was left out ({found}); please tell the maintainers"
            self._broken[report.id] = Failure("reading", report.id, message)
        elif found is None:
            self._unread[report.id] = report.text_language or "an unknown language"
        else:
            self._fresh[key] = found
            return found
        return ()

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

    def references(self, evidence: Iterable[Evidence], superseded: Mapping[str, str]) -> tuple[Reference, ...]:
        """The cited reports in order of publication, each with the earlier versions that it supersedes."""
        cited = [self.reports[report_id] for report_id in {item.report for item in evidence}]
        return tuple(
            replace(Reference.to(report), earlier=tuple(old for old, new in superseded.items() if new == report.id))
            for report in sorted(cited, key=lambda r: (r.published or date.max, r.publisher or "", r.id))
        )

    @property
    def failures(self) -> tuple[Failure, ...]:
        """One for each language of held reports that matched and is not read, for each that broke down, and for those
        that could not be searched yet."""
        languages = (
            Failure(
                "evidence", "library", f"matching reports in {language!r} were not read ({number}): only English is"
            )
            for language, number in sorted(Counter(self._unread.values()).items())
        )
        return (*languages, *(self._broken[report_id] for report_id in sorted(self._broken)), *self._behind())

    def _behind(self) -> tuple[Failure, ...]:
        if not (waiting := self._library.behind()):
            return ()
        message = f"{waiting} reports were still being added and could not be searched; verify again when that is done"
        return (Failure("evidence", "library", message),)


# What a block states; ``None`` where its language is not read; or what broke down.
_Found = tuple[Statement, ...] | ValueError | None


def _around(report: Report, passage: Span) -> list[Block]:
    return [block for block in report.blocks if block.states and block.span.overlaps(passage)]


def _found(blocks: list[tuple[Report, Block]]) -> Iterable[_Found]:
    """Two side by side: while the one is in the learned reader, which uses one core, the other follows the rules."""
    return map(_find, blocks) if len(blocks) < 2 else _READERS.map(_find, blocks)


def _find(block: tuple[Report, Block]) -> _Found:
    report, only = block
    if not reads(report.text_language, report.text):
        return None
    try:
        return find_statements(report, only)
    except ValueError as error:
        return error
