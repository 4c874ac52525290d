"""What a person decided about lines, applied: descent set, lines split and merged.

Only decisions in force are given here, the oldest first; where two speak of one thing, the later holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from secondsource.model import Action, Decision, Descent, Evidence, Excerpt, Failure, Link, OriginKind, Report, Subject
from secondsource.sourcing.descent import origin_of
from secondsource.sourcing.joining import Group
from secondsource.sourcing.names import plain, same_name, telling_words
from secondsource.sourcing.origin import NO_SOURCE, Origin, outlet_of

_OF_LINES = (Action.MERGE, Action.SPLIT, Action.RELIABILITY)
_TO_WHOM = re.compile(r" \(to [^()]+\)$")


class Hand:
    """The decisions, made ready for the evidence on one statement."""

    def __init__(self, decisions: Sequence[Decision], reports: Mapping[str, Report]) -> None:
        self._decisions = decisions
        self._reports = reports

    def origin(self, item: Evidence, found: Mapping[str, Origin], items: Sequence[Evidence]) -> Origin | None:
        """The origin that somebody set for a passage: another, or its own outlet; ``None`` where nobody did."""
        own = [d for d in self._decisions if _sets_descent(d) and is_of(d.about[0], item)]
        if not own:
            return None
        decision = own[-1]
        if decision.action is Action.SPLIT:
            outlet = outlet_of(self._reports[item.report])
            return self._set(item, decision, outlet, OriginKind.REPORTING, outlet)
        parent = decision.about[1]
        if parent.origin is not None:
            known = next((o for o in found.values() if _same(parent.origin, o.name)), None)
            kind = OriginKind(decision.value) if decision.value else known.kind if known else OriginKind.NAMED
            return self._set(item, decision, parent.origin, kind, known.words if known else parent.origin)
        held = next((other for other in items if other.id != item.id and is_of(parent, other)), None)
        if held is None:
            return None  # said by `idle`
        origin = found[held.id]
        return self._set(item, decision, origin.name, origin.kind, origin.words, held.id)

    def apart(self, group: Group, item: Evidence, origin: Origin) -> Decision | None:
        """The decision that keeps a passage out of a line."""
        for decision in reversed(self._decisions):
            if decision.action in (Action.SPLIT, Action.MERGE) and len(decision.about) == 2:
                one, other = decision.about
                for ours, theirs in ((one, other), (other, one)):
                    if _meets(ours, item, origin) and in_line(theirs, group):
                        return decision if decision.action is Action.SPLIT else None
        return None

    def merges(self) -> list[Decision]:
        """The merges that no later split of the same two takes back."""
        pairs: dict[frozenset[Subject], Decision] = {}
        for decision in self._decisions:
            if decision.action in (Action.SPLIT, Action.MERGE) and len(decision.about) == 2:
                pairs[frozenset(decision.about)] = decision
        return [decision for decision in pairs.values() if decision.action is Action.MERGE]

    def _set(
        self, item: Evidence, decision: Decision, name: str, kind: OriginKind, words: str, parent: str | None = None
    ) -> Origin:
        reason = f"{decision.signed}: {decision.note}"
        seen = Excerpt(item.span, item.text)
        link = Link(item.id, parent or name, Descent.BY_HAND, seen, reason, 1.0, decision.number)
        return Origin(name, kind, words, outlet_of(self._reports[item.report]), link)


def merge(first: Group, second: Group, decision: Decision) -> None:
    """Takes the second line into the first."""
    reason = f"{decision.signed}, one line with {first.origin.name}: {decision.note}"
    child, parent = second.members[0].id, first.members[0].id
    first.links += [*second.links, Link(child, parent, Descent.BY_HAND, None, reason, 1.0, decision.number)]
    first.members += second.members
    first.origins += second.origins
    first.decisions |= second.decisions | {decision.number}


def idle(
    decisions: Sequence[Decision],
    items: Sequence[Evidence],
    held: Mapping[str, Report],
    mentioned: Callable[[str], bool],
) -> tuple[Failure, ...]:
    """A failure for each decision that does not apply to what is held and found, though it seems to be meant to.

    ``held`` holds the reports of the evidence, and those that the decisions name as far as the library still has them.
    ``mentioned`` tells whether any held report has a name in it: what is decided of an origin of another story says
    nothing here, but a name that stands nowhere is misspelt.
    """
    names = {origin_of(item, held[item.report]).name: None for item in items}
    return tuple(
        Failure("sourcing", f"decision {decision.number}", f"{why}; take it back with: decide undo {decision.number}")
        for decision in decisions
        if (why := _idle(decision, items, held) or _unmatched(decision, items, names, mentioned)) is not None
    )


def _idle(decision: Decision, items: Sequence[Evidence], held: Mapping[str, Report]) -> str | None:
    for subject in decision.about:
        if subject.report is None or subject.span is None:
            continue
        if subject.report not in held:
            return f"{decision.signed}, it is not applied: the report {subject.report[:12]} is no longer held"
        if subject.span.end > len(held[subject.report].text):
            return f"{decision.signed}, it is not applied: {subject} lies beyond the end of that report"
    if decision.action is Action.DESCENT and decision.about[1].report is not None:
        child, parent = decision.about
        bearing = {item.statement for item in items if is_of(child, item)}
        if bearing and not any(is_of(parent, item) for item in items if item.statement in bearing):
            return f"{decision.signed}, it is not applied: {parent} is no evidence here, so its origin is not known"
    return None


def _unmatched(
    decision: Decision, items: Sequence[Evidence], names: Collection[str], mentioned: Callable[[str], bool]
) -> str | None:
    """Why an origin that a decision names is none here; ``None`` where it is, or belongs to another story."""
    if decision.action not in _OF_LINES:
        return None  # a descent may be set to an origin that no rule found
    here = {subject: _is_here(subject, items, names) for subject in decision.about}
    for subject in decision.about:
        if subject.origin is None or here[subject]:
            continue
        said = f"{decision.signed}, it is not applied: no origin here is called “{subject.origin}”"
        if (near := next((name for name in names if same_name(_bare(name), subject.origin)), None)) is not None:
            return f"{said}, but one is called “{near}”, and names given by hand are taken at their word"
        if any(here.values()):
            return said
        if subject.origin != NO_SOURCE and not mentioned(_bare(subject.origin)):
            return f"{said}, and no held report has that name"
    return None


def _is_here(subject: Subject, items: Sequence[Evidence], names: Collection[str]) -> bool:
    if subject.origin is None:
        return any(is_of(subject, item) for item in items)
    return any(_same(subject.origin, name) for name in names)


def _bare(name: str) -> str:
    return _TO_WHOM.sub("", name)


def is_of(subject: Subject, item: Evidence) -> bool:
    return subject.meets(item.report, item.span)


def in_line(subject: Subject, group: Group) -> bool:
    if subject.origin is not None:
        return any(_same(subject.origin, origin.name) for origin in group.origins)
    return any(is_of(subject, item) for item in group.members)


def _sets_descent(decision: Decision) -> bool:
    return decision.action is Action.DESCENT or (decision.action is Action.SPLIT and len(decision.about) == 1)


def _meets(subject: Subject, item: Evidence, origin: Origin) -> bool:
    return is_of(subject, item) or (subject.origin is not None and _same(subject.origin, origin.name))


def _same(one: str, other: str) -> bool:
    """Names given by hand are taken at their word: no short forms, no other spellings."""
    return plain(one) == plain(other) or (telling_words(one) == telling_words(other) != ())
