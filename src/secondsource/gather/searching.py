"""Every connector is asked, each in a thread of its own, so that one that hangs or dies costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from secondsource.errors import SecondsourceError
from secondsource.gather.budget import Budget, SpentError
from secondsource.gather.connector import Ask, Connector, Found, Query
from secondsource.gather.crew import run_all
from secondsource.model import Search


@dataclass(frozen=True, slots=True)
class Listed:
    """Something that a connector gave, at which place among the answers to which query."""

    connector: str
    query: int
    rank: int
    found: Found


@dataclass(frozen=True, slots=True)
class Answers:
    """What all connectors said, in the order of their names and the queries, whichever came first."""

    searches: tuple[Search, ...]
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class _Reply:
    connector: str
    number: int
    found: tuple[Found, ...]
    answered: bool
    reason: str | None


def search_all(
    queries: Sequence[Query],
    connectors: Sequence[Connector],
    ask: Ask,
    budget: Budget,
    most: int,
    progress: Callable[[str], None] = lambda line: None,
) -> Answers:
    """The answers to all queries, of each connector at most ``most`` things for each."""
    wanted = {(c.name, n): q for c in connectors for n, q in enumerate(queries) if q.aim in c.aims}
    asked = [connector for connector in connectors if any(name == connector.name for name, _ in wanted)]
    jobs = [partial(_ask_one, connector, queries, ask, most) for connector in asked]
    replies: dict[tuple[str, int], _Reply] = {}
    for reply in run_all(jobs, len(jobs), budget):
        replies[reply.connector, reply.number] = reply
        progress(f"searching: {len(replies)} of {len(wanted)} answers, the latest from {reply.connector}")
    late = budget.spent or "it did not end"
    searches, listed = [], []
    for (name, number), query in wanted.items():
        reply = replies.get((name, number)) or _Reply(name, number, (), False, late)
        searches.append(_search(reply, query))
        listed += [Listed(name, number, rank, found) for rank, found in enumerate(reply.found)]
    return Answers(tuple(searches), tuple(listed))


def _ask_one(connector: Connector, queries: Sequence[Query], ask: Ask, most: int) -> Iterator[_Reply]:
    for number, query in enumerate(queries):
        if query.aim in connector.aims:
            yield _reply(connector, number, query, ask, most)


def _reply(connector: Connector, number: int, query: Query, ask: Ask, most: int) -> _Reply:
    """What a connector says to one query; where it fails in the middle, what came before and why it failed."""
    found: list[Found] = []
    try:
        found.extend(islice(answers := iter(connector.search(query, ask)), most))
        cut = next(answers, None) is not None
        return _Reply(connector.name, number, tuple(found), True, f"only the first {most} were taken" if cut else None)
    except (SecondsourceError, SpentError) as error:
        reason = str(error)
    except Exception as error:  # somebody else's code, or a format we did not foresee, costs one answer
        reason = f"it broke down ({type(error).__name__}: {str(error)[:100]}); tell its maintainers"
    return _Reply(connector.name, number, tuple(found), False, reason)


def _search(reply: _Reply, query: Query) -> Search:
    return Search(
        connector=reply.connector,
        words=query.words,
        aim=query.aim,
        statements=query.statements,
        answered=reply.answered,
        found=len(reply.found),
        since=query.since,
        until=query.until,
        reason=reply.reason,
    )
