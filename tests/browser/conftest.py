"""A server and a browser; what a page asks of anyone but the server, and what it complains of, fails the test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import served

needed = pytest.mark.skipif(not served.CHROMIUM.exists(), reason=f"needs {served.CHROMIUM}: apt-get install chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(needed)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench over the demonstration's library."""
    library = tmp_path_factory.mktemp("newsroom") / "library"
    served.fill_library(library)
    with served.serving(library) as address:
        yield address


@pytest.fixture(scope="session")
def dossier(address: str) -> str:
    """The path of the demonstration's dossier."""
    return f"/submissions/{served.submit(address)}"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser. It ends with the file: its event loop must not be there when tests of other files start theirs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(served.CHROMIUM), args=served.flags())
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained of, and what it asked of anyone but the workbench."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def visit(chromium: Any, address: str, complaints: list[str]) -> Iterator[Callable[..., Any]]:
    """Opens a path of the workbench, in a window and with the preferences given, and gives the page."""
    contexts = []

    def open_path(path: str, *, at: str = address, width: int = 1440, height: int = 900, **preferences: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=at, **preferences)
        contexts.append(context)
        context.route(lambda url: not url.startswith((at, "data:", "about:")), lambda route: route.abort())
        page = context.new_page()
        page.set_default_timeout(served.PATIENCE * 1000)
        page.on("request", lambda asked: complaints.extend([] if ours(asked.url, at) else [f"asked {asked.url}"]))
        page.on("console", lambda said: complaints.extend([said.text] if said.type in ("error", "warning") else []))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_path
    for context in contexts:
        context.close()


def ours(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", "about:"))
