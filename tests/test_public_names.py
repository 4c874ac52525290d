"""The public surface: few names, each with a meaning written down."""

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import ModuleType

import pytest

import secondsource
from secondsource import model

PACKAGE = Path(secondsource.__file__).parent
TREES = {
    ".".join(("secondsource", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): ast.parse(
        path.read_text(encoding="utf-8")
    )
    for path in sorted(PACKAGE.rglob("*.py"))
}
Definition = ast.FunctionDef | ast.ClassDef


def imported() -> Iterator[tuple[str, str, str]]:
    """Who imports what from where, among our own modules."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in TREES:
                yield from ((module, node.module, alias.name) for alias in node.names)


def room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def definition(module: str, name: str) -> Definition | None:
    """Where a name of a module is defined, also if the module only passes it on."""
    for node in TREES[module].body:
        if isinstance(node, Definition) and node.name == name:
            return node
        if isinstance(node, ast.ImportFrom) and node.module in TREES and name in {n.name for n in node.names}:
            return definition(node.module, name)
    return None


SHARED = {
    f"{home}.{name}": node
    for module, home, name in imported()
    if room(module) != room(home) and (node := definition(home, name)) is not None
}
METHODS = {
    f"{name}.{method}": value
    for name in secondsource.__all__
    if inspect.isclass(noun := getattr(secondsource, name)) and not is_dataclass(noun)
    for method, value in vars(noun).items()
    if not method.startswith("_") and (inspect.isroutine(value) or isinstance(value, property))
}


def self_evident(node: Definition) -> bool:
    """A question of one line, fully typed: ``def is_copy(one: str, other: str) -> bool``."""
    if not isinstance(node, ast.FunctionDef) or len(node.body) != 1:
        return False
    typed = all(argument.annotation for argument in (*node.args.args, *node.args.kwonlyargs))
    return typed and node.returns is not None and ast.unparse(node.returns) == "bool"


# --- the names --------------------------------------------------------------------------------------------------


def test_the_surface_is_this() -> None:
    assert secondsource.__all__ == [
        "Dossier",
        "FetchError",
        "Gathering",
        "InputError",
        "LanguageModel",
        "Library",
        "LibraryError",
        "Reading",
        "Report",
        "SecondsourceError",
        "gather_evidence",
        "read",
        "verify",
    ]


def test_every_name_has_one_home_and_every_home_gives_public_names() -> None:
    homed = [name for names in secondsource._HOMES.values() for name in names]
    assert sorted(homed) == secondsource.__all__


def test_types_and_run_time_agree() -> None:
    """What a type checker is told to find is what ``__getattr__`` gives."""
    told = {name: home for module, home, name in imported() if module == "secondsource"}
    assert told == {name: f"secondsource.{home}" for home, names in secondsource._HOMES.items() for name in names}


@pytest.mark.parametrize("name", secondsource.__all__)
def test_a_public_name_can_be_imported_and_is_explained(name: str) -> None:
    thing = getattr(secondsource, name)
    assert not isinstance(thing, ModuleType)
    assert thing.__name__ == name
    assert len((thing.__doc__ or "").split()) >= 4
    assert not (thing.__doc__ or "").startswith(f"{name}(")  # what a dataclass without a docstring is given


@pytest.mark.parametrize("name", METHODS)
def test_a_public_method_is_explained(name: str) -> None:
    assert METHODS[name].__doc__ or name.endswith(".close")


def test_every_noun_is_imported_from_the_model() -> None:
    defined = {
        node.name
        for module, tree in TREES.items()
        if room(module) == "secondsource.model"
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    assert defined == set(model.__all__)


def test_a_star_import_gives_the_surface() -> None:
    names: dict[str, object] = {}
    exec("from secondsource import *", names)
    assert sorted(names.keys() - {"__builtins__"}) == secondsource.__all__


def test_what_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="Dosier"):
        _ = secondsource.Dosier
    with pytest.raises(ImportError):
        exec("from secondsource import Statement")


def test_verify_stays_a_function_whatever_else_is_imported() -> None:
    code = "import secondsource, secondsource.method, secondsource.cli; print(type(secondsource.verify).__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "function"


def test_the_package_alone_imports_nothing_heavy() -> None:
    heavy = {"numpy", "httpx", "lxml", "rich", "onnxruntime"}
    code = f"import sys, secondsource, secondsource.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["read", "verify"])
def test_everything_but_the_subject_is_named_in_a_call(name: str) -> None:
    positional = {"read": ["source"], "verify": ["source", "library"]}
    parameters = inspect.signature(getattr(secondsource, name)).parameters.values()
    assert [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY] == positional[name]
    assert all(p.annotation is not p.empty for p in parameters)


# --- between the rooms ------------------------------------------------------------------------------------------


def test_names_that_cross_rooms_were_found() -> None:
    expected = {"secondsource.model.Statement", "secondsource.evidence.stance.judge", "secondsource.intake.take.take"}
    assert expected <= SHARED.keys()


@pytest.mark.parametrize("name", SHARED)
def test_what_another_room_uses_is_explained(name: str) -> None:
    assert ast.get_docstring(SHARED[name]) or self_evident(SHARED[name])


@pytest.mark.parametrize("name", SHARED)
def test_what_another_room_uses_is_not_private(name: str) -> None:
    assert not name.rpartition(".")[2].startswith("_")


@pytest.mark.parametrize(
    ("source", "evident"),
    [
        ("def is_copy(one: str, other: str) -> bool:\n    return one == other", True),
        ("def is_copy(one, other) -> bool:\n    return one == other", False),
        ("def shingles(text: str) -> set[int]:\n    return set()", False),
        ("def is_copy(one: str) -> bool:\n    one = one.lower()\n    return one == 'x'", False),
        ("class Origin:\n    pass", False),
    ],
)
def test_what_is_self_evident(source: str, evident: bool) -> None:
    (node,) = ast.parse(source).body
    assert isinstance(node, Definition)
    assert self_evident(node) is evident


@pytest.mark.parametrize("module", TREES)
def test_a_module_with_code_says_what_it_is_for(module: str) -> None:
    assert not TREES[module].body or ast.get_docstring(TREES[module])
