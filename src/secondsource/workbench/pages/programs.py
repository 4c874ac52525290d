"""For programs: what can be asked under ``/api``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Request, Response

from secondsource.workbench.replies import page

router = APIRouter()


@router.get("/docs")
def docs(request: Request) -> Response:
    return page("docs.html", operations=list(_operations(request.app.openapi())))


def _operations(described: dict[str, Any]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of every operation of an OpenAPI document, in its order."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation
