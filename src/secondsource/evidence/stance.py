"""Stance of a passage to a statement: what a learned judge says, and signs that a reader can check, in one rule.

Of the candidates those that share enough with the statement are shown to the judge (``asking.py``), at most `JUDGED` of
them, but for those whose signs let no answer of it make them evidence. It sees the headline above and what the passage
asserts, without who says so: whether somebody who says it makes it so is asked later, by lines. The rule (``rule.py``)
joins its four probabilities with the signs (``signs.py``).
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from secondsource.evidence.asking import Answer, Judge, ask
from secondsource.evidence.retrieve import Candidate
from secondsource.evidence.rule import Rule, terms
from secondsource.evidence.signs import denied_by_cue, order_of, signs
from secondsource.learned.stance import StanceModel
from secondsource.model import Agreement, Comparison, Evidence, Probabilities, Role, Stance, Statement

# What has less than this share of a statement is not judged (of 76 such pairs one was context), and of the others only
# those that have most.
LEAST_SHARE, JUDGED = 0.3, 24
# Below this chance of taking a side a passage is no evidence at all. What leans against is shown sooner: of what a
# search brings up one in two hundred refutes, so the chances are small, and an editor wants to see a denial.
RELATED, LEANING_AGAINST = 0.15, 0.075
# Passages that take no side are kept for context: of those that lean to either side so many, each of another report.
CONTEXT = 3

Agreed = tuple[Comparison, ...]
Weighed = tuple[Probabilities, Agreed]
NO_SIDE = Probabilities(0.0, 0.0, 1.0)


def judge(
    statement: Statement, published: date | None, candidates: Iterable[Candidate], asked: Judge = ask
) -> tuple[Evidence, ...]:
    """The candidates that bear on a statement of a report published then, the clearest first; of passages that overlap,
    the clearest. ``asked`` is the learned judge."""
    offered = tuple(candidates)
    return _kept(statement, offered, weigh(statement, published, offered, asked))


def _kept(statement: Statement, candidates: Sequence[Candidate], weighed: Sequence[Weighed]) -> tuple[Evidence, ...]:
    paired = zip(candidates, weighed, strict=True)
    judged = [as_evidence(statement, c, found) for c, found in paired if _bears(found[0])]
    judged.sort(key=lambda e: (e.probabilities.discusses, e.id))
    kept: list[Evidence] = []
    context: Counter[bool] = Counter()
    for evidence in judged:
        if any(k.report == evidence.report and k.span.overlaps(evidence.span) for k in kept):
            continue
        if evidence.stance is Stance.DISCUSSES:
            leaning = _against(evidence)
            context[leaning] += 1
            if context[leaning] > CONTEXT or any(k.report == evidence.report and _against(k) is leaning for k in kept):
                continue
        kept.append(evidence)
    return tuple(kept)


def _bears(found: Probabilities) -> bool:
    return 1 - found.discusses >= (LEANING_AGAINST if found.refutes > found.supports else RELATED)


def _against(evidence: Evidence) -> bool:
    """Which way a passage leans, be it ever so little."""
    return evidence.probabilities.refutes > evidence.probabilities.supports


def weigh(
    statement: Statement, published: date | None, candidates: Sequence[Candidate], asked: Judge = ask
) -> list[Weighed]:
    """For each candidate the probabilities of the three stances, and how the measures compare."""
    sheet = _Sheet.of(statement, published, candidates)
    return sheet.weighed(asked(sheet.pairs))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A statement and its candidates with their signs, and which of them are to be judged."""

    statement: Statement
    candidates: Sequence[Candidate]
    signs: tuple[tuple[dict[str, float], Agreed], ...]
    chosen: tuple[int, ...]

    @staticmethod
    def of(statement: Statement, published: date | None, candidates: Sequence[Candidate]) -> _Sheet:
        found = _ordered(statement, candidates, [signs(statement, published, each) for each in candidates])
        near = [n for n, (each, _) in enumerate(found) if each["share"] >= LEAST_SHARE]
        chosen = heapq.nlargest(JUDGED, near, key=lambda n: (found[n][0]["share"], candidates[n].statement.id))
        return _Sheet(
            statement, candidates, found, tuple(n for n in chosen if Rule.load().most(found[n][0]) >= LEANING_AGAINST)
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the judge reads."""
        return [(self.statement.text, shown(self.candidates[n], self.signs[n][1])) for n in self.chosen]

    def weighed(self, answers: Sequence[Answer]) -> list[Weighed]:
        """What is not judged takes no side."""
        found = [(NO_SIDE, agreement) for _, agreement in self.signs]
        ours = denied_by_cue(self.statement)
        for number, answer in zip(self.chosen, answers, strict=True):
            each, agreement = self.signs[number]
            swap = ours != denied_by_cue(self.candidates[number].statement)
            found[number] = Rule.load().probabilities(terms(each, answer, swap=swap)), agreement
        return found


def _ordered(
    statement: Statement, candidates: Sequence[Candidate], found: Sequence[tuple[dict[str, float], Agreed]]
) -> tuple[tuple[dict[str, float], Agreed], ...]:
    """Where a passage has it that the one did to the other what the statement has the other way round, none that leaves
    out who did it to whom bears the statement out."""
    turned = any(each["turned round"] for each, _ in found)
    if not turned or any(order_of(statement, candidate) > 0 for candidate in candidates):
        return tuple(found)
    return tuple(({**each, "turned round": 1.0}, agreement) for each, agreement in found)


def shown(candidate: Candidate, agreement: Agreed) -> str:
    """What the judge reads: the headline, which names what the passage leaves out, and what the passage asserts.

    Measures that agree stand in it in the statement's words, and so do vaguer figures and times, since how they compare
    is known: the judge takes "99" and "about 100", or an airport under two names, for a contradiction.
    """
    text = candidate.statement.text
    for each in agreement:
        vaguer = each.agreement is Agreement.VAGUER and each.kind != "place"
        if (vaguer or each.agreement is Agreement.AGREES) and each.ours not in text:
            text = text.replace(each.theirs, each.ours, 1)
    headline = (candidate.report.headline or "").strip()
    if not headline or candidate.statement.role is Role.HEADLINE:
        return text
    return f"{headline} {text}" if headline[-1] in ".!?”\"'" else f"{headline}. {text}"


def stance_version() -> str:
    """Names everything that decides a stance: the weights of the judge, and the rule."""
    return f"{StanceModel.load().version}+{Rule.load().version}"


def as_evidence(statement: Statement, candidate: Candidate, weighed: Weighed) -> Evidence:
    probabilities, agreement = weighed
    other = candidate.statement
    return Evidence(
        id=f"{statement.id}/{other.id}",
        statement=statement.id,
        report=candidate.report.id,
        span=other.span,
        text=other.span.of(candidate.report.text),
        attribution=other.attribution,
        stance=probabilities.stance,
        probabilities=probabilities,
        agreement=agreement,
        places=other.places,
    )
