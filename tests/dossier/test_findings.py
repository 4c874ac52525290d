from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from secondsource.dossier.findings import Finding, Findings, findings
from secondsource.dossier.origins import Graph, Row, graph
from secondsource.model import Descent, Line, LineCount, Link, OriginKind, Reference, Stance

from . import samples
from .found import passage


@pytest.fixture(scope="module")
def found() -> Findings:
    return findings(samples.dossier())


def one(found: Findings, statement: str) -> Finding:
    return next(finding for finding in found.each if finding.statement.id == statement)


@pytest.mark.parametrize(
    ("statement", "tally", "sides"),
    [
        ("s1", "nothing found", ""),
        ("s2", "4 reports, 3 lines", "all support"),
        ("s3", "5 reports, 1 line", "supports"),
        ("s6", "1 report, 1 line", "takes no side"),
        ("s7", "4 reports, 2 lines", "1 supports, 1 refutes"),  # the third line is circular
    ],
)
def test_counts_tell_reports_from_lines(found: Findings, statement: str, tally: str, sides: str) -> None:
    assert one(found, statement).tally == tally
    assert one(found, statement).sides == sides


def test_lines_that_take_a_side_come_first_and_circular_ones_last(found: Findings) -> None:
    assert [line.id for line in one(found, "s7").lines] == ["l8", "l7", "l9"]


def test_passages_of_a_line_stand_in_order_of_publication(found: Findings) -> None:
    line = one(found, "s7").lines[0]
    assert [passage.report for passage in found.passages(line)] == ["r10", "r9"]
    undated = replace(line, evidence=("p15", "p14"))
    assert [passage.report for passage in found.passages(undated)] == ["r10", "r11"]


def test_evidence_of_no_line_is_kept(found: Findings) -> None:
    assert [passage.id for passage in one(found, "s5").loose] == ["p17"]


def test_the_whole_counts_a_report_and_an_origin_once(found: Findings) -> None:
    assert found.tally == "11 reports → 9 origins"


def test_what_points_nowhere_is_passed_over() -> None:
    dossier = samples.dossier()
    lost = replace(dossier, evidence=dossier.evidence[:4], reports=(), assessments=dossier.assessments[:1])
    found = findings(lost)
    assert found.passages(one(found, "s3").lines[0]) == ()
    assert one(found, "s3").mark.word == "not assessed"
    assert one(found, "s9").mark.word == "not checkable"


# --- the graph of origins --------------------------------------------------------------------------------------


def rows(drawing: Graph) -> list[Row]:
    return [row for day in drawing.days for row in day.rows]


def test_there_is_one_edge_for_each_link_in_order_of_time(found: Findings) -> None:
    drawing = graph(one(found, "s3"), found)
    assert drawing is not None
    assert [day.label for day in drawing.days] == ["23 Mar 2019", "24 Mar 2019", "25 Mar 2019"]
    assert [row.passage.report for row in rows(drawing)] == ["r4", "r1", "r3", "r6", "r7"]
    assert [row.link and row.link.descent.value for row in rows(drawing)][-2:] == ["credited", "copied"]
    assert len(drawing.edges) == 5
    (origin,) = drawing.origins
    assert [edge.fork for edge in drawing.edges] == [(origin.x, row.y) for row in rows(drawing)]


def test_a_reason_says_nothing_twice_and_long_words_have_lines(found: Findings) -> None:
    finding = one(found, "s3")
    line = finding.lines[0]
    words = "He said, and said again, and would have said once more had anybody asked him, that it was so"
    same = replace(line.links[0], seen=None, reason=f"{line.origin} told them: {words}")
    told = replace(same, reason=f"Outlet has it from {line.origin}: {words}")
    outlet = Row(
        0, 1, found.evidence[told.child], told, 1, opens=True, perhaps=False, outlet="Outlet", source=line.origin
    )
    assert outlet.reason == words
    drawing = graph(replace(finding, lines=(replace(line, links=(same, *line.links[1:])),)), found)
    assert drawing is not None
    high = {row.passage.id: row.lines for row in rows(drawing)}
    assert high[same.child] > 4
    assert drawing.height == sum(38 + 18 * (lines - 2) for lines in high.values()) + 26 * len(drawing.days)


def test_who_copied_from_a_report_nearby_hangs_on_that_report(found: Findings) -> None:
    drawing = graph(one(found, "s7"), found)
    assert drawing is not None
    arcs = {edge.line: edge.path for edge in drawing.edges if " C" in edge.path}
    by_report = {row.passage.report: row.y for row in rows(drawing)}
    assert list(arcs) == [1]
    assert arcs[1].startswith(f"M{drawing.width - 8:g} {by_report['r9']:g} ")
    assert arcs[1].endswith(f" {by_report['r10']:g}")


