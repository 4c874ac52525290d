"""Mentions: the stretches of a text that name a place rather than a person, a paper or a thing.

The evidence is in the words around: "in Reading" against "Reading the reports", "John Bolton", "the Boston Globe".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from secondsource.model import Span
from secondsource.reading import regions
from secondsource.reading.gazetteer import Entry, Gazetteer, Kind, key
from secondsource.reading.tokens import words

_WORD = re.compile(r"(?:[A-Z]\.){2,}(?:[A-Z][a-z]+\.)?|(?:St|Ft|Mt)\.(?= [A-Z])|[^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)*")
_LOCATIVE = words(
    """
    in at near from to outside around toward towards into via across through throughout inside within leaving
    between visit visited visiting left reached entered neighbouring neighboring downtown central off above over
    """
)
_SITED = re.compile(
    r"\b(?:city|town|village|port|capital|province|state|suburb|district|region|outskirts|people|mayor|"
    r"north|south|east|west) of $"
)
_TITLES = words(
    """
    mr mrs ms dr sir lord lady dame president senator sen rep gov governor general gen colonel col captain capt lt
    major maj sergeant sgt judge justice minister secretary professor prof rev reverend father sister brother king
    queen prince princess pope chief officer deputy detective coach mayor chairman congressman congresswoman sheriff
    spokesman spokeswoman ambassador admiral commander attorney councilman councilwoman commissioner pastor uncle
    aunt saint
    """
)
_PREFIXES = words(
    """
    north south east west northern southern eastern western central upper lower greater downtown mainland inner
    outer northeast northwest southeast southwest northeastern northwestern southeastern southwestern neighbouring
    neighboring near nearby metropolitan metro suburban rural
    """
)
_ORGANISATIONS = words(
    """
    times post herald tribune globe journal gazette daily news today press sun star chronicle observer guardian mail
    university college institute school academy hospital airlines airways bank church museum foundation association
    league club fc united rovers rangers giants cowboys patriots bears lions tigers eagles pistons street st avenue
    ave road rd drive dr lane boulevard blvd place square hotel inn theatre theater company co corp corporation inc
    ltd llc group party times-picayune review examiner dispatch center centre library hall house park stadium tower
    bridge zoo jail department postal census bureau agency olympic olympics regional memorial fresh valley river
    creek syndrome conference treaty convention protocol accord accords agreement declaration consensus virus
    """
)
_OF = re.compile(
    r"\b(?:University|Bank|Voice|College|Church|Diocese|Archbishop|Bishop|Duke|Duchess|Earl|Prince|Princess|Institute|"
    r"Treaty|Gulf|Straits?|Bay|Sea) of $"
)
# Words, given names and surnames that are also names of towns: they need a sign of place beside them.
_DOUBTFUL = words(
    """
    reading nice of mobile independence bath split orange man male most date police van normal sale union central
    university enterprise hope best same liberal commerce media eagle bend boulder as at in on or is are be to by an
    no so us we he she it do go if my up me am was has had did and the this that these those they them then there
    here who what when where why how all any both each few more other some such only own than too very can will just
    should now one two three four five six seven eight nine ten new old first second third last next many much
    several march may august april june sunday monday general major senior junior king queen prince lord bishop pope
    young long short white black brown green gray grey rose bell wood hill lake park field forest grove bay beach
    ocean valley spring springs summer winter autumn fall north south east west rock stone sand iron gold silver
    diamond pearl market mission justice liberty freedom victory peace progress success power energy force band bar
    ball battle border santa los las el la le les de del da di von bin al ali mohammad ahmad hassan ibrahim peterson
    bolton lincoln jackson madison hamilton wellington victoria charlotte florence tyler logan chester carson salem
    diego francisco jose carlos juan pedro miguel chad alexandria aurora carolina catalina christina elizabeth
    marina martina monica roma sofia teresa valencia verona vera lorena lucena luna leon leo marco mario omar oscar
    pablo rafael ramon kennedy clinton trump obama bush nixon reagan carter ford johnson jefferson monroe grant
    harrison polk taylor pierce buchanan hayes garfield arthur mckinley roosevelt wilson harding hoover truman
    franklin marshall allen anderson bradford burton byron clayton clifton crosby dalton davis dayton dixon douglas
    duncan edison edwards elgin elmira evans everett fletcher gibson gilbert graham greeley griffin hudson hunter
    irving irvine jennings keller kent lambert lancaster lawrence lee lewis livingston lopez luther marion mason
    maxwell merrill milton mitchell morgan morris murray nelson newton norman norton oakley owen palmer parker perry
    porter preston quincy ralston randolph raymond richardson roberts rogers roy rugby russell salvador scott shelby
    sheridan sherman sidney spencer stafford stanley stanton sterling stewart stratford sutton temple thornton
    turner vernon wallace walker warren wayne webster wells wesley weston whitney williams windsor winston worth
    wright york george mary metro drug international national columbia zion judah culver eugene frederick lander
    hammond judith helena luis manuel antonio angelo gabriel simon laurel hurricane chinatown mar nan ho ha anna
    hanna irma maria mira nova ora sandy
    """
)
# Countries, states and great towns that are given names as well: a capitalised word after them makes them one.
_GIVEN = words(
    """
    virginia georgia jordan chad israel paris sydney charlotte victoria austin jackson houston madison lincoln
    washington dallas tyler logan florence carolina santiago chelsea kenya india asia cleveland denver adelaide
    dakota
    """
)
_OPENERS = words(
    """
    in on at by from to of for with as and but or near outside inside around after before since while when where if
    the a an this that both neither either all its his her their our what why how who is are was were has have had
    did does do can could will would should says said although though because so then now meanwhile like unlike
    against across between among over under into than via within without despite during through until about
    including let former
    """
)
_MONTHS = words("march april may june august")
_STRONG_PEOPLE = 100_000
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names a place, the entries it may mean, and the state or country named right behind it."""

    span: Span
    key: str
    entries: tuple[Entry, ...]
    within: Entry | None = None
    located: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    before: str

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


