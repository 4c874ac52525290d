"""What others published about it: passages, lines, assessments, and the reports they stand in."""

from __future__ import annotations

from datetime import date

from secondsource.model import (
    Agreement,
    Assessment,
    Attestation,
    Attribution,
    Citation,
    Comparison,
    Confidence,
    Descent,
    Disclosure,
    Evidence,
    Excerpt,
    Line,
    Link,
    Mode,
    OriginKind,
    Probabilities,
    Reason,
    Reference,
    Span,
    Stance,
    Verdict,
)

from .report import cut

_OUTLETS = (
    # report, outlet, day, language, abstract, credits
    ("r1", "La República", date(2019, 3, 24), "es", "en", ("Reuters",)),
    ("r2", "Firstpost", date(2019, 3, 25), "en", "en", ("AFP",)),
    ("r3", "Deutsche Welle", date(2019, 3, 25), "en", "en", ()),
    ("r4", "RunRun.es", date(2019, 3, 23), "es", "en", ()),
    ("r5", "G1 Globo", date(2019, 3, 24), "pt", "en", ("Reuters",)),
    ("r6", "Newsmaker.md", date(2019, 3, 25), "ru", "en", ()),
    ("r7", "El Pitazo", date(2019, 3, 25), "es", "en", ()),
    ("r8", "The Moscow Times", date(2019, 1, 26), "en", "en", ("Reuters",)),
    ("r9", "The Japan Times", date(2019, 1, 28), "en", "en", ("AFP",)),
    ("r10", "Eyewitness News", date(2019, 1, 27), "en", "en", ("AFP",)),
    ("r11", "A wire without a date", None, None, None, ()),
)


def passage(number: int, statement: str, held: str, text: str, stance: Stance, source: str | None = None) -> Evidence:
    """Passage ``number`` stands at the head of the held report; ``source`` are the words that name its source."""
    likely = {Stance.SUPPORTS: (0.86, 0.04, 0.1), Stance.REFUTES: (0.05, 0.85, 0.1), Stance.DISCUSSES: (0.2, 0.1, 0.7)}
    named = cut(text, source) if source else None
    disclosure = Disclosure.NAMED if source else None
    return Evidence(
        f"p{number}",
        statement,
        held,
        Span(0, len(text)),
        text,
        Attribution(
            Mode.INDIRECT if source else Mode.NARRATED,
            Excerpt.cut(text, Span(0, len(text))),
            source=named,
            speaker=source,
            disclosure=disclosure,
            chain=(Citation(source, Disclosure.NAMED, named, None),) if source else (),
        ),
        stance,
        Probabilities(*likely[stance]),
        (Comparison("quantity", "99", "99", Agreement.AGREES),) if "99" in text else (),
    )


def evidence() -> tuple[Evidence, ...]:
    yes, no, neither = Stance.SUPPORTS, Stance.REFUTES, Stance.DISCUSSES
    wrote = "Javier Mayorca wrote of 99 servicemen under General Tonkoshkurov and of 35 tonnes of cargo."
    denied = "Asked whether 400 fighters protect the president, the Kremlin's spokesman Dmitry Peskov answered: no."
    found = (
        (
            "s2",
            "r1",
            "A Reuters witness saw the passenger jet parked at Maiquetia on Sunday.",
            yes,
            "A Reuters witness",
        ),
        ("s2", "r2", "An AFP journalist saw one of the two aircraft under guard.", yes, "An AFP journalist"),
        ("s2", "r3", "Flight tracking shows both aircraft landing on Saturday after a stop in Syria.", yes, None),
        ("s2", "r5", "Flightradar24 recorded two aircraft on the way from Chkalovsky.", yes, "Flightradar24"),
        ("s3", "r4", wrote, yes, "Javier Mayorca"),
        (
            "s3",
            "r1",
            "According to Javier Mayorca, 99 servicemen arrived; he did not say how he knew.",
            yes,
            "Javier Mayorca",
        ),
        ("s3", "r3", "About 100 soldiers came, the journalist Javier Mayorca says.", yes, "Javier Mayorca"),
        ("s3", "r6", "The BBC, citing Mayorca, puts them at about 100.", yes, "The BBC"),
        ("s3", "r7", "99 servicemen and 35 tonnes of cargo arrived on 23 March.", yes, None),
        (
            "s5",
            "r3",
            "An official in Caracas speaks of maintenance, training and strategy.",
            yes,
            "An official in Caracas",
        ),
        ("s6", "r2", "Sputnik has it from the embassy that there is nothing mysterious.", neither, "Sputnik"),
        (
            "s7",
            "r8",
            "Yevgeny Shabayev, a Cossack leader, had heard that there may be about 400.",
            yes,
            "Yevgeny Shabayev",
        ),
        ("s7", "r9", denied, no, "Dmitry Peskov"),
        ("s7", "r10", denied, no, "Dmitry Peskov"),
        ("s7", "r11", "Aircraft with Russian soldiers reach Venezuela, a newspaper writes.", yes, "a newspaper"),
        ("s8", "r8", "The contractors were never near Maracaibo, the ambassador said.", no, "the ambassador"),
        ("s5", "r6", "The talks are about military-technical cooperation.", neither, None),
    )
    return tuple(passage(number, *fields) for number, fields in enumerate(found, start=1))


def line(
    number: int, statement: str, origin: str, kind: OriginKind, stance: Stance, *found: int, **more: object
) -> Line:
    return Line(
        f"l{number}",
        statement,
        origin,
        kind,
        stance,
        str(more.pop("reliability", "F")),
        tuple(f"p{n}" for n in found),
        **more,  # type: ignore[arg-type]
    )


