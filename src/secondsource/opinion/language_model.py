"""A language model that gives second opinions, behind a server of the user's choice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from secondsource.errors import InputError
from secondsource.model import Evidence, Failure, Opinion, Statement
from secondsource.opinion.asking import Discarded
from secondsource.opinion.server import Server, Unanswered
from secondsource.opinion.splitting import may_be_split, parts_in, split_request
from secondsource.opinion.stance import opinion_in, stance_request
from secondsource.settings import Llm, server_address

T = TypeVar("T")
Tell = Callable[[str], None]

STAGE = "second opinion"
# A server that failed so often in a row is not asked again for this report.
GIVE_UP = 3


@dataclass(frozen=True, slots=True)
class _Task(Generic[T]):
    """One question: the statement it is about, the request, and what is made of the answer."""

    subject: str
    request: Callable[[], bytes]
    taken: Callable[[bytes], T]


class LanguageModel:
    """A model behind an OpenAI-compatible server, for ``verify(..., model=...)``.

    ``address`` is the server's, such as http://127.0.0.1:11434; ``name`` is the model that it is asked for. ``timeout``
    and ``budget`` are the seconds that one answer may take, and all answers of one kind on a report. ``key`` goes to
    the server and nowhere else. Nothing is sent before it is asked. Raises ``InputError`` where the address cannot be
    one.
    """

    def __init__(
        self,
        address: str,
        name: str,
        *,
        key: str | None = None,
        timeout: float = Llm().timeout,
        budget: float = Llm().budget,
    ) -> None:
        try:
            usable = server_address(address)
        except ValueError as error:
            raise InputError(f"the address of a language model {error}") from None
        if usable is None:
            raise InputError("a language model that is off has no address; pass no model at all")
        self.name = name
        self._server = Server(usable, key)
        self._timeout, self._budget = timeout, budget

    def __repr__(self) -> str:
        return f"LanguageModel({self.name!r})"

    def parts(
        self, statements: Sequence[Statement], tell: Tell
    ) -> tuple[dict[str, tuple[Statement, ...]], tuple[Failure, ...]]:
        """The parts into which the model would split statements, by the statement's id."""
        tasks = [
            _Task(s.id, partial(split_request, self.name, s), partial(parts_in, statement=s, model=self.name))
            for s in statements
            if may_be_split(s)
        ]
        found, failures = self._asked(tasks, "statement", tell)
        return {subject: parts for subject, parts in found if parts}, failures

    def opinions(
        self, pairs: Sequence[tuple[Statement, Evidence]], tell: Tell
    ) -> tuple[tuple[Opinion, ...], tuple[Failure, ...]]:
        """The model's opinions on passages, each given with its statement."""
        tasks = [
            _Task(s.id, partial(stance_request, self.name, s, passage), partial(opinion_in, passage=passage))
            for s, passage in pairs
        ]
        found, failures = self._asked(tasks, "passage", tell)
        return tuple(opinion for _, opinion in found), failures

    def _asked(
        self, tasks: Sequence[_Task[T]], about: str, tell: Tell
    ) -> tuple[list[tuple[str, T]], tuple[Failure, ...]]:
        """What was made of the answers, each with its subject; and what could not be had."""
        found: list[tuple[str, T]] = []
        lost: Counter[tuple[str, str]] = Counter()
        until, in_a_row = time.monotonic() + self._budget, 0
        for number, task in enumerate(tasks):
            left = min(self._timeout, until - time.monotonic())
            if in_a_row == GIVE_UP or left <= 0:
                why = "the server failed too often" if in_a_row == GIVE_UP else f"{self._budget:.0f} s were over"
                lost[self.name, f"no more was asked, because {why}"] += len(tasks) - number
                break
            tell(f"asking {self.name} about {about} {number + 1} of {len(tasks)}")
            try:
                answer = self._server.answer(task.request(), left)
                in_a_row = 0
                found.append((task.subject, task.taken(answer)))
            except Unanswered as why_not:
                in_a_row += 1
                lost[self.name, str(why_not)] += 1
            except Discarded as why_not:
                lost[task.subject, f"an answer of {self.name} was discarded: {why_not}"] += 1
        return found, tuple(_failure(*what, times, about) for what, times in lost.items())


def _failure(subject: str, why: str, times: int, about: str) -> Failure:
    return Failure(STAGE, subject, f"{why} ({times} {about}{'' if times == 1 else 's'})")
