"""The words and shapes by which a reader knows a verdict, a stance, a letter, a language, a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from secondsource.model import (
    Action,
    Agreement,
    Attribution,
    Decision,
    Disclosure,
    Evidence,
    Line,
    Link,
    Mode,
    Reference,
    Report,
    Ruling,
    Stance,
    Statement,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How a judgement looks. Shape and word carry it alone; colour only repeats it."""

    name: str
    shape: str
    word: str
    style: str


VERDICTS = {
    Verdict.SUPPORTED: Mark("supported", "●", "supported", "blue"),
    Verdict.REFUTED: Mark("refuted", "✕", "refuted", "red"),
    Verdict.CONFLICTING: Mark("conflicting", "◆", "conflicting", "magenta"),
    Verdict.UNDETERMINED: Mark("undetermined", "○", "undetermined", "dim"),
}
NOT_CHECKABLE = Mark("uncheckable", "–", "not checkable", "dim")
NOT_ASSESSED = Mark("unassessed", "?", "not assessed", "yellow")
MARKS = (*VERDICTS.values(), NOT_CHECKABLE, NOT_ASSESSED)

STANCES = {
    Stance.SUPPORTS: Mark("supports", "▲", "supports", "blue"),
    Stance.REFUTES: Mark("refutes", "▼", "refutes", "red"),
    Stance.DISCUSSES: Mark("discusses", "▪", "takes no side", "dim"),
}
# A hand in front of whatever a person says, so that nobody takes it for the machine's.
BY_HAND = "✎"
RULINGS = {Action.ACCEPT: "accepts it", Action.DISPUTE: "disputes it", Action.OVERRULE: "overrules it"}
RULED = {Action.ACCEPT: "accepted", Action.DISPUTE: "disputed", Action.OVERRULE: "overruled"}
CIRCULAR = Mark("circular", "↻", "circular, adds nothing", "dim")
AGREEMENTS = {
    Agreement.AGREES: Mark("agrees", "=", "agrees with", "blue"),
    Agreement.VAGUER: Mark("vaguer", "≈", "is vaguer than", "dim"),
    Agreement.CLASHES: Mark("clashes", "≠", "clashes with", "red"),
}
# What a place is to a statement, beside agreeing and clashing.
OWN_PLACE = Mark("own", "●", "of the statement", "bold")
BESIDE = Mark("beside", "·", "named besides", "dim")

# STANAG 2511, the Admiralty code.
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}

# ISO 639-1, the languages of large news archives; any other is shown as its code.
_CODES = (
    "ar=Arabic bg=Bulgarian bn=Bengali ca=Catalan cs=Czech da=Danish de=German el=Greek en=English es=Spanish "
    "et=Estonian fa=Persian fi=Finnish fr=French he=Hebrew hi=Hindi hr=Croatian hu=Hungarian id=Indonesian "
    "it=Italian ja=Japanese ka=Georgian ko=Korean lt=Lithuanian lv=Latvian ms=Malay nl=Dutch no=Norwegian "
    "pl=Polish pt=Portuguese ro=Romanian ru=Russian sk=Slovak sl=Slovene sq=Albanian sr=Serbian sv=Swedish "
    "sw=Swahili ta=Tamil th=Thai tr=Turkish uk=Ukrainian ur=Urdu vi=Vietnamese zh=Chinese"
)
_LANGUAGES = dict(pair.split("=") for pair in _CODES.split())
_REPORT = re.compile(r"[0-9a-f]{64}")  # the id of a report
# strftime would follow the reader's locale, and the bytes of a dossier must not.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(moment: date | None) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}" if moment else "no date"


def days(earliest: date | None, latest: date | None) -> str:
    if earliest == latest:
        return day(earliest) if earliest else "not resolved"
    if earliest is None:
        return f"{day(latest)} or earlier"
    return f"{day(earliest)} to {day(latest)}" if latest else f"{day(earliest)} or later"


