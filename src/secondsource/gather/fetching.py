"""The chosen addresses are fetched: hosts beside one another, the pages of one host after one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from secondsource.errors import FetchError
from secondsource.gather.budget import Budget, SpentError
from secondsource.gather.choosing import Choice
from secondsource.gather.crew import run_all
from secondsource.gather.web import Web
from secondsource.intake.fetch import Answer


@dataclass(frozen=True, slots=True)
class Landed:
    """What came of one choice: an answer, or why there is none. ``asked`` is false where the budget was at its end."""

    choice: Choice
    answer: Answer | None
    reason: str | None = None
    asked: bool = True


def fetch_all(choices: Sequence[Choice], web: Web, budget: Budget, at_once: int) -> Iterator[Landed]:
    """What all of them hold, as it comes."""
    hosts: dict[str, list[Choice]] = {}
    for choice in choices:
        hosts.setdefault(urlsplit(choice.candidate.url).hostname or "", []).append(choice)
    jobs = [partial(_fetch_host, each, web) for each in hosts.values()]
    return run_all(jobs, min(at_once, len(jobs)), budget)


def _fetch_host(choices: Sequence[Choice], web: Web) -> Iterator[Landed]:
    for choice in choices:
        yield _fetch(choice, web)


def _fetch(choice: Choice, web: Web) -> Landed:
    try:
        return Landed(choice, web.get(choice.candidate.url))
    except FetchError as error:
        return Landed(choice, None, str(error))
    except SpentError as error:
        return Landed(choice, None, str(error), asked=False)
    except Exception as error:  # a mistake of ours at one address must not cost the host's others
        return Landed(choice, None, f"it could not be fetched ({type(error).__name__}); please tell the maintainers")
