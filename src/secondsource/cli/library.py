"""The commands of ``secondsource library``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli.console import (
    DONE,
    as_json,
    label,
    now,
    open_library,
    print_failures,
    print_json,
    reference,
    show_line,
    showing_progress,
)
from secondsource.errors import InputError

if TYPE_CHECKING:
    from secondsource.intake.take import Taken
    from secondsource.model import Failure, Report
    from secondsource.versions import Revision


def add(arguments: argparse.Namespace) -> int:
    failures: list[Failure] = []
    new = held = 0
    with open_library(arguments, create=True) as library, showing_progress() as progress:
        for added in library.add(_usable(arguments.inputs, failures)):
            new, held = new + added.new, held + (not added.new)
            progress(f"{new} added, {held} held already, {len(failures)} not read")
    print_failures(failures)
    if not new + held:
        raise InputError("none of the inputs could be used; mend or leave out what is listed above")
    print(f"{new} added, {held} held already, {len(failures)} not read")
    return DONE


def _usable(inputs: Sequence[str], failures: list[Failure]) -> Iterator[tuple[Report, bytes]]:
    """The reports of all inputs that can be read; what cannot goes to ``failures``."""
    from secondsource.model import Failure

    for name in inputs:
        try:
            for taken in _taken(name):
                if isinstance(taken, Failure):
                    failures.append(taken)
                else:
                    yield taken.report, taken.data
        except InputError as error:
            failures.append(Failure("intake", name, str(error)))


def _taken(name: str) -> Iterator[Taken | Failure]:
    from secondsource.intake.take import take, take_all

    if name == "-" or "://" in name:
        yield take(name, now=now(), stdin=sys.stdin.buffer)
    else:
        yield from take_all(Path(name), now=now())


def search(arguments: argparse.Namespace) -> int:
    with open_library(arguments) as library:
        passages = library.search(" ".join(arguments.words), as_of=arguments.as_of, limit=arguments.limit)
        found = [(passage, library.report(passage.report)) for passage in passages]
    if arguments.json:
        print_json([{**as_json(p), "text": p.span.of(r.text), **reference(r)} for p, r in found])
        return DONE
    for passage, report in found:
        show_line(label(report))
        show_line(f"    {passage.span.of(report.text)}")
    return DONE


def list_reports(arguments: argparse.Namespace) -> int:
    with open_library(arguments) as library:
        if arguments.json:
            print_json([reference(report) for report in library.reports()])
        else:
            for report in library.reports():
                show_line(label(report))
    return DONE


def show(arguments: argparse.Namespace) -> int:
    with open_library(arguments) as library:
        report = library.find(arguments.id)
        publications, custody = library.publications(report.id), library.custody(report.id)
    if arguments.json:
        published = [reference(publication) for publication in publications]
        print_json({"report": as_json(report), "publications": published, "custody": as_json(custody)})
        return DONE
    for publication in publications:
        show_line(f"{label(publication, whole=True)}  {publication.url or ''}")
    for line in custody:
        show_line(f"{line.at:%Y-%m-%d %H:%M}  {line.event}  original {line.original}  {line.address or ''}")
    print()
    for line_of_text in report.text.splitlines():
        show_line(line_of_text)
    return DONE


def versions(arguments: argparse.Namespace) -> int:
    from secondsource.versions import revisions

    with open_library(arguments) as library:
        held = library.versions(library.find(arguments.id).id)
    made = revisions(held)
    if arguments.json:
        print_json({"versions": [reference(version) for version in held], "revisions": as_json(made)})
        return DONE
    for number, version in enumerate(held):
        came = f"{version.retrieved:%Y-%m-%d %H:%M}" if version.retrieved else "retrieved: not known"
        show_line(f"{came}  {label(version)}")
        if number:
            _show_revision(made[number - 1])
    return DONE


def _show_revision(revision: Revision) -> None:
    """Statements first; then the paragraphs that changed, [-taken out-] and {+put in+} marked as wdiff does."""
    if not revision.read:
        show_line("    a version is in a language that is not read: its statements are not known")
    for word, statements in (("vanished", revision.vanished), ("came", revision.came)):
        for statement in statements:
            show_line(f"    {word}: {statement.text}")
    for change in revision.changed:
        show_line(f"    changed: {change.before.text}")
        show_line(f"         to: {change.after.text}")
    marks = {"kept": ("", ""), "taken out": ("[-", "-]"), "put in": ("{+", "+}")}
    for passage in revision.passages:
        if any(words.edit != "kept" for words in passage):
            show_line("    " + " ".join(words.text.strip().join(marks[words.edit]) for words in passage))


def remove(arguments: argparse.Namespace) -> int:
    with open_library(arguments) as library:
        report = library.find(arguments.id)
        library.remove(report.id)
    show_line(f"removed {label(report)}")
    return DONE


def rebuild(arguments: argparse.Namespace) -> int:
    with open_library(arguments) as library, showing_progress() as progress:
        progress(f"making the index of {library.count()} reports anew")
        library.rebuild()
    return DONE


def origins(arguments: argparse.Namespace) -> int:
    from secondsource.dossier.wording import decided
    from secondsource.library.decisions import in_force
    from secondsource.method import ratings
    from secondsource.model import Action

    with open_library(arguments) as library:
        found = ratings(library)
        by_hand = [entry for entry in in_force(library.decisions()) if entry.action is Action.RELIABILITY]
    if arguments.json:
        rows = [{"origin": origin, "reliability": rated, "record": as_json(held)} for origin, rated, held in found]
        print_json({"origins": rows, "decisions": as_json(by_hand)})
        return DONE
    for origin, rated, held in found:
        show_line(f"{rated}  {held.confirmed:>4} borne out  {held.contradicted:>4} contradicted  {origin}")
    for decision in by_hand:
        show_line(f"{decision.value}  by hand: {decided(decision)}")
    return DONE
