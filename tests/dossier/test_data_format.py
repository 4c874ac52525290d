"""The document says what the code writes: every noun, every field in order, every value of every enum, the schema."""

from __future__ import annotations

import dataclasses
import json
import re
import types
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from secondsource.model import Dossier, Line, Reading
from secondsource.record import from_json, schema, to_json
from secondsource.watch import Change, Feed, Follow
from secondsource.workbench.interims import Shown

from . import enemies, samples

DOCUMENT = (Path(__file__).parents[2] / "docs" / "data-format.md").read_text(encoding="utf-8")


def _held(kind: Any) -> list[Any]:
    """The nouns and enums that a type names."""
    if get_origin(kind) in (Union, types.UnionType, tuple):
        return [inner for option in get_args(kind) for inner in _held(option)]
    return [kind] if dataclasses.is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, Enum)) else []


def _reachable(*kinds: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting += [inner for hint in _hints(kind).values() for inner in _held(hint)]
    return found


def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind) if dataclasses.is_dataclass(kind) else {}


REACHABLE = _reachable(Dossier, Reading, Feed, Follow, Change, Shown)
NOUNS = [kind for kind in REACHABLE.values() if dataclasses.is_dataclass(kind)]
ENUMS = [kind for kind in REACHABLE.values() if not dataclasses.is_dataclass(kind)]


def _section(name: str) -> str:
    match = re.search(rf"^##+ {name}\n(.*?)(?=^##|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert match, f"docs/data-format.md has no section {name}"
    return match[1]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_is_described_in_its_order(noun: type) -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", _section(noun.__name__), re.MULTILINE)
    assert [row[0] for row in rows] == [field.name for field in dataclasses.fields(noun)]  # type: ignore[arg-type]
    for name, kind, meaning in rows:
        assert meaning.strip(), name
        assert ("null" in kind) == (types.NoneType in get_args(_hints(noun)[name])), f"{noun.__name__}.{name}"
        assert kind.startswith("list of") == (get_origin(_hints(noun)[name]) is tuple), f"{noun.__name__}.{name}"


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_every_value_is_named(kind: type[Enum]) -> None:
    assert not [member.value for member in kind if f"`{member.value}`" not in DOCUMENT]


@pytest.mark.parametrize(
    "made",
    [samples.dossier(), samples.decided(), enemies.hostile(), samples.reading()],
    ids=["dossier", "decided", "hostile", "reading"],
)
def test_what_is_written_fits_the_schema(made: Dossier | Reading) -> None:
    Draft202012Validator(schema(type(made))).validate(to_json(made))


@pytest.mark.parametrize(
    "made", [samples.dossier(), samples.decided(), samples.reading()], ids=["dossier", "decided", "reading"]
)
def test_a_dossier_comes_back_as_it_went(made: Dossier | Reading) -> None:
    assert from_json(type(made), to_json(made)) == made


def test_the_excerpt_is_of_a_real_dossier() -> None:
    excerpt = re.search(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    assert excerpt
    shown = from_json(Line, json.loads(excerpt[1]))
    assert shown in samples.dossier().lines


def test_inner_references_of_the_document_lead_somewhere() -> None:
    headings = {name.lower().replace(" ", "-") for name in re.findall(r"^#+ (.+)$", DOCUMENT, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", DOCUMENT)) <= headings