def lines() -> tuple[Line, ...]:
    yes, no, neither = Stance.SUPPORTS, Stance.REFUTES, Stance.DISCUSSES
    passages = {item.id: item for item in evidence()}

    def link(child: int, parent: str, descent: Descent, words: str | None, reason: str) -> Link:
        return Link(f"p{child}", parent, descent, cut(passages[f"p{child}"].text, words) if words else None, reason)

    mayorca = (
        link(5, "Javier Mayorca", Descent.CREDITED, "Javier Mayorca wrote", "the passage names its source"),
        link(6, "Javier Mayorca", Descent.CREDITED, "According to Javier Mayorca", "the passage names its source"),
        link(
            7, "Javier Mayorca", Descent.CREDITED, "the journalist Javier Mayorca says", "the passage names its source"
        ),
        link(8, "Javier Mayorca", Descent.CREDITED, "citing Mayorca", "hearsay at depth two: the BBC stands between"),
        link(9, "p5", Descent.COPIED, "99 servicemen", "the same figures, two days later, without a credit"),
    )
    kremlin = (
        link(13, "Dmitry Peskov", Descent.QUOTED, "answered: no", "the same answer by the same speaker"),
        link(14, "p13", Descent.SYNDICATED, None, "both are credited to AFP and share 100 of 100 words"),
    )
    return (
        line(1, "s2", "a Reuters witness", OriginKind.OBSERVATION, yes, 1, reliability="B"),
        line(2, "s2", "an AFP journalist", OriginKind.OBSERVATION, yes, 2, reliability="B"),
        line(3, "s2", "flight trackers", OriginKind.RECORD, yes, 3, 4, reliability="A"),
        line(4, "s3", "Javier Mayorca", OriginKind.NAMED, yes, 5, 6, 7, 8, 9, reliability="C", links=mayorca),
        line(5, "s5", "a Venezuelan official", OriginKind.DESCRIBED, yes, 10),
        line(6, "s6", "a source in the Russian embassy", OriginKind.DESCRIBED, neither, 11),
        line(7, "s7", "Yevgeny Shabayev", OriginKind.NAMED, yes, 12),
        line(8, "s7", "Dmitry Peskov", OriginKind.OFFICIAL, no, 13, 14, reliability="D", links=kremlin),
        line(9, "s7", "this report", OriginKind.REPORTING, yes, 15, circular=True),
        line(10, "s8", "Vladimir Zayemskiy", OriginKind.OFFICIAL, no, 16),
    )


def assess(
    statement: str,
    verdict: Verdict,
    likelihood: str,
    confidence: Confidence,
    credibility: int,
    *reasons: Reason,
    said: Attestation | None = None,
) -> Assessment:
    total = round(sum(reason.weight for reason in reasons), 4)
    return Assessment(statement, date(2019, 4, 1), verdict, total, likelihood, confidence, credibility, reasons, said)


def assessments() -> tuple[Assessment, ...]:
    prior = Reason("prior: what a news report states", 0.2)

    def weighed(label: str, weight: float, line: int, *found: int) -> Reason:
        return Reason(label, weight, f"l{line}", tuple(f"p{n}" for n in found))

    said = Attestation(Verdict.SUPPORTED, "four reports besides this one give his words", ("p5", "p6", "p7", "p8"))
    not_told = Attestation(Verdict.UNDETERMINED, "no other report has this source say so")
    return (
        assess("s1", Verdict.UNDETERMINED, "roughly even chance", Confidence.LOW, 6, prior, said=None),
        assess(
            "s2",
            Verdict.SUPPORTED,
            "almost certain",
            Confidence.HIGH,
            1,
            prior,
            weighed("own observation by a Reuters witness", 1.8, 1, 1),
            weighed("own observation by an AFP journalist", 1.8, 2, 2),
            weighed("record: flight trackers", 2.1, 3, 3, 4),
            said=Attestation(Verdict.SUPPORTED, "Flightradar24 is named by another report", ("p4",)),
        ),
        assess(
            "s3",
            Verdict.SUPPORTED,
            "likely",
            Confidence.LOW,
            3,
            prior,
            weighed("one named source, however many repeat him", 0.9, 4, 5, 6, 7, 8, 9),
            said=said,
        ),
        assess("s4", Verdict.UNDETERMINED, "roughly even chance", Confidence.LOW, 6, prior, said=said),
        assess(
            "s5",
            Verdict.SUPPORTED,
            "likely",
            Confidence.LOW,
            3,
            prior,
            weighed("a source that is described, not named", 0.5, 5, 10),
            said=not_told,
        ),
        assess("s6", Verdict.UNDETERMINED, "roughly even chance", Confidence.LOW, 6, prior, said=not_told),
        assess(
            "s7",
            Verdict.CONFLICTING,
            "roughly even chance",
            Confidence.MODERATE,
            4,
            prior,
            weighed("a named source who had it from hearsay", 0.4, 7, 12),
            weighed("an official denial", -0.9, 8, 13, 14),
            said=Attestation(Verdict.SUPPORTED, "he is named by another report", ("p12",)),
        ),
        assess(
            "s8",
            Verdict.REFUTED,
            "very unlikely",
            Confidence.MODERATE,
            5,
            prior,
            weighed("a named official says otherwise", -2.2, 10, 16),
        ),
    )


def references() -> tuple[Reference, ...]:
    return tuple(
        Reference(
            held, f"What {outlet} had", outlet, day, f"https://{held}.example/story", language, abstract, credited
        )
        for held, outlet, day, language, abstract, credited in _OUTLETS
    )
