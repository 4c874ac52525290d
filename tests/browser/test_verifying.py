"""The demonstration's report is submitted, its dossier read, walked by keyboard and printed, in a browser."""

import re

import pytest
import served


def submit(page):
    page.get_by_label("The report, copied from its page").fill(served.REPORT)
    page.get_by_label("published on").fill(served.PUBLISHED)
    page.get_by_role("button", name="Verify").click()
    page.wait_for_url(re.compile(r"/submissions/\w+"))


def test_a_pasted_report_is_verified_while_one_watches(visit):
    page = visit("/")
    submit(page)
    page.get_by_role("link", name="Open the dossier").click()
    page.get_by_role("region", name="The evidence").wait_for()
    assert page.locator("#article .mark").count() >= 5
    page.goto("/")
    page.get_by_role("table").get_by_role("link").first.wait_for()


def test_statements_appear_as_they_are_looked_up_and_stay_open(visit, axe):
    page = visit("/")
    submit(page)
    page.locator("#shown summary").first.click()
    page.get_by_role("link", name="Open the dossier").wait_for()
    statements = page.locator("#shown > li")
    assert statements.count() > 5
    assert page.locator("#shown details[open]").count() == 1
    assert page.get_by_text("still to be looked up").count() == 0
    assert all(one.inner_text() for one in statements.locator(".verdict").all())
    assert statements.locator(".verdict").count() == statements.count()
    assert axe(page) == []
    for width in (1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_script_that_comes_late_loses_nothing(visit):
    page = visit("/")
    page.route("**/hx-sse.min.js", lambda route: (page.wait_for_timeout(1000), route.continue_()))
    with page.expect_request("**/progress?*"):
        submit(page)
    page.get_by_role("link", name="Open the dossier").wait_for()


def test_the_dossier_is_reached_without_the_stream(visit, refused):
    page = visit("/")
    page.route("**/progress?*", lambda route: route.fulfill(status=429))
    submit(page)
    page.get_by_role("link", name="Open the dossier").wait_for()
    assert refused(page, 429)


def test_nothing_to_verify_is_said_and_not_done(visit, refused):
    page = visit("/")
    with page.expect_response("**/submissions") as answer:
        page.get_by_role("button", name="Verify").click()
    assert answer.value.status == 422
    page.get_by_role("heading", name="Not done").wait_for()
    assert page.get_by_role("alert").inner_text().strip()
    assert refused(page, 422)


def test_without_script_the_dossier_is_reached_and_whole(visit, dossier):
    page = visit(dossier, java_script_enabled=False)
    assert page.locator("#s1").is_visible()
    assert page.locator("#s2").is_visible()


def test_the_dossier_is_walked_by_keyboard(visit, dossier):
    page = visit(dossier)
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "a1"
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == "#s2"
    assert page.locator("#s2").is_visible()
    assert page.locator("#s1").is_hidden()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.panel').id") == "s2"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "a1"
    page.keyboard.press("o")
    assert page.locator("#s0").is_visible()


def test_a_verdict_is_told_by_shape_and_word_too(visit, dossier):
    page = visit(dossier)
    for mark in page.locator("#article .mark").all():
        assert mark.locator(".sign").inner_text().strip()
        assert re.fullmatch(r"Statement \d+, [\w ]+", mark.get_attribute("aria-label"))


def test_a_passage_opens_at_its_place_in_our_copy(visit, dossier):
    page = visit(dossier, java_script_enabled=False)
    passage = page.locator(".passage").first
    quoted = passage.locator("blockquote").inner_text()
    passage.get_by_role("link", name="in our copy").click()
    assert page.locator("#passage").is_visible()
    marked = " ".join(page.locator("mark").all_inner_texts())
    assert quoted.split() == marked.split()


def test_search_finds_what_is_held(visit):
    page = visit("/articles")
    page.get_by_label("Words").fill("aircraft")
    page.get_by_role("button", name="Search").click()
    assert page.locator("main ol li").count() > 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_statement_is_printed(visit, dossier, scheme):
    page = visit(dossier, color_scheme=scheme)
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    panels = page.locator(".panel")
    assert panels.count() > 5
    assert all(panel.is_visible() for panel in panels.all())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


# --- keys, finding, keeping --------------------------------------------------------------------------------------


@pytest.fixture
def kept(visit, dossier, tmp_path):
    """The dossier, saved from the workbench as one file; where it lies."""
    page = visit(dossier)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as one file").click()
    assert re.fullmatch(r"dossier-[a-z0-9-]+\.html", download.value.suggested_filename)
    download.value.save_as(tmp_path / "kept.html")
    return tmp_path / "kept.html"


@pytest.fixture
def offline(chromium, kept, complaints):
    """A page that opens the saved file; whatever it asks of anyone is a complaint."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.on("request", lambda asked: complaints.extend([] if asked.url.startswith("file:") else [asked.url]))
    page.on("console", lambda said: complaints.extend([said.text] if said.type in ("error", "warning") else []))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(kept.as_uri())
    yield page
    context.close()


def test_the_saved_file_opens_by_itself_and_is_whole(offline, kept, axe):
    assert "/submissions/" not in kept.read_text(encoding="utf-8")
    assert "in our copy" not in kept.read_text(encoding="utf-8")
    offline.keyboard.press("n")
    assert offline.locator("#s1").is_visible()
    offline.keyboard.press("/")
    assert offline.evaluate("document.activeElement.id") == "find"
    offline.keyboard.type("nowhere-to-be-found")
    assert offline.locator(".statements tbody tr:visible").count() == 0
    offline.locator("#find").fill("mayorca")
    rows = offline.locator(".statements tbody tr:visible").count()
    assert 0 < rows < offline.locator(".statements tbody tr").count()
    assert offline.locator("#found").inner_text().startswith(f"{rows} of ")
    assert axe(offline) == []
    offline.emulate_media(media="print")
    assert offline.locator(".statements tbody tr:visible").count() == offline.locator(".statements tbody tr").count()
    assert all(panel.is_visible() for panel in offline.locator(".panel").all())
    assert all(drawn.is_visible() for drawn in offline.locator("svg.map").all())
    assert not offline.locator(".find").is_visible()


def test_keys_are_shown_and_go_away(visit, dossier, axe):
    page = visit(f"{dossier}#s7")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    assert axe(page) == []
    page.keyboard.press("n")
    assert page.locator("#s7").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("o")
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Close").click()
    assert not page.get_by_role("dialog").is_visible()


def test_letters_typed_into_a_field_are_no_keys(visit, dossier):
    page = visit(dossier)
    page.locator("#find").focus()
    page.keyboard.type("nop?/")
    assert page.locator("#find").input_value() == "nop?/"
    assert page.locator("#s0").is_visible()
    assert not page.get_by_role("dialog").is_visible()


def test_a_slash_leads_to_the_search_of_all_articles(visit, dossier):
    page = visit(dossier)
    page.keyboard.press("/")
    page.wait_for_url("**/articles#q")
    page.wait_for_selector("#q:focus")  # the policy of the page lets no string run as a script
    page.get_by_role("link", name="Most recent").click()
    page.wait_for_url("**/recent")  # which waits for its scripts, too: a key pressed before is nobody's
    page.keyboard.press("/")
    page.wait_for_url("**/articles#q")
    page.wait_for_selector("#q:focus")


def test_the_map_and_the_marks_say_in_words_what_they_show(visit, dossier, axe):
    page = visit(f"{dossier}#s7", width=1024)
    places = page.locator("#s7 .places")
    assert places.locator("svg").get_attribute("aria-hidden") == "true"
    assert places.locator("li").count() >= 2
    assert all(item.locator(".stance").inner_text().strip() for item in places.locator("li").all())
    assert page.locator("#s7 .passage mark").count() > 3
    rows = page.locator("#s7 .descents td")
    assert rows.count() >= 3
    assert rows.locator(".stance").count() == rows.count()
    assert axe(page) == []


@pytest.mark.parametrize("width", [1440, 1020, 1000, 561, 390])
def test_the_graph_says_each_reason_in_full_beside_its_drawing(visit, dossier, width):
    page = visit(dossier, width=width)
    page.evaluate("for (const each of document.querySelectorAll('.panel')) each.hidden = false")
    cut, apart, drawn = page.evaluate(
        """() => {
            const rows = [...document.querySelectorAll('.descents tbody tr:not(.day)')];
            const cut = rows.map((row) => row.querySelector('div'));
            const apart = [];
            const drawings = [...document.querySelectorAll('.graph svg')].filter((each) => each.clientHeight);
            for (const drawing of drawings) {
                const top = drawing.getBoundingClientRect().top;
                const marks = [...drawing.querySelectorAll('circle[r="4"]')].map((each) => top + each.cy.baseVal.value);
                const links = [...drawing.nextElementSibling.querySelectorAll('tr:not(.day) a')];
                const at = links.map((each) => each.getBoundingClientRect().bottom);
                apart.push(...marks.map((mark) => Math.min(...at.map((each) => Math.abs(each - mark)))));
            }
            return [cut.filter((each) => each.scrollHeight > each.clientHeight).map((each) => each.innerText), apart,
                drawings.length];
        }"""
    )
    assert cut == []
    assert bool(drawn) == (width in (1440, 1020, 561))
    assert all(each < 4 for each in apart)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
