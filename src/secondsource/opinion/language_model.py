"""A language model that gives second opinions, behind a server of the user's choice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from secondsource.errors import InputError
from secondsource.model import Evidence, Failure, Opinion, Statement
from secondsource.opinion.asking import Discarded
from secondsource.opinion.server import Server, Unanswered
from secondsource.opinion.stance import opinion_in, stance_request
from secondsource.settings import Llm, server_address

T = TypeVar("T")

STAGE = "second opinion"
# A server that failed so often in a row is not asked again for this report.
GIVE_UP = 3


class LanguageModel:
    """A model behind an OpenAI-compatible server, for ``verify(..., model=...)``.

    ``address`` is the server's, such as http://127.0.0.1:11434; ``name`` is the model that it is asked for. ``timeout``
    and ``budget`` are the seconds that one answer and all answers on one report may take. ``key`` goes to the server
    and nowhere else. Nothing is sent before it is asked. Raises ``InputError`` where the address cannot be one.
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

    def opinions(
        self, pairs: Sequence[tuple[Statement, Evidence]], tell: Callable[[str], None]
    ) -> tuple[tuple[Opinion, ...], tuple[Failure, ...]]:
        """The model's opinions on passages, each with its statement; what could not be had is in the failures."""
        found: list[Opinion] = []
        lost: Counter[tuple[str, str]] = Counter()
        until, in_a_row = time.monotonic() + self._budget, 0
        for number, (statement, passage) in enumerate(pairs):
            left = min(self._timeout, until - time.monotonic())
            if in_a_row == GIVE_UP or left <= 0:
                why = "the server failed too often" if in_a_row == GIVE_UP else f"{self._budget:.0f} s were over"
                lost[self.name, f"no more was asked, because {why}"] += len(pairs) - number
                break
            tell(f"asking {self.name} about passage {number + 1} of {len(pairs)}")
            try:
                answer = self._server.answer(stance_request(self.name, statement, passage), left)
                in_a_row = 0
                found.append(opinion_in(answer, passage))
            except Unanswered as why_not:
                in_a_row += 1
                lost[self.name, str(why_not)] += 1
            except Discarded as why_not:
                lost[statement.id, f"an answer of {self.name} was discarded: {why_not}"] += 1
        return tuple(found), tuple(_failure(*what, times) for what, times in lost.items())


def _failure(subject: str, why: str, times: int) -> Failure:
    passages = "1 passage" if times == 1 else f"{times} passages"
    return Failure(STAGE, subject, f"{why} ({passages})")
