"""A web, an outlet with a feed on it, a clock, and a library that watches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from gather.local_web import LocalWeb, served

from secondsource.gather.web import Outside
from secondsource.library import Library
from secondsource.settings import Limits
from secondsource.watch.rounds import Means
from secondsource.watch.store import Watched, open_watched

from .news import Clock, Outlet

LIMITS = Limits(delay=0.1, seconds=10.0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with served() as running:
        yield running


@pytest.fixture
def outlet(web: LocalWeb) -> Outlet:
    return Outlet(web)


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    Library.open(tmp_path / "library", create=True, now=clock).close()
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, clock: Clock) -> Iterator[Library]:
    with Library.open(folder, now=clock) as opened:
        yield opened


@pytest.fixture
def watched(folder: Path) -> Iterator[Watched]:
    with open_watched(folder) as opened:
        yield opened


@pytest.fixture
def outside(web: LocalWeb, clock: Clock) -> Outside:
    return replace(web.outside, now=clock)


@pytest.fixture
def means(outside: Outside, clock: Clock) -> Means:
    return Means(clock, outside, LIMITS)
