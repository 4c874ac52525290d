"""Which connectors there are: ours and other people's, through one door."""

import re
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from secondsource.gather.connector import NotSetUpError
from secondsource.gather.registry import GROUP, Registered, registered
from secondsource.settings import Gather

DOCUMENT = Path(__file__).parents[2] / "docs" / "gather.md"
OURS = {
    "fact-check",
    "feeds",
    "folders",
    "gdelt",
    "google-news",
    "internet-archive",
    "mediawiki",
    "searxng",
}


class Theirs:
    """A third party's connector."""

    name = "theirs"


def make(settings: Gather) -> Theirs:
    return Theirs()


def make_lacking(settings: Gather) -> Theirs:
    raise NotSetUpError("no key: set THEIR_KEY")


def make_broken(settings: Gather) -> Theirs:
    raise ZeroDivisionError


def point(name: str, function: str) -> EntryPoint:
    return EntryPoint(name, f"{__name__}:{function}", GROUP)


def test_ours_come_through_the_same_door() -> None:
    assert {each.name for each in registered(Gather())} >= OURS


def test_every_one_of_ours_is_called_as_it_is_registered_and_documented() -> None:
    everything = Gather(feeds=("x",), folders=(Path("x"),), searxng="http://search.example", fact_check_key="k")
    made = {each.name: each.connector for each in registered(everything) if each.name in OURS}
    assert {name for name, connector in made.items() if connector and connector.name == name} == OURS
    told = set(re.findall(r"^\| `([a-z-]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    assert told == OURS


def test_a_third_partys() -> None:
    (each,) = registered(Gather(), [point("theirs", "make")])
    assert isinstance(each.connector, Theirs)


@pytest.mark.parametrize(
    ("name", "function", "expected"),
    [
        ("lacking", "make_lacking", Registered("lacking", None, "no key: set THEIR_KEY")),
        ("off", "make", Registered("off", None, "turned off in the settings")),
    ],
)
def test_one_that_is_not_to_be_asked_is_no_fault(name: str, function: str, expected: Registered) -> None:
    assert registered(Gather(off=("off",)), [point(name, function)]) == (expected,)


@pytest.mark.parametrize("function", ["make_broken", "no_such_function"])
def test_one_that_cannot_be_loaded_costs_no_other(function: str) -> None:
    first, second = registered(Gather(), [point("theirs", "make"), point("broken", function)])
    assert (first.name, first.broken, second.name) == ("broken", True, "theirs")
    assert (first.lacking or "").startswith("it cannot be loaded (")
    assert second.connector is not None
