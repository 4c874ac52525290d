"""Watch LIVE: a report arrives on a feed, and the open pages say what changed; nobody reloads them."""

import re

import httpx
import pytest
import served
import watching
from gather.local_web import served as a_web
from watch.news import DENIAL, FEED, Outlet


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    """The address of a workbench that watches, and an outlet with a feed that denies the story."""
    folder = tmp_path_factory.mktemp("watching") / "library"
    port = served.free_port()
    with a_web() as web, watching.watching(folder, web, port) as process:
        address = f"http://127.0.0.1:{port}"
        served.await_answer(address, process, folder.parent / "watching.log")
        outlet = Outlet(web)
        outlet.publish("/ferry", "Coast guard denies that a ferry ran aground", DENIAL)
        yield address


def test_a_verdict_changes_on_the_open_dossier_and_on_watch_live(visit, newsroom, axe):
    submission = served.submit(newsroom, watching.REPORT, "2026-03-01")
    page = visit(f"/submissions/{submission}", at=newsroom)
    page.get_by_role("button", name="Follow", exact=True).click()
    page.wait_for_url("**/follows/1")
    live = visit("/watch", at=newsroom)
    assert live.get_by_text("Nothing yet.").is_visible()
    number = page.evaluate(
        "[...document.querySelectorAll('.panel:not(.overview)')].find((p) => p.innerText.includes('84')).id.slice(1)"
    )
    page.evaluate(f"location.hash = '#s{number}'")
    before = page.locator(f"#a{number}").get_attribute("aria-label")
    page.evaluate("window.opened = true")  # which a page that is loaded anew does not have

    # A reader elsewhere has the feed watched; its article denies the story.
    httpx.post(f"{newsroom}/api/feeds", json={"address": FEED}, timeout=served.PATIENCE).raise_for_status()
    notice = page.locator(f"#s{number} .changed-here")
    notice.wait_for()
    said = notice.inner_text()
    assert "The verdict has changed" in said
    assert "Fjord Post" in said
    assert "denial" in said
    assert page.evaluate("window.opened")
    assert page.locator(f"#a{number}").get_attribute("aria-label") != before
    assert re.match(r"(One change|\d changes) since this page was opened", page.locator("#live-notice").inner_text())
    assert axe(page) == []

    live.locator(".change").first.wait_for()
    assert "Coast guard denies that a ferry ran aground" in live.locator("#changes").inner_text()
    assert live.get_by_text("Nothing yet.").is_hidden()
    live.get_by_text("● polled").wait_for()
    assert axe(live) == []
    for width in (1440, 1024, 390):
        live.set_viewport_size({"width": width, "height": 900})
        page.set_viewport_size({"width": width, "height": 900})
        assert live.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    # The new dossier opens at the same place.
    page.set_viewport_size({"width": 1024, "height": 420})
    page.evaluate(f"document.querySelectorAll('#s{number} details').forEach((each) => {{ each.open = true; }})")
    page.evaluate("document.getElementById('evidence').scrollTop = 120")
    scrolled = page.evaluate("document.getElementById('evidence').scrollTop")
    with page.expect_navigation():
        notice.get_by_role("link", name="Show the new dossier").click()
    assert page.url.endswith(f"/follows/1#s{number}")
    assert page.locator(f"#s{number}").is_visible()
    assert page.evaluate("document.getElementById('evidence').scrollTop") == scrolled > 0
    assert page.locator(f"#a{number}").get_attribute("aria-label") != before
    assert page.locator(f"#s{number} .changed-here").count() == 0
    assert "Fjord Post" in page.locator(f"#s{number}").inner_text()

    # The dossier of the submission stays what it was, and leads to the present one.
    page.goto(f"/submissions/{submission}")
    page.get_by_role("link", name="the present one").click()
    page.wait_for_url("**/follows/1")
    page.get_by_role("button", name="Unfollow").click()
    page.wait_for_url("**/watch")
    assert page.get_by_text("Nothing is followed yet").is_visible()


def test_watch_live_without_script(visit, newsroom):
    page = visit("/watch", at=newsroom, java_script_enabled=False)
    page.get_by_label("Follow what comes in and has these words").fill("coast guard")
    page.get_by_role("button", name="Follow", exact=True).click()
    page.get_by_role("heading", name="Query: coast guard").wait_for()
    page.get_by_role("button", name="Unfollow").click()
    page.get_by_role("heading", name="Watch LIVE").wait_for()
