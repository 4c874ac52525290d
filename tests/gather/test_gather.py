"""From a report to a library that holds what others have reported, over a web of its own."""

import io
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rich.console import Console

from secondsource import record, verify
from secondsource.dossier.coverage import reviews
from secondsource.dossier.page import render_page
from secondsource.dossier.terminal import print_dossier
from secondsource.errors import FetchError
from secondsource.gather.connector import Ask, Candidate, Connector, Found, Query
from secondsource.gather.connectors.fact_check import FactCheck
from secondsource.gather.connectors.feeds import Feeds
from secondsource.gather.connectors.gdelt import Gdelt
from secondsource.gather.connectors.internet_archive import InternetArchive
from secondsource.gather.connectors.searxng import SearXng
from secondsource.gather.fetching import Landed
from secondsource.gather.gather import gather
from secondsource.gather.landing import Landing
from secondsource.gather.registry import Registered
from secondsource.intake.plain import read_plain
from secondsource.library import Library
from secondsource.model import Aim, Dossier, Failure, Gathering, Report, Verdict, VisitOutcome
from secondsource.reading.statements import find_statements
from secondsource.settings import Gather, Limits

from .local_web import NOW, LocalWeb, Reply, article, front_page

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


def outcomes(gathering: Gathering) -> dict[str, VisitOutcome]:
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
    report: Report, library: Library, web: LocalWeb
) -> None:
    made = run(report, library, web, two_outlets(web))
    assert outcomes(made) == {
        "http://gazette.example/2019/ferry-aurora-freed": VisitOutcome.KEPT,
        "http://courier.example/stena-denies-ransom-for-ferry": VisitOutcome.KEPT,
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


# --- what is kept apart -----------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.gather.connectors.gdelt._EVERY", 0.0)


GDELT = Gdelt("http://gdelt.example/doc")


def known_to_gdelt(web: LocalWeb, *urls: str) -> None:
    web.hosts["gdelt.example"] = lambda seen: gdelt(*urls)


def reasons(gathering: Gathering) -> dict[str, tuple[VisitOutcome, str | None]]:
    return {visit.address: (visit.outcome, visit.reason) for visit in gathering.visits}


def test_only_articles_with_a_date_are_evidence(report: Report, library: Library, web: LocalWeb) -> None:
    undated = article(
        "Ferry Aurora freed",
        ("The ferry Aurora was freed off Holyhead, said the coastguard.",) * 1
        + ("Tugs from Holyhead had pulled at it since the early morning, when the tide came in again.",),
        published=None,
    )
    future = article(
        "Ferry Aurora sinks",
        (
            "The ferry Aurora sank off Holyhead with 212 passengers on board, the coastguard said on Friday.",
            "It had left the harbour in the early morning and was on its way to Dublin.",
        ),
        published="2031-01-01",
    )
    listing = front_page({f"/{n}": "The ferry Aurora ran aground off Holyhead" for n in range(30)})
    web.pages(
        "gazette.example",
        {
            "/": COAST,
            "/a-1": undated,
            "/b-2": future,
            "/c-3": listing,
            "/picture-4": Reply(b"\xff", media_type="image/jpeg"),
            "/short-5": "<html><body><p>Subscribe to read.</p></body></html>",
        },
    )
    paths = ("/", "/author/jane-doe", "/a-1", "/b-2", "/c-3", "/picture-4", "/short-5", "/search?q=ferry")
    known_to_gdelt(web, *(f"http://gazette.example{path}" for path in paths))
    made = run(report, library, web, (GDELT,))
    assert library.count() == 0
    told = {address.removeprefix("http://gazette.example"): why for address, why in reasons(made).items()}
    assert {outcome for outcome, _ in told.values()} == {VisitOutcome.APART}
    assert {path: reason for path, (_, reason) in told.items()} == {
        "/": "a front page",
        "/author/jane-doe": "a profile",
        "/search?q=ferry": "a page of search results",
        "/a-1": "it has no date, so nobody can say that it was there in time",
        "/b-2": "it has no date, so nobody can say that it was there in time",
        "/c-3": "a section page",
        "/picture-4": "no page of text, but image/jpeg",
        "/short-5": "the page holds no article: give the address of one report, or paste its text into a file",
    }
    originals = {visit.address: visit.original for visit in made.visits if visit.original}
    assert library.captured(originals["http://gazette.example/a-1"]) == undated.encode()
    assert verify(report, library, as_of=AS_OF, now=NOW).evidence == ()


def test_one_article_at_four_addresses_is_one_report(report: Report, library: Library, web: LocalWeb) -> None:
    own = "http://gazette.example/2019/ferry-aurora-freed"
    page = article(
        "Ferry Aurora freed",
        (
            "Tugs pulled the ferry Aurora free off Holyhead, the coastguard said.",
            "Nobody of the 212 passengers on board was hurt when it struck the sand on Saturday.",
        ),
        canonical=own,
    )
    web.pages("gazette.example", {"/2019/ferry-aurora-freed": page, "/short/77": page})
    web.pages("m.gazette.example", {"/2019/ferry-aurora-freed": page})
    known_to_gdelt(
        web,
        "http://m.gazette.example/2019/ferry-aurora-freed",
        f"{own}?utm_source=x",
        f"{own}/amp",
        own,
        "http://gazette.example/short/77",
    )
    made = run(report, library, web, (GDELT,))
    assert library.count() == 1
    assert sorted(outcomes(made).values()) == [
        "kept",
        "the same article",
        "the same article",
        "the same article",
        "the same article",
    ]
    assert [seen.path for seen in web.asked("gazette.example")] == ["/2019/ferry-aurora-freed", "/short/77"]
    assert web.asked("m.gazette.example") == []


def test_the_day_that_a_feed_states_dates_a_page_that_states_none(
    report: Report, library: Library, web: LocalWeb
) -> None:
    undated = article(
        "Ferry Aurora freed",
        (
            "Tugs pulled the ferry Aurora free off Holyhead, the coastguard said.",
            "Nobody of the 212 passengers on board was hurt when it struck the sand on Saturday.",
        ),
        published=None,
    )
    web.pages(
        "courier.example",
        {"/feed": rss({"http://courier.example/a-1": "Ferry Aurora aground off Holyhead"}), "/a-1": undated},
    )
    run(report, library, web, (Feeds(("http://courier.example/feed",)),))
    (held,) = library.reports()
    assert held.published == date(2019, 3, 25)


# --- earlier captures -------------------------------------------------------------------------------------------


def archive(web: LocalWeb, page: str) -> Connector:
    rows = [["urlkey", "timestamp"], ["x", "20190325090000"]]
    web.hosts["cdx.example"] = lambda seen: Reply(json.dumps(rows).encode())
    web.hosts["captures.example"] = lambda seen: Reply(page.encode())
    return InternetArchive("http://cdx.example/cdx", "http://wayback.example/a", "http://captures.example/web")


@pytest.mark.parametrize(
    "answer", [Reply(b"gone", 410), Reply(b"not here", 404), Reply(status=302, headers=(("Location", "/"),))]
)
def test_of_a_page_that_is_gone_an_earlier_capture_is_fetched(
    report: Report, library: Library, web: LocalWeb, answer: Reply
) -> None:
    web.pages("gazette.example", {"/2019/ferry-aurora-freed": answer, "/": front_page({})})
    known_to_gdelt(web, "http://gazette.example/2019/ferry-aurora-freed")
    made = run(report, library, web, (GDELT, archive(web, COAST)))
    (held,) = library.reports()
    assert held.url == "http://gazette.example/2019/ferry-aurora-freed"
    capture = "http://captures.example/web/20190325090000id_/http://gazette.example/2019/ferry-aurora-freed"
    assert reasons(made)[capture] == (VisitOutcome.KEPT, "an earlier capture")


def test_of_a_page_that_was_edited_both_versions_are_held(report: Report, library: Library, web: LocalWeb) -> None:
    head = '<meta property="article:modified_time" content="2019-04-02T08:00:00Z">'
    edited = COAST.replace("</head>", f"{head}</head>").replace("212 passengers", "221 passengers")
    web.pages("gazette.example", {"/2019/ferry-aurora-freed": edited})
    known_to_gdelt(web, "http://gazette.example/2019/ferry-aurora-freed")
    run(report, library, web, (GDELT, archive(web, COAST)))
    texts = [held.text for held in library.reports()]
    assert sorted("212" in text for text in texts) == [False, True]


# --- failures ---------------------------------------------------------------------------------------------------


class Dying:
    """Gives two addresses, then breaks down."""

    name = "dying"
    aims = frozenset((Aim.EVENT,))

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def search(self, query: Query, ask: Ask) -> Iterator[Found]:
        yield Candidate("http://gazette.example/2019/ferry-aurora-freed")
        raise self.error


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (FetchError("dying.example answered 503"), "dying.example answered 503"),
        (KeyError("articles"), "it broke down (KeyError: 'articles'); tell its maintainers"),
        (RecursionError("deep"), "it broke down (RecursionError: deep); tell its maintainers"),
    ],
)
def test_one_that_dies_in_the_middle_costs_neither_what_it_gave_nor_the_others(
    report: Report, library: Library, web: LocalWeb, error: BaseException, message: str
) -> None:
    connectors = (Dying(error), *two_outlets(web))
    web.hosts["gdelt.example"] = lambda seen: gdelt()
    made = run(report, library, web, connectors)
    assert outcomes(made) == {
        "http://gazette.example/2019/ferry-aurora-freed": VisitOutcome.KEPT,
        "http://courier.example/stena-denies-ransom-for-ferry": VisitOutcome.KEPT,
    }
    assert Failure("gather", "dying", message) in made.failures
    assert {failure.subject for failure in made.failures} == {"dying"}


