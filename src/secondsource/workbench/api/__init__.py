"""The workbench for programs: the same nouns as the JSON format, under ``/api``; OpenAPI at ``/docs``."""

from __future__ import annotations

from fastapi import APIRouter

from secondsource.workbench.api import articles, decisions, library, submissions, versions, watching
from secondsource.workbench.api.description import REFUSALS

router = APIRouter(responses=REFUSALS)
for each in (submissions, decisions, library, articles, versions, watching):
    router.include_router(each.router)
