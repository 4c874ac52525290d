"""The command line: the only place that prints and exits.

Heavy modules are imported by the commands that need them, so that ``--help`` and ``--version`` answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secondsource.arguments import build_parser
from secondsource.cli.accounts import add_account, list_accounts, make_token, remove_account, set_password
from secondsource.cli.console import (
    CUT_OFF,
    DONE,
    INCOMPLETE,
    INTERRUPTED,
    UNUSABLE,
    folder,
    now,
    open_library,
    print_json,
    settings_of,
    showing_progress,
    stoppable,
    tell,
)
from secondsource.cli.decisions import decide, list_decisions
from secondsource.cli.library import add, list_reports, origins, rebuild, remove, search, show, versions
from secondsource.cli.watching import (
    add_feeds,
    follow,
    follow_words,
    list_changes,
    list_feeds,
    list_follows,
    means,
    remove_feed,
    run,
    unfollow,
)
from secondsource.errors import InputError, SecondsourceError

if TYPE_CHECKING:
    from secondsource.library import Library
    from secondsource.model import Gathering, Report
    from secondsource.opinion.language_model import LanguageModel
    from secondsource.settings import Gather


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

    reading = read(_input(arguments), published=arguments.published, now=now())
    if arguments.json:
        print_json(reading)
    else:
        print_reading(reading, Console())
    return INCOMPLETE if reading.failures else DONE


def _verify(arguments: argparse.Namespace) -> int:
    _require_place(arguments.html)
    model = _language_model(arguments)
    with open_library(arguments, create=arguments.gather) as library, showing_progress() as progress:
        from secondsource.method import verify

        days = {"published": arguments.published, "as_of": arguments.as_of}
        source = library.find(arguments.input) if arguments.held else _input(arguments)
        if arguments.gather:
            made = _bring(source, library, settings_of(arguments).gather, days, progress)
            # What was at the address then is what is judged, not what is there now.
            source = library.report(made.report) if "://" in str(source) else source
        houses = settings_of(arguments).houses
        dossier = verify(source, library, **days, now=now(), progress=progress, model=model, houses=houses)
    if arguments.json:
        print_json(dossier)
    elif arguments.html:
        from secondsource.dossier.page import render_page

        _write_whole(arguments.html, render_page(dossier))
        tell(f"the dossier is in {arguments.html}")
    else:
        from rich.console import Console

        from secondsource.dossier.terminal import print_dossier

        print_dossier(dossier, Console(), details=arguments.details)
    return INCOMPLETE if dossier.failures else DONE


def _language_model(arguments: argparse.Namespace) -> LanguageModel | None:
    """Whom to ask for a second opinion; nobody, unless an address is set."""
    llm = settings_of(arguments).llm
    if llm.address is None:
        if arguments.llm_model and not arguments.llm:
            raise InputError("no server given for the language model; name one with --llm ADDRESS")
        return None
    if llm.model is None:
        raise InputError("no model named for the language model's server; name one with --llm-model NAME")
    from secondsource.opinion.language_model import LanguageModel

    return LanguageModel(llm.address, llm.model, key=llm.key, timeout=llm.timeout, budget=llm.budget)


def _gather(arguments: argparse.Namespace) -> int:
    with open_library(arguments, create=True) as library, showing_progress() as progress:
        days = {"published": arguments.published, "as_of": arguments.as_of}
        made = _bring(_input(arguments), library, settings_of(arguments).gather, days, progress)
    if arguments.json:
        print_json(made)
    else:
        from rich.console import Console

        from secondsource.dossier.terminal import print_gathering

        print_gathering(made, Console())
    return INCOMPLETE if made.failures else DONE


def _doctor(arguments: argparse.Namespace) -> int:
    from secondsource.doctor import State, examine
    from secondsource.gather.gather import web

    with showing_progress() as progress:
        progress("looking at what is here")
        checks = examine(settings_of(arguments), None if arguments.offline else web(now))
    if arguments.json:
        print_json(checks)
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
    from secondsource.gather.gather import gather_evidence

    with stoppable("stopping; what came is kept (interrupt again to end at once)") as stop:
        return gather_evidence(source, library, **days, settings=settings, now=now, progress=progress, stop=stop)


def _input(arguments: argparse.Namespace) -> Report | str:
    """The input as ``read`` and ``verify`` take it; only the command line knows a standard input."""
    if arguments.input != "-":
        return str(arguments.input)
    from secondsource.intake.take import take

    return take("-", published=arguments.published, now=now(), stdin=sys.stdin.buffer).report


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


def _serve(arguments: argparse.Namespace) -> int:
    from secondsource.workbench.server import serve

    with open_library(arguments, create=True):
        pass
    scheme = "https" if arguments.certificate else "http"
    serve(
        folder(arguments),
        host=arguments.host,
        port=arguments.port,
        names=arguments.name,
        certificate=arguments.certificate,
        key=arguments.key,
        means=means(settings_of(arguments)),
        ready=lambda: print(
            f"the workbench is at {scheme}://{arguments.host}:{arguments.port}/ until you press Ctrl-C", flush=True
        ),
    )
    return DONE


def _mcp(arguments: argparse.Namespace) -> int:
    try:
        from secondsource.mcp import serve
    except ModuleNotFoundError as error:
        raise InputError(f"{error.name} is missing; install it with: pip install 'secondsource[mcp]'") from None

    serve(folder(arguments), houses=settings_of(arguments).houses)
    return DONE


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": _no_command,
    "read": _read,
    "verify": _verify,
    "gather": _gather,
    "doctor": _doctor,
    "library": _no_command,
    "library add": add,
    "library search": search,
    "library list": list_reports,
    "library show": show,
    "library versions": versions,
    "library remove": remove,
    "library rebuild": rebuild,
    "library origins": origins,
    "decide": _no_command,
    "decide merge": decide,
    "decide split": decide,
    "decide descent": decide,
    "decide reliability": decide,
    "decide verdict": decide,
    "decide stance": decide,
    "decide undo": decide,
    "decide list": list_decisions,
    "watch": _no_command,
    "watch run": run,
    "watch add": add_feeds,
    "watch remove": remove_feed,
    "watch feeds": list_feeds,
    "watch follow": follow,
    "watch query": follow_words,
    "watch unfollow": unfollow,
    "watch list": list_follows,
    "watch changes": list_changes,
    "serve": _serve,
    "accounts": _no_command,
    "accounts add": add_account,
    "accounts list": list_accounts,
    "accounts remove": remove_account,
    "accounts password": set_password,
    "accounts token": make_token,
    "mcp": _mcp,
}
