"""Writes the documents that follow from the code: ``docs/cli.md``, ``settings.md`` and ``dossier.schema.json``.

``python -m secondsource.document`` (``make docs``) writes them into the checkout.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import Field
from pathlib import Path
from typing import Any

from secondsource import record
from secondsource.arguments import LIBRARY, build_parser
from secondsource.model import Dossier
from secondsource.settings import FILE, each_setting, variable

DOCS = Path(__file__).parents[2] / "docs"

_OPENING = """# The command line

This page is written from the program by `make docs`.

{description} {epilog}

What is asked for goes to standard output, everything else to standard error. `{variable}` names the library that is
used where `--library` is not given, and [other settings](settings.md) have their variables too. A date is written as
2019-03-25.
"""

_SETTINGS = """# Settings

This page is written from the program by `make docs`.

An option of a command counts before the environment, the environment before the file, the file before the default. The
file is `~/.config/secondsource/settings.toml` (below `$XDG_CONFIG_HOME` where that is set), or the one that `{file}`
names. It need not exist. An error in it is one line that names the file, the line and the setting.

Keys are taken from the environment alone. A file with one in it is refused, and none is ever shown, logged or kept.

| setting | variable | default | meaning |
|---|---|---|---|
{rows}

A whole file:

```toml
{example}
```
"""


def documents() -> dict[str, str]:
    """The generated documents by file name."""
    schema = json.dumps(record.schema(Dossier), indent=2, ensure_ascii=False) + "\n"
    return {"cli.md": command_line(build_parser()), "dossier.schema.json": schema, "settings.md": _settings_page()}


def _settings_page() -> str:
    rows = [
        f"| `{name}` | `{variable(name)}` | {_default(entry)} | {entry.metadata['means']} |"
        for name, entry in each_setting()
    ]
    return _SETTINGS.format(file=FILE, rows="\n".join(rows), example="\n".join(_example()))


def _example() -> Iterator[str]:
    """The lines of a file that sets everything a file may set."""
    open_table = ""
    for name, entry in each_setting():
        if entry.metadata["secret"]:
            continue
        table, _, key = name.rpartition(".")
        if table != open_table:
            open_table = table
            yield f"\n[{table}]"
        shown = entry.metadata["example"] or entry.default
        yield f"{key} = {json.dumps(shown) if isinstance(shown, str | list | tuple) else f'{shown:g}'}"


def _default(entry: Field[Any]) -> str:
    if isinstance(entry.default, str):
        return f"`{entry.default}`"
    if isinstance(entry.default, tuple):
        return " ".join(f"`{each}`" for each in entry.default) or "none"
    return "none" if entry.default is None else f"{entry.default:g}"


def command_line(parser: argparse.ArgumentParser) -> str:
    """All commands of ``parser`` as Markdown.

    Not argparse's own help, which differs between versions of Python.
    """
    opening = _OPENING.format(description=parser.description, epilog=parser.epilog, variable=LIBRARY)
    return "\n".join([opening, *_sections(parser)])


def _sections(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A section for each command that does something, the ones below it included."""
    commands = _commands(parser)
    if not commands:
        yield f"## {parser.prog}\n\n{_sentence(parser.description)}\n\n```\n{_usage(parser)}\n```\n\n{_table(parser)}\n"
    for command in commands:
        yield from _sections(command)


def _commands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    choices = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return list(choices[0].values()) if choices else []


def _usage(parser: argparse.ArgumentParser) -> str:
    groups = [group._group_actions for group in parser._mutually_exclusive_groups]
    parts = [_spelled(action) for action in parser._get_positional_actions()]
    for action in _options(parser):
        rivals = next((group for group in groups if action in group), [action])
        if action is rivals[0]:
            parts.append(f"[{' | '.join(_spelled(rival) for rival in rivals)}]")
    return " ".join([parser.prog, *parts])


def _table(parser: argparse.ArgumentParser) -> str:
    actions = [*parser._get_positional_actions(), *_options(parser)]
    rows = [f"| `{_spelled(action)}` | {action.help} |" for action in actions]
    return "\n".join(["| | |", "|---|---|", *rows])


def _options(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in parser._get_optional_actions() if not isinstance(action, argparse._HelpAction)]


def _spelled(action: argparse.Action) -> str:
    """``INPUT``, ``INPUT...``, ``--json`` or ``--html FILE``."""
    name = str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return name + ("..." if action.nargs == "+" else "")
    return action.option_strings[-1] + ("" if action.nargs == 0 else f" {name}")


def _sentence(text: str | None) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def main() -> None:
    """Writes each document that is not current."""
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
