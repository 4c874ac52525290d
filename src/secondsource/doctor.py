"""What works here, and what to do about what does not: models, library, disk, keys, each connector."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from secondsource.errors import SecondsourceError
from secondsource.gather.budget import Budget
from secondsource.gather.connector import Query, Term
from secondsource.gather.registry import Registered, registered
from secondsource.gather.searching import search_all
from secondsource.gather.web import Outside, Web, origin_of
from secondsource.learned.reader import Reader
from secondsource.learned.stance import StanceModel
from secondsource.learned.words import WordVectors
from secondsource.library import Library
from secondsource.model import Aim, Search
from secondsource.settings import Limits, Settings, each_setting, variable

LEAST_FREE = 1_000_000_000  # bytes; a gathering may bring 200 MB, and the index is made anew beside the old one
_QUICK = Limits(seconds=30.0, attempts=1, delay=0.1, megabytes=20.0)
# What any news service has an answer to, and a page that every archive has.
_QUERIES = (
    Query(Aim.EVENT, (Term("election"),), language="en"),
    Query(Aim.BACKGROUND, (Term("election"),), language="en"),
    Query(Aim.CLAIM, (Term("election"),), language="en"),
    Query(Aim.CAPTURE, (), address="http://example.com/"),
)


class State(StrEnum):
    """How a thing stands."""

    WORKS = "works"
    UNSET = "not set up"
    UNASKED = "not asked"
    BROKEN = "does not work"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it stands, what was found, and what to do about it where that is needed."""

    name: str
    state: State
    found: str
    advice: str | None = None


def examine(settings: Settings, outside: Outside | None = None) -> tuple[Check, ...]:
    """Looks at everything that a gathering or a verification needs. ``outside`` is the web; ``None`` leaves it out.

    Nothing is kept, and no key is in any answer.
    """
    parts = (_program(), *_models(), *_library(settings.library), _disk(settings.library), *_keys(settings))
    return (*parts, *_connectors(settings, outside))


def _program() -> Check:
    return Check("program", State.WORKS, f"secondsource {version('secondsource')}, Python {sys.version.split()[0]}")


def _models() -> Iterator[Check]:
    loading: tuple[tuple[str, Callable[[], object]], ...] = (
        ("reader", Reader.load),
        ("stance", StanceModel.load),
        ("words", WordVectors.load),
    )
    for name, load in loading:
        began = time.perf_counter()
        try:
            load()
        except Exception as error:  # whatever is wrong with a file, the other checks go on
            found = f"it cannot be loaded ({type(error).__name__})"
            yield Check(
                f"model: {name}", State.BROKEN, found, "reinstall secondsource: a file of it is missing or damaged"
            )
        else:
            yield Check(f"model: {name}", State.WORKS, f"loaded in {time.perf_counter() - began:.1f} s")


def _library(folder: Path | None) -> Iterator[Check]:
    if folder is None:
        yield Check("library", State.UNSET, "no folder is named", f"set {variable('library')}, or give --library DIR")
        return
    try:
        with Library.open(folder) as library:
            yield Check("library", State.WORKS, f"{library.count():,} reports in {folder}")
            library.search("election", limit=1)
            behind = library.behind()
            if behind:
                wait = "wait until the program that is adding them is done"
                yield Check("index", State.BROKEN, f"{behind:,} reports cannot be searched yet", wait)
            else:
                yield Check("index", State.WORKS, "it has every report")
    except SecondsourceError as error:
        found, _, advice = str(error).partition("; ")
        yield Check("library", State.BROKEN, found, advice or None)


def _disk(folder: Path | None) -> Check:
    place = next(
        (each for each in (folder, *(folder.absolute().parents if folder else ())) if each and each.is_dir()), Path()
    )
    free = shutil.disk_usage(place).free
    found = f"{free / 1e9:,.1f} GB free"
    return (
        Check("disk", State.WORKS, found)
        if free >= LEAST_FREE
        else Check("disk", State.BROKEN, found, "free some space")
    )


def _keys(settings: Settings) -> Iterator[Check]:
    for name, entry in each_setting():
        if entry.metadata["secret"]:
            value: object = settings
            for part in name.split("."):
                value = getattr(value, part)
            state = State.WORKS if value else State.UNSET
            # Whether a key is right shows only when it is used: at its connector.
            yield Check(
                f"key: {name}", state, "set" if value else "not set", None if value else f"set {variable(name)}"
            )


# --- connectors ------------------------------------------------------------------------------------------------


def _connectors(settings: Settings, outside: Outside | None) -> Iterator[Check]:
    known = registered(settings.gather)
    searches = _asked(known, settings, outside) if outside else {}
    for each in known:
        yield _connector(each, searches.get(each.name))
    if outside and searches:
        answered = sum(search.answered for search in searches.values())
        found = f"{answered} of {len(searches)} services answered"
        advice = "check the connection, the name server, and whether a proxy is needed: none is used"
        yield Check("network", State.WORKS, found) if answered else Check("network", State.BROKEN, found, advice)


def _connector(each: Registered, search: Search | None) -> Check:
    name = f"connector: {each.name}"
    if each.connector is None:
        state = State.BROKEN if each.broken else State.UNSET
        found, _, advice = (each.lacking or "").partition(": ")
        return Check(name, state, found, advice or None)
    if search is None:
        return Check(name, State.UNASKED, "set up")
    if search.answered:
        return Check(name, State.WORKS, f"it answered, with {search.found} found")
    return Check(name, State.BROKEN, search.reason or "no answer", "try again later, or name it in gather.off")


def _asked(known: Iterable[Registered], settings: Settings, outside: Outside) -> dict[str, Search]:
    """One small query to each connector, all at once."""
    budget = Budget(_QUICK)
    own = frozenset((origin_of(settings.gather.searxng),)) if settings.gather.searxng else frozenset()
    web = Web(_QUICK, budget, outside, own=own, contact=settings.gather.contact)
    connectors = tuple(each.connector for each in known if each.connector)
    answers = search_all(_QUERIES, connectors, web.ask, budget, 3)
    return {search.connector: search for search in answers.searches}
