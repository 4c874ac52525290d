"""Where there are accounts: who is refused, who is let in, and who may do what."""

import subprocess
import sys

import pytest
import served

EDITOR, READER = ("ada", "a long enough secret"), ("ben", "another long secret")


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """A workbench with an editor and a reader."""
    library = tmp_path_factory.mktemp("closed") / "library"
    served.fill_library(library)
    for (name, password), role in ((EDITOR, "editor"), (READER, "reader")):
        command = [sys.executable, "-m", "secondsource", "accounts", "add", name, "--role", role]
        subprocess.run([*command, "--library", str(library)], input=f"{password}\n", text=True, check=True)
    with served.serving(library) as address:
        yield address


def sign_in(page, name, password):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_wrong_password_is_refused_and_the_right_one_leads_on(visit, refused, closed):
    page = visit("/articles", at=closed)
    page.wait_for_url("**/sign-in?**")
    sign_in(page, EDITOR[0], "not the password")
    assert page.get_by_role("alert").inner_text() == "Name and password do not belong together."
    assert refused(page, 401)
    sign_in(page, *EDITOR)
    page.wait_for_url("**/articles")
    page.get_by_role("link", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.goto("/articles")
    page.wait_for_url("**/sign-in?**")


def test_a_reader_looks_and_does_not_submit(visit, refused, closed):
    page = visit("/", at=closed)
    sign_in(page, *READER)
    page.get_by_label("The report, copied from its page").fill(served.REPORT)
    with page.expect_response("**/submissions") as answer:
        page.get_by_role("button", name="Verify").click()
    assert answer.value.status == 403
    assert refused(page, 403)


def test_axe_finds_nothing_serious_where_one_signs_in(visit, axe, closed):
    page = visit("/", at=closed)
    assert axe(page) == []
    sign_in(page, *EDITOR)
    page.get_by_role("heading", name="Please verify").wait_for()
    page.goto("/account")
    page.get_by_label("for what").fill("a script")
    page.get_by_role("button", name="Make a token").click()
    page.get_by_role("status").wait_for()
    assert axe(page) == []
    page.goto("/accounts")
    assert axe(page) == []
