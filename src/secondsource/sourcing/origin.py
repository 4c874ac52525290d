"""The origin of a passage: who began it, and what its report shows of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from secondsource.model import Evidence, Link, OriginKind, Report
from secondsource.sourcing.names import plain, telling_words
from secondsource.sourcing.roles import heads

# The one origin of all that nobody answers for: nothing shows that any two of them are independent.
NO_SOURCE = "unsourced reporting"
_PASSES_ON = re.compile(r"\b(?:report|reports|reported|reveal\w*|wrote|writes|understands|learn\w+)\b")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one passage has it from.

    ``words`` are the words that name or describe the origin in its report, ``carrier`` the outlet it spoke to. ``role``
    is as what its report introduces somebody who is named, ``described`` the origin as the passage itself gives it
    where its report names elsewhere whom it describes.
    """

    name: str
    kind: OriginKind
    words: str
    carrier: str
    link: Link
    role: str = ""
    described: Origin | None = None

    @property
    def knows(self) -> bool:
        """False for those who, as far as their words show, can only have repeated it."""
        return self.kind not in (OriginKind.REPORTING, OriginKind.UNSOURCED)


def of_outlet(evidence: Evidence, origin: Origin, outlets: Mapping[str, str]) -> Origin:
    """An origin that only passes on, where it bears the name of an outlet that is held (``outlets``, by plain name):
    no list has them all."""
    cue = evidence.attribution.cue
    if origin.kind not in (OriginKind.NAMED, OriginKind.DESCRIBED) or cue is None or not _PASSES_ON.search(cue.text):
        return origin
    name = origin.name.partition(" (to ")[0]
    held = outlets.get(plain(name).removeprefix("the "))
    return origin if held is None else replace(origin, name=name, kind=OriginKind.REPORTING)


def own_reporting(report: Report) -> bool:
    """Whether a report shows that somebody of its own went to find out: it names an author or a place of filing, and
    credits no agency."""
    return not report.credits and bool(report.byline or report.dateline)


def outlet_of(report: Report) -> str:
    """The name by which an outlet is shown."""
    return report.publisher or report.url or f"report {report.id[:8]}"


def speaks_for(person: Origin, body: Origin) -> bool:
    """Whether the words for a person, or the role in which their report has them, say that they speak for the body or
    head it."""
    words = plain(person.words)
    told = set(telling_words(person.words))
    names = [set(telling_words(each)) for each in (body.name, body.words)]
    if "spokes" in words and words != body.name and any(name and name <= told for name in names):
        return True
    return any(heads(role, body.name) for role in (person.words, *person.role.split("; ")) if role)
