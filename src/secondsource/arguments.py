"""The commands and their arguments; ``docs/cli.md`` is written from them."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from secondsource.errors import InputError
from secondsource.settings import variable

LIBRARY = variable("library")


class Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; see {self.prog} --help")


def build_parser() -> Parser:
    """The parser of all commands. What it parses holds the name of its command, such as ``library add``."""
    parser = Parser(
        prog="secondsource",
        description="Verifies news reports: what a report states, who says so, and how many independent lines of "
        "sourcing stand behind it. INPUT is a file (text, HTML or a report as JSON), an http(s) address, or - for "
        "standard input.",
        epilog="Exit codes: 0 done; 2 the input cannot be used, one line says why; 3 a stage could not run, the "
        "dossier is still written.",
        allow_abbrev=False,  # a script that leaves letters out would break with the next option
    )
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    parser.set_defaults(command="")
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)
    _add_read(commands)
    _add_verify(commands)
    _add_gather(commands)
    _add_doctor(commands)
    _add_library(commands)
    _add_decide(commands)
    _add_watch(commands)
    _add_serve(commands)
    _add_accounts(commands)
    _add_mcp(commands)
    return parser


def _command(commands: Any, name: str, description: str) -> Parser:
    parser: Parser = commands.add_parser(
        name.split()[-1], help=description, description=description, allow_abbrev=False
    )
    parser.set_defaults(command=name)
    return parser


def _add_read(commands: Any) -> None:
    parser = _command(commands, "read", "show what a report states and who says so, without looking anything up")
    parser.add_argument("input", metavar="INPUT", help="the report: a file, an http(s) address, or -")
    _add_published(parser)
    _add_json(parser, "the reading")


def _add_verify(commands: Any) -> None:
    parser = _command(commands, "verify", "set a report against a library of other reports: make its dossier")
    parser.add_argument("input", metavar="INPUT", help="the report: a file, an http(s) address, or -")
    _add_folder(parser)
    _add_published(parser)
    parser.add_argument(
        "--as-of", metavar="DATE", type=_day, help="use only what was published up to this day (default: today)"
    )
    parser.add_argument(
        "--llm",
        metavar="ADDRESS",
        help="ask the language model of an OpenAI-compatible server for a second opinion, which changes no verdict; "
        "off: ask none (default: none, or as set)",
    )
    parser.add_argument("--llm-model", metavar="NAME", help="the model that the server is asked for")
    parser.add_argument(
        "--gather", action="store_true", help="first bring what others have reported from the web into the library"
    )
    parser.add_argument("--held", action="store_true", help="INPUT is the id of a report that the library holds")
    parser.add_argument("--details", action="store_true", help="show passages, merges and reasons in the terminal too")
    form = parser.add_mutually_exclusive_group()
    _add_json(form, "the dossier")
    form.add_argument("--html", metavar="FILE", type=Path, help="write the dossier as one HTML file")


def _add_gather(commands: Any) -> None:
    parser = _command(
        commands, "gather", "bring what others have reported from the web into a library, without judging it"
    )
    parser.add_argument("input", metavar="INPUT", help="the report: a file, an http(s) address, or -")
    _add_folder(parser)
    _add_published(parser)
    parser.add_argument(
        "--as-of", metavar="DATE", type=_day, help="seek only what was published up to this day (default: today)"
    )
    _add_json(parser, "the record of the gathering")


def _add_doctor(commands: Any) -> None:
    parser = _command(commands, "doctor", "say what works here and what to do about what does not")
    parser.add_argument("--offline", action="store_true", help="leave out the web: ask no service")
    _add_folder(parser)
    _add_json(parser, "what was found")


def _add_library(commands: Any) -> None:
    parser = _command(commands, "library", "keep a library of reports")
    actions = parser.add_subparsers(metavar="ACTION", parser_class=Parser)

    add = _command(actions, "library add", "take reports in; what is held already is not taken in twice")
    add.add_argument(
        "inputs", metavar="INPUT", nargs="+", help="a file, a folder, an http(s) address, or JSON lines (.gz, .zst too)"
    )
    search = _command(actions, "library search", "find the passages nearest to some words")
    search.add_argument("words", metavar="WORDS", nargs="+", help="plain words; there is no query language")
    search.add_argument("--as-of", metavar="DATE", type=_day, help="only reports published up to this day")
    search.add_argument("--limit", metavar="N", type=_count, default=10, help="how many passages (default: 10)")
    listing = _command(actions, "library list", "list all reports in the order of publication")
    show = _command(actions, "library show", "show a report, where it was published, and its chain of custody")
    remove = _command(actions, "library remove", "give up a report with its originals and readings")
    versions = _command(
        actions, "library versions", "show the versions of an edited article and what became of its words"
    )
    for one in (show, versions, remove):
        one.add_argument("id", metavar="ID", help="the id of a report, or as much of it as no other id begins with")
    rebuild = _command(actions, "library rebuild", "make the index anew from the store")
    origins = _command(
        actions, "library origins", "list the origins that have a record: how many of their statements others bore out"
    )

    for action in (search, listing, show, versions, origins):
        _add_json(action, "the answer")
    for action in (add, search, listing, show, versions, remove, rebuild, origins):
        _add_folder(action)


def _add_decide(commands: Any) -> None:
    parser = _command(
        commands, "decide", "decide by hand: on lines, stances and verdicts; kept, and applied on every later run"
    )
    actions = parser.add_subparsers(metavar="ACTION", parser_class=Parser)
    about = "an origin by its name in the dossier, or words of a held report as ID:START-END"
    words = "words of the verified report as ID:START-END, with its whole id if it is not held"

    merge = _command(actions, "decide merge", "make two lines of sourcing one")
    split = _command(actions, "decide split", "keep two lines apart, or let one passage stand for its outlet alone")
    merge.add_argument("one", metavar="ONE", help=about)
    merge.add_argument("other", metavar="OTHER", help=about)
    split.add_argument("one", metavar="ONE", help=about)
    split.add_argument("other", metavar="OTHER", nargs="?", help="from what; without it ONE must be a passage")
    descent = _command(actions, "decide descent", "say from whom a passage has it")
    descent.add_argument("one", metavar="PASSAGE", help="words of a held report as ID:START-END")
    descent.add_argument("other", metavar="FROM", help=about)
    descent.add_argument("--kind", metavar="KIND", dest="value", help="how the origin knows, such as 'official'")
    reliability = _command(actions, "decide reliability", "set the letter of an origin, whatever its record says")
    reliability.add_argument("one", metavar="ORIGIN", help="its name in the dossier")
    reliability.add_argument("value", metavar="LETTER", help="A to F")
    verdict = _command(actions, "decide verdict", "accept, dispute or overrule the verdict on a statement")
    stance = _command(actions, "decide stance", "say what a passage does to a statement")
    for one in (verdict, stance):
        one.add_argument("one", metavar="STATEMENT", help=f"{words}; verify --details shows where each stands")
    verdict.add_argument("value", metavar="WHAT", help="accept, dispute, or the verdict that it ought to be")
    stance.add_argument("other", metavar="PASSAGE", help="words of a held report as ID:START-END")
    stance.add_argument("value", metavar="WHAT", help="supports, refutes, discusses, or none: it is no evidence")
    undo = _command(actions, "decide undo", "take a decision back; both entries stay in the log")
    undo.add_argument("number", metavar="NUMBER", type=_entry, help="the number of the decision")
    listing = _command(actions, "decide list", "show the log of decisions, the oldest first")
    _add_json(listing, "the log")

    deeds = (merge, split, descent, reliability, verdict, stance, undo)
    for action in deeds:
        needless = "; need not be given to accept" if action is verdict else ""
        action.add_argument("--note", metavar="TEXT", required=not needless, default="", help=f"why{needless}")
        action.add_argument("--by", metavar="NAME", help="who decides (default: the name you are logged in by)")
    for action in (*deeds, listing):
        _add_folder(action)


def _add_watch(commands: Any) -> None:
    parser = _command(commands, "watch", "follow reports and queries: poll feeds, and tell what changes, and why")
    actions = parser.add_subparsers(metavar="ACTION", parser_class=Parser)

    run = _command(actions, "watch run", "poll and look until interrupted; print a line for each change")
    run.add_argument("--once", action="store_true", help="poll what is due, look once, and end")
    add = _command(actions, "watch add", "watch feeds or news sitemaps: what they list comes into the library")
    add.add_argument("addresses", metavar="ADDRESS", nargs="+", help="the http(s) address of a feed")
    remove = _command(actions, "watch remove", "watch a feed no more; what came of it stays")
    remove.add_argument("address", metavar="ADDRESS", help="as it was added")
    feeds = _command(actions, "watch feeds", "list the feeds that are watched, with their state")
    follow = _command(actions, "watch follow", "follow a report: it is verified again when something comes in on it")
    follow.add_argument("input", metavar="INPUT", help="the report: a file, an http(s) address, or -")
    _add_published(follow)
    kind = follow.add_mutually_exclusive_group()
    kind.add_argument("--held", action="store_true", help="INPUT is the id of a report that the library holds")
    kind.add_argument("--dossier", action="store_true", help="INPUT is a dossier, as verify --json prints it")
    query = _command(actions, "watch query", "follow a query: be told of what comes in and has all its words")
    query.add_argument("words", metavar="WORDS", nargs="+", help="plain words; there is no query language")
    unfollow = _command(actions, "watch unfollow", "follow something no more; its changes stay in the log")
    unfollow.add_argument("number", metavar="NUMBER", type=_number, help="its number in the list")
    listing = _command(actions, "watch list", "list what is followed")
    changes = _command(actions, "watch changes", "show the last changes, the newest first")
    changes.add_argument("--limit", metavar="N", type=_count, default=20, help="how many (default: 20)")

    _add_json(run, "a line for each change")
    for action in (feeds, listing, changes):
        _add_json(action, "the answer")
    for action in (run, add, remove, feeds, follow, query, unfollow, listing, changes):
        _add_folder(action)


def _add_serve(commands: Any) -> None:
    parser = _command(commands, "serve", "open the workbench: pages in the browser, and an interface for programs")
    parser.add_argument("--host", metavar="NAME", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--port", metavar="N", type=_port, default=8000, help="on which port (default: 8000)")
    parser.add_argument(
        "--name", metavar="NAME", action="append", default=[], help="a host name that others reach it by; repeatable"
    )
    parser.add_argument("--certificate", metavar="FILE", type=Path, help="serve https with this certificate (PEM)")
    parser.add_argument("--key", metavar="FILE", type=Path, help="the key of the certificate, if it is not in its file")
    _add_folder(parser)


def _add_accounts(commands: Any) -> None:
    parser = _command(commands, "accounts", "say who may use the workbench; with the first account everybody signs in")
    actions = parser.add_subparsers(metavar="ACTION", parser_class=Parser)

    add = _command(actions, "accounts add", "make an account; its password is asked for, or read from standard input")
    listing = _command(actions, "accounts list", "list the accounts")
    remove = _command(actions, "accounts remove", "remove an account with its sessions and tokens")
    password = _command(actions, "accounts password", "set a new password, which ends all sessions and tokens")
    token = _command(actions, "accounts token", "make a token for a program; it is shown once")
    for one in (add, remove, password, token):
        one.add_argument("name", metavar="NAME", help="the name to sign in by")
    for one in (add, token):
        one.add_argument(
            "--role",
            metavar="ROLE",
            choices=("reader", "reviewer", "editor"),
            default="reader",
            help="reader looks, reviewer also submits and decides, editor does all (default: reader)",
        )
    token.add_argument("--for", metavar="TEXT", dest="purpose", default="", help="what the token is for")
    token.add_argument("--days", metavar="N", type=_count, default=90, help="how long it is good (default: 90)")
    _add_json(listing, "the accounts")
    for action in (add, listing, remove, password, token):
        _add_folder(action)


def _add_mcp(commands: Any) -> None:
    parser = _command(
        commands,
        "mcp",
        "offer reading, verifying, searching and dossiers to language models over stdio (MCP)",
    )
    _add_folder(parser)


def _add_folder(parser: Any) -> None:
    parser.add_argument(
        "--library", metavar="DIR", type=Path, help=f"the folder of the library (default: ${LIBRARY})", dest="folder"
    )


def _add_published(parser: Any) -> None:
    parser.add_argument("--published", metavar="DATE", type=_day, help="when it was published, if it does not say so")


def _add_json(parser: Any, what: str) -> None:
    parser.add_argument("--json", action="store_true", help=f"print {what} as JSON")


def _day(text: str) -> date:
    from secondsource.intake.days import parse_day

    return parse_day(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:6]) <= 1000:
        raise InputError(f"not a number from 1 to 1000: {text[:40]!r}")
    return int(text[:6])


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise InputError(f"not a number: {text[:40]!r}")
    return int(text)


def _entry(text: str) -> int:
    """The number of an entry in a log, which only ever grows."""
    if not text.isdecimal() or not 1 <= int(text[:10]) <= 999_999_999:
        raise InputError(f"not the number of a decision: {text[:40]!r}; decide list shows them")
    return int(text[:10])


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:6]) <= 65535:
        raise InputError(f"not a port from 1 to 65535: {text[:40]!r}")
    return int(text)