def find_mentions(text: str, within: tuple[Span, ...], names: Gazetteer) -> tuple[Mention, ...]:
    """The mentions of places in the order of the text."""
    candidates = [c for span in sorted(within) for c in _candidates(text, span, names)]
    persons = {c.mention.key for c in candidates if c.surname}
    accepted = {c.mention.key for c in candidates if c.accepted and not c.person}
    towns = [c.mention for c in candidates if _is_meant(c, persons, accepted)]
    return tuple(sorted([*towns, *_of_states(text, within, names, towns)], key=lambda mention: mention.span))


def _is_meant(candidate: _Candidate, persons: set[str], accepted: set[str]) -> bool:
    """By the evidence beside it, or by that beside the same name elsewhere in the report."""
    if candidate.person or candidate.organisation:
        return False
    name = candidate.mention.key
    again = name in accepted and not candidate.opens
    return candidate.mention.located or (name not in persons and (candidate.accepted or again))


_STATES = "|".join(map(re.escape, sorted(regions.STATE_ABBREVIATIONS, key=len, reverse=True)))
_IN_STATE = re.compile(rf"((?:[A-Z][\w'’-]{{1,30}} ){{0,2}}[A-Z][\w'’-]{{1,30}}), ({_STATES})(?!\w)")


def _of_states(text: str, within: tuple[Span, ...], names: Gazetteer, known: list[Mention]) -> list[Mention]:
    """ "Ruralville, Tenn.": the abbreviation is a mention of the state; a name before it that the gazetteer does not
    hold is one of a place within that state."""
    spans = sorted(mention.span for mention in known)
    found = []
    for span in sorted(within):
        for match in _IN_STATE.finditer(text, span.start, span.end):
            state = names.states[regions.STATE_ABBREVIATIONS[match[2]]]
            found.append(Mention(Span(*match.span(2)), match[2], (state,)))
            start = match.start(1) + _lead_in(match[1])
            if start < match.end(1):
                found.append(Mention(Span(start, match.end(1)), key(text[start : match.end(1)]), (), state))
    return [mention for mention in found if not overlaps_any(mention.span, spans)]


