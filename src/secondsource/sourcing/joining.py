"""When the origins of two passages are one, with the reason and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from secondsource.model import Descent, Disclosure, Evidence, Excerpt, Link, OriginKind, Report, Span
from secondsource.outlets import known_as
from secondsource.sourcing.bodies import is_official_body
from secondsource.sourcing.certainty import ALIKE, FITS, SAME_TOLD, SAME_WORDS, SPEAKS, SPELLED
from secondsource.sourcing.firsthand import same_record
from secondsource.sourcing.names import plain, same_description, same_name, telling_words
from secondsource.sourcing.origin import Origin, outlet_of, speaks_for
from secondsource.sourcing.quoted import quotations
from secondsource.sourcing.roles import fits, one_body
from secondsource.sourcing.words import LONGEST

OneNewsroom = Callable[[str, str], bool]
DISCLOSED = (OriginKind.OFFICIAL, OriginKind.NAMED)
UNDISCLOSED = (OriginKind.DESCRIBED, OriginKind.UNNAMED)
_NOT_NAMED = (Disclosure.DESCRIBED, Disclosure.UNNAMED)
# Fewer telling words than this between quotation marks are anybody's; who is named and who is not, or a body and
# somebody, may also repeat a phrase that is in the air.
LEAST_QUOTED, LEAST_QUOTED_APART = 2, 4


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


def joined(group: Group, origin: Origin, one_newsroom: OneNewsroom) -> Link | None:
    """The link by which a passage belongs to a line whose origin is also its own; ``None`` where it does not."""
    found = [same for other in group.origins if (same := same_origin(other, origin, one_newsroom)) is not None]
    if not found:
        return None
    best = max(found, key=lambda same: same.probability)
    sure = min(best.probability, origin.link.probability)
    if any(plain(other.name) == plain(origin.name) for other in group.origins):
        return replace(origin.link, probability=sure)
    return replace(origin.link, reason=f"{origin.link.reason}; {best.reason}", probability=sure)


def united(first: Group, second: Group, reports: Mapping[str, Report]) -> Link | None:
    """The link that makes two lines one: the same words in the mouths of two undisclosed sources, of one who is named
    and one who is not, or of somebody and a body are one utterance of one speaker, put in two ways."""
    if (least := _least_in_common(first.origin, second.origin)) is None:
        return None
    for child in _speaking(second):
        for parent in _speaking(first):
            if (seen := quoted_in(child, parent, reports, least)) is not None:
                outlet = outlet_of(reports[parent.report])
                whom = "whom {} does not name either" if first.origin.kind in UNDISCLOSED else "and in {} of {}"
                reason = f"the same words, “{seen.text}”, of a source {whom.format(outlet, first.origin.name)}"
                return Link(child.id, parent.id, Descent.QUOTED, seen, reason, SAME_WORDS)
    return None


def _least_in_common(one: Origin, other: Origin) -> int | None:
    """How many telling words in a row two origins must share between quotation marks; ``None``: they cannot be one."""
    disclosed = [each for each in (one, other) if each.kind in DISCLOSED]
    if {one.kind, other.kind} <= {*DISCLOSED, *UNDISCLOSED}:
        if not disclosed:
            return LEAST_QUOTED
        if len(disclosed) == 1 or is_official_body(one.name) != is_official_body(other.name):
            return LEAST_QUOTED_APART
    return None


def _speaking(group: Group) -> Iterable[Evidence]:
    """The members whose own words give the source; of undisclosed ones, those that leave it undisclosed."""
    said = [item for item in group.members if item.attribution.disclosure is not None]
    return [i for i in said if i.attribution.disclosure in _NOT_NAMED] if group.origin.kind in UNDISCLOSED else said


def quoted_in(child: Evidence, parent: Evidence, reports: Mapping[str, Report], least: int) -> Excerpt | None:
    """The first quotation of a passage of which so many telling words in a row, or all, stand in one of another."""
    heard = [words for words, _ in quoted(parent, reports[parent.report])]
    for words, seen in quoted(child, reports[child.report]) if heard else ():
        if any(min(len(words), len(said)) >= least and _holds(words, said) for said in heard):
            return seen
    return None


def _holds(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter is a run of the longer."""
    shorter, longer = sorted((one, other), key=len)
    return any(longer[n : n + len(shorter)] == shorter for n in range(len(longer) - len(shorter) + 1))


