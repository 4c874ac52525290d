"""A web of its own and a library for each test that asks for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.library import Library

from .local_web import NOW, LocalWeb, served


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with served() as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as opened:
        yield opened
