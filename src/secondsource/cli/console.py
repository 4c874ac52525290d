"""What the commands share: the library and settings they were given, and how they speak to a person."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from secondsource.arguments import LIBRARY
from secondsource.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from secondsource.library import Library
    from secondsource.model import Failure, Report
    from secondsource.settings import Settings

T = TypeVar("T")
DONE, UNUSABLE, INCOMPLETE, INTERRUPTED, CUT_OFF = 0, 2, 3, 130, 141

# Controls and changes of direction that a terminal would act on; JSON spells them as well by their number.
_SPELLED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def now() -> datetime:
    return datetime.now(UTC)


def open_library(arguments: argparse.Namespace, *, create: bool = False) -> Library:
    from secondsource.library import Library

    return Library.open(folder(arguments), create=create, now=now, notice=tell)


def folder(arguments: argparse.Namespace) -> Path:
    folder = settings_of(arguments).library
    if not folder:
        raise InputError(f"no library given; name one with --library DIR or in {LIBRARY}")
    return folder


def settings_of(arguments: argparse.Namespace) -> Settings:
    from secondsource.settings import load

    given = {"library": "folder", "llm.address": "llm", "llm.model": "llm_model"}
    return load(os.environ, {name: getattr(arguments, option, None) for name, option in given.items()})


def error_console() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def tell(message: str) -> None:
    from secondsource.dossier.harmless import harmless

    print(f"secondsource: {harmless(message)}", file=sys.stderr)


@contextmanager
def showing_progress() -> Iterator[Callable[[str], None]]:
    """Shows what is going on, on a terminal; stays silent in a log."""
    from secondsource.dossier.terminal import printable

    console = error_console()
    if not console.is_terminal:
        yield lambda message: None
        return
    with console.status("starting") as status:
        yield lambda message: status.update(printable(message))


@contextmanager
def stoppable(message: str) -> Iterator[Event]:
    """The first interrupt from the keyboard sets the event and says so; the second ends the program."""
    stop = Event()

    def interrupted(number: int, frame: Any) -> None:
        signal.signal(signal.SIGINT, before)
        stop.set()
        tell(message)

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def as_json(noun: Any) -> Any:
    from secondsource import record

    return record.to_json(noun)


def print_json(noun: Any, *, indent: int | None = 2) -> None:
    from secondsource import record

    print(record.dumps(noun, indent=indent).translate(_SPELLED))


def show_all(found: Sequence[T], line: Callable[[T], str], *, json: bool) -> int:
    """Nouns that were asked for: as JSON, or each on a line."""
    if json:
        print_json(found)
    else:
        for each in found:
            show_line(line(each))
    return DONE


def reference(report: Report) -> dict[str, Any]:
    """A report without its text, in the data format's ``Reference``."""
    from secondsource.model import Reference

    data: dict[str, Any] = as_json(Reference.to(report))
    return data


def label(report: Report, *, whole: bool = False) -> str:
    headline = report.headline or report.text[:80]
    published = report.published or "undated   "
    return f"{report.id if whole else report.id[:12]}  {published}  {report.publisher or '-'}  {headline}"


def show_line(text: str) -> None:
    """Words of an article, on one line that steers nothing."""
    from secondsource.dossier.harmless import harmless

    print(harmless(text).rstrip())


def print_failures(failures: Sequence[Failure]) -> None:
    if not failures:
        return
    from rich.table import Table

    from secondsource.dossier.terminal import printable

    table = Table("not read", "why", title=f"{len(failures)} could not be read", title_justify="left", box=None)
    for failure in failures:
        table.add_row(printable(failure.subject), printable(failure.message))
    error_console().print(table)
