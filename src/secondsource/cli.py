"""The command line: the only place that prints and exits.

Heavy modules are imported by the commands that need them, so that ``--help`` and ``--version`` answer at once.
"""

from __future__ import annotations

import argparse
import getpass
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from secondsource.arguments import LIBRARY, build_parser
from secondsource.errors import InputError, SecondsourceError

if TYPE_CHECKING:
    from rich.console import Console

    from secondsource.intake.take import Taken
    from secondsource.library import Library
    from secondsource.model import Failure, Gathering, Report
    from secondsource.opinion.language_model import LanguageModel
    from secondsource.settings import Gather, Settings

DONE, UNUSABLE, INCOMPLETE, INTERRUPTED, CUT_OFF = 0, 2, 3, 130, 141

# Controls and changes of direction that a terminal would act on; JSON spells them as well by their number.
_SPELLED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # one put in its place may not be a file
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        arguments = build_parser().parse_args(argv)
        code = _COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has seen enough, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT_OFF
    except KeyboardInterrupt:
        return INTERRUPTED
    except SecondsourceError as error:
        return _give_up(str(error))
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return _give_up(f"{name}{error.strerror or error}; check that path")
    return code


def _give_up(message: str) -> int:
    from secondsource.dossier.harmless import harmless

    print(f"secondsource: {harmless(message)}", file=sys.stderr)
    return UNUSABLE


# --- read and verify -------------------------------------------------------------------------------------------


def _no_command(arguments: argparse.Namespace) -> int:
    if not arguments.version:
        raise InputError("no command given, or only half of one; see secondsource --help")
    from importlib.metadata import version

    print(f"secondsource {version('secondsource')}")
    return DONE


