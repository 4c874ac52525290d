"""The pages, for people. Rendered here; no script is needed to use them."""

from __future__ import annotations

from fastapi import APIRouter

from secondsource.workbench.pages import articles, programs, speakers, verifying

router = APIRouter(include_in_schema=False)
for each in (verifying, articles, speakers, programs):
    router.include_router(each.router)
