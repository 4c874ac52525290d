"""Nouns <-> JSON: the documented data format.

One field of a noun is one key of the same name; enums are their values, days and moments ISO 8601, tuples lists.
``schema`` describes a noun as JSON Schema 2020-12; ``docs/dossier.schema.json`` is its output for a dossier.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import types
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")

_JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", types.NoneType: "null"}


def to_json(noun: Any) -> Any:
    """A noun, or a list of nouns, as plain JSON values."""
    if dataclasses.is_dataclass(noun) and not isinstance(noun, type):
        return {field.name: to_json(getattr(noun, field.name)) for field in dataclasses.fields(noun)}
    if isinstance(noun, Enum):
        return noun.value
    if isinstance(noun, date):
        return noun.isoformat()
    if isinstance(noun, tuple | list):
        return [to_json(item) for item in noun]
    return noun


def from_json(kind: type[T], data: Any) -> T:
    """The noun of type ``kind`` that ``to_json`` wrote as ``data``.

    Raises ``ValueError``, naming the field, where the data does not fit. Keys it does not know are passed over, so
    that a later version's file can still be read.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


def dumps(noun: Any, *, indent: int | None = None) -> str:
    """A noun as JSON text: keys in the order of the fields, characters as they are."""
    return json.dumps(to_json(noun), ensure_ascii=False, indent=indent)


def loads(kind: type[T], text: str | bytes) -> T:
    """The noun of type ``kind`` that ``dumps`` wrote; ``ValueError`` where the text is no JSON or does not fit."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def schema(kind: type) -> dict[str, Any]:
    """JSON Schema (2020-12) of a noun, with every noun it holds under ``$defs``."""
    nouns: dict[str, Any] = {}
    reference = _describe(kind, nouns)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **reference,
        "$defs": dict(sorted(nouns.items())),
    }


def _describe(kind: Any, nouns: dict[str, Any]) -> dict[str, Any]:
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [_describe(option, nouns) for option in get_args(kind)]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _describe(get_args(kind)[0], nouns)}
    if dataclasses.is_dataclass(kind):
        return _describe_noun(kind, nouns)
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if issubclass(kind, date):
        return {"type": "string", "format": "date-time" if issubclass(kind, datetime) else "date"}
    return {"type": _JSON_TYPES[kind]}


def _describe_noun(kind: Any, nouns: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in nouns:
        nouns[name] = {}  # holds the place, so that a noun may hold itself
        properties = {f.name: _describe(_hints(kind)[f.name], nouns) for f in dataclasses.fields(kind)}
        nouns[name] = {
            "type": "object",
            "description": " ".join(inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].split()),
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