def _lead_in(name: str) -> int:
    """The length of the words before a name that open a sentence or are titles ("In ", "Mayor ")."""
    length = 0
    for word in name.split(" "):
        if word.lower() not in _OPENERS and key(word) not in _TITLES:
            break
        length += len(word) + 1
    return length


def overlaps_any(span: Span, others: list[Span]) -> bool:
    """Whether a span overlaps one of others that are in order and do not overlap one another."""
    after = bisect_left(others, Span(span.end, span.end + 1))
    return after > 0 and others[after - 1].overlaps(span)


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: Mention
    person: bool
    surname: bool
    organisation: bool
    accepted: bool
    opens: bool


def _candidates(text: str, span: Span, names: Gazetteer) -> list[_Candidate]:
    tokens = _tokens(text, span)
    titled = _is_titled(tokens)
    found: list[_Candidate] = []
    at = 0
    while at < len(tokens):
        match = _longest(tokens, at, names) if tokens[at].capital else None
        if match is None:
            at += 1
            continue
        end, name, entries = match
        found.append(_judge(text, span, tokens, at, end, name, entries, names, titled))
        at = end
    return found


def _tokens(text: str, span: Span) -> list[_Token]:
    found, last = [], span.start
    for match in _WORD.finditer(text, span.start, span.end):
        found.append(_Token(match.start(), match.end(), match.group(), text[last : match.start()]))
        last = match.end()
    return found


def _is_titled(tokens: list[_Token]) -> bool:
    """Whether a stretch is set like a headline, so that capitals say nothing."""
    long = [t for t in tokens if len(t.word) > 3]
    return len(long) >= 4 and sum(t.capital for t in long) >= 0.8 * len(long)


def _longest(tokens: list[_Token], at: int, names: Gazetteer) -> tuple[int, str, tuple[Entry, ...]] | None:
    first = tokens[at].word
    if first in names.names:  # a short form in capitals
        return at + 1, first, names.names[first]
    limit = min(_LONGEST, names.longest.get(key(first).split()[0] if key(first).strip() else "", 0), len(tokens) - at)
    if first.lower() in ("st.", "st"):
        limit = min(_LONGEST, len(tokens) - at)
    for length in range(limit, 0, -1):
        run = tokens[at : at + length]
        if (
            any(t.before not in (" ", "-", ". ") or (t.before == ". " and length == 1) for t in run[1:])
            or not run[-1].capital
        ):
            continue
        name = key(" ".join(t.word for t in run))
        if name in names.names and not (length == 1 and first.isupper() and len(first) < 4):
            return at + length, name, names.names[name]
    return None