@pytest.mark.parametrize("number", range(3))
def test_any_one_service_may_be_down(report: Report, library: Library, web: LocalWeb, number: int) -> None:
    connectors = two_outlets(web)
    down = ("gdelt.example", "courier.example", "gazette.example")[number]
    web.hosts[down] = lambda seen: Reply(b"down", 503)
    made = run(report, library, web, connectors)
    kept = [visit for visit in made.visits if visit.outcome is VisitOutcome.KEPT]
    assert len(kept) == 1
    assert down in str(made.failures) + str(made.visits)


def test_a_search_that_failed_is_not_too_little_evidence(report: Report, library: Library, web: LocalWeb) -> None:
    web.hosts["gdelt.example"] = lambda seen: Reply(b"down", 503)
    made = run(report, library, web, (GDELT,))
    assert {failure.subject for failure in made.failures} == {"gdelt"}
    dossier = verify(report, library, as_of=AS_OF, now=NOW)
    assert dossier.assessments == ()
    unsought = {failure.subject for failure in dossier.failures if "no service gave an answer" in failure.message}
    assert unsought == {statement.id for statement in dossier.statements if statement.checkable}
    known_to_gdelt(web)
    run(report, library, web, (GDELT,))
    dossier = verify(report, library, as_of=AS_OF, now=NOW)
    assert {assessment.verdict for assessment in dossier.assessments} == {Verdict.UNDETERMINED}
    assert len(dossier.gatherings) == 2
    assert not [failure for failure in dossier.failures if failure.stage == "gather"]


