"""Who copies from a report copies its mistakes."""

from datetime import date

import pytest
from newsroom import passage, plain_statement, report

from secondsource.model import Descent, Evidence, Line, Report
from secondsource.sourcing.lines import trace_lines

FIRST, SECOND = date(2021, 5, 8), date(2021, 5, 9)
OTHERS = ("Herald", "Tribune", "Argus", "Ledger")


def traced(*told: tuple[str, str, date, str]) -> tuple[Line, ...]:
    """The lines of the passages with ``boat from Oslo`` in reports of (outlet, text, day, byline)."""
    held = [report(text, outlet, day, byline=byline) for outlet, text, day, byline in told]
    reports: dict[str, Report] = {each.id: each for each in held}
    evidence: list[Evidence] = [passage(each, "boat from Oslo") for each in held]
    return trace_lines(plain_statement(), evidence, reports, report("Something else.", "Verified"))


def others(form: str) -> list[tuple[str, str, date, str]]:
    return [
        (outlet, f"Nurse {name} Doe said that a boat from Oslo brought {form}.", SECOND, "By Ida Fox")
        for outlet, name in zip(OTHERS, ("Amy", "Bea", "Cora", "Dora"), strict=True)
    ]


@pytest.mark.parametrize(
    ("rare", "usual", "seen"),
    [
        (
            "Boris Tonkoshkov",
            "Boris Tonkoshkurov",
            "Boris Tonkoshkov",
        ),
        (
            "the defence minister, Boris Johnson",
            "General Boris Johnson",
            "defence minister",
        ),
        ("30,000 boxes", "3,000 boxes", "30,000"),
    ],
)
def test_a_rare_form_ties_two_reports_together(rare: str, usual: str, seen: str) -> None:
    found = traced(
        ("Gazette", f"A boat from Oslo brought {rare}.", FIRST, "By Eva Poe"),
        ("Courier", f"Yesterday {rare} came with a boat from Oslo.", SECOND, "By Max Roe"),
        *others(usual),
    )
    (line,) = [line for line in found if line.origin == "Gazette"]
    (link,) = [link for link in line.links if link.probability < 1]
    assert link.descent is Descent.SHARED_MISTAKE
    assert link.seen is not None
    assert link.seen.text == seen
    assert "as Gazette has it, where 4 others have" in link.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Boris Tonkoshkourov",
            "Boris Tonkoshkurov",
        ),  # another transcription
        ("3,100 boxes", "3,000 boxes"),  # rounded
        ("Boris Johnson", "Boris Johnson"),
    ],
)
def test_what_is_only_written_otherwise_is_no_mistake(one: str, other: str) -> None:
    found = traced(
        ("Gazette", f"A boat from Oslo brought {one}.", FIRST, "By Eva Poe"),
        ("Courier", f"Yesterday {one} came with a boat from Oslo.", SECOND, "By Max Roe"),
        *others(other),
    )
    assert not any(link.descent is Descent.SHARED_MISTAKE for line in found for link in line.links)


def test_where_few_others_have_another_form_nobody_knows_which_is_wrong() -> None:
    found = traced(
        ("Gazette", "A boat from Oslo brought Boris Tonkoshkov.", FIRST, "By Eva Poe"),
        ("Courier", "Yesterday Boris Tonkoshkov came with a boat from Oslo.", SECOND, "By Max Roe"),
        *others("Boris Tonkoshkurov")[:2],
    )
    assert not any(link.descent is Descent.SHARED_MISTAKE for line in found for link in line.links)
