"""Bytes -> text, or one line that says why not."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from secondsource.errors import InputError

_MARKS = (  # the longer marks first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed"),
    (b"\x28\xb5\x2f\xfd", "compressed"),
    (b"SQLite format 3", "a database"),
)
_SAMPLE = 100_000  # bytes that the guess of an encoding is made from; it takes 0.1 s
_BROKEN_SHARE = 0.01  # of the characters; what is more is no UTF-8 with a flaw, but something else


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that ``data`` holds, without its byte order mark.

    Tried in this order: byte order mark, UTF-8, the encoding that was declared (by the server, in the page), a
    guess. Bytes that are broken in UTF-8 here and there become U+FFFD, as in a browser. Raises ``InputError`` for
    what is no text.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, marked)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    if encoding := _known(declared) or declared_encoding(data):
        return _decode_as(data, encoding)
    return _mended(data) or _guessed(data, first)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML or XML page names for itself in its first 4,096 bytes."""
    found = _META.search(data[:4096]) or _XML.match(data[:4096])
    return _known(found[1].decode("ascii", "ignore")) if found else None


def _known(encoding: str | None) -> str | None:
    """A name that Python knows; Latin-1 is read as Windows-1252, as the WHATWG Encoding Standard has it."""
    try:
        name = codecs.lookup(encoding or "").name
    except LookupError:
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8": None, "utf-16-le": None, "utf-16-be": None}.get(
        name, name
    )


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):  # a codec that makes no text of bytes
        text = ""
    if not text or text.count("\ufffd") > len(text) * _BROKEN_SHARE:
        raise InputError(f"the text is not in the encoding it declares ({encoding}): save it again as UTF-8")
    return text


def _mended(data: bytes) -> str | None:
    """UTF-8 with single bytes broken; ``None`` where it is rather another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - broken
    return text if whole >= broken and broken <= max(1, len(text) * _BROKEN_SHARE) else None


def _guessed(data: bytes, first: int) -> str:
    # The sample begins where the first byte beyond ASCII stands, else a long English page says nothing.
    start = max(0, first - _SAMPLE // 2)
    best = from_bytes(data[start : start + _SAMPLE]).best()
    if best is None or best.encoding in ("utf_16_le", "utf_16_be", "utf_7"):
        raise InputError(f"the encoding of the text is unknown (from byte {first} on): save it again as UTF-8")
    return _decode_as(data, best.encoding)


def _refuse_binary(data: bytes) -> None:
    kind = next((kind for mark, kind in _KINDS if data.startswith(mark)), None)
    sample = data[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, bytes([*range(9), *range(14, 27), *range(28, 32)])))
    if kind or b"\x00" in sample or control * 100 > len(sample):
        what = f"is {kind}" if kind else "is binary"
        raise InputError(f"the input {what}, not text: give the report as text, HTML or JSON")
