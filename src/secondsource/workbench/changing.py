"""What changed, as it is shown: each change with what is followed and with the report that brought it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from secondsource.library import Library
from secondsource.model import Reference
from secondsource.watch import Change, Watched

LATEST = 50  # changes on a page


@dataclass(frozen=True, slots=True)
class News:
    """A change; ``title`` is that of what is followed, ``None`` once it is followed no more, ``report`` the one that
    brought it, while it is held."""

    change: Change
    title: str | None
    report: Reference | None

    @property
    def number(self) -> int:
        return self.change.number


def news(library: Library, watched: Watched, changes: Sequence[Change]) -> tuple[News, ...]:
    """The changes as they are shown, in the order given."""
    if not changes:
        return ()
    titles = {follow.id: follow.title for follow in watched.follows()}
    return tuple(News(change, titles.get(change.follow), _report(library, change.report)) for change in changes)


def _report(library: Library, report: str) -> Reference | None:
    with suppress(KeyError):
        return Reference.to(library.report(report))
    return None
