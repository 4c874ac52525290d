"""What we hold: reports, the bytes they came as, and an index over their passages."""

from secondsource.library.library import Library
from secondsource.library.search import Passage
from secondsource.library.store import Added, Capture, Custody

__all__ = ["Added", "Capture", "Custody", "Library", "Passage"]
