"""What a held report shares with others, word for word: what it may have been copied from, and what from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.library import Library
from secondsource.model import Reference, Report, Span
from secondsource.sourcing.alignment import align
from secondsource.sourcing.copies import COPY, LEAST_PROSE, copied_share

_LOOKED_AT = 20  # held reports that share runs of words with one; the most alike


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in both reports: where in ours, where in theirs."""

    ours: Span
    theirs: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that shares so much prose with ours that one was copied from the other, or both from a third.

    ``share`` is the part of the shorter one's own prose that they share, quotations left out; ``of_ours`` and
    ``of_theirs`` the parts of the whole texts. ``earlier`` is whether it was published before ours: ``None`` where
    both came on one day, or a day is not known.
    """

    report: Reference
    share: float
    of_ours: float
    of_theirs: float
    earlier: bool | None
    passages: tuple[Shared, ...]


def copies_of(report: Report, library: Library) -> tuple[Copy, ...]:
    """The held reports that a report shares its text with, in the order of their publication."""
    near = (library.report(other) for other in library.near(report.text, limit=_LOOKED_AT) if other != report.id)
    found = [copy for other in near if (copy := _copy(report, other)) is not None]
    return tuple(sorted(found, key=lambda copy: (copy.report.published is None, str(copy.report.published))))


def _copy(ours: Report, theirs: Report) -> Copy | None:
    share = copied_share(ours.text, theirs.text)
    if share < COPY:
        return None
    stretches = [each for each in align(ours.text, theirs.text) if len(each.pairs) >= LEAST_PROSE]
    passages = tuple(Shared(each.ours, each.theirs) for each in stretches)
    of_ours, of_theirs = (
        _part(ours, (each.ours for each in passages)),
        _part(theirs, (each.theirs for each in passages)),
    )
    return Copy(Reference.to(theirs), _rounded(share), of_ours, of_theirs, _earlier(ours, theirs), passages)


def _part(report: Report, spans: Iterable[Span]) -> float:
    return _rounded(sum(span.end - span.start for span in spans) / len(report.text))


def _rounded(share: float) -> float:
    return round(min(1.0, share), 3)


def _earlier(ours: Report, theirs: Report) -> bool | None:
    if ours.published is None or theirs.published is None or ours.published == theirs.published:
        return None
    return theirs.published < ours.published
