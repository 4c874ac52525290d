"""Takes the pictures of README anew, from the demonstration: ``make pictures``. Needs chromium."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import served
import watching
from gather.local_web import served as a_web
from playwright.sync_api import sync_playwright
from watch.news import DENIAL, FEED, Outlet

IMAGES = served.ROOT / "docs" / "images"
WINDOW = {"width": 1080, "height": 600}


def main() -> None:
    with TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        served.fill_library(library)
        with served.serving(library) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(served.CHROMIUM), args=served.flags())
            page = browser.new_context(viewport=WINDOW, base_url=address, color_scheme="light").new_page()
            dossier = f"/submissions/{served.submit(address)}"
            take(page, "/", "verify")
            take(page, f"{dossier}#s7", "workbench")
            take(page, "/articles?q=aircraft+landed", "articles")
            browser.close()
    watch_live()


def watch_live() -> None:
    """An invented story, a feed that denies it, and what becomes of the verdict."""
    with TemporaryDirectory() as folder, a_web() as web, sync_playwright() as playwright:
        library, port = Path(folder) / "library", served.free_port()
        with watching.watching(library, web, port) as process:
            address = f"http://127.0.0.1:{port}"
            served.await_answer(address, process, library.parent / "watching.log")
            Outlet(web).publish("/ferry", "Coast guard denies that a ferry ran aground", DENIAL)
            browser = playwright.chromium.launch(executable_path=str(served.CHROMIUM), args=served.flags())
            page = browser.new_context(viewport=WINDOW, base_url=address, color_scheme="light").new_page()
            page.set_default_timeout(served.PATIENCE * 1000)
            given = {"submission": served.submit(address, watching.REPORT, "2026-03-01")}
            httpx.post(f"{address}/api/follows", json=given, timeout=served.PATIENCE).raise_for_status()
            page.goto("/watch")
            httpx.post(f"{address}/api/feeds", json={"address": FEED}, timeout=served.PATIENCE).raise_for_status()
            page.locator(".change").first.wait_for()
            page.get_by_text("● polled").wait_for()
            page.screenshot(path=IMAGES / "watch.png")
            browser.close()


def take(page: Any, path: str, name: str) -> None:
    page.goto("about:blank")  # a change of fragment alone would not load the page anew
    page.goto(path)
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