def test_a_connector_that_cannot_be_loaded_is_a_failure_and_one_without_a_key_is_not(
    report: Report, library: Library, web: LocalWeb
) -> None:
    made = [
        Registered("theirs", None, "it cannot be loaded (ImportError)", broken=True),
        Registered("keyless", None, "no key"),
    ]
    gathered = gather(report, find_statements(report), library, made, Gather(limits=QUICK), web.outside, as_of=AS_OF)
    assert gathered.failures == (Failure("gather", "theirs", "it cannot be loaded (ImportError)"),)


# --- limits -----------------------------------------------------------------------------------------------------


def test_what_is_too_much_is_left_and_said_so(report: Report, library: Library, web: LocalWeb) -> None:
    for n in range(3):
        web.pages(f"outlet{n}.example", {f"/ferry-{m}": COAST.replace("212", f"{200 + 10 * n + m}") for m in range(4)})
    known_to_gdelt(web, *(f"http://outlet{n}.example/ferry-{m}" for m in range(4) for n in range(3)))
    made = run(report, library, web, (GDELT,), replace(QUICK, pages=5, pages_per_host=2))
    assert library.count() == 5
    left = [visit.reason for visit in made.visits if visit.outcome is VisitOutcome.LEFT]
    assert len(left) == 7
    assert set(left) <= {"no pages left", *(f"outlet{n}.example had its 2 pages" for n in range(3))}


def test_a_slow_service_leaves_time_for_the_pages_of_the_others(
    report: Report, library: Library, web: LocalWeb
) -> None:
    feeds = two_outlets(web)[1]
    web.hosts["search.example"] = lambda seen: Reply(b'{"results": []}', pause=1.2)
    made = run(report, library, web, (SearXng("http://search.example"), feeds), replace(QUICK, seconds=4.0))
    assert VisitOutcome.KEPT in outcomes(made).values()
    assert Failure("gather", "searxng", "the time for searching was over") in made.failures


