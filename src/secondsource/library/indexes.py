"""The indexes of a library: of terms, of meanings, and of the marks by which copies are found.

The store is the truth, and they follow it: they are brought up to date when reports were added and, if that was cut
short, before the next search; damaged they are made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from secondsource.errors import LibraryError
from secondsource.library import terms, vectors
from secondsource.library.near import Near
from secondsource.library.store import PATIENCE, Store
from secondsource.library.terms import IndexBusy, IndexDamaged, Terms
from secondsource.library.vectors import Vectors

T = TypeVar("T")


class Indexes:
    """The indexes in the folder of a store; ``notice`` is told, in one line, when they are made anew."""

    def __init__(self, folder: Path, store: Store, notice: Callable[[str], None]) -> None:
        self.near = Near(folder)
        self._folder = folder
        self._store = store
        self._notice = notice
        self._terms: Terms | None = None
        self._vectors: Vectors | None = None
        self._terms_folder = folder / f"terms-{terms.FORM}"
        self._vectors_folder = folder / f"vectors-{vectors.FORM}"

    def terms(self) -> Terms:
        """The index of terms, opened when first needed, so that listing a library does not wait for it."""
        if self._terms is None:
            try:
                if not self._terms_folder.is_dir() and self._store.last_entry():
                    raise IndexDamaged("it is missing")
                self._terms_folder.mkdir(exist_ok=True)
                self._terms = Terms(self._terms_folder)
                if self._terms.last_entry > self._store.last_number():
                    raise IndexDamaged("it belongs to a later state of the store")
            except IndexDamaged as error:
                self._mend(error)
        assert self._terms is not None  # noqa: S101 (for the type checker; both ways above set it)
        return self._terms

    def meanings(self) -> Vectors:
        """The vectors; where there are none yet, as in a library of the first form, catching up makes them."""
        if self._vectors is None:
            self._vectors_folder.mkdir(exist_ok=True)
            self._vectors = Vectors(self._vectors_folder)
            if self._vectors.last_entry > self._store.last_number():
                raise IndexDamaged("it belongs to a later state of the store")
        return self._vectors

    def behind(self) -> int:
        """How many reports cannot be searched yet."""
        return self._store.waiting(min(self.terms().last_entry, self.meanings().last_entry))

    def follow(self) -> None:
        """Takes up what the store was given; if another program is writing, the next search does."""
        with suppress(IndexBusy):
            self.near.follow(self._store)
            self._catch_up(PATIENCE)

    def forget(self) -> None:
        """Lets go of what the store has given up."""
        self.near.forget(self._store.stale())
        with suppress(IndexBusy):
            self._catch_up(PATIENCE)

    def rebuild(self) -> None:
        """Makes all of them anew."""
        self._rebuild()
        self.near.clear()
        self.follow()

    def asked(self, ask: Callable[[], T]) -> T:
        """What a search gives on indexes that are up to date, and mended where it finds them damaged."""
        with suppress(IndexBusy):
            self._catch_up(0)
        try:
            return ask()
        except IndexDamaged as error:
            self._mend(error)
            with suppress(IndexBusy):
                self._catch_up(0)
            return ask()

    def _catch_up(self, patience: float) -> None:
        try:
            self._bring_up(patience)
        except IndexDamaged as error:
            self._mend(error)
            self._bring_up(patience)

    def _bring_up(self, patience: float) -> None:
        index, meanings = self.terms(), self.meanings()
        stale = self._store.stale()
        if not stale and min(index.last_entry, meanings.last_entry) >= self._store.last_entry():
            return
        index.reload()  # another program may have done it

        def follow() -> None:
            meanings.reload()
            meanings.write(self._store.entries(meanings.last_entry), stale)

        index.write(self._store.entries(index.last_entry), stale, patience, follow)
        self._store.forget_stale(stale)

    def _mend(self, error: IndexDamaged) -> None:
        self._notice(f"the index of the library {self._folder} is being made anew: {error}")
        self._rebuild()

    def _rebuild(self) -> None:
        self._terms = self._vectors = None
        stale = self._store.stale()
        shutil.rmtree(self._vectors_folder, ignore_errors=True)
        try:
            self._terms = terms.create(self._terms_folder, self._store.entries(0))
        except (IndexDamaged, IndexBusy) as error:
            raise LibraryError(
                f"the index of the library {self._folder} cannot be made ({error}); wait for other programs that use "
                "it and run: secondsource library rebuild"
            ) from error
        self._store.forget_stale(stale)
        for old in (*self._folder.glob("terms-*"), *self._folder.glob("vectors-*")):
            if old.name.removesuffix(".part") not in (self._terms_folder.name, self._vectors_folder.name):
                shutil.rmtree(old, ignore_errors=True)
