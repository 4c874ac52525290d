"""What a report states, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from secondsource.model.measure import Place, Quantity, When
from secondsource.model.report import Excerpt, Role, Span


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