def test_a_cut_answer_says_so(report: Report, library: Library, web: LocalWeb) -> None:
    known_to_gdelt(web, *(f"http://gone.example/{n}" for n in range(9)))
    made = run(report, library, web, (GDELT,), replace(QUICK, results=4))
    assert {(search.found, search.answered, search.reason) for search in made.searches} == {
        (4, True, "only the first 4 were taken")
    }


@pytest.mark.parametrize("how", ["stop", "time", "interrupt"])
def test_what_came_before_the_end_is_kept(
    report: Report, library: Library, web: LocalWeb, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connectors = two_outlets(web)
    web.hosts["slow.example"] = lambda seen: Reply(COAST.encode(), pause=5.0)
    known_to_gdelt(web, "http://gazette.example/2019/ferry-aurora-freed", "http://slow.example/ferry-1")
    stop = threading.Event()
    limits = replace(QUICK, seconds=1.5) if how == "time" else QUICK
    if how == "stop":
        threading.Timer(1.0, stop.set).start()
    if how == "interrupt":
        land = Landing.land

        def interrupted(self: Landing, landed: Landed) -> None:
            land(self, landed)
            if self.count(VisitOutcome.KEPT) == 2:
                raise KeyboardInterrupt

        monkeypatch.setattr(Landing, "land", interrupted)
    made = gather(
        report,
        find_statements(report),
        library,
        [Registered(c.name, c) for c in connectors],
        Gather(limits=limits),
        web.outside,
        as_of=AS_OF,
        stop=stop,
    )
    kept = {address for address, outcome in outcomes(made).items() if outcome is VisitOutcome.KEPT}
    assert len(kept) == 2
    assert outcomes(made)["http://slow.example/ferry-1"] in (VisitOutcome.LEFT, VisitOutcome.REFUSED)
    reason = "the time was over" if how == "time" else "it was cancelled"
    assert made.failures[-1] == Failure("gather", "all connectors", f"{reason}, and what came by then is kept")
    assert library.gatherings(report.id) == (made,)
    assert library.count() == 2


# --- again ------------------------------------------------------------------------------------------------------


def test_a_second_gathering_asks_for_changes_only(report: Report, library: Library, web: LocalWeb) -> None:
    tagged = Reply(COAST.encode(), headers=(("ETag", '"1"'),))
    web.pages("gazette.example", {"/2019/ferry-aurora-freed": tagged})
    known_to_gdelt(web, "http://gazette.example/2019/ferry-aurora-freed")
    run(report, library, web, (GDELT,))
    made = run(report, library, web, (GDELT,))
    assert outcomes(made) == {"http://gazette.example/2019/ferry-aurora-freed": VisitOutcome.HELD}
    assert web.asked("gazette.example")[-1].headers["if-none-match"] == '"1"'
    assert library.count() == 1


def test_the_report_itself_is_not_fetched_as_evidence(report: Report, library: Library, web: LocalWeb) -> None:
    own = replace(report, url="http://gazette.example/2019/ferry")
    web.pages("gazette.example", {"/2019/ferry": COAST})
    known_to_gdelt(web, "http://gazette.example/2019/ferry?utm_source=x")
    made = run(own, library, web, (GDELT,))
    assert reasons(made)["http://gazette.example/2019/ferry?utm_source=x"] == (VisitOutcome.SAME, "the report itself")
    assert web.asked("gazette.example") == []


def test_published_fact_checks_are_shown_and_weigh_nothing(report: Report, library: Library, web: LocalWeb) -> None:
    review = {"publisher": {"name": "Checkers"}, "textualRating": "False", "reviewDate": "2019-03-28"}
    said = {"claims": [{"text": "A ransom was paid", "claimReview": [review]}]}
    web.hosts["checks.example"] = lambda seen: Reply(json.dumps(said).encode())
    made = run(report, library, web, (FactCheck("key", "http://checks.example/v1"),))
    (found,) = made.reviews
    assert (found.publisher, found.rating) == ("Checkers", "False")
    assert library.captured(found.original or "") == json.dumps(said).encode()
    dossier = verify(report, library, as_of=AS_OF, now=NOW)
    assert (reviews(dossier), dossier.evidence) == ((found,), ())
    assert reviews(replace(dossier, as_of=date(2019, 3, 27))) == ()
    for shown in (render_page(dossier), printed(dossier)):
        assert "Checkers" in shown
        assert "fact-check" in shown


def printed(dossier: Dossier) -> str:
    console = Console(width=100, record=True, file=io.StringIO())
    print_dossier(dossier, console)
    return console.export_text()
