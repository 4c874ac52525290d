"""Takes the pictures of README anew, from the demonstration: ``make pictures``. Needs chromium."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import served
from playwright.sync_api import sync_playwright

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


def take(page: Any, path: str, name: str) -> None:
    page.goto("about:blank")  # a change of fragment alone would not load the page anew
    page.goto(path)
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
