"""Nouns <-> JSON: the documented data format.

One field of a noun is one key of the same name; enums are their values, days and moments ISO 8601, tuples lists.
``schema`` describes a noun as JSON Schema 2020-12; ``docs/dossier.schema.json`` is its output for a dossier.
"""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", types.NoneType: "null"}


def to_json(noun: Any) -> Any:
    """A noun as plain JSON values."""
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
    return _build(kind, data, kind.__name__)  # type: ignore[no-any-return]


def dumps(noun: Any, *, indent: int | None = None) -> str:
    """A noun as JSON text: keys in the order of the fields, characters as they are."""
    return json.dumps(to_json(noun), ensure_ascii=False, indent=indent)


def loads(kind: type[T], text: str | bytes) -> T:
    return from_json(kind, json.loads(text))


def _build(kind: Any, data: Any, where: str) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        if data is None and types.NoneType in get_args(kind):
            return None
        kind = next(option for option in get_args(kind) if option is not types.NoneType)
    if get_origin(kind) is tuple:
        if not isinstance(data, list):
            raise ValueError(f"{where}: expected a list")
        return tuple(_build(get_args(kind)[0], item, f"{where}[{n}]") for n, item in enumerate(data))
    if dataclasses.is_dataclass(kind):
        return _build_noun(kind, data, where)
    if isinstance(kind, type) and issubclass(kind, Enum | date):
        return _parse(kind, data, where)
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:
        raise ValueError(f"{where}: expected {_JSON_TYPES[kind]}")
    return data


def _build_noun(kind: Any, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: expected an object")
    values = {}
    for field in dataclasses.fields(kind):
        if field.name in data:
            values[field.name] = _build(_hints(kind)[field.name], data[field.name], f"{where}.{field.name}")
        elif field.default is dataclasses.MISSING:
            raise ValueError(f"{where}.{field.name}: missing")
    return kind(**values)


def _parse(kind: Any, data: Any, where: str) -> Any:
    try:
        return kind(data) if issubclass(kind, Enum) else kind.fromisoformat(data)
    except (ValueError, TypeError):
        expected = " | ".join(kind) if issubclass(kind, Enum) else "an ISO 8601 " + kind.__name__
        raise ValueError(f"{where}: expected {expected}") from None


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
            "description": (kind.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
