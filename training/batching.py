"""Batches for training: sets mixed by shares of pieces, and examples of one length side by side."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sized
from typing import TypeVar

E = TypeVar("E", bound=Sized)  # an example; its length is counted in pieces

POOL = 40  # batches that are ordered by length together


def batches(
    streams: Mapping[str, Iterator[E]], shares: Mapping[str, float], *, pieces: int, seed: int, at_once: int = 1
) -> Iterator[list[E]]:
    """Batches of about ``pieces`` pieces, without end, ordered by length within a pool so that little is padding.

    Each example is drawn from the set that is furthest behind its share; ``at_once`` are drawn between two looks at
    whether the pool is full. The same seed and streams give the same batches.
    """
    chance, drawn = random.Random(seed), dict.fromkeys(shares, 0.0)
    while True:
        pool: list[E] = []
        while sum(map(len, pool)) < POOL * pieces:
            for _ in range(at_once):
                name = min(shares, key=lambda n: drawn[n] / shares[n])
                pool.append(next(streams[name]))
                drawn[name] += len(pool[-1])
        pool.sort(key=len)
        ready: list[list[E]] = [[]]
        for item in pool:
            if ready[-1] and (len(ready[-1]) + 1) * len(item) > pieces:
                ready.append([])
            ready[-1].append(item)
        yield from chance.sample(ready, len(ready))
