"""The form that all data sets have: zstd-compressed JSON lines."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import zstandard

Row = dict[str, Any]
_WINDOW = 2**27  # bytes; allsides is compressed with it


def rows(path: Path) -> Iterator[Row]:
    """The rows of a ``.jsonl.zst`` file, in order."""
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with path.open("rb") as raw, io.TextIOWrapper(reader.stream_reader(raw), "utf-8") as lines:
        yield from map(json.loads, lines)


def shuffled(found: Iterable[Row]) -> list[Row]:
    """In an order that is the same on every machine and has nothing to do with the content: by digest of the id."""
    return sorted(found, key=lambda row: hashlib.sha256(str(row["id"]).encode()).hexdigest())
