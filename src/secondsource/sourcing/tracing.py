"""Passages that cite nobody who could know: whose facts they repeat, as far as that shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from secondsource.learned.words import WordVectors
from secondsource.model import Descent, Evidence, Excerpt, Link, OriginKind, Report, Span
from secondsource.sourcing.certainty import (
    BESIDE,
    ONE_NEWSROOM,
    RELAYED,
    REPEATED,
    REPEATED_UNSAID,
    SAID,
    SHARED_MISTAKE,
)
from secondsource.sourcing.circles import cited_outlet, same_outlet
from secondsource.sourcing.copies import shared_run, weight
from secondsource.sourcing.houses import Houses
from secondsource.sourcing.joining import LEAST_QUOTED, Group, quoted_in, within
from secondsource.sourcing.mistakes import Mistakes
from secondsource.sourcing.names import plain
from secondsource.sourcing.origin import Origin, outlet_of
from secondsource.sourcing.words import words

# Who counts for themselves rarely counts the same 99; anybody counts the same two. Years are no counts.
LEAST_TELLING = 13
# Digits before the noughts from which a figure that ends in noughts is not a round one.
LEAST_DIGITS = 3
# Weight of quoted words (inverse document frequencies) from which they tell whose they are: "nothing mysterious" has
# 7.1, "fake news" 4.2, "all options are on the table" 6.8.
LEAST_SAID = 7.0

_FIGURE = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w.,-])\d+(?![\w,.]*\d|-)")
_NAME = re.compile(r"\b[A-Z][a-z]+ ([A-Z][\w-]{4,})\b")
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)

Found = tuple[Group, Link] | None


def trace_back(
    item: Evidence,
    origin: Origin,
    groups: Sequence[Group],
    reports: Mapping[str, Report],
    mistakes: Mistakes,
) -> Found:
    """The line whose facts a passage repeats, and how that shows; the surest sign first."""
    return (
        _relayed(item, origin, groups, reports)
        or _quoted(item, groups, reports)
        or _copied(item, groups, reports)
        or _mistaken(item, groups, reports, mistakes)
        or _repeated(item, groups, reports)
        or _cited_beside(item, groups, reports)
    )


def _relayed(item: Evidence, origin: Origin, groups: Iterable[Group], reports: Mapping[str, Report]) -> Found:
    """It cites an outlet whose own report, published no later, is among the evidence: what that rests on, it rests on.

    Of several passages of that outlet, the one that shares most telling details.
    """
    if (cited := cited_outlet(origin, reports[item.report])) is None:
        return None
    details = set(_details(item.text))
    held = [
        (len(details & set(_details(parent.text))), group.origin.knows, group, parent)
        for group in groups
        for parent in group.members
        if parent.report != item.report
        and parent.stance is item.stance
        and same_outlet(cited, outlet_of(reports[parent.report]))
        and no_later(reports[parent.report], reports[item.report])
    ]
    if not held:
        return None
    _, knows, group, parent = max(held, key=lambda found: found[:2])
    rests = f"has it from {group.origin.name}" if knows else "names no source"
    reason = f"cites {cited}, whose own report {rests}"
    return group, Link(item.id, parent.id, Descent.CREDITED, origin.link.seen, reason, RELAYED)


def _quoted(item: Evidence, groups: Iterable[Group], reports: Mapping[str, Report]) -> Found:
    """It quotes words that a source says elsewhere, be it in a later report: that ties it to the speaker, and neither
    report to the other."""
    for group in groups:
        for parent in group.members if group.origin.knows else ():
            if parent.report == item.report or (seen := quoted_in(item, parent, reports, LEAST_QUOTED)) is None:
                continue
            if sum(weight(word.plain) for word in words(seen.text)) >= LEAST_SAID:
                reason = f"quotes “{seen.text}”, which {group.origin.name} says in {outlet_of(reports[parent.report])}"
                return group, Link(item.id, parent.id, Descent.QUOTED, seen, reason, SAID)
    return None


def _copied(item: Evidence, groups: Iterable[Group], reports: Mapping[str, Report]) -> Found:
    """It shares a run of words with a passage of another report that was published no later."""
    for group in groups:
        for parent in group.members:
            if parent.report == item.report or not no_later(reports[parent.report], reports[item.report]):
                continue
            if (run := shared_run(item.text, parent.text)) is not None:
                shared = within(item, run.ours, reports)
                outlet = outlet_of(reports[parent.report])
                reason = f"shares the wording of {len(shared.text.split())} words with {outlet}"
                return group, Link(item.id, parent.id, Descent.COPIED, shared, reason, run.likelihood)
    return None


def _mistaken(item: Evidence, groups: Iterable[Group], reports: Mapping[str, Report], mistakes: Mistakes) -> Found:
    """It has a name, an office or a figure as only few have it, and so has a passage that was published no later."""
    for group in groups:
        for parent in group.members:
            if parent.report == item.report or not no_later(reports[parent.report], reports[item.report]):
                continue
            if (found := mistakes.shared(item, parent, reports)) is not None:
                outlet = outlet_of(reports[parent.report])
                reason = f"has “{found.seen.text}” as {outlet} has it, where {found.others} others have “{found.usual}”"
                return group, Link(item.id, parent.id, Descent.SHARED_MISTAKE, found.seen, reason, SHARED_MISTAKE)
    return None


def _repeated(item: Evidence, groups: Sequence[Group], reports: Mapping[str, Report]) -> Found:
    """It gives a telling detail that was given on the same day or before: by a source who could know, or else by an
    outlet that does not say how it knows. A name that several sources give, such as a place, tells of none of them.
    """
    given = [{detail for parent in g.members for detail in _details(parent.text)} for g in groups if g.origin.knows]
    details = {
        detail: span
        for detail, span in _details(item.text).items()
        if detail[0].isdigit() or sum(detail in theirs for theirs in given) < 2
    }
    for knows in (True, False):
        for group in groups:
            for parent in group.members if details and group.origin.knows is knows else ():
                if parent.report == item.report or not no_later(reports[parent.report], reports[item.report]):
                    continue
                if shared := [detail for detail in details if detail in _details(parent.text)]:
                    outlet, seen = outlet_of(reports[parent.report]), within(item, details[shared[0]], reports)
                    gave = f"{group.origin.name} gave it in {outlet}" if knows else f"{outlet} gave it too, no later"
                    reason = f"gives “{seen.text}” without a source who could know; {gave}"
                    sure = REPEATED if knows else REPEATED_UNSAID
                    return group, Link(item.id, parent.id, Descent.REPEATED, seen, reason, sure)
    return None


def _cited_beside(item: Evidence, groups: Iterable[Group], reports: Mapping[str, Report]) -> Found:
    """Its own report cites somebody for the same matter: a lead sums up what follows. The nearest in the text."""
    beside = [
        (abs(other.span.start - item.span.start), number, group, other)
        for number, group in enumerate(groups)
        if group.origin.knows
        for other in group.members
        if other.report == item.report and other.stance is item.stance
    ]
    if not beside:
        return None
    _, _, group, other = min(beside, key=lambda found: found[:2])
    seen = Excerpt.cut(reports[item.report].text, other.span)
    reason = f"cites nobody here; the same report has the matter from {group.origin.name}"
    return group, Link(item.id, other.id, Descent.CREDITED, seen, reason, BESIDE)


def housed(group: Group, item: Evidence, origin: Origin, houses: Houses, reports: Mapping[str, Report]) -> Link | None:
    """The link by which an outlet that does not say how it knows goes with another that the same desk supplies."""
    if origin.kind is not OriginKind.REPORTING or group.origin.kind is not OriginKind.REPORTING:
        return None
    house = houses.of(group.origin.name, origin.name, reports[item.report].published)
    if house is None or not house.newsroom:
        return None
    reason = f"{origin.name} and {group.origin.name} have one newsroom, {house.name} ({house.source})"
    return Link(item.id, group.members[0].id, Descent.SAME_OWNER, None, reason, ONE_NEWSROOM)


def no_later(first: Report, second: Report) -> bool:
    """Whether the first may have been there when the second was written; days are the finest grain."""
    return (first.published or date.max) <= (second.published or date.min)


@lru_cache(maxsize=4096)
def _details(text: str) -> dict[str, Span]:
    """What few would arrive at by themselves, and where it stands: figures that are not small, round, or a date; and
    the full names of people who are hardly ever in the news."""
    found = {}
    for match in _FIGURE.finditer(text):
        digits = match.group().replace(",", "")
        if int(digits) >= LEAST_TELLING and not _is_round(digits) and not _is_date(text, match, digits):
            found[digits] = Span(*match.span())
    known = WordVectors.load().rows
    for match in _NAME.finditer(text):
        if match.group(1).lower() not in known:
            found[plain(match.group(1))] = Span(*match.span())
    return found


def _is_round(digits: str) -> bool:
    """Whether a figure ends in noughts, and has no three digits before them: 230 and 61,000, but not 18,300."""
    return digits.endswith("0") and len(digits.rstrip("0")) < LEAST_DIGITS


def _is_date(text: str, match: re.Match[str], digits: str) -> bool:
    year = len(digits) == 4 and "," not in match.group() and digits[:2] in ("19", "20")
    return year or _MONTH.match(text[match.end() :]) is not None or _ends_in_month(text[: match.start()])


def _ends_in_month(before: str) -> bool:
    last = before.split()[-1:] or [""]
    return _MONTH.fullmatch(last[0][:3]) is not None and last[0][:1].isupper()
