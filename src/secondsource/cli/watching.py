"""The commands of ``secondsource watch``: feeds, what is followed, and what changed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli.console import (
    DONE,
    folder,
    now,
    open_library,
    print_json,
    settings_of,
    show_all,
    show_line,
    stoppable,
    tell,
)
from secondsource.errors import InputError

if TYPE_CHECKING:
    from secondsource.library import Library
    from secondsource.model import Dossier, Report
    from secondsource.settings import Settings
    from secondsource.watch import Change, Feed, Follow, Watched
    from secondsource.watch.rounds import Means


def add_feeds(arguments: argparse.Namespace) -> int:
    from secondsource.watch.store import require_address

    for address in arguments.addresses:
        require_address(address)
    with _watched(arguments) as (_, watched):
        for address in arguments.addresses:
            watched.add_feed(address, now())
    return DONE


def remove_feed(arguments: argparse.Namespace) -> int:
    with _watched(arguments) as (_, watched):
        try:
            watched.remove_feed(arguments.address)
        except KeyError:
            raise InputError(f"no such feed is watched: {arguments.address}; see secondsource watch feeds") from None
    return DONE


def list_feeds(arguments: argparse.Namespace) -> int:
    with _watched(arguments) as (_, watched):
        return show_all(watched.feeds(), _feed, json=arguments.json)


def follow(arguments: argparse.Namespace) -> int:
    from secondsource.watch.begin import follow_report

    with _watched(arguments) as (library, watched):
        report, dossier = _given(arguments, library)
        made = follow_report(library, watched, report, now(), dossier)
    show_line(f"{made.id}  {made.title}")
    return DONE


def follow_words(arguments: argparse.Namespace) -> int:
    from secondsource.watch.begin import follow_query

    with _watched(arguments) as (library, watched):
        made = follow_query(library, watched, " ".join(arguments.words), now())
    show_line(f"{made.id}  {made.title}")
    return DONE


def unfollow(arguments: argparse.Namespace) -> int:
    with _watched(arguments) as (_, watched):
        try:
            watched.unfollow(arguments.number)
        except KeyError:
            raise InputError(f"nothing is followed as {arguments.number}; see secondsource watch list") from None
    return DONE


def list_follows(arguments: argparse.Namespace) -> int:
    with _watched(arguments) as (_, watched):
        return show_all(watched.follows(), _follow, json=arguments.json)


def list_changes(arguments: argparse.Namespace) -> int:
    with _watched(arguments) as (_, watched):
        return show_all(watched.latest(arguments.limit), _change, json=arguments.json)


def run(arguments: argparse.Namespace) -> int:
    """Rounds until it is interrupted, or one; standard output has a line for each change and nothing else."""
    from secondsource.errors import LibraryError
    from secondsource.watch.rounds import IDLE, Rounds

    with open_library(arguments, create=True):
        pass
    with stoppable("stopping; what came is kept (interrupt again to end at once)") as stop:
        rounds = Rounds(
            folder(arguments),
            means(settings_of(arguments)),
            stop=stop,
            progress=tell,
            changed=lambda change: _show(change, as_json=arguments.json),
        )
        if not arguments.once:
            tell("watching until you press Ctrl-C")
        while True:
            try:
                rounds.one()
            except LibraryError as error:
                if arguments.once:
                    raise
                tell(f"{error}; trying again")
            if arguments.once or stop.wait(IDLE):
                return DONE


def means(settings: Settings) -> Means:
    """What watching has to go by, as it is set."""
    from secondsource.gather.gather import web
    from secondsource.watch.channels import channels
    from secondsource.watch.rounds import Means

    return Means(
        now=now,
        outside=web(now),
        limits=settings.gather.limits,
        contact=settings.gather.contact,
        houses=settings.houses,
        channels=channels(settings.notify, now),
    )


@contextmanager
def _watched(arguments: argparse.Namespace) -> Iterator[tuple[Library, Watched]]:
    from secondsource.watch.store import open_watched

    with open_library(arguments, create=True) as library, open_watched(folder(arguments)) as watched:
        yield library, watched


def _given(arguments: argparse.Namespace, library: Library) -> tuple[Report, Dossier | None]:
    """The report that is to be followed, and its dossier if that is what was given."""
    if arguments.dossier:
        dossier = _dossier(arguments.input)
        return dossier.report, dossier
    if arguments.held:
        return library.find(arguments.input), None
    from secondsource.intake.take import take

    stdin = sys.stdin.buffer if arguments.input == "-" else None
    return take(arguments.input, published=arguments.published, now=now(), stdin=stdin).report, None


def _dossier(path: str) -> Dossier:
    from secondsource import record
    from secondsource.model import Dossier

    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    try:
        return record.loads(Dossier, data)
    except ValueError:
        raise InputError(f"{path} is no dossier; make one with secondsource verify --json") from None


def _show(change: Change, *, as_json: bool = False) -> None:
    if as_json:
        print_json(change, indent=None)
    else:
        show_line(_change(change))
    sys.stdout.flush()


def _feed(feed: Feed) -> str:
    polled = f"polled {feed.polled:%Y-%m-%d %H:%M}" if feed.polled else "not polled yet"
    state = f"trouble: {feed.trouble}" if feed.trouble else polled
    return f"{feed.address}  {state}  next poll {feed.next_poll:%Y-%m-%d %H:%M}"


def _follow(each: Follow) -> str:
    return f"{each.id}  {'query ' if each.query else 'report'}  since {each.since:%Y-%m-%d}  {each.title}"


def _change(change: Change) -> str:
    return f"{change.number}  {change.at:%Y-%m-%d %H:%M}  {change.message}"
