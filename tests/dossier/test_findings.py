from dataclasses import replace
from itertools import pairwise

import pytest

from secondsource.dossier.findings import Finding, Findings, findings
from secondsource.dossier.origins import graph
from secondsource.model import Evidence, Stance

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


def test_an_edge_leads_from_the_origin_or_from_the_report_that_was_copied(found: Findings) -> None:
    drawing = graph(one(found, "s3"), found)
    assert drawing is not None
    (origin,) = drawing.origins
    assert [held.passage.report for held in origin.reports] == ["r4", "r1", "r3", "r6", "r7"]
    assert [held.descents for held in origin.reports][-2:] == [("credited",), ("copied",)]
    heights = {held.passage.report: held.y for held in origin.reports}
    assert [(edge.start, edge.end) for edge in origin.edges if edge.among] == [(heights["r4"], heights["r7"])]
    assert [edge.end for edge in origin.edges if not edge.among] == [heights[r] for r in ("r4", "r1", "r3", "r6")]


def test_what_stands_below_never_overlaps(found: Findings) -> None:
    drawing = graph(one(found, "s7"), found)
    assert drawing is not None
    heights = [held.y for origin in drawing.origins for held in origin.reports]
    assert all(below - above >= 22 for above, below in pairwise(heights))
    assert heights[-1] < drawing.height


def test_two_passages_of_one_report_are_one_report(found: Findings) -> None:
    dossier = samples.dossier()
    again = passage(99, "s3", "r4", "He wrote it twice.", Stance.SUPPORTS)
    lines = tuple(
        replace(line, evidence=(*line.evidence, "p99")) if line.id == "l4" else line for line in dossier.lines
    )
    twice = findings(replace(dossier, evidence=(*dossier.evidence, again), lines=lines))
    drawing = graph(one(twice, "s3"), twice)
    assert drawing is not None
    assert len(drawing.origins[0].reports) == 5
    assert one(twice, "s3").reports == 5
    assert isinstance(drawing.origins[0].reports[0].passage, Evidence)


def test_no_graph_where_nothing_was_repeated(found: Findings) -> None:
    assert graph(one(found, "s8"), found) is None
    assert graph(one(found, "s1"), found) is None
