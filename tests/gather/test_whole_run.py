"""A whole run: the demonstration's report, gathered for on a web of some hundred pages, and judged from what came."""

import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from secondsource import record, verify
from secondsource.gather.connectors.feeds import Feeds
from secondsource.gather.connectors.gdelt import Gdelt
from secondsource.gather.connectors.internet_archive import InternetArchive
from secondsource.gather.connectors.searxng import SearXng
from secondsource.gather.gather import gather
from secondsource.gather.registry import Registered
from secondsource.intake.plain import read_plain
from secondsource.library import Library
from secondsource.model import VisitOutcome
from secondsource.reading.statements import find_statements
from secondsource.settings import Gather, Limits

from .local_web import NOW, LocalWeb
from .news_web import CASE, build

AS_OF = date(2019, 4, 10)
LIMITS = Limits(delay=0.05, seconds=120.0, hosts_at_once=8, backoff=0.05)


def test_a_whole_run(shared: Path, library: Library, web: LocalWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.gather.connectors.gdelt._EVERY", 0.0)
    made = build(web, shared)
    assert made.number >= 200
    feeds = tuple(f"http://{host}/feed" for host in sorted(made.pages))
    connectors = (
        Gdelt("http://gdelt.example/doc"),
        SearXng("http://search.example"),
        Feeds(feeds),
        InternetArchive("http://cdx.example/cdx", "http://wayback.example/a", "http://captures.example/web"),
    )
    report = read_plain((CASE / "report.txt").read_text(encoding="utf-8"), published=date(2019, 3, 25))
    statements = find_statements(report)
    known = [Registered(connector.name, connector) for connector in connectors]
    began = time.monotonic()
    told = gather(report, statements, library, known, Gather(limits=LIMITS), web.outside, as_of=AS_OF)
    took = time.monotonic() - began

    # Recall of the articles that matter, from one report each.
    held = {publication.url: publication for publication in library.reports()}
    found = [piece for piece in made.wanted if piece.url in held]
    outcomes = Counter(visit.outcome for visit in told.visits)
    size = sum(len(library.original(each)) for each in held.values())
    print(
        f"\n{made.number} pages; recall {len(found)}/{len(made.wanted)}; {library.count()} held, {size:,} bytes; "
        f"{len(web.seen)} requests in {took:.1f} s; {dict(outcomes)}; {told.failures}"
    )
    assert told.failures == ()
    assert len(found) >= 0.9 * len(made.wanted)
    assert len(web.seen) <= 450
    # Nothing but articles: a front page, a section or an author's page would have no path of a day.
    assert all(url and url.count("/") >= 5 for url in held)
    assert outcomes[VisitOutcome.APART] >= 3
    assert outcomes[VisitOutcome.SAME] >= 3

    # Rate and concurrency as the server saw them.
    for host, most in web.most_at_once.items():
        starts = sorted(seen.began for seen in web.asked(host, robots=True))
        assert most == 1
        assert len(starts) < 3 or starts[-1] - starts[0] >= (len(starts) - 2) * LIMITS.delay * 0.8

    # Judged from the library, twice, to the byte, with nothing more asked of the web.
    asked = len(web.seen)
    dossier = verify(report, library, as_of=AS_OF, now=NOW)
    assert len({reference.publisher for reference in dossier.reports} & {piece.outlet for piece in found}) >= 8
    assert record.dumps(verify(report, library, as_of=AS_OF, now=NOW)) == record.dumps(dossier)
    assert len(web.seen) == asked

    # Gathered again, what did not change adds nothing.
    before = library.count()
    fewer = Gather(limits=replace(LIMITS, queries=2))
    again = gather(report, statements, library, known, fewer, web.outside, as_of=AS_OF)
    assert library.count() == before
    assert VisitOutcome.KEPT not in {visit.outcome for visit in again.visits}
