"""What the connector tests share: a query, and a way to ask the local web as a gathering does."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from secondsource.errors import FetchError
from secondsource.gather.budget import Budget
from secondsource.gather.connector import Candidate, Connector, Found, Query, Term
from secondsource.gather.web import Web
from secondsource.model import Aim
from secondsource.settings import Limits

from ..local_web import LocalWeb, Reply

QUICK = Limits(delay=0.0, backoff=0.01, seconds=20.0)
FERRY = Query(
    Aim.EVENT,
    (Term("Gwen Pritchard"), Term("Holyhead"), Term("Tonkoshkurov", ("Tonkoshkourov",))),
    ("s1",),
    "en",
    (),
    date(2019, 3, 21),
    date(2019, 3, 30),
)


def as_json(value: Any, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, "application/json; charset=utf-8")


def search(web: LocalWeb, connector: Connector, query: Query = FERRY, **more: Any) -> list[Found]:
    return list(connector.search(query, Web(QUICK, Budget(QUICK), web.outside, **more).ask))


def urls(found: list[Found]) -> list[str]:
    return [each.url for each in found if isinstance(each, Candidate)]


def refused(web: LocalWeb, connector: Connector, query: Query = FERRY) -> str:
    with pytest.raises(FetchError) as caught:
        search(web, connector, query)
    assert "\n" not in str(caught.value)
    return str(caught.value)
