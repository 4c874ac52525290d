"""The commands on accounts: who may use the workbench."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from typing import TYPE_CHECKING

from secondsource.cli.console import DONE, folder, now, open_library, show_all, tell
from secondsource.errors import InputError

if TYPE_CHECKING:
    from secondsource.workbench.accounts import Accounts


def add_account(arguments: argparse.Namespace) -> int:
    from secondsource.workbench.accounts import Role

    name = arguments.name.casefold()
    with _accounts(arguments) as accounts:
        first = not accounts.all()
        person = accounts.add(name, _password(f"password for {name}"), Role(arguments.role))
    tell(f"{person.name} is now a {person.role}" + ("; from now on everybody signs in" if first else ""))
    return DONE


def list_accounts(arguments: argparse.Namespace) -> int:
    with _accounts(arguments) as accounts:
        people = accounts.all()
    return show_all(people, lambda each: f"{each.name}  {each.role}  since {each.made:%Y-%m-%d}", json=arguments.json)


def remove_account(arguments: argparse.Namespace) -> int:
    with _accounts(arguments) as accounts:
        accounts.remove(arguments.name.casefold())
    return DONE


def set_password(arguments: argparse.Namespace) -> int:
    name = arguments.name.casefold()
    with _accounts(arguments) as accounts:
        accounts.person(name)
        accounts.set_password(name, _password(f"new password for {name}"))
    return DONE


def make_token(arguments: argparse.Namespace) -> int:
    from secondsource.workbench.accounts import Role

    name = arguments.name.casefold()
    with _accounts(arguments) as accounts:
        print(accounts.make_token(name, arguments.purpose, Role(arguments.role), arguments.days))
    tell("this is the token; it is shown this once")
    return DONE


@contextmanager
def _accounts(arguments: argparse.Namespace) -> Iterator[Accounts]:
    from secondsource.workbench.accounts import open_accounts

    with open_library(arguments, create=True):
        pass
    with open_accounts(folder(arguments), now) as accounts:
        yield accounts


def _password(what: str) -> str:
    """Asked for without showing it, or the first line of standard input; never an argument, which others can see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = getpass(f"{what}: ")
    if getpass("the same again: ") != given:
        raise InputError("that was not the same twice; nothing was changed")
    return given
