"""The page in a real browser: its script runs under its own policy, and nothing of an article's does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from secondsource.dossier.page import render_page
from secondsource.model import Dossier

from . import enemies, samples

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")


def opened(dossier: Dossier, folder: Path, fragment: str = "") -> html.HtmlElement:
    """The page as it stands after its script has run."""
    page = folder / "dossier.html"
    page.write_text(render_page(dossier), encoding="utf-8")
    run = subprocess.run(
        [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", f"{page.as_uri()}{fragment}"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    return html.document_fromstring(run.stdout.decode())


def shown(page: html.HtmlElement) -> list[str]:
    return [panel.get("id") for panel in page.xpath("//article[contains(@class, 'panel')][not(@hidden)]")]


@pytest.mark.parametrize(("fragment", "panel"), [("", "s0"), ("#s7", "s7")])
def test_one_panel_is_shown_and_an_address_opens_its_own(tmp_path: Path, fragment: str, panel: str) -> None:
    page = opened(samples.dossier(), tmp_path, fragment)
    assert page.get("class") == "js"
    assert shown(page) == [panel]
    assert [sign.get("id") for sign in page.xpath("//a[@aria-current]")] == ([f"a{panel[1:]}"] if panel != "s0" else [])


def test_an_address_inside_a_panel_opens_the_fold_it_is_in(tmp_path: Path) -> None:
    page = opened(samples.dossier(), tmp_path, "#e9")
    assert shown(page) == ["s3"]
    fold = next(page.get_element_by_id("e9").iterancestors("details"))
    assert fold.get("open") is not None


def test_nothing_hostile_runs(tmp_path: Path) -> None:
    page = opened(enemies.hostile(), tmp_path, "#s1")
    assert shown(page) == ["s1"]
    assert len(page.findall(".//script")) == 1
    assert not page.findall(".//img") + page.findall(".//iframe")
