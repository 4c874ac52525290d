"""Outlets that cite each other: found, shown, and no corroboration."""

from datetime import date

from newsroom import passage, plain_statement, report

from secondsource.model import Line, Report
from secondsource.reading.statements import find_statements
from secondsource.sourcing.lines import trace_lines
from secondsource.sourcing.origin import NO_SOURCE

FIRST, SECOND, THIRD = date(2021, 5, 8), date(2021, 5, 9), date(2021, 5, 10)
ELSEWHERE = report("Something else.", "Verified")


def lines(*told: tuple[Report, str], verified: Report = ELSEWHERE) -> tuple[Line, ...]:
    evidence = [passage(held, words) for held, words in told]
    return trace_lines(plain_statement(), evidence, {held.id: held for held, _ in told}, verified)


def test_a_claim_that_returns_to_its_first_publisher_is_one_line() -> None:
    (line,) = lines(
        (report("The bridge will be sold.", "Xinhua", FIRST, byline="By Ada Poe"), "sold"),
        (report("A buyer for the bridge was found, Xinhua reported.", "Reuters", SECOND), "buyer"),
        (report("The sale of the bridge is certain, Reuters reported.", "Xinhua", THIRD), "sale"),
    )
    assert (line.origin, len(line.evidence)) == ("Xinhua", 3)
    assert line.circle == ("Xinhua", "Reuters", "Xinhua")
    assert not line.circular
    assert sum("in a ring: Xinhua → Reuters → Xinhua" in link.reason for link in line.links) == 2


def test_a_source_at_the_start_of_a_ring_is_the_origin() -> None:
    (line,) = lines(
        (report("The bridge will be sold, Ada Poe told Xinhua.", "Xinhua", FIRST), "sold"),
        (report("A buyer for the bridge was found, Xinhua reported.", "Reuters", SECOND), "buyer"),
        (report("The sale of the bridge is certain, Reuters reported.", "Xinhua", THIRD), "sale"),
    )
    assert (line.origin, len(line.evidence), line.circular) == ("Ada Poe", 3, False)
    assert line.circle == ("Xinhua", "Reuters", "Xinhua")


def test_outlets_that_cite_only_each_other_add_nothing() -> None:
    (line,) = lines(
        (report("The bridge will be sold, Reuters reported.", "Xinhua", FIRST), "sold"),
        (report("A buyer for the bridge was found, Xinhua reported.", "Reuters", FIRST), "buyer"),
    )
    assert line.circular
    assert len(line.evidence) == 2
    assert line.circle[0] == line.circle[-1]


def test_a_ring_leaves_others_alone() -> None:
    found = lines(
        (report("The bridge will be sold, Reuters reported.", "Xinhua", FIRST), "sold"),
        (report("A buyer for the bridge was found, Xinhua reported.", "Reuters", FIRST), "buyer"),
        (report("Max Roe, the mayor of Oslo, said that the bridge will be sold.", "Gazette", SECOND), "sold"),
    )
    assert [(line.origin, line.circular) for line in found if not line.circular] == [("Max Roe", False)]
    assert len(found) == 2


def test_who_cites_an_outlet_has_it_from_whom_that_outlet_has_it() -> None:
    (line,) = lines(
        (report("The bridge will be sold, Ada Poe told Xinhua.", "Xinhua", FIRST), "sold"),
        (report("A buyer for the bridge was found, Xinhua reported.", "Courier", SECOND), "buyer"),
    )
    assert (line.origin, line.circle) == ("Ada Poe", ())
    assert line.links[1].reason == "cites Xinhua, whose own report has it from Ada Poe"
    assert line.links[1].probability == 0.95


def test_nobody_has_it_from_a_later_report() -> None:
    found = lines(
        (report("A buyer for the bridge was found, Xinhua reported.", "Courier", FIRST), "buyer"),
        (report("The bridge will be sold, Ada Poe told Xinhua.", "Xinhua", SECOND), "sold"),
    )
    assert sorted(line.origin for line in found) == ["Ada Poe", "Xinhua"]


def test_the_report_under_verification_may_close_the_ring() -> None:
    """It cites Reuters, who cite it."""
    verified = report("The bridge will be sold, Reuters reported.", "Xinhua", FIRST)
    statement = find_statements(verified)[0]
    held = report("A buyer for the bridge was found, Xinhua reported.", "Reuters", SECOND)
    (line,) = trace_lines(statement, [passage(held, "buyer")], {held.id: held}, verified)
    assert line.circular
    assert line.circle == ("Xinhua", "Reuters", "Xinhua")


def test_what_leads_back_by_two_steps_is_circular() -> None:
    verified = report("The bridge will be sold.", "Xinhua", FIRST)
    (line,) = lines(
        (report("A buyer for the bridge was found, Xinhua reported.", "Reuters", SECOND), "buyer"),
        (report("The sale of the bridge is certain, Reuters reported.", "Courier", THIRD), "sale"),
        verified=verified,
    )
    assert (line.origin, line.circular, len(line.evidence)) == ("Xinhua", True, 2)


def test_an_own_voice_that_others_cite_is_not_counted_twice() -> None:
    (line,) = lines(
        (report("The bridge will be sold.", "Xinhua", FIRST), "sold"),
        (report("A buyer for the bridge was found, Xinhua reported.", "Courier", SECOND), "buyer"),
    )
    assert (line.origin, len(line.evidence)) == (NO_SOURCE, 2)
