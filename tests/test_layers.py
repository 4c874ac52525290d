"""The directions of import (docs/decisions.md, "The house"): who may import whom, and who may touch the outside.

Every module is parsed, not run, so that imports inside functions and under ``TYPE_CHECKING`` count too.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "secondsource"
MODULES = {
    ".".join(("secondsource", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

DECISIONS = (PACKAGE.parent.parent / "docs" / "decisions.md").read_text(encoding="utf-8")

# A room is a folder of the package, or a file beside the folders. Each may import itself, and:
EVERYONE = {"model", "errors", "dimensions", "outlets"}
ROOMS: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "dimensions": set(),
    "outlets": set(),
    "record": set(),
    "canonical": set(),
    "settings": set(),
    # the stages, in order; none imports another
    "intake": set(),
    "reading": {"learned"},
    "evidence": {"library", "learned"},
    "sourcing": {"learned"},
    "assessment": set(),
    # what they stand on
    "learned": set(),
    "library": {"canonical", "record", "learned"},
    "opinion": {"intake", "settings"},  # the connection that keeps its deadline; what an address may be
    "gather": {"canonical", "intake", "reading", "library", "learned", "settings"},
    # what puts them in order, and what people meet
    "shelf": {"reading", "library", "sourcing"},
    "rulings": {"library"},
    "finding": {"library", "evidence", "sourcing", "assessment", "shelf", "rulings"},
    "method": {"intake", "reading", "library", "evidence", "sourcing", "assessment", "finding", "rulings"},
    "versions": {"reading"},
    "contents": {"reading", "library", "sourcing", "shelf"},
    "copying": {"library", "sourcing"},
    "doctor": {"gather", "learned", "library", "settings"},
    "dossier": {"record"},
    "watch": {"canonical", "method", "intake", "library", "gather", "record", "settings", "dossier"},  # mails are read
    "workbench": {
        "versions",
        "method",
        "intake",
        "library",
        "dossier",
        "record",
        "contents",
        "copying",
        "rulings",
        "watch",
    },
    "mcp": {"method", "intake", "library", "record", "workbench"},  # where dossiers are kept
    "arguments": {"intake", "settings"},  # one way of reading a day, wherever it is written
    "document": {"arguments", "record", "settings"},
    "cli": {
        "arguments",
        "settings",
        "gather",
        "method",
        "versions",
        "doctor",
        "intake",
        "library",
        "opinion",
        "dossier",
        "record",
        "watch",
        "workbench",
        "mcp",
    },
    "__init__": {"method", "gather", "library", "opinion"},
    "__main__": {"cli"},
}
STAGES = ("intake", "reading", "evidence", "sourcing", "assessment")
# Inference needs the nouns, and an error to raise; no list of outlets, no table of units.
LEARNED = {"model", "errors"}

NETWORK = ("httpx", "httpcore", "socket", "ssl", "urllib.request", "http.client", "http.server", "ftplib", "smtplib")
NETWORK += ("uvicorn", "urllib3", "requests", "aiohttp", "anyio", "asyncio", "huggingface_hub", "trafilatura.downloads")
# The one that fetches what articles point to, the one that asks the user's own language model, the two that tell the
# user's own servers of changes (docs/decisions.md, "The house", says why each is apart), and the one that listens.
OPENING = (
    "secondsource.intake.fetch",
    "secondsource.opinion.server",
    "secondsource.watch.webhook",
    "secondsource.watch.mail",
    "secondsource.workbench.server",
)
# Functions of libraries that would go to the network in our name.
FETCHING = {"fetch_url", "fetch_response", "from_pretrained", "urlopen", "urlretrieve", "create_connection"}
NEVER = ("torch", "transformers", "training", "bench", "tests", "pytest", "hypothesis")


# --- the checker ------------------------------------------------------------------------------------------------


def imports(source: str, module: str, *, package: bool = False) -> set[str]:
    """The full names of all that a module imports: ``a.b`` for ``import a.b``, ``a.b.c`` for ``from a.b import c``."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, module, package)
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def _base(node: ast.ImportFrom, module: str, package: bool) -> str:
    if not node.level:
        return node.module or ""
    above = module.split(".")[: len(module.split(".")) - node.level + package]
    return ".".join((*above, node.module) if node.module else above)


def room_of(name: str) -> str | None:
    """The room a name of ours lies in; ``None`` for other people's modules and for what the package itself exports."""
    parts = name.split(".")
    if parts[0] != "secondsource":
        return None
    return parts[1] if len(parts) > 1 else "__init__"