def _judge(text: str, span: Span, tokens: list[_Token], at: int, end: int, name: str, entries: tuple[Entry, ...],
           names: Gazetteer, titled: bool) -> _Candidate:  # fmt: skip
    first, last = tokens[at], tokens[end - 1]
    before = tokens[at - 1] if at and first.before == " " else None
    titled_before = tokens[at - 1] if at and first.before in (" ", ". ") else None
    after = tokens[end] if end < len(tokens) and tokens[end].before == " " else None
    lead = text[max(span.start, first.start - 40) : first.start]
    opens = at == 0 or bool(re.search(r"[.!?:;\n\"“”(—–-]\s*$", lead))
    # "Russia, China and Cuba" is a list: only towns are told apart by what follows a comma.
    towns = all(not _is_area(entry) for entry in entries)
    within = _named_behind(text, last.end, span.end, names) if towns else None
    named = within is not None and (within.kind is Kind.STATE or any(within.holds(entry) for entry in entries))
    based = text[last.end : last.end + 6] in ("-based", "-born ") or text[last.end : last.end + 5] == "-area"
    located = named or based or (before is not None and before.word.lower() in _LOCATIVE) or bool(_SITED.search(lead))
    strong = any(_is_strong(entry) for entry in entries) or name.endswith(" city")
    title = titled_before is not None and titled_before.capital and key(titled_before.word) in _TITLES
    person = title or _is_person(tokens, at, before, after, name, entries, titled, opens=opens, located=located)
    organisation = (after is not None and after.capital and key(after.word) in _ORGANISATIONS) or bool(_OF.search(lead))
    doubtful = not any(entry.kind is not Kind.TOWN for entry in entries) and (name in _DOUBTFUL or len(name) < 4)
    dateline = at == 0 and bool(re.match(r"\s*(?:\(|—|–|-- |, [A-Z][a-z]{2,8}\.? \d)", text[last.end : last.end + 16]))
    accepted = located or dateline or (strong and not doubtful)
    if doubtful and before is not None and before.word.lower() == "to" and not strong:
        accepted = located = within is not None
    if name in _MONTHS and not named:
        accepted = located = dateline = False  # "in March": a month, unless a county says otherwise
    surname = person and before is not None and before.capital
    mention = Mention(Span(first.start, last.end), name, entries, within, located or dateline)
    return _Candidate(mention, person, surname, organisation, accepted, opens)


def _is_area(entry: Entry) -> bool:
    return entry.kind is not Kind.TOWN


def _is_strong(entry: Entry) -> bool:
    return _is_area(entry) or entry.people >= _STRONG_PEOPLE or entry.capital


def _is_person(tokens: list[_Token], at: int, before: _Token | None, after: _Token | None, name: str,
               entries: tuple[Entry, ...], titled: bool, *, opens: bool, located: bool) -> bool:  # fmt: skip
    """ "John Bolton", "Jordan Peterson": a capitalised word beside it that is no part of a place's name."""
    if titled:
        return False
    if before is not None and before.capital and len(before.word) > 1 and not tokens[at].word.isupper():
        low = before.word.lower()
        adjective = before.word in regions.ADJECTIVES
        opening = low in _OPENERS and (at == 1 or tokens[at - 1].before != " ")
        if low in _PREFIXES and not opening and not any(_is_area(entry) for entry in entries):
            return True  # "South Charleston" is another town than Charleston
        if not opening and not adjective and low not in _PREFIXES and low not in _LOCATIVE and low not in _OPENERS:
            return not any(_is_area(entry) for entry in entries) or name in _GIVEN
    if after is None or not after.capital or (located and name not in _GIVEN):
        return False
    weak = not any(_is_strong(entry) for entry in entries)
    return (weak or name in _GIVEN or name in _DOUBTFUL) and key(after.word) not in _TITLES and len(after.word) > 1


_PARTISANS = frozenset(("Democrat", "Republican", "Independent"))
_BEHIND = re.compile(r",\s?((?:[A-Z]\.\s?){2,}|[A-Z][\w.'’-]*(?: [A-Z][\w'’-]*\.?){0,3})")


def _named_behind(text: str, at: int, end: int, names: Gazetteer) -> Entry | None:
    """The state or country in "Paris, Texas" or "Paris, Ky."."""
    match = _BEHIND.match(text, at, min(end, at + 48))
    if match is None:
        return None
    words = match[1].strip().split()
    if words[-1] in _PARTISANS:
        return None  # "Ada Levin, Michigan Democrat"
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if name in regions.STATE_ABBREVIATIONS:
            return names.states[regions.STATE_ABBREVIATIONS[name]]
        if name in names.states:
            return names.states[name]
        bare = name.rstrip(".,'’")
        for entry in names.names.get(bare, ()) or names.names.get(key(bare), ()):
            if entry.kind is not Kind.TOWN:
                return entry
    return None
