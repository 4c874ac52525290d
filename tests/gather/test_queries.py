"""From statements to what is asked."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from secondsource.gather.connector import Query
from secondsource.gather.queries import DENIALS, MOST_TERMS, plan
from secondsource.intake.plain import read_plain
from secondsource.model import Aim
from secondsource.reading.statements import find_statements

AS_OF = date(2019, 4, 10)
PUBLISHED = date(2019, 3, 25)
CARACAS = Path(__file__).parents[2] / "examples" / "caracas-2019" / "report.txt"
GUAIDO = """Nicolás Guaidó visits the dam at Tarrow

Nicolás Guaidó visited the leaking dam at Tarrow on 23 March 2019, engineer Oleg Tonkoshkurov said.

Sixty people left their homes in Tarrow, according to Tonkoshkourov.
"""


def queries(text: str, published: date | None = PUBLISHED, most: int = 16) -> tuple[Query, ...]:
    report = read_plain(text, published=published)
    return plan(report, find_statements(report), AS_OF, most)


@pytest.fixture(scope="module")
def caracas() -> tuple[Query, ...]:
    return queries(CARACAS.read_text(encoding="utf-8"))


def test_the_budget_is_kept(caracas: tuple[Query, ...]) -> None:
    assert len(caracas) == 16
    assert len(queries(CARACAS.read_text(encoding="utf-8"), most=3)) == 3


def test_the_first_query_is_what_the_report_is_about(caracas: tuple[Query, ...]) -> None:
    first = caracas[0]
    assert first.aim is Aim.EVENT
    assert {"Caracas", "soldiers"} <= {term.words for term in first.terms}
    assert len(first.statements) > 20


def test_the_event_is_sought_before_around_and_after(caracas: tuple[Query, ...]) -> None:
    spans = [(query.since, query.until) for query in caracas if query.terms == caracas[0].terms]
    event = date(2019, 3, 23)
    assert spans == [
        (event - timedelta(days=2), event + timedelta(days=7)),
        (event + timedelta(days=8), AS_OF),
        (event - timedelta(days=30), event - timedelta(days=3)),
    ]


def test_one_query_aims_at_denials(caracas: tuple[Query, ...]) -> None:
    (denial,) = [query for query in caracas if query.aim is Aim.DENIAL]
    assert denial.either == DENIALS
    assert denial.until == AS_OF


def test_each_aim_has_its_queries(caracas: tuple[Query, ...]) -> None:
    aims = [query.aim for query in caracas]
    assert aims.count(Aim.CLAIM) == 3
    assert aims.count(Aim.BACKGROUND) == 2
    assert Aim.CAPTURE not in aims


def test_queries_are_short_and_different(caracas: tuple[Query, ...]) -> None:
    asked = [query for query in caracas if query.aim in (Aim.EVENT, Aim.DENIAL)]
    assert all(1 <= len(query.terms) <= MOST_TERMS for query in asked)
    assert len({(query.terms, query.since, query.either) for query in asked}) == len(asked)


def test_who_is_cited_is_sought(caracas: tuple[Query, ...]) -> None:
    assert any("Javier Mayorca" in {term.words for term in query.terms} for query in caracas)


def test_a_name_is_sought_in_its_other_spellings() -> None:
    spelled = {term.words: term.spellings for query in queries(GUAIDO) for term in query.terms}
    assert spelled["Nicolás Guaidó"] == ("Nicolas Guaido",)
    assert any("Tonkoshk" in other for words, others in spelled.items() if "Tonkoshk" in words for other in others)


def test_without_a_day_nothing_is_left_out() -> None:
    undated = queries("The dam at Tarrow leaks\n\nThe dam at Tarrow leaks, engineer Hana Novotna said.", None)
    assert all(query.since is None for query in undated)


@pytest.mark.parametrize("text", ["Nothing to see.", "He said so."])
def test_a_report_that_states_nothing_gives_none(text: str) -> None:
    assert queries(text) == ()


def test_the_same_report_gives_the_same_queries(caracas: tuple[Query, ...]) -> None:
    assert queries(CARACAS.read_text(encoding="utf-8")) == caracas