def _read(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from secondsource.dossier.terminal import print_reading
    from secondsource.method import read

    reading = read(_input(arguments), published=arguments.published, now=_now())
    if arguments.json:
        _print_json(reading)
    else:
        print_reading(reading, Console())
    return INCOMPLETE if reading.failures else DONE


def _verify(arguments: argparse.Namespace) -> int:
    _require_place(arguments.html)
    model = _language_model(arguments)
    with _library(arguments, create=arguments.gather) as library, _progress() as progress:
        from secondsource.method import verify

        days = {"published": arguments.published, "as_of": arguments.as_of}
        source = library.find(arguments.input) if arguments.held else _input(arguments)
        if arguments.gather:
            made = _bring(source, library, _settings(arguments).gather, days, progress)
            # What was at the address then is what is judged, not what is there now.
            source = library.report(made.report) if "://" in str(source) else source
        dossier = verify(source, library, **days, now=_now(), progress=progress, model=model)
    if arguments.json:
        _print_json(dossier)
    elif arguments.html:
        from secondsource.dossier.page import render_page

        _write_whole(arguments.html, render_page(dossier))
        _tell(f"the dossier is in {arguments.html}")
    else:
        from rich.console import Console

        from secondsource.dossier.terminal import print_dossier

        print_dossier(dossier, Console(), details=arguments.details)
    return INCOMPLETE if dossier.failures else DONE


def _language_model(arguments: argparse.Namespace) -> LanguageModel | None:
    """Whom to ask for a second opinion; nobody, unless an address is set."""
    llm = _settings(arguments).llm
    if llm.address is None:
        if arguments.llm_model and not arguments.llm:
            raise InputError("no server given for the language model; name one with --llm ADDRESS")
        return None
    if llm.model is None:
        raise InputError("no model named for the language model's server; name one with --llm-model NAME")
    from secondsource.opinion.language_model import LanguageModel

    return LanguageModel(llm.address, llm.model, key=llm.key, timeout=llm.timeout, budget=llm.budget)


def _gather(arguments: argparse.Namespace) -> int:
    with _library(arguments, create=True) as library, _progress() as progress:
        days = {"published": arguments.published, "as_of": arguments.as_of}
        made = _bring(_input(arguments), library, _settings(arguments).gather, days, progress)
    if arguments.json:
        _print_json(made)
    else:
        from rich.console import Console

        from secondsource.dossier.terminal import print_gathering

        print_gathering(made, Console())
    return INCOMPLETE if made.failures else DONE


def _doctor(arguments: argparse.Namespace) -> int:
    from secondsource.doctor import State, examine
    from secondsource.method import web

    with _progress() as progress:
        progress("looking at what is here")
        checks = examine(_settings(arguments), None if arguments.offline else web(_now))
    if arguments.json:
        _print_json(checks)
    else:
        from rich.console import Console

        from secondsource.dossier.terminal import print_checks

        print_checks([(each.name, each.state, each.found, each.advice) for each in checks], Console())
    return INCOMPLETE if any(each.state is State.BROKEN for each in checks) else DONE


def _bring(
    source: Report | str,
    library: Library,
    settings: Gather,
    days: dict[str, Any],
    progress: Callable[[str], None],
) -> Gathering:
    from secondsource.method import gather_evidence

    with _stoppable() as stop:
        return gather_evidence(source, library, **days, settings=settings, now=_now, progress=progress, stop=stop)


@contextmanager
def _stoppable() -> Iterator[Event]:
    """The first interrupt from the keyboard ends the gathering and keeps what came; the second ends the program."""
    stop = Event()

    def interrupted(number: int, frame: Any) -> None:
        signal.signal(signal.SIGINT, before)
        stop.set()
        _tell("stopping; what came is kept (interrupt again to end at once)")

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _input(arguments: argparse.Namespace) -> Report | str:
    """The input as ``read`` and ``verify`` take it; only the command line knows a standard input."""
    if arguments.input != "-":
        return str(arguments.input)
    from secondsource.intake.take import take

    return take("-", published=arguments.published, now=_now(), stdin=sys.stdin.buffer).report


def _require_place(file: Path | None) -> None:
    """Before an hour's work, not after it."""
    if file and (file.is_dir() or not file.absolute().parent.is_dir()):
        raise InputError(f"cannot write {file}; name a file in a folder that exists")


def _write_whole(file: Path, text: str) -> None:
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


# --- the library -----------------------------------------------------------------------------------------------


def _add(arguments: argparse.Namespace) -> int:
    failures: list[Failure] = []
    new = held = 0
    with _library(arguments, create=True) as library, _progress() as progress:
        for added in library.add(_usable(arguments.inputs, failures)):
            new, held = new + added.new, held + (not added.new)
            progress(f"{new} added, {held} held already, {len(failures)} not read")
    _print_failures(failures)
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
        yield take(name, now=_now(), stdin=sys.stdin.buffer)
    else:
        yield from take_all(Path(name), now=_now())


def _print_failures(failures: Sequence[Failure]) -> None:
    if not failures:
        return
    from rich.table import Table

    from secondsource.dossier.terminal import printable

    table = Table("not read", "why", title=f"{len(failures)} could not be read", title_justify="left", box=None)
    for failure in failures:
        table.add_row(printable(failure.subject), printable(failure.message))
    _console().print(table)


def _search(arguments: argparse.Namespace) -> int:
    with _library(arguments) as library:
        passages = library.search(" ".join(arguments.words), as_of=arguments.as_of, limit=arguments.limit)
        found = [(passage, library.report(passage.report)) for passage in passages]
    if arguments.json:
        _print_json([{**_json(p), "text": p.span.of(r.text), **_reference(r)} for p, r in found])
        return DONE
    for passage, report in found:
        _show_line(_label(report))
        _show_line(f"    {passage.span.of(report.text)}")
    return DONE


def _list(arguments: argparse.Namespace) -> int:
    with _library(arguments) as library:
        if arguments.json:
            _print_json([_reference(report) for report in library.reports()])
        else:
            for report in library.reports():
                _show_line(_label(report))
    return DONE


def _show(arguments: argparse.Namespace) -> int:
    with _library(arguments) as library:
        report = library.find(arguments.id)
        publications, custody = library.publications(report.id), library.custody(report.id)
    if arguments.json:
        published = [_reference(publication) for publication in publications]
        _print_json({"report": _json(report), "publications": published, "custody": _json(custody)})
        return DONE
    for publication in publications:
        _show_line(f"{_label(publication, whole=True)}  {publication.url or ''}")
    for line in custody:
        _show_line(f"{line.at:%Y-%m-%d %H:%M}  {line.event}  original {line.original}  {line.address or ''}")
    print()
    for line_of_text in report.text.splitlines():
        _show_line(line_of_text)
    return DONE


def _remove(arguments: argparse.Namespace) -> int:
    with _library(arguments) as library:
        report = library.find(arguments.id)
        library.remove(report.id)
    _show_line(f"removed {_label(report)}")
    return DONE


def _rebuild(arguments: argparse.Namespace) -> int:
    with _library(arguments) as library, _progress() as progress:
        progress(f"making the index of {library.count()} reports anew")
        library.rebuild()
    return DONE


def _origins(arguments: argparse.Namespace) -> int:
    from secondsource.dossier.wording import decided
    from secondsource.library.decisions import in_force
    from secondsource.method import ratings
    from secondsource.model import Action

    with _library(arguments) as library:
        found = ratings(library)
        by_hand = [entry for entry in in_force(library.decisions()) if entry.action is Action.RELIABILITY]
    if arguments.json:
        rows = [{"origin": origin, "reliability": rated, "record": _json(held)} for origin, rated, held in found]
        _print_json({"origins": rows, "decisions": _json(by_hand)})
        return DONE
    for origin, rated, held in found:
        _show_line(f"{rated}  {held.confirmed:>4} borne out  {held.contradicted:>4} contradicted  {origin}")
    for decision in by_hand:
        _show_line(f"{decision.value}  by hand: {decided(decision)}")
    return DONE


# --- decisions by hand -----------------------------------------------------------------------------------------


def _decide(arguments: argparse.Namespace) -> int:
    from secondsource.dossier.wording import decided
    from secondsource.library.decisions import subject
    from secondsource.model import Action

    with _library(arguments) as library:
        given = (getattr(arguments, "one", None), getattr(arguments, "other", None))
        decision = library.decide(
            Action(arguments.command.removeprefix("decide ")),
            tuple(subject(text, library.find) for text in given if text is not None),
            by=arguments.by or _user(),
            note=arguments.note,
            value=getattr(arguments, "value", None),
            undoes=getattr(arguments, "number", None),
        )
    _show_line(decided(decision))
    return DONE


def _user() -> str:
    try:
        return getpass.getuser()
    except OSError:
        raise InputError("nobody knows who decides; name yourself with --by NAME") from None


def _decisions(arguments: argparse.Namespace) -> int:
    from secondsource.dossier.wording import decided
    from secondsource.library.decisions import in_force

    with _library(arguments) as library:
        log = library.decisions()
    if arguments.json:
        _print_json(log)
        return DONE
    standing = {decision.number for decision in in_force(log)}
    for decision in log:
        undone = "" if decision.number in standing or decision.undoes is not None else "  (undone)"
        _show_line(f"{decided(decision)}{undone}")
    return DONE


# --- the workbench ---------------------------------------------------------------------------------------------


def _serve(arguments: argparse.Namespace) -> int:
    from secondsource.workbench.server import serve

    with _library(arguments, create=True):
        pass
    print(f"the workbench is at http://{arguments.host}:{arguments.port}/ until you press Ctrl-C", flush=True)
    serve(_folder(arguments), host=arguments.host, port=arguments.port)
    return DONE


# --- in and out ------------------------------------------------------------------------------------------------


def _now() -> datetime:
    return datetime.now(UTC)


def _library(arguments: argparse.Namespace, *, create: bool = False) -> Library:
    from secondsource.library import Library

    return Library.open(_folder(arguments), create=create, now=_now, notice=_tell)


def _folder(arguments: argparse.Namespace) -> Path:
    folder = _settings(arguments).library
    if not folder:
        raise InputError(f"no library given; name one with --library DIR or in {LIBRARY}")
    return folder


def _settings(arguments: argparse.Namespace) -> Settings:
    from secondsource.settings import load

    given = {"library": "folder", "llm.address": "llm", "llm.model": "llm_model"}
    return load(os.environ, {name: getattr(arguments, option, None) for name, option in given.items()})


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def _tell(message: str) -> None:
    from secondsource.dossier.harmless import harmless

    print(f"secondsource: {harmless(message)}", file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Shows what is going on, on a terminal; stays silent in a log."""
    from secondsource.dossier.terminal import printable

    console = _console()
    if not console.is_terminal:
        yield lambda message: None
        return
    with console.status("starting") as status:
        yield lambda message: status.update(printable(message))


def _json(noun: Any) -> Any:
    from secondsource import record

    return record.to_json(noun)


def _print_json(noun: Any) -> None:
    from secondsource import record

    print(record.dumps(noun, indent=2).translate(_SPELLED))


def _reference(report: Report) -> dict[str, Any]:
    """A report without its text, in the data format's ``Reference``."""
    from secondsource.model import Reference

    data: dict[str, Any] = _json(Reference.to(report))
    return data


def _label(report: Report, *, whole: bool = False) -> str:
    headline = report.headline or report.text[:80]
    published = report.published or "undated   "
    return f"{report.id if whole else report.id[:12]}  {published}  {report.publisher or '-'}  {headline}"


def _show_line(text: str) -> None:
    """Words of an article, on one line that steers nothing."""
    from secondsource.dossier.harmless import harmless

    print(harmless(text).rstrip())


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": _no_command,
    "read": _read,
    "verify": _verify,
    "gather": _gather,
    "doctor": _doctor,
    "library": _no_command,
    "library add": _add,
    "library search": _search,
    "library list": _list,
    "library show": _show,
    "library remove": _remove,
    "library rebuild": _rebuild,
    "library origins": _origins,
    "decide": _no_command,
    "decide merge": _decide,
    "decide split": _decide,
    "decide descent": _decide,
    "decide reliability": _decide,
    "decide undo": _decide,
    "decide list": _decisions,
    "serve": _serve,
}
