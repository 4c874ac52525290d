"""The commands of ``secondsource decide``."""

from __future__ import annotations

import argparse
import getpass

from secondsource.cli.console import DONE, open_library, show_all, show_line
from secondsource.errors import InputError


def decide(arguments: argparse.Namespace) -> int:
    from secondsource.dossier.wording import decided
    from secondsource.library.decisions import chosen, subject, words
    from secondsource.model import Action

    done, value = arguments.command.removeprefix("decide "), getattr(arguments, "value", None)
    action, value = chosen(arguments.value) if done == "verdict" else (Action(done), value)
    with open_library(arguments) as library:
        one, other = getattr(arguments, "one", None), getattr(arguments, "other", None)
        # A statement stands in the report under verification, which need not be held.
        read = words if done in ("verdict", "stance") else subject
        about = [read(one, library.find)] if one is not None else []
        about += [subject(other, library.find)] if other is not None else []
        decision = library.decide(
            action,
            tuple(about),
            by=arguments.by or _user(),
            note=arguments.note,
            value=value,
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
    from secondsource.library.decisions import undone

    with open_library(arguments) as library:
        log = library.decisions()
    gone = undone(log)
    return show_all(
        log, lambda each: f"{decided(each)}{'  (undone)' if each.number in gone else ''}", json=arguments.json
    )
