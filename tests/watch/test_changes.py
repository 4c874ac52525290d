"""What changed between two dossiers, made by verifying before and after a report came in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from newsroom import report

from secondsource.library import Library
from secondsource.method import verify
from secondsource.watch.changes import Cause, Follow, arrival, differences

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = date(2026, 3, 1)
FOLLOWED = report(
    "A ferry with 84 passengers ran aground near Lundvik on Sunday, harbour master Ada Holm said.", "A", DAY
)
HELD = report(
    "Harbour master Ada Holm said that a ferry with 84 passengers ran aground near Lundvik on Sunday.",
    "Coast Gazette",
    DAY,
    url="https://coast.example/ferry",
)
DENIAL = report(
    "Coast guard chief Per Lind denied that a ferry ran aground near Lundvik on Sunday.", "Fjord Post", date(2026, 3, 2)
)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
        list(library.add([(HELD, b"held")]))
        yield library


def after(library, arrived):
    before = verify(FOLLOWED, library, now=NOW)
    list(library.add([(arrived, arrived.text.encode())]))
    edited = library.superseded(NOW.date())
    return differences(before, verify(FOLLOWED, library, now=NOW), [arrived], 7, NOW, edited)


def test_a_denial_is_a_change_that_says_why(library):
    (change,) = after(library, DENIAL)
    assert {Cause.NEW_LINE, Cause.DENIAL} <= set(change.causes)
    assert (change.follow, change.report, change.at, change.number) == (7, DENIAL.id, NOW, 0)
    assert change.verdict_before != change.verdict
    assert change.message.startswith(f"{change.verdict_before} -> {change.verdict}: A ferry")
    assert "Fjord Post" in change.message


def test_what_does_not_bear_on_it_changes_nothing(library):
    assert after(library, report("The bakery in Oster street sold 300 loaves of rye bread.", "Fjord Post", DAY)) == []


def test_the_same_dossier_twice_is_no_change(library):
    dossier = verify(FOLLOWED, library, now=NOW)
    assert differences(dossier, dossier, [HELD], 7, NOW) == []


@pytest.mark.parametrize(
    ("headline", "cause"),
    [("Correction: ferry near Lundvik", Cause.CORRECTION), ("Coast Gazette retracts its report", Cause.RETRACTION)],
)
def test_a_notice_is_a_cause(library, headline, cause):
    (change,) = after(library, replace(DENIAL, headline=headline))
    assert cause in change.causes


def test_another_text_at_a_cited_address_is_an_edited_article(library):
    (change,) = after(library, replace(DENIAL, publisher="Coast Gazette", url=HELD.url, retrieved=NOW))
    assert Cause.EDITED in change.causes


def test_an_edit_that_takes_a_passage_out_is_a_change(library):
    without = report("Nothing is known of ferries. The harbour is calm.", "Coast Gazette", url=HELD.url, retrieved=NOW)
    (change,) = after(library, without)
    assert change.causes == (Cause.EDITED,)
    assert change.report == without.id
    assert change.verdict == "undetermined"


def test_a_report_that_answers_a_query_is_told_on_one_line():
    told = arrival(replace(HELD, headline="Ferry\naground"), Follow(3, NOW, "ferry", query="ferry"), NOW)
    assert (told.follow, told.causes, told.report) == (3, (Cause.NEW_REPORT,), HELD.id)
    assert told.message == "new report on 'ferry': Ferry aground (Coast Gazette)"
