"""A simulated news ecosystem with known truth: who finds the true values as copying grows?

    python -m bench.ecosystem [--seed N] [--seeds N] [--items N]     writes docs/ecosystem.svg and docs/ecosystem.json

Per copying rate and seed, a world of outlets reports on items that each have one true figure. An outlet finds out for
itself (from an official, a named person, or by its own eyes; who may be wrong), or copies from a report that is there
already: from an agency most often. Copies keep the words or are rewritten, name their source, credit whom they have it
from, or credit nobody. Some items carry a planted falsehood, which a clique of outlets passes round citing each other;
some first reports are wrong and corrected days later, when copies have already gone out.

The textbook answers (``bench/fusion.py``) see what such methods are given: which outlet gives which value last. Ours is
the real thing, ``trace_lines`` and ``assess``, on the passages as text; only reading and stance are not simulated, so
its errors are those of sourcing alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.curves import draw
from bench.fusion import Beliefs, accu, truthfinder, vote
from bench.scores import mean
from secondsource.assessment.assess import assess
from secondsource.model import (
    Attribution,
    Block,
    Citation,
    Disclosure,
    Evidence,
    Excerpt,
    Line,
    Mode,
    Probabilities,
    Report,
    Role,
    Span,
    Statement,
    Verdict,
)
from secondsource.sourcing.counting import count
from secondsource.sourcing.lines import trace_lines

DOCS = Path(__file__).parent.parent / "docs"
RATES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
METHODS = ("majority vote", "TruthFinder", "ACCU with copy detection", "lines of sourcing")
# What a method must believe before it is taken to hold a value for established: odds of four to one.
ESTABLISHED = 0.8

OUTLETS, AGENCIES, CLIQUE = 16, 3, 4
COVERING = 10  # outlets that report on an item
KNOWS = 0.85  # an official, a person or a witness has it right
PLANTED = 0.15  # items on which the clique spreads a falsehood
CORRECTED = 0.15  # items whose first report is wrong, and corrected later
AGENCY_DRAW = 4.0  # an agency is copied so many times as often as an outlet
# How copies are made: words kept or not, and who is named in them.
COPIES = (
    ("kept, source named, agency credited", 0.25),
    ("rewritten, source named", 0.20),
    ("rewritten, outlet cited", 0.25),
    ("kept, nobody named", 0.12),
    ("rewritten, nobody named", 0.12),
    ("rewritten without the figure, nobody named", 0.06),
)
FIRST_DAY = date(2021, 3, 1)

# fmt: off
_LANDS = (
    "Ost", "West", "Nor", "Sund", "Kal", "Vest", "Dun", "Mar", "Fen", "Hol", "Bran", "Tor", "Lind", "Ask", "Grav",
    "Rim",
)
_KINDS = ("Gazette", "Courier", "Herald", "Post", "Tribune", "Chronicle")
_GIVEN = (
    "Ada", "Max", "Eva", "Ivo", "Lea", "Tom", "Una", "Per", "Ida", "Jan", "Mia", "Leo", "Zoe", "Kai", "Nia", "Ola",
)
_FAMILY = (
    "Poe", "Roe", "Doe", "Voss", "Lund", "Brix", "Falk", "Hjort", "Quist", "Rask", "Munk", "Tveit", "Stark", "Wold",
    "Bugge", "Kvist", "Drey", "Ulm", "Yates", "Zorn",
)
_THINGS = (
    "crates", "barrels", "lorries", "carriages", "tents", "engines", "boats", "wagons", "turbines", "containers",
)
_PLACES = (
    "Almby", "Brosund", "Corvik", "Delmar", "Estavo", "Fjelby", "Garnsk", "Holmar", "Istrup", "Jelsa", "Kronby",
    "Lurvik",
)
_OPENINGS = (
    "{v} {things} {came} {place}", "in {place} {v} {things} {came2}", "as many as {v} {things} {came} {place}",
    "the {things} that {came} {place} number {v}", "{place} has received {v} {things}",
)  # fmt: skip
_CAME = ("were brought to", "arrived in", "reached", "were unloaded in", "were seen in", "have turned up in")
_CAME2 = ("were unloaded", "were counted", "have arrived", "were handed over", "came ashore", "were put under guard")
_WHEN = (
    "on {d}",
    "late on {d}", "before dawn on {d}", "in the course of {d}", "by the evening of {d}", "around noon on {d}",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TAILS = (
    "while the harbour stayed closed", "and the road to the coast was shut", "although no permit had been given",
    "as rain kept most people at home", "under the eyes of a small crowd", "after two days of delay",
    "and nobody would say for whom", "in spite of a strike", "with an escort of the police",
    "for the second time in a year",
)
# fmt: on


@dataclass(frozen=True)
class Told:
    """One report on an item: its passage, the value it gives, and from whom it really has it."""

    outlet: str
    report: Report
    evidence: Evidence
    value: int
    origin: str
    source: str | None
    figure: bool


@dataclass
class Item:
    """What happened, what is said to have happened, and everything reported of it, in the order of coming."""

    name: str
    truth: int
    false: tuple[int, ...]
    thing: str
    place: str
    people: tuple[tuple[str, str, int], ...]  # name, office, and the value that each of them holds
    told: list[Told] = field(default_factory=list)


# --- the world ---------------------------------------------------------------------------------------------------


class World:
    """A seed and a copying rate give the same reports every time."""

    def __init__(self, seed: int, rate: float, items: int) -> None:
        self._chance = random.Random(f"{seed} {rate}")
        self._rate = rate
        names = [f"{land}land {_KINDS[n % len(_KINDS)]}" for n, land in enumerate(_LANDS)]
        self._outlets = names[: OUTLETS - AGENCIES]
        self._agencies = [f"{land}land Press" for land in _LANDS[-AGENCIES:]]
        self._clique = self._outlets[:CLIQUE]
        self.items = [self._item(n) for n in range(items)]
        for item in self.items:
            self._report(item)

    def _item(self, number: int) -> Item:
        chance = self._chance
        values = chance.sample([v for v in range(13, 998) if v % 10], 4)
        people = []
        for _ in range(4):
            name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
            held = values[0] if chance.random() < KNOWS else chance.choice(values[1:])
            people.append((name, chance.choice(("the mayor", "a docker", "a nurse", "the governor")), held))
        thing, place = chance.choice(_THINGS), chance.choice(_PLACES)
        return Item(f"i{number}", values[0], tuple(values[1:]), thing, place, tuple(people))

    def _report(self, item: Item) -> None:
        chance = self._chance
        planted = chance.random() < PLANTED
        covering = chance.sample(self._agencies + self._outlets, COVERING)
        if planted:
            covering = [*self._clique, *(o for o in covering if o not in self._clique)][:COVERING]
            self._plant(item)
        mistaken = not planted and chance.random() < CORRECTED
        for n, outlet in enumerate(o for o in covering if not (planted and o in self._clique)):
            day = FIRST_DAY + timedelta(days=n // 3)
            if item.told and chance.random() < self._rate:
                self._copy(item, outlet, day)
            else:
                self._find_out(item, outlet, day, wrong=mistaken and n == 0)
        if mistaken:  # whoever was first puts it right; what was copied from it stays
            self._find_out(item, item.told[0].outlet, FIRST_DAY + timedelta(days=5), wrong=False)

    def _plant(self, item: Item) -> None:
        """One outlet makes it up; the others cite one another, and the first cites the last."""
        value = item.false[0]
        ring = [*self._clique, self._clique[0]]
        for n, outlet in enumerate(ring):
            day = FIRST_DAY + timedelta(days=n // 3)
            cited = ring[n - 1] if n else None
            self._publish(item, outlet, day, value, f"made up by {ring[0]}", cited=cited, byline=not n)

    def _find_out(self, item: Item, outlet: str, day: date, *, wrong: bool) -> None:
        chance = self._chance
        if wrong:
            self._publish(item, outlet, day, item.false[-1], f"{outlet} itself", byline=True)
        elif (way := chance.random()) < 0.6:
            name, office, held = chance.choice(item.people)
            self._publish(item, outlet, day, held, name, source=(name, office))
        elif way < 0.75:
            value = item.truth if chance.random() < KNOWS else chance.choice(item.false)
            self._publish(item, outlet, day, value, f"eyes of {outlet}", witness=True)
        else:
            value = item.truth if chance.random() < KNOWS else chance.choice(item.false)
            self._publish(item, outlet, day, value, f"{outlet} itself", byline=True)

    def _copy(self, item: Item, outlet: str, day: date) -> None:
        chance = self._chance
        there = [told for told in item.told if told.outlet != outlet]
        if not there:
            self._find_out(item, outlet, day, wrong=False)
            return
        draws = [AGENCY_DRAW if told.outlet in self._agencies else 1.0 for told in there]
        parent = chance.choices(there, draws)[0]
        way = chance.choices([name for name, _ in COPIES], [share for _, share in COPIES])[0]
        person = next(((n, o) for n, o, _ in item.people if n == parent.source), None)
        named = person if "source named" in way else None
        cited = parent.outlet if "outlet cited" in way or ("source named" in way and not named) else None
        self._publish(
            item, outlet, day, parent.value, parent.origin,
            source=named,
            cited=None if "kept" in way else cited,
            credit=parent.outlet if "credited" in way else None,
            kept=parent if "kept" in way else None,
            figure=parent.figure and "without the figure" not in way,
            byline="nobody" in way and chance.random() < 0.5,
        )  # fmt: skip

    def _publish(
        self,
        item: Item,
        outlet: str,
        day: date,
        value: int,
        origin: str,
        *,
        source: tuple[str, str] | None = None,
        cited: str | None = None,
        credit: str | None = None,
        kept: Told | None = None,
        witness: bool = False,
        figure: bool = True,
        byline: bool = False,
    ) -> None:
        content = kept.evidence.attribution.content.text if kept else self._content(item, value if figure else None)
        if kept and self._chance.random() < 0.5:  # cut, as copies are
            content = content.rsplit(", ", 1)[0]
        text, speaker, disclosure = content, None, None
        if source:
            text, speaker, disclosure = f"{source[0]}, {source[1]}, said that {content}", source[0], Disclosure.NAMED
        elif cited:
            text, speaker, disclosure = f"{content}, {cited} reported", cited, Disclosure.NAMED
        elif witness:
            text = f"A reporter of the {outlet} saw how {content}"
        text = f"{text[0].upper()}{text[1:]}."
        body = f"{text}\n{outlet}, {item.name}, {len(item.told)}."  # no two reports have the same digest
        digest = hashlib.sha256(body.encode()).hexdigest()
        report = Report(
            digest, body, (Block(Span(0, len(text)), Role.PARAGRAPH),),
            publisher=outlet, published=day, language="en",
            byline="By our own reporter" if byline else None, credits=(credit,) if credit else (),
        )  # fmt: skip
        evidence = _evidence(item, report, text, content, speaker, disclosure)
        item.told.append(Told(outlet, report, evidence, value, origin, source[0] if source else None, figure))

    def _content(self, item: Item, value: int | None) -> str:
        chance = self._chance
        opening = chance.choice(_OPENINGS).format(
            v="very many" if value is None else value, things=item.thing, place=item.place,
            came=chance.choice(_CAME), came2=chance.choice(_CAME2),
        )  # fmt: skip
        when = chance.choice(_WHEN).format(d=chance.choice(_DAYS))
        return f"{opening} {when}, {chance.choice(_TAILS)}"


def _evidence(
    item: Item, report: Report, text: str, content: str, speaker: str | None, disclosure: Disclosure | None
) -> Evidence:
    span = Span(0, len(text))
    start = text.lower().index(content.lower())
    quoted = Excerpt.cut(text, Span(start, start + len(content)))
    attribution = Attribution(Mode.NARRATED, quoted)
    if speaker is not None:
        at = text.index(speaker)
        end = text.index(", said") if ", said" in text else at + len(speaker)
        source = Excerpt.cut(text, Span(at, end))
        chain = (Citation(speaker, disclosure or Disclosure.NAMED, source, None),)
        attribution = Attribution(Mode.INDIRECT, quoted, source, None, speaker, disclosure, chain=chain)
    surely = Probabilities(0.92, 0.03, 0.05)
    id_ = f"{item.name}/{report.id[:16]}-0"
    return Evidence(id_, item.name, report.id, span, text, attribution, surely.stance, surely)


# --- the answers -------------------------------------------------------------------------------------------------


def claims(items: Sequence[Item]) -> dict[str, dict[str, str]]:
    """What each outlet says last, which is all that the textbook answers are given."""
    return {item.name: {told.outlet: str(told.value) for told in item.told} for item in items}


def ours(items: Sequence[Item]) -> tuple[Beliefs, set[tuple[str, str]]]:
    """Our belief in each value as a probability, and the values that were found supported."""
    beliefs: Beliefs = {}
    supported = set()
    for item in items:
        beliefs[item.name] = {}
        for value in sorted({told.value for told in item.told}):
            assessment = judge(item, value)
            beliefs[item.name][str(value)] = 1 / (1 + math.exp(-assessment.log_odds))
            if assessment.verdict is Verdict.SUPPORTED:
                supported.add((item.name, str(value)))
    return beliefs, supported


def judge(item: Item, value: int) -> Any:
    """The assessment of the statement that it was this value."""
    evidence, reports = _against(item, value), {told.report.id: told.report for told in item.told}
    lines = trace_lines(_statement(item, value), evidence, reports, _VERIFIED)
    by_id = {e.id: e for e in evidence}
    return assess(_statement(item, value), lines, by_id, reports, _VERIFIED, as_of=FIRST_DAY + timedelta(days=30))


def _against(item: Item, value: int) -> list[Evidence]:
    """The passages as evidence on one value: who gives another refutes it."""
    other = Probabilities(0.03, 0.92, 0.05)
    return [
        told.evidence if told.value == value else replace(told.evidence, stance=other.stance, probabilities=other)
        for told in item.told
    ]


def _statement(item: Item, value: int) -> Statement:
    text = f"{value} {item.thing} came to {item.place}."
    span = Span(0, len(text))
    return Statement(item.name, span, text, Role.PARAGRAPH, Attribution(Mode.NARRATED, Excerpt(span, text)))


_VERIFIED = Report("0" * 64, "Verified.", (), publisher="Verified Weekly")


# --- what is measured --------------------------------------------------------------------------------------------


def world(seed: int, rate: float, items: int) -> dict[str, dict[str, float]]:
    """For each method its accuracy, and how often a falsehood passes as established; for ours how lines err too."""
    held = World(seed, rate, items).items
    given = claims(held)
    found = {"majority vote": vote(given), "TruthFinder": truthfinder(given), "ACCU with copy detection": accu(given)}
    beliefs, supported = ours(held)
    result = {name: _score(held, found[name]) for name in found}
    mine = _score(held, beliefs)
    wrong = [any((i.name, str(v)) in supported for v in _values(i) if v != i.truth) for i in held]
    right = [(i.name, str(i.truth)) in supported for i in held]
    mine |= {"false corroboration": mean(wrong), "established": mean(right)}
    result["lines of sourcing"] = mine | _lines(held)
    return result


def _values(item: Item) -> list[int]:
    return sorted({told.value for told in item.told})


def _score(items: Sequence[Item], beliefs: Beliefs) -> dict[str, float]:
    """``accuracy``: the most believed value is the true one. ``false corroboration``: a false one is held for
    established. ``established``: the true one is."""
    best = {item.name: max(sorted(beliefs[item.name]), key=beliefs[item.name].__getitem__) for item in items}
    held = [
        any(belief >= ESTABLISHED for value, belief in beliefs[i.name].items() if value != str(i.truth)) for i in items
    ]
    return {
        "accuracy": mean([best[item.name] == str(item.truth) for item in items]),
        "false corroboration": mean(held),
        "established": mean([beliefs[item.name].get(str(item.truth), 0.0) >= ESTABLISHED for item in items]),
    }


def _lines(items: Sequence[Item]) -> dict[str, float]:
    """How the lines of the value most reported err: pairs of passages of two origins on one line hide a confirmation,
    pairs of one origin on two lines are a false corroboration; and how often the range holds the true number."""
    merged, split, covered, bias, outlets = [], [], [], [], []
    for item in items:
        value = _most_told(item)
        evidence, reports = _against(item, value), {told.report.id: told.report for told in item.told}
        lines, origins = traced(item)
        line_of = {id_: line.id for line in lines for id_ in line.evidence}
        for one, other in _pairs(sorted(origins)):
            if one in line_of and other in line_of:
                together = line_of[one] == line_of[other]
                (split if origins[one] == origins[other] else merged).append(
                    (not together) if origins[one] == origins[other] else together
                )
        truth = len(set(origins.values()))
        if not lines:  # those who give the value all took it back
            continue
        counted = count(lines, {e.id: e for e in evidence}, reports)
        covered.append(counted.low <= truth <= counted.high)
        bias.append(counted.expected - truth)
        outlets.append(len({told.outlet for told in item.told if told.value == value}) - truth)
    return {
        "wrongly merged": mean(merged),
        "wrongly split": mean(split),
        "range holds": mean(covered),
        "expected less true": mean(bias),
        "outlets less true": mean(outlets),
    }


def traced(item: Item) -> tuple[list[Line], dict[str, str]]:
    """The lines for the value most reported, and the true origin of each passage that gives it."""
    value = _most_told(item)
    evidence, reports = _against(item, value), {told.report.id: told.report for told in item.told}
    lines = trace_lines(_statement(item, value), evidence, reports, _VERIFIED)
    origins = {told.evidence.id: told.origin for told in item.told if told.value == value}
    return [line for line in lines if line.stance == "supports"], origins


def _most_told(item: Item) -> int:
    return max(_values(item), key=[told.value for told in item.told].count)


def _pairs(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for n, one in enumerate(ids) for other in ids[n + 1 :])


Curves = dict[str, dict[str, list[list[float]]]]


def curves(seed: int, seeds: int, items: int) -> Curves:
    """Method to measure to, for each rate, the figure of each seed."""
    found: Curves = {}
    for rate in RATES:
        for each in range(seed, seed + seeds):
            for method, figures in world(each, rate, items).items():
                for name, figure in figures.items():
                    rows = found.setdefault(method, {}).setdefault(name, [[] for _ in RATES])
                    rows[RATES.index(rate)].append(round(figure, 4))
    return found


def measure(shared: Path) -> dict[str, float]:
    """The figures of ours at a copying rate of .8, on one small world."""
    del shared
    figures = world(1, 0.8, 40)["lines of sourcing"]
    return {
        "accuracy": figures["accuracy"],
        "false_corroboration_error": figures["false corroboration"],
        "lines_merged_error": figures["wrongly merged"],
        "lines_split_error": figures["wrongly split"],
        "range_holds_share": figures["range holds"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.ecosystem", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seed", type=int, default=11, help="the first seed (default: 11)")
    parser.add_argument("--seeds", type=int, default=5, help="how many worlds per rate, for the band (default: 5)")
    parser.add_argument("--items", type=int, default=100, help="items per world (default: 100)")
    arguments = parser.parse_args()
    found = curves(arguments.seed, arguments.seeds, arguments.items)
    settings = {"seed": arguments.seed, "seeds": arguments.seeds, "items": arguments.items, "rates": RATES}
    text = json.dumps({"settings": settings, "curves": found}, indent=1)
    (DOCS / "ecosystem.json").write_text(text + "\n", encoding="utf-8")
    (DOCS / "ecosystem.svg").write_text(draw(found, RATES), encoding="utf-8")
    for method in METHODS:
        for name, rows in found[method].items():
            print(f"{method:26} {name:22}", "  ".join(f"{mean(row):.2f}" for row in rows))


if __name__ == "__main__":
    main()
