"""Places: toponyms of a report, resolved to the gazetteer.

1. Mentions are found (`toponyms`), airports beside them. 2. The countries and states a report names say where it
plays. 3. Each name goes to the entry that scores best by the state or country named behind it, by that context, by
its size, and in a second round by its distance to the places already known. Names for governments ("Moscow has
invested") are places too; adjectives ("Russian") are not, but count as context.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from secondsource.model import Place, Span
from secondsource.reading import regions
from secondsource.reading.gazetteer import GENERIC, Airport, Entry, Kind, airports, gazetteer, key
from secondsource.reading.toponyms import Mention, find_mentions, overlaps_any

# Weights of the sum that chooses among the bearers of a name. A tenfold population weighs 1.
_NAMED_BEHIND = 10.0
_COUNTRY_CONTEXT = 3.0
_STATE_CONTEXT = 3.0
_NEARNESS = 3.0
_NEAR_KM = 100.0
_GREAT = 500_000  # people; "New York" and "Washington" do not name a state for sure
_CAPITAL = 2.0  # "Washington" is the seat of the government before it is the state
_POINTS = (Kind.TOWN, Kind.STATE)
_KNOWN_AT_MOST = 100  # places that others are measured against; bounds the work on a text that is a list of towns
# Countries, states and regions stand for towns of such a size.
_SIZES = {Kind.COUNTRY: 8.5, Kind.STATE: 6.5, Kind.REGION: 7.0, Kind.COUNTY: 4.5}


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where a report plays: shares of its country and state names, and places that leave no doubt."""

    countries: dict[str, float]
    states: dict[str, float]
    known: tuple[Entry, ...] = ()


def find_places(text: str, within: tuple[Span, ...]) -> tuple[Place, ...]:
    """The places that a report names, in the order of the text."""
    names = gazetteer()
    mentions = find_mentions(text, within, names)
    setting = _setting(text, within, mentions)
    first = _resolve(mentions, setting)
    known = dict.fromkeys(e for m, (_, e) in zip(mentions, first, strict=True) if e.kind in _POINTS and _is_certain(m))
    chosen = _resolve(mentions, replace(setting, known=tuple(known)[:_KNOWN_AT_MOST]))
    landing = _named_airports(text, within, chosen, setting)
    taken = sorted(span for span, _ in landing)
    near = _near(chosen)
    towns = [(span, near.get(entry, entry)) for span, entry in chosen if not overlaps_any(span, taken)]
    return tuple(_place(text, span, entry) for span, entry in sorted(towns + landing, key=lambda pair: pair[0]))


def _near(chosen: list[tuple[Span, Entry]]) -> dict[Entry, Entry]:
    """Counties, of which the gazetteer only knows the state, put to the middle of the towns of it that are named too;
    local news names those of its parts."""
    towns = dict.fromkeys(entry for _, entry in chosen if entry.kind is Kind.TOWN and entry.country == "US")
    found = {}
    for county in dict.fromkeys(entry for _, entry in chosen if entry.kind is Kind.COUNTY):
        beside = [town for town in towns if county.holds(town)][:_KNOWN_AT_MOST]
        if beside:
            latitude = sum(town.latitude for town in beside) / len(beside)
            longitude = sum(town.longitude for town in beside) / len(beside)
            found[county] = county._replace(latitude=round(latitude, 4), longitude=round(longitude, 4))
    return found


def _place(text: str, span: Span, entry: Entry) -> Place:
    # The gazetteer gives whole degrees as whole numbers; a reading that the library kept has them back as 35.0.
    latitude, longitude, radius_km = map(float, (entry.latitude, entry.longitude, entry.radius_km))
    return Place(span, span.of(text), entry.name, latitude, longitude, radius_km, entry.country, entry.id)


def _resolve(mentions: tuple[Mention, ...], setting: _Setting) -> list[tuple[Span, Entry]]:
    """Each mention with its entry; a name means the same place throughout a report."""
    meant = {(mention.key, mention.within): mention for mention in mentions}
    entries = {name: _choose(mention, setting) for name, mention in meant.items()}
    return [(mention.span, entries[mention.key, mention.within]) for mention in mentions]


def _is_certain(mention: Mention) -> bool:
    return mention.within is not None or len(mention.entries) == 1


_CAPITALISED = re.compile(r"[A-Z][a-z]+")


def _setting(text: str, within: tuple[Span, ...], mentions: tuple[Mention, ...]) -> _Setting:
    countries: Counter[str] = Counter()
    states: defaultdict[str, float] = defaultdict(float)
    for span in within:
        for word in _CAPITALISED.finditer(text, span.start, span.end):
            if word.group() in regions.ADJECTIVES:
                countries[regions.ADJECTIVES[word.group()]] += 1
    for mention in mentions:
        counties = [entry for entry in mention.entries if entry.kind is Kind.COUNTY and entry.state]
        for county in counties:  # "Benton County" is in nine states: a ninth of a vote for each
            states[county.state or ""] += 1 / len(counties)
        wide = [e for e in mention.entries if e.kind not in (Kind.TOWN, Kind.COUNTY)]
        if len({entry.country for entry in wide}) > 1:
            continue  # Georgia says nothing before it is known which one is meant
        shared = any(entry.capital or entry.people > _GREAT for entry in mention.entries if entry.kind is Kind.TOWN)
        for entry in [*wide, *([mention.within] if mention.within else [])]:
            if entry.country:
                countries[entry.country] += 1
            if entry.kind is Kind.STATE and entry.state and not (shared and entry is not mention.within):
                states[entry.state] += 1
    return _Setting(_shares(countries), _shares(states))


