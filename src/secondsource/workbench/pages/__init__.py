"""The pages, for people. Rendered here; no script is needed to use them."""

from __future__ import annotations

from fastapi import APIRouter

from secondsource.workbench.pages import (
    accounts,
    articles,
    atom,
    deciding,
    programs,
    speakers,
    verifying,
    versions,
    watching,
)

router = APIRouter(include_in_schema=False)
for each in (verifying, deciding, watching, atom, articles, versions, speakers, programs, accounts):
    router.include_router(each.router)
