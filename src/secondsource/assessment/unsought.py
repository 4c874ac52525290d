"""Statements on which we could not look, which is another thing than "nothing found"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secondsource.model import Assessment, Failure, Gathering, Statement


def unsought(statements: Iterable[Statement], gatherings: Iterable[Gathering]) -> frozenset[str]:
    """The statements that were to be looked up on the web, and on which no connector ever gave an answer."""
    searches = [search for gathering in gatherings for search in gathering.searches]
    sought, answered = (
        {statement for search in asked for statement in search.statements}
        for asked in (searches, [search for search in searches if search.answered])
    )
    return frozenset(statement.id for statement in statements if statement.id in sought - answered)


def ungathered(
    gatherings: Sequence[Gathering], assessments: Iterable[Assessment], unanswered: frozenset[str]
) -> Iterable[Failure]:
    """What the latest gathering could not do, and the statements that are not judged for want of an answer."""
    yield from gatherings[-1].failures if gatherings else ()
    judged = {assessment.statement for assessment in assessments}
    for statement in sorted(unanswered - judged):
        message = "no service gave an answer, so that nothing was found says nothing; gather again when they do"
        yield Failure("gather", statement, message)