def _shares(votes: Mapping[str, float]) -> dict[str, float]:
    total = sum(votes.values())
    return {name: count / total for name, count in votes.items()}


def _choose(mention: Mention, setting: _Setting) -> Entry:
    """The best bearer of the name; where none lies in the state named behind it, that state."""
    if not mention.entries and mention.within:
        return mention.within
    best = max(mention.entries, key=lambda entry: (_score(entry, mention, setting), entry.people, entry.id))
    wider = mention.within
    return best if wider is None or wider.holds(best) or wider.kind is not Kind.STATE else wider


def _score(entry: Entry, mention: Mention, setting: _Setting) -> float:
    size = _SIZES.get(entry.kind) or math.log10(entry.people + 1)
    score = size + _CAPITAL * entry.capital
    if mention.within is not None and mention.within.holds(entry):
        score += _NAMED_BEHIND
    if entry.kind is Kind.TOWN or len(mention.entries) > 1:
        score += _COUNTRY_CONTEXT * setting.countries.get(entry.country or "", 0)
        if entry.country == "US":
            score += _STATE_CONTEXT * setting.states.get(entry.state or "", 0)
        score += _nearness(entry, setting.known)
    return score


def _nearness(entry: Entry, known: tuple[Entry, ...]) -> float:
    """Falls off from `_NEARNESS` at the spot itself to half of it at `_NEAR_KM`."""
    distances = [entry.km_to(other) for other in known if other.name != entry.name]
    return _NEARNESS / (1 + min(distances) / _NEAR_KM) if distances else 0.0


# --- airports --------------------------------------------------------------------------------------------------

_AIRPORT = re.compile(r"\b(?:[Aa]irport|[Aa]irfield|[Aa]ir [Bb]ase|[Aa]irbase|[Aa]erodrome)\b")
_NAME_BEFORE = re.compile(r"(?:[^\W\d_][\w.'’-]* ){1,7}$")
_PARTICLES = frozenset(["de", "del", "la", "los", "las", "el", "of", "da", "do", "dos", "e", "y"])
_BESIDE = 120  # characters around an airport's name in which a town says which one it is
_BESIDE_KM = 80.0
_LEAD = 0.25  # by which the best must lead; where none does, the airport is not known


def _named_airports(
    text: str, within: tuple[Span, ...], chosen: list[tuple[Span, Entry]], setting: _Setting
) -> list[tuple[Span, Entry]]:
    found = []
    towns = [(span, entry) for span, entry in chosen if entry.kind is Kind.TOWN]
    known = tuple(dict.fromkeys(entry for _, entry in towns))[:_KNOWN_AT_MOST]
    starts = [span.start for span, _ in towns]
    for span in sorted(within):
        lowest = span.start
        for match in _AIRPORT.finditer(text, span.start, span.end):
            start = _name_start(text, lowest, match.start())
            lowest = match.end()
            if start is None:
                continue
            name = Span(start, match.end())
            near = slice(bisect_left(starts, name.start - _BESIDE), bisect_left(starts, name.end + _BESIDE))
            beside = tuple(entry for _, entry in towns[near])
            entry = _airport(name.of(text), replace(setting, known=known), beside)
            if entry is not None:
                found.append((name, entry))
    return found


def _name_start(text: str, lowest: int, end: int) -> int | None:
    """Where the capitalised words before "Airport" begin."""
    match = _NAME_BEFORE.search(text, max(lowest, end - 80), end)
    words = match.group().split(" ")[:-1] if match else []
    start, kept = end, None
    for word in reversed(words):
        if not (word[0].isupper() or word in _PARTICLES):
            break
        start -= len(word) + 1
        if word[0].isupper() and word.lower() not in ("the", "in", "at", "from", "to", "near", "outside", "of"):
            kept = start
    return kept


def _airport(name: str, setting: _Setting, beside: tuple[Entry, ...]) -> Entry | None:
    """The airport whose name or town holds all the words, by how much of its name they are and what is near."""
    core = frozenset(key(name.replace("'s", "").replace("’s", "")).split()) - GENERIC - _PARTICLES
    if not core:
        return None
    bearing = min((airports().get(word, ()) for word in sorted(core)), key=len)
    scored = [
        (_airport_score(airport, core, setting, beside), airport.entry.id, airport.entry)
        for airport in bearing
        if core <= airport.name_words | airport.town_words
    ]
    scored.sort(key=lambda item: item[:2], reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < _LEAD):
        return None
    return scored[0][2]


def _airport_score(airport: Airport, core: frozenset[str], setting: _Setting, beside: tuple[Entry, ...]) -> float:
    """How much of its own name and of its town's is said, and whether its country and towns near it are named."""
    entry = airport.entry
    score = len(core & airport.name_words) / max(1, len(airport.name_words))
    score += len(core & airport.town_words) / max(1, len(airport.town_words)) / 2
    score += setting.countries.get(entry.country or "", 0)
    score += any(entry.km_to(town) < _BESIDE_KM for town in setting.known)
    return score + 2 * any(entry.km_to(town) < _BESIDE_KM for town in beside)
