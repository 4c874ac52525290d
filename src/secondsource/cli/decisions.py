"""The commands of ``secondsource decide``."""

from __future__ import annotations

import argparse
import getpass

from secondsource.cli.console import (
    DONE,
    open_library,
    print_json,
    show_line,
)
from secondsource.errors import InputError


def decide(arguments: argparse.Namespace) -> int:
    from secondsource.dossier.wording import decided
    from secondsource.library.decisions import subject
    from secondsource.model import Action

    with open_library(arguments) as library:
        given = (getattr(arguments, "one", None), getattr(arguments, "other", None))
        decision = library.decide(
            Action(arguments.command.removeprefix("decide ")),
            tuple(subject(text, library.find) for text in given if text is not None),
            by=arguments.by or _user(),
            note=arguments.note,
            value=getattr(arguments, "value", None),
            undoes=getattr(arguments, "number", None),
        )
    show_line(decided(decision))
    return DONE


def _user() -> str:
    try:
        return getpass.getuser()
    except OSError:
        raise InputError("nobody knows who decides; name yourself with --by NAME") from None


def list_decisions(arguments: argparse.Namespace) -> int:
    from secondsource.dossier.wording import decided
    from secondsource.library.decisions import in_force

    with open_library(arguments) as library:
        log = library.decisions()
    if arguments.json:
        print_json(log)
        return DONE
    standing = {decision.number for decision in in_force(log)}
    for decision in log:
        undone = "" if decision.number in standing or decision.undoes is not None else "  (undone)"
        show_line(f"{decided(decision)}{undone}")
    return DONE