def crowd(reports: int, origins: int) -> tuple[Finding, Findings]:
    """One statement, so many reports of ten days, so many origins."""
    dossier = samples.dossier()
    passages = [passage(n, "s3", f"h{n}", f"Words {n}.", Stance.SUPPORTS) for n in range(100, 100 + reports)]
    held = [
        Reference(item.report, None, f"Outlet {n}", date(2019, 3, 20 + n * 7 % 10), None, "en", None)
        for n, item in enumerate(passages)
    ]
    lines = []
    for n in range(origins):
        own = passages[n::origins]
        links = tuple(Link(item.id, f"Origin {n}", Descent.CREDITED, None, "it says so") for item in own)
        ids = tuple(item.id for item in own)
        lines.append(Line(f"x{n}", "s3", f"Origin {n}", OriginKind.NAMED, Stance.SUPPORTS, "F", ids, links))
    found = findings(replace(dossier, evidence=tuple(passages), reports=tuple(held), lines=tuple(lines)))
    return one(found, "s3"), found


@pytest.mark.parametrize(("reports", "origins"), [(60, 7), (60, 30), (9, 4)])
def test_sixty_reports_stand_apart_and_inside(reports: int, origins: int) -> None:
    drawing = graph(*crowd(reports, origins))
    assert drawing is not None
    heights, names = [row.y for row in rows(drawing)], [origin.y for origin in drawing.origins]
    assert len(heights) == len(drawing.edges) == reports
    assert all(below - above >= 38 for above, below in pairwise(heights))
    assert all(below - above >= 42 for above, below in pairwise(names))
    assert 0 < min(*heights, *names) < max(*heights, *names) < drawing.height
    assert len({origin.x for origin in drawing.origins}) == len(drawing.origins) == origins


def test_a_possibility_leads_to_the_other_line(found: Findings) -> None:
    first, second = one(found, "s7").lines[:2]
    doubt = Link("p12", "p13", Descent.NOT_SHOWN, None, "nothing shows that they are two", 0.3)
    drawing = graph(replace(one(found, "s7"), lines=(first, replace(second, perhaps=(doubt,)))), found)
    assert drawing is not None
    assert [edge.look for edge in drawing.edges].count("perhaps") == 1
    assert sum(row.perhaps for row in rows(drawing)) == 1


def test_two_passages_of_one_report_are_one_report(found: Findings) -> None:
    dossier = samples.dossier()
    again = passage(99, "s3", "r4", "He wrote it twice.", Stance.SUPPORTS)
    lines = tuple(
        replace(line, evidence=(*line.evidence, "p99")) if line.id == "l4" else line for line in dossier.lines
    )
    twice = findings(replace(dossier, evidence=(*dossier.evidence, again), lines=lines))
    drawing = graph(one(twice, "s3"), twice)
    assert drawing is not None
    assert drawing.origins[0].reports == 5
    assert one(twice, "s3").reports == 5


def test_an_uncertain_number_of_lines_is_said_with_its_range(found: Findings) -> None:
    counts = (LineCount("s7", Stance.SUPPORTS, 1.6, 1, 3), LineCount("s7", Stance.REFUTES, 1.0, 1, 1))
    assert replace(one(found, "s7"), counts=counts[:1]).expectation == "1.6 expected (1 to 3)"
    assert replace(one(found, "s7"), counts=counts).expectation == (
        "1.6 expected (1 to 3) in support, 1.0 expected (1) against"
    )
    assert replace(one(found, "s7"), counts=counts[1:]).expectation == ""


def test_no_graph_where_there_are_not_two_reports(found: Findings) -> None:
    assert graph(one(found, "s9"), found) is None
    for finding in found.each:
        assert (graph(finding, found) is None) is (finding.reports < 2)


def test_the_report_has_its_day_and_silences_are_told(found: Findings) -> None:
    drawing = graph(one(found, "s7"), found, date(2019, 3, 25))
    assert drawing is not None
    assert [(day.label, day.later, day.own) for day in drawing.days] == [
        ("26 Jan 2019", 0, False),
        ("27 Jan 2019", 1, False),
        ("28 Jan 2019", 1, False),
        ("25 Mar 2019", 56, True),
        ("no date", 0, False),
    ]
    assert rows(drawing)[-1].y > 38 * 3 + 26 * 5


def test_a_passage_of_no_line_is_told_and_hangs_on_none(found: Findings) -> None:
    dossier = samples.dossier()
    loose = passage(99, "s3", "r9", "It was cold.", Stance.DISCUSSES)
    more = findings(replace(dossier, evidence=(*dossier.evidence, loose)))
    drawing = graph(one(more, "s3"), more)
    assert drawing is not None
    assert [row.line for row in rows(drawing) if row.passage.id == "p99"] == [0]
    assert len(drawing.edges) == 5


def test_no_graph_where_nothing_was_repeated(found: Findings) -> None:
    assert graph(one(found, "s8"), found) is None
    assert graph(one(found, "s1"), found) is None


def test_rulings_agree_or_do_not() -> None:
    found = {finding.statement.id: finding for finding in findings(samples.decided()).each}
    second, seventh = found["s2"], found["s7"]
    assert second.disagree
    assert second.ruling is not None
    assert second.ruling.by == "Eva Doe"
    assert not second.moved(second.ruling)
    assert not seventh.disagree
    assert seventh.moved(seventh.rulings[0])
    assert found["s3"].ruling is None


def test_to_accept_a_verdict_and_to_overrule_to_the_same_is_to_agree() -> None:
    accepted, overruled, _ = samples.decided().rulings
    same = replace(overruled, verdict=accepted.seen)
    dossier = replace(samples.decided(), rulings=(accepted, same))
    assert not findings(dossier).each[1].disagree
