"""The connectors that are installed: ours and other people's, found through one entry point group.

An entry point of the group ``secondsource.connectors`` names a function that takes the settings (``Gather``) and
returns a ``Connector``, or raises ``NotSetUpError`` to say what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from secondsource.gather.connector import Connector, NotSetUpError
from secondsource.settings import Gather

GROUP = "secondsource.connectors"


@dataclass(frozen=True, slots=True)
class Registered:
    """A connector by its name; where there is none, ``lacking`` says why, and ``broken`` whether that is a fault."""

    name: str
    connector: Connector | None
    lacking: str | None = None
    broken: bool = False


def registered(settings: Gather, points: Iterable[EntryPoint] | None = None) -> tuple[Registered, ...]:
    """Every connector that is installed, by name."""
    found = entry_points(group=GROUP) if points is None else points
    return tuple(_made(point, settings) for point in sorted(found, key=lambda point: point.name))


def _made(point: EntryPoint, settings: Gather) -> Registered:
    if point.name in settings.off:
        return Registered(point.name, None, "turned off in the settings")
    try:
        return Registered(point.name, point.load()(settings))
    except NotSetUpError as error:
        return Registered(point.name, None, str(error))
    except Exception as error:  # somebody else's code must not cost the other connectors
        reason = f"it cannot be loaded ({type(error).__name__}); reinstall or remove the package it comes with"
        return Registered(point.name, None, reason, broken=True)
