"""A person decides in a browser: by keyboard alone, with the forms open, and without scripts."""

import time

import httpx
import pytest
import served

# A report of its own, since decisions are by the words of a report and other tests share the demonstration's.
TEXT = """Soldiers land near Caracas

Two Russian air force planes landed near Caracas on Saturday. They carried 99 soldiers, Javier Mayorca wrote.
"""


@pytest.fixture(scope="module")
def decided(address):
    """The path of the dossier of that report."""
    sent = {"text": TEXT, "published": served.PUBLISHED}
    submission = httpx.post(f"{address}/api/submissions", json=sent, timeout=served.PATIENCE).json()["id"]
    end = time.monotonic() + served.PATIENCE
    while httpx.get(f"{address}/api/submissions/{submission}", timeout=served.PATIENCE).json()["state"] != "done":
        assert time.monotonic() < end
        time.sleep(0.2)
    return f"/submissions/{submission}"


def tab_to(page, wanted):
    """Presses Tab until what has the focus fits."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"{wanted} cannot be reached by Tab")


def test_a_verdict_is_overruled_by_keyboard_alone_and_both_are_seen(visit, decided):
    page = visit(decided)
    page.keyboard.press("n")
    page.keyboard.press("n")
    panel = page.locator("#s2")
    machine = panel.locator(".judgement .verdict").inner_text()
    tab_to(page, "#s2 .deciding summary")
    page.keyboard.press("Enter")
    tab_to(page, "#s2 select[name=what]")
    page.keyboard.type("overrule: it is refuted")
    tab_to(page, "#s2 textarea")
    page.keyboard.type("no plane on prints of that noon; open to other opinions")  # n, p, o and j are keys elsewhere
    assert page.evaluate("document.activeElement.value").endswith("other opinions")
    tab_to(page, "#s2 input[name=by]")
    page.keyboard.type("Eva Doe")
    page.keyboard.press("Enter")
    ruling = panel.locator(".ruling")
    ruling.wait_for()
    assert page.url.endswith(f"{decided}#s2")
    assert panel.is_visible()
    assert panel.locator(".judgement .verdict").inner_text() == machine
    assert "Eva Doe overrules it: ✕ refuted" in " ".join(ruling.inner_text().split()).replace("✕refuted", "✕ refuted")
    assert "open to other opinions" in ruling.inner_text()


def test_axe_finds_nothing_serious_with_the_forms_open(visit, decided, axe):
    page = visit(f"{decided}#s2")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert page.locator("#s2 form").count() >= 3
    assert axe(page) == []
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_forms_stay_shut_by_enter_and_off_paper(visit, decided):
    page = visit(decided)
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert page.locator("#s2 .deciding[open]").count() == 0
    page.emulate_media(media="print")
    assert not any(form.is_visible() for form in page.locator(".deciding").all())


def test_without_scripts_it_is_decided_and_taken_back(visit, decided):
    page = visit(decided, java_script_enabled=False)
    form = page.locator("#s1 .deciding").first
    form.locator("summary").click()
    form.locator("select").select_option("dispute")
    form.locator("textarea").fill("the field was closed")
    form.locator("input[name=by]").fill("Max Roe")
    form.locator("button").click()
    page.locator("#s1 .ruling").get_by_text("disputes it").wait_for()
    entry = page.locator("#decisions li").first
    entry.locator("summary").click()
    entry.locator("textarea").fill("it was open")
    entry.locator("button").click()
    page.locator("#decisions li").nth(1).get_by_text("taken back").wait_for()
    assert page.locator("#s1 .ruling").count() == 0


def assessed_anew(address, decided):
    """Puts it in line behind longer reports, so that there is time to look on."""
    for number in range(3):
        longer = "\n\n".join(f"{served.REPORT}\n\nThis was report {number}.{part} of that day." for part in range(6))
        sent = {"text": longer, "published": served.PUBLISHED}
        httpx.post(f"{address}/api/submissions", json=sent, timeout=served.PATIENCE).raise_for_status()
    httpx.post(f"{address}/api{decided}/again", timeout=served.PATIENCE).raise_for_status()


def test_what_is_assessed_anew_opens_by_itself_at_the_same_place(visit, address, decided):
    assessed_anew(address, decided)
    page = visit(f"{decided}#s2")
    assert "being assessed anew" in page.locator("#anew").inner_text()
    page.locator("#anew").wait_for(state="detached")
    assert page.url.endswith(f"{decided}#s2")
    assert page.locator("#s2").is_visible()


def test_what_somebody_types_outlasts_an_assessment(visit, address, decided):
    page = visit(decided)
    held = []
    page.route(
        "**/events*", lambda route: held.append(route)
    )  # what the server tells meanwhile waits until something has been typed
    assessed_anew(address, decided)
    page.goto(f"{decided}?#s2")
    form = page.locator("#s2 .deciding").first
    form.locator("summary").click()
    form.locator("textarea").fill("no plane that noon")
    page.unroute("**/events*")
    for route in held:
        route.continue_()
    page.get_by_text("It has been assessed anew.").wait_for()
    assert form.locator("textarea").input_value() == "no plane that noon"
    page.get_by_role("link", name="Show the new dossier").click()
    page.locator("#anew").wait_for(state="detached")
    assert page.locator("#s2").is_visible()


def test_without_scripts_a_link_shows_what_was_assessed_anew(visit, address, decided):
    assessed_anew(address, decided)
    page = visit(decided, java_script_enabled=False)
    link = page.get_by_role("link", name="Look again")
    end = time.monotonic() + served.PATIENCE
    while link.count() and time.monotonic() < end:
        link.click()
    assert page.locator("#anew").count() == 0
    assert page.locator("#s2").is_visible()