def allowed(room: str) -> set[str]:
    if room in EVERYONE:  # at the bottom: not even one another
        return {room}
    if room == "learned":
        return LEARNED | {room}
    return EVERYONE | ROOMS[room] | {room}


def trespasses(source: str, module: str, *, package: bool = False) -> set[str]:
    """Imports of ours that the table does not allow."""
    mine = room_of(module)
    assert mine is not None
    found = {name for name in imports(source, module, package=package) if name.split(".")[0] == "secondsource"}
    return {name for name in found if room_of(name) not in allowed(mine)}


def under(names: set[str], roots: tuple[str, ...]) -> set[str]:
    return {name for name in names if any(f"{name}.".startswith(f"{root}.") for root in roots)}


def fetching(source: str) -> set[str]:
    """What opens a connection: a module of the network, or a library's function that fetches."""
    used = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
    called = {name.rpartition(".")[2] for name in imports(source, "secondsource")} | used
    return under(imports(source, "secondsource") - {"asyncio.sleep"}, NETWORK) | (called & FETCHING)


def printing(source: str) -> set[str]:
    """How a module speaks to the terminal or ends the program by itself."""
    return {name for node in ast.walk(ast.parse(source)) for name in _spoken(node)}


def _spoken(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING:
        yield node.func.id
    if isinstance(node, ast.Attribute) and ast.unparse(node) in SPEAKING:
        yield ast.unparse(node)
    if isinstance(node, ast.Raise) and node.exc is not None and ast.unparse(node.exc).startswith("SystemExit"):
        yield "SystemExit"
    if isinstance(node, ast.ImportFrom) and node.module in ("rich", "sys"):
        yield from (alias.name for alias in node.names if f"{node.module}.{alias.name}" in SPEAKING)


SPEAKING = {"print", "input", "exit", "quit", "Console", "sys.stdout", "sys.stderr", "sys.exit", "os._exit"}
SPEAKING |= {"rich.print", "rich.get_console"}


# --- the house --------------------------------------------------------------------------------------------------


def source_of(module: str) -> str:
    return MODULES[module].read_text(encoding="utf-8")


def is_package(module: str) -> bool:
    return MODULES[module].name == "__init__.py"


def test_the_table_has_every_room_and_no_other() -> None:
    assert {room_of(module) for module in MODULES} == set(ROOMS)


def test_the_table_is_the_one_in_the_documents() -> None:
    table = DECISIONS.partition("| who | may import |")[2].partition("\n\n")[0]
    told: dict[str, set[str]] = {}
    for who, whom in re.findall(r"^\| (`.+?) \| (.+) \|$", table, re.MULTILINE):
        stages = set(STAGES) if "the stages" in whom else set()
        told |= dict.fromkeys(re.findall(r"`(\w+)`", who), set(re.findall(r"`(\w+)`", whom)) | stages)
    assert told.pop("learned") == LEARNED
    assert told == {room: whom for room, whom in ROOMS.items() if room != "learned" and not room.startswith("__")}


def test_the_stages_do_not_know_each_other() -> None:
    assert not [(one, other) for one in STAGES for other in STAGES if one != other and other in allowed(one)]


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    assert trespasses(source_of(module), module, package=is_package(module)) == set()


@pytest.mark.parametrize("module", MODULES)
def test_nothing_that_ships_needs_what_does_not(module: str) -> None:
    assert under(imports(source_of(module), module, package=is_package(module)), NEVER) == set()


@pytest.mark.parametrize("module", [name for name in MODULES if name not in OPENING])
def test_five_files_open_connections(module: str) -> None:
    assert fetching(source_of(module)) == set()


@pytest.mark.parametrize(
    ("opening", "known_to"),
    [
        ("secondsource.intake.fetch.fetch", {"secondsource.intake.take"}),
        ("secondsource.intake.fetch.ask", {"secondsource.gather.web"}),
        (
            "secondsource.intake.fetch.GuardedTransport",
            {"secondsource.gather.web", "secondsource.opinion.server", "secondsource.watch.webhook"},
        ),
        ("secondsource.watch.webhook", {"secondsource.watch.channels"}),
        ("secondsource.watch.mail", {"secondsource.watch.channels"}),
        ("secondsource.opinion.server", {"secondsource.opinion.language_model"}),
    ],
)
def test_what_opens_connections_is_known_to_few(opening: str, known_to: set[str]) -> None:
    assert {module for module in MODULES if under(imports(source_of(module), module), (opening,))} == known_to


def test_connectors_cannot_get_round_the_limits() -> None:
    """They are handed the way to the web; ours do not know any other."""
    known = {name for module in MODULES if ".connectors." in module for name in imports(source_of(module), module)}
    assert not under(known, ("secondsource.intake.fetch", "secondsource.gather.web", "secondsource.library"))


@pytest.mark.parametrize("module", [name for name in MODULES if room_of(name) != "cli"])
def test_the_command_line_alone_prints_and_exits(module: str) -> None:
    allowed_here = {"sys.exit"} if module == "secondsource.__main__" else set()
    assert printing(source_of(module)) == allowed_here


@pytest.mark.parametrize("module", [name for name in MODULES if name != "secondsource"])
def test_no_import_hides_in_a_string(module: str) -> None:
    hidden = {"importlib.import_module", "importlib", "runpy"}
    names = {node.id for node in ast.walk(ast.parse(source_of(module))) if isinstance(node, ast.Name)}
    assert not imports(source_of(module), module) & hidden
    assert "__import__" not in names


# --- the checker, checked ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("secondsource.sourcing.lines", "from secondsource.evidence.stance import judge"),
        ("secondsource.sourcing.lines", "import secondsource.evidence.stance as stance"),
        ("secondsource.sourcing.lines", "from secondsource import evidence"),
        ("secondsource.sourcing.lines", "from ..evidence import stance"),
        ("secondsource.sourcing.lines", "from .. import evidence"),
        ("secondsource.sourcing.lines", "def f():\n    from secondsource.library import Library"),
        ("secondsource.sourcing.lines", "if TYPE_CHECKING:\n    from secondsource.method import verify"),
        ("secondsource.reading.times", "from secondsource.library import Library"),
        ("secondsource.assessment.assess", "from secondsource.learned.words import WordVectors"),
        ("secondsource.learned.words", "from secondsource.outlets import OUTLETS"),
        ("secondsource.dossier.page", "from secondsource import verify"),
        ("secondsource.model", "from secondsource.errors import InputError"),
        ("secondsource.library.store", "from secondsource.method import read"),
    ],
)
def test_a_forbidden_import_is_found(module: str, source: str) -> None:
    assert trespasses(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("secondsource.sourcing.lines", "from secondsource.model import Line\nfrom .descent import origin_of"),
        ("secondsource.sourcing.lines", "import re\nimport numpy as np"),
        ("secondsource.evidence.retrieve", "from secondsource.library import Library"),
        ("secondsource.library.store", "from secondsource import record"),
        ("secondsource.learned.words", "from secondsource.model import Span"),
    ],
)
def test_an_allowed_import_is_not(module: str, source: str) -> None:
    assert trespasses(source, module) == set()


