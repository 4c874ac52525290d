"""The library: one folder, and everything that can be asked of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from secondsource.errors import InputError, LibraryError
from secondsource.library.answers import Answer, Answers, Pair
from secondsource.library.archive import Archive
from secondsource.library.batches import batches
from secondsource.library.catalogue import Catalogue, Filter
from secondsource.library.decisions import require_sense
from secondsource.library.guard import guarded
from secondsource.library.indexes import Indexes
from secondsource.library.search import Passage, expect, nearest, search
from secondsource.library.store import Added, Capture, Custody, Store
from secondsource.library.versions import in_order
from secondsource.model import Action, Decision, Gathering, Outcome, Report, Span, Statement, Subject

T = TypeVar("T")

_DIGEST = re.compile(r"[0-9a-f]{64}")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Library:
    """The reports we hold, in one folder: store, archive, and an index of terms and of meanings.

    The store is the truth, and the index follows it; where it is made anew, ``notice`` is told so in one line.

    Every method raises ``LibraryError`` when the folder cannot be used: missing, not a library, written to by another
    program for more than five seconds, damaged, not writable, or on a full disk.
    """

    def __init__(self, folder: Path, store: Store, notice: Callable[[str], None]) -> None:
        self._folder = folder
        self._store = store
        self._archive, self._houses = Archive(folder / "archive"), Archive(folder / "houses")
        self._answers = Answers(folder)
        self._indexes = Indexes(folder, store, notice)

    @classmethod
    def open(
        cls,
        folder: Path | str,
        *,
        create: bool = False,
        now: Callable[[], datetime] = _utc_now,
        notice: Callable[[str], None] = lambda message: None,
    ) -> Self:
        """Opens the library in ``folder``, and makes one there first if ``create`` allows it.

        ``now`` is the clock of the log of custody.
        """
        folder = Path(folder)
        with guarded(folder):
            _check(folder, create)
            return cls(folder, Store(folder / "store.sqlite", create=create, now=now), notice)

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- taking in and giving up -------------------------------------------------------------------------------

    def add(self, items: Iterable[tuple[Report, bytes]]) -> Iterator[Added]:
        """Takes in reports with the bytes they came as; yields each once it is safe on the disk.

        A text that is held already is not held twice, but where it was published otherwise (by another publisher, at
        another address), that is kept as one more of its ``publications``. If ``items`` raises, what came before is
        still taken in.
        """
        with guarded(self._folder):
            self._indexes.terms()  # before there are reports, or that of a new library would count as lost
        for batch in batches(items):
            with guarded(self._folder):
                originals = self._archive.keep(data for _, data in batch)
                added = self._store.add(
                    [(report, digest) for (report, _), digest in zip(batch, originals, strict=True)]
                )
            yield from added
        with guarded(self._folder):
            self._indexes.follow()

    def remove(self, report_id: str) -> None:
        """Gives up a report, its publications, its readings and its originals; the log of custody keeps a line.

        ``KeyError`` if it is not held.
        """
        self.report(report_id)
        with guarded(self._folder):
            for original in self._store.remove(report_id):
                self._archive.drop(original)
            self._indexes.forget()

    def rebuild(self) -> None:
        """Makes the indexes anew from the store."""
        with guarded(self._folder):
            self._indexes.rebuild()

    # --- what is held ------------------------------------------------------------------------------------------

    def report(self, report_id: str) -> Report:
        """The report with this id as it was first published; ``KeyError`` if it is not held."""
        with guarded(self._folder):
            report = self._store.report(report_id)
        if report is None:
            raise KeyError(report_id)
        return report

    def publications(self, report_id: str) -> tuple[Report, ...]:
        """Every publication of one text, the earliest first: reports with the same id."""
        with guarded(self._folder):
            return self._store.publications(report_id)

    def at(self, address: str) -> tuple[Report, ...]:
        """The texts held of the article at an address, under whichever of its addresses it was found: its versions in
        the order of retrieval."""
        with guarded(self._folder):
            return self._store.at(address)

    def versions(self, report_id: str) -> tuple[Report, ...]:
        """The versions of the article that a held report is of, itself among them, in the order of retrieval;
        ``KeyError`` if it is not held. Where a text stands at several addresses, those of all of them."""
        report, found = self.report(report_id), self.publications(report_id)
        return in_order((report, *(version for one in found if one.url for version in self.at(one.url))))

    def superseded(self, as_of: date) -> dict[str, str]:
        """The ids of reports that have been edited since, wherever they stood, each with that of the latest version;
        both published up to ``as_of``."""
        with guarded(self._folder):
            return self._store.superseded(as_of)

    def reports(self) -> Iterator[Report]:
        """All reports in the order of their publication, those without a date last."""
        with guarded(self._folder):
            yield from self._store.reports()

    @property
    def catalogue(self) -> Catalogue:
        """What is held, by outlet, day, language, speaker and place."""
        return self._store.catalogue

    def arrived(self, after: int = 0) -> tuple[tuple[int, str], ...]:
        """The reports that came in after the one of this number: their numbers and ids, in the order of coming."""
        with guarded(self._folder):
            return self._store.arrived(after)

    def find(self, prefix: str) -> Report:
        """The report whose id begins with ``prefix``; ``InputError`` if there is none, or more than one."""
        with guarded(self._folder):
            found = self._store.find(prefix.lower())
        if not prefix or len(found) > 1:
            raise InputError(f"more than one report has an id that begins with {prefix!r}; give more of it")
        if not found:
            raise InputError(f"no report has an id that begins with {prefix!r}; library list shows the ids")
        return self.report(found[0])

    def original(self, report: Report) -> bytes:
        """The bytes a held report came as, checked against their digest."""
        with guarded(self._folder):
            return self._archive.original(report.archived or "")

    def custody(self, report_id: str) -> tuple[Custody, ...]:
        """The log of custody of a report, held or given up, the oldest line first."""
        with guarded(self._folder):
            return self._store.custody(report_id)

    def count(self) -> int:
        """How many reports are held."""
        with guarded(self._folder):
            return self._store.count()

    def digest(self) -> str:
        """SHA-256 over all publications, gatherings and decisions: the same content gives the same digest, in whichever
        order the publications came."""
        with guarded(self._folder):
            return self._store.digest()

    # --- decisions by hand, and the record of origins ----------------------------------------------------------

    def decide(
        self,
        action: Action,
        about: tuple[Subject, ...],
        *,
        by: str,
        note: str,
        value: str | None = None,
        undoes: int | None = None,
        seen: str | None = None,
    ) -> Decision:
        """Enters a decision into the log and returns it with its number; ``InputError`` where it makes no sense.

        Passages must be held now; later they need not be, and a dossier then says so. ``seen`` is the machine's
        verdict, or stance, that the person had before them.
        """
        decision = Decision(0, datetime.min, " ".join(by.split()), action, about, note.strip(), value, undoes, seen)
        with guarded(self._folder):
            require_sense(decision, self._store.decisions(), self._store.report)
            return self._store.decide(decision)

    def decisions(self) -> tuple[Decision, ...]:
        """The whole log, the oldest first."""
        with guarded(self._folder):
            return self._store.decisions()

    def outcomes(self, as_of: date | None = None) -> tuple[Outcome, ...]:
        """What became of the statements of origins, as far as it was settled by ``as_of``; the latest of each."""
        with guarded(self._folder):
            return self._store.outcomes(as_of)

    def keep_outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """Adds outcomes to the record."""
        with guarded(self._folder):
            self._store.keep_outcomes(tuple(outcomes))

    # --- tables of houses --------------------------------------------------------------------------------------

    def keep_houses(self, table: bytes) -> None:
        """Keeps a user's table of outlets of one newsroom or owner, by its SHA-256, as dossiers name it."""
        with guarded(self._folder):
            self._houses.keep([table])

    def houses(self, digest: str) -> bytes | None:
        """The table of this SHA-256; ``None`` if it was not kept here."""
        if not _DIGEST.fullmatch(digest):
            return None
        with guarded(self._folder), suppress(LibraryError):
            return self._houses.original(digest)
        return None

    # --- readings ----------------------------------------------------------------------------------------------

    def reading(self, report_id: str, block: Span, version: str) -> tuple[Statement, ...] | None:
        """What a block of a held report states, as this version of the reader read it; ``None`` if it did not yet."""
        with guarded(self._folder):
            return self._store.reading(report_id, block, version)

    def keep_readings(self, version: str, readings: Mapping[tuple[str, Span], tuple[Statement, ...]]) -> None:
        """Keeps the statements of blocks, by report and block, in place of any from the same version."""
        if readings:
            with guarded(self._folder):
                self._store.keep_readings(version, readings)

    # --- what the judge said -----------------------------------------------------------------------------------

    def answers(self, version: str, pairs: Sequence[Pair]) -> dict[Pair, Answer]:
        """What this version of the judge of stance said of pairs of a statement and a passage, as far as it is held."""
        with guarded(self._folder):
            return self._answers.of(version, pairs)

    def keep_answers(self, version: str, answers: Mapping[Pair, Answer]) -> None:
        """Keeps what the judge said; what came first goes when there is too much of it."""
        if answers:
            with guarded(self._folder):
                self._answers.keep(version, answers)

    # --- what was gathered -------------------------------------------------------------------------------------

    def captures(self) -> tuple[Capture, ...]:
        """What each address that was gathered from held when it was last asked for."""
        with guarded(self._folder):
            return self._store.captures()

    def captured(self, original: str) -> bytes:
        """The bytes of a capture, checked against their digest. May be called from any thread."""
        with guarded(self._folder):
            return self._archive.original(original)

    def keep_captures(self, items: Sequence[tuple[Capture, bytes]]) -> None:
        """Archives what addresses held, in place of what was noted for the same addresses."""
        with guarded(self._folder):
            originals = self._archive.keep(data for _, data in items)
            kept = (replace(capture, original=digest) for (capture, _), digest in zip(items, originals, strict=True))
            self._store.keep_captures(tuple(kept))

    def gatherings(self, report_id: str) -> tuple[Gathering, ...]:
        """What was sought for a report, the earliest first; the report need not be held."""
        with guarded(self._folder):
            return self._store.gatherings(report_id)

    def keep_gathering(self, gathering: Gathering) -> None:
        """Keeps what was sought for a report and what came of it."""
        with guarded(self._folder):
            self._store.keep_gathering(gathering)

    # --- searching ---------------------------------------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        as_of: date | None = None,
        limit: int = 10,
        exclude: frozenset[str] = frozenset(),
        among: Filter | None = None,
    ) -> tuple[Passage, ...]:
        """The passages nearest to the words of ``query``, the best first.

        ``as_of`` leaves reports that were published on that day or earlier; those without a date are then left out.
        ``exclude`` holds ids of reports to leave out. ``among`` says which reports are looked through.
        """
        return self._asked(lambda: search(self._store, self._indexes.terms(), query, as_of, limit, exclude, among))

    def nearest(
        self,
        queries: Sequence[str],
        *,
        as_of: date | None = None,
        limit: int = 10,
        exclude: frozenset[str] = frozenset(),
        around: tuple[date, date] | None = None,
    ) -> tuple[Passage, ...]:
        """The passages nearest to the words and the meaning of the first query and to the words of further ones.

        The rankings are fused. ``as_of`` and ``exclude`` are as for ``search``. What was published on the days
        ``around``, from the first to the last, counts once more.
        """
        indexes = self._indexes
        return self._asked(
            lambda: nearest(self._store, indexes.terms(), indexes.meanings(), queries, as_of, limit, exclude, around)
        )

    def expect(self, queries: Sequence[str], *, as_of: date | None = None, limit: int = 10) -> None:
        """Compares the meanings of many queries at once, before ``nearest`` is asked for each with the same ``as_of``
        and ``limit``: it gives the same, and for thirty queries in a tenth of the time."""
        self._asked(lambda: expect(self._indexes.meanings(), queries, as_of, limit))

    def _asked(self, ask: Callable[[], T]) -> T:
        with guarded(self._folder):
            return self._indexes.asked(ask)

    def near(self, text: str, *, as_of: date | None = None, limit: int = 20) -> tuple[str, ...]:
        """The ids of held reports that share runs of words with ``text``, outside quotations, the most first.

        They are candidates for copies of it. ``as_of`` is as for ``search``.
        """
        with guarded(self._folder):
            entries = self._indexes.near.candidates(self._store, text)[: 4 * limit]
            standing = self._store.reports_of(entries)
        known = [standing[entry] for entry in entries if entry in standing]
        wanted = [report for report, day in known if as_of is None or (day is not None and day <= as_of)]
        return tuple(wanted[:limit])

    def behind(self) -> int:
        """How many reports cannot be searched yet, because another program is still adding."""
        with guarded(self._folder):
            return self._indexes.behind()


def _check(folder: Path, create: bool) -> None:
    if (folder / "store.sqlite").is_file():
        return
    if not create:
        raise LibraryError(f"there is no library in {folder}; secondsource library add --library {folder} makes one")
    if folder.exists() and not folder.is_dir():
        raise LibraryError(f"{folder} is a file; name a folder as the library")
    if folder.is_dir() and any(folder.iterdir()):
        raise LibraryError(f"{folder} holds other files and no library; name a new or an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