def same_origin(one: Origin, other: Origin, one_newsroom: OneNewsroom) -> Same | None:
    """Why two origins that could know are one, or ``None``. ``one_newsroom``: whether one desk supplies two outlets."""
    if one.kind in DISCLOSED and other.kind in DISCLOSED:
        return _same_disclosed(one, other)
    if one.kind in UNDISCLOSED and other.kind in UNDISCLOSED:
        return _same_undisclosed(one, other, one_newsroom)
    for named, described in ((one, other), (other, one)):
        if named.kind in DISCLOSED and described.kind is OriginKind.DESCRIBED:
            words = telling_words(described.words)
            told = set(telling_words(f"{named.words} {named.role}"))
            if len(words) > 1 and (set(words) <= told or fits(described.words, named.role or named.words)):
                return Same(f"“{described.words}” fits {named.name}", FITS)
            if any(one_body(described.words, role) for role in (named.words, *named.role.split("; "))):
                return Same(f"“{described.words}” and {named.name} speak for one body", FITS)
    if one.kind is other.kind is OriginKind.RECORD and same_record(one.name, other.name):
        exact = telling_words(one.name) == telling_words(other.name)
        return Same("the same record", 1.0 if exact else SAME_TOLD)
    if one.kind is other.kind and telling_words(one.name) == telling_words(other.name):
        return Same("the same observer")
    return None


def _same_disclosed(one: Origin, other: Origin) -> Same | None:
    if (reason := same_name(one.name, other.name)) is not None:
        exact = telling_words(one.name) == telling_words(other.name)
        return Same(reason, 1.0 if exact else SPELLED)
    for person, body in ((one, other), (other, one)):
        if speaks_for(person, body):
            return Same(f"{person.name} speaks for {body.name}", SPEAKS)
    return None


def _same_undisclosed(one: Origin, other: Origin, one_newsroom: OneNewsroom) -> Same | None:
    """Nothing shows that two undisclosed sources of one description are two, so they count once."""
    if not same_description(one.words, other.words):
        return None
    ours, theirs = known_as(one.carrier), known_as(other.carrier)
    if plain(ours) == plain(theirs):
        return Same("the same description, to the same outlet", SAME_TOLD)
    if one_newsroom(ours, theirs):
        return Same(f"the same description, to {ours} and {theirs}, which are one newsroom", SAME_TOLD)
    if len(telling_words(one.words)) > 1:
        return Same("the same description, and nothing shows that they are two", ALIKE)
    return None


def quoted(item: Evidence, report: Report) -> Sequence[tuple[tuple[str, ...], Excerpt]]:
    """The quotations of a passage that are somebody's own: their telling words in order, and where they stand.

    They are looked for in the whole report, since a passage may be what stands between the marks.
    """
    found = []
    for span in _quotations(report.text):
        if span.overlaps(item.span):
            inside = Span(max(span.start, item.span.start), min(span.end, item.span.end))
            bare = inside.of(report.text).strip(" “”\"«»‘’',.")
            if len(words := telling_words(bare)) >= LEAST_QUOTED:
                start = report.text.index(bare, inside.start)
                found.append((words, Excerpt.cut(report.text, Span(start, start + len(bare)))))
    return found


@lru_cache(maxsize=512)
def _quotations(text: str) -> tuple[Span, ...]:
    return tuple(quotations(text[:LONGEST]))


def within(evidence: Evidence, span: Span, reports: Mapping[str, Report]) -> Excerpt:
    """A span of the passage as an excerpt of its report."""
    start = evidence.span.start
    return Excerpt.cut(reports[evidence.report].text, Span(start + span.start, start + span.end))
