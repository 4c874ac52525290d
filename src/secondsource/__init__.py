"""Verifies news reports: what a report states, who says so, and how many independent origins stand behind it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secondsource.errors import FetchError, InputError, LibraryError, SecondsourceError
    from secondsource.gather.gather import gather_evidence
    from secondsource.library import Library
    from secondsource.method import read, verify
    from secondsource.model import Dossier, Gathering, Reading, Report
    from secondsource.opinion.language_model import LanguageModel

__all__ = [
    "Dossier",
    "FetchError",
    "Gathering",
    "InputError",
    "LanguageModel",
    "Library",
    "LibraryError",
    "Reading",
    "Report",
    "SecondsourceError",
    "gather_evidence",
    "read",
    "verify",
]

_HOMES = {
    "errors": ("FetchError", "InputError", "LibraryError", "SecondsourceError"),
    "gather.gather": ("gather_evidence",),
    "library": ("Library",),
    "model": ("Dossier", "Gathering", "Reading", "Report"),
    "method": ("read", "verify"),
    "opinion.language_model": ("LanguageModel",),
}


def __getattr__(name: str) -> Any:
    """Public names are imported when first asked for, so that ``secondsource --help`` need not wait for numpy."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"secondsource.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
