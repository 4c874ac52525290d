import random
from datetime import date

import pytest

from bench.distortion import KINDS, NEW, Case, cases, outcome
from bench.retold import Held, Parts, Told, _bearing, digest, sentences_of, statements
from bench.swapped import swapped
from secondsource.model import Dossier, Verdict, Versions

TEXT = "Ada Poe named Max Roe as harbour master of Bergen on Monday after a vote of 99 pilots."


def row(text: str, outlet: str = "Gazette", title: str = "", day: str = "2021-05-10") -> dict[str, str]:
    return {"id": digest(text), "text": text, "outlet": outlet, "title": title, "date": day}


TOLD = Told(TEXT, row(TEXT), (), borne_out=True)


def test_a_sentence_is_changed_in_each_way_it_allows() -> None:
    made = list(cases([TOLD]))
    assert [case.text for case in made if case.so].count(TEXT) == 2
    changed = [case for case in made if not case.so]
    assert {"number", "date", "role"} <= {case.kind for case in changed} <= set(KINDS)
    assert len({case.text for case in changed} | {TEXT}) == len(changed) + 1
    assert made == list(cases([TOLD]))


def test_a_new_thing_is_verified_as_of_a_day_when_nobody_had_told_it() -> None:
    days = {case.kind: case.as_of for case in cases([TOLD])}
    assert days[NEW] < date(2021, 5, 10) < days["as it was"]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Ada Poe fired Max Roe on Friday.", "Max Roe fired Ada Poe"),
        ("The Council has sued Max Roe.", "Max Roe has sued the Council"),
        ("Ada Poe and Max Roe met.", None),
        ("Ada Poe fired Max Roe's aide.", None),
        ("Ada Poe named Max Roe Green mayor.", None),
    ],
)
def test_who_did_what_to_whom_is_turned_round(text: str, turned: str | None) -> None:
    made = [change.new for change in swapped(text, [], random.Random(1))]
    assert made == ([turned] if turned else [])


def test_a_sentence_stands_alone_without_who_said_it() -> None:
    report = row(
        "The ferry Aurora docked in the harbour of Bergen on Monday, the harbour master said. "
        "He was not there when the ferry Aurora docked in the harbour. It ended well."
    )
    assert list(sentences_of(report)) == ["The ferry Aurora docked in the harbour of Bergen on Monday."]


def test_statements_are_the_sentence_and_what_is_left_of_it() -> None:
    sentence = "The ferry Aurora docked in the harbour of Bergen, which was closed after a storm hit it."
    found = statements(sentence)
    assert found[0] == sentence
    assert "The ferry Aurora docked in the harbour of Bergen." in found
    assert found == statements(sentence)


def test_two_reports_of_other_outlets_bear_it_out() -> None:
    text = "The ferry Aurora sank near Bergen with 40 passengers."
    one = Held(row("A storm came. The Aurora, a ferry with 40 passengers, sank near Bergen.", "Post"))
    two = Held(row("Near Bergen a ferry sank. It had 40 passengers and was called Aurora.", "Times"))
    other = Held(row("The ferry Aurora sank near Bergen with 41 passengers.", "Mail"))
    denied = Held(row("The ferry Aurora never sank near Bergen with 40 passengers.", "Sun"))
    assert Parts.of(text).names == {"aurora", "bergen"}
    assert [found["outlet"] for found in _bearing(text, [one, two, other, denied], {})] == ["Post", "Times"]
    assert _bearing(text, [one, other, denied], {}) == ()
    assert _bearing(text, [one, Held(row(one.row["text"], "Times"))], {}) == ()  # the same words: one source


def test_what_nothing_is_read_in_is_undetermined() -> None:
    case = Case(TOLD, "number", TEXT.replace("99", "12"), "12")
    versions = Versions("0", "0")
    empty = Dossier(case.report, case.as_of, (), (), (), (), (), (), (), versions)
    assert outcome(case, empty).verdict is Verdict.UNDETERMINED
