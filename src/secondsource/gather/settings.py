"""What a user can set about gathering."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from secondsource.gather.limits import Limits


@dataclass(frozen=True, slots=True)
class GatherSettings:
    """Whom to ask, and how much.

    ``feeds`` are addresses of feeds and news sitemaps, ``folders`` are files or folders of reports, ``searxng`` is the
    address of a SearXNG server, ``wikis`` are those of MediaWiki's ``api.php``. ``contact`` is told to every host,
    so that somebody can be written to. ``off`` names connectors that are not to be asked. ``fact_check_key`` is never
    shown.
    """

    limits: Limits = field(default_factory=Limits)
    contact: str | None = None
    feeds: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()
    searxng: str | None = None
    wikis: tuple[str, ...] = ("https://en.wikipedia.org/w/api.php",)
    fact_check_key: str | None = field(default=None, repr=False)
    off: tuple[str, ...] = ()
