"""From a report to a library that holds what others have reported, over a web of its own."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from secondsource import record, verify
from secondsource.gather.connector import Connector
from secondsource.gather.connectors.feeds import Feeds
from secondsource.gather.connectors.gdelt import Gdelt
from secondsource.gather.gather import gather
from secondsource.gather.registry import Registered
from secondsource.intake.plain import read_plain
from secondsource.library import Library
from secondsource.model import Gathering, Outcome, Report
from secondsource.reading.statements import find_statements
from secondsource.settings import Gather, Limits

from .local_web import NOW, LocalWeb, Reply, article

QUICK = Limits(delay=0.0, backoff=0.01, seconds=20.0, queries=8)
AS_OF = date(2019, 4, 10)
TEXT = """Ferry Aurora runs aground off Holyhead

The ferry Aurora ran aground off Holyhead on 23 March 2019 with 212 passengers on board, said Gwen Pritchard.

Owner Stena Marine paid a ransom of 40,000 pounds for the salvage, according to Gwen Pritchard.
"""


@pytest.fixture
def report() -> Report:
    return read_plain(TEXT, published=date(2019, 3, 25))


def run(
    report: Report,
    library: Library,
    web: LocalWeb,
    connectors: Sequence[Connector],
    limits: Limits = QUICK,
    **settings: Any,
) -> Gathering:
    made = [Registered(connector.name, connector) for connector in connectors]
    wishes = Gather(limits=limits, **settings)
    statements = find_statements(report)
    return gather(report, statements, library, made, wishes, web.outside, as_of=AS_OF)


def outcomes(gathering: Gathering) -> dict[str, Outcome]:
    return {visit.address: visit.outcome for visit in gathering.visits}


def gdelt(*urls: str) -> Reply:
    rows = [
        {"url": url, "title": "x", "seendate": "20190325T120000Z", "domain": "d", "language": "English"} for url in urls
    ]
    return Reply(json.dumps({"articles": rows}).encode(), media_type="application/json")


def rss(entries: dict[str, str]) -> Reply:
    items = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>Mon, 25 Mar 2019 09:00:00 GMT</pubDate></item>"
        for url, title in entries.items()
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>{items}</channel></rss>'
    return Reply(feed.encode(), media_type="application/rss+xml")


COAST = article(
    "Ferry Aurora freed off Holyhead",
    (
        "The ferry Aurora, which ran aground off Holyhead on Saturday, had 212 passengers, the coastguard said.",
        "Tugs pulled the ferry free in the evening, and nobody was hurt when it struck the sand, the coastguard said.",
    ),
)
DENIAL = article(
    "Stena Marine denies ransom for ferry Aurora",
    (
        "Stena Marine denied on Tuesday that it had paid a ransom of 40,000 pounds for the salvage of the ferry.",
        "A spokesman of the company said that the tugs had come from Holyhead and were paid by the hour as always.",
    ),
    site="The Courier",
    published="2019-03-26",
)


def two_outlets(web: LocalWeb) -> tuple[Connector, ...]:
    """One article that GDELT knows, one that is in a feed."""
    web.pages("gazette.example", {"/2019/ferry-aurora-freed": COAST})
    web.pages(
        "courier.example",
        {
            "/feed": rss(
                {"http://courier.example/stena-denies-ransom-for-ferry": "Stena Marine denies ransom off Holyhead"}
            ),
            "/stena-denies-ransom-for-ferry": DENIAL,
        },
    )
    web.hosts["gdelt.example"] = lambda seen: gdelt("http://gazette.example/2019/ferry-aurora-freed")
    return Gdelt("http://gdelt.example/doc"), Feeds(("http://courier.example/feed",))


def test_what_others_report_lands_in_the_library_and_is_then_judged(
    report: Report, library: Library, web: LocalWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondsource.gather.connectors.gdelt._EVERY", 0.0)
    made = run(report, library, web, two_outlets(web))
    assert outcomes(made) == {
        "http://gazette.example/2019/ferry-aurora-freed": Outcome.KEPT,
        "http://courier.example/stena-denies-ransom-for-ferry": Outcome.KEPT,
    }
    assert made.failures == ()
    held = {held.publisher: held for held in library.reports()}
    assert held["The Gazette"].published == date(2019, 3, 25)
    assert library.original(held["The Courier"]) == DENIAL.encode()
    dossier = verify(report, library, as_of=AS_OF, now=NOW)
    assert {reference.publisher for reference in dossier.reports} == {"The Gazette", "The Courier"}
    assert dossier.gatherings == (made,)
    again = verify(report, library, as_of=AS_OF, now=NOW)
    assert record.dumps(again) == record.dumps(dossier)
