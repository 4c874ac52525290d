"""How much may be asked, and how fast: the limits of one gathering."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes.

    ``queries`` are per report, ``results`` per query and connector, ``pages`` per gathering, ``pages_per_host`` per
    host. ``delay`` lies between the starts of two requests to one host, of which ``at_once`` may be under way.
    ``longest_wait`` is the longest that a host may have us wait before it is left alone.
    """

    queries: int = 16
    results: int = 25
    pages: int = 200
    pages_per_host: int = 20
    seconds: float = 300.0
    size: int = 200_000_000
    delay: float = 1.0
    at_once: int = 1
    hosts_at_once: int = 8
    attempts: int = 3
    backoff: float = 2.0
    longest_wait: float = 60.0
