"""Watching: what is followed, which feeds are watched, and what changed between two dossiers, with its reason."""

from secondsource.watch.changes import Cause, Change, Delivery, Feed, Follow
from secondsource.watch.store import Watched

__all__ = ["Cause", "Change", "Delivery", "Feed", "Follow", "Watched"]
