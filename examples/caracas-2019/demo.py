"""Verifies report.txt, as published on 25 March 2019, against the reports in library/, as of that day.

Run it with ``make demo``. It prints the dossier and writes it as one HTML file in the folder ``build``.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from secondsource import Library, verify
from secondsource.dossier.page import render_page
from secondsource.dossier.terminal import print_dossier
from secondsource.intake.take import take_all
from secondsource.model import Dossier, Failure

CASE = Path(__file__).parent
PAGE = CASE.parent.parent / "build" / "caracas-2019.html"
PUBLISHED = date(2019, 3, 25)
NOW = datetime(2019, 3, 25, 20, tzinfo=UTC)


def make_dossier(folder: Path) -> Dossier:
    """The dossier of the report, with a library made in ``folder`` from the abstracts."""
    with Library.open(folder, create=True, now=lambda: NOW) as library:
        taken = [item for item in take_all(CASE / "library", now=NOW) if not isinstance(item, Failure)]
        list(library.add((item.report, item.data) for item in taken))
        return verify(CASE / "report.txt", library, published=PUBLISHED, now=NOW)


def main() -> None:
    with TemporaryDirectory() as folder:
        dossier = make_dossier(Path(folder) / "library")
    print_dossier(dossier, Console())
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(render_page(dossier), encoding="utf-8")
    Console().print(f"\nThe dossier as a page: {PAGE}")


if __name__ == "__main__":
    main()
