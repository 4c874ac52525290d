"""What held reports state as a whole, so that they can be found by who speaks in them and where; and what became of it.

Verification reads only the blocks that bear on its statements. Here reports are read whole, one after the other, and
what was read of them already is not read again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from secondsource.library import Library
from secondsource.library.catalogue import Contents, Said, Speaker
from secondsource.model import Disclosure, Outcome, Record, Report, Span, Statement
from secondsource.reading.statements import READING_VERSION
from secondsource.shelf import Shelf
from secondsource.sourcing.names import sound, telling_words
from secondsource.sourcing.reliability import letter, records


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is in a library: how they are called, and what became of what they said.

    ``reliability`` is the Admiralty letter for their ``record``; ``outcomes`` are what it is made of, the last to be
    settled first.
    """

    speaker: Speaker
    spellings: tuple[str, ...]
    reliability: str
    record: Record
    outcomes: tuple[Outcome, ...]


def person(name: str) -> str:
    """The name that the spellings of one name are joined under.

    Names of several words are joined where each word sounds alike: Nicolás Maduro and Nicolas Maduro, Sergey Lavrov and
    Sergei Lavrov. A surname alone stays by itself: in two reports it may be two people.
    """
    words = telling_words(name)
    if len(words) < 2:
        return words[0] if words else name.casefold()
    return " ".join(sound(word) for word in words)


def stated(library: Library, report: Report) -> tuple[Statement, ...]:
    """What a held report states, from first to last; read now if it was not yet, and then kept."""
    shelf = Shelf(library)
    statements = _read(shelf, report)
    if not library.catalogue.is_read(report.id, READING_VERSION):
        _keep(library, shelf, [_contents(report, statements)])
    return statements


def read_ahead(library: Library, most: int) -> int:
    """Reads at most so many reports whole that no one has read yet, the last to come in first; how many those were."""
    shelf = Shelf(library)
    found = []
    for report_id in library.catalogue.unread(READING_VERSION, most):
        with suppress(KeyError):  # it was removed meanwhile
            report = shelf.report(report_id)
            found.append(_contents(report, _read(shelf, report)))
    if found:
        _keep(library, shelf, found)
    return len(found)


def standing(library: Library, name: str) -> Standing:
    """Who somebody is in a library; ``KeyError`` if nobody of that name speaks in a report that was read whole."""
    key = person(name)
    if (speaker := library.catalogue.speaker(key)) is None:
        raise KeyError(name)
    theirs = [outcome for outcome in library.outcomes() if person(outcome.origin) == key]
    record = Record()
    for each in records(theirs).values():
        record = Record(record.confirmed + each.confirmed, record.contradicted + each.contradicted)
    outcomes = tuple(sorted(theirs, key=lambda outcome: (outcome.settled, outcome.origin), reverse=True))
    return Standing(speaker, library.catalogue.spellings(key), letter(record), record, outcomes)


def _read(shelf: Shelf, report: Report) -> tuple[Statement, ...]:
    return shelf.statements(report, Span(0, len(report.text))) if report.text else ()


def _keep(library: Library, shelf: Shelf, found: list[Contents]) -> None:
    shelf.keep()
    library.catalogue.keep(found)


def _contents(report: Report, statements: tuple[Statement, ...]) -> Contents:
    said = (
        Said(statement.attribution.speaker, person(statement.attribution.speaker), statement.span, statement.text)
        for statement in statements
        if statement.attribution.speaker and statement.attribution.disclosure is Disclosure.NAMED
    )
    places = sorted({place.name for statement in statements for place in statement.places})
    return Contents(report.id, READING_VERSION, tuple(said), tuple(places))