def count(number: int, noun: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def measure(low: float, high: float | None) -> str:
    if high is None:
        return f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def weight(log_odds: float) -> str:
    """With its sign, and a true minus so that columns of figures line up."""
    rounded = round(log_odds, 2)  # before the sign, so that nothing reads −0.00
    return f"{'−' if rounded < 0 else '+'}{abs(rounded):.2f}"


def probability(evidence: Evidence) -> float:
    """Of the stance that the evidence was given."""
    likely = evidence.probabilities
    return {Stance.SUPPORTS: likely.supports, Stance.REFUTES: likely.refutes}.get(evidence.stance, likely.discusses)


def language(code: str | None) -> str:
    return _LANGUAGES.get((code or "").lower(), code or "an unknown language")


def text_kind(report: Report | Reference) -> str | None:
    """What the words shown are, where it needs saying: ``abstract of a report in Spanish``."""
    if report.abstract is None:
        return f"in {language(report.language)}" if report.language not in (None, "en") else None
    kind = "abstract" if report.abstract == "en" else f"abstract in {language(report.abstract)}"
    return kind if report.abstract == report.language else f"{kind} of a report in {language(report.language)}"


def who_says(attribution: Attribution) -> str:
    """Who says so, how far disclosed, and through whom: ``a source (not named), through Reuters``."""
    if attribution.mode is Mode.NARRATED:
        return "the report itself"
    speaker = attribution.speaker or "somebody not named"
    if attribution.speaker and attribution.disclosure in (Disclosure.UNNAMED, Disclosure.DESCRIBED):
        speaker += " (not named)"
    return f"{speaker}, through {attribution.carrier}" if attribution.carrier else speaker


def unresolved(statement: Statement) -> str:
    """The words that a statement leaves open: ``“they”, “the move”``."""
    return ", ".join(dict.fromkeys(f"“{excerpt.text}”" for excerpt in statement.unresolved))


def decided(decision: Decision) -> str:
    """An entry of the log of decisions on one row: number, when, who, what, why."""
    what = [str(subject) for subject in decision.about]
    what += [decision.value] if decision.value else []
    what += [f"decision {decision.undoes}"] if decision.undoes is not None else []
    moment, why = f"{decision.at:%Y-%m-%d %H:%M}", f" (“{decision.note}”)" if decision.note else ""
    return f"{decision.number}  {moment}  {decision.by}: {decision.action.value} {', '.join(what)}{why}"


def ruled(ruling: Ruling) -> str:
    """``overrules it: refuted``, ``accepts it: supported``: what a person makes of a verdict."""
    named = ruling.verdict or (ruling.seen if ruling.action is Action.ACCEPT else None)
    return RULINGS[ruling.action] + (f": {VERDICTS[named].word}" if named else "")


def ruled_short(ruling: Ruling) -> str:
    """``refuted``, ``accepted``, ``disputed``: the same in one word."""
    return VERDICTS[ruling.verdict].word if ruling.verdict else RULED[ruling.action]


def machine_stance(evidence: Evidence) -> str:
    """``supports .86``: what the judge made of a passage on which a person decided."""
    if evidence.machine is None:
        return ""
    likely = evidence.machine
    of = {Stance.SUPPORTS: likely.supports, Stance.REFUTES: likely.refutes}.get(likely.stance, likely.discusses)
    return f"{STANCES[likely.stance].word} {of:.2f}".replace(" 0.", " .")


def subject(name: str) -> str:
    """What a failure is about; of a report that is not described here, so much of its id as tells it from others."""
    return f"report {name[:12]}" if _REPORT.fullmatch(name) else name


def sure(link: Link) -> str:
    """``probability .85``: how sure a link is."""
    return "certain" if link.probability == 1 else f"probability {link.probability:.2f}".replace("0.", ".")


def reliability(line: Line) -> str:
    """``reliability B (4 of 4 borne out)``: the letter, and what it rests on."""
    judged = line.record.confirmed + line.record.contradicted
    return f"reliability {line.reliability}" + (f" ({line.record.confirmed} of {judged} borne out)" if judged else "")


def ring(line: Line) -> str:
    """Who cites whom, in the order in which the matter went round."""
    return f"{' → '.join(line.circle)}: they cite each other, which adds nothing"
