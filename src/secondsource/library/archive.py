"""Evidentiary copies: the bytes as they came, under the name of their digest (Berkeley Protocol, 2020).

``archive/ab/abcd….zst`` holds the bytes whose SHA-256 is ``abcd…``, compressed. A file is written aside, flushed to
the disk, and only then given its name, so a name always stands for whole content. When and from where the bytes came,
and who held them since, is in the store's log of custody.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import zstandard

from secondsource.errors import LibraryError


class Archive:
    """The folder of evidentiary copies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, originals: Iterable[bytes]) -> tuple[str, ...]:
        """The digests of the originals, all of which are on the disk when this returns."""
        named = [(hashlib.sha256(data).hexdigest(), data) for data in originals]
        missing = {path: data for digest, data in named if not (path := self._path(digest)).exists()}
        touched = {folder for path in missing for folder in (path.parent, path.parent.parent)}
        for folder in touched:
            folder.mkdir(parents=True, exist_ok=True)
        # Waiting for the disk takes 2 ms a file; waiting for sixteen at once takes hardly longer.
        with ThreadPoolExecutor(max_workers=16) as pool:
            list(pool.map(_write, missing, missing.values()))
            list(pool.map(_flush, touched))
        return tuple(digest for digest, _ in named)

    def original(self, digest: str) -> bytes:
        """The bytes as they came; ``LibraryError`` if the copy is gone or no longer what it was."""
        try:
            data = zstandard.ZstdDecompressor().decompressobj().decompress(self._path(digest).read_bytes())
        except FileNotFoundError:
            raise LibraryError(f"the archive holds no original {digest}; add the report again") from None
        except zstandard.ZstdError:
            data = b""
        if hashlib.sha256(data).hexdigest() != digest:
            raise LibraryError(f"the original {self._path(digest)} was changed; put back a copy of that file")
        return data

    def drop(self, digest: str) -> None:
        with suppress(FileNotFoundError):
            self._path(digest).unlink()

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.zst"


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    aside = path.with_suffix(f".{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            file.write(zstandard.compress(data))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


def _flush(folder: Path) -> None:
    """Makes the names in a folder last."""
    if os.name == "nt":  # Windows has no handle on a folder to flush
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
