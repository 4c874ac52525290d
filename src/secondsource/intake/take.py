"""A path, standard input or an address -> a report with the bytes it came as.

``take`` reads one report and raises where it cannot. ``take_all`` reads a whole collection for the library and
returns a ``Failure`` for each thing it cannot read, so that one bad file never costs the rest.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import zstandard

from secondsource.errors import InputError
from secondsource.intake.decoding import decode
from secondsource.intake.fetch import Fetched
from secondsource.intake.fetch import fetch as fetch_address
from secondsource.intake.form import parse_json, read_form
from secondsource.intake.ninjs import is_ninjs, read_ninjs
from secondsource.intake.plain import read_plain
from secondsource.model import Failure, Report

LARGEST_REPORT = 10_000_000  # bytes, as for an address; the longest of 35,675 collected reports has 0.3 million
_LARGEST_LIST = 500_000_000  # bytes of one .json file, which is parsed whole
_WINDOW = 2**27  # bytes; what zstd --long=27 needs

_TEXT, _HTML, _JSON, _LINES = "text/plain", "text/html", "application/json", "application/x-ndjson"
_WIRE, _WARC = "application/vnd.iptc.g2.newsitem+xml", "application/warc"
_KINDS = {
    ".txt": _TEXT,
    ".text": _TEXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".json": _JSON,
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".xml": _WIRE,
    ".warc": _WARC,
}
_PACKED = (".gz", ".zst")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|title|meta|div|p)[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Taken:
    """A report and its evidentiary copy: ``data`` are the bytes as they came, ``report.archived`` is their SHA-256."""

    report: Report
    data: bytes
    media_type: str


# --- one report ------------------------------------------------------------------------------------------------


def take(
    source: str,
    *,
    published: date | None = None,
    now: datetime,
    stdin: BinaryIO | None = None,
    fetch: Callable[[str], Fetched] = fetch_address,
) -> Taken:
    """The report at ``source``: a path, ``-`` for standard input, or an http(s) address.

    What it is (HTML, JSON, text) shows by its content. ``published`` wins over any date found; ``now`` is the
    moment of retrieval of an address. Raises ``InputError``, for an address also ``FetchError``.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source):
        fetched = fetch(source)
        kind = fetched.media_type if fetched.media_type in (_HTML, _JSON) else None
        return _taken(fetched.data, kind, published, now, url=fetched.url, charset=fetched.charset)
    if source == "-":
        if stdin is None:
            raise InputError("there is no standard input to read: give a file or an address")
        return _taken(_bounded(stdin, LARGEST_REPORT), None, published)
    path = Path(source)
    with _opened(path) as stream:
        data = _bounded(stream, LARGEST_REPORT)
    return _taken(data, _KINDS.get(_suffix(path)), published)


