"""The Internet Archive: an earlier capture of a page that is gone, or that was edited since. No key.

The CDX index gives the earliest capture, which is nearest to what was first published; where it is silent, the
availability service gives the nearest one. ``id_`` in a capture's address asks for the bytes as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from secondsource.errors import FetchError
from secondsource.gather.connector import Ask, Candidate, Found, Query, json_of
from secondsource.model import Aim
from secondsource.settings import Gather

INDEX = "https://web.archive.org/cdx/search/cdx"
AVAILABLE = "https://archive.org/wayback/available"
CAPTURES = "https://web.archive.org/web"
_STAMP = re.compile(r"\d{14}")


@dataclass(frozen=True)
class InternetArchive:
    """The connector ``internet-archive``."""

    index: str = INDEX
    available: str = AVAILABLE
    captures: str = CAPTURES
    name: str = "internet-archive"
    aims: frozenset[Aim] = frozenset((Aim.CAPTURE,))

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        if not (page := query.address):
            return
        trouble: FetchError | None = None
        stamp = None
        for look in (self._earliest, self._nearest):
            try:
                stamp = stamp or look(page, query, ask)
            except FetchError as error:
                trouble = trouble or error
        if stamp:
            yield Candidate(f"{self.captures}/{stamp}id_/{page}", of=page)
        elif trouble:
            raise trouble

    def _earliest(self, page: str, query: Query, ask: Ask) -> str | None:
        parameters = {"url": page, "output": "json", "filter": "statuscode:200", "limit": "1"}
        if query.until:
            parameters["to"] = f"{query.until:%Y%m%d}"
        rows = json_of(ask(self.index, parameters))
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            raise FetchError("its index answered no table: the service may have changed")
        if len(rows) < 2 or "timestamp" not in rows[0]:
            return None
        place = rows[0].index("timestamp")
        return _stamp(rows[1][place] if place < len(rows[1]) else None)

    def _nearest(self, page: str, query: Query, ask: Ask) -> str | None:
        parameters = {"url": page} | ({"timestamp": f"{query.until:%Y%m%d}"} if query.until else {})
        said = json_of(ask(self.available, parameters))
        for key in ("archived_snapshots", "closest"):
            said = said.get(key) if isinstance(said, Mapping) else None
        if not isinstance(said, Mapping) or said.get("available") is not True or said.get("status") != "200":
            return None
        stamp = _stamp(said.get("timestamp"))
        late = stamp and query.until and stamp[:8] > f"{query.until:%Y%m%d}"
        return None if late else stamp


def _stamp(value: object) -> str | None:
    return value if isinstance(value, str) and _STAMP.fullmatch(value) else None


def make(settings: Gather) -> InternetArchive:
    return InternetArchive()
