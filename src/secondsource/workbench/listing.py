"""The held reports that somebody asks for, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondsource.library import Library
from secondsource.library.catalogue import Filter, Speaker
from secondsource.library.search import Passage
from secondsource.model import Report

LISTED = 50  # reports, or speakers, on a page
NEAREST = 2000  # passages that a search by words looks through


@dataclass(frozen=True, slots=True)
class Listed:
    """A report, with the passage by which it was found, or the moment at which it came in."""

    report: Report
    passage: Passage | None = None
    came: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of all the reports that pass, or of all speakers; pages are numbered from 1.

    ``found`` counts them all. ``cut`` says that there may be more, since only the ``NEAREST`` passages were looked at.
    """

    number: int
    found: int
    listed: tuple[Listed, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    cut: bool = False

    @property
    def more(self) -> bool:
        return self.number * LISTED < self.found


def articles(library: Library, words: str, wanted: Filter, number: int) -> Page:
    """The reports that pass: by words the nearest first, otherwise the one published last first."""
    if words.strip():
        return _by_words(library, words, wanted, number)
    ids = library.catalogue.reports(wanted, LISTED, _offset(number))
    return Page(number, library.catalogue.count(wanted), tuple(Listed(library.report(each)) for each in ids))


def recent(library: Library, number: int) -> Page:
    """The reports that came in last, the newest first."""
    came = library.catalogue.recent(LISTED, _offset(number))
    return Page(number, library.count(), tuple(Listed(library.report(each), came=at) for each, at in came))


def speakers(library: Library, name: str, number: int) -> Page:
    """Those who speak in most reports first."""
    found = library.catalogue.speakers(name, LISTED, _offset(number))
    return Page(number, library.catalogue.count_speakers(name), speakers=found)


def _by_words(library: Library, words: str, wanted: Filter, number: int) -> Page:
    passages = library.search(words, limit=NEAREST, among=wanted)
    best: dict[str, Passage] = {}
    for passage in passages:
        best.setdefault(passage.report, passage)
    shown = list(best.values())[_offset(number) : _offset(number) + LISTED]
    listed = tuple(Listed(library.report(passage.report), passage) for passage in shown)
    return Page(number, len(best), listed, cut=len(passages) == NEAREST)


def _offset(number: int) -> int:
    return LISTED * (number - 1)
