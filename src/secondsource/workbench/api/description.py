"""What OpenAPI says of our answers: the nouns of the data format, and one line for every refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from secondsource import record
from secondsource.model import Decision, Dossier, Report
from secondsource.watch import Change, Feed, Follow
from secondsource.workbench.interims import Shown
from secondsource.workbench.submissions import Submission

_PLACE = "#/components/schemas/"
_NOUNS = (Submission, Shown, Report, Dossier, Decision, Feed, Follow, Change)
_REFUSAL = {
    "type": "object",
    "description": "One line that says what is wrong and what to do.",
    "properties": {"error": {"type": "string"}},
    "required": ["error"],
}
_WHY = {
    401: "nobody is signed in, and no token was sent",
    403: "this is for another role, or was sent by a page of another site",
    404: "there is nothing of that name",
    422: "it cannot be used",
    429: "too much at once; Retry-After says in how many seconds to come again",
    503: "the library cannot be used at this moment",
}


def answer(noun: type | None, status: int = 200, *, many: bool = False) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route that answers with a noun, or with many; ``None`` for an object of no noun."""
    schema: dict[str, Any] = {"$ref": _PLACE + noun.__name__} if noun else {"type": "object"}
    return {
        status: _described(" ".join((noun.__doc__ or "").split("\n\n")[0].split()) if noun else "found", schema, many)
    }


def _described(description: str, schema: dict[str, Any], many: bool = False) -> dict[str, Any]:
    whole = {"type": "array", "items": schema} if many else schema
    return {"description": description or "found", "content": {"application/json": {"schema": whole}}}


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: _described(why, {"$ref": f"{_PLACE}Refusal"}) for status, why in _WHY.items()
}
GONE: dict[int | str, dict[str, Any]] = {204: {"description": "done; there is nothing to say"}}
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {"description": "server-sent events", "content": {"text/event-stream": {"schema": {"type": "string"}}}}
}


def describing(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What takes the place of ``app.openapi``: the same, with our nouns among its schemas."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, routes=app.routes)
            schemas = made.setdefault("components", {}).setdefault("schemas", {})
            schemas["Refusal"] = _REFUSAL
            for noun in _NOUNS:
                schemas.update(_moved(record.schema(noun)["$defs"]))
            app.openapi_schema = made
        return app.openapi_schema

    return openapi


def _moved(schema: Any) -> Any:
    """A JSON schema whose references lead to where OpenAPI keeps schemas."""
    if isinstance(schema, dict):
        return {
            name: value.replace("#/$defs/", _PLACE) if name == "$ref" else _moved(value)
            for name, value in schema.items()
        }
    return [_moved(each) for each in schema] if isinstance(schema, list) else schema
