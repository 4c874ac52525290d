"""Several texts at one address: the versions of one article, and which of them stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from secondsource.model import Report

_EDITED = """SELECT place FROM publication WHERE place IS NOT NULL GROUP BY place HAVING count(DISTINCT report) > 1"""


def in_order(publications: Iterable[Report]) -> tuple[Report, ...]:
    """One report of each id, in the order of retrieval."""
    earliest: dict[str, Report] = {}
    for report in sorted(publications, key=lambda each: (_came(each.retrieved, each.published), each.id)):
        earliest.setdefault(report.id, report)
    return tuple(earliest.values())


def superseded(store: sqlite3.Connection, as_of: date) -> dict[str, str]:
    """The ids of reports of which every place has a later text, published up to ``as_of``, with the id of the latest;
    in the order of retrieval.

    A text that stands elsewhere, or was given without an address, was not taken back.
    """
    rows = store.execute(
        f"""SELECT json_extract(particulars, '$.retrieved'), published, report, place FROM publication
        WHERE published <= ? AND report IN (SELECT report FROM publication WHERE place IN ({_EDITED}))""",  # noqa: S608
        (as_of.isoformat(),),
    )
    held = sorted((_came(_moment(at), date.fromisoformat(day)), report, place or "") for at, day, report, place in rows)
    latest = {place: report for _, report, place in held if place}
    standing = {report for _, report, place in held if not place} | set(latest.values())
    return {report: latest[place] for _, report, place in held if report not in standing}


def _came(retrieved: datetime | None, published: date | None) -> datetime:
    """When a text came, or might have come where that is not known."""
    moment = retrieved or datetime.combine(published or date.min, time.min)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
