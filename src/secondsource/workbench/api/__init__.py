"""The workbench for programs: the same nouns as the JSON format, under ``/api``; OpenAPI at ``/docs``."""

from __future__ import annotations

from fastapi import APIRouter

from secondsource.workbench.api import articles, library, submissions

router = APIRouter()
for each in (submissions, library, articles):
    router.include_router(each.router)
