"""What an article says again and again is said once on the page, with all its places."""

from dataclasses import replace

from lxml import html

from secondsource.dossier.page import render_page
from secondsource.dossier.repeats import fold, told
from secondsource.model import Account, Accounts, Descent, Link, Span, Stance

from . import samples
from .found import passage

WORDS = "A ferry with 99 passengers ran aground."
TIMES = 200


def said(number, report="r1", stance=Stance.SUPPORTS):
    first = passage(number, "s3", report, WORDS, stance)
    return replace(first, span=Span(100 * number, 100 * number + len(WORDS)))


def test_passages_of_one_report_with_the_same_words_are_one():
    one, two, other = said(1), said(2), said(3, "r2")
    folded = fold([one, other, two], {})
    assert [(each.evidence, each.again) for each in folded] == [(one, (two,)), (other, ())]


def test_passages_that_mean_another_thing_or_come_from_elsewhere_stand_alone():
    one, against, told_by = said(1), said(2, stance=Stance.REFUTES), said(3)
    link = Link(told_by.id, "Reuters", Descent.CREDITED, None, "it names Reuters")
    folded = fold([one, against, told_by], {told_by.id: (link,)})
    assert [(each.evidence, each.links) for each in folded] == [(one, ()), (against, ()), (told_by, (link,))]


def test_accounts_of_one_speaker_in_the_same_words_are_one():
    given = (
        Account("Ada Holm", "r1", Span(0, 4), "84", "p1"),
        Account("Ada Holm", "r2", Span(0, 4), "84", "p2"),
        Account("Ada Holm", "r1", Span(9, 13), "84", "p3"),
        Account("Bo Lind", "r1", Span(0, 4), "84", "p4"),
    )
    found = told(Accounts("how many", given))
    assert [[place.evidence for place in each.places] for each in found] == [["p1", "p2"], ["p4"]]


def test_each_place_can_still_be_reached_on_the_page():
    dossier = samples.dossier()
    again = [said(1000 + n) for n in range(TIMES)]
    (line,) = (line for line in dossier.lines if line.id == "l1")
    again = [replace(item, statement=line.statement) for item in again]
    line = replace(line, evidence=(*line.evidence, *(item.id for item in again)))
    lines = tuple(line if each.id == line.id else each for each in dossier.lines)
    longer = render_page(replace(dossier, evidence=(*dossier.evidence, *again), lines=lines))
    assert len(longer) - len(render_page(dossier)) < 100 * TIMES + 2000
    page = html.document_fromstring(longer)
    first = len(dossier.evidence) + 1
    assert all(page.get_element_by_id(f"e{n}") is not None for n in range(first, first + TIMES))
    assert longer.count(WORDS) <= 2  # in the graph of origins and in the list


def test_of_many_matters_the_overview_names_each_and_tells_none():
    dossier = samples.dossier()
    (accounts,) = dossier.accounts
    page = html.document_fromstring(render_page(replace(dossier, accounts=(accounts,) * 13)))
    overview = page.get_element_by_id("s0")
    assert overview.xpath(".//section[@class='accounts']//a/@href") == ["#s5", "#s6"]
    assert not overview.xpath(".//figure")
    assert page.get_element_by_id("s5").xpath(".//figure")