def test_relative_imports_are_resolved_from_where_they_stand() -> None:
    assert imports("from . import store", "secondsource.library.library") == {"secondsource.library.store"}
    assert imports("from . import store", "secondsource.library", package=True) == {"secondsource.library.store"}
    assert imports("from ..model import Span", "secondsource.library.store") == {"secondsource.model.Span"}


@pytest.mark.parametrize(
    "source",
    [
        "import httpx",
        "def f():\n    import socket",
        "from urllib.request import urlopen",
        "from urllib import request",
        "import http.client",
        "import trafilatura\ntrafilatura.fetch_url('x')",
        "from trafilatura import fetch_url",
        "from tokenizers import Tokenizer\nTokenizer.from_pretrained('x')",
    ],
)
def test_a_connection_is_found(source: str) -> None:
    assert fetching(source)


def test_addresses_are_no_connections() -> None:
    assert fetching("from urllib.parse import urlsplit\nimport ipaddress\nfrom trafilatura import extract") == set()


@pytest.mark.parametrize(
    "source",
    [
        "print('x')",
        "import sys\nsys.stdout.write('x')",
        "from sys import stderr",
        "import sys\ndef f():\n    sys.exit(2)",
        "raise SystemExit(2)",
        "from rich import print",
        "from rich.console import Console\nConsole().print('x')",
    ],
)
def test_speaking_is_found(source: str) -> None:
    assert printing(source)


def test_a_console_that_is_passed_in_is_no_speaking() -> None:
    assert printing("def show(console: Console) -> None:\n    console.print('x')") == set()


def test_what_does_not_ship_is_found() -> None:
    assert under(imports("from torch import nn\nimport training.words", "secondsource.x"), NEVER) == {
        "torch.nn",
        "training.words",
    }
    assert under({"torchless", "benchmark"}, NEVER) == set()
