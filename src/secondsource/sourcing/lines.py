"""Evidence by origin: the lines of sourcing.

Each passage has one origin (``descent``). Passages whose origins are one under several names make one line. A passage
that cites nobody who could know begins no line of its own where it shows, one way or another, whose facts it repeats:
it shares the text of an earlier passage, it gives a telling detail (a figure, a rare name) that a source gave before
it, or its report cites somebody for the same matter. What is left without a source, and without a sign that its outlet
went to find out, is one line together, since nothing shows that any two of them are independent. Every join carries
its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from secondsource.learned.words import WordVectors
from secondsource.model import (
    Descent,
    Evidence,
    Excerpt,
    Line,
    Link,
    OriginKind,
    Report,
    Span,
    Stance,
    Statement,
)
from secondsource.sourcing.copies import shared_run
from secondsource.sourcing.descent import Origin, origin_of, outlet_of, spokesman_of
from secondsource.sourcing.names import plain, same_description, same_name, telling_words

# "Cannot be judged": the letter of an origin before its record is known (sourcing/reliability.py).
UNKNOWN_RELIABILITY = "F"
# Who counts for themselves rarely counts the same 99; anybody counts the same two. Years are no counts.
LEAST_TELLING = 13

_FIGURE = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w.,-])\d+(?![\w,.]*\d|-)")
_NAME = re.compile(r"\b[A-Z][a-z]+ ([A-Z][\w-]{4,})\b")
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_DISCLOSED = (OriginKind.OFFICIAL, OriginKind.NAMED)
_UNDISCLOSED = (OriginKind.DESCRIBED, OriginKind.UNNAMED)


@dataclass(slots=True)
class _Group:
    """A line in the making: its members in order of publication, and why each is in it."""

    origins: list[Origin]
    members: list[Evidence] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def origin(self) -> Origin:
        """Under its fullest name, a name before a description."""
        return max(self.origins, key=lambda o: (o.kind in _DISCLOSED, len(telling_words(o.name))))

    def take(self, item: Evidence, *links: Link) -> None:
        self.members.append(item)
        self.links += links


def trace_lines(
    statement: Statement, evidence: Sequence[Evidence], reports: Mapping[str, Report], verified: Report
) -> tuple[Line, ...]:
    """The lines of sourcing behind the evidence on one statement, most direct origin first.

    ``reports`` holds the reports of the evidence by id; ``verified`` is the report under verification, to which a
    circular line leads back.
    """
    ordered = sorted(evidence, key=lambda e: (reports[e.report].published or date.max, e.report, e.span))
    origins = {item.id: origin_of(item, reports[item.report]) for item in ordered}
    sided = [item for item in ordered if item.stance is not Stance.DISCUSSES]
    groups: list[_Group] = []
    for item in sided:
        if origins[item.id].knows and not _join(groups, item, origins[item.id]):
            groups.append(_Group([origins[item.id]], [item], [origins[item.id].link]))
    unsourced: list[_Group] = []
    for item in sided:
        if not origins[item.id].knows and not _trace_back(item, groups + unsourced, reports):
            _gather(item, origins[item.id], unsourced)
    for item in ordered:  # what takes no side is shown with the line it belongs to, and begins none
        if item.stance is Stance.DISCUSSES:
            _ = _join(groups, item, origins[item.id]) or _trace_back(item, groups + unsourced, reports)
    lines = sorted(groups + unsourced, key=_directness)
    return tuple(_line(number, statement, group, verified) for number, group in enumerate(lines, 1))


# --- passages with a source that could know ---------------------------------------------------------------------


def _join(groups: list[_Group], item: Evidence, origin: Origin) -> bool:
    """Adds a passage to the line of its origin, if there is one."""
    for group in groups:
        for other in group.origins:
            if (reason := same_origin(other, origin)) is not None:
                same = plain(other.name) == plain(origin.name)
                link = origin.link if same else replace(origin.link, reason=f"{origin.link.reason}; {reason}")
                group.take(item, link)
                group.origins.append(origin)
                return True
    return False


def same_origin(one: Origin, other: Origin) -> str | None:
    """Why two origins that could know are one, or ``None``."""
    if one.kind in _DISCLOSED and other.kind in _DISCLOSED:
        if (reason := same_name(one.name, other.name)) is not None:
            return reason
        for person, body in ((one, other), (other, one)):
            if spokesman_of(person, body):
                return f"{person.name} speaks for {body.name}"
        return None
    if one.kind in _UNDISCLOSED and other.kind in _UNDISCLOSED:
        return _same_undisclosed(one, other)
    for named, described in ((one, other), (other, one)):
        if named.kind in _DISCLOSED and described.kind is OriginKind.DESCRIBED:
            words = telling_words(described.words)
            if len(words) > 1 and set(words) <= set(telling_words(named.words)):
                return f"“{described.words}” fits {named.name}"
    if one.kind is other.kind and telling_words(one.name) == telling_words(other.name):
        return "the same " + ("record" if one.kind is OriginKind.RECORD else "observer")
    return None


def _same_undisclosed(one: Origin, other: Origin) -> str | None:
    """Nothing shows that two undisclosed sources of one description are two, so they count once."""
    if not same_description(one.words, other.words):
        return None
    if plain(one.carrier) == plain(other.carrier):
        return "the same description, to the same outlet"
    return "the same description, and nothing shows that they are two" if len(telling_words(one.words)) > 1 else None


# --- passages without one ---------------------------------------------------------------------------------------


def _trace_back(item: Evidence, groups: list[_Group], reports: Mapping[str, Report]) -> bool:
    """Adds a passage to the line whose facts it repeats, as far as that shows."""
    for search in (_copied, _repeated, _cited_beside):
        if (found := search(item, groups, reports)) is not None:
            group, link = found
            group.take(item, link)
            return True
    return False


def _gather(item: Evidence, origin: Origin, unsourced: list[_Group]) -> None:
    """A line for each agency, each outlet that is cited or went to find out; one for all that nobody answers for."""
    for group in unsourced:
        if plain(group.origin.name) == plain(origin.name):
            group.take(item, origin.link)
            return
    unsourced.append(_Group([origin], [item], [origin.link]))


_Found = tuple[_Group, Link] | None


def _copied(item: Evidence, groups: Iterable[_Group], reports: Mapping[str, Report]) -> _Found:
    """It shares a run of words with a passage of another report that was published no later."""
    for group in groups:
        for parent in group.members:
            if parent.report == item.report or not _no_later(reports[parent.report], reports[item.report]):
                continue
            if (run := shared_run(item.text, parent.text)) is not None:
                words = _within(item, run[0], reports)
                outlet = outlet_of(reports[parent.report])
                reason = f"shares {len(words.text.split())} words in a row with {outlet}"
                return group, Link(item.id, parent.id, Descent.COPIED, words, reason)
    return None


def _repeated(item: Evidence, groups: Iterable[_Group], reports: Mapping[str, Report]) -> _Found:
    """It gives a telling detail that a source who could know gave on the same day or before."""
    details = _details(item.text)
    for group in groups:
        for parent in group.members if group.origin.knows else ():
            if not _no_later(reports[parent.report], reports[item.report]):
                continue
            if shared := [detail for detail in details if detail in _details(parent.text)]:
                outlet, seen = outlet_of(reports[parent.report]), _within(item, details[shared[0]], reports)
                reason = f"gives “{seen.text}” without a source who could know; {group.origin.name} gave it in {outlet}"
                return group, Link(item.id, parent.id, Descent.REPEATED, seen, reason)
    return None


def _cited_beside(item: Evidence, groups: Iterable[_Group], reports: Mapping[str, Report]) -> _Found:
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
    return group, Link(item.id, other.id, Descent.CREDITED, seen, reason)


def _details(text: str) -> dict[str, Span]:
    """What few would arrive at by themselves, and where it stands: figures that are not small, round, or a date; and
    the full names of people who are hardly ever in the news."""
    found = {}
    for match in _FIGURE.finditer(text):
        digits = match.group().replace(",", "")
        if int(digits) >= LEAST_TELLING and not digits.endswith("0") and not _is_date(text, match, digits):
            found[digits] = Span(*match.span())
    known = WordVectors.load().rows
    for match in _NAME.finditer(text):
        if match.group(1).lower() not in known:
            found[plain(match.group(1))] = Span(*match.span())
    return found


def _is_date(text: str, match: re.Match[str], digits: str) -> bool:
    year = len(digits) == 4 and "," not in match.group() and digits[:2] in ("19", "20")
    return year or _MONTH.match(text[match.end() :]) is not None or _ends_in_month(text[: match.start()])


def _ends_in_month(before: str) -> bool:
    last = before.split()[-1:] or [""]
    return _MONTH.fullmatch(last[0][:3]) is not None and last[0][:1].isupper()


def _no_later(first: Report, second: Report) -> bool:
    return (first.published or date.max) <= (second.published or date.min)


def _within(evidence: Evidence, span: Span, reports: Mapping[str, Report]) -> Excerpt:
    """A span of the passage as an excerpt of its report."""
    start = evidence.span.start
    return Excerpt.cut(reports[evidence.report].text, Span(start + span.start, start + span.end))


# --- the lines --------------------------------------------------------------------------------------------------


def _directness(group: _Group) -> tuple[int, str]:
    return list(OriginKind).index(group.origin.kind), plain(group.origin.name)


def _line(number: int, statement: Statement, group: _Group, verified: Report) -> Line:
    origin = group.origin
    return Line(
        id=f"{statement.id}:{number}",
        statement=statement.id,
        origin=origin.name,
        kind=origin.kind,
        stance=_side(group.members),
        reliability=UNKNOWN_RELIABILITY,
        evidence=tuple(item.id for item in group.members),
        links=tuple(group.links),
        circular=not origin.knows
        and verified.publisher is not None
        and bool(same_name(origin.name, verified.publisher)),
    )


def _side(members: Sequence[Evidence]) -> Stance:
    """The stance of a line is that of its clearest passage; repetition does not add up."""
    return min(members, key=lambda e: (e.probabilities.discusses, e.id)).stance
