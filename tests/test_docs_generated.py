import argparse

import pytest

from secondsource.arguments import Parser, build_parser
from secondsource.document import DOCS, command_line, documents


@pytest.mark.parametrize("name", documents())
def test_the_document_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == documents()[name], "run: make docs"


def test_every_command_has_its_section() -> None:
    titles = [line for line in documents()["cli.md"].splitlines() if line.startswith("## ")]
    library = ["add", "search", "list", "show", "remove", "versions", "rebuild", "origins"]
    decide = ["merge", "split", "descent", "reliability", "verdict", "stance", "undo", "list"]
    below = [*(f"library {action}" for action in library), *(f"decide {action}" for action in decide)]
    accounts = [f"accounts {action}" for action in ("add", "list", "remove", "password", "token")]
    watch = ["run", "add", "remove", "feeds", "follow", "query", "unfollow", "list", "changes"]
    below += [f"watch {action}" for action in watch]
    commands = ("read", "verify", "gather", "doctor", *below, "serve", *accounts, "mcp")
    assert titles == [f"## secondsource {command}" for command in commands]


def test_the_contract_is_in_it() -> None:
    text = documents()["cli.md"]
    assert "secondsource read INPUT [--published DATE] [--json]\n" in text
    assert "[--library DIR] [--published DATE] [--as-of DATE]" in text
    assert "[--json | --html FILE]\n" in text


def test_usage_shows_rivals_and_repeats() -> None:
    parser = Parser(prog="program", description="do it")
    parser.add_argument("words", metavar="WORD", nargs="+", help="the words")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--html", metavar="FILE", help="as a page")
    text = command_line(parser)
    assert "```\nprogram WORD... [--json | --html FILE]\n```" in text
    assert "| `--html FILE` | as a page |" in text
    assert "## program\n\nDo it.\n" in text


def test_every_argument_is_explained() -> None:
    def check(parser: argparse.ArgumentParser) -> None:
        for action in parser._actions:
            assert action.help or isinstance(action, argparse._SubParsersAction), (parser.prog, action.dest)
            if isinstance(action, argparse._SubParsersAction):
                for command in action.choices.values():
                    check(command)

    check(build_parser())