def _taken(
    data: bytes,
    kind: str | None,
    published: date | None = None,
    retrieved: datetime | None = None,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> Taken:
    """``kind`` is what name or server say; where they say nothing, or "text", the content decides."""
    if not data.strip():
        raise InputError("the input is empty: give a report of at least one sentence")
    archived = hashlib.sha256(data).hexdigest()
    if kind in (None, _TEXT, _LINES):
        kind = _kind_of(data)
    if kind == _HTML:
        # Imported on first use: lxml and trafilatura take 0.6 s, which plain text need not wait for.
        from secondsource.intake.page import read_page

        report = read_page(data, url=url, published=published, retrieved=retrieved, archived=archived, charset=charset)
    elif kind == _JSON:
        report = _of_json(_only(parse_json(data)), published, retrieved, archived)
    elif kind == _WIRE:
        report = _only_item(data, retrieved, archived)
    else:
        text = decode(data, charset)
        report = read_plain(text, published=published, url=url, retrieved=retrieved, archived=archived)
    return Taken(report, data, kind)


def _of_json(value: Any, published: date | None, retrieved: datetime | None, archived: str) -> Report:
    if not is_ninjs(value):
        return read_form(value, published=published, retrieved=retrieved, archived=archived)
    report = read_ninjs(value, retrieved=retrieved, archived=archived)
    return replace(report, published=published) if published else report


def _only_item(data: bytes, retrieved: datetime | None, archived: str) -> Report:
    from secondsource.intake.newsml import items_of, read_item

    items = items_of(data)
    if len(items) != 1:
        raise InputError(f"the file holds {len(items)} news items: give one, or add them all to a library")
    return read_item(items[0], retrieved=retrieved, archived=archived)


def _kind_of(data: bytes) -> str:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and _PAGE.search(start):
        return _HTML
    if start.startswith((b"{", b"[{")) or re.match(rb"\[\s*\{", start):
        try:
            parse_json(data)
        except InputError:
            return _TEXT
        return _JSON
    return _TEXT


def _only(value: Any) -> Any:
    if isinstance(value, list):
        if len(value) != 1:
            raise InputError(f"the JSON holds {len(value)} reports: give one, or add them all to a library")
        return value[0]
    return value


# --- a collection ----------------------------------------------------------------------------------------------


def take_all(path: Path, *, now: datetime) -> Iterator[Taken | Failure]:
    """Every report under ``path``, in the order of names and lines; a ``Failure`` for each that cannot be read.

    ``path`` is a file or a folder: text, HTML, JSON (one report or a list), JSON lines, the latter two also packed
    as ``.gz`` or ``.zst``. JSON lines are read one by one. ``now`` is noted as the moment of retrieval where a
    report states none.
    """
    if not path.is_dir():
        yield from _guarded(path, now)
        return
    for each in sorted(path.rglob("*")):
        if each.is_dir() or any(part.startswith(".") for part in each.relative_to(path).parts):
            continue
        if _suffix(each) in _KINDS:
            yield from _guarded(each, now)
        else:
            yield Failure("intake", str(each), f"passed over: {each.suffix or 'no ending'} is no kind of report file")


def _guarded(path: Path, now: datetime) -> Iterator[Taken | Failure]:
    try:
        yield from _every(path, now)
    except (InputError, OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        yield Failure("intake", str(path), _one_line(error))


def _every(path: Path, now: datetime) -> Iterator[Taken | Failure]:
    kind = _KINDS.get(_suffix(path))
    if kind == _WARC:
        yield from _captured(path, now)
        return
    with _opened(path) as stream:
        if kind == _LINES:
            yield from _rows(path, stream, now)
        elif kind == _JSON:
            data = _bounded(stream, _LARGEST_LIST)
            value = parse_json(data)
            yield from _items(path, value, now) if isinstance(value, list) else [_taken(data, kind, None, now)]
        elif kind == _WIRE:
            yield from _wire(path, _bounded(stream, LARGEST_REPORT), now)
        else:
            yield _taken(_bounded(stream, LARGEST_REPORT), kind, None, now)


def _wire(path: Path, data: bytes, now: datetime) -> Iterator[Taken | Failure]:
    from secondsource.intake.newsml import items_of, read_item

    archived = hashlib.sha256(data).hexdigest()
    for number, item in enumerate(items_of(data), 1):
        try:
            yield Taken(read_item(item, retrieved=now, archived=archived), data, _WIRE)
        except InputError as error:
            yield Failure("intake", f"{path}:{number}", _one_line(error))


def _captured(path: Path, now: datetime) -> Iterator[Taken | Failure]:
    """The pages of a web archive, which is packed record by record, not as a whole."""
    from secondsource.intake.warc import pages_of

    with path.open("rb") as stream:
        for page in pages_of(stream, LARGEST_REPORT):
            try:
                yield _taken(page.data, page.media_type, None, page.captured or now, url=page.url)
            except InputError as error:
                yield Failure("intake", f"{path}: {page.url}", _one_line(error))


def _rows(path: Path, stream: BinaryIO, now: datetime) -> Iterator[Taken | Failure]:
    number = 0
    while row := stream.readline(LARGEST_REPORT + 1):
        number += 1
        too_long = len(row) > LARGEST_REPORT
        while too_long and not row.endswith(b"\n") and (row := stream.readline(LARGEST_REPORT)):
            pass
        if too_long:
            yield Failure("intake", f"{path}:{number}", f"the line is longer than {LARGEST_REPORT:,} bytes")
        elif data := row.strip():
            yield _row(data, f"{path}:{number}", now)


def _items(path: Path, values: list[Any], now: datetime) -> Iterator[Taken | Failure]:
    for number, value in enumerate(values, 1):
        yield _row(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), f"{path}:{number}", now)


def _row(data: bytes, subject: str, now: datetime) -> Taken | Failure:
    try:
        archived = hashlib.sha256(data).hexdigest()
        return Taken(_of_json(parse_json(data), None, now, archived), data, _JSON)
    except InputError as error:
        return Failure("intake", subject, _one_line(error))


# --- bytes -----------------------------------------------------------------------------------------------------


def _suffix(path: Path) -> str:
    """The ending that tells the kind: that of ``reports.jsonl.zst`` is ``.jsonl``."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked. What the system refuses is an ``InputError`` that says what to do."""
    try:
        with path.open("rb") as raw:
            yield _unpacked(raw, path.suffix.lower())
    except FileNotFoundError:
        raise InputError(f"there is no file {path}: check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder: give one file, or add the folder to a library") from None
    except PermissionError:
        raise InputError(f"{path} may not be read: change its permissions or copy it") from None
    except ValueError:  # a null character
        raise InputError(f"not a file name: {str(path)[:80]!r}: check the name") from None


def _unpacked(raw: BinaryIO, suffix: str) -> BinaryIO:
    if suffix == ".gz":
        return io.BufferedReader(gzip.GzipFile(fileobj=raw))
    return io.BufferedReader(_Unzstd(raw), 2**20) if suffix == ".zst" else raw


class _Unzstd(io.RawIOBase):
    """zstandard's own reader passes over a file that ends too soon; this one raises ``EOFError``."""

    _PIECE = 2048  # bytes read at once, so that the most that one piece can hold is 64 MB

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self._frame, self._inside = raw, self._new(), False
        self._ready = memoryview(b"")

    def _new(self) -> zstandard.ZstdDecompressionObj:
        return zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and (piece := self._raw.read(self._PIECE)):
            self._ready = memoryview(b"".join(self._unpack(piece)))
        if not self._ready and self._inside:
            raise EOFError("it ends too soon")
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _unpack(self, piece: bytes) -> Iterator[bytes]:
        while piece:
            yield self._frame.decompress(piece)
            self._inside = not self._frame.eof
            piece = self._frame.unused_data
            self._frame = self._frame if self._inside else self._new()


def _bounded(stream: BinaryIO, most: int) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"the input is larger than {most // 1_000_000} MB, which no report is: give one report")
    return data


def _one_line(error: BaseException) -> str:
    if isinstance(error, zlib.error | EOFError | zstandard.ZstdError | gzip.BadGzipFile):
        return f"the packed file is damaged ({str(error).splitlines()[0]}): what stood before was read; pack it again"
    return " ".join(str(error).split())
