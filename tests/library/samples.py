"""Reports for the tests of the library."""

import hashlib
from datetime import UTC, date, datetime

from secondsource.model import Block, Report, Role, Span

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)

FERRY = "A ferry with 212 passengers ran aground off Holyhead on Monday.\n\nThe coastguard said that nobody was hurt."
BRIDGE = (
    "The council of Trondheim voted on Thursday to close the old bridge for a year.\n\n"
    "Repairs will cost 40 million crowns, it said."
)
GRAIN = "Grain exports through Constanta rose by a third in June, the port's director said."


def make(text: str, *, headline: str | None = None, **particulars: object) -> Report:
    """A report whose paragraphs are set apart by empty lines; ``headline`` is its first block if it begins so."""
    blocks, position = [], 0
    for number, part in enumerate(text.split("\n\n")):
        start = text.index(part, position)
        position = start + len(part)
        role = Role.HEADLINE if number == 0 and part == headline else Role.PARAGRAPH
        if part:
            blocks.append(Block(Span(start, position), role))
    return Report(
        id=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        blocks=tuple(blocks),
        headline=headline,
        **particulars,  # type: ignore[arg-type]
    )


def gazette(text: str, day: int = 1, *, publisher: str = "Gazette", **particulars: object) -> Report:
    """A report of May 2019."""
    return make(text, publisher=publisher, published=date(2019, 5, day), **particulars)


def item(report: Report) -> tuple[Report, bytes]:
    return report, b"as it came: " + report.text.encode()
