"""A report told in our own words, and what it states: the landing of March 2019 near Caracas, after what was published
then."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from secondsource.model import (
    Attribution,
    Block,
    Citation,
    Disclosure,
    Excerpt,
    Mode,
    Place,
    Quantity,
    Report,
    Role,
    Span,
    Statement,
    When,
)

PARTS = (
    (Role.FURNITURE, "Live blog"),
    (Role.HEADLINE, "Aircraft with Russian soldiers reach Venezuela"),
    (Role.STANDFIRST, "Both governments call the visit routine cooperation"),
    (Role.BYLINE, "By our foreign desk"),
    (
        Role.PARAGRAPH,
        "Two Russian air force planes landed at the airport that serves Caracas on Saturday, flight trackers show. "
        "The journalist Javier Mayorca wrote that 99 servicemen came off the first, "
        "led by General Vasily Tonkoshkurov.",
    ),
    (Role.HEADING, "What were they there for?"),
    (
        Role.PARAGRAPH,
        "A Venezuelan official, who asked not to be named, told Reuters that the visitors would discuss training and "
        "maintenance. Sputnik quoted a diplomatic source who saw nothing mysterious in old contracts being honoured.",
    ),
    (
        Role.PARAGRAPH,
        "In January some 400 Russian mercenaries flew in to guard the disastrous president, according to a Cossack "
        "leader. The Kremlin ran the operation from a hotel in Maracaibo.",
    ),
    (Role.PARAGRAPH, "It can only end badly."),
    (Role.FURNITURE, "All articles"),
)
TEXT = "\n\n".join(words for _, words in PARTS)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def cut(text: str, words: str) -> Excerpt:
    return Excerpt.cut(text, at(text, words))


def blocks(parts: tuple[tuple[Role, str], ...] = PARTS) -> tuple[Block, ...]:
    text, reached, made = "\n\n".join(words for _, words in parts), 0, []
    for role, words in parts:
        start = text.index(words, reached)
        reached = start + len(words)
        made.append(Block(Span(start, reached), role))
    return tuple(made)


def report() -> Report:
    return Report(
        id=sha256(TEXT.encode()).hexdigest(),
        text=TEXT,
        blocks=blocks(),
        headline=PARTS[1][1],
        publisher="The Example Courier",
        byline="our foreign desk",
        published=date(2019, 3, 25),
        url="https://courier.example/venezuela",
        language="en",
    )


def narrated(words: str) -> Attribution:
    return Attribution(Mode.NARRATED, cut(TEXT, words))


def attributed(words: str, source: str, cue: str, speaker: str, disclosure: Disclosure, **more: object) -> Attribution:
    cited = Citation(speaker, disclosure, cut(TEXT, source), cut(TEXT, cue))
    carrier = more.get("carrier")
    through = (Citation(str(carrier), Disclosure.NAMED, None, None),) if carrier else ()
    return Attribution(
        Mode.INDIRECT,
        cut(TEXT, words),
        source=cut(TEXT, source),
        cue=cut(TEXT, cue),
        speaker=speaker,
        disclosure=disclosure,
        chain=(*through, cited),
        **more,  # type: ignore[arg-type]
    )


def statements() -> tuple[Statement, ...]:
    landed = "Two Russian air force planes landed at the airport that serves Caracas on Saturday"
    figures = "99 servicemen came off the first, led by General Vasily Tonkoshkurov"
    led = "led by General Vasily Tonkoshkurov"
    talks = "the visitors would discuss training and maintenance"
    contracts = "nothing mysterious in old contracts being honoured"
    hired = "some 400 Russian mercenaries flew in to guard the disastrous president"
    hotel = "The Kremlin ran the operation from a hotel in Maracaibo"
    mayorca = ("The journalist Javier Mayorca", "wrote", "Javier Mayorca", Disclosure.NAMED)
    return (
        Statement(
            "s1",
            at(TEXT, PARTS[1][1]),
            "Aircraft with Russian soldiers reached Venezuela.",
            Role.HEADLINE,
            narrated(PARTS[1][1]),
        ),
        Statement(
            "s2",
            at(TEXT, landed),
            "Two Russian air force planes landed at the airport that serves Caracas on Saturday.",
            Role.PARAGRAPH,
            attributed(landed, "flight trackers", "show", "flight trackers", Disclosure.DESCRIBED),
            quantities=(Quantity(at(TEXT, "Two"), "Two", 2, 2, "aircraft"),),
            times=(When(at(TEXT, "on Saturday"), "on Saturday", date(2019, 3, 23), date(2019, 3, 23)),),
            places=(
                Place(at(TEXT, "Caracas"), "Caracas", "Caracas airport", 10.603, -66.991, 3, "VE", "airportsdata:SVMI"),
            ),
        ),
        Statement(
            "s3",
            at(TEXT, figures),
            "99 servicemen came off the first aircraft, led by General Vasily Tonkoshkurov.",
            Role.PARAGRAPH,
            attributed(figures, *mayorca),
            quantities=(Quantity(at(TEXT, "99 servicemen"), "99 servicemen", 99, 99, "serviceman"),),
        ),
        Statement(
            "s4",
            at(TEXT, led),
            "General Vasily Tonkoshkurov led them.",
            Role.PARAGRAPH,
            attributed(led, *mayorca),
        ),
        Statement(
            "s5",
            at(TEXT, talks),
            "The visitors would discuss training and maintenance.",
            Role.PARAGRAPH,
            attributed(
                talks,
                "A Venezuelan official, who asked not to be named",
                "told",
                "a Venezuelan official",
                Disclosure.DESCRIBED,
                carrier="Reuters",
            ),
        ),
        Statement(
            "s6",
            at(TEXT, contracts),
            "There is nothing mysterious in old contracts being honoured.",
            Role.PARAGRAPH,
            attributed(
                contracts,
                "a diplomatic source",
                "saw",
                "a diplomatic source",
                Disclosure.DESCRIBED,
                carrier="Sputnik",
            ),
        ),
        Statement(
            "s7",
            at(TEXT, hired),
            "Some 400 Russian mercenaries flew in to guard the president.",
            Role.PARAGRAPH,
            attributed(
                hired,
                "a Cossack leader",
                "according to",
                "a Cossack leader",
                Disclosure.DESCRIBED,
                hedge="according to",
            ),
            quantities=(Quantity(at(TEXT, "some 400"), "some 400", 360, 440, "mercenary"),),
            times=(When(at(TEXT, "In January"), "In January", date(2019, 1, 1), date(2019, 1, 31)),),
            loaded=(cut(TEXT, "disastrous"),),
        ),
        Statement(
            "s8",
            at(TEXT, hotel),
            "The Kremlin ran the operation from a hotel in Maracaibo.",
            Role.PARAGRAPH,
            narrated(hotel),
        ),
        Statement(
            "s9",
            at(TEXT, "It can only end badly"),
            "It can only end badly.",
            Role.PARAGRAPH,
            narrated("It can only end badly"),
            checkable=False,
        ),
    )
