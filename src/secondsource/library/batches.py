"""Reports in groups that are taken in together, each looked at before its group is begun."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator

from secondsource.errors import InputError
from secondsource.model import Report

_BATCH = 64  # reports to a commit
_BATCH_BYTES = 16_000_000
_BATCH_SECONDS = 1.0


def batches(items: Iterable[tuple[Report, bytes]]) -> Iterator[list[tuple[Report, bytes]]]:
    """Groups of items to be committed together; the last one also when ``items`` raises, which is raised after it."""
    batch: list[tuple[Report, bytes]] = []
    size, since, failure = 0, time.monotonic(), None
    try:
        for report, data in items:
            _require_sound(report)
            batch.append((report, data))
            size += len(data) + len(report.text)
            if len(batch) >= _BATCH or size >= _BATCH_BYTES or time.monotonic() - since >= _BATCH_SECONDS:
                yield batch
                batch, size, since = [], 0, time.monotonic()
    except Exception as error:
        failure = error
    if batch:
        yield batch
    if failure:
        raise failure


def _require_sound(report: Report) -> None:
    """Here, before a batch is begun, since one that breaks off costs all its reports."""
    if hashlib.sha256(report.text.encode()).hexdigest() != report.id:
        raise ValueError(f"the id of a report is the digest of its text, which {report.id} is not")
    words = (report.headline, report.publisher, report.byline, report.dateline, report.url, *report.credits)
    try:
        "".join(word or "" for word in words).encode()
    except UnicodeEncodeError:
        raise InputError(
            f"the particulars of the report {report.id[:12]} hold half a character (a lone surrogate); mend them"
        ) from None
