"""How sure is right: the probabilities of links against what is known, by way of descent.

Two grounds. Of the labelled pairs of real passages (``bench/copies.py``, reporting half), those between which a link
"copied" is made: its probability against the label (one origin or not), and the calibration of the likelihood of one
origin over all of them (``one_origin_error``, the expected calibration error over five bins). In the simulated
ecosystem (``bench/ecosystem.py``; worlds of two seeds at four rates of copying), where the true origin of each passage
is known: each link that is made, or stands under ``perhaps``, against whether its passage adds no origin of its own,
its true origin being that of another passage, too. For that the count of lines takes the probability. Whether it is the
very origin of the line (``same``) is another question where several told the same.

``links_error`` is the mean distance of probability and share that was right over the ways of descent, weighted by how
many links each has, at ``RATE``; the table has all rates.

    python -m bench.certainty [--seed N]    the table, one row a way of descent
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.copies import Pair, labelled
from bench.ecosystem import Item, World, traced
from bench.scores import mean
from secondsource.model import Descent
from secondsource.sourcing.copies import relate, shared_run

RATES = (0.2, 0.4, 0.6, 0.8)
RATE = 0.8  # copied reports among all, which is what agencies and their customers come to
SEEDS = (21, 22)  # worlds in which no rule and no number was developed
ITEMS = 60
BINS = 5

# A way of descent, by name, to its links: probability, whether the passage adds no origin, whether it has the line's.
Ways = dict[str, list[tuple[float, bool, bool]]]


def measure(shared: Path) -> dict[str, float]:
    """The figures above."""
    pairs = [pair for pair in labelled(shared / "data")[0] if not pair.tuning]
    made = copied(pairs)
    found = simulated(SEEDS, (RATE,))
    return {
        "one_origin_error": calibration([(relate(p.ours, p.theirs).same_origin, p.same_origin) for p in pairs]),
        "copied": len(made),
        "copied_probability": mean([sure for sure, _ in made]),
        "copied_right_share": mean([right for _, right in made]),
        "links": sum(len(links) for links in found.values()),
        "links_error": distance(found),
    }


def copied(pairs: list[Pair]) -> list[tuple[float, bool]]:
    """The links that are made between passages because one was copied."""
    found = ((shared_run(pair.ours, pair.theirs), pair.same_origin) for pair in pairs)
    return [(run.likelihood, right) for run, right in found if run is not None]


def simulated(seeds: tuple[int, ...], rates: tuple[float, ...]) -> Ways:
    """The links in worlds of these seeds and rates of copying."""
    found: Ways = defaultdict(list)
    for seed in seeds:
        for rate in rates:
            for item in World(seed, rate, ITEMS).items:
                for way, *link in _links(item):
                    found[way].append((link[0], link[1], link[2]))
    return found


def _links(item: Item) -> Iterator[tuple[str, float, bool, bool]]:
    lines, origins = traced(item)
    for line in lines:
        for link in (*line.links, *line.perhaps):
            parent = link.parent if link.parent in origins else line.evidence[0]
            if link.child in origins and parent in origins and parent != link.child:
                doubted = "perhaps: " if link in line.perhaps else ""
                same = origins[link.child] == origins[parent]
                own = {link.child} if link not in line.perhaps else set(line.evidence)
                others = {origin for id_, origin in origins.items() if id_ not in own}
                rounded = "" if link.descent is Descent.COPIED else f" {link.probability:.2f}"
                yield f"{doubted}{link.descent}{rounded}", link.probability, origins[link.child] in others, same


def calibration(values: list[tuple[float, bool]]) -> float:
    """The expected calibration error (Guo et al. 2017), over bins of one width."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for likelihood, right in values:
        bins[min(int(likelihood * BINS), BINS - 1)].append((likelihood, right))
    apart = (abs(sum(sure - right for sure, right in each)) for each in bins.values())
    return sum(apart) / max(1, len(values))


def distance(found: Ways) -> float:
    total = sum(len(links) for links in found.values())
    return sum(abs(sum(sure - adds for sure, adds, _ in links)) for links in found.values()) / max(1, total)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.certainty", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seed", type=int, nargs="+", default=SEEDS)
    seeds = tuple(parser.parse_args().seed)
    print(f"{'way of descent':40}  rate  links  stated  adds none  same")
    for rate in RATES:
        for way, links in sorted(simulated(seeds, (rate,)).items()):
            stated, none, same = (mean([float(link[n]) for link in links]) for n in range(3))
            print(f"{way:40}  {rate:.2f}  {len(links):5}    {stated:.2f}       {none:.2f}  {same:.2f}")
    for name, value in measure(Path(os.environ.get("SECONDSOURCE_SHARED", "../shared"))).items():
        print(f"{name:20} {value:.3f}")


if __name__ == "__main__":
    main()
