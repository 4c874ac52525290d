"""When the origins of two passages are one, with the reason and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from secondsource.model import Descent, Disclosure, Evidence, Excerpt, Link, OriginKind, Report, Span
from secondsource.sourcing.certainty import ALIKE, FITS, SAME_TOLD, SAME_WORDS, SPEAKS, SPELLED
from secondsource.sourcing.descent import Origin, outlet_of, spokesman_of
from secondsource.sourcing.names import plain, same_description, same_name, telling_words

DISCLOSED = (OriginKind.OFFICIAL, OriginKind.NAMED)
UNDISCLOSED = (OriginKind.DESCRIBED, OriginKind.UNNAMED)
_NOT_NAMED = (Disclosure.DESCRIBED, Disclosure.UNNAMED)
# Fewer telling words than this between quotation marks are anybody's.
_LEAST_QUOTED = 2
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,400})[”\"]")


@dataclass(slots=True)
class Group:
    """A line in the making: its members in order of publication, and why each is in it."""

    origins: list[Origin]
    members: list[Evidence] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    circle: tuple[str, ...] = ()
    adrift: bool = False  # a ring that nobody began
    decisions: set[int] = field(default_factory=set)

    @property
    def origin(self) -> Origin:
        """Under its fullest name, a name before a description."""
        return max(self.origins, key=lambda o: (o.kind in DISCLOSED, len(telling_words(o.name))))

    def take(self, item: Evidence, *links: Link) -> None:
        self.members.append(item)
        self.links += links


@dataclass(frozen=True, slots=True)
class Same:
    """Why two origins are one, and how sure that is."""

    reason: str
    probability: float = 1.0


def joined(group: Group, origin: Origin) -> Link | None:
    """The link by which a passage belongs to a line whose origin is also its own; ``None`` where it does not."""
    found = [same for other in group.origins if (same := same_origin(other, origin)) is not None]
    if not found:
        return None
    best = max(found, key=lambda same: same.probability)
    if any(plain(other.name) == plain(origin.name) for other in group.origins):
        return replace(origin.link, probability=best.probability)
    return replace(origin.link, reason=f"{origin.link.reason}; {best.reason}", probability=best.probability)


def united(first: Group, second: Group, reports: Mapping[str, Report]) -> Link | None:
    """The link that makes two lines one: the same words in the mouths of two undisclosed sources are one utterance,
    described in two ways."""
    for child in _undisclosed(second):
        for parent in _undisclosed(first):
            heard = {words for words, _ in quoted(parent.text)}
            for words, span in quoted(child.text):
                if words in heard:
                    seen = within(child, span, reports)
                    reason = (
                        f"the same words, “{seen.text}”, of a source whom {outlet_of(reports[parent.report])} does "
                    )
                    return Link(child.id, parent.id, Descent.QUOTED, seen, f"{reason}not name either", SAME_WORDS)
    return None


def _undisclosed(group: Group) -> Iterable[Evidence]:
    """The members whose own words name an undisclosed source."""
    if group.origin.kind not in UNDISCLOSED:
        return ()
    return [item for item in group.members if item.attribution.disclosure in _NOT_NAMED]


def same_origin(one: Origin, other: Origin) -> Same | None:
    """Why two origins that could know are one, or ``None``."""
    if one.kind in DISCLOSED and other.kind in DISCLOSED:
        return _same_disclosed(one, other)
    if one.kind in UNDISCLOSED and other.kind in UNDISCLOSED:
        return _same_undisclosed(one, other)
    for named, described in ((one, other), (other, one)):
        if named.kind in DISCLOSED and described.kind is OriginKind.DESCRIBED:
            words = telling_words(described.words)
            if len(words) > 1 and set(words) <= set(telling_words(named.words)):
                return Same(f"“{described.words}” fits {named.name}", FITS)
    if one.kind is other.kind and telling_words(one.name) == telling_words(other.name):
        return Same("the same " + ("record" if one.kind is OriginKind.RECORD else "observer"))
    return None


def _same_disclosed(one: Origin, other: Origin) -> Same | None:
    if (reason := same_name(one.name, other.name)) is not None:
        exact = telling_words(one.name) == telling_words(other.name)
        return Same(reason, 1.0 if exact else SPELLED)
    for person, body in ((one, other), (other, one)):
        if spokesman_of(person, body):
            return Same(f"{person.name} speaks for {body.name}", SPEAKS)
    return None


def _same_undisclosed(one: Origin, other: Origin) -> Same | None:
    """Nothing shows that two undisclosed sources of one description are two, so they count once."""
    if not same_description(one.words, other.words):
        return None
    if plain(one.carrier) == plain(other.carrier):
        return Same("the same description, to the same outlet", SAME_TOLD)
    if len(telling_words(one.words)) > 1:
        return Same("the same description, and nothing shows that they are two", ALIKE)
    return None


def quoted(text: str) -> Sequence[tuple[tuple[str, ...], Span]]:
    """The quotations of a passage that are somebody's own: their telling words in order, and where they stand."""
    found = ((telling_words(match.group(1)), Span(*match.span(1))) for match in _QUOTED.finditer(text))
    return [(words, span) for words, span in found if len(words) >= _LEAST_QUOTED]


def within(evidence: Evidence, span: Span, reports: Mapping[str, Report]) -> Excerpt:
    """A span of the passage as an excerpt of its report."""
    start = evidence.span.start
    return Excerpt.cut(reports[evidence.report].text, Span(start + span.start, start + span.end))
