"""The page is one file that loads nothing, runs nothing of an article's, and marks every statement."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from lxml import html

from secondsource.dossier.deciding import Deciding
from secondsource.dossier.page import Workbench, render_page
from secondsource.model import Dossier, Failure

from . import enemies, report, samples

OURS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "script",
    "body",
    "header",
    "main",
    "section",
    "article",
    "nav",
    "footer",
}
OURS |= {"h1", "h2", "h3", "h4", "p", "a", "span", "strong", "bdi", "kbd", "abbr", "mark", "blockquote", "figure", "q"}
OURS |= {"figcaption", "div", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "table", "caption", "colgroup"}
OURS |= {"col", "thead", "tbody", "tr", "th", "td", "svg", "line", "rect", "circle", "text", "path", "g", "tspan"}
OURS |= {"defs", "use", "dialog", "button", "input", "label"}


HAND = Deciding("/submissions/t/decisions", may=True)
WORKBENCH = Workbench(
    "/", "/articles#q", "/submissions/x/file", lambda evidence: f"/articles/{evidence.report}", hand=HAND
)


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(render_page(samples.dossier()))


@pytest.fixture(scope="module", params=["made by hand", "decided", "hostile", "empty", "crowded"])
def any_page(request: pytest.FixtureRequest) -> html.HtmlElement:
    made = {
        "made by hand": samples.dossier(),
        "decided": samples.decided(enemies.HOSTILE[0], " ".join(enemies.HOSTILE)),
        "hostile": enemies.hostile(),
        "empty": _empty(samples.dossier()),
        "crowded": enemies.crowded(40),
    }
    return html.document_fromstring(render_page(made[request.param]))


def _empty(dossier: Dossier) -> Dossier:
    return replace(dossier, statements=(), reports=(), evidence=(), lines=(), assessments=(), accounts=(), failures=())


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# --- what a page may hold --------------------------------------------------------------------------------------


def test_only_our_own_elements(any_page: html.HtmlElement) -> None:
    assert {element.tag for element in any_page.iter() if isinstance(element.tag, str)} <= OURS
    assert len(any_page.findall(".//script")) == len(any_page.findall(".//style")) == 1


def test_no_handlers_no_inline_style_no_sources(any_page: html.HtmlElement) -> None:
    names = {name for element in any_page.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert not names & {"style", "src", "srcset", "srcdoc", "action", "formaction", "data", "xlink:href", "background"}


def test_addresses_lead_inside_or_to_web_pages_only(any_page: html.HtmlElement) -> None:
    for link in any_page.iter("a"):
        assert re.match(r"#|https?://", link.get("href"))
        if not link.get("href").startswith("#"):
            assert link.get("rel") == "noreferrer noopener"


def test_every_inner_link_has_its_target_and_ids_are_single(any_page: html.HtmlElement) -> None:
    ids = any_page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in any_page.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    labels = any_page.xpath("//@aria-labelledby")
    assert set(labels) <= set(ids)


def test_the_policy_lets_only_our_style_and_script_in(any_page: html.HtmlElement) -> None:
    policy = any_page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    for directive, tag in (("style-src", "style"), ("script-src", "script")):
        digest = b64encode(sha256(any_page.find(f".//{tag}").text.encode()).digest()).decode()
        assert directives[directive] == f"'sha256-{digest}'"


def test_a_persons_verdict_stands_beside_the_machines() -> None:
    page = html.document_fromstring(render_page(samples.decided()))
    panel = page.get_element_by_id("s2")
    assert _words(panel.find_class("judgement")[0]).startswith("the machine: ●supported")
    first, last = (_words(ruling) for ruling in panel.find_class("rulings")[0].find_class("ruling"))
    assert first == "✎ Max Roe accepts it: supported 2 Apr 2019, decision 3, no longer in force"
    assert last.startswith("✎ Eva Doe overrules it: ✕refuted 2 Apr 2019, decision 4")
    assert "I was there" in last
    assert "Those who ruled on it do not agree" in _words(panel)
    assert page.get_element_by_id("a2").get("aria-label") == "Statement 2, supported, by hand refuted"
    assert "✎ Eva Doe: refuted, not all agree" in _words(page.get_element_by_id("s0"))
    passage = next(each for each in panel.find_class("passage") if each.find_class("ruling"))
    assert "the machine: ▲supports .86" in _words(passage.find_class("outlet")[0])
    assert _words(passage.find_class("ruling")[0]).startswith("✎ Eva Doe: ")


def test_only_the_workbench_has_forms() -> None:
    alone, there = render_page(samples.decided()), render_page(samples.decided(), WORKBENCH)
    assert "<form" not in alone
    page = html.document_fromstring(there)
    for made, sent in ((html.document_fromstring(alone), "'none'"), (page, "'self'")):
        assert f"form-action {sent}" in made.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert {form.get("action") for form in page.iter("form")} == {"/submissions/t/decisions"}
    kinds = {field.get("value") for field in page.xpath("//input[@name='kind']")}
    assert kinds == {"verdict", "stance", "split", "merge", "descent"}
    assert "<form" not in render_page(samples.decided(), replace(WORKBENCH, hand=replace(HAND, may=False)))


def test_every_field_of_a_form_has_a_label_of_its_own() -> None:
    page = html.document_fromstring(render_page(samples.decided(), WORKBENCH))
    fields = page.xpath("//form//*[self::input or self::select or self::textarea][not(@type='hidden')]")
    assert len(fields) > 20
    assert all(len(list(field.iterancestors("label"))) == 1 for field in fields)


def test_style_and_script_load_nothing(page: html.HtmlElement) -> None:
    for tag in ("style", "script"):
        assert not re.search(
            r"url\(|@import|https?:|fetch\(|XMLHttp|import\(|innerHTML|eval\(", page.find(f".//{tag}").text
        )


def test_hostile_words_are_shown_as_words() -> None:
    rendered = render_page(enemies.hostile())
    shown = html.document_fromstring(rendered).text_content()
    for words in ("<script>alert(1)</script>", "onerror=alert(2)", "{{ 7*7 }}", "&lt;b&gt;", "⟨U+202E⟩gnp.exe⟨U+202C⟩"):
        assert words in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rendered)
    assert rendered.encode("utf-8")


def test_a_hostile_address_is_no_link_and_a_hostile_language_no_attribute() -> None:
    page = html.document_fromstring(render_page(enemies.hostile()))
    assert not [href for href in page.xpath("//a/@href") if not href.startswith("#")]
    assert set(page.xpath("//@lang")) == {"en", "und"}


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://outlet.example/story?a=1&b=2", True),
        ("HTTP://outlet.example/", True),
        ("javascript://outlet.example/%0aalert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file://outlet.example/etc/passwd", False),
        ("//outlet.example/story", False),
        ("https:///story", False),
        ("http://[outlet.example", False),
        ("story.html", False),
        (None, False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url: str | None, linked: bool) -> None:
    dossier = samples.dossier()
    page = html.document_fromstring(render_page(replace(dossier, report=replace(dossier.report, url=url))))
    links = [link.get("href") for link in page.iter("a") if link.text == "The report at its address"]
    assert links == ([url] if linked else [])


# --- what a reader finds ---------------------------------------------------------------------------------------


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert render_page(samples.dossier()) == render_page(samples.dossier())


def test_the_article_is_there_word_for_word(page: html.HtmlElement) -> None:
    for sign in page.xpath("//a[contains(@class, 'mark')]"):
        sign.drop_tree()
    shown = _words(page.find(".//h1")) + _words(page.get_element_by_id("article"))
    for _, words in report.PARTS:
        assert words in shown


@pytest.fixture
def fresh() -> html.HtmlElement:
    return html.document_fromstring(render_page(samples.dossier()))


def test_every_statement_has_a_sign_with_shape_and_word(fresh: html.HtmlElement) -> None:
    for number, statement in enumerate(report.statements(), start=1):
        sign = fresh.get_element_by_id(f"a{number}")
        assert sign.get("href") == f"#s{number}"
        assert re.fullmatch(
            rf"Statement {number}, (supported|refuted|conflicting|undetermined|not checkable)", sign.get("aria-label")
        )
        assert _words(sign)[0] in "●✕◆○–"
        assert statement.text in _words(fresh.get_element_by_id(f"s{number}"))


def test_a_panel_tells_lines_passages_merges_and_reasons(fresh: html.HtmlElement) -> None:
    panel = _words(fresh.get_element_by_id("s7"))
    for words in (
        "conflicting",
        "roughly even chance",
        "moderate confidence",
        "credibility 4, doubtful",
        "4 reports, 2 lines: 1 supports, 1 refutes",
        "Dmitry Peskov",
        "reliability D, not usually reliable",
        "The Japan Times, 28 Jan 2019",
        "syndicated",
        "both are credited to AFP",
        "circular, adds nothing",
        "Was it said?",
        "−0.90",
        "Sum: roughly even chance −0.30",
        "“disastrous”, left out of what is checked",
    ):
        assert words in panel


def test_an_abstract_is_labelled_as_one(fresh: html.HtmlElement) -> None:
    assert "La República, 24 Mar 2019 · abstract of a report in Spanish" in _words(fresh.get_element_by_id("s2"))


def test_rival_accounts_stand_in_the_overview_and_by_their_statements(fresh: html.HtmlElement) -> None:
    shown = {f"s{n}" for n in range(10) if "Accounts differ" in _words(fresh.get_element_by_id(f"s{n}"))}
    assert shown == {"s0", "s5", "s6"}


def test_failures_and_versions_are_told(fresh: html.HtmlElement) -> None:
    assert "stance could not run: the passage of Firstpost" in _words(fresh.get_element_by_id("s6"))
    assert "in a language that is not read" in _words(fresh.get_element_by_id("failures"))
    assert "stance stance-words-1" in _words(fresh.find(".//footer"))


def test_what_could_not_be_done_with_this_report_says_so() -> None:
    dossier = samples.dossier()
    failed = replace(dossier, failures=(Failure("reading", dossier.report.id, "only the first part was read"),))
    page = html.document_fromstring(render_page(failed))
    assert "reading this report: only the first part was read" in _words(page.get_element_by_id("failures"))


def test_a_statement_that_was_not_weighed_says_so_and_is_not_undetermined() -> None:
    dossier = replace(samples.dossier(), assessments=())
    page = html.document_fromstring(render_page(dossier))
    assert page.get_element_by_id("a1").get("aria-label") == "Statement 1, not assessed"
    assert "undetermined" not in _words(page.find(".//body").find(".//main"))


# --- size ------------------------------------------------------------------------------------------------------


def _work(dossier: Dossier) -> int:
    """How many lines of Python run to render a dossier: time without a clock."""
    executed = 0

    def tracer(frame: object, event: str, argument: object) -> object:
        nonlocal executed
        executed += event == "line"
        return tracer

    render_page(dossier)
    sys.settrace(tracer)
    try:
        render_page(dossier)
    finally:
        sys.settrace(None)
    return executed


def test_work_and_size_grow_with_the_statements_not_with_their_square() -> None:
    assert _work(enemies.crowded(200)) < 2.3 * _work(enemies.crowded(100))
    assert len(render_page(enemies.crowded(400))) < 2.3 * len(render_page(enemies.crowded(200)))


def test_work_and_size_grow_with_the_passages_not_with_their_square() -> None:
    assert _work(enemies.laden(5, 40)) < 2.3 * _work(enemies.laden(5, 20))
    few, many = (len(render_page(enemies.laden(60, number))) for number in (10, 20))
    assert many < 2.1 * few < 6_000_000


def test_maps_of_one_view_share_a_ground() -> None:
    page = html.document_fromstring(render_page(enemies.laden(12, 4)))
    grounds = page.xpath("//defs/path/@id")
    assert len(page.xpath("//svg[@class='map']")) == 12
    assert 2 <= len(grounds) <= 5
    assert {use.removeprefix("#") for use in page.xpath("//use/@href")} == set(grounds)
    assert all(page.xpath("//defs/path/@d"))


def test_a_place_that_clashes_is_told_by_shape_and_word() -> None:
    page = html.document_fromstring(render_page(enemies.laden(1, 4)))
    (places,) = page.xpath("//div[@class='places']/ul")
    assert (
        _words(places) == "●of the statement Caracas, VE within 20 km ≠clashes with Bogota, VE within 20 km, 4 reports"
    )
    assert {"●", "≠"} <= {word for text in page.xpath("//svg[@class='map']/text") for word in text.text.split()}


def test_the_keys_are_written_where_nobody_need_know_them(page: html.HtmlElement) -> None:
    keys = [_words(key) for key in page.get_element_by_id("keys").iter("kbd")]
    assert keys == ["n", "j", "p", "k", "Enter", "o", "/", "?", "Esc"]
    assert "find in this dossier" in _words(page.get_element_by_id("keys"))


def test_in_the_workbench_links_lead_back_and_to_the_file() -> None:
    workbench = Workbench("/", "/articles#q", "/submissions/x/file", lambda evidence: f"/articles/{evidence.report}")
    text = render_page(samples.dossier(), workbench)
    page = html.document_fromstring(text)
    assert page.body.get("data-search") == "/articles#q"
    assert page.xpath("//a[@download]/@href") == ["/submissions/x/file"]
    assert "search all articles" in _words(page.get_element_by_id("keys"))
    assert "/submissions/x/file" not in render_page(samples.dossier())


def test_three_thousand_nested_statements_render() -> None:
    page = html.document_fromstring(render_page(enemies.crowded(3000)))
    assert len(page.xpath("//a[contains(@class, 'mark')]")) == 3000
