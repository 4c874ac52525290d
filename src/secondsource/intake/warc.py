"""WARC (ISO 28500), the form in which web archives keep pages -> the pages with the address and moment of each."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator  # ships no types
from warcio.exceptions import ArchiveLoadFailed

from secondsource.errors import InputError

MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was captured: ``data`` is the body, unpacked."""

    url: str
    data: bytes
    media_type: str
    captured: datetime | None


def pages_of(stream: BinaryIO, largest: int) -> Iterator[Page]:
    """The answers with status 200 that are pages, none larger than ``largest`` bytes, in the order of the file.

    Raises ``InputError`` where the file is damaged; what stood before was given.
    """
    try:
        for record in ArchiveIterator(stream, arc2warc=True):
            if record.rec_type == "response" and (page := _page(record, largest)):
                yield page
    except (ArchiveLoadFailed, EOFError, zlib.error, UnicodeDecodeError, ValueError) as error:
        raise InputError(f"the web archive is damaged ({str(error)[:80]}): what stood before was read") from None


def _page(record: object, largest: int) -> Page | None:
    answer, headers = record.http_headers, record.rec_headers  # type: ignore[attr-defined]
    if answer is None or answer.get_statuscode() != "200":
        return None
    media_type = (answer.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    url = headers.get_header("WARC-Target-URI") or ""
    if media_type not in MEDIA_TYPES or not url.startswith(("http://", "https://")):
        return None
    data = record.content_stream().read(largest + 1)  # type: ignore[attr-defined]
    return Page(url, data, media_type, _moment(headers.get_header("WARC-Date"))) if len(data) <= largest else None


def _moment(stamp: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp) if stamp else None
    except ValueError:
        return None
