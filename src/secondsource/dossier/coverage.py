"""What was sought on the web, counted by connector: who was asked, who answered, and what became of what they gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secondsource.model import ClaimReview, Dossier, Gathering, Search, Visit, VisitOutcome


@dataclass(frozen=True, slots=True)
class Coverage:
    """One connector. ``asked`` and ``answered`` count queries; the rest counts addresses by what became of them.

    ``kept`` are reports that the library holds from it, newly or already. ``same`` were other addresses of them.
    """

    connector: str
    asked: int
    answered: int
    found: int
    kept: int
    same: int
    apart: int
    refused: int
    left: int

    @property
    def failed(self) -> int:
        return self.asked - self.answered


def coverage(gatherings: Iterable[Gathering]) -> tuple[Coverage, ...]:
    """One row for each connector, by name, over all gatherings given."""
    searches = [search for gathering in gatherings for search in gathering.searches]
    visits = [visit for gathering in gatherings for visit in gathering.visits]
    names = sorted({search.connector for search in searches} | {visit.connector for visit in visits})
    return tuple(_row(name, searches, visits) for name in names)


def _row(name: str, searches: Iterable[Search], visits: Iterable[Visit]) -> Coverage:
    asked = [search for search in searches if search.connector == name]
    came = [visit.outcome for visit in visits if visit.connector == name]
    return Coverage(
        connector=name,
        asked=len(asked),
        answered=sum(search.answered for search in asked),
        found=sum(search.found for search in asked),
        kept=came.count(VisitOutcome.KEPT) + came.count(VisitOutcome.HELD),
        same=came.count(VisitOutcome.SAME),
        apart=came.count(VisitOutcome.APART),
        refused=came.count(VisitOutcome.REFUSED),
        left=came.count(VisitOutcome.LEFT),
    )


def reviews(dossier: Dossier) -> tuple[ClaimReview, ...]:
    """The published fact checks that were found, up to the day as of which the dossier judges; each once."""
    found = dict.fromkeys(review for gathering in dossier.gatherings for review in gathering.reviews)
    known = (review for review in found if review.reviewed is None or review.reviewed <= dossier.as_of)
    return tuple(sorted(known, key=lambda review: (review.reviewed or date.max, review.publisher or "", review.claim)))
