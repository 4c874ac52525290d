"""A server and a browser; what a page asks of anyone but the server, and what it complains of, fails the test."""

import time
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


@pytest.fixture
def refused(complaints: list[str]) -> Callable[[Any, int], bool]:
    """Whether the browser complained of this status and of nothing else. It may say so after the answer is there."""

    def was_refused(page: Any, status: int) -> bool:
        end = time.monotonic() + served.PATIENCE
        while not complaints and time.monotonic() < end:
            page.wait_for_timeout(50)
        assert len(complaints) == 1
        return str(status) in complaints.pop()

    return was_refused


@pytest.fixture
def axe() -> Callable[[Any], list[tuple[str, str, list[str]]]]:
    """What axe-core finds on a page that is serious or critical, light and dark: scheme, rule, places."""
    from axe_playwright_python.sync_playwright import Axe

    def examine(page: Any) -> list[tuple[str, str, list[str]]]:
        grave = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for one in Axe().run(page).response["violations"]:
                if one["impact"] in ("serious", "critical"):
                    grave.append((scheme, one["id"], [node["html"] for node in one["nodes"]][:3]))
        return grave

    return examine


def ours(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", "about:"))
