"""The nouns: what a report becomes on its way to a dossier.

Every type is frozen and holds tuples, so a stage can only return new objects. ``None`` means "not known"; it
is never written as ``0``, ``False`` or an empty string. Offsets are characters (code points) into the verbatim
text of the report they belong to, half-open. This module imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

# --- the report ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of a report's verbatim text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must not be empty or negative: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """The very words."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Verbatim words and where they stand.

    ``pieces`` is empty when the words are in one piece. When other words break them up (a quotation with
    "he said" inside), ``span`` is their outer extent and ``pieces`` holds the parts in order.
    """

    span: Span
    text: str
    pieces: tuple[Span, ...] = ()

    @classmethod
    def cut(cls, text: str, span: Span, pieces: tuple[Span, ...] = ()) -> Excerpt:
        return cls(span, span.of(text), pieces)


class Role(StrEnum):
    """What a block of text is in a report."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    CREDIT = "credit"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text with one role. Only headline, standfirst and paragraphs state anything."""

    span: Span
    role: Role

    @property
    def states(self) -> bool:
        return self.role in (Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Report:
    """A news report as a publisher put it out.

    ``id`` is the SHA-256 of ``text`` in UTF-8, hexadecimal. ``text`` is never changed once taken in. ``language``
    is the language it was published in (ISO 639-1). Where ``text`` is not the report's own words but an abstract
    of it, ``abstract`` names the language of that abstract. ``archived`` is the SHA-256 of the bytes as they came.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    headline: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    credits: tuple[str, ...] = ()
    published: date | None = None
    retrieved: datetime | None = None
    url: str | None = None
    language: str | None = None
    abstract: str | None = None
    archived: str | None = None

    @property
    def text_language(self) -> str | None:
        return self.abstract or self.language


# --- what it states, and who says so ---------------------------------------------------------------------------


class Mode(StrEnum):
    """How an assertion is attributed. ``NARRATED`` is the reporter's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATED = "narrated"


class Disclosure(StrEnum):
    """How far a source is disclosed (the agencies' "on the record", "on background", "not for attribution")."""

    NAMED = "named"
    DESCRIBED = "described"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Citation:
    """One step of hearsay: somebody whose words these are, or through whom they came."""

    speaker: str | None
    disclosure: Disclosure
    source: Excerpt | None
    cue: Excerpt | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content in the sense of PolNeAR (Newell et al. 2018), with what a verifier needs beside.

    ``source``, ``cue`` and ``content`` are verbatim. ``speaker`` is the source resolved to a name ("He" -> "Javier
    Mayorca") or, where nobody is named, to its description. ``carrier`` is the outlet it was said through ("told
    Reuters"). ``hedge`` holds the words by which the reporter keeps a distance. ``chain`` lists everyone the content
    passed through, nearest to the reader first, so its length is the depth of hearsay; it is empty when narrated.
    """

    mode: Mode
    content: Excerpt
    source: Excerpt | None = None
    cue: Excerpt | None = None
    speaker: str | None = None
    disclosure: Disclosure | None = None
    carrier: str | None = None
    hedge: str | None = None
    chain: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measure as a range, because news is vague. ``None`` as ``high`` is an open end ("more than 40").

    ``unit`` is an ISO 4217 code, ``%``, a unit of measure, or the thing counted (singular, lower case: ``soldier``).
    """

    span: Span
    text: str
    low: float
    high: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class When:
    """A time as a range of days, both ends included; both ``None`` where it could not be resolved."""

    span: Span
    text: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym and its gazetteer entry; degrees (WGS 84), and a radius within which the place lies."""

    span: Span
    text: str
    name: str
    latitude: float
    longitude: float
    radius_km: float
    country: str | None
    gazetteer_id: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One assertion of a report. ``text`` reads on its own; ``span`` points at the verbatim words.

    ``checkable`` is false for opinion, prediction and the like. ``loaded`` marks words in the reporter's own voice
    that judge rather than report; ``text`` leaves them out. ``proposed`` names the language model that split this off
    another statement, which stands beside it; what the reader finds has none. ``unresolved`` are words of ``text`` of
    which the report does not show for sure whom, what or when they mean ("they", "the latter", a weekday without a day
    of publication).
    """

    id: str
    span: Span
    text: str
    role: Role
    attribution: Attribution
    quantities: tuple[Quantity, ...] = ()
    times: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    checkable: bool = True
    loaded: tuple[Excerpt, ...] = ()
    proposed: str | None = None
    unresolved: tuple[Excerpt, ...] = ()


# --- what others report ----------------------------------------------------------------------------------------


class Stance(StrEnum):
    """What a passage does to a statement."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    DISCUSSES = "discusses"


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Of the three stances; they sum to one."""

    supports: float
    refutes: float
    discusses: float

    @property
    def stance(self) -> Stance:
        """The likeliest; where two are level, the one that takes no side."""
        side, probability = max((Stance.SUPPORTS, self.supports), (Stance.REFUTES, self.refutes), key=lambda p: p[1])
        return side if probability > self.discusses else Stance.DISCUSSES


class Agreement(StrEnum):
    """How a measure of a passage stands to the same kind of measure in the statement."""

    AGREES = "agrees"
    VAGUER = "vaguer"
    CLASHES = "clashes"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of the statement set against one of the passage. ``kind``: quantity, time or place."""

    kind: str
    ours: str
    theirs: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage of another report, set against one statement. ``places`` are those that it names.

    Where a person decided what it does to the statement, ``stance`` and ``probabilities`` are theirs, ``by`` is their
    name, ``decision`` the number of the entry, and ``machine`` keeps what the judge made of it.
    """

    id: str
    statement: str
    report: str
    span: Span
    text: str
    attribution: Attribution
    stance: Stance
    probabilities: Probabilities
    agreement: tuple[Comparison, ...] = ()
    places: tuple[Place, ...] = ()
    machine: Probabilities | None = None
    by: str | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a language model makes of one passage: advice, and no evidence.

    ``evidence`` is the passage's id. ``quotation`` stands there word for word; it may be empty where no side is taken.
    """

    evidence: str
    stance: Stance
    quotation: str


# --- who has it from whom --------------------------------------------------------------------------------------


class Descent(StrEnum):
    """Why one passage is held to go back to another, or to a speaker."""

    SYNDICATED = "syndicated"
    CREDITED = "credited"
    QUOTED = "quoted"
    COPIED = "copied"
    REPEATED = "repeated detail"
    SHARED_MISTAKE = "shared mistake"
    SAME_OWNER = "same owner"
    NOT_SHOWN = "independence not shown"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Link:
    """``child`` (evidence) has it from ``parent`` (evidence, or the name of an origin).

    ``seen`` is where this shows, in the text of the child's report; ``None`` where it shows in the report's
    particulars (its credits), which ``reason`` then names. ``probability`` is that it is so; 1 where it is written
    there, or was decided by a person, whose ``decision`` is then numbered.
    """

    child: str
    parent: str
    descent: Descent
    seen: Excerpt | None
    reason: str
    probability: float = 1.0
    decision: int | None = None


class OriginKind(StrEnum):
    """How the origin of a line comes to know. The order is that of directness."""

    OBSERVATION = "own observation"
    RECORD = "record"
    OFFICIAL = "official"
    NAMED = "named source"
    DESCRIBED = "described source"
    UNNAMED = "unnamed source"
    REPORTING = "reporting"
    UNSOURCED = "no stated source"


@dataclass(frozen=True, slots=True)
class Record:
    """How many of an origin's other statements independent lines later bore out, and how many they contradicted."""

    confirmed: int = 0
    contradicted: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """All evidence on one statement that goes back to one origin. Lines corroborate; articles do not.

    ``reliability`` is the Admiralty letter of the origin, A to F (F: cannot be judged), by its ``record`` or by a
    person. ``circular`` marks a line that adds nothing: it leads back to the report under verification, or nobody
    began it. ``circle`` names the outlets of the line that cite each other in a ring, the first again at the end.
    ``independence`` is the probability that this is a line of its own, and not, by one of the links in ``perhaps``,
    a part of another. ``decisions`` are the numbers of those by hand that shaped it.
    """

    id: str
    statement: str
    origin: str
    kind: OriginKind
    stance: Stance
    reliability: str
    evidence: tuple[str, ...]
    links: tuple[Link, ...] = ()
    circular: bool = False
    circle: tuple[str, ...] = ()
    independence: float = 1.0
    perhaps: tuple[Link, ...] = ()
    record: Record = Record()
    decisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many independent lines take one side on a statement, as far as uncertain descent lets anyone say.

    ``expected`` is the mean of the number's distribution; it is below ``low`` once in twenty, above ``high`` once in
    twenty, or less often.
    """

    statement: str
    stance: Stance
    expected: float
    low: int
    high: int


# --- what a person decides --------------------------------------------------------------------------------------


class Action(StrEnum):
    """What a decision does: the first four to lines, the next three to the verdict on a statement, then to a stance."""

    MERGE = "merge"
    SPLIT = "split"
    DESCENT = "descent"
    RELIABILITY = "reliability"
    ACCEPT = "accept"
    DISPUTE = "dispute"
    OVERRULE = "overrule"
    STANCE = "stance"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about, by what stays when versions and libraries change.

    Either words of a report (its id, which is the digest of its text, and where they stand), or an origin by name.
    """

    report: str | None = None
    span: Span | None = None
    origin: str | None = None

    def __post_init__(self) -> None:
        if (self.report is None or self.span is None) == (self.origin is None) or (not self.report and not self.origin):
            raise ValueError("a decision is about words of a report, or about an origin")

    def __str__(self) -> str:
        """``Ada Poe``, or ``3f1a9c2b7d10:120-188``, as the command line takes it."""
        return (
            f"{self.report[:12]}:{self.span.start}-{self.span.end}" if self.report and self.span else str(self.origin)
        )

    def meets(self, report: str, span: Span) -> bool:
        """Whether it is words of this passage, or words that hold it: spans may shift when reading changes."""
        return self.span is not None and self.report == report and self.span.overlaps(span)


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log of decisions: who decided what, when and why. Entries are never changed or taken out.

    ``number`` is its place in the log. ``about`` is one subject, or two of a merge, a split or a descent (the passage,
    and from whom it has it) or a stance (the statement, and the passage). ``value`` is the letter of a reliability, the
    kind of origin of a descent, the verdict of an overruling, a stance or ``none``; ``undoes`` the number of the entry
    that an undoing takes back. ``seen`` is the machine's verdict, or stance, that the person had before them.
    """

    number: int
    at: datetime
    by: str
    action: Action
    about: tuple[Subject, ...]
    note: str
    value: str | None = None
    undoes: int | None = None
    seen: str | None = None

    @property
    def signed(self) -> str:
        """``decided by Eva Doe on 2026-11-28``."""
        return f"decided by {self.by} on {self.at:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one statement of an origin: other independent lines bore it out, or contradicted it.

    ``passage`` is where the origin's statement stands in a held report, ``settled`` the day on which the last of the
    lines that decided it was first published.
    """

    origin: str
    passage: Subject
    confirmed: bool
    settled: date


# --- what was gathered -----------------------------------------------------------------------------------------


class Aim(StrEnum):
    """What a query is to find."""

    EVENT = "the event"
    DENIAL = "denials and corrections"
    BACKGROUND = "background"
    CLAIM = "published fact checks"
    CAPTURE = "an earlier capture"


@dataclass(frozen=True, slots=True)
class Search:
    """One query put to one connector, and whether it was answered. ``statements`` are the ids that it serves.

    ``since`` and ``until`` bound the days of publication asked for. ``found`` counts the addresses that came back;
    ``reason`` says why there was no answer, or why it is not whole.
    """

    connector: str
    words: str
    aim: Aim
    statements: tuple[str, ...]
    answered: bool
    found: int
    since: date | None = None
    until: date | None = None
    reason: str | None = None


class VisitOutcome(StrEnum):
    """What became of an address. Only what was kept, or was held already, can be evidence."""

    KEPT = "kept"
    HELD = "held already"
    SAME = "the same article"
    APART = "kept apart"
    REFUSED = "refused"
    LEFT = "not asked for"


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of one address that a connector gave.

    ``report`` is the id of the report that it holds, ``original`` the digest of the bytes in the archive, ``reason``
    why it is no evidence. ``at`` is when it was fetched.
    """

    connector: str
    address: str
    outcome: VisitOutcome
    at: datetime | None = None
    reason: str | None = None
    report: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """A published fact check, as its publisher marked it up (schema.org ClaimReview): who rated what how.

    It is shown beside the verdicts and weighs nothing in them. ``original`` is the digest of the markup in the archive.
    """

    claim: str
    rating: str
    publisher: str | None
    url: str | None
    title: str | None = None
    claimant: str | None = None
    claimed: date | None = None
    reviewed: date | None = None
    language: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    """What was sought for a report outside the library, and what came of it. ``failures`` name their connector."""

    report: str
    began: datetime
    searches: tuple[Search, ...]
    visits: tuple[Visit, ...]
    reviews: tuple[ClaimReview, ...] = ()
    failures: tuple[Failure, ...] = ()


# --- what follows from it --------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """AVeriTeC's four outcomes. ``UNDETERMINED`` is "not enough evidence", never "could not look"."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    UNDETERMINED = "undetermined"


class Confidence(StrEnum):
    """How good the base of a judgement is (ICD 203); apart from how likely the thing is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of the sum: natural-log odds, positive for "it is so".

    ``line`` is ``None`` for the prior and for a second opinion.
    """

    label: str
    weight: float
    line: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attestation:
    """Whether the speaker said it, which is another question than whether it is so."""

    verdict: Verdict
    reason: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """``log_odds`` is the sum of the reasons' weights, the prior among them.

    ``likelihood`` is an ICD 203 phrase; ``credibility`` the Admiralty figure 1 (confirmed by other independent
    sources) to 6 (cannot be judged). ``said`` is ``None`` for what the reporter says in their own voice.
    """

    statement: str
    as_of: date
    verdict: Verdict
    log_odds: float
    likelihood: str
    confidence: Confidence
    credibility: int
    reasons: tuple[Reason, ...]
    said: Attestation | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one person makes of the verdict on a statement. It stands beside the machine's, never in its place.

    ``action`` accepts, disputes or overrules it; ``verdict`` is the person's own, where they overrule it. ``seen`` is
    the machine's verdict that they had before them, as far as that is known. ``decision`` is the number of the entry in
    the log. Of several persons the latest is ``in_force``.
    """

    statement: str
    decision: int
    at: datetime
    by: str
    action: Action
    note: str
    verdict: Verdict | None = None
    seen: Verdict | None = None
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """What one party says about a matter, in the words of one report. ``evidence`` is ``None`` when it stands in
    the report under verification."""

    speaker: str
    report: str
    span: Span
    text: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """Rival accounts of one matter, side by side."""

    matter: str
    given: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A stage that did not run, reported beside the verdicts and never as one."""

    stage: str
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A held report that a dossier cites, without its text.

    ``earlier`` holds the ids of its earlier versions, which are held too and are no evidence any more.
    """

    report: str
    headline: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    abstract: str | None
    credits: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    @classmethod
    def to(cls, report: Report) -> Reference:
        """The reference to a report."""
        shared = (report.headline, report.publisher, report.published, report.url, report.language, report.abstract)
        return cls(report.id, *shared, report.credits)


@dataclass(frozen=True, slots=True)
class Interim:
    """One statement with what was found on it, while others are still looked up.

    Evidence and lines are as they will be in the dossier. The letters of origins, and with them the ``assessment``,
    rest on the record as it was before this report: what its other statements add is counted when all are there.
    """

    statement: Statement
    evidence: tuple[Evidence, ...]
    reports: tuple[Reference, ...]
    lines: tuple[Line, ...]
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a result. Same input, same library, same versions: the same bytes.

    Not so where ``opinion`` names a language model that was asked: what that answers nobody can promise. ``houses`` is
    the digest of the user's own table of outlets of one newsroom or owner, ``decisions`` the number of the last entry
    of the log of decisions by hand that was known.
    """

    package: str
    reading: str
    stance: str | None = None
    weights: str | None = None
    library: str | None = None
    opinion: str | None = None
    record: str | None = None
    houses: str | None = None
    decisions: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and what it states."""

    report: Report
    statements: tuple[Statement, ...]
    failures: tuple[Failure, ...]
    versions: Versions


@dataclass(frozen=True, slots=True)
class Dossier:
    """The report with all that was found. ``gatherings`` tell what was sought for it on the web, the earliest first.

    ``rulings`` are what persons make of the verdicts; ``aside`` are passages of which a person decided that they are no
    evidence.
    """

    report: Report
    as_of: date
    statements: tuple[Statement, ...]
    reports: tuple[Reference, ...]
    evidence: tuple[Evidence, ...]
    lines: tuple[Line, ...]
    assessments: tuple[Assessment, ...]
    accounts: tuple[Accounts, ...]
    failures: tuple[Failure, ...]
    versions: Versions
    counts: tuple[LineCount, ...] = ()
    decisions: tuple[Decision, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    aside: tuple[Evidence, ...] = ()
