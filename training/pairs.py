"""A labelled pair of statement and passage, with what its label says and what its set could have said."""

from __future__ import annotations

from dataclasses import dataclass

SUPPORTS, REFUTES, DISCUSSES, UNRELATED = range(4)
ALL = (SUPPORTS, REFUTES, DISCUSSES, UNRELATED)


@dataclass(frozen=True, slots=True)
class Pair:
    """``meant``: the classes that the label may stand for (a two-way "not supported" stands for three of them).
    ``possible``: the classes between which the set chose; those it never names get no loss."""

    claim: str
    evidence: str
    meant: tuple[int, ...]
    possible: tuple[int, ...] = ALL
    kind: str = ""
