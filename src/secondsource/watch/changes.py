"""The nouns of watching, and what changed from one dossier to the next: pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from secondsource.model import Assessment, Dossier, Line, Report, Stance

_CORRECTION = re.compile(r"\b(?:correction|corrections|corrected|clarification)\b", re.IGNORECASE)
_RETRACTION = re.compile(r"\b(?:retraction|retracts|retracted|withdraws|withdrawn)\b", re.IGNORECASE)
_NOTICE = 200  # characters at either end of a report: where outlets put their notices
_QUOTED = 80  # characters of a statement in a message


class Cause(StrEnum):
    """Why something changed."""

    NEW_LINE = "new line"
    DENIAL = "denial"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    EDITED = "edited article"
    MORE = "more evidence"
    NEW_REPORT = "new report"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or news sitemap. ``failures`` are in a row; ``trouble`` is the last one's reason."""

    address: str
    added: datetime
    next_poll: datetime
    polled: datetime | None = None
    failures: int = 0
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """What is followed: a ``report`` that is assessed again, or the words of a ``query``. One of the two is set.

    ``seen`` is the number of the last report of the library that was looked at.
    """

    id: int
    since: datetime
    title: str
    report: Report | None = None
    query: str | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One change of something followed. ``number`` counts them from 1 and is the id of the event.

    ``report`` is the held report that brought it; ``message`` one line that says why. Verdicts and likelihoods are
    ``None`` where there was none, as with a query.
    """

    number: int
    at: datetime
    follow: int
    report: str
    causes: tuple[Cause, ...]
    message: str
    statement: str | None = None
    text: str | None = None
    verdict_before: str | None = None
    verdict: str | None = None
    likelihood_before: str | None = None
    likelihood: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a channel of notifications has come: everything up to the change ``delivered`` is with its receiver, or
    was given up; ``given_up`` is one line on the last message that was.

    ``until`` is the last change of the message that is on its way, so that another attempt sends the same one;
    ``attempts`` and ``trouble`` are of that message.
    """

    channel: str
    delivered: int
    until: int | None = None
    attempts: int = 0
    next_attempt: datetime | None = None
    trouble: str | None = None
    given_up: str | None = None


@dataclass(frozen=True, slots=True)
class _Both:
    """What one statement had before and has now."""

    before: Assessment | None
    now: Assessment
    old: Sequence[Line]
    new: Sequence[Line]


def differences(
    before: Dossier,
    now: Dossier,
    arrived: Sequence[Report],
    follow: int,
    at: datetime,
    edited: Mapping[str, str] = MappingProxyType({}),
) -> list[Change]:
    """What the reports that ``arrived`` changed, statement by statement; none where nothing did. Numbers are 0.

    ``edited`` gives for the ids of reports that have been edited since the id of what stands in their place. Lines are
    the same where their origin is. A likelihood that moves without new evidence is no change: it may come of the day
    of assessment alone.
    """
    texts = {statement.id: statement.text for statement in now.statements}
    earlier = {each.statement: each for each in before.assessments}
    brought = {report.id: report for report in arrived}
    changes = []
    for each in now.assessments:
        both = _Both(earlier.get(each.statement), each, _lines(before, each.statement), _lines(now, each.statement))
        instead = {edited[report] for report in _cited(before, each.statement) if report in edited}
        fresh = list(_fresh(now, before, each.statement, brought, instead))
        causes = _causes(both, [brought[report] for report in fresh], now, instead)
        if fresh and causes:
            text = texts[each.statement]
            changes.append(
                Change(
                    number=0,
                    at=at,
                    follow=follow,
                    report=fresh[0],
                    causes=causes,
                    message=_message(both, causes, brought[fresh[0]], text),
                    statement=each.statement,
                    text=text,
                    verdict_before=both.before.verdict if both.before else None,
                    verdict=each.verdict,
                    likelihood_before=both.before.likelihood if both.before else None,
                    likelihood=each.likelihood,
                )
            )
    return changes


def _lines(dossier: Dossier, statement: str) -> list[Line]:
    return [line for line in dossier.lines if line.statement == statement]


def _cited(dossier: Dossier, statement: str) -> dict[str, None]:
    """The reports that are evidence on a statement, in the order of the dossier."""
    return dict.fromkeys(item.report for item in dossier.evidence if item.statement == statement)


def _fresh(
    now: Dossier, before: Dossier, statement: str, brought: Mapping[str, Report], instead: set[str]
) -> Iterator[str]:
    """The reports that arrived and are evidence on the statement only now, in the order of the dossier; then those that
    stand in the place of what was, though they bear on it no more."""
    known, cited = _cited(before, statement), _cited(now, statement)
    yield from (report for report in cited if report in brought and report not in known)
    yield from (report for report in sorted(instead) if report in brought and report not in cited)


def _causes(both: _Both, fresh: Sequence[Report], now: Dossier, instead: set[str]) -> tuple[Cause, ...]:
    ids = {report.id for report in fresh}
    of = {item.id: item.report for item in now.evidence}
    origins = {line.origin: line.stance for line in both.old}
    touched = [line for line in both.new if any(of.get(item) in ids for item in line.evidence)]
    found = []
    if any(line.origin not in origins for line in touched):
        found.append(Cause.NEW_LINE)
    if any(line.stance is Stance.REFUTES and origins.get(line.origin) is not Stance.REFUTES for line in touched):
        found.append(Cause.DENIAL)
    if any(_CORRECTION.search(notice(report)) for report in fresh):
        found.append(Cause.CORRECTION)
    if any(_RETRACTION.search(notice(report)) for report in fresh):
        found.append(Cause.RETRACTION)
    if ids & instead:
        found.append(Cause.EDITED)
    moved = both.before is None or both.before.verdict != both.now.verdict
    return tuple(found) or ((Cause.MORE,) if moved and fresh else ())


def notice(report: Report) -> str:
    """Where a report says that it corrects or takes something back: its headline, its beginning and its end."""
    return f"{report.headline or ''}\n{report.text[:_NOTICE]}\n{report.text[-_NOTICE:]}"


def _message(both: _Both, causes: Sequence[Cause], report: Report, text: str) -> str:
    before, now = both.before.verdict if both.before else "not assessed", both.now.verdict
    verdict = f"{before} -> {now}" if before != now else f"still {now}"
    by = report.publisher or report.headline or report.id[:12]
    short = text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
    return " ".join(f"{verdict}: {short} ({', '.join(causes)}; {by})".split())


def arrival(report: Report, follow: Follow, at: datetime) -> Change:
    """A report that answers a followed query."""
    by = report.publisher or report.id[:12]
    headline = report.headline or report.text[:_QUOTED]
    message = " ".join(f"new report on {follow.query!r}: {headline} ({by})".split())
    return Change(0, at, follow.id, report.id, (Cause.NEW_REPORT,), message)
